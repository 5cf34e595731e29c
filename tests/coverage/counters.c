/* What a build that measures coverage has on top, so that every process keeps what it has counted.
 * The program knows nothing of it: the linker adds it. */
#include <sys/resource.h>

void __gcov_dump(void);
void __real__exit(int status) __attribute__((noreturn));
void __wrap__exit(int status) __attribute__((noreturn));

/* Before the counters are written: some tests limit the size of files. Half of a file of counters
 * would spoil all that other processes add to it. */
static void __attribute__((destructor)) lift_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_FSIZE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
}

/* In the place of the C library's _exit() (--wrap=_exit), with which a forked process ends. */
void __wrap__exit(int status)
{
    lift_limit();
    __gcov_dump();
    __real__exit(status);
}
