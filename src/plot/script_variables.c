#include "plot/script_variables.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "plot/figure_data.h"
#include "plot/gnuplot.h"
#include "plot/gnuplot_text.h"
#include "plot/layout.h"
#include "plot/plane_layout.h"
#include "plot/text_width.h"

static bool is_within(const double x[], const struct bounds *bounds)
{
    return x[0] >= bounds->min[0] && x[0] <= bounds->max[0] && x[1] >= bounds->min[1] &&
           x[1] <= bounds->max[1];
}

static void append_point(struct text *script, const double x[])
{
    gnuplot_place(script, x[0]);
    text_append(script, " ");
    gnuplot_place(script, x[1]);
    text_append(script, "\n");
}

/* The minima within the bounds, as a named data block. */
static size_t define_minima(struct text *script, const struct figure_subject *subject)
{
    size_t shown = 0;

    text_append(script, "$minima << END\n");
    for (size_t i = 0; i < subject->problem->minima_count; i++) {
        const double *x = subject->problem->minima[i];
        if (!is_within(x, &subject->bounds))
            continue;
        append_point(script, x);
        shown++;
    }
    text_appendf(script, "END\nminima = %zu\n", shown);
    return shown;
}

/* Instructions for readers of the file, and the settings not made on gnuplot's command line. */
static void append_preamble(struct text *script, const struct figure_settings *settings,
                            const struct script_page *page)
{
    if (!page->frames)
        text_appendf(
            script,
            "# Run `gnuplot %s.gp` in the directory with its data files to draw %s%s.png;\n"
            "# insert -e \"format='svg'\" or 'pdf' before the name to draw %s%s.svg or %s%s.pdf.\n",
            page->name, page->directory, page->name, page->directory, page->name, page->directory,
            page->name);
    text_appendf(script, "if (GPVAL_VERSION < %d.%d) exit status 3\n", GNUPLOT_MIN_MAJOR,
                 GNUPLOT_MIN_MINOR);
    text_append(script, "reset\nset encoding utf8\n");
    text_append(script, "if (!exists('format')) format = 'png'\n");
    text_appendf(script, "name = '%s%s'\n", page->frames ? "" : page->directory,
                 page->frames ? "" : page->name);
    text_appendf(script, "theme = '%s'\n", figure_theme_name(page->theme));
    text_appendf(script, "palette_name = '%s'\n", settings->palette->name);
    /* An animation always has a background: its images are laid over one another. */
    text_appendf(script, "transparent = %d\n", settings->transparent && !page->frames);
}

static void define_title(struct text *script, const char *text, const struct title *title)
{
    text_appendf(script, "title_lines = %zu\n", title->lines);
    gnuplot_variable(script, "title", "_size", title->size);
    for (size_t i = 0; i < title->lines; i++) {
        text_appendf(script, "title_%zu = ", i + 1);
        gnuplot_quoted(script, text + title->start[i], title->length[i]);
    }
}

/* Pixels belong to a PNG; the other formats have points. */
static void define_size(struct text *script, const struct figure_settings *settings, double shrink)
{
    text_appendf(script, "png_width = %zu\n", figure_pixels(settings->width, settings->scale));
    text_appendf(script, "png_height = %zu\n", figure_pixels(settings->height, settings->scale));
    text_append(script, "shrink = ");
    gnuplot_real(script, shrink);
    text_append(script, "width = ");
    gnuplot_real(script, settings->width * shrink);
    text_append(script, "height = ");
    gnuplot_real(script, settings->height * shrink);
    text_append(script, "scale = 1 / shrink\n");
    text_append(script, "if (format eq 'png') scale = ");
    gnuplot_real(script, settings->scale / shrink);
}

static struct plane plane_of(const struct figure_subject *subject)
{
    const struct level_scale *scale = &subject->map->scale;
    struct plane plane = {.x1 = axis_linear(subject->bounds.min[0], subject->bounds.max[0]),
                          .x2 = axis_linear(subject->bounds.min[1], subject->bounds.max[1]),
                          .subject = subject};

    if (scale->spacing == LEVELS_LOGARITHMIC) {
        plane.f = axis_decades(scale->level_min, scale->level_max);
        return plane;
    }
    plane.f = axis_linear(scale->f_min, scale->f_max);
    return plane;
}

