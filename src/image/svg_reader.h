/* SVGs of gnuplot's svg terminal, as they are or with compact polygons, as a sequence of what they
 * paint. Everything that gnuplot does not write is rejected, by a list of permitted elements,
 * attributes and forms of values. The only module that uses libexpat. */
#ifndef ADAM_REPORT_IMAGE_SVG_READER_H
#define ADAM_REPORT_IMAGE_SVG_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

enum svg_kind {
    SVG_PAGE,        /* words: width, height and so on */
    SVG_TITLE,       /* words: the text */
    SVG_DESCRIPTION, /* words: the text */
    SVG_DEFINITION,  /* words: the element with its attributes, sorted */
    SVG_RECTANGLE,   /* numbers: x, y, width, height */
    SVG_PATH,        /* words: its commands, M, L, Z; numbers: x and y of each point */
    SVG_POLYGON,     /* numbers: x and y of each corner */
    SVG_SYMBOL,      /* words: which definition, and its size and angle; numbers: x, y */
    SVG_TEXT,        /* words: the text with its fonts, sizes, and offsets; numbers: x, y */
    SVG_END,         /* no more pieces */
    SVG_REFUSED,     /* words: why, as "<script> is not an element that gnuplot writes" */
};

/* No color, and CSS's currentColor, which svg_paint does not contain. */
#define SVG_NO_COLOR (-1)
#define SVG_CURRENT_COLOR (-2)

/* How a shape is painted, after inheritance. What has no effect (the width of no stroke) is 0. */
struct svg_paint {
    int32_t fill, stroke; /* 0xrrggbb or SVG_NO_COLOR */
    double fill_opacity, opacity;
    double stroke_width;
    char cap[8], join[8];
    char dashes[64]; /* as written; empty: solid */
    char shape_rendering[16];
};

struct svg_piece {
    enum svg_kind kind;
    struct svg_paint paint;
    const char *words; /* never NULL; owned by the reader, until the next call */
    const double *numbers;
    size_t number_count;
};

struct svg_reader;

/* Larger files, larger elements and longer texts are refused. */
#define SVG_MAX_BYTES ((size_t)32 << 20)
#define SVG_MAX_ELEMENT ((size_t)1 << 20)
#define SVG_MAX_TEXT ((size_t)64 << 10)

/* Reads these bytes, which remain owned by the caller. NULL with the reason in *error if out of
 * memory. The caller owes an svg_reader_close(). */
struct svg_reader *svg_reader_open(const void *bytes, size_t length, struct error *error);

/* The next piece. After SVG_END or SVG_REFUSED come no others. interrupt_fd is checked from time to
 * time; -1: none. STATUS_BAD_INPUT if the bytes are not XML. */
enum status svg_reader_next(struct svg_reader *reader, int interrupt_fd, struct svg_piece *piece,
                            struct error *error);

/* NULL is nothing. */
void svg_reader_close(struct svg_reader *reader);

#endif
