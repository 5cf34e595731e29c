/* The line of an animation that tells which iteration a frame shows, and the value of f there:
 * "iteration 24, f = 3.1e-02". gnuplot draws its words in the background, and the characters of the
 * numbers side by side in a separate image, from which image/animation.h composes the numbers.
 * Each character of a number has a cell, whose place is the same in all frames. */
#ifndef ADAM_REPORT_PLOT_FRAME_TEXT_H
#define ADAM_REPORT_PLOT_FRAME_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "plot/figure.h"

/* The characters of numbers, in the order of the image. */
#define FRAME_TEXT_CHARACTERS "0123456789.e+-"
#define FRAME_TEXT_CHARACTER_COUNT (sizeof FRAME_TEXT_CHARACTERS - 1)

/* Maximum number of cells: a sign, an iteration and a value. */
#define FRAME_TEXT_MAX_CELLS 20

struct frame_text {
    size_t digits;   /* of the iteration */
    bool has_sign;   /* some value is negative */
    size_t exponent; /* digits of the exponent of a value */
    size_t cells;    /* 0: no text */
    /* The middles of the cells, and of the characters on their image, in points of the page. */
    double x[FRAME_TEXT_MAX_CELLS], from_x[FRAME_TEXT_CHARACTER_COUNT];
    double y;
    double half_width, half_height; /* of the largest character */
};

struct layout;

/* Places the line, centered at a point of the page and on the page, and adds its box. Appends
 * frame_iteration_x, frame_value_x, frame_y, frame_value_name, glyph_left and glyph_pitch. */
void frame_text_place(struct layout *layout, struct text *script,
                      const struct figure_subject *subject, double middle, double y);

/* The characters in the cells after an iteration; a space is an empty cell. After the end of a
 * search its last point counts, and of several searches the one with the lowest value. */
void frame_text_write(const struct frame_text *text, const struct figure_subject *subject,
                      size_t iteration, char cells[]);

#endif
