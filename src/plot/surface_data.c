/* The surface and the paths on it, as data for the figures. */
#include <math.h>
#include <stdlib.h>

#include "base/deadline.h"
#include "plot/figure_data.h"
#include "plot/grid.h"
#include "plot/surface_regions.h"
#include "plot/visible_surface.h"

/* Nodes on a side of the mesh, odd as in objective_map.c. */
#define NODES 41
#define MOST_OFF 0.005 /* largest error in the middle of a cell, in parts of the range */

/* Parts of a path that are hidden or visible for less than this (in sides of the floor) are not
 * distinguished from the parts around them. */
#define SHORT 0.01

/* The length of the dashes of hidden lines, likewise. */
#define DASH 0.012
#define GAP 0.009

/* ---- The mesh -------------------------------------------------------------------------------- */

/* Whether the mesh represents the surface: the value in the middle of each cell is close to the
 * mean of its corners. */
static bool is_fine(const struct figure_subject *subject, const struct grid *grid)
{
    const struct level_scale *scale = &subject->map->scale;
    double allowed = MOST_OFF * (scale->level_max - scale->level_min);

    for (size_t i2 = 0; i2 + 1 < grid->nodes[1]; i2++)
        for (size_t i1 = 0; i1 + 1 < grid->nodes[0]; i1++) {
            const double *f = grid->f + i2 * grid->nodes[0] + i1;
            double x[2] = {0.5 * (grid_node(grid, 0, i1) + grid_node(grid, 0, i1 + 1)),
                           0.5 * (grid_node(grid, 1, i2) + grid_node(grid, 1, i2 + 1))};
            double mean = 0.25 * (level_scale_level(scale, f[0]) + level_scale_level(scale, f[1]) +
                                  level_scale_level(scale, f[grid->nodes[0]]) +
                                  level_scale_level(scale, f[grid->nodes[0] + 1]));
            double middle = level_scale_level(scale, problem_objective(subject->problem, x));
            if (fabs(mean - middle) > allowed)
                return false;
        }
    return true;
}

enum status figure_data_is_steep(const struct figure_subject *subject, int interrupt_fd,
                                 bool *steep, struct error *error)
{
    struct grid grid;
    enum status status =
        grid_sample(&grid, subject->problem, &subject->bounds, NODES, NODES, interrupt_fd, error);

    if (status != STATUS_OK)
        return status;
    *steep = !is_fine(subject, &grid);
    grid_free(&grid);
    return STATUS_OK;
}

static enum status write_mesh(const struct figure_subject *subject, int interrupt_fd,
                              struct text *data, struct error *error)
{
    struct grid grid;
    enum status status =
        grid_sample(&grid, subject->problem, &subject->bounds, NODES, NODES, interrupt_fd, error);

    if (status != STATUS_OK)
        return status;
    text_append(data, "# x1 x2 f\n");
    for (size_t i2 = 0; i2 < grid.nodes[1]; i2++) {
        for (size_t i1 = 0; i1 < grid.nodes[0]; i1++) {
            figure_data_append_place(data, &subject->bounds, grid_node(&grid, 0, i1),
                                     grid_node(&grid, 1, i2));
            figure_data_append_level(data, &subject->map->scale, grid.f[i2 * grid.nodes[0] + i1]);
            text_append(data, "\n");
        }
        text_append(data, "\n");
    }
    grid_free(&grid);
    return text_check(data, error);
}

const struct figure_data figure_mesh = {"surface_mesh.dat", true, write_mesh};

/* ---- The view -------------------------------------------------------------------------------- */

static struct surface surface_of(const struct figure_subject *subject, double shape)
{
    return (struct surface){.problem = subject->problem,
                            .bounds = subject->bounds,
                            .scale = &subject->map->scale,
                            .view = view_for_shape(shape)};
}

static void append_point(struct text *data, const struct point *point)
{
    text_appendf(data, "%.5f %.5f", point->x1, point->x2);
}

static void append_regions(const struct surface_regions *regions, size_t bands, struct text *data)
{
    for (size_t i = 0; i < regions->count; i++) {
        const struct surface_region *region = &regions->regions[i];
        double color = ((double)region->band + 0.5) / (double)bands;
        for (size_t k = 0; k < region->count && region->band >= 0; k++) {
            append_point(data, &regions->points[region->first + k]);
            text_appendf(data, " %.4g\n", color);
        }
        text_append(data, region->band >= 0 ? "\n" : "");
    }
}

