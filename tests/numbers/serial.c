/* Replaces base/parallel.c, base/progress.c and base/deadline.c on systems without threads and
 * signals. */
#include "base/deadline.h"
#include "base/parallel.h"
#include "base/progress.h"

size_t parallel_processors(void)
{
    return 1;
}

void parallel_for(size_t count, size_t threads, void (*work)(void *context, size_t i),
                  void *context)
{
    (void)threads;
    for (size_t i = 0; i < count; i++)
        work(context, i);
}

void progress_begin(struct progress *progress, const char *what, FILE *terminal, int interrupt_fd,
                    double total)
{
    *progress = (struct progress){
        .what = what, .terminal = terminal, .interrupt_fd = interrupt_fd, .total = total};
}

void progress_end(struct progress *progress)
{
    (void)progress;
}

bool progress_add(struct progress *progress, double amount)
{
    progress->done += amount;
    return true;
}

enum status progress_status(const struct progress *progress, struct error *error)
{
    (void)progress;
    (void)error;
    return STATUS_OK;
}

enum status interrupt_check(int interrupt_fd, struct error *error)
{
    (void)interrupt_fd;
    (void)error;
    return STATUS_OK;
}
