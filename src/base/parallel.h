/* Loops whose passes run on several threads. */
#ifndef ADAM_REPORT_BASE_PARALLEL_H
#define ADAM_REPORT_BASE_PARALLEL_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* How many processors there are for us: at least 1. */
size_t parallel_processors(void);

/* The stack of a thread, in bytes: the system's default (8 MiB) would take much of the address
 * space of a process that has little. What calls itself has a limit for that. */
#define PARALLEL_STACK ((size_t)1 << 20)

/* Starts a thread with such a stack; false if none is to be had. The caller owes a pthread_join().
 */
bool parallel_start(pthread_t *thread, void *(*run)(void *argument), void *argument);

/* Calls work(context, i) for every i below count, each once, in this order but on several threads
 * at once: at most `threads`, of which the caller's is one. Returns when all are done. Where no
 * thread is to be had, fewer do the work. */
void parallel_for(size_t count, size_t threads, void (*work)(void *context, size_t i),
                  void *context);

#endif
