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
    PNG_METADATA_TEXT,  /* tEXt, iTXt, zTXt */
    PNG_METADATA_COLOR, /* gAMA, cHRM, sRGB, iCCP, cICP: the meaning of the numbers on a screen */
    PNG_METADATA_RESOLUTION, /* pHYs */
    PNG_METADATA_TIME,       /* tIME */
    PNG_METADATA_ANIMATION,  /* acTL, fcTL, fdAT: further frames */
    PNG_METADATA_CAMERA,     /* eXIf: can make viewers rotate the image */
    PNG_METADATA_OTHER,      /* sBIT, hIST, sPLT, pCAL, sCAL: of no effect on a screen */
    PNG_METADATA_UNKNOWN,    /* all others */
    PNG_METADATA_KINDS,
};

/* Initialized to {0} and freed by the function that declares it. */
struct png_info {
    size_t width, height;
    unsigned depth;      /* bits of a channel: 1, 2, 4, 8, 16 */
    unsigned color_type; /* 0 gray, 2 RGB, 3 palette, 4 gray with alpha, 6 RGBA */
    bool interlaced;
    bool opaque; /* neither an alpha channel nor tRNS */
    unsigned char header[13];
    struct text palette, transparency; /* the data of PLTE and tRNS */
    uint64_t data_length;              /* of all IDAT chunks together */
    /* The program's texts about its figures (see artifact_format.h), as UTF-8; empty: none. */
    struct text source, renderer, parameters;
    /* The digest of all chunks of each kind, with their order and position; "": none. */
    char metadata[PNG_METADATA_KINDS][DIGEST_SIZE];
};

void png_info_free(struct png_info *png);

/* Reads all chunks of the file. STATUS_BAD_INPUT with the reason if they are not a single complete
 * image; checksums of image data are verified when the data are read. STATUS_FAILED if the file
 * cannot be read, STATUS_INTERRUPTED when interrupt_fd (-1: never) is readable. */
enum status png_info_read(int file, int interrupt_fd, struct png_info *png, struct error *error);

/* The number of bytes of the image's texts and palette, and their release, after which it has no
 * recorded source. */
size_t png_info_text_size(const struct png_info *png);
void png_info_forget_texts(struct png_info *png);

/* An image to be read: an open file, and the result of png_info_read() for it. Both remain owned by
 * the caller. */
struct png_input {
    int file;
    const struct png_info *info;
};

#endif
