/* Metadata written into PNG images: resolution and text chunks. */
#ifndef ADAM_REPORT_IMAGE_PNG_DESCRIBE_H
#define ADAM_REPORT_IMAGE_PNG_DESCRIBE_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

/* The metadata of an image. */
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

/* Appends to *out the same image with a pHYs chunk and a chunk for each text before its pixels:
 * tEXt if all characters are in Latin-1, else iTXt. All chunks of the image are unchanged, except
 * that an older pHYs is removed. The bytes must have passed png_verify(). */
enum status png_describe(const void *bytes, size_t length,
                         const struct png_description *description, struct text *out,
                         struct error *error);

#endif
