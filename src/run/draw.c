#include "run/draw.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/artifact_format.h"
#include "base/notices.h"
#include "base/text.h"
#include "base/unicode.h"
#include "image/animation.h"
#include "image/png_pixels.h"
#include "plot/caption.h"
#include "plot/figure_data.h"
#include "plot/font.h"
#include "plot/surface_view.h"
#include "report/manifest.h"
#include "run/gnuplot_failure.h"

/* ---- What the figures show ------------------------------------------------------------------ */

static struct figure_subject whole_subject(const struct run_options *options,
                                           const struct results *results)
{
    struct figure_subject subject = {.problem = options->problem,
                                     .bounds = options->bounds,
                                     .trajectory = &results->trajectories[0],
                                     .results = results->list,
                                     .result_count = results->count,
                                     .iterations = options->iterations,
                                     .tolerance = figure_tolerance(&options->figures.settings),
                                     .columns = figure_columns(&options->figures.settings),
                                     .threshold = run_options_threshold(options),
                                     .excess_tolerance = options->tolerance,
                                     .minimum = results->minimum,
                                     .minimum_known = results->minimum_known,
                                     .noise = run_options_noise(options),
                                     .vary = options->noise.vary,
                                     .levels = options->figures.settings.levels,
                                     .spacing = options->figures.settings.spacing,
                                     .panels = options->figures.panels};

    if (options->suite)
        subject.suite = &results->suite.suite;
    if (options->study.swept)
        subject.sweep = (struct figure_sweep){.plan = &results->plan,
                                              .sweep = &results->sweep,
                                              .of_values = options->study.view == SWEEP_VIEW_VALUE};
    if (options->study.basins > 0)
        subject.basins = &results->basins;
    return subject;
}

/* Reports a figure that cannot show the results: as a usage error if it was requested. */
static enum status reject_figure(const struct figure *figure, bool requested, struct text *notices,
                                 struct error *error)
{
    struct error why = *error;

    if (requested)
        return error_set(error, STATUS_USAGE, "--figure '%s': %s", figure->name, why.message);
    notices_add(notices, "the figure %s is left out: %s", figure->name, why.message);
    return text_check(notices, error);
}

/* A figure that shows what one optimizer does has no space for several. */
static void note_first(const struct figure *figure, const struct results *results,
                       struct text *notices)
{
    if (figure->is_recorded && results->count > 1)
        notices_add(notices,
                    "the figure %s shows %s, the first of %zu optimizers; state.dat has "
                    "the states of all",
                    figure->name, results->list[0].label, results->count);
}

enum status draw_choose_figures(struct run_options *options, const struct results *results,
                                struct text *notices, struct error *error)
{
    struct figure_options *wanted = &options->figures;
    struct figure_subject subject = whole_subject(options, results);
    enum status status = STATUS_OK;
    size_t count = 0;

    for (size_t i = 0; i < wanted->count && status == STATUS_OK; i++) {
        const struct figure *figure = wanted->list[i];
        if (figure->check == NULL || figure->check(&subject, error) == STATUS_OK) {
            wanted->list[count++] = figure;
            note_first(figure, results, notices);
        } else
            status = reject_figure(figure, wanted->chosen[figure - figures], notices, error);
    }
    wanted->count = count;
    return status;
}

/* ---- The images of a run ------------------------------------------------------------ */

static const char *suffix_of(const struct draw_job *draw, enum figure_theme theme)
{
    return theme == FIGURE_DARK && draw->options->figures.themes[FIGURE_LIGHT]
               ? ARTIFACT_DARK_SUFFIX
               : "";
}

static struct figure_variant *add_variant(struct draw_job *draw, const struct figure *figure,
                                          size_t index, enum figure_theme theme)
{
    struct figure_variant *variant = &draw->variants[draw->variant_count++];

    *variant = (struct figure_variant){.figure = figure, .index = index, .theme = theme};
    text_appendf(&variant->name, "%s%s", figure->name, suffix_of(draw, theme));
    return variant;
}

static void add_image(struct draw_job *draw, struct figure_variant *variant,
                      const struct image_format *format, const char *name)
{
    struct image_file *image = &draw->images[draw->image_count];

    *image = (struct image_file){.variant = variant, .format = format};
    text_appendf(&image->name, "%s%s.%s", text_string(&draw->directory), name, format->name);
    draw->jobs[draw->image_count++] =
        (struct gnuplot_job){.setting = format->setting, .script = &variant->script.text};
}

