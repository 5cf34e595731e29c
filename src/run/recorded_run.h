/* The run described by a manifest, as a command line. The manifest is untrusted: only values of
 * options that affect artifacts and do not name files are taken from it, and they are checked by
 * the option parser of run. */
#ifndef ADAM_REPORT_RUN_RECORDED_RUN_H
#define ADAM_REPORT_RUN_RECORDED_RUN_H

#include <stddef.h>

#include "base/status.h"
#include "run/run_options.h"

#define RECORDED_RUN_MAX 128 /* arguments */

/* Starts as {0}; the caller frees it. */
struct recorded_run {
    char *arguments[RECORDED_RUN_MAX + 2]; /* "run", "--name=value", ..., NULL */
    int count;                             /* excluding the NULL */
    char *epoch;                           /* SOURCE_DATE_EPOCH; NULL: not set */
    struct merged_parts merged;            /* without ranges: not a merged set */
};

void recorded_run_free(struct recorded_run *run);

/* Reads the manifest. STATUS_BAD_INPUT if it is not valid JSON, contains an unknown parameter, used
 * the user's scripts, or was written by another version of the program. */
enum status recorded_run_read(const char *json, size_t length, struct recorded_run *run,
                              struct error *error);

/* Replaces an option, which takes a value. STATUS_FAILED if memory runs out. */
enum status recorded_run_replace(struct recorded_run *run, const char *option, const char *value,
                                 struct error *error);

/* Parses the command line. The options point into the recorded run. STATUS_USAGE for an invalid
 * value; the caller must call run_options_free(), even after an error. */
enum status recorded_run_options(struct recorded_run *run, struct run_options *options,
                                 struct error *error);

#endif
