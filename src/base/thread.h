/* Threads with small stacks. */
#ifndef ADAM_REPORT_BASE_THREAD_H
#define ADAM_REPORT_BASE_THREAD_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* The stack of a thread, in bytes: the system's default (8 MiB) would take much of the address
 * space of a process that has little. What calls itself has a limit for that. */
#define THREAD_STACK ((size_t)1 << 20)

/* Starts a thread with such a stack; false if none is to be had. The caller owes a pthread_join().
 */
bool thread_start(pthread_t *thread, void *(*run)(void *argument), void *argument);

#endif
