#include "plot/figure.h"

#include <math.h>
#include <string.h>

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

const struct figure_palette *figure_palette_find(const char *name)
{
    for (size_t i = 0; i < figure_palette_count; i++)
        if (strcmp(figure_palettes[i].name, name) == 0)
            return &figure_palettes[i];
    return NULL;
}

/* A tenth of a pixel, if the box were as large as the image; so it is less. */
double figure_tolerance(const struct figure_settings *settings)
{
    return 0.1 / (fmin(settings->width, settings->height) * settings->scale);
}

size_t figure_pixels(double points, double scale)
{
    return (size_t)lround(points * scale);
}