/* The number of blocks of the map's file with a color, then of those without one, and so on. */
static void append_band_blocks(struct text *script, const struct objective_map *map)
{
    bool hole = map->has_holes;
    size_t blocks = hole ? 1 : 0; /* the box as a whole */

    text_append(script, hole ? "band_blocks = '0 " : "band_blocks = '");
    for (size_t i = 0; i < map->contours.loop_count; i++) {
        if ((map->contours.loops[i].band < 0) != hole) {
            text_appendf(script, "%zu ", blocks);
            blocks = 0;
            hole = !hole;
        }
        blocks += objective_map_begins_block(map, i);
    }
    text_appendf(script, "%zu'\n", blocks);
}

/* The name of a data file, of the bounds or of the enlarged region. */
static void append_data_name(struct text *script, const char *name,
                             const struct figure_subject *subject, const struct figure_data *whole,
                             const struct figure_data *zoomed)
{
    text_appendf(script, "%s_file = '%s'\n", name,
                 figure_data_name(subject->zoomed ? zoomed : whole, subject).string);
}

/* The frame around the region that is enlarged in another figure. */
static void define_zoom(struct text *script, const struct figure_subject *subject,
                        struct legend_marks *marks)
{
    const struct bounds *zoom = subject->zoom;

    marks->zoom = zoom != NULL;
    text_appendf(script, "zoom_shown = %d\n", zoom != NULL);
    if (zoom == NULL)
        return;
    gnuplot_variable(script, "zoom", "_x1_min", zoom->min[0]);
    gnuplot_variable(script, "zoom", "_x1_max", zoom->max[0]);
    gnuplot_variable(script, "zoom", "_x2_min", zoom->min[1]);
    gnuplot_variable(script, "zoom", "_x2_max", zoom->max[1]);
}

/* Variables of the figures that show the objective over x1 and x2; scripts/figures/plane_page.gp
 * describes them. */
static struct plane define_plane(struct text *script, const struct figure_subject *subject,
                                 const struct figure_settings *settings,
                                 const struct layout *layout)
{
    const struct trajectory *trajectory = subject->trajectory;
    struct plane plane = plane_of(subject);

    text_appendf(script, "levels = %zu\n", settings->levels);
    append_data_name(script, "band", subject, &figure_bands, &figure_zoom_bands);
    append_band_blocks(script, subject->map);
    /* The same in all figures: leaves space for "gradient descent on f(x1, x2) = ". */
    const char *label = subject->results[0].label;
    double name = text_width_enhanced(GNUPLOT_F_NAME " = ");
    plane.heading =
        name + gnuplot_formula(script, subject->problem,
                               name + text_width(label, strlen(label)) + text_width(" on ", 4),
                               layout_heading_room(layout));
    text_appendf(script, "iterations = %zu\n", trajectory->count - 1);
    plane.marks.start = is_within(trajectory_point(trajectory, 0), &subject->bounds);
    text_appendf(script, "start_shown = %d\n", plane.marks.start);
    gnuplot_variable(script, "start", "_x1", trajectory_point(trajectory, 0)[0]);
    gnuplot_variable(script, "start", "_x2", trajectory_point(trajectory, 0)[1]);
    plane.marks.minima = define_minima(script, subject);
    return plane;
}

/* Where the last step that leaves the box crosses its edge. */
static void exit_point(const struct bounds *bounds, const double from[], const double to[],
                       double point[2])
{
    double share = 1;

    for (size_t i = 0; i < 2; i++) {
        double edge = to[i] < from[i] ? bounds->min[i] : bounds->max[i];
        double reach = (edge - from[i]) / (to[i] - from[i]);
        if (to[i] != from[i] && reach < share)
            share = fmax(reach, 0);
    }
    for (size_t i = 0; i < 2; i++)
        point[i] = fmax(bounds->min[i], fmin(bounds->max[i], from[i] + share * (to[i] - from[i])));
}

/* Where a path ends: in the box, outside after leaving it, or without a point in it. */
enum path_end { END_INSIDE, END_LEAVES, END_NONE };

/* The end of a path or, if it ends outside of the box, where it left the box. */
static enum path_end find_end(const struct trajectory *trajectory, const struct bounds *bounds,
                              double end[2])
{
    size_t last = trajectory->count - 1, inside = last;

    while (inside > 0 && !is_within(trajectory_point(trajectory, inside), bounds))
        inside--;
    const double *from = trajectory_point(trajectory, inside);
    memcpy(end, from, 2 * sizeof *end);
    if (!is_within(from, bounds))
        return END_NONE;
    if (inside == last)
        return END_INSIDE;
    exit_point(bounds, from, trajectory_point(trajectory, inside + 1), end);
    return END_LEAVES;
}

/* Of two ends closer than this, as a fraction of the bounds, one would hide the other. */
#define NEAR_END 0.015

