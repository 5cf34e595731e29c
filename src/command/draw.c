#include "command/draw.h"

#include <stdlib.h>

#include "artifact/png_image.h"
#include "base/deadline.h"
#include "base/text.h"
#include "plot/font.h"
#include "plot/gnuplot.h"

/* More than gnuplot's PNG can need: its pixels have four bytes at most, and some may not shrink. */
#define BYTES_PER_PIXEL 5
#define BYTES_EXTRA 65536

#define POINTS_PER_INCH 72.0

struct drawing {
    const struct options *options;
    struct staging *staging;
    struct figure_script scripts[OPTIONS_MAX_FIGURES];
    struct gnuplot_job jobs[OPTIONS_MAX_FIGURES];
    struct gnuplot gnuplot;
    struct deadline deadline;
};

static enum status stage_data(struct drawing *drawing, struct figure_subject *subject,
                              struct error *error)
{
    const struct options *options = drawing->options;
    struct text bands = {0}, surface = {0};
    bool needs_surface = false;

    for (size_t i = 0; i < options->figure_count; i++)
        needs_surface = needs_surface || options->figures[i]->needs_surface;
    /* Always, since the colours of every figure have the range of the bands. */
    enum status status = figure_bands_data(subject, options->pictures.levels, &bands, error);
    if (status == STATUS_OK)
        status = staging_add_private(drawing->staging, FIGURE_BANDS_DATA, text_string(&bands),
                                     bands.length, error);
    if (status == STATUS_OK && needs_surface)
        status = figure_surface_data(subject, &surface, error);
    if (status == STATUS_OK && needs_surface)
        status = staging_add_private(drawing->staging, FIGURE_SURFACE_DATA, text_string(&surface),
                                     surface.length, error);
    text_free(&bands);
    text_free(&surface);
    return status;
}

/* Why a figure is not there, in the words nearest to the cause: gnuplot's own error with the script
 * and line it is from, or what became of the process. */
static enum status explain(const struct drawing *drawing, size_t index, struct error *error)
{
    const struct gnuplot_job *job = &drawing->jobs[index];
    const struct figure *figure = drawing->options->figures[index];
    struct text where = {0};
    const char *message;
    size_t length;
    long line;

    if (!job->late && !job->flooded && gnuplot_first_error(&job->errors, &line, &message, &length)) {
        figure_script_locate(&drawing->scripts[index], figure, line, &where);
        error_set(error, STATUS_FAILED, "%s: %.*s", text_string(&where), (int)length, message);
        text_free(&where);
    }
    return error_prefix(error, STATUS_FAILED, "figure %s", figure->name);
}

/* A missing terminal or an old program makes scripts fail in ways that do not say so. */
static enum status diagnose(const struct drawing *drawing, size_t index, struct error *error)
{
    const struct text *errors = &drawing->jobs[index].errors;
    struct error other;

    if (gnuplot_lacks_terminal(errors))
        return error_set(error, STATUS_FAILED,
                         "%s has no pngcairo terminal: install one that has (the package is called "
                         "gnuplot-nox on Debian and Ubuntu) or name one with --gnuplot",
                         text_string(&drawing->gnuplot.program));
    enum status status = gnuplot_check_version(&drawing->gnuplot, &drawing->deadline, &other);
    if (status != STATUS_OK) {
        *error = other;
        return status;
    }
    return explain(drawing, index, error);
}

static enum status accept_picture(void *context, size_t index, struct error *error)
{
    struct drawing *drawing = context;
    const struct figure_settings *pictures = &drawing->options->pictures;
    struct gnuplot_job *job = &drawing->jobs[index];
    struct text picture = {0}, name = {0};

    enum status status = gnuplot_check_exit(job, &drawing->deadline, error);
    if (status == STATUS_OK)
        status = png_image_check(text_string(&job->output), job->output.length,
                                 figure_pixels(pictures->width, pictures->scale),
                                 figure_pixels(pictures->height, pictures->scale), error);
    if (status != STATUS_OK)
        return diagnose(drawing, index, error);
    status = png_image_add_resolution(text_string(&job->output), job->output.length,
                                      POINTS_PER_INCH * pictures->scale, &picture, error);
    text_appendf(&name, "%s.png", drawing->options->figures[index]->name);
    if (status == STATUS_OK)
        status = text_check(&name, error);
    if (status == STATUS_OK)
        status = staging_add(drawing->staging, text_string(&name), text_string(&picture),
                             picture.length, error);
    text_free(&picture);
    text_free(&name);
    gnuplot_job_free(job);
    return status;
}

static enum status compose_scripts(struct drawing *drawing, const struct figure_subject *subject,
                                   struct error *error)
{
    const struct options *options = drawing->options;
    const struct figure_settings *pictures = &options->pictures;
    size_t pixels = figure_pixels(pictures->width, pictures->scale) *
                    figure_pixels(pictures->height, pictures->scale);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < options->figure_count && status == STATUS_OK; i++) {
        status = figure_compose(options->figures[i], subject, pictures, &drawing->scripts[i],
                                error);
        drawing->jobs[i] =
            (struct gnuplot_job){.script = &drawing->scripts[i].text,
                                 .output_limit = pixels * BYTES_PER_PIXEL + BYTES_EXTRA};
    }
    return status;
}

enum status draw_figures(const struct options *options, const struct trajectory *trajectory,
                         struct staging *staging, int interrupt_fd, struct error *error)
{
    struct figure_subject subject = {
        .problem = options->problem, .bounds = options->bounds, .trajectory = trajectory};
    struct drawing *drawing = calloc(1, sizeof *drawing);

    if (drawing == NULL)
        return error_out_of_memory(error);
    drawing->options = options;
    drawing->staging = staging;
    drawing->deadline = deadline_start(options->timeout, interrupt_fd);
    enum status status = gnuplot_find(&drawing->gnuplot, options->gnuplot, staging->directory,
                                      error);
    if (status == STATUS_OK)
        status = font_stage(staging, error);
    if (status == STATUS_OK)
        status = stage_data(drawing, &subject, error);
    if (status == STATUS_OK)
        status = compose_scripts(drawing, &subject, error);
    if (status == STATUS_OK)
        status = gnuplot_run(&drawing->gnuplot, drawing->jobs, options->figure_count,
                             &drawing->deadline, accept_picture, drawing, error);
    for (size_t i = 0; i < options->figure_count; i++) {
        gnuplot_job_free(&drawing->jobs[i]);
        figure_script_free(&drawing->scripts[i]);
    }
    gnuplot_free(&drawing->gnuplot);
    free(drawing);
    return status;
}
