/* Text boxes of a figure: comment lines "# text box: LEFT TOP WIDTH HEIGHT" in its script. A box is
 * a rectangle in whole pixels of the PNG that the script draws, relative to the upper left corner.
 * Outside of the boxes, the pixels of that PNG do not depend on the version of gnuplot or on font
 * rendering. The frames of an animation have the same size and the same boxes. */
#ifndef ADAM_REPORT_BASE_TEXT_BOXES_H
#define ADAM_REPORT_BASE_TEXT_BOXES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

#define TEXT_BOXES_MAX 256

/* Maximum size of an image, in pixels per side. */
#define TEXT_BOX_SIDE_MAX 65535

/* Width and height are at least 1. Boxes can overlap. */
struct text_box {
    size_t left, top, width, height;
};

struct text_boxes {
    struct text_box list[TEXT_BOXES_MAX];
    size_t count; /* 0: the script contains none */
};

/* Reads the boxes of a script, which can contain arbitrary bytes. Each line that begins with
 * "# text box" must have exactly this form, in decimal digits without leading zeros, with single
 * spaces, and end with a newline; its box must end within TEXT_BOX_SIDE_MAX. Otherwise, or if there
 * are more than TEXT_BOXES_MAX, STATUS_BAD_INPUT. */
enum status text_boxes_read(const char *script, size_t length, struct text_boxes *boxes,
                            struct error *error);

/* Whether the boxes together are larger than half of an image of this size: then they do not
 * indicate where it has text. In the built-in figures they cover at most a quarter. */
bool text_boxes_cover_most(const struct text_boxes *boxes, size_t width, size_t height);

/* Appends the line of a box. */
void text_box_append(struct text *script, const struct text_box *box);

#endif
