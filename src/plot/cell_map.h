/* Maps of equal cells, written as rectangles of equal color. */
#ifndef ADAM_REPORT_PLOT_CELL_MAP_H
#define ADAM_REPORT_PLOT_CELL_MAP_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

/* The blocks of a file: cells with a color, and two kinds of cells that have none. */
#define CELL_MAP_BLOCKS 3

struct cell_map {
    size_t columns, rows;
    const int *codes; /* codes[row * columns + column]: cells with the same code look alike */
    /* Cells with codes below block_ends[b], and not in an earlier block, are in block b. */
    int block_ends[CELL_MAP_BLOCKS];
    /* Appends the third column: the color of a code. */
    void (*append_color)(const void *context, int code, struct text *data);
    const void *context;
};

/* Appends the corners of rectangles in the unit square, separated by blank lines: x y c. Each is as
 * wide as cells with the same code allow, and then as high. Blocks are separated by another blank
 * line; each begins with a point, since gnuplot requires data in every block. */
enum status cell_map_write(const struct cell_map *map, int interrupt_fd, struct text *data,
                           struct error *error);

#endif
