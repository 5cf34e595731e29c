#include "run/parameters.h"

#include "base/artifact_format.h"
#include "run/tune_options.h"

static struct parameter *add(struct parameters *parameters, const char *name, const char *label,
                             enum parameter_kind kind)
{
    struct parameter *parameter = &parameters->list[parameters->count++];

    *parameter = (struct parameter){.name = name, .label = label, .kind = kind};
    return parameter;
}

static void add_reals(struct parameters *parameters, const char *name, const char *label,
                      const double reals[], size_t count)
{
    struct parameter *parameter = add(parameters, name, label, PARAMETER_REALS);

    parameter->count = count;
    for (size_t i = 0; i < count; i++)
        parameter->reals[i] = reals[i];
}

static void add_real(struct parameters *parameters, const char *name, const char *label,
                     double real)
{
    add_reals(parameters, name, label, &real, 1);
}

static void add_whole(struct parameters *parameters, const char *name, const char *label,
                      unsigned long long whole)
{
    add(parameters, name, label, PARAMETER_WHOLE)->whole = whole;
}

static void add_text(struct parameters *parameters, const char *name, const char *label,
                     const char *text)
{
    add(parameters, name, label, PARAMETER_TEXT)->text = text;
}

static void add_flag(struct parameters *parameters, const char *name, bool flag)
{
    add(parameters, name, NULL, PARAMETER_FLAG)->flag = flag;
}

static void add_texts(struct parameters *parameters, const char *name, const char *const texts[],
                      size_t count)
{
    struct parameter *parameter = add(parameters, name, NULL, PARAMETER_TEXTS);

    parameter->texts = texts;
    parameter->count = count;
}

/* As on the command line, with exact values: "momentum:alpha=0.02,mu=0.9". Tuned parameters are
 * recorded with --tune. */
static void append_method(struct text *out, const struct named_method *named)
{
    const struct method *method = &named->method;
    char separator = ':';

    text_append(out, method->optimizer->name);
    for (size_t k = 0; k < method_shown_count(method); k++) {
        if (k == method->optimizer->parameter_count) {
            text_appendf(out, "%c" METHOD_SCHEDULE_KEY "=%s", separator, method->schedule->name);
            separator = ',';
        }
        if (method_options_is_tuned(named, k))
            continue;
        text_appendf(out, "%c%s=", separator, method_parameter(method, k)->name);
        method_append_value(method, k, out);
        separator = ',';
    }
}

static void add_setting(struct parameters *parameters, const struct optimizer_parameter *parameter,
                        double value)
{
    if (optimizer_range_is_whole(parameter->range))
        add_whole(parameters, parameter->name, parameter->meaning, (unsigned long long)value);
    else
        add_real(parameters, parameter->name, parameter->meaning, value);
}

/* The settings of a single optimizer are separate parameters; several optimizers are a list. */
static void add_methods(struct parameters *parameters, const struct method_options *methods)
{
    const struct method *only = &methods->list[0].method;

    if (methods->count == 1) {
        add_text(parameters, "optimizer", NULL, only->optimizer->name);
        if (method_is_scheduled(only))
            add_text(parameters, METHOD_SCHEDULE_KEY, "schedule of the step size",
                     only->schedule->name);
        for (size_t k = 0; k < method_shown_count(only); k++)
            if (!method_options_is_tuned(&methods->list[0], k))
                add_setting(parameters, method_parameter(only, k), only->parameters[k]);
        return;
    }
    for (size_t i = 0; i < methods->count; i++) {
        append_method(&parameters->method_texts[i], &methods->list[i]);
        parameters->methods[i] = text_string(&parameters->method_texts[i]);
    }
    add_texts(parameters, "optimizer", parameters->methods, methods->count);
}

static void add_tuning(struct parameters *parameters, const struct method_options *methods)
{
    size_t count = 0;

    for (size_t i = 0; i < methods->count; i++) {
        if (methods->list[i].axis_count == 0)
            continue;
        tune_options_append(&methods->list[i], &parameters->tune_texts[count]);
        parameters->tunes[count] = text_string(&parameters->tune_texts[count]);
        count++;
    }
    if (count > 0)
        add_texts(parameters, "tune", parameters->tunes, count);
}

