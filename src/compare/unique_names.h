/* Names for the files of a report: a unique one for each compared file, so that NAME.diff.png and
 * others fit into a single directory. */
#ifndef ADAM_REPORT_COMPARE_UNIQUE_NAMES_H
#define ADAM_REPORT_COMPARE_UNIQUE_NAMES_H

/* Initialized to {0} and freed by the function that declares it. */
struct unique_names {
    void *names; /* those so far: a tree of tsearch() */
};

void unique_names_free(struct unique_names *unique_names);

/* The name for a path: "sub/contour.png" becomes "sub-contour", "sub/contour.svg" becomes
 * "sub-contour.svg" and, if the name is already used, "sub-contour-2" and so on. Characters beyond
 * ASCII, or special in a shell or a URL, become "_". Names are unique regardless of case. Long
 * names are truncated. Borrowed; NULL if out of memory. */
const char *unique_names_add(struct unique_names *unique_names, const char *path);

#endif
