/* An image file: gnuplot's output, verified, completed with metadata, and staged. */
#ifndef ADAM_REPORT_RUN_IMAGE_FILE_H
#define ADAM_REPORT_RUN_IMAGE_FILE_H

#include "base/digest.h"
#include "image/png_verify.h"
#include "plot/figure.h"
#include "plot/script.h"
#include "run/frames.h"
#include "run/image_format.h"
#include "run/output_files.h"
#include "run/run_options.h"

/* A script and the properties shared by all images that it draws, in one or more formats. */
struct figure_variant {
    const struct figure *figure; /* that the script draws */
    enum figure_theme theme;
    struct text name; /* of the images, without the extension: "contour-dark" */
    struct figure_script script;
    struct frames frames;              /* of an animation */
    struct text source;                /* the script and the data it reads, with their digests */
    char source_digest[DIGEST_SIZE];   /* of that text */
    size_t index;                      /* of the figure among those requested */
    const char *caption, *alternative; /* the draw job's */
};

struct image_file {
    struct figure_variant *variant; /* the draw job's */
    const struct image_format *format;
    struct png_verifier *verifier; /* of the output so far; NULL: the format has none */
    size_t verified;               /* bytes of gnuplot's output; of an animation: counted */
    struct text name;              /* of the file in the output directory: "img/contour.png" */
    struct text file;              /* its bytes, once it is finished */
    struct text last_frame;        /* of an animation, as PNG */
};

/* Prepares for the output of gnuplot, and sets the maximum number of bytes. */
enum status image_file_prepare(struct image_file *image, const struct run_options *options,
                               size_t *output_limit, struct error *error);

/* Verifies the output so far while gnuplot is still working on the rest. */
void image_file_verify_more(struct image_file *image, const struct text *output);

/* Checks that gnuplot's output is exactly one complete image that is not blank, and makes `file`
 * from it. `gnuplot` and `font_digest` identify what it was drawn with. STATUS_FAILED if it is not.
 */
enum status image_file_finish(struct image_file *image, const struct run_options *options,
                              const struct text *output, const char *gnuplot,
                              const char *font_digest, struct error *error);

/* Stages the finished file. */
enum status image_file_stage(const struct image_file *image, const struct run_options *options,
                             struct output_files *outputs, struct error *error);

void image_file_free(struct image_file *image);

#endif
