#include "plot/visible_surface.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"

/* The number of intervals of columns between the corners of the box, each of which has a column. */
#define CORNERS 4
static const size_t columns_between[CORNERS - 1] = {240, 176, 240};

/* Smaller spans are merged into their neighbors: they are invisible. */
#define LEAST_SPAN 0.0002

/* Points closer than this belong together: in height, and in depth. */
#define SAME_HEIGHT 1e-9
#define SAME_DEPTH 0.03

/* A visible point may be closer by this than a point that it does not hide. */
#define HIDING_DEPTH 0.03

/* A part of the surface in one of its slices. */
struct piece {
    double low, high;
    struct span span;
};

struct interval {
    double low, high;
};

struct slicer {
    const struct surface *surface;
    size_t bands;
    struct profile profile;
    struct interval *covered; /* ascending, disjoint */
    size_t covered_count, covered_capacity;
    struct piece *pieces;
    size_t piece_count, piece_capacity;
    struct span *spans; /* of all columns; likewise */
    size_t span_count, span_capacity;
    struct seen_part *parts;
    size_t part_count, part_capacity;
};

static bool reserve(void **array, size_t *capacity, size_t count, size_t size)
{
    if (count <= *capacity)
        return true;
    size_t more = *capacity == 0 ? 256 : 2 * *capacity;
    more = more < count ? count : more;
    void *grown = realloc(*array, more * size);
    if (grown == NULL)
        return false;
    *array = grown;
    *capacity = more;
    return true;
}

/* ---- The floating horizon -------------------------------------------------------------------- */

/* A straight part of a slice: its height in the image, the height of the box there, and how near it
 * is. */
struct stretch {
    double y[2], height[2], depth[2]; /* the lower end in the image first */
    bool from_below;
};

static double at(const double ends[2], const struct stretch *stretch, double y)
{
    double share = (y - stretch->y[0]) / (stretch->y[1] - stretch->y[0]);

    return ends[0] + (ends[1] - ends[0]) * fmax(0, fmin(share, 1));
}

static bool add_piece(struct slicer *s, const struct stretch *stretch, double low, double high)
{
    if (!(high > low))
        return true;
    if (!reserve((void **)&s->pieces, &s->piece_capacity, s->piece_count + 1, sizeof *s->pieces))
        return false;
    double share = 0.5 + at(stretch->height, stretch, 0.5 * (low + high));
    int band = (int)floor(share * (double)s->bands);
    s->pieces[s->piece_count++] = (struct piece){
        .low = low,
        .high = high,
        .span = {.top = high,
                 .band = band >= (int)s->bands ? (int)s->bands - 1 : band,
                 .from_below = stretch->from_below,
                 .depth = {at(stretch->depth, stretch, low), at(stretch->depth, stretch, high)}}};
    return true;
}

/* The visible part of a stretch, cut where one band ends and the next begins. */
static bool add_visible(struct slicer *s, const struct stretch *stretch, double low, double high)
{
    double bands = (double)s->bands;
    double from = at(stretch->height, stretch, low), to = at(stretch->height, stretch, high);
    double first = ceil((fmin(from, to) + 0.5) * bands);
    double last = floor((fmax(from, to) + 0.5) * bands);
    size_t edges = last < first || from == to ? 0 : (size_t)(last - first) + 1;

    for (size_t i = 0; i < edges; i++) {
        double edge = (to > from ? first + (double)i : last - (double)i) / bands - 0.5;
        double y = low + (high - low) * (edge - from) / (to - from);
        if (!add_piece(s, stretch, low, fmin(y, high)))
            return false;
        low = fmax(low, fmin(y, high));
    }
    return add_piece(s, stretch, low, high);
}

/* Adds the interval, joined with those that it touches. */
static bool cover(struct slicer *s, struct interval added)
{
    size_t first = 0;

    while (first < s->covered_count && s->covered[first].high < added.low)
        first++;
    size_t end = first;
    while (end < s->covered_count && s->covered[end].low <= added.high) {
        added.low = fmin(added.low, s->covered[end].low);
        added.high = fmax(added.high, s->covered[end].high);
        end++;
    }
    if (!reserve((void **)&s->covered, &s->covered_capacity, s->covered_count + 1,
                 sizeof *s->covered))
        return false;
    memmove(s->covered + first + 1, s->covered + end,
            (s->covered_count - end) * sizeof *s->covered);
    s->covered_count -= end - first;
    s->covered_count++;
    s->covered[first] = added;
    return true;
}

