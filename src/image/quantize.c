#include "image/quantize.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Colors that are kept as they are are at most so many. */
#define EXACT_MAX 128

/* ---- Histogram ------------------------------------------------------------------------------- */

void histogram_free(struct histogram *histogram)
{
    free(histogram->slots);
    *histogram = (struct histogram){0};
}

/* Where the color is, or the free slot where it belongs. */
static struct color_count *find_slot(const struct histogram *histogram, uint32_t color)
{
    size_t i = ((size_t)color * 2654435761u) & (histogram->capacity - 1);

    while (histogram->slots[i].count != 0 && histogram->slots[i].color != color)
        i = (i + 1) & (histogram->capacity - 1);
    return &histogram->slots[i];
}

static enum status grow(struct histogram *histogram, struct error *error)
{
    struct histogram larger = {.capacity =
                                   histogram->capacity == 0 ? 4096 : 2 * histogram->capacity,
                               .used = histogram->used};

    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (larger.slots == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < histogram->capacity; i++)
        if (histogram->slots[i].count != 0)
            *find_slot(&larger, histogram->slots[i].color) = histogram->slots[i];
    free(histogram->slots);
    *histogram = larger;
    return STATUS_OK;
}

/* The color's slot, made if there was none: then its count is 0, and has to be set. */
static enum status provide_slot(struct histogram *histogram, uint32_t color,
                                struct color_count **slot, struct error *error)
{
    if (2 * histogram->used >= histogram->capacity) {
        enum status status = grow(histogram, error);
        if (status != STATUS_OK)
            return status;
    }
    *slot = find_slot(histogram, color);
    if ((*slot)->count == 0) {
        (*slot)->color = color;
        histogram->used++;
    }
    return STATUS_OK;
}

enum status histogram_add(struct histogram *histogram, uint32_t color, struct error *error)
{
    struct color_count *slot;
    enum status status = provide_slot(histogram, color, &slot, error);

    if (status == STATUS_OK)
        slot->count++;
    return status;
}

/* ---- Choosing -------------------------------------------------------------------------------- */

static int component(uint32_t color, int axis)
{
    return (int)(color >> (16 - 8 * axis) & 0xff);
}

/* Most frequent first; of those alike, by color, so that the order is always the same. */
static int by_count(const void *a, const void *b)
{
    const struct color_count *x = a, *y = b;

    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return x->color < y->color ? -1 : x->color > y->color;
}

static int compare_along(const void *a, const void *b, int axis)
{
    const struct color_count *x = a, *y = b;
    int difference = component(x->color, axis) - component(y->color, axis);

    return difference != 0 ? difference : x->color < y->color ? -1 : x->color > y->color;
}

static int by_red(const void *a, const void *b)
{
    return compare_along(a, b, 0);
}

static int by_green(const void *a, const void *b)
{
    return compare_along(a, b, 1);
}

static int by_blue(const void *a, const void *b)
{
    return compare_along(a, b, 2);
}

/* A group of colors: a part of the list. */
struct group {
    struct color_count *colors;
    size_t count;
    double weight; /* pixels */
    double mean[3];
    double error; /* sum of squared distances from the mean, along the axis where it is largest */
    int axis;
};

static void measure(struct group *group)
{
    double sum[3] = {0}, squares[3] = {0};

    group->weight = 0;
    for (size_t i = 0; i < group->count; i++) {
        double weight = group->colors[i].count;
        group->weight += weight;
        for (int axis = 0; axis < 3; axis++) {
            double c = component(group->colors[i].color, axis);
            sum[axis] += weight * c;
            squares[axis] += weight * c * c;
        }
    }
    group->error = -1;
    for (int axis = 0; axis < 3; axis++) {
        group->mean[axis] = sum[axis] / group->weight;
        double error = squares[axis] - sum[axis] * group->mean[axis];
        if (error > group->error) {
            group->error = error;
            group->axis = axis;
        }
    }
}

