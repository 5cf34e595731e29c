/* Globs for paths below a directory, with the meaning they have in gitignore(5).
 *
 * `*` and `?` stand for anything and for one byte within a name, `[...]` for one of several; `\`
 * takes the meaning from the character behind it. `**` as a whole component stands for any number
 * of directories. A glob with a slash, but not only at its end, is for the whole path; another one
 * for any name in it. A glob that matches a directory matches all that is in it; one that ends with
 * a slash matches directories only. */
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

/* Whether one of them matches. */
bool glob_list_matches(const struct glob_list *list, const char *path);

/* Reader for rows whose member is a struct glob_list. */
option_reader option_read_glob;

#endif
