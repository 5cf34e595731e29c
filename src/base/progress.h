/* Progress of a computation: shown to a person who waits, and stopped when a signal says so. */
#ifndef ADAM_REPORT_BASE_PROGRESS_H
#define ADAM_REPORT_BASE_PROGRESS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/status.h"

struct progress {
    const char *what; /* "sweep" */
    FILE *terminal;   /* where a bar is drawn once a second has passed; NULL: nowhere */
    int interrupt_fd; /* becomes readable when a signal arrived; -1: never */
    double total;     /* of what is done, in units of the caller's */

    double done;
    double begun, shown; /* on the monotonic clock; shown 0: not yet */
    bool interrupted;
    pthread_mutex_t mutex;
};

/* Begins at 0 of total. The caller owes a progress_end(), which takes the bar away. */
void progress_begin(struct progress *progress, const char *what, FILE *terminal, int interrupt_fd,
                    double total);
void progress_end(struct progress *progress);

/* So much more is done. False: stop. Any thread may call it. */
bool progress_add(struct progress *progress, double amount);

/* STATUS_INTERRUPTED if it was stopped. */
enum status progress_status(const struct progress *progress, struct error *error);

#endif