/* Parts the group at the mean of its widest axis; both parts have colors. */
static void split(struct group *group, struct group *other)
{
    static int (*const orders[3])(const void *, const void *) = {by_red, by_green, by_blue};
    size_t middle = 1;

    qsort(group->colors, group->count, sizeof *group->colors, orders[group->axis]);
    while (middle < group->count - 1 &&
           component(group->colors[middle].color, group->axis) < group->mean[group->axis])
        middle++;
    *other = (struct group){.colors = group->colors + middle, .count = group->count - middle};
    group->count = middle;
    measure(group);
    measure(other);
}

static uint32_t mean_color(const struct group *group)
{
    uint32_t color = 0;

    for (int axis = 0; axis < 3; axis++)
        color = color << 8 | (uint32_t)(group->mean[axis] + 0.5);
    return color;
}

/* Fills the rest of the palette with the means of groups of these colors. */
static void cut(struct palette *palette, struct color_count *colors, size_t count)
{
    struct group groups[QUANTIZE_MAX_COLORS] = {{.colors = colors, .count = count}};
    size_t used = 1, most = QUANTIZE_MAX_COLORS - palette->count;

    measure(&groups[0]);
    while (used < most) {
        size_t worst = 0;
        for (size_t i = 1; i < used; i++)
            if (groups[i].count > 1 &&
                (groups[worst].count < 2 || groups[i].error > groups[worst].error))
                worst = i;
        if (groups[worst].count < 2)
            break;
        split(&groups[worst], &groups[used++]);
    }
    for (size_t i = 0; i < used; i++)
        palette->colors[palette->count++] = mean_color(&groups[i]);
}

static size_t list_colors(const struct histogram *histogram, struct color_count *list)
{
    size_t count = 0;

    for (size_t i = 0; i < histogram->capacity; i++)
        if (histogram->slots[i].count != 0)
            list[count++] = histogram->slots[i];
    qsort(list, count, sizeof *list, by_count);
    return count;
}

enum status quantize_choose(struct palette *palette, const struct histogram *histogram,
                            struct error *error)
{
    struct color_count *list = malloc(histogram->used * sizeof *list);
    size_t pixels = 0;

    *palette = (struct palette){0};
    if (list == NULL)
        return error_out_of_memory(error);
    size_t count = list_colors(histogram, list);
    for (size_t i = 0; i < count; i++)
        pixels += list[i].count;
    bool few = count <= QUANTIZE_MAX_COLORS;
    while (palette->count < count &&
           (few || (palette->count < EXACT_MAX &&
                    (size_t)list[palette->count].count * QUANTIZE_EXACT_SHARE >= pixels))) {
        palette->colors[palette->count] = list[palette->count].color;
        palette->count++;
    }
    size_t exact = palette->count;
    if (exact < count)
        cut(palette, list + exact, count - exact);
    free(list);
    return STATUS_OK;
}

void quantize_free(struct palette *palette)
{
    histogram_free(&palette->known);
    *palette = (struct palette){0};
}

static int distance(uint32_t a, uint32_t b)
{
    int sum = 0;

    for (int axis = 0; axis < 3; axis++) {
        int d = component(a, axis) - component(b, axis);
        sum += d * d;
    }
    return sum;
}

static size_t nearest(const struct palette *palette, uint32_t color)
{
    size_t best = 0;

    for (size_t i = 1; i < palette->count; i++)
        if (distance(palette->colors[i], color) < distance(palette->colors[best], color))
            best = i;
    return best;
}

enum status quantize_find(struct palette *palette, uint32_t color, size_t *place,
                          struct error *error)
{
    struct color_count *slot;
    enum status status = provide_slot(&palette->known, color, &slot, error);

    if (status != STATUS_OK)
        return status;
    if (slot->count == 0)
        slot->count = (uint32_t)nearest(palette, color) + 1;
    *place = slot->count - 1;
    return STATUS_OK;
}
