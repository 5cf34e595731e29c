/* The command `adam-report verify`: whether the artifacts in a directory come from the parameters
 * in their manifest. It does not believe the manifest: it runs again what that says, into a private
 * directory, and compares. */
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
    struct text problems;   /* a line for each file that is not as SHA256SUMS has it */
    size_t problem_count;   /* if there are any, nothing was run */
    struct text notices;    /* warnings: see base/notices.h */
    struct text unchecked;  /* a line for each file that the manifest lists and the run does not
                               make */
    size_t unchecked_count; /* if there are any, not all is verified */
    struct comparison comparison; /* what the run makes (baseline) with what is there (candidate) */
};

/* Checks the checksums; if they hold, runs and compares, and writes the reports if that is asked
 * for. STATUS_BAD_INPUT for a directory without checksums or a manifest, or with broken ones, and
 * for a manifest of a run that cannot or may not be repeated here. A run that takes long is shown
 * on the terminal (NULL: none). After STATUS_OK the caller owes a verification_free(). */
enum status verify(const struct verify_options *options, struct verification *verification,
                   FILE *terminal, int interrupt_fd, struct error *error);
void verification_free(struct verification *verification);

/* Prints a line for each file, the worst first, and what follows. */
enum status verify_print(const struct verify_options *options,
                         const struct verification *verification, bool colored, FILE *stream,
                         struct error *error);

/* STATUS_OK if all files are those of the run, else STATUS_DIFFERENT, without a message. */
enum status verify_outcome(const struct verification *verification);

#endif
