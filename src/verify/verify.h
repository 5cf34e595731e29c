/* The verify command: checks whether the artifacts in a directory match the parameters in their
 * manifest, by repeating the run in a private directory and comparing the results. */
#ifndef ADAM_REPORT_VERIFY_VERIFY_H
#define ADAM_REPORT_VERIFY_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/status.h"
#include "base/text.h"
#include "compare/comparison.h"
#include "verify/verify_options.h"

struct verification {
    struct text problems;   /* one line for each file that does not match SHA256SUMS */
    size_t problem_count;   /* if not 0, nothing was run */
    struct text notices;    /* warnings: see base/notices.h */
    struct text unchecked;  /* one line for each file that is listed in the manifest but not made
                               by the run */
    size_t unchecked_count; /* if not 0, the verification is incomplete */
    struct comparison
        comparison; /* of the repeated run (baseline) with the directory (candidate) */
};

/* Checks the checksums; if they match, repeats the run, compares, and writes the reports if
 * requested. STATUS_BAD_INPUT if checksums or manifest are missing or invalid, or if the run cannot
 * be repeated. Progress of a long run is shown on the terminal (NULL: none). After STATUS_OK the
 * caller must call verification_free(). */
enum status verify(const struct verify_options *options, struct verification *verification,
                   FILE *terminal, int interrupt_fd, struct error *error);
void verification_free(struct verification *verification);

/* Prints a line for each file, the worst first, and the conclusion. */
enum status verify_print(const struct verify_options *options,
                         const struct verification *verification, bool colored, FILE *stream,
                         struct error *error);

/* STATUS_OK if all files match, otherwise STATUS_DIFFERENT, without a message. */
enum status verify_outcome(const struct verification *verification);

#endif
