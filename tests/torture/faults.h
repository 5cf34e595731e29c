/* The interface of libfaults and its driver: the functions that can fail, and how a fault is
 * requested.
 *
 * ADAM_REPORT_FAULT=FUNCTION:N:ERROR:MODE:PROCESS makes the N-th call of the function fail in the
 * process. ERROR is a number of errno. FUNCTION can also be "any": every function but those that
 * allocate. The processes are the program itself and the one that it forks to publish its files,
 * each of which counts its own calls from 1.
 *
 * ADAM_REPORT_FAULT_COUNTS is the path of a file of sizeof(struct fault_counts), which is mapped
 * and counts the calls; the driver empties it before each start. */
#ifndef ADAM_REPORT_TESTS_FAULTS_H
#define ADAM_REPORT_TESTS_FAULTS_H

#define FAULT_VARIABLE "ADAM_REPORT_FAULT"
#define FAULT_COUNTS_VARIABLE "ADAM_REPORT_FAULT_COUNTS"

/* First those that allocate. */
#define FAULT_FUNCTIONS(X)                                                                         \
    X(malloc)                                                                                      \
    X(calloc)                                                                                      \
    X(realloc)                                                                                     \
    X(open)                                                                                        \
    X(openat)                                                                                      \
    X(read)                                                                                        \
    X(pread)                                                                                       \
    X(write)                                                                                       \
    X(fsync)                                                                                       \
    X(sync_file_range)                                                                             \
    X(close)                                                                                       \
    X(rename)                                                                                      \
    X(renameat)                                                                                    \
    X(link)                                                                                        \
    X(linkat)                                                                                      \
    X(symlinkat)                                                                                   \
    X(unlink)                                                                                      \
    X(unlinkat)                                                                                    \
    X(rmdir)                                                                                       \
    X(mkdir)                                                                                       \
    X(mkdirat)                                                                                     \
    X(mkdtemp)                                                                                     \
    X(opendir)                                                                                     \
    X(fdopendir)                                                                                   \
    X(readdir)                                                                                     \
    X(stat)                                                                                        \
    X(fstat)                                                                                       \
    X(lstat)                                                                                       \
    X(fstatat)                                                                                     \
    X(access)                                                                                      \
    X(readlinkat)                                                                                  \
    X(realpath)                                                                                    \
    X(getcwd)                                                                                      \
    X(futimens)                                                                                    \
    X(ftruncate)                                                                                   \
    X(fcntl)                                                                                       \
    X(flock)                                                                                       \
    X(mmap)                                                                                        \
    X(pipe)                                                                                        \
    X(poll)                                                                                        \
    X(posix_spawn)                                                                                 \
    X(posix_spawnattr_init)                                                                        \
    X(posix_spawn_file_actions_init)                                                               \
    X(posix_spawn_file_actions_adddup2)                                                            \
    X(posix_spawn_file_actions_addfchdir_np)                                                       \
    X(fork)                                                                                        \
    X(setsid)                                                                                      \
    X(kill)                                                                                        \
    X(waitpid)                                                                                     \
    X(waitid)                                                                                      \
    X(pthread_create)                                                                              \
    X(pthread_attr_init)                                                                           \
    X(pthread_attr_setstacksize)                                                                   \
    X(sigaction)                                                                                   \
    X(setitimer)                                                                                   \
    X(clock_gettime)                                                                               \
    X(fflush)                                                                                      \
    X(dlopen)

#define FAULT_ENUMERATOR(name) FAULT_##name,
enum fault_function { FAULT_FUNCTIONS(FAULT_ENUMERATOR) FAULT_ANY, FAULT_FUNCTION_COUNT };
#undef FAULT_ENUMERATOR

/* How a call fails; the names are those of the variable. */
#define FAULT_MODES                                                                                \
    {                                                                                              \
        "once",      /* the N-th call */                                                           \
            "on",    /* that and all after it */                                                   \
            "short", /* from then on, one byte at most is read or written */                       \
            "kill",  /* the process is killed at that call */                                      \
            "orphan" /* and so is its parent, before it: the program and its publisher */          \
    }
enum fault_mode { FAULT_ONCE, FAULT_ON, FAULT_SHORT, FAULT_KILL, FAULT_ORPHAN, FAULT_MODE_COUNT };

#define FAULT_PROCESSES                                                                            \
    {                                                                                              \
        "program", "publisher", "both"                                                             \
    }
enum fault_process { FAULT_PROGRAM, FAULT_PUBLISHER, FAULT_BOTH, FAULT_PROCESS_COUNT };

struct fault_counts {
    unsigned long calls[2][FAULT_FUNCTION_COUNT]; /* of program and publisher */
    unsigned long failed[2];                      /* how many of them were made to fail */
};

#endif
