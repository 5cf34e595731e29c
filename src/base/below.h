/* Files below a directory, found without following a symbolic link on the way: names that come from
 * elsewhere never lead out of it. */
#ifndef ADAM_REPORT_BASE_BELOW_H
#define ADAM_REPORT_BASE_BELOW_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

/* Whether these bytes are a name in a directory: not empty, "." or "..". */
bool below_is_component(const char *bytes, size_t length);

/* Whether the name is a path to something below a directory: no component is empty, "." or "..". */
bool below_is_path(const char *name);

/* Opens the directory that the last component of the name is in, and sets *last to that component,
 * which points into the name. `create` makes missing directories. -1 with errno on failure: ELOOP
 * or ENOTDIR where a component before the last is a symbolic link or no directory, EINVAL where the
 * name is no path below. The caller closes the descriptor. */
int below_parent(int root, const char *name, bool create, const char **last);

/* openat() with O_NOFOLLOW of the file itself, too. */
int below_open(int root, const char *name, int flags);

/* Removes the directories above the name, the inner ones first, as far as they are empty; those
 * that are not there are passed over. */
void below_remove_empty(int root, const char *name);

bool below_same_file(const struct stat *a, const struct stat *b);

/* Whether an open directory is another one or below it, whatever paths led to them; true as well
 * where that cannot be found out (-1: it could not be opened). Closes it. */
bool below_lies_in(int directory, const struct stat *outer);

#endif
