#include "plot/contour.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"

/* A corner of the padded grid: the nodes of the grid are at 1..nodes in each direction; the ring
 * around them has no values and the same coordinates as the adjacent nodes.
 *
 * An edge has the number 2 * corner for the one to the right of a corner, 2 * corner + 1 for the
 * one above it. A curve of a level crosses an edge at most once, and passes from one cell into the
 * next there, so the successor of each edge describes the curves of a level completely. */
struct tracer {
    const struct grid *grid;
    const double *levels;
    size_t width, height; /* corners of the padded grid */
    int *band;            /* of each corner; -1: no value */
    int32_t *next;        /* of each edge: the edge after it, or -1 */
    size_t *cells;        /* cells that a level crosses, level by level */
    size_t *cells_end;    /* of each level: where its cells end (and the next one's begin) */
    struct contours *contours;
    size_t point_capacity, loop_capacity;
};

/* Corners, and the edges from each to the next one, counterclockwise from the lower left. */
static size_t cell_corner(const struct tracer *t, size_t cell, int corner)
{
    static const size_t right[] = {0, 1, 1, 0}, up[] = {0, 0, 1, 1};

    return cell + right[corner] + up[corner] * t->width;
}

static int32_t cell_edge(const struct tracer *t, size_t cell, int edge)
{
    size_t number[] = {2 * cell, 2 * (cell + 1) + 1, 2 * (cell + t->width), 2 * cell + 1};

    return (int32_t)number[edge];
}

static double corner_value(const struct tracer *t, size_t corner)
{
    size_t i1 = corner % t->width - 1, i2 = corner / t->width - 1;

    return t->grid->f[i2 * t->grid->nodes[0] + i1];
}

static struct point corner_point(const struct tracer *t, size_t corner)
{
    size_t at[2] = {corner % t->width, corner / t->width};
    double x[2];

    for (size_t k = 0; k < 2; k++) {
        size_t last = t->grid->nodes[k] - 1;
        size_t i = at[k] == 0 ? 0 : at[k] - 1;
        x[k] = grid_node(t->grid, k, i > last ? last : i);
    }
    return (struct point){x[0], x[1]};
}

static int find_band(double f, const double levels[], size_t level_count)
{
    size_t low = 0, high = level_count;

    if (isnan(f))
        return -1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (levels[middle] <= f)
            low = middle + 1;
        else
            high = middle;
    }
    return (int)low;
}

static void find_bands(struct tracer *t, size_t level_count)
{
    for (size_t corner = 0; corner < t->width * t->height; corner++) {
        size_t i1 = corner % t->width, i2 = corner / t->width;
        bool ring = i1 == 0 || i1 > t->grid->nodes[0] || i2 == 0 || i2 > t->grid->nodes[1];
        t->band[corner] = ring ? -1 : find_band(corner_value(t, corner), t->levels, level_count);
    }
}

/* The bands of a cell's corners: it is crossed by the curves low + 1 .. high, where curve k, k >=
 * 0, is the lower border of band k. */
static void cell_range(const struct tracer *t, size_t cell, int *low, int *high)
{
    *low = *high = t->band[cell];
    for (int c = 1; c < 4; c++) {
        int band = t->band[cell_corner(t, cell, c)];
        *low = band < *low ? band : *low;
        *high = band > *high ? band : *high;
    }
}

/* Sorts the cells by the curves that cross them, so that each curve is traced without a scan of
 * the whole grid. */
static bool sort_cells(struct tracer *t, size_t curves)
{
    int low, high;
    size_t total = 0;

    for (size_t cell = 0; cell < t->width * (t->height - 1); cell++) {
        if (cell % t->width == t->width - 1)
            continue;
        cell_range(t, cell, &low, &high);
        for (int k = low + 1; k <= high; k++)
            t->cells_end[k]++;
    }
    for (size_t k = 0; k < curves; k++) { /* counts become where each one begins */
        size_t count = t->cells_end[k];
        t->cells_end[k] = total;
        total += count;
    }
    t->cells = malloc((total + 1) * sizeof *t->cells);
    if (t->cells == NULL)
        return false;
    for (size_t cell = 0; cell < t->width * (t->height - 1); cell++) {
        if (cell % t->width == t->width - 1)
            continue;
        cell_range(t, cell, &low, &high);
        for (int k = low + 1; k <= high; k++)
            t->cells[t->cells_end[k]++] = cell;
    }
    return true;
}

