#include "run/draw.h"

#include <string.h>

#include "base/text.h"
#include "image/animation.h"
#include "plot/caption.h"
#include "plot/figure_data.h"
#include "plot/font.h"
#include "report/manifest.h"
#include "run/gnuplot_failure.h"

/* ---- Which pictures there will be ------------------------------------------------------------ */

static struct sheet *add_sheet(struct drawing *drawing, const struct figure *figure, size_t index,
                               enum figure_theme theme)
{
    const bool *themes = drawing->options->pictures.themes;
    struct sheet *sheet = &drawing->sheets[drawing->sheet_count++];

    *sheet = (struct sheet){.figure = figure, .index = index, .theme = theme};
    text_append(&sheet->name, figure->name);
    if (theme == FIGURE_DARK && themes[FIGURE_LIGHT])
        text_append(&sheet->name, "-dark");
    return sheet;
}

static struct picture *add_picture(struct drawing *drawing, struct sheet *sheet,
                                   enum figure_format format, const char *name, const char *ending)
{
    struct picture *picture = &drawing->pictures[drawing->picture_count];

    *picture = (struct picture){.sheet = sheet, .format = format};
    text_appendf(&picture->name, "%s.%s", name, ending);
    drawing->jobs[drawing->picture_count++] =
        (struct gnuplot_job){.setting = picture_setting(format), .script = &sheet->script.text};
    return picture;
}

static void add_pictures_of(struct drawing *drawing, size_t index, enum figure_theme theme)
{
    const struct picture_options *wanted = &drawing->options->pictures;
    struct sheet *sheet = add_sheet(drawing, wanted->figures[index], index, theme);

    for (size_t f = 0; f < FIGURE_FORMATS; f++)
        if (wanted->formats[f])
            add_picture(drawing, sheet, (enum figure_format)f, text_string(&sheet->name),
                        figure_format_name((enum figure_format)f));
}

/* For light pages unless all is for dark ones. */
static void add_animation(struct drawing *drawing, size_t index)
{
    const struct picture_options *wanted = &drawing->options->pictures;
    const struct figure *figure = wanted->figures[index];
    enum figure_theme theme = wanted->themes[FIGURE_LIGHT] ? FIGURE_LIGHT : FIGURE_DARK;

    if (!wanted->animate || figure->frames == NULL)
        return;
    struct sheet *sheet = add_sheet(drawing, figure->frames, index, theme);
    add_picture(drawing, sheet, FIGURE_PNG, figure->name, "gif")->animated = true;
}

/* The animation first, since it takes the longest. */
static enum status plan_pictures(struct drawing *drawing, struct error *error)
{
    const struct picture_options *wanted = &drawing->options->pictures;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < wanted->figure_count; i++)
        add_animation(drawing, i);
    for (size_t theme = 0; theme < FIGURE_THEMES; theme++)
        for (size_t i = 0; i < wanted->figure_count; i++)
            if (wanted->themes[theme])
                add_pictures_of(drawing, i, (enum figure_theme)theme);
    for (size_t i = 0; i < drawing->sheet_count && status == STATUS_OK; i++)
        status = text_check(&drawing->sheets[i].name, error);
    for (size_t i = 0; i < drawing->picture_count && status == STATUS_OK; i++)
        status = text_check(&drawing->pictures[i].name, error);
    return status;
}

/* ---- What they are drawn from ---------------------------------------------------------------- */

/* For gnuplot, and for the user: two files, so that a script that writes into the one it reads
 * spoils nothing that will be published. */
static enum status stage_both(const struct drawing *drawing, const char *kind, const char *name,
                              const struct text *text, struct error *error)
{
    struct artifact file = {.name = name, .kind = kind};
    enum status status = staging_add_private(drawing->catalogue->staging, name, text_string(text),
                                             text->length, error);

    return status == STATUS_OK
               ? catalogue_add(drawing->catalogue, &file, text_string(text), text->length, error)
               : status;
}

/* The path's points are the data's lines but for the header. */
static enum status choose_frames(struct drawing *drawing, const struct text *data,
                                 struct error *error)
{
    size_t points = 0, frames[ANIMATION_MAX_FRAMES];

    for (size_t i = 0; i < data->length; i++)
        points += data->data[i] == '\n';
    size_t count = animation_frames(points - 1, frames, ANIMATION_MAX_FRAMES);
    for (size_t i = 0; i < count; i++)
        text_appendf(&drawing->frames, i == 0 ? "%zu" : " %zu", frames[i]);
    return text_check(&drawing->frames, error);
}

