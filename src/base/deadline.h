/* Time limits and interruption by signals. */
#ifndef ADAM_REPORT_BASE_DEADLINE_H
#define ADAM_REPORT_BASE_DEADLINE_H

#include <stddef.h>

#include "base/status.h"

struct deadline {
    double seconds;   /* the limit as the user gave it, for messages */
    double end;       /* on the monotonic clock, in seconds */
    double looked;    /* time of the last call of deadline_remaining(), on the same clock */
    int interrupt_fd; /* becomes and stays readable when a signal arrives; -1: none */
};

/* A limit of this many seconds (> 0) from now. interrupt_fd is borrowed. */
struct deadline deadline_start(double seconds, int interrupt_fd);

/* Remaining milliseconds, rounded up, at most `most`; 0 when the time is up. A waiting caller calls
 * this several times per second. If more than a second has passed since the last call, the rest is
 * not counted: the program was not waiting, but computing, or was stopped, possibly with the
 * processes that it waits for. */
int deadline_remaining(struct deadline *deadline, int most);

/* STATUS_INTERRUPTED if interrupt_fd (-1: never) is readable. */
enum status interrupt_check(int interrupt_fd, struct error *error);

/* The same for loops with short iterations: checks only in every 64th. */
enum status interrupt_check_at(size_t pass, int interrupt_fd, struct error *error);

/* Sleeps for this time, or until interrupt_fd becomes readable. */
void interrupt_sleep(int interrupt_fd, int milliseconds);

#endif
