/* Header and metadata of PNG files, read without decoding pixels. The format: W3C, Portable Network
 * Graphics (PNG) Specification, third edition. */
#ifndef ADAM_REPORT_IMAGE_PNG_INFO_H
#define ADAM_REPORT_IMAGE_PNG_INFO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/status.h"
#include "base/text.h"

/* Kinds of chunks other than image data. */
enum png_metadata {
    PNG_METADATA_TEXT,       /* tEXt, iTXt, zTXt */
    PNG_METADATA_COLOR,      /* gAMA, cHRM, sRGB, iCCP, cICP: what the numbers mean on a screen */
    PNG_METADATA_RESOLUTION, /* pHYs */
    PNG_METADATA_TIME,       /* tIME */
    PNG_METADATA_ANIMATION,  /* acTL, fcTL, fdAT: further frames */
    PNG_METADATA_CAMERA,     /* eXIf: may tell viewers to turn the image */
    PNG_METADATA_OTHER,      /* sBIT, hIST, sPLT, pCAL, sCAL: of no effect on a screen */
    PNG_METADATA_UNKNOWN,    /* all others */
    PNG_METADATA_KINDS,
};

/* Starts as {0}; whoever declares it frees it. */
struct png_info {
    size_t width, height;
    unsigned depth;      /* bits of a channel: 1, 2, 4, 8, 16 */
    unsigned color_type; /* 0 gray, 2 RGB, 3 palette, 4 gray with alpha, 6 RGBA */
    bool interlaced;
    bool opaque; /* neither an alpha channel nor tRNS */
    unsigned char header[13];
    struct text palette, transparency; /* the data of PLTE and tRNS */
    uint64_t data_length;              /* of all IDAT chunks together */
    /* What the program says of its figures (see artifact_format.h), as UTF-8; empty: nothing. */
    struct text source, renderer, parameters;
    /* The digest of all chunks of each kind, in their order, and where they stand; "": there is
     * none. */
    char metadata[PNG_METADATA_KINDS][DIGEST_SIZE];
};

void png_info_free(struct png_info *png);

/* Reads the file's chunks from its begin to its end. STATUS_BAD_INPUT with the reason if they are
 * not one whole image; checksums of image data are left to those who read it. STATUS_FAILED if the
 * file cannot be read, STATUS_INTERRUPTED when interrupt_fd (-1: never) is readable. */
enum status png_info_read(int file, int interrupt_fd, struct png_info *png, struct error *error);

/* Bytes of memory that the image's texts and palette take, and their release: it then states
 * nothing of its source. */
size_t png_info_text_size(const struct png_info *png);
void png_info_forget_texts(struct png_info *png);

/* An image to be read: an open file, and what png_info_read() has found there. Both stay the
 * caller's. */
struct png_input {
    int file;
    const struct png_info *info;
};

#endif
