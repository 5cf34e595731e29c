/* Globs for paths below a directory, matched as in gitignore(5).
 *
 * Within a name, `*` matches any bytes, `?` any byte, and `[...]` one of several; `\` escapes the
 * next character. `**` as a whole component matches any number of directories. A glob with a slash
 * before its end is matched against the whole path, others against any name in it. A glob that
 * matches a directory matches everything in it; one that ends with a slash matches only
 * directories. */
#ifndef ADAM_REPORT_BASE_GLOB_H
#define ADAM_REPORT_BASE_GLOB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_parser.h"

bool glob_matches(const char *glob, const char *path);

#define GLOB_LIST_MAX 64

/* The values of an option that may be repeated; they point into argv. */
struct glob_list {
    const char *globs[GLOB_LIST_MAX];
    size_t count;
};

/* Whether any of them matches. */
bool glob_list_matches(const struct glob_list *list, const char *path);

/* Reader for rows whose member is a struct glob_list. */
option_reader option_read_glob;

#endif