static void add_study(struct parameters *parameters, const struct run_options *options)
{
    const struct study_options *study = &options->study;

    if (study->runs > 0)
        add_whole(parameters, "runs", "runs in the ensemble", study->runs);
    if (study->basins > 0)
        add_whole(parameters, "basins", "starts of the basins along each axis", study->basins);
    if (study->runs > 0 && options->noise.given)
        add_text(parameters, "vary", "what the seeds of the runs determine: start, noise or both",
                 noise_options_vary_name((size_t)options->noise.vary));
    if (study->swept) {
        add_text(parameters, "sweep", "sweep", study->sweep);
        add_text(parameters, "sweep_shows", NULL, study_options_view_name(study->view));
    }
    if (study->runs > 0 || study->swept || study->basins > 0)
        add_text(parameters, "criterion", NULL, study_options_criterion_name(study->criterion));
}

static void add_noise(struct parameters *parameters, const struct noise_options *noise)
{
    if (noise->noise.kind == NOISE_ABSOLUTE)
        add_real(parameters, "noise", "standard deviation of the noise of each partial derivative",
                 noise->noise.size);
    else
        add_text(parameters, "noise", "noise of each partial derivative", noise->text);
}

static const char *seed_label(const struct run_options *options)
{
    if (options->noise.given)
        return options->has_start ? "seed of the noise" : "seed of the random start and the noise";
    return options->has_start ? "seed of the first run of the ensemble"
                              : "seed of the random start";
}

static void add_suite(struct parameters *parameters, const struct run_options *options)
{
    add_flag(parameters, "suite", true);
    add_whole(parameters, "seed", "seed of the first run on each problem", options->seed);
    if (options->noise.given)
        add_noise(parameters, &options->noise);
    add_whole(parameters, "runs", "runs of each optimizer on each problem", options->study.runs);
    add_whole(parameters, "iterations", "iterations", options->iterations);
    add_text(parameters, "criterion", NULL, study_options_criterion_name(options->study.criterion));
    add_methods(parameters, &options->methods);
    add_tuning(parameters, &options->methods);
}

static void add_search(struct parameters *parameters, const struct run_options *options)
{
    const struct bounds *b = &options->bounds;

    if (options->suite) {
        add_suite(parameters, options);
        return;
    }
    add_text(parameters, "problem", NULL, options->problem->name);
    add_reals(parameters, "bounds", NULL, (double[]){b->min[0], b->max[0], b->min[1], b->max[1]},
              4);
    if (options->problem->minimum_given)
        add_real(parameters, "minimum", "minimum of f", options->problem->minimum);
    if (options->has_start)
        add_reals(parameters, "start", "start", options->start, 2);
    if (!options->has_start || options->study.runs > 0 || options->noise.given)
        add_whole(parameters, "seed", seed_label(options), options->seed);
    if (options->noise.given)
        add_noise(parameters, &options->noise);
    add_whole(parameters, "iterations", "iterations", options->iterations);
    add_methods(parameters, &options->methods);
    add_tuning(parameters, &options->methods);
    add_study(parameters, options);
}

static void add_zoom(struct parameters *parameters, const struct figure_options *wanted)
{
    const struct bounds *b = &wanted->zoom_region;

    if (wanted->zoom == ZOOM_AUTO)
        add_text(parameters, "zoom", NULL, figure_options_zoom_name(0));
    if (wanted->zoom == ZOOM_REGION)
        add_reals(parameters, "zoom", NULL, (double[]){b->min[0], b->max[0], b->min[1], b->max[1]},
                  4);
}

static const char *spacing_of(const struct run_options *options,
                              const struct figure_settings *settings)
{
    if (options->suite && !options->figures.spacing_given)
        return ARTIFACT_SPACING_OF_PROBLEM;
    return settings->spacing == LEVELS_LOGARITHMIC ? "logarithmic" : NULL;
}