static bool add_stretch(struct slicer *s, const struct stretch *stretch)
{
    double from = stretch->y[0], end = stretch->y[1];

    for (size_t i = 0; i < s->covered_count && from < end; i++) {
        const struct interval *c = &s->covered[i];
        if (c->high <= from)
            continue;
        if (c->low > from && !add_visible(s, stretch, from, fmin(c->low, end)))
            return false;
        from = fmax(from, c->high);
    }
    if (from < end && !add_visible(s, stretch, from, end))
        return false;
    return cover(s, (struct interval){stretch->y[0], stretch->y[1]});
}

static struct view_point project(const struct slicer *s, const struct surface_point *point)
{
    return view_project(&s->surface->view, point->part[0], point->part[1], point->height);
}

static bool add_slice(struct slicer *s)
{
    const struct profile *profile = &s->profile;

    for (size_t i = 1; i < profile->count; i++) {
        const struct surface_point *near = &profile->points[i - 1], *far = &profile->points[i];
        struct view_point a = project(s, near), b = project(s, far);
        if (isnan(a.y) || isnan(b.y))
            continue;
        struct stretch up = {{a.y, b.y}, {near->height, far->height}, {a.depth, b.depth}, false};
        struct stretch down = {{b.y, a.y}, {far->height, near->height}, {b.depth, a.depth}, true};
        if (!add_stretch(s, b.y >= a.y ? &up : &down))
            return false;
    }
    return true;
}

/* ---- Columns --------------------------------------------------------------------------------- */

static int compare_pieces(const void *left, const void *right)
{
    const struct piece *a = left, *b = right;

    return (a->low > b->low) - (a->low < b->low);
}

static bool add_span(struct slicer *s, const struct span *span)
{
    if (!reserve((void **)&s->spans, &s->span_capacity, s->span_count + 1, sizeof *s->spans))
        return false;
    s->spans[s->span_count++] = *span;
    return true;
}

static bool continues(const struct span *below, const struct piece *piece)
{
    return below->band == piece->span.band && below->from_below == piece->span.from_below &&
           fabs(below->depth[1] - piece->span.depth[0]) < SAME_DEPTH;
}

/* Pieces from bottom to top become spans: those that belong together become one. */
static bool add_spans(struct slicer *s, size_t first)
{
    for (size_t i = 0; i < s->piece_count; i++) {
        const struct piece *piece = &s->pieces[i];
        struct span *below = s->span_count > first ? &s->spans[s->span_count - 1] : NULL;
        struct span gap = {.top = piece->low, .band = -1};
        bool apart = below == NULL || piece->low - below->top > SAME_HEIGHT;
        if (!apart && (piece->high - piece->low < LEAST_SPAN || continues(below, piece))) {
            below->top = piece->high;
            below->depth[1] = piece->span.depth[1];
        } else if ((apart && !add_span(s, &gap)) || !add_span(s, &piece->span))
            return false;
    }
    return true;
}

static bool add_parts(struct slicer *s)
{
    if (!reserve((void **)&s->parts, &s->part_capacity, s->part_count + s->piece_count,
                 sizeof *s->parts))
        return false;
    for (size_t i = 0; i < s->piece_count; i++) {
        const struct piece *piece = &s->pieces[i];
        s->parts[s->part_count++] = (struct seen_part){
            {piece->low, piece->high}, {piece->span.depth[0], piece->span.depth[1]}};
    }
    return true;
}

static bool add_column(struct slicer *s, struct column *column)
{
    size_t first = s->span_count;

    column->part_count = s->piece_count;
    if (s->piece_count > 1)
        qsort(s->pieces, s->piece_count, sizeof *s->pieces, compare_pieces);
    struct span top = {.top = INFINITY, .band = -1};
    if (s->piece_count == 0) { /* a corner of the box, or a slice without a value */
        const struct surface_point *point = &s->profile.points[0];
        double y = project(s, point).y;
        struct span bottom = {.top = isnan(y) ? 0 : y, .band = -1};
        if (!add_span(s, &bottom))
            return false;
    } else if (!add_spans(s, first) || !add_parts(s))
        return false;
    column->count = s->span_count + 1 - first;
    return add_span(s, &top);
}

