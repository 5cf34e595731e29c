#include "plot/surface_regions.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"

/* A region extends this far into the one above it. */
#define OVERLAP 0.0004

/* Spans of neighboring columns belong together if they are not farther apart in depth than this. */
#define SAME_DEPTH 0.1

/* If one column has more spans without a counterpart than this, they are not compared with those of
 * the other one, but all end there: this bounds the time. */
#define MOST_COMPARED 256

/* The maximum number of columns of a region: renderers are slow with long polygons. */
#define MOST_COLUMNS 96

/* Between spans that are farther apart in depth than this, the surface has an outline. */
#define OUTLINE_DEPTH 0.03

/* A region that grows from column to column: its lower and its upper edge. An outline has only the
 * lower one, and no band (-1). */
struct open_region {
    struct point *edges[2];
    size_t counts[2], capacities[2];
    int band;
};

struct joiner {
    struct surface_regions *regions;
    double tolerance;
    struct open_region *pool; /* free ones have no points */
    size_t pool_count, pool_capacity;
    /* For each span of the left and the right column: the number of its region in the pool, and
     * that of the outline at its upper end; or NO_REGION. */
    struct open_span {
        size_t region, outline;
    } * open[2];
    size_t open_capacity[2];
    size_t *lengths, lengths_capacity; /* of common subsequences */
    size_t *partner, partner_capacity; /* of each span on the left, its one on the right */
};

#define NO_REGION SIZE_MAX

static bool reserve(void **array, size_t *capacity, size_t count, size_t size)
{
    if (count <= *capacity)
        return true;
    size_t more = *capacity == 0 ? 64 : 2 * *capacity;
    more = more < count ? count : more;
    void *grown = realloc(*array, more * size);
    if (grown == NULL)
        return false;
    *array = grown;
    *capacity = more;
    return true;
}

/* ---- One region ------------------------------------------------------------------------------ */

static bool add_edge_point(struct open_region *region, size_t edge, double x, double y)
{
    if (!reserve((void **)&region->edges[edge], &region->capacities[edge], region->counts[edge] + 1,
                 sizeof *region->edges[edge]))
        return false;
    region->edges[edge][region->counts[edge]++] = (struct point){x, y};
    return true;
}

static size_t open_region(struct joiner *j, int band)
{
    size_t i = 0;

    while (i < j->pool_count && j->pool[i].counts[0] > 0)
        i++;
    if (i == j->pool_count) {
        if (!reserve((void **)&j->pool, &j->pool_capacity, i + 1, sizeof *j->pool))
            return NO_REGION;
        j->pool[j->pool_count++] = (struct open_region){0};
    }
    j->pool[i].band = band;
    return i;
}

static bool is_same(struct point a, struct point b)
{
    return a.x1 == b.x1 && a.x2 == b.x2;
}

static void add_point(struct surface_regions *regions, size_t first, struct point point)
{
    if (regions->point_count == first || !is_same(regions->points[regions->point_count - 1], point))
        regions->points[regions->point_count++] = point;
}

/* The region's points: along the lower edge, and back along the upper one. */
static bool close_region(struct joiner *j, struct open_region *region)
{
    struct surface_regions *regions = j->regions;
    size_t first = regions->point_count;

    for (size_t edge = 0; edge < 2 && j->tolerance > 0; edge++)
        region->counts[edge] = polyline_simplify(region->edges[edge], region->counts[edge],
                                                 (struct point){j->tolerance, j->tolerance});
    if (!reserve((void **)&regions->points, &regions->point_capacity,
                 first + region->counts[0] + region->counts[1], sizeof *regions->points) ||
        !reserve((void **)&regions->regions, &regions->capacity, regions->count + 1,
                 sizeof *regions->regions))
        return false;
    for (size_t i = 0; i < region->counts[0]; i++)
        add_point(regions, first, region->edges[0][i]);
    for (size_t i = region->counts[1]; i-- > 0;)
        add_point(regions, first, region->edges[1][i]);
    size_t count = regions->point_count - first, least = region->band < 0 ? 2 : 3;
    while (count > 1 && is_same(regions->points[first], regions->points[first + count - 1]))
        count--;
    if (count >= least)
        regions->regions[regions->count++] =
            (struct surface_region){.first = first, .count = count, .band = region->band};
    regions->point_count = count >= least ? first + count : first;
    region->counts[0] = region->counts[1] = 0;
    return true;
}

