/* One image, from what gnuplot wrote to the file that is kept: checked, described, and staged. */
#ifndef ADAM_REPORT_RUN_IMAGE_FILE_H
#define ADAM_REPORT_RUN_IMAGE_FILE_H

#include "base/digest.h"
#include "image/png_describe.h"
#include "image/png_verify.h"
#include "plot/figure.h"
#include "plot/script.h"
#include "run/output_files.h"
#include "run/run_options.h"

/* A script and what is known of all the images that it draws, in one format or several. */
struct figure_variant {
    const struct figure *figure; /* whose script it is */
    enum figure_theme theme;
    struct text name; /* of the images, without the ending: "contour-dark" */
    struct figure_script script;
    struct text source;                /* the script and the data it reads, with their digests */
    char source_digest[DIGEST_SIZE];   /* of that text */
    size_t index;                      /* of the figure among those asked for */
    const char *caption, *alternative; /* the drawing's */
};

struct image_file {
    struct figure_variant *variant; /* the drawing's */
    enum figure_format format;
    bool animated;              /* gnuplot's images are the frames of one that moves */
    struct png_verifier *check; /* of what has arrived; NULL if it is not one PNG */
    size_t checked;             /* how many bytes that is */
    struct text name;           /* of the file */
    struct text file;           /* its bytes, once it is finished */
};

/* What gnuplot is told before the script: the format, and to name itself. */
const char *image_file_gnuplot_setting(enum figure_format format);

/* Gets ready for so many bytes at most of what gnuplot will write. */
enum status image_file_prepare(struct image_file *image, const struct run_options *options,
                               size_t *output_limit, struct error *error);

/* Checks what has arrived, while gnuplot still works on the rest. */
void image_file_check_more(struct image_file *image, const struct text *output);

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
