/* Where a figure has text: comment lines "# text box: LEFT TOP WIDTH HEIGHT" in its script. A box
 * is a rectangle of whole pixels of the PNG that the script draws, counted from the upper left
 * corner. Outside of the boxes that PNG has the same pixels whatever version of gnuplot draws it
 * and however the font is rendered. The frames of an animation have the same size and the same
 * boxes. */
#ifndef ADAM_REPORT_BASE_TEXT_BOXES_H
#define ADAM_REPORT_BASE_TEXT_BOXES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

#define TEXT_BOXES_MAX 256

/* No image has more pixels on a side. */
#define TEXT_BOX_SIDE_MAX 65535

/* The width and the height are 1 or more. Boxes can overlap. */
struct text_box {
    size_t left, top, width, height;
};

struct text_boxes {
    struct text_box list[TEXT_BOXES_MAX];
    size_t count; /* 0: the script names none */
};

/* Reads the boxes of a script of so many bytes, whatever they are. Each line that begins with
 * "# text box" must be exactly such a line, in decimal digits without leading zeros, with single
 * spaces, and end with a newline; its box must end within TEXT_BOX_SIDE_MAX. STATUS_BAD_INPUT if
 * one does not, or if there are more than TEXT_BOXES_MAX. */
enum status text_boxes_read(const char *script, size_t length, struct text_boxes *boxes,
                            struct error *error);

/* Whether the boxes together are larger than half of an image of this size: then they say nothing
 * of where it has text. Those of our figures are a quarter at most. */
bool text_boxes_cover_most(const struct text_boxes *boxes, size_t width, size_t height);

/* Appends the line of a box. */
void text_box_append(struct text *script, const struct text_box *box);

#endif
