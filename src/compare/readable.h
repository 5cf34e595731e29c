/* Whether a file is valid for its kind, determined by the functions that compare files. */
#ifndef ADAM_REPORT_COMPARE_READABLE_H
#define ADAM_REPORT_COMPARE_READABLE_H

#include <stddef.h>

#include "base/budget.h"
#include "base/status.h"
#include "compare/compare_options.h"

/* State shared by the checks of several files. */
struct readable {
    struct compare_options defaults;
    struct budget budget;
    int interrupt_fd;
};

/* For this number of threads. After STATUS_OK the caller owes a readable_end(). */
enum status readable_begin(struct readable *readable, size_t threads, int interrupt_fd,
                           struct error *error);
void readable_end(struct readable *readable);

/* STATUS_BAD_INPUT with the reason if a comparison would call the file at `path` unreadable; `name`
 * determines its kind. Several threads can call it simultaneously. */
enum status readable_check(struct readable *readable, const char *name, const char *path,
                           struct error *error);

#endif
