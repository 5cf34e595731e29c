#include "plot/figure.h"

#include <math.h>
#include <string.h>

/* A page in the plane of x1 and x2. */
#define PLANE "style", "palette", "plane_room", "plane_page", "title", "colour_bar"

/* The same with a legend, of one row or several, above the box. */
#define PLANE_WITH_LEGEND                                                                          \
    "style", "palette", "plane_room", "legend_room", "plane_page", "title", "colour_bar"

#define SURFACE_BOX "title", "colour_bar", "surface_axes"

static const figure_parts frames_of_another = {
    PLANE,   "path_looks",         "other_path_title", "path_legend", "contour_path_ground",
    "marks", "contour_path_frames"};

static const struct figure path_frames = {
    .name = "contour_path_frames",
    .kind = FIGURE_CONTOUR_PATH,
    .parts = {PLANE, "path_looks", "path_title", "path_legend", "contour_path_ground", "marks",
              "contour_path_frames"},
    .parts_of_another = &frames_of_another,
    .reads = FIGURE_READS(FIGURE_DATA_BANDS) | FIGURE_READS(FIGURE_DATA_PATH),
};

static const figure_parts path_of_another = {PLANE,         "path_looks", "other_path_title",
                                             "path_legend", "marks",      "contour_path"};

static const figure_parts path_of_several = {
    PLANE_WITH_LEGEND, "path_looks", "paths_title", "marks", "markers", "legend", "contour_paths"};

const struct figure figures[] = {
    {.name = "surface",
     .kind = FIGURE_SURFACE,
     .about = "the objective as a surface",
     .parts = {"style", "palette", "surface_room", "surface_page", SURFACE_BOX, "surface_title",
               "surface_box", "surface"},
     .reads = FIGURE_READS(FIGURE_DATA_BANDS) | FIGURE_READS(FIGURE_DATA_MESH)},
    {.name = "contour",
     .kind = FIGURE_CONTOUR,
     .about = "the objective as filled contours",
     .parts = {PLANE, "contour_title", "contour"},
     .reads = FIGURE_READS(FIGURE_DATA_BANDS)},
    {.name = "contour_path",
     .kind = FIGURE_CONTOUR_PATH,
     .about = "the path of each search over the contours",
     .parts = {PLANE, "path_looks", "path_title", "path_legend", "marks", "contour_path"},
     .reads = FIGURE_READS(FIGURE_DATA_BANDS) | FIGURE_READS(FIGURE_DATA_PATH),
     .parts_of_another = &path_of_another,
     .parts_of_several = &path_of_several,
     .reads_of_several = FIGURE_READS(FIGURE_DATA_BANDS) | FIGURE_READS(FIGURE_DATA_PATHS),
     .frames = &path_frames},
    {.name = "surface_path",
     .kind = FIGURE_SURFACE_PATH,
     .use = FIGURE_ON_REQUEST,
     .about = "the path of each search on the surface",
     .parts = {"style", "palette", "surface_room", "legend_room", "surface_page", SURFACE_BOX,
               "surface_paths_title", "surface_box", "markers", "legend", "surface_paths"},
     .reads = FIGURE_READS(FIGURE_DATA_BANDS) | FIGURE_READS(FIGURE_DATA_MESH) |
              FIGURE_READS(FIGURE_DATA_SURFACE_PATHS)},
    {.name = "convergence",
     .kind = FIGURE_CONVERGENCE,
     .use = FIGURE_OF_SEVERAL,
     .about = "how far f is above the minimum after each iteration",
     .parts = {"style", "markers", "chart_page", "title", "convergence"},
     .reads = FIGURE_READS(FIGURE_DATA_CONVERGENCE)},
    {.name = "ensemble",
     .kind = FIGURE_ENSEMBLE,
     .use = FIGURE_OF_ENSEMBLE,
     .about = "the same for many starts: the median, and from 10 to 90 %; needs --runs",
     .parts = {"style", "markers", "chart_page", "title", "ensemble"},
     .reads = FIGURE_READS(FIGURE_DATA_ENSEMBLE)},
    {.name = "sweep",
     .kind = FIGURE_SWEEP,
     .use = FIGURE_OF_SWEEP,
     .about = "what becomes of the search with many settings; needs --sweep",
     .parts = {"style", "palette", "sweep_page", "title", "colour_bar", "markers", "sweep"},
     .reads = FIGURE_READS(FIGURE_DATA_CELLS)},
};
const size_t figure_count = sizeof figures / sizeof *figures;
_Static_assert(sizeof figures / sizeof *figures <= FIGURE_MAX, "make FIGURE_MAX larger");

const char *const *figure_parts_for(const struct figure *figure,
                                    const struct optimizer_result results[], size_t count)
{
    if (count > 1 && figure->parts_of_several != NULL)
        return *figure->parts_of_several;
    if (figure->parts_of_another != NULL && results[0].method->optimizer != &optimizers[0])
        return *figure->parts_of_another;
    return figure->parts;
}

unsigned figure_reads_for(const struct figure *figure, size_t results)
{
    return results > 1 && figure->parts_of_several != NULL ? figure->reads_of_several
                                                           : figure->reads;
}

const char *figure_data_name(enum figure_data data)
{
    static const char *const names[FIGURE_DATA_FILES] = {
        "bands.dat",         "surface_mesh.dat", "path.dat",     "paths.dat",
        "surface_paths.dat", "convergence.dat",  "ensemble.dat", "sweep_cells.dat",
    };

    return names[data];
}

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
