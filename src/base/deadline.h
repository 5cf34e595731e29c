/* Limits of a wait: a time limit, and a signal that asks the program to stop. */
#ifndef ADAM_REPORT_BASE_DEADLINE_H
#define ADAM_REPORT_BASE_DEADLINE_H

#include <stddef.h>

#include "base/status.h"

struct deadline {
    double seconds;   /* the limit as the user gave it, for messages */
    double end;       /* on the monotonic clock, in seconds */
    double looked;    /* when deadline_remaining() was asked last, on the same clock */
    int interrupt_fd; /* becomes readable when a signal arrived and stays so; -1: there is none */
};

/* A limit of so many seconds (> 0) from now. interrupt_fd stays the caller's. */
struct deadline deadline_start(double seconds, int interrupt_fd);

/* Milliseconds that are left, rounded up: 0 when the time is over, at most `most`. Whoever waits
 * asks several times a second. More than a second since it was asked last does not count: the
 * program did not wait then, but computed, or was stopped, and with it perhaps all it waits for. */
int deadline_remaining(struct deadline *deadline, int most);

/* STATUS_INTERRUPTED if interrupt_fd (-1: never) is readable. */
enum status interrupt_check(int interrupt_fd, struct error *error);

/* The same in a loop whose passes are too short to look each time: at every 64th only. */
enum status interrupt_check_at(size_t pass, int interrupt_fd, struct error *error);

/* Sleeps so long, or less when interrupt_fd becomes readable. */
void interrupt_sleep(int interrupt_fd, int milliseconds);

#endif
