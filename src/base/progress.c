#include "base/progress.h"

#include <math.h>
#include <time.h>

#include "base/deadline.h"

#define WIDTH 30
#define SILENT_SECONDS 1.0
#define SECONDS_BETWEEN 0.1

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void progress_begin(struct progress *progress, const char *what, FILE *terminal, int interrupt_fd,
                    double total)
{
    *progress = (struct progress){.what = what,
                                  .terminal = terminal,
                                  .interrupt_fd = interrupt_fd,
                                  .total = total,
                                  .begun = now()};
    pthread_mutex_init(&progress->mutex, NULL);
}

/* Overwrites the previous line: \r moves to its start, and the escape sequence clears the rest. */
static void show(const struct progress *progress, double time)
{
    double share = progress->done / progress->total;
    double left = (time - progress->begun) * (1 - share) / share;
    int filled = (int)(share * WIDTH);

    fprintf(progress->terminal, "\r%s [", progress->what);
    for (int i = 0; i < WIDTH; i++)
        fputc(i < filled ? '#' : '.', progress->terminal);
    fprintf(progress->terminal, "] %3.0f %%, %.0f s left\033[K", floor(100 * share), ceil(left));
    fflush(progress->terminal);
}

bool progress_add(struct progress *progress, double amount)
{
    struct error error = {""};

    pthread_mutex_lock(&progress->mutex);
    progress->done += amount;
    if (interrupt_check(progress->interrupt_fd, &error) != STATUS_OK)
        progress->interrupted = true;
    double time = progress->terminal == NULL ? 0 : now();
    if (progress->terminal != NULL && progress->done > 0 &&
        time - progress->begun > SILENT_SECONDS && time - progress->shown > SECONDS_BETWEEN) {
        show(progress, time);
        progress->shown = time;
    }
    bool go_on = !progress->interrupted;
    pthread_mutex_unlock(&progress->mutex);
    return go_on;
}

void progress_end(struct progress *progress)
{
    if (progress->shown > 0) {
        fputs("\r\033[K", progress->terminal);
        fflush(progress->terminal);
    }
    pthread_mutex_destroy(&progress->mutex);
}

enum status progress_status(const struct progress *progress, struct error *error)
{
    return progress->interrupted ? error_set(error, STATUS_INTERRUPTED, "interrupted") : STATUS_OK;
}