/* ---- Which spans belong together ------------------------------------------------------------- */

static bool belong_together(const struct span *a, const struct span *b)
{
    if (a->band != b->band || a->band < 0)
        return a->band == b->band;
    return a->from_below == b->from_below &&
           fmin(a->depth[0], a->depth[1]) < fmax(b->depth[0], b->depth[1]) + SAME_DEPTH &&
           fmin(b->depth[0], b->depth[1]) < fmax(a->depth[0], a->depth[1]) + SAME_DEPTH;
}

/* A longest common subsequence of the spans from `low` on, as many as given for each side. */
static bool match_middle(struct joiner *j, const struct column *left, const struct column *right,
                         size_t low, size_t count_left, size_t count_right)
{
    size_t width = count_right + 1;

    if (count_left > MOST_COMPARED || count_right > MOST_COMPARED)
        return true;
    if (!reserve((void **)&j->lengths, &j->lengths_capacity, (count_left + 1) * width,
                 sizeof *j->lengths))
        return false;
    memset(j->lengths, 0, (count_left + 1) * width * sizeof *j->lengths);
    for (size_t i = count_left; i-- > 0;)
        for (size_t k = count_right; k-- > 0;) {
            size_t *at = &j->lengths[i * width + k];
            if (belong_together(&left->spans[low + i], &right->spans[low + k]))
                *at = 1 + at[width + 1];
            else
                *at = at[width] > at[1] ? at[width] : at[1];
        }
    for (size_t i = 0, k = 0; i < count_left && k < count_right;) {
        const size_t *at = &j->lengths[i * width + k];
        if (belong_together(&left->spans[low + i], &right->spans[low + k]))
            j->partner[low + i++] = low + k++;
        else if (at[width] >= at[1])
            i++;
        else
            k++;
    }
    return true;
}

/* Both ends of the columns, where nothing is visible, belong together, and so do usually all spans
 * between. */
static bool match_columns(struct joiner *j, const struct column *left, const struct column *right)
{
    size_t low = 1, less = left->count < right->count ? left->count : right->count;
    size_t high = 1; /* from the ends */

    if (!reserve((void **)&j->partner, &j->partner_capacity, left->count, sizeof *j->partner))
        return false;
    for (size_t i = 0; i < left->count; i++)
        j->partner[i] = NO_REGION;
    while (low < less - high && belong_together(&left->spans[low], &right->spans[low]))
        low++;
    while (high < less - low && belong_together(&left->spans[left->count - 1 - high],
                                                &right->spans[right->count - 1 - high]))
        high++;
    for (size_t i = 0; i < low; i++)
        j->partner[i] = i;
    for (size_t i = 1; i <= high; i++)
        j->partner[left->count - i] = right->count - i;
    return match_middle(j, left, right, low, left->count - low - high, right->count - low - high);
}

/* ---- From one column to the next ------------------------------------------------------------- */

static double bottom_of(const struct column *column, size_t span)
{
    return column->spans[span - 1].top;
}

/* The upper edge of a span: slightly higher if the span above covers that. */
static double top_of(const struct column *column, size_t span)
{
    return column->spans[span].top + (column->spans[span + 1].band >= 0 ? OVERLAP : 0);
}

static bool extend(struct joiner *j, size_t region, double x, double low, double high)
{
    return add_edge_point(&j->pool[region], 0, x, low) &&
           add_edge_point(&j->pool[region], 1, x, high);
}

/* A place where spans have no counterpart in the other column: between `low` and `high` there, and
 * likewise here. */
struct cut {
    double x;        /* where they end or begin */
    double here[2];  /* the part of their column that they cover */
    double there[2]; /* and at the cut */
};