static void add_looks(struct parameters *parameters, const struct run_options *options,
                      const struct figure_settings *settings, const char *theme,
                      const char *palette)
{
    const char *spacing = spacing_of(options, settings);

    add_reals(parameters, "size", NULL, (double[]){settings->width, settings->height}, 2);
    add_real(parameters, "scale", NULL, settings->scale);
    add_whole(parameters, "levels", NULL, settings->levels);
    if (spacing != NULL)
        add_text(parameters, "spacing", NULL, spacing);
    add_text(parameters, "theme", NULL, theme);
    add_text(parameters, "palette", NULL, palette);
    add_flag(parameters, "transparent", settings->transparent);
    if (options->figures.panels)
        add_flag(parameters, "panels", true);
    add_zoom(parameters, &options->figures);
    if (settings->scripts != NULL)
        add_flag(parameters, "figures", true);
    add_text(parameters, "title", NULL, settings->title);
}

void parameters_of_image(struct parameters *parameters, const struct run_options *options,
                         const struct figure *figure, enum figure_theme theme)
{
    struct figure_settings settings = figure_options_settings(&options->figures, figure);

    *parameters = (struct parameters){0};
    add_search(parameters, options);
    if (figure->problem != NULL)
        add_text(parameters, "problem", NULL, figure->problem->name);
    add_looks(parameters, options, &settings, figure_theme_name(theme), settings.palette->name);
}

static void add_choices(struct parameters *parameters, const struct run_options *options)
{
    const struct figure_options *wanted = &options->figures;
    size_t formats = 0, drawn = 0, snippets = 0;

    for (size_t i = 0; i < image_format_count; i++)
        if (wanted->formats[i])
            parameters->formats[formats++] = image_formats[i].name;
    for (size_t i = 0; i < wanted->count; i++)
        if (wanted->list[i]->problem == NULL)
            parameters->figures[drawn++] = wanted->list[i]->name;
        else if (wanted->list[i]->problem == &problems[0]) /* all thumbnails are one choice */
            parameters->figures[drawn++] = figure_of_thumbnails()->name;
    add_texts(parameters, "format", parameters->formats, formats);
    add_texts(parameters, "figure", parameters->figures, drawn);
    add_flag(parameters, "animate", wanted->animate);
    for (size_t i = 0; i < snippet_language_count; i++)
        if (options->snippets[i])
            parameters->snippets[snippets++] = snippet_languages[i].name;
    add_texts(parameters, "snippets", parameters->snippets, snippets);
    if (*options->images != '\0')
        add_text(parameters, ARTIFACT_PARAMETER_IMAGES, NULL, options->images);
    if (options->only_documents)
        add_text(parameters, "only", NULL, "documents");
    if (options->explore)
        add_flag(parameters, "explore", true);
    if (options->snippets_each)
        add_flag(parameters, "snippets_each", true);
    add_text(parameters, "link_prefix", NULL, options->link_prefix);
    add_text(parameters, "label_prefix", NULL, options->label_prefix);
    if (options->dated)
        add_whole(parameters, ARTIFACT_PARAMETER_EPOCH, NULL, (unsigned long long)options->date);
}

void parameters_of_run(struct parameters *parameters, const struct run_options *options)
{
    const struct figure_options *wanted = &options->figures;
    const bool *themes = wanted->themes;
    size_t palette = wanted->own_palettes ? figure_palette_count
                                          : (size_t)(wanted->settings.palette - figure_palettes);
    bool both = themes[FIGURE_LIGHT] && themes[FIGURE_DARK];

    *parameters = (struct parameters){0};
    add_search(parameters, options);
    add_real(parameters, "tolerance", "tolerance", options->tolerance);
    if (!options->suite)
        add_real(parameters, "step", "distance between the nodes of surface.dat", options->step);
    add_looks(parameters, options, &wanted->settings,
              both ? "both" : figure_theme_name(themes[FIGURE_DARK] ? FIGURE_DARK : FIGURE_LIGHT),
              figure_options_palette_name(palette));
    if (options->state)
        add_flag(parameters, "state", true);
    add_choices(parameters, options);
}

enum status parameters_check(const struct parameters *parameters, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < METHODS_MAX && status == STATUS_OK; i++)
        status = text_check(&parameters->method_texts[i], error);
    for (size_t i = 0; i < METHODS_MAX && status == STATUS_OK; i++)
        status = text_check(&parameters->tune_texts[i], error);
    return status;
}

void parameters_free(struct parameters *parameters)
{
    for (size_t i = 0; i < METHODS_MAX; i++) {
        text_free(&parameters->method_texts[i]);
        text_free(&parameters->tune_texts[i]);
    }
}