/* At a saddle, whether the middle of the cell is inside and so joins the two inner corners. A
 * corner without a value makes the mean NaN, and comparisons with NaN are false. */
static bool middle_is_inside(const struct tracer *t, size_t cell, int curve)
{
    double sum = 0;

    for (int c = 0; c < 4; c++) {
        size_t corner = cell_corner(t, cell, c);
        if (t->band[corner] < 0)
            return false;
        sum += 0.25 * corner_value(t, corner);
    }
    return curve == 0 || sum >= t->levels[curve - 1];
}

/* Records the course of the curve in this cell: going around counterclockwise, it enters where the
 * corners change from inside to outside and leaves where they change back, so that the inside is
 * always on its left. */
static void link_cell(const struct tracer *t, size_t cell, int curve)
{
    bool inside[4];
    int count = 0;

    for (int c = 0; c < 4; c++) {
        inside[c] = t->band[cell_corner(t, cell, c)] >= curve;
        count += inside[c];
    }
    bool saddle = count == 2 && inside[0] == inside[2];
    bool joined = saddle && middle_is_inside(t, cell, curve);
    for (int c = 0; c < 4; c++) {
        if (!inside[c] || inside[(c + 1) % 4])
            continue;
        int out = c; /* back over the inner corners to the edge before them */
        while (inside[out])
            out = (out + 3) % 4;
        if (joined)
            out = (c + 1) % 4; /* around the outer corner */
        t->next[cell_edge(t, cell, c)] = cell_edge(t, cell, out);
    }
}

static struct point crossing(const struct tracer *t, int32_t edge, int curve)
{
    size_t a = (size_t)edge / 2, b = a + (edge % 2 == 0 ? 1 : t->width);

    if (t->band[a] < 0 || t->band[b] < 0) /* the edge of the region with values: at the last node */
        return corner_point(t, t->band[a] < 0 ? b : a);
    struct point p = corner_point(t, a), q = corner_point(t, b);
    double fa = corner_value(t, a), fb = corner_value(t, b);
    if (isinf(fa) || isinf(fb)) {
        if (isinf(fa) && isinf(fb))
            return (struct point){p.x1 + 0.5 * (q.x1 - p.x1), p.x2 + 0.5 * (q.x2 - p.x2)};
        return isinf(fa) ? q : p;
    }
    /* Halves, since the difference of two finite numbers can be infinite. */
    double s = (0.5 * t->levels[curve - 1] - 0.5 * fa) / (0.5 * fb - 0.5 * fa);
    return (struct point){p.x1 + s * (q.x1 - p.x1), p.x2 + s * (q.x2 - p.x2)};
}

static bool grow(void **array, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity)
        return true;
    size_t more = *capacity == 0 ? 1024 : *capacity * 2;
    void *grown = realloc(*array, more * size);
    if (grown == NULL)
        return false;
    *array = grown;
    *capacity = more;
    return true;
}

/* Whether b adds nothing to the line from a to c, exactly: true on the border of the grid. */
static bool redundant(struct point a, struct point b, struct point c)
{
    return (a.x1 == b.x1 && b.x1 == c.x1) || (a.x2 == b.x2 && b.x2 == c.x2);
}

static bool add_point(struct tracer *t, size_t first, struct point point)
{
    struct contours *contours = t->contours;
    size_t count = contours->point_count;

    if (count >= first + 2 &&
        redundant(contours->points[count - 2], contours->points[count - 1], point)) {
        contours->points[count - 1] = point;
        return true;
    }
    if (!grow((void **)&contours->points, &t->point_capacity, count, sizeof *contours->points))
        return false;
    contours->points[contours->point_count++] = point;
    return true;
}

/* Drops the points at the joint of the loop that lie on a straight line of the grid. */
static void tidy_joint(struct contours *contours, size_t first)
{
    struct point *p = contours->points + first;
    size_t count = contours->point_count - first;

    while (count > 2 && redundant(p[count - 2], p[count - 1], p[0]))
        count--;
    if (count > 2 && redundant(p[count - 1], p[0], p[1])) {
        count--;
        memmove(p, p + 1, count * sizeof *p);
    }
    contours->point_count = first + count;
}

/* Positive if the loop encloses the band (the inside is on its left), negative around a hole.
 * Computed relative to the first point, for precision far from the origin. */