static void add_images_of(struct draw_job *draw, size_t index, enum figure_theme theme)
{
    const struct figure_options *wanted = &draw->options->figures;
    struct figure_variant *variant = add_variant(draw, wanted->list[index], index, theme);

    for (size_t i = 0; i < image_format_count; i++)
        if (wanted->formats[i])
            add_image(draw, variant, &image_formats[i], text_string(&variant->name));
}

static void add_animation(struct draw_job *draw, size_t index, enum figure_theme theme)
{
    const struct figure_options *wanted = &draw->options->figures;
    const struct figure *figure = wanted->list[index];
    char name[64];

    if (!wanted->animate || figure->frames == NULL || !wanted->themes[theme])
        return;
    snprintf(name, sizeof name, "%s%s", figure->name, suffix_of(draw, theme));
    struct figure_variant *variant = add_variant(draw, figure->frames, index, theme);
    add_image(draw, variant, image_format_animated(), name);
}

/* The animations come first, since they take the longest. */
static enum status plan_images(struct draw_job *draw, struct error *error)
{
    const struct figure_options *wanted = &draw->options->figures;
    const char *directory = draw->options->images;

    if (*directory != '\0')
        text_appendf(&draw->directory, "%s/", directory);
    enum status status = text_check(&draw->directory, error);
    for (size_t theme = 0; theme < FIGURE_THEMES; theme++)
        for (size_t i = 0; i < wanted->count; i++)
            add_animation(draw, i, (enum figure_theme)theme);
    for (size_t theme = 0; theme < FIGURE_THEMES; theme++)
        for (size_t i = 0; i < wanted->count; i++)
            if (wanted->themes[theme])
                add_images_of(draw, i, (enum figure_theme)theme);
    for (size_t i = 0; i < draw->variant_count && status == STATUS_OK; i++)
        status = text_check(&draw->variants[i].name, error);
    for (size_t i = 0; i < draw->image_count && status == STATUS_OK; i++)
        status = text_check(&draw->images[i].name, error);
    return status;
}

/* ---- Input of the figures ---------------------------------------------------------------- */

static const struct figure_subject *subject_of(const struct draw_job *draw,
                                               const struct figure *figure)
{
    if (figure->problem != NULL)
        return &draw->thumbnails[figure->problem - problems];
    return figure->zoomed ? &draw->zoom_subject : &draw->subject;
}

/* Separate copies for gnuplot and for the user, so that a script that overwrites its input does not
 * damage a published file. */
static enum status stage_both(const struct draw_job *draw, const char *kind, const char *name,
                              const struct text *text, struct error *error)
{
    struct output_file file = {.name = name, .kind = kind};
    enum status status =
        staging_add_private(draw->outputs->staging, name, text_string(text), text->length, error);

    return status == STATUS_OK
               ? output_files_add(draw->outputs, &file, text_string(text), text->length, error)
               : status;
}

static enum status stage_file(struct draw_job *draw, const struct figure_subject *subject,
                              const struct figure_data *file, struct error *error)
{
    struct text data = {0};
    enum status status = file->write(subject, draw->deadline.interrupt_fd, &data, error);

    if (status == STATUS_OK)
        status = stage_both(draw, ARTIFACT_KIND_DATA, figure_data_name(file, subject).string, &data,
                            error);
    text_free(&data);
    return status;
}

/* Each file once, even if several figures read it. */
static enum status stage_data(struct draw_job *draw, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < draw->variant_count; i++) {
        const struct figure *figure = draw->variants[i].figure;
        const struct figure_subject *subject = subject_of(draw, figure);
        const struct figure_form *form = figure_form_for(figure, subject);
        for (size_t k = 0; form->data[k] != NULL && status == STATUS_OK; k++)
            if (output_files_source(draw->outputs,
                                    figure_data_name(form->data[k], subject).string) == NULL)
                status = stage_file(draw, subject, form->data[k], error);
    }
    return status;
}

/* Whether a figure of the subject reads this file, or, if that is NULL, any that needs a map. */
static bool needs_data(const struct draw_job *draw, const struct figure_subject *subject,
                       const struct figure_data *data)
{
    for (size_t i = 0; i < draw->variant_count; i++) {
        const struct figure *figure = draw->variants[i].figure;
        const struct figure_form *form = figure_form_for(figure, subject);
        if (subject_of(draw, figure) != subject)
            continue;
        for (size_t k = 0; form->data[k] != NULL; k++)
            if (data == NULL ? form->data[k]->needs_map : form->data[k] == data)
                return true;
    }
    return false;
}

/* How much coarser than one image of the whole page the contours of a panel are: 2.4 panels side by
 * side make it as many times as small, and it is 1.6 times as coarse on the page. */
static double panel_coarser(size_t panels)
{
    return 4 * sqrt((double)panels);
}

