#include "plot/figure.h"

#include <math.h>
#include <string.h>

static const struct figure path_frames = {
    .name = "contour_path_frames",
    .parts = {"style", "palette", "plane_page", "title", "colour_bar", "path_legend",
              "contour_path_ground", "marks", "contour_path_frames"},
    .needs_path = true,
};

const struct figure figures[] = {
    {.name = "surface",
     .parts = {"style", "palette", "surface_page", "title", "colour_bar", "surface"},
     .needs_surface = true},
    {.name = "contour",
     .parts = {"style", "palette", "plane_page", "title", "colour_bar", "contour"}},
    {.name = "contour_path",
     .parts = {"style", "palette", "plane_page", "title", "colour_bar", "path_legend", "marks",
               "contour_path"},
     .needs_path = true,
     .frames = &path_frames},
};
const size_t figure_count = sizeof figures / sizeof *figures;
_Static_assert(sizeof figures / sizeof *figures <= FIGURE_MAX, "make FIGURE_MAX larger");

const struct figure_palette figure_palettes[] = {
    {"jet", "dark blue", "dark red"},   {"viridis", "dark violet", "yellow"},
    {"cividis", "dark blue", "yellow"}, {"inferno", "black", "pale yellow"},
    {"gray", "black", "white"},
};
const size_t figure_palette_count = sizeof figure_palettes / sizeof *figure_palettes;

const struct figure *figure_find(const char *name)
{
    for (size_t i = 0; i < figure_count; i++)
        if (strcmp(figures[i].name, name) == 0)
            return &figures[i];
    return NULL;
}

const char *figure_format_name(enum figure_format format)
{
    static const char *const names[FIGURE_FORMATS] = {"png", "svg", "pdf"};

    return names[format];
}

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

/* A tenth of a pixel, if the box were as large as the picture; so it is less. */
double figure_tolerance(const struct figure_settings *settings)
{
    return 0.1 / (fmin(settings->width, settings->height) * settings->scale);
}

size_t figure_pixels(double points, double scale)
{
    return (size_t)lround(points * scale);
}
