/* Names for the files of a report: each file that is compared gets one of its own, so that
 * NAME.diff.png and others can lie in one directory. */
#ifndef ADAM_REPORT_COMPARE_UNIQUE_NAMES_H
#define ADAM_REPORT_COMPARE_UNIQUE_NAMES_H

/* Starts as {0}; whoever declares it frees it. */
struct unique_names {
    void *names; /* those so far: a tree of tsearch() */
};

void unique_names_free(struct unique_names *unique_names);

/* The name for a path: "sub/contour.png" gives "sub-contour", "sub/contour.svg" gives
 * "sub-contour.svg", and if an earlier path has that, "sub-contour-2" and so on. What is not ASCII,
 * or means something to a shell or in a URL, is "_". No two names are the same in any case of their
 * letters. Cut where it would be too long for a file's name. Borrowed; NULL if there is no memory.
 */
const char *unique_names_add(struct unique_names *unique_names, const char *path);

#endif
