/* Image formats: gnuplot settings and processing of its output. */
#ifndef ADAM_REPORT_RUN_IMAGE_FORMAT_H
#define ADAM_REPORT_RUN_IMAGE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/status.h"
#include "base/text.h"
#include "image/png_verify.h"
#include "report/run_summary.h"

/* The output of gnuplot and the metadata of the file. All pointers are borrowed. */
struct image_draft {
    const struct text *output;
    const struct png_verifier *verifier; /* has verified the output; NULL: the format has none */
    double width, height;                /* points */
    double scale;                        /* pixels per point */
    size_t pixel_width, pixel_height;
    const char *title, *alternative;
    const struct text *script;
    const struct animation_plan *frames; /* of an animation; else NULL */
    const char *source;                  /* the script and the data it reads, with their digests */
    const char *renderer;                /* gnuplot and font */
    const char *parameters;              /* of the run, as JSON */
    struct text *last_frame;             /* of an animation: its last frame as PNG is appended */
    bool dated;                          /* whether the file records a date: */
    time_t date;
};

/* Appends the finished file. STATUS_FAILED if the output is not exactly one complete image of this
 * size that is not blank. */
typedef enum status image_finisher(const struct image_draft *draft, struct text *file,
                                   struct error *error);

struct image_format {
    const char *name;     /* value of --format, and file name extension */
    const char *kind;     /* in the manifest: ARTIFACT_KIND_... */
    const char *setting;  /* gnuplot commands that precede the script */
    const char *terminal; /* gnuplot terminal */
    bool animated;        /* made from the frames of a figure by --animate, not by --format */
    bool in_pixels;       /* size in pixels; otherwise in points */
    bool is_verified;     /* by a png_verifier while the output arrives */
    bool has_date;
    size_t bytes_per_pixel, bytes; /* upper limit of gnuplot's output: their sum */
    image_finisher *finish;
    struct format_markup markup; /* how documents include it */
};

/* The first one is the default. */
extern const struct image_format image_formats[];
extern const size_t image_format_count;
#define IMAGE_FORMATS_MAX 8

/* The format of this name of `length` bytes, matched as by name_matches(); NULL: none. */
const struct image_format *image_format_find(const char *name, size_t length);

/* Values of --format; a name_list. */
const char *image_format_name(size_t i);

/* The animated format. */
const struct image_format *image_format_animated(void);

/* Appends the values of --format: "png, svg, pdf, or several separated by commas". */
void image_format_append_choices(struct text *out);

#endif