static enum status stage_file(struct drawing *drawing, enum figure_data file, struct error *error)
{
    static figure_data_writer *const writers[FIGURE_DATA_FILES] = {
        figure_bands_data,         figure_mesh_data,        figure_path_data,     figure_paths_data,
        figure_surface_paths_data, figure_convergence_data, figure_ensemble_data, figure_cells_data,
    };
    struct text data = {0};
    enum status status =
        writers[file](&drawing->subject, drawing->options->pictures.settings.levels, &data, error);

    if (status == STATUS_OK)
        status = stage_both(drawing, "data", figure_data_name(file), &data, error);
    if (status == STATUS_OK && file == FIGURE_DATA_PATH)
        status = choose_frames(drawing, &data, error);
    text_free(&data);
    return status;
}

static enum status stage_data(struct drawing *drawing, struct error *error)
{
    enum status status = STATUS_OK;
    unsigned needed = 0;

    for (size_t i = 0; i < drawing->sheet_count; i++)
        needed |= figure_reads_for(drawing->sheets[i].figure, drawing->subject.attempt_count);
    for (int file = 0; file < FIGURE_DATA_FILES && status == STATUS_OK; file++)
        if (needed & FIGURE_READS(file))
            status = stage_file(drawing, (enum figure_data)file, error);
    return status;
}

/* ---- Scripts --------------------------------------------------------------------------------- */

/* The script and the data, each with its digest; and the digest of that. */
static enum status find_source(const struct drawing *drawing, struct sheet *sheet,
                               const char *script, struct error *error)
{
    const struct catalogue *catalogue = drawing->catalogue;
    const struct artifact *parts[1 + FIGURE_DATA_FILES] = {catalogue_find(catalogue, script)};
    unsigned reads = figure_reads_for(sheet->figure, drawing->subject.attempt_count);
    size_t count = 1;

    for (int file = 0; file < FIGURE_DATA_FILES; file++)
        if (reads & FIGURE_READS(file))
            parts[count++] = catalogue_find(catalogue, figure_data_name((enum figure_data)file));
    manifest_source(parts, count, &sheet->source);
    digest_bytes(text_string(&sheet->source), sheet->source.length, sheet->source_digest);
    return text_check(&sheet->source, error);
}

static enum status compose_sheet(struct drawing *drawing, struct sheet *sheet, struct error *error)
{
    bool moves = figure_find(sheet->figure->name) == NULL;
    struct script_page page = {.name = text_string(&sheet->name),
                               .theme = sheet->theme,
                               .frames = moves ? text_string(&drawing->frames) : NULL};
    struct text name = {0};

    enum status status =
        figure_compose(sheet->figure, &drawing->subject, &drawing->options->pictures.settings,
                       &page, &sheet->script, error);
    text_appendf(&name, "%s.gp", text_string(&sheet->name));
    if (status == STATUS_OK)
        status = text_check(&name, error);
    if (status == STATUS_OK) {
        struct artifact file = {.name = text_string(&name), .kind = "script"};
        status = catalogue_add(drawing->catalogue, &file, text_string(&sheet->script.text),
                               sheet->script.text.length, error);
    }
    if (status == STATUS_OK)
        status = find_source(drawing, sheet, text_string(&name), error);
    text_free(&name);
    return status;
}

static enum status write_captions(struct drawing *drawing, struct error *error)
{
    const struct picture_options *wanted = &drawing->options->pictures;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < wanted->figure_count && status == STATUS_OK; i++) {
        caption_write(wanted->figures[i], &drawing->subject, &wanted->settings,
                      &drawing->captions[i]);
        caption_alternative(wanted->figures[i], &drawing->subject, &wanted->settings,
                            &drawing->alternatives[i]);
        status = text_check(&drawing->captions[i], error);
        if (status == STATUS_OK)
            status = text_check(&drawing->alternatives[i], error);
    }
    return status;
}

static enum status prepare(struct drawing *drawing, struct error *error)
{
    enum status status = write_captions(drawing, error);

    for (size_t i = 0; i < drawing->sheet_count && status == STATUS_OK; i++) {
        struct sheet *sheet = &drawing->sheets[i];
        sheet->caption = text_string(&drawing->captions[sheet->index]);
        sheet->alternative = text_string(&drawing->alternatives[sheet->index]);
        status = compose_sheet(drawing, sheet, error);
    }
    for (size_t i = 0; i < drawing->picture_count && status == STATUS_OK; i++)
        status = picture_prepare(&drawing->pictures[i], drawing->options,
                                 &drawing->jobs[i].output_limit, error);
    return status;
}

