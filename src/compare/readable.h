/* Whether a file can be read as what its name says, by the same functions that compare files. */
#ifndef ADAM_REPORT_COMPARE_READABLE_H
#define ADAM_REPORT_COMPARE_READABLE_H

#include <stddef.h>

#include "base/budget.h"
#include "base/status.h"
#include "compare/compare_options.h"

/* What the checks of several files share. */
struct readable {
    struct compare_options defaults;
    struct budget budget;
    int interrupt_fd;
};

/* For so many threads. After STATUS_OK the caller owes a readable_end(). */
enum status readable_begin(struct readable *readable, size_t threads, int interrupt_fd,
                           struct error *error);
void readable_end(struct readable *readable);

/* STATUS_BAD_INPUT with the reason where a comparison with any other file would call the one at
 * `path` unreadable; `name` is the one by which its kind is known. Several threads can call it. */
enum status readable_check(struct readable *readable, const char *name, const char *path,
                           struct error *error);

#endif
