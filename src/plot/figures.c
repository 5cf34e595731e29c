/* The table of figures: scripts, data and descriptions. */
#include <string.h>

#include "base/suggestion.h"
#include "plot/basins_map.h"
#include "plot/caption.h"
#include "plot/chart_variables.h"
#include "plot/figure.h"
#include "plot/figure_data.h"
#include "plot/profile_figure.h"
#include "plot/runtime_figure.h"
#include "plot/script_variables.h"
#include "plot/state_caption.h"
#include "plot/state_layout.h"
#include "plot/state_panels.h"
#include "plot/sweep_chart.h"

/* A page in the plane of x1 and x2. */
#define PLANE "style", "palette", "plane_page", "title", "color_bar"

/* The parts of a surface's page, except those that draw the surface itself. */
#define SURFACE "style", "palette", "surface_page", "title", "color_bar", "surface_box"

static const struct figure_form steep_surface = {
    .parts = {SURFACE, "surface_faces", "surface_view", "surface_lines"},
    .data = {&figure_bands, &figure_faces},
    .define = variables_of_surface,
    .caption = caption_surface,
    .short_caption = short_surface,
    .alternative = alternative_surface,
};

static const struct figure_form surface = {
    .parts = {SURFACE, "surface"},
    .data = {&figure_bands, &figure_mesh},
    .define = variables_of_surface,
    .caption = caption_surface,
    .short_caption = short_surface,
    .alternative = alternative_surface,
    .steep = &steep_surface,
};

static const struct figure_form contour = {
    .parts = {PLANE, "contour"},
    .data = {&figure_bands},
    .define = variables_of_contour,
    .caption = caption_contour,
    .short_caption = short_contour,
    .alternative = alternative_contour,
};

/* Paths over contours, of the bounds or of the enlarged region. */
#define PATH_PARTS                                                                                 \
    {                                                                                              \
        PLANE, "path_legend", "zoom_frame", "start_and_minima", "contour_path"                     \
    }
#define PATHS_PARTS                                                                                \
    {                                                                                              \
        PLANE, "zoom_frame", "start_and_minima", "markers", "legend", "veil", "path_marks",        \
            "contour_paths"                                                                        \
    }
#define PATH_PANELS_PARTS                                                                          \
    {                                                                                              \
        PLANE, "veil", "markers", "legend", "path_marks", "panels_begin", "zoom_frame",            \
            "start_and_minima", "contour_panels"                                                   \
    }

static const struct figure_form path = {
    .parts = PATH_PARTS,
    .data = {&figure_bands, &figure_path},
    .define = variables_of_path,
    .caption = caption_path,
    .short_caption = short_paths,
    .alternative = alternative_path,
};

static const struct figure_form path_panels = {
    .parts = PATH_PANELS_PARTS,
    .data = {&figure_panel_bands, &figure_path_panels},
    .define = variables_of_path_panels,
    .caption = caption_path_panels,
    .short_caption = short_paths,
    .alternative = alternative_path,
};

static const struct figure_form paths = {
    .parts = PATHS_PARTS,
    .data = {&figure_bands, &figure_paths},
    .define = variables_of_paths,
    .caption = caption_paths,
    .short_caption = short_paths,
    .alternative = alternative_path,
    .many = &path_panels,
    .most = FIGURE_MOST_ON_CONTOURS,
};

static const struct figure_form zoomed_path = {
    .parts = PATH_PARTS,
    .data = {&figure_zoom_bands, &figure_zoom_path},
    .define = variables_of_path,
    .caption = caption_path,
    .short_caption = short_paths,
    .alternative = alternative_path,
};

static const struct figure_form zoomed_path_panels = {
    .parts = PATH_PANELS_PARTS,
    .data = {&figure_zoom_panel_bands, &figure_zoom_path_panels},
    .define = variables_of_path_panels,
    .caption = caption_path_panels,
    .short_caption = short_paths,
    .alternative = alternative_path,
};

static const struct figure_form zoomed_paths = {
    .parts = PATHS_PARTS,
    .data = {&figure_zoom_bands, &figure_zoom_paths},
    .define = variables_of_paths,
    .caption = caption_paths,
    .short_caption = short_paths,
    .alternative = alternative_path,
    .many = &zoomed_path_panels,
    .most = FIGURE_MOST_ON_CONTOURS,
};

