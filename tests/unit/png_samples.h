/* Small images for tests. */
#ifndef ADAM_REPORT_TESTS_UNIT_PNG_SAMPLES_H
#define ADAM_REPORT_TESTS_UNIT_PNG_SAMPLES_H

#include <png.h>
#include <stddef.h>

#include "base/text.h"

#define PNG_WIDTH 12
#define PNG_HEIGHT 9

enum png_look { DOTTED, BLANK, LAST_PIXEL };

struct png_kind {
    int type, depth, interlace; /* as libpng names them */
    enum png_look look;
    size_t resolution; /* pixels per meter; 0: no pHYs */
    int filters;       /* of rows, as libpng names them; 0: its default */
};

/* As gnuplot makes them. */
static const struct png_kind plain_png = {.type = PNG_COLOR_TYPE_RGB, .depth = 8};

/* To be freed with text_free(). */
struct text make_png(struct png_kind kind);

#endif
