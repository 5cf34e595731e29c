#include "run/figure_options.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/option_value.h"
#include "base/text.h"
#include "image/animation.h"

/* Per side of an image: the limit of gnuplot's graphics library. */
#define MOST_PIXELS 32767

/* In total: each gnuplot process needs at least four bytes per pixel. */
#define MOST_AREA 1e8

enum status figure_options_size(void *member, const struct option_argument *argument,
                                struct error *error)
{
    struct figure_options *options = member;
    const char *text = argument->value;
    char *end;

    if (text[strspn(text, "0123456789x")] != '\0' || strlen(text) > 9)
        return option_value_reject(argument, error);
    unsigned long width = strtoul(text, &end, 10);
    if (end == text || *end != 'x' || end[1] == '\0')
        return option_value_reject(argument, error);
    unsigned long height = strtoul(end + 1, &end, 10);
    if (*end != '\0' || width < FIGURE_LEAST_WIDTH || width > 4096 ||
        height < FIGURE_LEAST_HEIGHT || height > 4096)
        return option_value_reject(argument, error);
    options->settings.width = (double)width;
    options->settings.height = (double)height;
    return STATUS_OK;
}

enum status figure_options_formats(void *member, const struct option_argument *argument,
                                   struct error *error)
{
    struct figure_options *options = member;
    const char *name = argument->value;

    memset(options->formats, 0, sizeof options->formats);
    for (;;) {
        size_t length = strcspn(name, ","), place;
        enum status status = option_value_part(argument, name, length, &place, error);
        if (status != STATUS_OK)
            return status;
        options->formats[image_format_find(name, length) - image_formats] = true;
        if (name[length] == '\0')
            return STATUS_OK;
        name += length + 1;
    }
}

NAME_LIST(figure_options_theme_name, "light", "dark", "both")

NAME_LIST(figure_options_zoom_name, "auto")

enum status figure_options_theme(void *member, const struct option_argument *argument,
                                 struct error *error)
{
    struct figure_options *options = member;
    size_t place;
    enum status status = option_value_name(argument, &place, error);

    options->themes[FIGURE_LIGHT] = place != 1;
    options->themes[FIGURE_DARK] = place != 0;
    return status;
}

/* Listed after the palettes' names: the default palette of each figure. */
#define DEFAULT_PALETTES "auto"

const char *figure_options_palette_name(size_t i)
{
    return i == figure_palette_count ? DEFAULT_PALETTES : figure_palette_name(i);
}

enum status figure_options_palette(void *member, const struct option_argument *argument,
                                   struct error *error)
{
    struct figure_options *options = member;
    size_t place;
    enum status status = option_value_name(argument, &place, error);

    if (status != STATUS_OK)
        return status;
    options->own_palettes = place == figure_palette_count;
    options->settings.palette = &figure_palettes[options->own_palettes ? 0 : place];
    return STATUS_OK;
}

struct figure_settings figure_options_settings(const struct figure_options *options,
                                               const struct figure *figure)
{
    struct figure_settings settings = options->settings;

    if (options->own_palettes && figure->palette != NULL)
        settings.palette = figure_palette_find(figure->palette);
    if (figure->problem == NULL)
        return settings;
    settings = thumbnail_settings(&settings);
    if (!options->spacing_given)
        settings.spacing = figure->problem->spacing;
    return settings;
}

void figure_options_append_palettes(struct text *out)
{
    for (size_t i = 0; i < figure_palette_count; i++)
        text_appendf(out, "%s%s", i == 0 ? "" : ", ", figure_palettes[i].name);
    text_append(out, " or " DEFAULT_PALETTES);
}

enum status figure_options_levels(void *member, const struct option_argument *argument,
                                  struct error *error)
{
    struct figure_options *options = member;

    options->spacing_given = strchr(argument->value, ':') != NULL;
    return levels_parse(argument->value, &options->settings.levels, &options->settings.spacing)
               ? STATUS_OK
               : option_value_reject(argument, error);
}

/* Names for all figures that the run can have, or none; they follow the names of the figures. */
static NAME_LIST(collective_name, "all", "none")

    const char *figure_options_name(size_t i)
{
    return i < figure_count ? figure_name(i) : collective_name(i - figure_count);
}

