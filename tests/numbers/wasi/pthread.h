/* wasi-libc has no threads, and in Debian 12 no header for them: what base/progress.h needs of it.
 */
#ifndef ADAM_REPORT_NUMBERS_WASI_PTHREAD_H
#define ADAM_REPORT_NUMBERS_WASI_PTHREAD_H

typedef int pthread_mutex_t;

#endif
