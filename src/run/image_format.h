/* The image formats: how gnuplot draws each, and what becomes of its output. */
#ifndef ADAM_REPORT_RUN_IMAGE_FORMAT_H
#define ADAM_REPORT_RUN_IMAGE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/status.h"
#include "base/text.h"
#include "image/png_verify.h"
#include "report/run_summary.h"

/* What gnuplot wrote, and what the file says of itself. Everything is borrowed. */
struct image_draft {
    const struct text *output;
    const struct png_verifier *verifier; /* that has seen the output; NULL: the format has none */
    double width, height;                /* points */
    double scale;                        /* pixels for each point */
    size_t pixel_width, pixel_height;
    const char *title, *alternative;
    const struct text *script;
    const struct animation_plan *frames; /* of an animation; else NULL */
    const char *source;     /* the script and the data it reads, with their digests */
    const char *renderer;   /* gnuplot and font */
    const char *parameters; /* of the run, as JSON */
    bool dated;             /* whether the file names a date: */
    time_t date;
};

/* Appends the finished file, or fails with STATUS_FAILED if the output is not one whole image of
 * this size with something drawn in it. */
typedef enum status image_finisher(const struct image_draft *draft, struct text *file,
                                   struct error *error);

struct image_format {
    const char *name;     /* as --format has it; also the extension of the files */
    const char *kind;     /* in the manifest: ARTIFACT_KIND_... */
    const char *setting;  /* commands that gnuplot is given before the script */
    const char *terminal; /* gnuplot's that draws it */
    bool animated;        /* made of a figure's frames with --animate, and not by --format */
    bool in_pixels;       /* its size is in pixels; else in points */
    bool is_verified;     /* by a png_verifier, as it arrives */
    bool has_date;
    size_t bytes_per_pixel, bytes; /* of gnuplot's output at most, together */
    image_finisher *finish;
    struct format_markup markup; /* how documents show it */
};

/* The first one is the default. */
extern const struct image_format image_formats[];
extern const size_t image_format_count;
#define IMAGE_FORMATS_MAX 8

/* The format of this name, which need not end there, as name_matches() takes names, or NULL. */
const struct image_format *image_format_find(const char *name, size_t length);

/* The names of those that --format can ask for, as a name_list. */
const char *image_format_name(size_t i);

/* The one that is animated. */
const struct image_format *image_format_animated(void);

/* "png, svg, pdf, or several with commas between": the values of --format. */
void image_format_append_choices(struct text *out);

#endif