/* The plan is that of the whole page. */
static enum status make_panel_map(struct draw_job *draw, struct figure_subject *subject,
                                  struct objective_map *map, struct objective_map_plan plan,
                                  struct error *error)
{
    if (!needs_data(draw, subject,
                    subject->zoomed ? &figure_zoom_panel_bands : &figure_panel_bands))
        return STATUS_OK;
    plan.bands = figure_data_panel_bands(subject);
    plan.tolerance *= panel_coarser(subject->result_count);
    subject->panel_map = map;
    return objective_map_make(map, &plan, draw->deadline.interrupt_fd, error);
}

static enum status make_map(struct draw_job *draw, struct figure_subject *subject,
                            struct objective_map maps[2], struct error *error)
{
    struct objective_map_plan plan = {.problem = subject->problem,
                                      .bounds = subject->bounds,
                                      .spacing = subject->spacing,
                                      .bands = subject->levels,
                                      .tolerance = subject->tolerance};

    if (!needs_data(draw, subject, NULL))
        return STATUS_OK;
    subject->map = &maps[0];
    enum status status = objective_map_make(&maps[0], &plan, draw->deadline.interrupt_fd, error);
    if (status == STATUS_OK)
        status = make_panel_map(draw, subject, &maps[1], plan, error);
    if (status == STATUS_OK && !subject->zoomed) /* which has no surface */
        status = figure_data_is_steep(subject, draw->deadline.interrupt_fd, &subject->steep, error);
    return status;
}

/* ---- Scripts --------------------------------------------------------------------------------- */

/* The script and the data files with their digests, and the digest of this text. */
static enum status find_source(const struct draw_job *draw, struct figure_variant *variant,
                               const char *script, struct error *error)
{
    const struct output_files *outputs = draw->outputs;
    const struct output_file *parts[1 + FIGURE_MAX_DATA] = {output_files_source(outputs, script)};
    const struct figure_subject *subject = subject_of(draw, variant->figure);
    const struct figure_form *form = figure_form_for(variant->figure, subject);
    size_t count = 1;

    for (size_t i = 0; form->data[i] != NULL; i++)
        parts[count++] =
            output_files_source(outputs, figure_data_name(form->data[i], subject).string);
    manifest_source(parts, count, &variant->source);
    digest_bytes(text_string(&variant->source), variant->source.length, variant->source_digest);
    return text_check(&variant->source, error);
}

static enum status compose_variant(struct draw_job *draw, struct figure_variant *variant,
                                   struct error *error)
{
    bool moves = draw->options->figures.list[variant->index] != variant->figure;
    struct script_page page = {.name = text_string(&variant->name),
                               .directory = text_string(&draw->directory),
                               .theme = variant->theme,
                               .frames = moves};
    struct figure_settings settings =
        figure_options_settings(&draw->options->figures, variant->figure);
    struct text name = {0};

    if (*settings.title != '\0')
        settings.title = text_string(&draw->title);
    enum status status = figure_compose(variant->figure, subject_of(draw, variant->figure),
                                        &settings, &page, &variant->script, error);
    if (status == STATUS_OK && moves)
        status = frames_plan(&variant->frames, &draw->subject, &settings, &variant->script, error);
    text_appendf(&name, "%s.gp", text_string(&variant->name));
    if (status == STATUS_OK)
        status = text_check(&name, error);
    if (status == STATUS_OK) {
        struct output_file file = {.name = text_string(&name), .kind = ARTIFACT_KIND_SCRIPT};
        status = output_files_add(draw->outputs, &file, text_string(&variant->script.text),
                                  variant->script.text.length, error);
    }
    if (status == STATUS_OK)
        status = find_source(draw, variant, text_string(&name), error);
    text_free(&name);
    return status;
}

static enum status write_captions(struct draw_job *draw, struct error *error)
{
    const struct figure_options *wanted = &draw->options->figures;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < wanted->count && status == STATUS_OK; i++) {
        struct figure_settings settings = figure_options_settings(wanted, wanted->list[i]);
        const struct figure_subject *subject = subject_of(draw, wanted->list[i]);
        caption_write(wanted->list[i], subject, &settings, &draw->captions[i]);
        caption_short(wanted->list[i], subject, &settings, &draw->short_captions[i]);
        caption_alternative(wanted->list[i], subject, &settings, &draw->alternatives[i]);
        status = text_check(&draw->captions[i], error);
        if (status == STATUS_OK)
            status = text_check(&draw->short_captions[i], error);
        if (status == STATUS_OK)
            status = text_check(&draw->alternatives[i], error);
    }
    return status;
}

