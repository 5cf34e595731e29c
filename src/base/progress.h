/* Progress bars, and interruption of computations by signals. */
#ifndef ADAM_REPORT_BASE_PROGRESS_H
#define ADAM_REPORT_BASE_PROGRESS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/status.h"

struct progress {
    const char *what; /* "sweep" */
    FILE *terminal;   /* where a progress bar is drawn after one second; NULL: nowhere */
    int interrupt_fd; /* becomes readable when a signal arrives; -1: never */
    double total;     /* amount of work, in units chosen by the caller */

    double done;
    double begun, shown; /* times on the monotonic clock; shown 0: not yet */
    bool interrupted;
    pthread_mutex_t mutex;
};

/* Starts at 0 of total. The caller must call progress_end(), which clears the progress bar. */
void progress_begin(struct progress *progress, const char *what, FILE *terminal, int interrupt_fd,
                    double total);
void progress_end(struct progress *progress);

/* Adds completed work. Returns false if the caller must stop. Can be called by any thread. */
bool progress_add(struct progress *progress, double amount);

/* STATUS_INTERRUPTED if a signal has arrived. */
enum status progress_status(const struct progress *progress, struct error *error);

#endif
