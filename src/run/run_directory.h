/* The output directory of an earlier run, as read by other commands. Its files are untrusted. */
#ifndef ADAM_REPORT_RUN_RUN_DIRECTORY_H
#define ADAM_REPORT_RUN_RUN_DIRECTORY_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

/* STATUS_BAD_INPUT if a publication in the directory was not completed, so that it is between two
 * sets of files. Here and below, `path` is the path of the open directory, for messages. */
enum status run_directory_check(int directory, const char *path, struct error *error);

/* Appends the content of a file in the directory, which must be a regular file: links are not
 * followed, since they could lead anywhere. STATUS_BAD_INPUT if it does not exist, is not a regular
 * file, or is larger than `limit` bytes; STATUS_FAILED if it cannot be read. */
enum status run_directory_read(int directory, const char *path, const char *name, size_t limit,
                               struct text *bytes, struct error *error);

#endif
