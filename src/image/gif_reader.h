/* Animated GIFs, frame by frame, each as displayed. Features that gif_image.h does not write
 * (palettes of single frames, interlacing, disposal of frames) are rejected. */
#ifndef ADAM_REPORT_IMAGE_GIF_READER_H
#define ADAM_REPORT_IMAGE_GIF_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

#define GIF_MAX_PIXELS ((size_t)8 << 20)
#define GIF_MAX_FRAMES 256

/* A frame that was decoded. */
struct gif_page {
    bool ended;                      /* there are no more frames */
    size_t left, top, width, height; /* the region that it may have changed */
    int centiseconds;                /* until the next one */
};

struct gif_reader {
    size_t width, height;
    int loops; /* number of repetitions, 0: infinite; -1: not specified. Known at the end */
    unsigned char *pixels; /* RGBA, by rows: the current page */
    const char *refusal;   /* not NULL: why the image is refused */
    void *file;            /* giflib's */
    const unsigned char *bytes;
    size_t left; /* bytes not read yet */
    size_t frames;
};

/* Starts as {0}; whoever declares it closes it, and keeps it and the bytes where they are.
 * STATUS_BAD_INPUT if they do not begin as a GIF. */
enum status gif_reader_open(struct gif_reader *reader, const void *bytes, size_t length,
                            struct error *error);

/* Decodes the next frame, if reader->refusal is NULL; look at that again afterwards.
 * STATUS_BAD_INPUT if the image is broken. interrupt_fd: see interrupt_check(). */
enum status gif_reader_next(struct gif_reader *reader, int interrupt_fd, struct gif_page *page,
                            struct error *error);

void gif_reader_close(struct gif_reader *reader);

#endif
