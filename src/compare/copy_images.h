/* Copies of images in a report, so that it does not depend on the compared files. Small images are
 * embedded in the page, since creating a file takes longer than comparing two small ones. No file
 * of the report can run scripts, regardless of the contents of the images: an SVG image is wrapped
 * in our own as the data of an <image>, and images shown by <image> or <img> neither run scripts
 * nor load anything. */
#ifndef ADAM_REPORT_COMPARE_COPY_IMAGES_H
#define ADAM_REPORT_COMPARE_COPY_IMAGES_H

#include "base/staging.h"
#include "base/status.h"
#include "base/text.h"
#include "compare/comparison.h"

/* The maximum size of embedded images in bytes, for this number of pairs of files. */
size_t copy_images_embed_limit(size_t pairs);

struct copy_images_settings {
    const struct staging *staging; /* NULL: no report */
    size_t embed_limit;
    int interrupt_fd;
};

/* NAME.PART.EXTENSION, to be freed; NULL if out of memory. */
char *copy_images_name(const char *name, const char *part, const char *extension);

/* Adds the images, open files (-1: missing), to the report if browsers can show their format: to
 * file->copies or, if they are small, to file->embedded. */
enum status copy_images(const struct copy_images_settings *settings, const char *name,
                        const int files[2], struct comparison_file *file, struct error *error);

/* Adds the image of the difference, a PNG, as `NAME.diff.png` or embedded. */
enum status copy_images_difference(const struct copy_images_settings *settings, const char *name,
                                   const struct text *png, struct comparison_file *file,
                                   struct error *error);

#endif