static bool is_near_end(const double a[], const double b[], const struct bounds *bounds)
{
    return fabs(a[0] - b[0]) < NEAR_END * (bounds->max[0] - bounds->min[0]) &&
           fabs(a[1] - b[1]) < NEAR_END * (bounds->max[1] - bounds->min[1]);
}

/* Each end, its kind, and how many later ends are drawn over it. */
static void define_ends(struct text *script, const struct figure_subject *subject)
{
    double ends[OPTIMIZER_RESULT_MAX][2];
    enum path_end kinds[OPTIMIZER_RESULT_MAX];

    for (size_t i = 0; i < subject->result_count; i++)
        kinds[i] = find_end(subject->results[i].trajectory, &subject->bounds, ends[i]);
    text_append(script, "$ends << END\n");
    for (size_t i = 0; i < subject->result_count; i++) {
        int above = 0;
        for (size_t k = i + 1; k < subject->result_count; k++)
            above += kinds[k] != END_NONE && is_near_end(ends[i], ends[k], &subject->bounds);
        gnuplot_place(script, ends[i][0]);
        text_append(script, " ");
        gnuplot_place(script, ends[i][1]);
        text_appendf(script, " %d %d\n", (int)kinds[i], above);
    }
    text_append(script, "END\n");
}

/* The marked points of each path: after 1, 2, 4, 8, ... iterations, which show how fast it is. */
static void define_marked_points(struct text *script, const struct figure_subject *subject)
{
    for (size_t i = 0; i < subject->result_count; i++) {
        const struct trajectory *trajectory = subject->results[i].trajectory;
        text_appendf(script, "$marks_%zu << END\n", i + 1);
        for (size_t t = 1; t + 1 < trajectory->count; t *= 2) {
            const double *x = trajectory_point(trajectory, t);
            if (is_within(x, &subject->bounds))
                append_point(script, x);
        }
        text_append(script, "END\n");
    }
}

/* The heights on the surface of the start and of the minima shown. */
static void define_heights(struct text *script, const struct figure_subject *subject)
{
    const struct problem *problem = subject->problem;
    const double *start = trajectory_point(subject->trajectory, 0);

    text_append(script, "start_f = ");
    gnuplot_real(script,
                 level_scale_level(&subject->map->scale, problem_objective(problem, start)));
    text_append(script, "minimum_f = '");
    for (size_t i = 0; i < problem->minima_count; i++)
        if (is_within(problem->minima[i], &subject->bounds))
            text_appendf(script, " %.9g",
                         level_scale_level(&subject->map->scale,
                                           problem_objective(problem, problem->minima[i])));
    text_append(script, "'\n");
}

void variables_of_contour(struct text *script, const struct figure_subject *subject,
                          const struct figure_settings *settings, struct layout *layout)
{
    struct plane plane = define_plane(script, subject, settings, layout);

    text_append(script, "paths = 0\n");
    plane_place_contour(layout, script, &plane);
}

void variables_of_surface(struct text *script, const struct figure_subject *subject,
                          const struct figure_settings *settings, struct layout *layout)
{
    struct plane plane = define_plane(script, subject, settings, layout);

    text_append(script, "paths = 0\n");
    plane_place_surface(layout, script, &plane);
}

/* Adam's figure, the tutorial's, says "Adam" regardless of the parameters. */
static void define_path(struct text *script, const struct figure_subject *subject,
                        const struct figure_settings *settings, bool moves, struct layout *layout)
{
    const struct optimizer_result *result = &subject->results[0];
    bool is_adam = result->method->optimizer == &optimizers[0];
    struct plane plane = define_plane(script, subject, settings, layout);

    const char *optimizer = is_adam ? optimizers[0].title : result->label;
    plane.heading += text_width(optimizer, strlen(optimizer)) + text_width(" on ", 4);
    text_append(script, "paths = 1\noptimizer = ");
    gnuplot_quoted(script, optimizer, strlen(optimizer));
    append_data_name(script, "path", subject, &figure_path, &figure_zoom_path);
    define_zoom(script, subject, &plane.marks);
    plane.moves = moves;
    plane_place_path(layout, script, &plane);
}

static void define_paths(struct text *script, const struct figure_subject *subject,
                         const struct figure_settings *settings, bool moves, struct layout *layout)
{
    struct plane plane = define_plane(script, subject, settings, layout);

    gnuplot_names(script, subject);
    append_data_name(script, "path", subject, &figure_paths, &figure_zoom_paths);
    define_zoom(script, subject, &plane.marks);
    define_marked_points(script, subject);
    define_ends(script, subject);
    plane.moves = moves;
    plane_place_paths(layout, script, &plane);
}

