/* The files of a baseline and a candidate, for `accept`, and the runs to which they belong. */
#ifndef ADAM_REPORT_COMPARE_ACCEPT_RUNS_H
#define ADAM_REPORT_COMPARE_ACCEPT_RUNS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/glob.h"
#include "base/status.h"
#include "base/tree.h"

/* A path that is not a directory in at least one of the two directories. */
struct accept_file {
    const char *name;
    bool there[2]; /* baseline, candidate */
    struct stat about[2];
    bool chosen;
    bool differs;    /* the files of baseline and candidate differ */
    char staged[24]; /* the name of its copy in the staging directory */
};

/* Initialized to {0}; freed by accept_files_free(). */
struct accept_files {
    struct accept_file *files; /* sorted by name */
    size_t count;
    struct tree trees[2]; /* own the names */
};

void accept_files_free(struct accept_files *files);

/* Lists both directories, given by path and open descriptor (-1: empty). Symbolic links are not
 * followed. */
enum status accept_list(struct accept_files *files, const char *const paths[2], const int roots[2],
                        int interrupt_fd, struct error *error);

/* Chooses the files that match the globs (without globs, all), and for each file of a run all files
 * of that run: those named on either side by its manifest, the manifest and the checksums. Sets
 * *chosen to their number. */
enum status accept_choose(struct accept_files *files, const struct glob_list *only,
                          const char *const paths[2], size_t *chosen, struct error *error);

#endif
