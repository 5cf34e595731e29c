/* One image, from what gnuplot wrote to the file that is kept: checked, described, and staged. */
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

/* A script and what is known of all the images that it draws, in one format or several. */
struct figure_variant {
    const struct figure *figure; /* whose script it is */
    enum figure_theme theme;
    struct text name; /* of the images, without the ending: "contour-dark" */
    struct figure_script script;
    struct frames frames;              /* if it is an animation's */
    struct text source;                /* the script and the data it reads, with their digests */
    char source_digest[DIGEST_SIZE];   /* of that text */
    size_t index;                      /* of the figure among those asked for */
    const char *caption, *alternative; /* the draw job's */
};

struct image_file {
    struct figure_variant *variant; /* the draw job's */
    const struct image_format *format;
    struct png_verifier *verifier; /* of what has arrived; NULL where the format has none */
    size_t verified;               /* bytes of gnuplot's output */
    struct text name;              /* of the file */
    struct text file;              /* its bytes, once it is finished */
};

/* Gets ready for so many bytes at most of what gnuplot will write. */
enum status image_file_prepare(struct image_file *image, const struct run_options *options,
                               size_t *output_limit, struct error *error);

/* Verifies what has arrived, while gnuplot still works on the rest. */
void image_file_verify_more(struct image_file *image, const struct text *output);

/* Whether all of gnuplot's output is one whole image that is not blank; and if so, `file` is made
 * of it. gnuplot and the font's digest are what it was drawn with. */
enum status image_file_finish(struct image_file *image, const struct run_options *options,
                              const struct text *output, const char *gnuplot,
                              const char *font_digest, struct error *error);

/* Stages the finished file. */
enum status image_file_stage(const struct image_file *image, const struct run_options *options,
                             struct output_files *outputs, struct error *error);

void image_file_free(struct image_file *image);

#endif