void variables_of_path(struct text *script, const struct figure_subject *subject,
                       const struct figure_settings *settings, struct layout *layout)
{
    define_path(script, subject, settings, false, layout);
}

void variables_of_path_frames(struct text *script, const struct figure_subject *subject,
                              const struct figure_settings *settings, struct layout *layout)
{
    define_path(script, subject, settings, true, layout);
}

void variables_of_paths(struct text *script, const struct figure_subject *subject,
                        const struct figure_settings *settings, struct layout *layout)
{
    define_paths(script, subject, settings, false, layout);
}

void variables_of_paths_frames(struct text *script, const struct figure_subject *subject,
                               const struct figure_settings *settings, struct layout *layout)
{
    define_paths(script, subject, settings, true, layout);
}

/* The legend contains no paths, and the contours have fewer bands. */
void variables_of_path_panels(struct text *script, const struct figure_subject *subject,
                              const struct figure_settings *settings, struct layout *layout)
{
    struct plane plane = define_plane(script, subject, settings, layout);

    gnuplot_names(script, subject);
    text_append(script, "panels = paths\npaths = 0\n");
    append_data_name(script, "path", subject, &figure_path_panels, &figure_zoom_path_panels);
    define_zoom(script, subject, &plane.marks);
    text_appendf(script, "levels = %zu\n", figure_data_panel_bands(subject));
    append_data_name(script, "band", subject, &figure_panel_bands, &figure_zoom_panel_bands);
    append_band_blocks(script, subject->panel_map);
    define_marked_points(script, subject);
    define_ends(script, subject);
    plane_place_path_panels(layout, script, &plane);
}

void variables_of_surface_paths(struct text *script, const struct figure_subject *subject,
                                const struct figure_settings *settings, struct layout *layout)
{
    struct plane plane = define_plane(script, subject, settings, layout);

    define_heights(script, subject);
    gnuplot_names(script, subject);
    text_append(script, "zoom_shown = 0\n");
    plane_place_surface_paths(layout, script, &plane);
}

void variables_of_surface_panels(struct text *script, const struct figure_subject *subject,
                                 const struct figure_settings *settings, struct layout *layout)
{
    struct plane plane = define_plane(script, subject, settings, layout);

    text_appendf(script, "levels = %zu\n", figure_data_panel_bands(subject));
    define_heights(script, subject);
    gnuplot_names(script, subject);
    text_append(script, "zoom_shown = 0\n");
    text_append(script, "panels = paths\npaths = 0\n"); /* so that the legend names none */
    plane_place_surface_panels(layout, script, &plane);
}

/* The title's size is rounded to two decimals to keep the script readable. */
static struct layout layout_of(const struct figure_settings *settings, double shrink)
{
    struct layout layout = {.width = settings->width * shrink,
                            .height = settings->height * shrink,
                            .scale = settings->scale / shrink};

    layout.title = title_set(settings->title, layout.width - 2 * TITLE_MARGIN);
    layout.title.size = round(100 * layout.title.size) / 100;
    return layout;
}

/* The texts drawn by the user's own scripts are not known here: such scripts may list their boxes
 * themselves. */
static void append_text_boxes(struct text *script, const struct text_boxes *boxes)
{
    text_append(script,
                "# Boxes around texts, in pixels of the PNG from its upper left corner: LEFT TOP "
                "WIDTH HEIGHT.\n");
    for (size_t i = 0; i < boxes->count; i++)
        text_box_append(script, &boxes->list[i]);
}

/* ---- All of them ----------------------------------------------------------------------------- */

/* In whole pixels, rounded like page_x() and page_y() in style.gp. */
static struct frame in_pixels(const struct frame *frame, double scale)
{
    return (struct frame){.left = floor(frame->left * scale + 0.5),
                          .right = floor(frame->right * scale + 0.5),
                          .bottom = floor(frame->bottom * scale + 0.5),
                          .top = floor(frame->top * scale + 0.5)};
}

void script_variables(struct figure_script *script, const struct figure *figure,
                      const struct figure_subject *subject, const struct figure_settings *settings,
                      const struct script_page *page)
{
    double shrink = figure_shrink(settings);
    struct layout layout = layout_of(settings, shrink);
    struct text *text = &script->text;

    append_preamble(text, settings, page);
    define_title(text, settings->title, &layout.title);
    define_size(text, settings, shrink);
    figure_form_for(figure, subject)->define(text, subject, settings, &layout);
    if (settings->scripts == NULL)
        append_text_boxes(text, &layout.boxes);
    script->plane = in_pixels(&layout.plane, layout.scale);
    script->scale = layout.scale;
    script->frame_text = layout.frame_text;
}
