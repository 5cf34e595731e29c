/* Names for the files of a report: each file that is compared gets one of its own, so that
 * NAME.diff.png and others can lie in one directory. */
#ifndef ADAM_REPORT_COMPARE_UNIQUE_NAMES_H
#define ADAM_REPORT_COMPARE_UNIQUE_NAMES_H

#include <stddef.h>

/* Starts as {0}; whoever declares it frees it. */
struct unique_names {
    void *keys; /* the names so far, each behind its extension: a tree of tsearch() */
};

void unique_names_free(struct unique_names *unique_names);

/* The name for a path: "sub/contour.png" gives "sub-contour", or, if a path with the same extension
 * has that, "sub-contour-2" and so on; cut where it would be too long for a file's name. Borrowed;
 * NULL if there is no memory. */
const char *unique_names_add(struct unique_names *unique_names, const char *path);

#endif