static double at_cut(const struct cut *cut, double y)
{
    double length = cut->here[1] - cut->here[0];
    double share = length > 0 ? (y - cut->here[0]) / length : 0;

    return cut->there[0] + (cut->there[1] - cut->there[0]) * fmax(0, fmin(share, 1));
}

static bool end_spans(struct joiner *j, const struct column *column, size_t from, size_t end,
                      const struct cut *cut)
{
    for (size_t i = from; i < end; i++) {
        size_t region = j->open[0][i].region;
        if (region == NO_REGION)
            continue;
        if (!extend(j, region, cut->x, at_cut(cut, bottom_of(column, i)),
                    at_cut(cut, column->spans[i].top)) ||
            !close_region(j, &j->pool[region]))
            return false;
    }
    return true;
}

static bool begin_spans(struct joiner *j, const struct column *column, size_t from, size_t end,
                        const struct cut *cut)
{
    for (size_t i = from; i < end; i++) {
        if (column->spans[i].band < 0)
            continue;
        size_t region = open_region(j, column->spans[i].band);
        if (region == NO_REGION ||
            !extend(j, region, cut->x, at_cut(cut, bottom_of(column, i)),
                    at_cut(cut, column->spans[i].top)) ||
            !extend(j, region, column->x, bottom_of(column, i), top_of(column, i)))
            return false;
        j->open[1][i].region = region;
    }
    return true;
}

/* Spans without a counterpart on both sides are cut in the middle between the columns; those on one
 * side only end in a point at the other column. */
static bool cut_between(struct joiner *j, const struct column *left, const struct column *right,
                        const size_t from[2], const size_t end[2])
{
    const struct column *columns[2] = {left, right};
    double edges[2][2], middle[2];
    bool both = from[0] < end[0] && from[1] < end[1];

    for (size_t side = 0; side < 2; side++) {
        edges[side][0] = bottom_of(columns[side], from[side]);
        edges[side][1] = bottom_of(columns[side], end[side]);
    }
    for (size_t k = 0; k < 2; k++)
        middle[k] = 0.5 * (edges[0][k] + edges[1][k]);
    for (size_t side = 0; side < 2; side++) {
        struct cut cut = {.x = both ? 0.5 * (left->x + right->x) : columns[1 - side]->x};
        memcpy(cut.here, edges[side], sizeof cut.here);
        memcpy(cut.there, both ? middle : edges[1 - side], sizeof cut.there);
        if (side == 0 ? !end_spans(j, left, from[0], end[0], &cut)
                      : !begin_spans(j, right, from[1], end[1], &cut))
            return false;
    }
    return true;
}

/* The region of a span continues in the next column. A long one ends there, and another one begins
 * in the column before, so that no seam is visible between the two. */
static bool go_on(struct joiner *j, const struct column *left, const struct column *right, size_t i,
                  size_t k)
{
    size_t region = j->open[0][i].region;

    if (region == NO_REGION)
        return true;
    if (!extend(j, region, right->x, bottom_of(right, k), top_of(right, k)))
        return false;
    j->open[1][k].region = region;
    if (j->pool[region].counts[0] <= MOST_COLUMNS)
        return true;
    if (!close_region(j, &j->pool[region]))
        return false;
    region = j->open[1][k].region = open_region(j, right->spans[k].band);
    return region != NO_REGION && extend(j, region, left->x, bottom_of(left, i), top_of(left, i)) &&
           extend(j, region, right->x, bottom_of(right, k), top_of(right, k));
}

/* Whether a span ends at an outline: where the surface is visible on one side only, or at different
 * depths. */
static bool ends_at_outline(const struct column *column, size_t span)
{
    const struct span *below = &column->spans[span], *above = below + 1;

    if (below->band < 0 || above->band < 0)
        return below->band != above->band;
    return fabs(below->depth[1] - above->depth[0]) > OUTLINE_DEPTH;
}

