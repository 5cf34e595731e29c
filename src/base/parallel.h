/* Loops whose passes run on several threads. */
#ifndef ADAM_REPORT_BASE_PARALLEL_H
#define ADAM_REPORT_BASE_PARALLEL_H

#include <stddef.h>

/* How many processors there are for us: at least 1. */
size_t parallel_processors(void);

/* Calls work(context, i) for every i below count, each once, in this order but on several threads
 * at once: at most `threads`, of which the caller's is one. Returns when all are done. Where no
 * thread is to be had, fewer do the work. */
void parallel_for(size_t count, size_t threads, void (*work)(void *context, size_t i),
                  void *context);

#endif
