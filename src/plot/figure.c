#include "plot/figure.h"

#include <math.h>
#include <string.h>

#include "base/suggestion.h"

const struct figure_palette figure_palettes[] = {
    {"jet", "dark blue", "dark red"},   {"viridis", "dark violet", "yellow"},
    {"cividis", "dark blue", "yellow"}, {"inferno", "black", "pale yellow"},
    {"gray", "black", "white"},
};
const size_t figure_palette_count = sizeof figure_palettes / sizeof *figure_palettes;

const char *figure_theme_name(enum figure_theme theme)
{
    return theme == FIGURE_DARK ? "dark" : "light";
}

const char *figure_palette_name(size_t i)
{
    return i < figure_palette_count ? figure_palettes[i].name : NULL;
}

const struct figure_palette *figure_palette_find(const char *name)
{
    size_t i = name_find(name, strlen(name), figure_palette_name);

    return i < figure_palette_count ? &figure_palettes[i] : NULL;
}

/* A tenth of a pixel if the box filled the image; in fact, less. */
double figure_tolerance(const struct figure_settings *settings)
{
    return objective_map_tolerance(settings->width * settings->scale,
                                   settings->height * settings->scale);
}

/* The smallest page, in points, on which all parts fit. A smaller page is laid out with this size
 * and scaled down, so that texts do not overlap. */
#define LEAST_WIDTH 480.0
#define LEAST_HEIGHT 360.0

double figure_shrink(const struct figure_settings *settings)
{
    return fmax(1, fmax(LEAST_WIDTH / settings->width, LEAST_HEIGHT / settings->height));
}

size_t figure_pixels(double points, double scale)
{
    return (size_t)lround(points * scale);
}

/* The width of a chart's columns: a line is not much wider. */
#define COLUMN_POINTS 2

size_t figure_columns(const struct figure_settings *settings)
{
    return (size_t)(settings->width / COLUMN_POINTS);
}

enum criterion figure_sweep_colors(const struct figure_sweep *shown)
{
    if (shown->of_values)
        return CRITERION_FINAL;
    return shown->plan->criterion == CRITERION_FIRST ? CRITERION_FIRST : CRITERION_STAYS;
}

bool figure_sweep_has_best(const struct figure_sweep *shown)
{
    const struct sweep *sweep = shown->sweep;

    return sweep->has_best &&
           outcome_rank_of(&sweep->cells[sweep->best], shown->plan->criterion) == OUTCOME_REACHED;
}