/* Outlines between spans that belong together in both columns continue; the others end. */
static bool join_outlines(struct joiner *j, const struct column *left, const struct column *right)
{
    for (size_t i = 0; i + 1 < left->count; i++) {
        size_t k = j->partner[i], outline = j->open[0][i].outline;
        bool goes_on = k != NO_REGION && j->partner[i + 1] == k + 1 && ends_at_outline(left, i) &&
                       ends_at_outline(right, k);
        if (goes_on && outline == NO_REGION) {
            outline = open_region(j, -1);
            if (outline == NO_REGION ||
                !add_edge_point(&j->pool[outline], 0, left->x, left->spans[i].top))
                return false;
        }
        if (goes_on) {
            j->open[1][k].outline = outline;
            if (!add_edge_point(&j->pool[outline], 0, right->x, right->spans[k].top))
                return false;
        } else if (outline != NO_REGION && !close_region(j, &j->pool[outline]))
            return false;
    }
    return true;
}

static bool join_columns(struct joiner *j, const struct column *left, const struct column *right)
{
    size_t next[2] = {1, 1};

    if (!match_columns(j, left, right) ||
        !reserve((void **)&j->open[1], &j->open_capacity[1], right->count, sizeof *j->open[1]))
        return false;
    for (size_t k = 0; k < right->count; k++)
        j->open[1][k] = (struct open_span){NO_REGION, NO_REGION};
    for (size_t i = 1; i < left->count; i++) {
        size_t k = j->partner[i];
        if (k == NO_REGION)
            continue;
        size_t end[2] = {i, k};
        if (!cut_between(j, left, right, next, end) || !go_on(j, left, right, i, k))
            return false;
        next[0] = i + 1;
        next[1] = k + 1;
    }
    if (!join_outlines(j, left, right))
        return false;
    struct open_span *other = j->open[0];
    size_t capacity = j->open_capacity[0];
    j->open[0] = j->open[1];
    j->open_capacity[0] = j->open_capacity[1];
    j->open[1] = other;
    j->open_capacity[1] = capacity;
    return true;
}

static bool begin_first(struct joiner *j, const struct column *column)
{
    if (!reserve((void **)&j->open[0], &j->open_capacity[0], column->count, sizeof *j->open[0]))
        return false;
    for (size_t i = 0; i < column->count; i++) {
        j->open[0][i] = (struct open_span){NO_REGION, NO_REGION};
        if (column->spans[i].band < 0)
            continue;
        size_t region = j->open[0][i].region = open_region(j, column->spans[i].band);
        if (region == NO_REGION ||
            !extend(j, region, column->x, bottom_of(column, i), top_of(column, i)))
            return false;
    }
    return true;
}

static bool end_all(struct joiner *j)
{
    for (size_t i = 0; i < j->pool_count; i++)
        if (j->pool[i].counts[0] > 0 && !close_region(j, &j->pool[i]))
            return false;
    return true;
}

static void joiner_free(struct joiner *j)
{
    for (size_t i = 0; i < j->pool_count; i++) {
        free(j->pool[i].edges[0]);
        free(j->pool[i].edges[1]);
    }
    free(j->pool);
    free(j->open[0]);
    free(j->open[1]);
    free(j->lengths);
    free(j->partner);
}

enum status surface_regions_find(struct surface_regions *regions,
                                 const struct visible_surface *visible, double tolerance,
                                 int interrupt_fd, struct error *error)
{
    struct joiner j = {.regions = regions, .tolerance = tolerance};

    *regions = (struct surface_regions){0};
    enum status status =
        begin_first(&j, &visible->columns[0]) ? STATUS_OK : error_out_of_memory(error);
    for (size_t i = 0; i + 1 < visible->count && status == STATUS_OK; i++)
        status = join_columns(&j, &visible->columns[i], &visible->columns[i + 1])
                     ? interrupt_check_at(i, interrupt_fd, error)
                     : error_out_of_memory(error);
    if (status == STATUS_OK && !end_all(&j))
        status = error_out_of_memory(error);
    joiner_free(&j);
    return status;
}

void surface_regions_free(struct surface_regions *regions)
{
    free(regions->points);
    free(regions->regions);
    *regions = (struct surface_regions){0};
}
