/* Images in a report: copies, so that the report can be moved and still shows them. Small ones are
 * in the page itself, since making a file takes longer than comparing two small ones. No file of
 * the report runs anything, whatever the images hold: an SVG image is put into one of ours as the
 * data of an <image>, and what is shown by <image> or <img> runs no script and loads nothing. */
#ifndef ADAM_REPORT_COMPARE_COPY_IMAGES_H
#define ADAM_REPORT_COMPARE_COPY_IMAGES_H

#include "base/staging.h"
#include "base/status.h"
#include "base/text.h"
#include "compare/comparison.h"

/* The size up to which images are in the page, in bytes, if so many pairs of files are compared. */
size_t copy_images_embed_limit(size_t pairs);

struct copy_images_settings {
    const struct staging *staging; /* NULL: there will be no report */
    size_t embed_limit;
    int interrupt_fd;
};

/* NAME.PART.EXTENSION, to be freed; NULL if there is no memory. */
char *copy_images_name(const char *name, const char *part, const char *extension);

/* Puts the images that are open (-1: not there) into the report, if they are images that a browser
 * can show: in file->copies, or where they are small in file->embedded. */
enum status copy_images(const struct copy_images_settings *settings, const char *name,
                        const int files[2], struct comparison_file *file, struct error *error);

/* Puts the image of the difference there, a PNG, as `NAME.diff.png` or embedded. */
enum status copy_images_difference(const struct copy_images_settings *settings, const char *name,
                                   const struct text *png, struct comparison_file *file,
                                   struct error *error);

#endif
