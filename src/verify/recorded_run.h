/* The run that a manifest describes, as a command line. The manifest may be written by anybody:
 * what comes from it are values of options that change artifacts and name no file, and nothing
 * else. The values themselves are for run's own parser to check. */
#ifndef ADAM_REPORT_VERIFY_RECORDED_RUN_H
#define ADAM_REPORT_VERIFY_RECORDED_RUN_H

#include <stddef.h>

#include "base/status.h"

#define RECORDED_RUN_MAX 128 /* arguments */

/* Starts as {0}; whoever declares it frees it. */
struct recorded_run {
    char *arguments[RECORDED_RUN_MAX + 2]; /* "run", "--name=value", ..., NULL */
    int count;                             /* without the NULL */
    char *epoch;                           /* SOURCE_DATE_EPOCH; NULL: there was none */
};

void recorded_run_free(struct recorded_run *run);

/* STATUS_BAD_INPUT with a message that says what is wrong: no JSON; a parameter that no option of
 * run stands for; scripts of the user's own; another version of the program. */
enum status recorded_run_read(const char *json, size_t length, struct recorded_run *run,
                              struct error *error);

#endif