static double signed_area(const struct point points[], size_t count)
{
    double twice = 0;

    for (size_t i = 1; i + 1 < count; i++)
        twice += (points[i].x1 - points[0].x1) * (points[i + 1].x2 - points[0].x2) -
                 (points[i + 1].x1 - points[0].x1) * (points[i].x2 - points[0].x2);
    return 0.5 * twice;
}

static bool trace_loop(struct tracer *t, int32_t start, int curve)
{
    struct contours *contours = t->contours;
    size_t first = contours->point_count;
    long nodes = 0; /* inside: in each row, the end minus the beginning */

    for (int32_t edge = start; t->next[edge] >= 0;) {
        if (!add_point(t, first, crossing(t, edge, curve)))
            return false;
        size_t corner = (size_t)edge / 2;
        long column = (long)(corner % t->width);
        if (edge % 2 == 0)
            nodes += t->band[corner] >= curve ? column : -column;
        int32_t after = t->next[edge];
        t->next[edge] = -1;
        edge = after;
    }
    tidy_joint(contours, first);
    size_t count = contours->point_count - first;
    double area = signed_area(contours->points + first, count);
    if (area == 0) { /* nothing to paint: a single node, or a line of them */
        contours->point_count = first;
        return true;
    }
    if (!grow((void **)&contours->loops, &t->loop_capacity, contours->loop_count,
              sizeof *contours->loops))
        return false;
    contours->loops[contours->loop_count++] =
        (struct contour_loop){.first = first,
                              .count = count,
                              .hole = nodes < 0,
                              .band = nodes < 0 ? curve - 1 : curve,
                              .nodes = labs(nodes),
                              .area = fabs(area)};
    return true;
}

static bool trace_curve(struct tracer *t, int curve)
{
    size_t begin = curve == 0 ? 0 : t->cells_end[curve - 1], end = t->cells_end[curve];

    for (size_t i = begin; i < end; i++)
        link_cell(t, t->cells[i], curve);
    for (size_t i = begin; i < end; i++)
        for (int edge = 0; edge < 4; edge++) {
            int32_t start = cell_edge(t, t->cells[i], edge);
            if (t->next[start] >= 0 && !trace_loop(t, start, curve))
                return false;
        }
    return true;
}

/* Largest first. The area is counted in nodes: whole numbers are exact for loops that coincide or
 * nearly do, regardless of the rounding of their points. Loops of different levels may coincide
 * along the border or next to nodes that are infinite or have no value. Curves are in ascending
 * order, and the band closest to the inside must be painted last: the highest of loops that enclose
 * it, the lowest of holes. */
static int compare_loops(const void *left, const void *right)
{
    const struct contour_loop *a = left, *b = right;

    if (a->first == b->first)
        return 0;
    if (a->nodes != b->nodes)
        return a->nodes > b->nodes ? -1 : 1;
    if (a->hole != b->hole)
        return a->hole ? 1 : -1;
    return (a->first > b->first) != a->hole ? 1 : -1;
}

static bool same_points(const struct contours *contours, const struct contour_loop *a,
                        const struct contour_loop *b)
{
    return a->count == b->count && memcmp(contours->points + a->first, contours->points + b->first,
                                          a->count * sizeof *contours->points) == 0;
}

/* Of loops that coincide, only the last one is visible. */
static void drop_covered(struct contours *contours)
{
    size_t kept = 0;

    for (size_t i = 0; i < contours->loop_count; i++) {
        struct contour_loop *loop = &contours->loops[i];
        if (kept > 0 && same_points(contours, &contours->loops[kept - 1], loop))
            kept--;
        contours->loops[kept++] = *loop;
    }
    contours->loop_count = kept;
}

static enum status trace_all(struct tracer *t, size_t level_count, int interrupt_fd,
                             struct error *error)
{
    size_t corners = t->width * t->height;

    t->band = calloc(corners, sizeof *t->band);
    t->next = malloc(2 * corners * sizeof *t->next);
    t->cells_end = calloc(level_count + 1, sizeof *t->cells_end);
    if (t->band == NULL || t->next == NULL || t->cells_end == NULL)
        return error_out_of_memory(error);
    memset(t->next, -1, 2 * corners * sizeof *t->next);
    find_bands(t, level_count);
    if (!sort_cells(t, level_count + 1))
        return error_out_of_memory(error);
    enum status status = STATUS_OK;
    for (size_t curve = 0; curve <= level_count && status == STATUS_OK; curve++)
        status = trace_curve(t, (int)curve) ? interrupt_check(interrupt_fd, error)
                                            : error_out_of_memory(error);
    return status;
}

