/* PNG pictures in memory. The only room that knows libpng. */
#ifndef ADAM_REPORT_IMAGE_PNG_VERIFY_H
#define ADAM_REPORT_IMAGE_PNG_VERIFY_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

/* Whether bytes are one whole picture, told while they arrive: it decodes to the last row with
 * every checksum right, ends with the bytes, has this size in pixels, and has at least two pixels
 * that differ. Memory: a few rows. */
struct png_check;

/* NULL if there is no memory. The caller owes a png_check_free(), which takes NULL too. */
struct png_check *png_check_new(size_t width, size_t height);
void png_check_free(struct png_check *check);

/* The next bytes. What is wrong with them is told at the end. */
void png_check_feed(struct png_check *check, const void *bytes, size_t length);

/* After the last byte: STATUS_FAILED with the reason if it is no such picture. */
enum status png_check_end(const struct png_check *check, struct error *error);

/* The same for a picture that is all there. */
enum status png_image_check(const void *bytes, size_t length, size_t width, size_t height,
                            struct error *error);

/* What a picture says of itself. */
struct png_text {
    const char *keyword; /* 1 to 79 characters of ASCII */
    const char *text;    /* UTF-8 */
};

#define PNG_MAX_TEXTS 8

struct png_description {
    double pixels_per_inch;
    const struct png_text *texts;
    size_t text_count; /* at most PNG_MAX_TEXTS */
};

/* Appends to *out the same picture with a pHYs chunk and one for each text, in front of its pixels:
 * tEXt where Latin-1 has all of the text's characters, else iTXt. Every chunk of the picture stays
 * as it is; an older pHYs goes. The bytes must have passed png_image_check(). */
enum status png_image_describe(const void *bytes, size_t length,
                               const struct png_description *description, struct text *out,
                               struct error *error);

#endif
