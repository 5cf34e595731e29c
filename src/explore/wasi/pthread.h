/* wasi-libc has no threads, and in Debian 12 no header for them: the declarations that
 * base/progress.h needs. */
#ifndef ADAM_REPORT_EXPLORE_WASI_PTHREAD_H
#define ADAM_REPORT_EXPLORE_WASI_PTHREAD_H

typedef int pthread_mutex_t;

#endif
