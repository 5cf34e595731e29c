/* Parallel loops. */
#ifndef ADAM_REPORT_BASE_PARALLEL_H
#define ADAM_REPORT_BASE_PARALLEL_H

#include <stddef.h>

/* The number of processors available to the program, at least 1. */
size_t parallel_processors(void);

/* Calls work(context, i) once for every i below count, started in this order on at most `threads`
 * threads, including the caller's. Returns when all calls have returned. Uses fewer threads if they
 * cannot be created. */
void parallel_for(size_t count, size_t threads, void (*work)(void *context, size_t i),
                  void *context);

#endif