static const struct figure_form frames = {
    .parts = {PLANE, "path_legend", "frames_page", "zoom_frame", "frames_text",
              "contour_path_ground", "contour_path_frames", "start_and_minima",
              "contour_path_front", "frames_glyphs"},
    .data = {&figure_bands, &figure_path},
    .define = variables_of_path_frames,
    .caption = caption_path,
    .short_caption = short_paths,
    .alternative = alternative_path,
};

static const struct figure_form frames_of_several = {
    .parts = {PLANE, "markers", "legend", "veil", "path_marks", "frames_page", "zoom_frame",
              "frames_text", "contour_paths_ground", "contour_paths_frames", "start_and_minima",
              "contour_path_front", "frames_glyphs"},
    .data = {&figure_bands, &figure_paths},
    .define = variables_of_paths_frames,
    .caption = caption_paths,
    .short_caption = short_paths,
    .alternative = alternative_path,
};

static const struct figure_form surface_panels = {
    .parts = {"style", "palette", "surface_page", "title", "color_bar", "markers", "legend",
              "surface_panels"},
    .data = {&figure_bands, &figure_panels, &figure_surface_paths},
    .define = variables_of_surface_panels,
    .caption = caption_surface_panels,
    .short_caption = short_surface_paths,
    .alternative = alternative_surface_paths,
};

static const struct figure_form steep_surface_paths = {
    .parts = {SURFACE, "markers", "legend", "surface_faces", "surface_view", "surface_paths"},
    .data = {&figure_bands, &figure_faces, &figure_surface_paths},
    .define = variables_of_surface_paths,
    .caption = caption_surface_paths,
    .short_caption = short_surface_paths,
    .alternative = alternative_surface_paths,
};

static const struct figure_form surface_paths = {
    .parts = {SURFACE, "markers", "legend", "surface_mesh", "surface_view", "surface_paths"},
    .data = {&figure_bands, &figure_mesh, &figure_surface_paths},
    .define = variables_of_surface_paths,
    .caption = caption_surface_paths,
    .short_caption = short_surface_paths,
    .alternative = alternative_surface_paths,
    .steep = &steep_surface_paths,
    .many = &surface_panels,
    .most = FIGURE_MOST_TOGETHER,
};

static const struct figure_form convergence = {
    .parts = {"style", "markers", "chart_page", "title", "chart_legend", "convergence"},
    .data = {&figure_convergence},
    .define = variables_of_convergence,
    .caption = caption_convergence,
    .short_caption = short_convergence,
    .alternative = alternative_convergence,
};

static const struct figure_form ensemble = {
    .parts = {"style", "markers", "panels_page", "title", "chart_legend", "ensemble"},
    .data = {&figure_ensemble},
    .define = variables_of_ensemble,
    .caption = caption_ensemble,
    .short_caption = short_ensemble,
    .alternative = alternative_ensemble,
};

static const struct figure_form runtime = {
    .parts = {"style", "markers", "chart_page", "title", "chart_legend", "runtime"},
    .data = {&figure_runtime},
    .define = variables_of_runtime,
    .caption = caption_runtime,
    .short_caption = short_runtime,
    .alternative = alternative_runtime,
};

static const struct figure_form sweep_of_one = {
    .parts = {"style", "sweep_page", "title", "markers", "sweep_legend", "sweep_chart"},
    .data = {&figure_sweep_line},
    .define = variables_of_sweep_chart,
    .caption = caption_sweep,
    .short_caption = short_sweep,
    .alternative = alternative_sweep,
};

static const struct figure_form sweep = {
    .parts = {"style", "palette", "sweep_page", "title", "color_bar", "markers", "sweep_legend",
              "sweep"},
    .data = {&figure_cells},
    .define = variables_of_sweep,
    .caption = caption_sweep,
    .short_caption = short_sweep,
    .alternative = alternative_sweep,
    .of_one = &sweep_of_one,
};

static const struct figure_form profile = {
    .parts = {"style", "markers", "chart_page", "title", "profile"},
    .data = {&figure_profile},
    .define = variables_of_profile,
    .caption = caption_profile,
    .short_caption = short_profile,
    .alternative = alternative_profile,
};

