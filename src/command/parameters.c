#include "command/parameters.h"

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
                      unsigned long whole)
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

static void add_search(struct parameters *parameters, const struct options *options)
{
    const struct bounds *b = &options->bounds;
    const struct adam_parameters *adam = &options->adam;

    add_text(parameters, "problem", NULL, options->problem->name);
    add_reals(parameters, "bounds", NULL, (double[]){b->min[0], b->max[0], b->min[1], b->max[1]},
              4);
    if (options->start_given)
        add_reals(parameters, "start", "start", options->start, 2);
    else
        add_whole(parameters, "seed", "seed of the random start", options->seed);
    add_whole(parameters, "iterations", "iterations", options->iterations);
    add_text(parameters, "optimizer", NULL, "adam");
    add_real(parameters, "alpha", "step size α", adam->alpha);
    add_real(parameters, "beta1", "decay rate of the first moment β₁", adam->beta1);
    add_real(parameters, "beta2", "decay rate of the second moment β₂", adam->beta2);
    add_real(parameters, "epsilon", "ε, added to the root in the divisor", adam->epsilon);
}

static void add_looks(struct parameters *parameters, const struct options *options,
                      const char *theme)
{
    const struct figure_settings *settings = &options->pictures.settings;

    add_reals(parameters, "size", NULL, (double[]){settings->width, settings->height}, 2);
    add_real(parameters, "scale", NULL, settings->scale);
    add_whole(parameters, "levels", NULL, (unsigned long)settings->levels);
    add_text(parameters, "theme", NULL, theme);
    add_text(parameters, "palette", NULL, settings->palette->name);
    add_flag(parameters, "transparent", settings->transparent);
    add_text(parameters, "title", NULL, settings->title);
}

void parameters_of_picture(struct parameters *parameters, const struct options *options,
                           enum figure_theme theme)
{
    *parameters = (struct parameters){0};
    add_search(parameters, options);
    add_looks(parameters, options, figure_theme_name(theme));
}

static void add_texts(struct parameters *parameters, const char *name, const char *const texts[],
                      size_t count)
{
    struct parameter *parameter = add(parameters, name, NULL, PARAMETER_TEXTS);

    parameter->texts = texts;
    parameter->count = count;
}

static void add_choices(struct parameters *parameters, const struct options *options)
{
    const struct picture_options *pictures = &options->pictures;
    size_t formats = 0;

    for (size_t i = 0; i < FIGURE_FORMATS; i++)
        if (pictures->formats[i])
            parameters->formats[formats++] = figure_format_name((enum figure_format)i);
    for (size_t i = 0; i < pictures->figure_count; i++)
        parameters->figures[i] = pictures->figures[i]->name;
    add_texts(parameters, "format", parameters->formats, formats);
    add_texts(parameters, "figure", parameters->figures, pictures->figure_count);
    add_flag(parameters, "animate", pictures->animate);
    add_text(parameters, "link_prefix", NULL, options->link_prefix);
}

void parameters_of_run(struct parameters *parameters, const struct options *options)
{
    const bool *themes = options->pictures.themes;
    bool both = themes[FIGURE_LIGHT] && themes[FIGURE_DARK];

    *parameters = (struct parameters){0};
    add_search(parameters, options);
    add_real(parameters, "tolerance", "tolerance", options->tolerance);
    add_real(parameters, "step", "distance of the nodes in surface.dat", options->step);
    add_looks(parameters, options,
              both ? "both" : figure_theme_name(themes[FIGURE_DARK] ? FIGURE_DARK : FIGURE_LIGHT));
    add_choices(parameters, options);
}
