#include "command/draw.h"

#include <stdio.h>
#include <string.h>

#include "base/deadline.h"
#include "base/text.h"
#include "plot/font.h"
#include "plot/gnuplot.h"

/* More than gnuplot's PNG can need: its pixels have four bytes at most, and some may not shrink. */
#define BYTES_PER_PIXEL 5
#define BYTES_EXTRA 65536

#define POINTS_PER_INCH 72.0

/* Makes one of the figures' data files, and puts it where gnuplot will find it. */
static enum status stage_file(const struct drawing *drawing, const char *name,
                              enum status (*make)(const struct figure_subject *subject,
                                                  struct text *data, struct error *error),
                              const struct figure_subject *subject, struct error *error)
{
    struct text data = {0};
    enum status status = make(subject, &data, error);

    if (status == STATUS_OK)
        status =
            staging_add_private(drawing->staging, name, text_string(&data), data.length, error);
    text_free(&data);
    return status;
}

static enum status stage_bands(const struct drawing *drawing, struct figure_subject *subject,
                               struct error *error)
{
    struct text data = {0};
    enum status status =
        figure_bands_data(subject, drawing->options->pictures.levels, &data, error);

    if (status == STATUS_OK)
        status = staging_add_private(drawing->staging, FIGURE_BANDS_DATA, text_string(&data),
                                     data.length, error);
    text_free(&data);
    return status;
}

static enum status stage_data(const struct drawing *drawing, struct figure_subject *subject,
                              struct error *error)
{
    const struct options *options = drawing->options;
    bool needs_surface = false, needs_path = false;

    for (size_t i = 0; i < options->figure_count; i++) {
        needs_surface = needs_surface || options->figures[i]->needs_surface;
        needs_path = needs_path || options->figures[i]->needs_path;
    }
    /* Always, since the colours of every figure have the range of the bands. */
    enum status status = stage_bands(drawing, subject, error);
    if (status == STATUS_OK && needs_surface)
        status = stage_file(drawing, FIGURE_SURFACE_DATA, figure_surface_data, subject, error);
    if (status == STATUS_OK && needs_path)
        status = stage_file(drawing, FIGURE_PATH_DATA, figure_path_data, subject, error);
    return status;
}

/* What a program says that fails before it comes to the script: behind what became of it, in
 * parentheses. */
static void append_first_line(const struct text *errors, struct error *error)
{
    const char *line = text_string(errors) + strspn(text_string(errors), " \t\r\n");
    size_t length = strlen(error->message);

    if (*line != '\0')
        snprintf(error->message + length, sizeof error->message - length, " (%.*s)",
                 (int)strcspn(line, "\r\n"), line);
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

    if (!job->late && !job->flooded &&
        gnuplot_first_error(&job->errors, &line, &message, &length)) {
        figure_script_locate(&drawing->scripts[index], figure, line, &where);
        error_set(error, STATUS_FAILED, "%s: %.*s", text_string(&where), (int)length, message);
        text_free(&where);
    } else if (job->errors.length > 0) {
        append_first_line(&job->errors, error);
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

/* Decoding a picture takes long enough to be done while gnuplot still compresses the rest. */
static void check_more(void *context, size_t index)
{
    struct drawing *drawing = context;
    const struct text *output = &drawing->jobs[index].output;
    size_t *checked = &drawing->checked[index];

    png_check_feed(drawing->checks[index], output->data + *checked, output->length - *checked);
    *checked = output->length;
}

static enum status stage_picture(const struct drawing *drawing, size_t index, struct error *error)
{
    const struct options *options = drawing->options;
    const struct text *output = &drawing->jobs[index].output;
    struct text picture = {0}, name = {0};
    enum status status =
        png_image_add_resolution(text_string(output), output->length,
                                 POINTS_PER_INCH * options->pictures.scale, &picture, error);

    text_appendf(&name, "%s.png", options->figures[index]->name);
    if (status == STATUS_OK)
        status = text_check(&name, error);
    if (status == STATUS_OK)
        status = staging_add(drawing->staging, text_string(&name), text_string(&picture),
                             picture.length, error);
    text_free(&picture);
    text_free(&name);
    return status;
}

static enum status accept_picture(void *context, size_t index, struct error *error)
{
    struct drawing *drawing = context;
    struct gnuplot_job *job = &drawing->jobs[index];

    enum status status = gnuplot_check_exit(job, &drawing->deadline, error);
    if (status == STATUS_OK)
        status = png_check_end(drawing->checks[index], error);
    if (status != STATUS_OK)
        return diagnose(drawing, index, error);
    status = stage_picture(drawing, index, error);
    gnuplot_job_free(job);
    return status;
}

/* What each job needs once gnuplot is there. */
static enum status prepare_jobs(struct drawing *drawing, const struct figure_subject *subject,
                                struct error *error)
{
    const struct options *options = drawing->options;
    const struct figure_settings *pictures = &options->pictures;
    size_t width = figure_pixels(pictures->width, pictures->scale);
    size_t height = figure_pixels(pictures->height, pictures->scale);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < options->figure_count && status == STATUS_OK; i++) {
        drawing->checks[i] = png_check_new(width, height);
        if (drawing->checks[i] == NULL)
            return error_out_of_memory(error);
        status =
            figure_compose(options->figures[i], subject, pictures, &drawing->scripts[i], error);
        drawing->jobs[i].script = &drawing->scripts[i].text;
        drawing->jobs[i].output_limit = width * height * BYTES_PER_PIXEL + BYTES_EXTRA;
    }
    return status;
}

enum status draw_begin(struct drawing *drawing, const struct options *options,
                       struct staging *staging, int interrupt_fd, struct error *error)
{
    *drawing = (struct drawing){.options = options,
                                .staging = staging,
                                .deadline = deadline_start(options->timeout, interrupt_fd)};
    enum status status = gnuplot_find(&drawing->gnuplot, options->gnuplot, staging->work, error);
    if (status == STATUS_OK)
        status = font_stage(staging, error);
    if (status == STATUS_OK)
        status = gnuplot_start(&drawing->pool, &drawing->gnuplot, drawing->jobs,
                               options->figure_count, error);
    return status;
}

enum status draw_figures(struct drawing *drawing, const struct trajectory *trajectory,
                         struct error *error)
{
    const struct options *options = drawing->options;
    struct gnuplot_listener listener = {
        .arrived = check_more, .ended = accept_picture, .context = drawing};
    struct figure_subject subject = {.problem = options->problem,
                                     .bounds = options->bounds,
                                     .trajectory = trajectory,
                                     .tolerance = figure_tolerance(&options->pictures)};

    enum status status = stage_data(drawing, &subject, error);
    if (status == STATUS_OK)
        status = prepare_jobs(drawing, &subject, error);
    if (status == STATUS_OK)
        status = gnuplot_finish(&drawing->pool, &drawing->deadline, &listener, error);
    return status;
}

void draw_end(struct drawing *drawing)
{
    gnuplot_stop(&drawing->pool);
    for (size_t i = 0; i < drawing->options->figure_count; i++) {
        gnuplot_job_free(&drawing->jobs[i]);
        figure_script_free(&drawing->scripts[i]);
        png_check_free(drawing->checks[i]);
    }
    gnuplot_free(&drawing->gnuplot);
}