/* ---- Pictures -------------------------------------------------------------------------------- */

/* Decoding a picture takes long enough to be done while gnuplot still compresses the rest. */
static void check_more(void *context, size_t index)
{
    struct drawing *drawing = context;

    picture_check_more(&drawing->pictures[index], &drawing->jobs[index].output);
}

static enum status accept_picture(void *context, size_t index, struct error *error)
{
    struct drawing *drawing = context;
    struct gnuplot_job *job = &drawing->jobs[index];
    struct picture *picture = &drawing->pictures[index];

    enum status status = gnuplot_check_exit(job, &drawing->deadline, error);
    if (status == STATUS_OK && drawing->gnuplot_name.length == 0 &&
        !gnuplot_own_name(&job->errors, &drawing->gnuplot_name))
        text_append(&drawing->gnuplot_name, "gnuplot");
    if (status == STATUS_OK)
        status = picture_finish(picture, drawing->options, &job->output,
                                text_string(&drawing->gnuplot_name), drawing->font_digest, error);
    if (status != STATUS_OK)
        return diagnose(&drawing->gnuplot, job, picture, &drawing->deadline, error);
    gnuplot_job_free(job);
    return picture_stage(picture, drawing->options, drawing->catalogue, error);
}

enum status draw_begin(struct drawing *drawing, const struct options *options,
                       struct catalogue *catalogue, int interrupt_fd, struct error *error)
{
    struct staging *staging = catalogue->staging;

    *drawing = (struct drawing){.options = options,
                                .catalogue = catalogue,
                                .deadline = deadline_start(options->timeout, interrupt_fd)};
    enum status status = plan_pictures(drawing, error);
    if (status == STATUS_OK)
        status = gnuplot_find(&drawing->gnuplot, options->gnuplot, staging->work, error);
    if (status == STATUS_OK)
        status = font_stage(staging, error);
    if (status == STATUS_OK)
        status = gnuplot_start(&drawing->pool, &drawing->gnuplot, drawing->jobs,
                               drawing->picture_count, error);
    return status;
}

enum status draw_figures(struct drawing *drawing, const struct results *results,
                         struct error *error)
{
    const struct options *options = drawing->options;
    struct gnuplot_listener listener = {
        .arrived = check_more, .ended = accept_picture, .context = drawing};

    drawing->subject =
        (struct figure_subject){.problem = options->problem,
                                .bounds = options->bounds,
                                .trajectory = &results->trajectories[0],
                                .attempts = results->attempts,
                                .attempt_count = results->count,
                                .tolerance = figure_tolerance(&options->pictures.settings),
                                .minimum = results->minimum,
                                .minimum_known = results->minimum_known,
                                .spacing = options->pictures.settings.spacing};
    if (options->study.swept)
        drawing->subject.sweep =
            (struct figure_sweep){.plan = &results->plan,
                                  .sweep = &results->sweep,
                                  .of_values = options->study.view == SWEEP_VIEW_VALUE};
    enum status status = stage_data(drawing, error);
    if (status == STATUS_OK)
        status = prepare(drawing, error);
    if (status == STATUS_OK)
        status = font_digest(drawing->catalogue->staging, drawing->font_digest, error);
    if (status == STATUS_OK)
        status = gnuplot_finish(&drawing->pool, &drawing->deadline, &listener, error);
    return status;
}

void draw_end(struct drawing *drawing)
{
    gnuplot_stop(&drawing->pool);
    for (size_t i = 0; i < drawing->picture_count; i++) {
        gnuplot_job_free(&drawing->jobs[i]);
        picture_free(&drawing->pictures[i]);
    }
    for (size_t i = 0; i < drawing->sheet_count; i++) {
        text_free(&drawing->sheets[i].name);
        text_free(&drawing->sheets[i].source);
        figure_script_free(&drawing->sheets[i].script);
    }
    for (size_t i = 0; i < FIGURE_MAX; i++) {
        text_free(&drawing->captions[i]);
        text_free(&drawing->alternatives[i]);
    }
    text_free(&drawing->frames);
    text_free(&drawing->gnuplot_name);
    gnuplot_free(&drawing->gnuplot);
}
