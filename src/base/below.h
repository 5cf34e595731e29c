/* Access to files below a directory without following symbolic links, so that untrusted names never
 * lead outside. */
#ifndef ADAM_REPORT_BASE_BELOW_H
#define ADAM_REPORT_BASE_BELOW_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

/* Whether these bytes are the name of a directory entry: not empty, "." or "..". */
bool below_is_component(const char *bytes, size_t length);

/* Whether the name is a relative path that stays below a directory: no component is empty, "." or
 * "..". */
bool below_is_path(const char *name);

/* Opens the parent directory of the last component of the name, and sets *last to that component,
 * which points into the name. With `create`, missing directories are created. Returns -1 with errno
 * on failure: ELOOP or ENOTDIR if a component before the last is a symbolic link or not a
 * directory, EINVAL if below_is_path() is false. The caller closes the descriptor. */
int below_parent(int root, const char *name, bool create, const char **last);

/* Like openat(), with O_NOFOLLOW for every component. */
int below_open(int root, const char *name, int flags);

/* Removes the parent directories of the name that are empty, innermost first; missing ones are
 * skipped. */
void below_remove_empty(int root, const char *name);

bool below_same_file(const struct stat *a, const struct stat *b);

/* Whether an open directory is the other one or below it, regardless of paths; also true if that
 * cannot be determined (-1: it could not be opened). Closes the directory. */
bool below_lies_in(int directory, const struct stat *outer);

#endif