static const struct figure_form state = {
    .parts = {"style", "markers", "state_page", "title", "state"},
    .data = {&figure_state},
    .define = variables_of_state,
    .caption = caption_state,
    .short_caption = short_state,
    .alternative = alternative_state,
};

static const struct figure_form basins = {
    .parts = {"style", "plane_page", "basins_page", "title", "color_bar", "start_and_minima",
              "basins"},
    .data = {&figure_basins},
    .define = variables_of_basins,
    .caption = caption_basins,
    .short_caption = short_basins,
    .alternative = alternative_basins,
};

static const struct figure path_frames = {
    .name = "contour_path_frames", .form = &frames, .form_of_several = &frames_of_several};

const struct figure figures[] = {
    {.name = "surface", .about = "the objective as a surface", .form = &surface},
    {.name = "contour", .about = "the objective as filled contours", .form = &contour},
    {.name = "contour_path",
     .about = "the path of each search over the contours",
     .form = &path,
     .form_of_several = &paths,
     .frames = &path_frames,
     .is_thumbnail = true},
    {.name = "contour_zoom",
     .use = FIGURE_OF_ZOOM,
     .about = "the region around the paths, enlarged; requires --zoom",
     .form = &zoomed_path,
     .form_of_several = &zoomed_paths,
     .zoomed = true},
    {.name = "surface_path",
     .use = FIGURE_ON_REQUEST,
     .about = "the path of each search on the surface",
     .form = &surface_paths},
    {.name = "convergence",
     .use = FIGURE_OF_SEARCHES,
     .about = "f minus its minimum after each iteration",
     .form = &convergence,
     .check = figure_check_convergence},
    {.name = "state",
     .use = FIGURE_ON_REQUEST,
     .about = "what happens inside the first optimizer: gradient, states, corrected states, step",
     .form = &state,
     .is_recorded = true,
     .check = state_check},
    {.name = "ensemble",
     .use = FIGURE_OF_ENSEMBLE,
     .about = "f minus its minimum after each iteration of many runs: median, 10% and 90% "
              "quantiles; requires --runs",
     .form = &ensemble,
     .check = figure_check_ensemble},
    {.name = "runtime",
     .use = FIGURE_OF_ENSEMBLE,
     .about =
         "the shares of runs that have reached the tolerance, and 51 targets, after each number of "
         "updates; requires --runs",
     .form = &runtime},
    {.name = "sweep",
     .use = FIGURE_OF_SWEEP,
     .about = "the outcome for many settings; requires --sweep",
     .palette = "viridis",
     .form = &sweep,
     .check = figure_check_sweep},
    {.name = "basins",
     .use = FIGURE_OF_BASINS,
     .about = "the minimum that is reached from each start of a grid; requires --basins",
     .form = &basins},
    {.name = "profile",
     .use = FIGURE_OF_SUITE,
     .about = "performance profiles: the share of instances solved within a multiple of the fewest "
              "updates; requires --suite",
     .form = &profile,
     .check = figure_check_profile},
};
const size_t figure_count = sizeof figures / sizeof *figures;
_Static_assert(sizeof figures / sizeof *figures <= FIGURE_MAX, "increase FIGURE_MAX");

const char *figure_name(size_t i)
{
    return i < figure_count ? figures[i].name : NULL;
}

const struct figure *figure_of_thumbnails(void)
{
    size_t i = 0;

    while (!figures[i].is_thumbnail)
        i++;
    return &figures[i];
}

const struct figure *figure_find(const char *name)
{
    size_t i = name_find(name, strlen(name), figure_name);

    return i < figure_count ? &figures[i] : NULL;
}

const struct figure_form *figure_form_for(const struct figure *figure,
                                          const struct figure_subject *subject)
{
    bool several = subject->result_count > 1 && figure->form_of_several != NULL;
    const struct figure_form *form = several ? figure->form_of_several : figure->form;

    if (form->many != NULL && subject->result_count > (subject->panels ? 1 : form->most))
        return form->many;
    if (form->of_one != NULL && subject->sweep.plan != NULL && subject->sweep.plan->axis_count == 1)
        return form->of_one;
    return subject->steep && form->steep != NULL ? form->steep : form;
}
