/* Color quantization: a palette of few colors for an image with many, as GIF requires. */
#ifndef ADAM_REPORT_IMAGE_QUANTIZE_H
#define ADAM_REPORT_IMAGE_QUANTIZE_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* A color is 0xRRGGBB. */
struct color_count {
    uint32_t color, count; /* count 0: a free slot */
};

/* How often each color occurs: a hash table. It starts as {0}; whoever declares it frees it. */
struct histogram {
    struct color_count *slots;
    size_t capacity, used;
};

void histogram_free(struct histogram *histogram);
enum status histogram_add(struct histogram *histogram, uint32_t color, struct error *error);

#define QUANTIZE_MAX_COLORS 255

/* A color of at least one pixel in so many is kept as it is, if there are not too many such. */
#define QUANTIZE_EXACT_SHARE 2000

struct palette {
    size_t count; /* 1 to QUANTIZE_MAX_COLORS */
    uint32_t colors[QUANTIZE_MAX_COLORS];
    struct histogram known; /* colors that were asked for; the count is the answer plus one */
};

void quantize_free(struct palette *palette);

/* Chooses the colors: those that cover much of the image as they are, and for the others (in the
 * edges between them, mostly) the means of groups that median cut finds. The histogram is not
 * empty. After STATUS_OK or not, the caller owes a quantize_free(). */
enum status quantize_choose(struct palette *palette, const struct histogram *histogram,
                            struct error *error);

/* The place of the nearest color in the palette. */
enum status quantize_find(struct palette *palette, uint32_t color, size_t *place,
                          struct error *error);

#endif