/* The documents contain the title as it is. */
static enum status fit_title(struct draw_job *draw, struct error *error)
{
    const char *missing, *end;
    unsigned long character = 0;
    enum status status =
        font_fit_text(draw->outputs->staging, draw->options->figures.settings.title, &draw->title,
                      &missing, error);

    if (status != STATUS_OK || missing == NULL)
        return status;
    end = unicode_read(missing, &character);
    notices_add(&draw->notices,
                "--title: the font of the figures, " FONT_FAMILY
                ", does not have '%.*s' (U+%04lX); "
                "the figures show missing characters as �",
                end == NULL ? 0 : (int)(end - missing), missing, character);
    return text_check(&draw->notices, error);
}

static enum status prepare(struct draw_job *draw, struct error *error)
{
    enum status status = write_captions(draw, error);

    if (status == STATUS_OK)
        status = fit_title(draw, error);
    for (size_t i = 0; i < draw->variant_count && status == STATUS_OK; i++) {
        struct figure_variant *variant = &draw->variants[i];
        variant->caption = text_string(&draw->captions[variant->index]);
        variant->alternative = text_string(&draw->alternatives[variant->index]);
        status = compose_variant(draw, variant, error);
    }
    for (size_t i = 0; i < draw->image_count && status == STATUS_OK; i++)
        status =
            image_file_prepare(&draw->images[i], draw->options, &draw->jobs[i].output_limit, error);
    return status;
}

/* ---- Images -------------------------------------------------------------------------------- */

/* Updates the progress with the images of an animation that have arrived. */
static void count_frames(struct draw_job *draw, struct image_file *image, const struct text *output)
{
    size_t length = 1;

    while (length > 0 && image->verified < output->length) {
        length =
            png_pixels_length(output->data + image->verified, output->length - image->verified);
        image->verified += length;
        progress_add(&draw->progress, length > 0);
    }
}

static size_t count_animations(const struct draw_job *draw)
{
    size_t count = 0;

    for (size_t i = 0; i < draw->image_count; i++)
        count += draw->images[i].format->animated;
    return count;
}

/* Images are decoded while gnuplot is still compressing the rest, which saves time. */
static void verify_more(void *context, size_t index)
{
    struct draw_job *draw = context;

    image_file_verify_more(&draw->images[index], &draw->jobs[index].output);
    if (draw->images[index].format->animated)
        count_frames(draw, &draw->images[index], &draw->jobs[index].output);
}

static enum status accept_image(void *context, size_t index, struct error *error)
{
    struct draw_job *draw = context;
    struct gnuplot_job *job = &draw->jobs[index];
    struct image_file *image = &draw->images[index];

    enum status status = gnuplot_check_exit(job, &draw->deadline, error);
    if (status == STATUS_OK && draw->gnuplot_name.length == 0 &&
        !gnuplot_own_name(&job->errors, &draw->gnuplot_name))
        text_append(&draw->gnuplot_name, "gnuplot");
    if (status == STATUS_OK)
        status = text_check(&draw->gnuplot_name, error);
    if (status == STATUS_OK)
        status = image_file_finish(image, draw->options, &job->output,
                                   text_string(&draw->gnuplot_name), draw->font_digest, error);
    if (status != STATUS_OK)
        return gnuplot_failure_explain(&draw->gnuplot, job, image, &draw->deadline, error);
    gnuplot_job_free(job);
    return image_file_stage(image, draw->options, draw->outputs, error);
}

enum status draw_begin(struct draw_job *draw, const struct run_options *options,
                       struct output_files *outputs, int interrupt_fd, struct error *error)
{
    struct staging *staging = outputs->staging;

    *draw = (struct draw_job){.options = options,
                              .outputs = outputs,
                              .deadline = deadline_start(options->timeout, interrupt_fd)};
    enum status status = plan_images(draw, error);
    if (status == STATUS_OK)
        status = gnuplot_find(&draw->gnuplot, options->gnuplot, staging->work, error);
    if (status == STATUS_OK)
        status = font_stage(staging, error);
    if (status == STATUS_OK)
        status = gnuplot_start(&draw->pool, &draw->gnuplot, draw->jobs, draw->image_count, error);
    return status;
}

static void set_view_shapes(struct figure_subject *subject, const struct figure_settings *settings)
{
    double shrink = figure_shrink(settings);

    subject->view_shape = view_shape_of_page(settings->width, settings->height);
    subject->panel_shape = view_shape_of_panels(settings->width * shrink, settings->height * shrink,
                                                subject->result_count);
}

