/* Threads with small stacks. */
#ifndef ADAM_REPORT_BASE_THREAD_H
#define ADAM_REPORT_BASE_THREAD_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* The stack size of a thread, in bytes: the system's default (8 MiB) is too much under a tight
 * limit of address space. Recursive functions limit their depth accordingly. */
#define THREAD_STACK ((size_t)1 << 20)

/* Starts a thread with such a stack; false if it cannot be created. The caller must call
 * pthread_join(). */
bool thread_start(pthread_t *thread, void *(*run)(void *argument), void *argument);

#endif
