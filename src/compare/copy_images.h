/* Copies of images in a report's directory, so that the report can be moved and still shows
 * them. */
#ifndef ADAM_REPORT_COMPARE_COPY_IMAGES_H
#define ADAM_REPORT_COMPARE_COPY_IMAGES_H

#include "base/staging.h"
#include "base/status.h"
#include "compare/comparison.h"

/* NAME.PART.EXTENSION, to be freed; NULL if there is no memory. */
char *copy_images_name(const char *name, const char *part, const char *extension);

/* Copies the files that are open (-1: not there) into the report, and notes their names in
 * file->copies, if they are images that a browser can show and staging is not NULL. */
enum status copy_images(const struct staging *staging, const char *name, const int files[2],
                        struct comparison_file *file, struct error *error);

#endif
