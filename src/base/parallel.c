#include "base/parallel.h"

#include <stdatomic.h>
#include <unistd.h>

#include "base/thread.h"

/* More threads than this do not speed up the program. */
#define MOST_THREADS 64

size_t parallel_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);

    return count < 1 ? 1 : count > MOST_THREADS ? MOST_THREADS : (size_t)count;
}

struct parallel_loop {
    atomic_size_t next;
    size_t count;
    void (*work)(void *context, size_t i);
    void *context;
};

static void *run_iterations(void *argument)
{
    struct parallel_loop *loop = argument;

    for (size_t i; (i = atomic_fetch_add(&loop->next, 1)) < loop->count;)
        loop->work(loop->context, i);
    return NULL;
}

void parallel_for(size_t count, size_t threads, void (*work)(void *context, size_t i),
                  void *context)
{
    struct parallel_loop loop = {.count = count, .work = work, .context = context};
    pthread_t others[MOST_THREADS];
    size_t wanted = threads < count ? threads : count, started = 0;

    while (started + 1 < wanted && started < MOST_THREADS &&
           thread_start(&others[started], run_iterations, &loop))
        started++;
    run_iterations(&loop);
    while (started > 0)
        pthread_join(others[--started], NULL);
}
