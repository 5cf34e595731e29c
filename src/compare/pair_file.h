/* The files of a pair, opened safely: no symbolic link is followed out of the directories, and a
 * file that replaced the listed one is not read. */
#ifndef ADAM_REPORT_COMPARE_PAIR_FILE_H
#define ADAM_REPORT_COMPARE_PAIR_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/text.h"
#include "compare/pairing.h"

/* Opens the file of one side, which must exist; the caller closes it. STATUS_BAD_INPUT for errors
 * due to the file ("is not a regular file"), STATUS_FAILED for errors of the system; then *file is
 * -1. */
enum status pair_file_open(const struct pair *pair, size_t side, int *file, uint64_t *size,
                           struct error *error);

/* Appends the bytes of one side. STATUS_BAD_INPUT as above, and if it is larger than `limit`;
 * STATUS_FAILED, with the file's name, also if it cannot be read; STATUS_INTERRUPTED when
 * interrupt_fd (-1: never) is readable. */
enum status pair_file_read(const struct pair *pair, size_t side, size_t limit, int interrupt_fd,
                           struct text *bytes, struct error *error);

#endif
