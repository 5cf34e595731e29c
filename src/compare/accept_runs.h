/* Files of a baseline and a candidate as `accept` sees them, and which of them belong together as
 * those of one run. */
#ifndef ADAM_REPORT_COMPARE_ACCEPT_RUNS_H
#define ADAM_REPORT_COMPARE_ACCEPT_RUNS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/glob.h"
#include "base/status.h"
#include "base/tree.h"

/* A path at which one of the two directories has something that is no directory. */
struct accept_file {
    const char *name;
    bool there[2]; /* baseline, candidate */
    struct stat about[2];
    bool chosen;
    bool differs;    /* the candidate's is another one than the baseline's */
    char staged[24]; /* the name of its copy in the staging directory */
};

/* Starts as {0}; accept_files_free() frees it. */
struct accept_files {
    struct accept_file *files; /* sorted by name */
    size_t count;
    struct tree trees[2]; /* what the names point into */
};

void accept_files_free(struct accept_files *files);

/* Lists both directories: their paths, and open descriptors of them (-1: an empty one). Links are
 * listed as what they are. */
enum status accept_list(struct accept_files *files, const char *const paths[2], const int roots[2],
                        int interrupt_fd, struct error *error);

/* Chooses the files that the globs match (without globs, all), and with a file of a run all files
 * of that run: those that a manifest beside it names on either side, the manifest and the
 * checksums. Sets *chosen to how many. */
enum status accept_choose(struct accept_files *files, const struct glob_list *only,
                          const char *const paths[2], size_t *chosen, struct error *error);

#endif