static void append_outlines(const struct surface_regions *regions, struct text *data)
{
    for (size_t i = 0; i < regions->count; i++) {
        const struct surface_region *region = &regions->regions[i];
        for (size_t k = 0; k < region->count && region->band < 0; k++) {
            append_point(data, &regions->points[region->first + k]);
            text_append(data, "\n");
        }
        text_append(data, region->band < 0 ? "\n" : "");
    }
}

/* Lines on the surface, cut into visible and hidden ones. */
struct drawing {
    const struct surface *surface;
    const struct visible_surface *visible;
    double tolerance;
    struct profile profile;
    struct point *points; /* of one line */
    bool *hidden;
    size_t count, capacity;
};

static void drawing_free(struct drawing *drawing)
{
    profile_free(&drawing->profile);
    free(drawing->points);
    free(drawing->hidden);
}

static bool drawing_reserve(struct drawing *d, size_t count)
{
    if (count <= d->capacity)
        return true;
    struct point *points = realloc(d->points, 2 * count * sizeof *points);
    if (points != NULL)
        d->points = points;
    bool *hidden = realloc(d->hidden, 2 * count * sizeof *hidden);
    if (hidden != NULL)
        d->hidden = hidden;
    d->capacity = points != NULL && hidden != NULL ? 2 * count : d->capacity;
    return points != NULL && hidden != NULL;
}

/* The points of the profile from `first` to the end of the surface. */
static bool project_line(struct drawing *d, size_t first)
{
    const struct profile *profile = &d->profile;

    d->count = 0;
    if (!drawing_reserve(d, profile->count - first))
        return false;
    for (size_t i = first; i < profile->count && !isnan(profile->points[i].height); i++) {
        const struct surface_point *p = &profile->points[i];
        struct view_point seen = view_project(&d->surface->view, p->part[0], p->part[1], p->height);
        d->points[d->count] = (struct point){seen.x, seen.y};
        d->hidden[d->count++] = visible_surface_hides(d->visible, &seen);
    }
    return true;
}

static double distance(struct point a, struct point b)
{
    return sqrt((a.x1 - b.x1) * (a.x1 - b.x1) + (a.x2 - b.x2) * (a.x2 - b.x2));
}

static size_t end_of_run(const struct drawing *d, size_t from, double *length)
{
    size_t end = from + 1;

    *length = 0;
    while (end < d->count && d->hidden[end] == d->hidden[from]) {
        *length += distance(d->points[end - 1], d->points[end]);
        end++;
    }
    return end;
}

/* Short runs become like the previous ones, or the first one like the next. */
static void join_short_runs(struct drawing *d)
{
    double length;

    for (size_t from = 0, end; from < d->count; from = end) {
        end = end_of_run(d, from, &length);
        if ((from > 0 || end < d->count) && length < SHORT)
            for (size_t i = from; i < end; i++)
                d->hidden[i] = from > 0 ? d->hidden[from - 1] : d->hidden[end];
    }
}

static void append_line(const struct point points[], size_t count, const char *format,
                        struct text *data)
{
    for (size_t i = 0; i < count; i++)
        text_appendf(data, format, points[i].x1, points[i].x2);
    text_append(data, "\n");
}

/* Dashes along a line, since the phase of gnuplot's dashes is not controllable. Each dash consists
 * of its pieces in order, followed by a blank line. */
static void append_dashes(const struct point points[], size_t count, struct text *data)
{
    bool drawn = true;
    double left = DASH; /* of the dash, or of the gap */

    for (size_t i = 0; i + 1 < count; i++) {
        struct point a = points[i];
        double way = distance(a, points[i + 1]);
        while (way > 0) {
            double share = fmin(1, left / way);
            struct point b = {a.x1 + (points[i + 1].x1 - a.x1) * share,
                              a.x2 + (points[i + 1].x2 - a.x2) * share};
            if (drawn)
                text_appendf(data, "%.5f NaN %.5f\n%.5f NaN %.5f\n", a.x1, a.x2, b.x1, b.x2);
            if (share < 1) {
                text_append(data, drawn ? "\n" : "");
                drawn = !drawn;
                left = drawn ? DASH : GAP;
            } else
                left -= way;
            way = share < 1 ? way * (1 - share) : 0;
            a = b;
        }
    }
    text_append(data, drawn ? "\n" : "");
}

