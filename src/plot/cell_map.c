#include "plot/cell_map.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/deadline.h"

/* From the lower left cell to, exclusively, `right` and `top`. */
struct rectangle {
    size_t left, bottom, right, top;
};

static int code_at(const struct cell_map *map, size_t row, size_t column)
{
    return map->codes[row * map->columns + column];
}

static void append_rectangle(const struct cell_map *map, const struct rectangle *r,
                             struct text *data)
{
    double x[2] = {(double)r->left / (double)map->columns, (double)r->right / (double)map->columns};
    double y[2] = {(double)r->bottom / (double)map->rows, (double)r->top / (double)map->rows};

    for (int corner = 0; corner < 4; corner++) {
        text_appendf(data, "%.9g %.9g ", x[corner == 1 || corner == 2], y[corner >= 2]);
        map->append_color(map->context, code_at(map, r->bottom, r->left), data);
        text_append(data, "\n");
    }
    text_append(data, "\n");
}

/* Whether the cells of a row, from the left of the rectangle to before its right, have the code of
 * its first cell and are not in another rectangle. */
static bool continues(const struct cell_map *map, const struct rectangle *r, size_t row,
                      const bool done[])
{
    for (size_t column = r->left; column < r->right; column++)
        if (done[row * map->columns + column] ||
            code_at(map, row, column) != code_at(map, r->bottom, r->left))
            return false;
    return true;
}

/* Joins the neighbors to the right, and the rows above that continue them. */
static struct rectangle find_rectangle(const struct cell_map *map, size_t left, size_t bottom,
                                       bool done[])
{
    struct rectangle r = {.left = left, .bottom = bottom, .right = left + 1, .top = bottom + 1};

    while (r.right < map->columns && !done[bottom * map->columns + r.right] &&
           code_at(map, bottom, r.right) == code_at(map, bottom, left))
        r.right++;
    while (r.top < map->rows && continues(map, &r, r.top, done))
        r.top++;
    for (size_t row = bottom; row < r.top; row++)
        for (size_t column = left; column < r.right; column++)
            done[row * map->columns + column] = true;
    return r;
}

static void append_row(const struct cell_map *map, size_t row, int block, bool done[],
                       struct text *data)
{
    int begin = block > 0 ? map->block_ends[block - 1] : 0, end = map->block_ends[block];

    for (size_t left = 0; left < map->columns; left++) {
        int code = code_at(map, row, left);
        if (done[row * map->columns + left] || code < begin || code >= end)
            continue;
        struct rectangle r = find_rectangle(map, left, row, done);
        append_rectangle(map, &r, data);
    }
}

enum status cell_map_write(const struct cell_map *map, int interrupt_fd, struct text *data,
                           struct error *error)
{
    bool *done = calloc(map->columns * map->rows + 1, sizeof *done);
    enum status status = STATUS_OK;

    if (done == NULL)
        return error_out_of_memory(error);
    for (int block = 0; block < CELL_MAP_BLOCKS; block++) {
        text_append(data, block > 0 ? "\n0 0 0\n\n" : "0 0 0\n\n");
        for (size_t row = 0; row < map->rows && status == STATUS_OK; row++) {
            append_row(map, row, block, done, data);
            status = interrupt_check(interrupt_fd, error);
        }
    }
    free(done);
    return status;
}
