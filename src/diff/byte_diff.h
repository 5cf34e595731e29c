/* Differences between two files of any kind, byte by byte, in one pass over both with memory for
 * two blocks. */
#ifndef ADAM_REPORT_DIFF_BYTE_DIFF_H
#define ADAM_REPORT_DIFF_BYTE_DIFF_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/digest.h"
#include "base/status.h"
#include "base/text.h"

struct byte_difference {
    bool differs;
    off_t at;         /* offset of the first differing byte, or the end of the shorter file */
    size_t line;      /* the line of that byte, from 1 */
    off_t line_begin; /* of that line */
    bool text;        /* neither contains a NUL */
    char digests[2][DIGEST_SIZE]; /* of the whole files */
};

/* Compares two open files. STATUS_FAILED if they cannot be read, STATUS_INTERRUPTED when
 * interrupt_fd (-1: never) is readable. */
enum status byte_diff(const int files[2], int interrupt_fd, struct byte_difference *difference,
                      struct error *error);

/* Describes where two texts first differ: "line 3: 'alpha=0.02' -> 'alpha=0.021'"; for other files,
 * "byte 17". */
enum status byte_diff_explain(const int files[2], const struct byte_difference *difference,
                              struct text *out, struct error *error);

#endif