/* Appends the runs of the line, each with the first point of the next one. */
static void append_runs(struct drawing *d, bool with_hidden, struct text *data)
{
    double length;

    join_short_runs(d);
    for (size_t from = 0, end; from < d->count; from = end) {
        end = end_of_run(d, from, &length);
        size_t count = end - from + (end < d->count); /* the points from `end` on are unchanged */
        if (count < 2 || (d->hidden[from] && !with_hidden))
            continue;
        if (d->tolerance > 0)
            count = polyline_simplify(d->points + from, count,
                                      (struct point){d->tolerance, d->tolerance});
        if (d->hidden[from])
            append_dashes(d->points + from, count, data);
        else
            append_line(d->points + from, count, with_hidden ? "%.5f %.5f NaN\n" : "%.5f %.5f\n",
                        data);
    }
}

/* The whole profile, in as many lines as it has. */
static bool append_profile(struct drawing *d, bool with_hidden, struct text *data)
{
    for (size_t first = 0; first<d->profile.count; first += d->count> 0 ? d->count : 1) {
        if (!project_line(d, first))
            return false;
        append_runs(d, with_hidden, data);
    }
    return true;
}

static enum status append_mesh_lines(struct drawing *d, size_t lines, int interrupt_fd,
                                     struct text *data, struct error *error)
{
    for (size_t k = 0; k < lines; k++) {
        double place = (double)k / (double)(lines - 1) - 0.5;
        double ends[][2] = {{place, -0.5}, {place, 0.5}, {-0.5, place}, {0.5, place}};
        for (size_t i = 0; i < 4; i += 2) {
            d->profile.count = 0;
            if (!profile_append(&d->profile, d->surface, ends[i], ends[i + 1]) ||
                !append_profile(d, false, data))
                return error_out_of_memory(error);
        }
        enum status status = interrupt_check(interrupt_fd, error);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* The visible surface in `bands` bands, with `lines` lines along each axis. */
static enum status append_faces(const struct surface *surface, size_t bands, size_t lines,
                                double tolerance, int interrupt_fd, struct text *data,
                                struct error *error)
{
    struct visible_surface visible;
    struct surface_regions regions = {0};
    struct drawing drawing = {.surface = surface, .visible = &visible, .tolerance = tolerance};

    enum status status = visible_surface_find(&visible, surface, bands, interrupt_fd, error);
    if (status == STATUS_OK)
        status = surface_regions_find(&regions, &visible, 2 * tolerance, interrupt_fd, error);
    if (status == STATUS_OK) {
        /* Each block begins with a row that draws nothing: gnuplot does not count empty blocks. */
        text_append(data, "# x y c\n0 0 0\n\n");
        append_regions(&regions, bands, data);
        text_append(data, "\n0 0\n\n");
        append_outlines(&regions, data);
        status = append_mesh_lines(&drawing, lines, interrupt_fd, data, error);
    }
    drawing_free(&drawing);
    surface_regions_free(&regions);
    visible_surface_free(&visible);
    return status == STATUS_OK ? text_check(data, error) : status;
}

static enum status write_faces(const struct figure_subject *subject, int interrupt_fd,
                               struct text *data, struct error *error)
{
    struct surface surface = surface_of(subject, subject->view_shape);

    return append_faces(&surface, subject->map->bands, NODES, subject->tolerance, interrupt_fd,
                        data, error);
}

const struct figure_data figure_faces = {"surface_faces.dat", true, write_faces};

/* ---- Panels ---------------------------------------------------------------------------------- */

#define PANEL_LINES 11
#define PANEL_COARSER 12 /* than one image of the whole page */

static enum status write_panels(const struct figure_subject *subject, int interrupt_fd,
                                struct text *data, struct error *error)
{
    struct surface surface = surface_of(subject, subject->panel_shape);

    return append_faces(&surface, figure_data_panel_bands(subject), PANEL_LINES,
                        PANEL_COARSER * subject->tolerance, interrupt_fd, data, error);
}

const struct figure_data figure_panels = {"surface_panels.dat", true, write_panels};

/* ---- Paths ----------------------------------------------------------------------------------- */

/* Half of the stroke across the end of a path that leaves the box, in sides of the floor. */
#define CUT_MARK 0.014

static void place_of(const struct figure_subject *subject, const double x[], double part[2])
{
    const struct bounds *b = &subject->bounds;

    for (size_t i = 0; i < 2; i++)
        part[i] = (x[i] - b->min[i]) / (b->max[i] - b->min[i]) - 0.5;
}

/* The part of a step within the box: from shares[0] to shares[1]; false if there is none. */
static bool clip(const double from[2], const double to[2], double shares[2])
{
    shares[0] = 0;
    shares[1] = 1;
    for (size_t i = 0; i < 2; i++) {
        double way = to[i] - from[i];
        double low = (-0.5 - from[i]) / way, high = (0.5 - from[i]) / way;
        if (way == 0 && (from[i] < -0.5 || from[i] > 0.5))
            return false;
        if (way != 0) {
            shares[0] = fmax(shares[0], fmin(low, high));
            shares[1] = fmin(shares[1], fmax(low, high));
        }
    }
    return shares[0] < shares[1];
}

/* A stroke across the end of the line: the path continues outside of the box. */
static void append_cut_mark(const struct drawing *d, struct text *data)
{
    size_t end = d->profile.count;

    if (end < 2 || isnan(d->profile.points[end - 1].height) ||
        isnan(d->profile.points[end - 2].height))
        return;
    const struct surface_point *p = &d->profile.points[end - 2];
    struct view_point a = view_project(&d->surface->view, p[0].part[0], p[0].part[1], p[0].height);
    struct view_point b = view_project(&d->surface->view, p[1].part[0], p[1].part[1], p[1].height);
    double x = b.x - a.x, y = b.y - a.y, length = sqrt(x * x + y * y);
    if (!(length > 0))
        return;
    x *= CUT_MARK / length;
    y *= CUT_MARK / length;
    text_appendf(data, "%.5f %.5f NaN\n%.5f %.5f NaN\n\n", b.x - y, b.y + x, b.x + y, b.y - x);
}

/* Writes the line so far, and empties it. */
static bool end_line(struct drawing *d, bool cut, struct text *data)
{
    bool done = append_profile(d, true, data);

    if (done && cut)
        append_cut_mark(d, data);
    d->profile.count = 0;
    return done;
}

static bool append_step(struct drawing *d, const double from[2], const double to[2],
                        struct text *data)
{
    double shares[2], ends[2][2];

    if (!clip(from, to, shares))
        return end_line(d, false, data);
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < 2; i++)
            ends[k][i] = shares[k] == 1 ? to[i] : from[i] + (to[i] - from[i]) * shares[k];
    if (shares[0] > 0 && !end_line(d, false, data))
        return false;
    if (!profile_append(&d->profile, d->surface, ends[0], ends[1]))
        return false;
    return shares[1] == 1 || end_line(d, true, data);
}

static enum status append_surface_path(const struct figure_subject *subject, struct drawing *d,
                                       const struct trajectory *trajectory, int interrupt_fd,
                                       struct text *data, struct error *error)
{
    double last[2], next[2];
    enum status status = STATUS_OK;