/* The bounds, and the enlarged region. */
static void set_subjects(struct draw_job *draw, const struct results *results)
{
    const struct run_options *options = draw->options;

    draw->subject = whole_subject(options, results);
    set_view_shapes(&draw->subject, &options->figures.settings);
    draw->zoom_subject = draw->subject;
    draw->zoom_subject.bounds = results->zoom;
    draw->zoom_subject.zoomed = true;
    if (options->figures.zoom != ZOOM_NONE)
        draw->subject.zoom = &results->zoom;
}

/* The subjects of the thumbnails: each problem with its own bounds. */
static void set_thumbnails(struct draw_job *draw, const struct results *results)
{
    const struct figure_options *wanted = &draw->options->figures;

    for (size_t i = 0; i < wanted->count; i++) {
        const struct problem *problem = wanted->list[i]->problem;
        if (problem == NULL)
            continue;
        size_t p = (size_t)(problem - problems);
        struct figure_settings settings = figure_options_settings(wanted, wanted->list[i]);
        struct figure_subject *subject = &draw->thumbnails[p];
        thumbnail_suffix(problem, draw->suffixes[p]);
        *subject = (struct figure_subject){.problem = problem,
                                           .bounds = problem->domain,
                                           .results = suite_results_shown(&results->suite, p),
                                           .result_count = results->count,
                                           .suffix = draw->suffixes[p],
                                           .tolerance = figure_tolerance(&settings),
                                           .columns = figure_columns(&settings),
                                           .threshold = suite_threshold(&results->suite.plan, p),
                                           .excess_tolerance = draw->options->tolerance,
                                           .minimum = problem->minimum,
                                           .minimum_known = true,
                                           .levels = settings.levels,
                                           .spacing = settings.spacing,
                                           .panels = wanted->panels};
        subject->trajectory = subject->results[0].trajectory;
        set_view_shapes(subject, &settings);
    }
}

static enum status make_maps(struct draw_job *draw, struct error *error)
{
    enum status status = make_map(draw, &draw->subject, draw->maps, error);

    if (status == STATUS_OK)
        status = make_map(draw, &draw->zoom_subject, draw->zoom_maps, error);
    for (size_t p = 0; p < problem_count && status == STATUS_OK; p++)
        status = make_map(draw, &draw->thumbnails[p], draw->thumbnail_maps[p], error);
    return status;
}

enum status draw_figures(struct draw_job *draw, const struct results *results, struct error *error)
{
    const struct run_options *options = draw->options;
    struct gnuplot_listener listener = {
        .arrived = verify_more, .ended = accept_image, .context = draw};

    set_subjects(draw, results);
    set_thumbnails(draw, results);
    enum status status = make_maps(draw, error);
    if (status == STATUS_OK)
        status = stage_data(draw, error);
    if (status == STATUS_OK)
        status = prepare(draw, error);
    if (status == STATUS_OK)
        status = font_digest(draw->outputs->staging, draw->font_digest, error);
    if (status != STATUS_OK)
        return status;
    FILE *terminal = options->figures.animate ? results->terminal : NULL;
    progress_begin(&draw->progress, "animation", terminal, -1,
                   (double)(count_animations(draw) * (draw->subject.result_count + 3)));
    status = gnuplot_finish(&draw->pool, &draw->deadline, &listener, error);
    progress_end(&draw->progress);
    return status;
}

void draw_end(struct draw_job *draw)
{
    gnuplot_stop(&draw->pool);
    for (size_t i = 0; i < draw->image_count; i++) {
        gnuplot_job_free(&draw->jobs[i]);
        image_file_free(&draw->images[i]);
    }
    for (size_t i = 0; i < draw->variant_count; i++) {
        text_free(&draw->variants[i].name);
        text_free(&draw->variants[i].source);
        figure_script_free(&draw->variants[i].script);
        frames_free(&draw->variants[i].frames);
    }
    for (size_t i = 0; i < FIGURE_MAX; i++) {
        text_free(&draw->captions[i]);
        text_free(&draw->short_captions[i]);
        text_free(&draw->alternatives[i]);
    }
    objective_map_free(&draw->maps[0]);
    objective_map_free(&draw->maps[1]);
    objective_map_free(&draw->zoom_maps[0]);
    objective_map_free(&draw->zoom_maps[1]);
    for (size_t p = 0; p < problem_count; p++) {
        objective_map_free(&draw->thumbnail_maps[p][0]);
        objective_map_free(&draw->thumbnail_maps[p][1]);
    }
    text_free(&draw->gnuplot_name);
    text_free(&draw->directory);
    text_free(&draw->title);
    text_free(&draw->notices);
    gnuplot_free(&draw->gnuplot);
}