/* The slice at x, from the front edge of the floor to the rear one. */
static bool cut_slice(struct slicer *s, double x)
{
    double near, far, from[2], to[2], origin[2], ahead[2];

    /* A position is origin + depth * (ahead - origin), between -0.5 and 0.5 in both directions. */
    view_place(x, 0, origin);
    view_place(x, 1, ahead);
    near = DBL_MAX;
    far = -DBL_MAX;
    for (size_t i = 0; i < 2; i++) {
        double slope = ahead[i] - origin[i];
        double a = (-0.5 - origin[i]) / slope, b = (0.5 - origin[i]) / slope;
        near = fmin(near, fmax(a, b));
        far = fmax(far, fmin(a, b));
    }
    near = fmax(near, far); /* at a corner, rounding may exchange them */
    view_place(x, near, from);
    view_place(x, far, to);
    s->profile.count = s->piece_count = s->covered_count = 0;
    return profile_append(&s->profile, s->surface, from, to) && add_slice(s);
}

static double column_x(const struct surface_view *view, size_t part, size_t i)
{
    static const double parts[CORNERS][2] = {{-0.5, -0.5}, {-0.5, 0.5}, {0.5, -0.5}, {0.5, 0.5}};
    double from = view_project(view, parts[part][0], parts[part][1], 0).x;
    double to = view_project(view, parts[part + 1][0], parts[part + 1][1], 0).x;

    return from + (to - from) * (double)i / (double)columns_between[part];
}

static enum status find_columns(struct slicer *s, struct visible_surface *visible, int interrupt_fd,
                                struct error *error)
{
    for (size_t part = 0; part + 1 < CORNERS; part++)
        for (size_t i = part == 0 ? 0 : 1; i <= columns_between[part]; i++) {
            struct column *column = &visible->columns[visible->count];
            column->x = column_x(&s->surface->view, part, i);
            if (!cut_slice(s, column->x) || !add_column(s, column))
                return error_out_of_memory(error);
            visible->count++;
            enum status status = interrupt_check_at(i, interrupt_fd, error);
            if (status != STATUS_OK)
                return status;
        }
    return STATUS_OK;
}

enum status visible_surface_find(struct visible_surface *visible, const struct surface *surface,
                                 size_t bands, int interrupt_fd, struct error *error)
{
    struct slicer s = {.surface = surface, .bands = bands};
    size_t columns = 1;

    for (size_t part = 0; part + 1 < CORNERS; part++)
        columns += columns_between[part];
    *visible = (struct visible_surface){.columns = calloc(columns, sizeof *visible->columns)};
    enum status status = visible->columns == NULL ? error_out_of_memory(error)
                                                  : find_columns(&s, visible, interrupt_fd, error);
    visible->spans = s.spans;
    visible->parts = s.parts;
    for (size_t i = 0, span = 0, part = 0; i < visible->count; i++) {
        struct column *column = &visible->columns[i];
        column->spans = s.spans + span;
        column->parts = s.parts == NULL ? NULL : s.parts + part;
        span += column->count;
        part += column->part_count;
    }
    profile_free(&s.profile);
    free(s.covered);
    free(s.pieces);
    return status;
}

void visible_surface_free(struct visible_surface *visible)
{
    free(visible->columns);
    free(visible->spans);
    free(visible->parts);
    *visible = (struct visible_surface){0};
}

/* ---- What is hidden -------------------------------------------------------------------------- */

static bool column_hides(const struct column *column, const struct view_point *point)
{
    size_t low = 0, high = column->part_count; /* the first part that ends above is in between */

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (column->parts[middle].ends[1] < point->y)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == column->part_count || column->parts[low].ends[0] > point->y)
        return false;
    const struct seen_part *part = &column->parts[low];
    double share = (point->y - part->ends[0]) / (part->ends[1] - part->ends[0]);
    double depth = part->depth[0] + (part->depth[1] - part->depth[0]) * share;
    return depth > point->depth + HIDING_DEPTH;
}

/* Next to an edge of the surface, both columns around a point have to agree. */
bool visible_surface_hides(const struct visible_surface *visible, const struct view_point *point)
{
    size_t low = 0, high = visible->count - 1;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (visible->columns[middle].x <= point->x)
            low = middle;
        else
            high = middle;
    }
    return column_hides(&visible->columns[low], point) &&
           column_hides(&visible->columns[high], point);
}
