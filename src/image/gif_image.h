/* Animated images as GIF89a, frame by frame. The only module that uses giflib. */
#ifndef ADAM_REPORT_IMAGE_GIF_IMAGE_H
#define ADAM_REPORT_IMAGE_GIF_IMAGE_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "image/quantize.h"

/* An unchanged pixel: an index without a color. */
#define GIF_UNCHANGED QUANTIZE_MAX_COLORS

struct gif_image;

/* Begins an image that is written to *out, which must not be moved. It plays once, and the last
 * frame remains. NULL with the reason in *error. The caller owes a gif_image_end(). */
struct gif_image *gif_image_begin(size_t width, size_t height, const struct palette *palette,
                                  struct text *out, struct error *error);

/* A part of the image that changes. */
struct gif_frame {
    size_t left, top, width, height; /* not empty */
    const unsigned char *indices;    /* by rows: indices into the palette, or GIF_UNCHANGED */
    int centiseconds;                /* until the next frame */
};

enum status gif_image_add(struct gif_image *gif, const struct gif_frame *frame,
                          struct error *error);

/* Completes the image and frees; accepts NULL. */
enum status gif_image_end(struct gif_image *gif, struct error *error);

/* Checks that the bytes are a complete image, by its blocks, without decoding. STATUS_BAD_INPUT
 * with the reason if not. */
enum status gif_image_check(const void *bytes, size_t length, struct error *error);

#endif