enum status contours_find(struct contours *contours, const struct grid *grid, const double levels[],
                          size_t level_count, int interrupt_fd, struct error *error)
{
    struct tracer t = {.grid = grid,
                       .levels = levels,
                       .width = grid->nodes[0] + 2,
                       .height = grid->nodes[1] + 2,
                       .contours = contours};

    *contours = (struct contours){0};
    enum status status = STATUS_OK;
    if (t.width > INT32_MAX / 2 / t.height)
        status = error_set(error, STATUS_FAILED, "the contour grid has too many nodes");
    else
        status = trace_all(&t, level_count, interrupt_fd, error);
    free(t.band);
    free(t.next);
    free(t.cells);
    free(t.cells_end);
    if (status != STATUS_OK) {
        contours_free(contours);
        return status;
    }
    if (contours->loops != NULL) {
        qsort(contours->loops, contours->loop_count, sizeof *contours->loops, compare_loops);
        drop_covered(contours);
    }
    return STATUS_OK;
}

/* ---- Another order of painting --------------------------------------------------------------- */

/* Loops whose bands are farther apart than this rarely have a pixel in common, unless one encloses
 * the other. */
#define NEAR_BANDS 2

struct box {
    struct point min, max;
};

static struct box box_of(const struct contours *contours, const struct contour_loop *loop)
{
    const struct point *p = contours->points + loop->first;
    struct box box = {p[0], p[0]};

    for (size_t i = 1; i < loop->count; i++) {
        box.min.x1 = fmin(box.min.x1, p[i].x1);
        box.min.x2 = fmin(box.min.x2, p[i].x2);
        box.max.x1 = fmax(box.max.x1, p[i].x1);
        box.max.x2 = fmax(box.max.x2, p[i].x2);
    }
    return box;
}

static bool contains(const struct box *outer, const struct box *inner)
{
    return outer->min.x1 <= inner->min.x1 && outer->min.x2 <= inner->min.x2 &&
           outer->max.x1 >= inner->max.x1 && outer->max.x2 >= inner->max.x2;
}

static bool overlap(const struct box *a, const struct box *b)
{
    return a->min.x1 <= b->max.x1 && b->min.x1 <= a->max.x1 && a->min.x2 <= b->max.x2 &&
           b->min.x2 <= a->max.x2;
}

/* Whether the order of two loops can be visible: because the first one can enclose the second, or
 * because they can have pixels in common, with only NEAR_BANDS between them. */
static bool order_matters(const struct contour_loop loops[], const struct box boxes[], size_t first,
                          size_t second)
{
    return contains(&boxes[first], &boxes[second]) ||
           (abs(loops[first].band - loops[second].band) <= NEAR_BANDS &&
            overlap(&boxes[first], &boxes[second]));
}

/* Of the loops that wait for no other one, the one with the fewest points. */
static size_t next_loop(const struct contour_loop loops[], const size_t waits_for[], size_t count)
{
    size_t next = count;

    for (size_t i = 0; i < count; i++)
        if (waits_for[i] == 0 && (next == count || loops[i].count < loops[next].count))
            next = i;
    return next;
}

void contours_move_small_ahead(struct contours *contours, size_t count)
{
    struct contour_loop ordered[CONTOURS_MOST_MOVED] = {{0}};
    struct box boxes[CONTOURS_MOST_MOVED];
    size_t waits_for[CONTOURS_MOST_MOVED] = {0};
    struct contour_loop *loops = contours->loops;

    if (count > contours->loop_count)
        count = contours->loop_count;
    for (size_t i = 0; i < count; i++) {
        boxes[i] = box_of(contours, &loops[i]);
        for (size_t k = 0; k < i; k++)
            waits_for[i] += order_matters(loops, boxes, k, i);
    }
    for (size_t n = 0; n < count; n++) {
        size_t next = next_loop(loops, waits_for, count);
        ordered[n] = loops[next];
        waits_for[next] = SIZE_MAX; /* painted */
        for (size_t i = next + 1; i < count; i++)
            waits_for[i] -= waits_for[i] != SIZE_MAX && order_matters(loops, boxes, next, i);
    }
    if (count > 0)
        memcpy(loops, ordered, count * sizeof *loops);
}

void contours_free(struct contours *contours)
{
    free(contours->points);
    free(contours->loops);
    *contours = (struct contours){0};
}