static enum status reject_figure(const struct option_argument *argument, const char *word,
                                 size_t length, struct error *error)
{
    const char *nearest = suggestion_find(word, length, figure_options_name);
    struct text names = {0};

    if (nearest != NULL)
        return option_value_unknown(argument, word, length, nearest, error);
    for (size_t i = 0; i < figure_count; i++)
        text_appendf(&names, "%s, ", figures[i].name);
    text_append(&names, "all or none");
    option_value_must_be(argument, text_string(&names), error);
    text_free(&names);
    return STATUS_USAGE;
}

enum status figure_options_figure(void *member, const struct option_argument *argument,
                                  struct error *error)
{
    struct figure_options *options = member;
    const char *name = argument->value;

    for (;;) {
        size_t length = strcspn(name, ",");
        size_t place = name_find(name, length, figure_options_name);
        if (figure_options_name(place) == NULL)
            return reject_figure(argument, name, length, error);
        if (place < figure_count)
            options->chosen[place] = true;
        else
            *(place == figure_count ? &options->all : &options->none) = true;
        if (name[length] == '\0')
            return STATUS_OK;
        name += length + 1;
    }
}

bool figure_options_given(const struct figure_options *options)
{
    bool given = options->none;

    for (size_t i = 0; i < figure_count; i++)
        given = given || options->chosen[i];
    return given;
}

void figure_options_make_default(struct figure_options *options)
{
    options->none = false;
    for (size_t i = 0; i < figure_count; i++)
        options->chosen[i] = false;
}

static bool is_possible(const struct figure *figure, const struct figure_run *run,
                        enum figure_zoom zoom)
{
    if (run->suite)
        return figure->use == FIGURE_OF_SUITE || figure->is_thumbnail;
    return (figure->use != FIGURE_OF_ENSEMBLE || run->ensemble) &&
           (figure->use != FIGURE_OF_SWEEP || run->sweep) &&
           (figure->use != FIGURE_OF_BASINS || run->basins) && figure->use != FIGURE_OF_SUITE &&
           (figure->use != FIGURE_OF_ZOOM || zoom != ZOOM_NONE);
}

static bool is_usual(const struct figure *figure, const struct figure_run *run,
                     enum figure_zoom zoom)
{
    if (run->suite)
        return is_possible(figure, run, zoom);
    switch (figure->use) {
    case FIGURE_ALWAYS:
        return true;
    case FIGURE_OF_SEARCHES:
        return run->methods > 1 || !run->is_tutorial;
    case FIGURE_OF_ENSEMBLE:
        return run->ensemble;
    case FIGURE_OF_SWEEP:
        return run->sweep;
    case FIGURE_OF_SUITE:
        return run->suite;
    case FIGURE_OF_BASINS:
        return run->basins;
    case FIGURE_OF_ZOOM:
        return zoom != ZOOM_NONE;
    default:
        return false;
    }
}

static enum status check_possible(const struct figure *figure, const struct figure_run *run,
                                  enum figure_zoom zoom, struct error *error)
{
    if (is_possible(figure, run, zoom))
        return STATUS_OK;
    if (run->suite)
        return error_set(error, STATUS_USAGE,
                         "--figure '%s': cannot be combined with --suite, whose figures are "
                         "contour_path and profile",
                         figure->name);
    return error_set(error, STATUS_USAGE, "--figure '%s': requires %s", figure->name,
                     figure->use == FIGURE_OF_ENSEMBLE ? "--runs"
                     : figure->use == FIGURE_OF_SWEEP  ? "--sweep"
                     : figure->use == FIGURE_OF_SUITE  ? "--suite"
                     : figure->use == FIGURE_OF_BASINS ? "--basins"
                                                       : "--zoom");
}

/* The figures of a suite as a whole are before the thumbnails. */
static void add_figure(struct figure_options *options, const struct figure *figure,
                       const struct figure_run *run)
{
    if (run->suite && figure->is_thumbnail) {
        thumbnails_init(&options->thumbnails);
        for (size_t i = 0; i < problem_count; i++)
            options->list[options->count++] = &options->thumbnails.figures[i];
        return;
    }
    for (size_t i = options->count; run->suite && i > 0; i--)
        options->list[i] = options->list[i - 1];
    options->list[run->suite ? 0 : options->count] = figure;
    options->count++;
}