    place_of(subject, trajectory_point(trajectory, 0), last);
    for (size_t t = 1; t < trajectory->count && status == STATUS_OK; t++) {
        place_of(subject, trajectory_point(trajectory, t), next);
        status = interrupt_check_at(t, interrupt_fd, error);
        if (!isfinite(next[0]) || !isfinite(next[1]))
            break;
        if (fabs(next[0] - last[0]) < subject->tolerance &&
            fabs(next[1] - last[1]) < subject->tolerance)
            continue;
        if (status == STATUS_OK && !append_step(d, last, next, data))
            status = error_out_of_memory(error);
        last[0] = next[0];
        last[1] = next[1];
    }
    return status != STATUS_OK || end_line(d, false, data) ? status : error_out_of_memory(error);
}

/* The shape of the view in which the paths are drawn: see figures.c. */
static double shape_of_paths(const struct figure_subject *subject)
{
    bool panels = subject->result_count > (subject->panels ? 1 : FIGURE_MOST_TOGETHER);

    return panels ? subject->panel_shape : subject->view_shape;
}

static enum status write_surface_paths(const struct figure_subject *subject, int interrupt_fd,
                                       struct text *data, struct error *error)
{
    struct surface surface = surface_of(subject, shape_of_paths(subject));
    struct visible_surface visible;
    struct drawing drawing = {
        .surface = &surface, .visible = &visible, .tolerance = subject->tolerance};

    enum status status =
        visible_surface_find(&visible, &surface, 1, interrupt_fd, error); /* colors do not matter */
    text_append(data, "# x visible_y hidden_y\n");
    for (size_t i = 0; i < subject->result_count && status == STATUS_OK; i++) {
        text_append(data, i == 0 ? "" : "\n");
        text_append(data, "NaN NaN NaN\n\n"); /* a row that draws nothing, as above */
        status = append_surface_path(subject, &drawing, subject->results[i].trajectory,
                                     interrupt_fd, data, error);
    }
    drawing_free(&drawing);
    visible_surface_free(&visible);
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_surface_paths = {"surface_paths.dat", true, write_surface_paths};
