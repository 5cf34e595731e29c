/* Images of every kind of PNG, made with libpng from one function of their coordinates. */
#ifndef ADAM_REPORT_TESTS_UNIT_IMAGE_SAMPLES_H
#define ADAM_REPORT_TESTS_UNIT_IMAGE_SAMPLES_H

#include <png.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rgba {
    uint16_t red, green, blue, opacity;
};

/* The color that a pixel should have. */
typedef struct rgba painting(size_t x, size_t y);

struct picture_kind {
    const char *name;
    int type, depth; /* as libpng names them */
    bool keyed;      /* with a tRNS chunk: black is transparent */
    bool interlaced;
};

/* All that there are but for interlacing. */
extern const struct picture_kind picture_kinds[];
extern const size_t picture_kind_count;

/* What becomes of a color that is stored in a picture of this kind: rounded to its bits, gray
 * where it has no colors, opaque where it has no opacity. Of a palette, the first bits of red. */
struct rgba picture_stored(const struct picture_kind *kind, struct rgba color);

/* An open file with this picture, to be closed; its colors have to be stored ones. */
int picture_file(const struct picture_kind *kind, size_t width, size_t height, painting *paint);

#endif
