/* Additional functions for a build that measures coverage, so that every process saves its
 * counters. The linker adds them, without changes in the program. */
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/types.h>

/* Of tests/faults/faults.c, where that is linked: libgcov does not survive what it does. */
void faults_pause(bool pause) __attribute__((weak));

void __gcov_dump(void);
void __real__exit(int status) __attribute__((noreturn));
void __wrap__exit(int status) __attribute__((noreturn));
pid_t __real___gcov_fork(void);
pid_t __wrap___gcov_fork(void);

static void pause_faults(bool pause)
{
    if (faults_pause != 0)
        faults_pause(pause);
}

/* Before the counters are written: some tests limit the size of files. Half of a file of counters
 * would spoil all that other processes add to it. */
static void __attribute__((destructor)) lift_limits(void)
{
    struct rlimit limit;

    pause_faults(true);
    if (getrlimit(RLIMIT_FSIZE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
}

/* In the place of the C library's _exit() (--wrap=_exit), with which a forked process ends. */
void __wrap__exit(int status)
{
    lift_limits();
    __gcov_dump();
    __real__exit(status);
}

/* Called for fork() in such a build: it writes the counters, too. */
pid_t __wrap___gcov_fork(void)
{
    pause_faults(true);
    pid_t process = __real___gcov_fork();
    pause_faults(false);
    return process;
}