/* In the order of the table; the default figures if --figure was not given. */
static enum status take_figures(struct figure_options *options, const struct figure_run *run,
                                struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < figure_count && status == STATUS_OK; i++)
        if (options->chosen[i] || (options->all && is_possible(&figures[i], run, options->zoom))) {
            add_figure(options, &figures[i], run);
            status = check_possible(&figures[i], run, options->zoom, error);
        }
    if (status != STATUS_OK)
        return status;
    if (options->none && options->count > 0)
        return error_set(error, STATUS_USAGE,
                         "--figure 'none': must not be combined with other figures");
    if (!options->none && options->count == 0)
        for (size_t i = 0; i < figure_count; i++)
            if (is_usual(&figures[i], run, options->zoom))
                add_figure(options, &figures[i], run);
    return STATUS_OK;
}

/* If all figures have the same palette, records that one instead of "auto". */
static void settle_palette(struct figure_options *options)
{
    bool differs = false;

    for (size_t i = 0; i < options->count; i++)
        differs = differs || options->list[i]->palette != NULL;
    options->own_palettes = options->own_palettes && differs;
}

static enum status check_pixels(const struct figure_settings *settings, struct error *error)
{
    double width = settings->width * settings->scale, height = settings->height * settings->scale;

    if (fmax(width, height) <= MOST_PIXELS && width * height <= MOST_AREA)
        return STATUS_OK;
    return error_set(
        error, STATUS_USAGE,
        "--scale '%g': must give images of at most %d pixels per side and %.0f in total, "
        "not %.0fx%.0f",
        settings->scale, MOST_PIXELS, MOST_AREA, width, height);
}

static enum status check_animation(const struct figure_options *options, struct error *error)
{
    for (size_t i = 0; i < options->count; i++)
        if (options->list[i]->frames != NULL)
            return STATUS_OK;
    return options->animate ? error_set(error, STATUS_USAGE,
                                        "--animate: requires the figure contour_path; add it to "
                                        "--figure")
                            : STATUS_OK;
}

static enum status check_zoom(const struct figure_options *options, const struct bounds *bounds,
                              struct error *error)
{
    const struct bounds *region = &options->zoom_region;
    bool drawn = options->zoom == ZOOM_NONE, inside = true;

    for (size_t i = 0; i < options->count; i++)
        drawn = drawn || options->list[i]->zoomed;
    if (!drawn)
        return error_set(error, STATUS_USAGE,
                         "--zoom: requires the figure contour_zoom; add it to --figure");
    for (size_t k = 0; k < 2; k++)
        inside = inside && region->min[k] >= bounds->min[k] && region->max[k] <= bounds->max[k];
    if (options->zoom != ZOOM_REGION || inside)
        return STATUS_OK;
    return error_set(error, STATUS_USAGE,
                     "--zoom '%.17g,%.17g,%.17g,%.17g': must be within the bounds "
                     "%.17g,%.17g,%.17g,%.17g",
                     region->min[0], region->max[0], region->min[1], region->max[1], bounds->min[0],
                     bounds->max[0], bounds->min[1], bounds->max[1]);
}

static enum status check_panels(const struct figure_options *options, size_t methods,
                                struct error *error)
{
    return options->panels && methods < 2
               ? error_set(error, STATUS_USAGE,
                           "--panels: requires several optimizers; add them with "
                           "--optimizer")
               : STATUS_OK;
}

enum status figure_options_finish(struct figure_options *options, const struct figure_run *run,
                                  struct error *error)
{
    enum status status = take_figures(options, run, error);

    settle_palette(options);
    if (status == STATUS_OK)
        status = check_animation(options, error);
    if (status == STATUS_OK)
        status = check_panels(options, run->methods, error);
    if (status == STATUS_OK)
        status = check_zoom(options, run->bounds, error);
    return status == STATUS_OK ? check_pixels(&options->settings, error) : status;
}

double figure_options_pixels(const struct figure_options *options)
{
    const struct figure_settings *settings = &options->settings;
    double themes = options->themes[FIGURE_LIGHT] + options->themes[FIGURE_DARK], images = 0;

    for (size_t i = 0; i < image_format_count; i++)
        if (options->formats[i] && image_formats[i].in_pixels)
            images += themes * (double)options->count;
    if (options->animate)
        images += themes * ANIMATION_MAX_FRAMES;
    return images * settings->width * settings->scale * settings->height * settings->scale;
}
