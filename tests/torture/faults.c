/* libfaults: calls of the C library that fail, for LD_PRELOAD (see faults.h). For glibc on Linux.
 */
#define _GNU_SOURCE
#include "faults.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* glibc's own names of what we replace. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

#define NAME(name) #name,
static const char *const names[] = {FAULT_FUNCTIONS(NAME) "any"};
static const char *const modes[] = FAULT_MODES;
static const char *const processes[] = FAULT_PROCESSES;

static struct {
    enum fault_function function;
    unsigned long number;
    int error;
    enum fault_mode mode;
    enum fault_process process;
} fault;

static enum fault_process self; /* FAULT_PROGRAM or FAULT_PUBLISHER */
static struct fault_counts unread, *counts;

/* The C library's function of this name, as `real`. */
#define REAL(name)                                                                                 \
    static __typeof__(name) *real;                                                                 \
    if (real == NULL)                                                                              \
    *(void **)&real = dlsym(RTLD_NEXT, #name)

/* ---- Whose calls count ----------------------------------------------------------------------- */

/* The dynamic loader ends the program where it gets no memory for thread-local data, and libraries
 * print what they like while they are loaded: what is allocated there never fails. */
static bool is_loading;
static const char *loader, *loader_end;

static void find_loader(void)
{
    loader = (const char *)getauxval(AT_BASE);
    const ElfW(Ehdr) *head = (const void *)loader;
    const ElfW(Phdr) *segments = (const void *)(loader + head->e_phoff);

    for (size_t i = 0; i < head->e_phnum; i++)
        if (segments[i].p_type == PT_LOAD)
            loader_end = loader + segments[i].p_vaddr + segments[i].p_memsz;
}

static bool is_loader(const void *caller)
{
    const char *address = caller;

    return is_loading || (address >= loader && address < loader_end);
}

/* ---- The setting ----------------------------------------------------------------------------- */

static unsigned find(const char *const list[], unsigned count, const char *name)
{
    for (unsigned i = 0; i < count; i++)
        if (strcmp(list[i], name) == 0)
            return i;
    fprintf(stderr, "libfaults: no '%s' in " FAULT_VARIABLE "\n", name);
    _exit(99);
}

static void map_counts(const char *path)
{
    int file = open(path, O_RDWR | O_CLOEXEC);
    void *mapped = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

    close(file);
    if (mapped == MAP_FAILED)
        _exit(99);
    counts = mapped;
}

static void __attribute__((constructor)) begin(void)
{
    const char *setting = getenv(FAULT_VARIABLE), *path = getenv(FAULT_COUNTS_VARIABLE);
    char function[64], mode[16], process[16];

    if (setting == NULL)
        return;
    if (sscanf(setting, "%63[^:]:%lu:%d:%15[^:]:%15s", function, &fault.number, &fault.error, mode,
               process) != 5)
        _exit(99);
    fault.function = find(names, FAULT_FUNCTION_COUNT, function);
    fault.mode = find(modes, FAULT_MODE_COUNT, mode);
    fault.process = find(processes, FAULT_PROCESS_COUNT, process);
    find_loader();
    if (path != NULL)
        map_counts(path);
    else
        counts = &unread;
}

/* ---- Whether a call fails -------------------------------------------------------------------- */

static void end_here(void)
{
    if (fault.mode == FAULT_ORPHAN)
        kill(getppid(), SIGKILL);
    raise(SIGKILL);
}

static unsigned long count(enum fault_function function)
{
    return __atomic_add_fetch(&counts->calls[self][function], 1, __ATOMIC_RELAXED);
}

/* Whether this call is one of the requested ones. Counts it; nothing counts before begin().
 */
static bool is_faulty(enum fault_function function)
{
    if (counts == NULL)
        return false;
    unsigned long number = count(function);
    unsigned long any = function > FAULT_realloc ? count(FAULT_ANY) : 0;
    if (fault.function == FAULT_ANY)
        number = any;
    if ((function != fault.function && (fault.function != FAULT_ANY || any == 0)) ||
        (self != fault.process && fault.process != FAULT_BOTH))
        return false;
    if (number != fault.number && (number < fault.number || fault.mode == FAULT_ONCE))
        return false;
    __atomic_add_fetch(&counts->failed[self], 1, __ATOMIC_RELAXED);
    if (fault.mode == FAULT_KILL || fault.mode == FAULT_ORPHAN)
        end_here();
    return true;
}

/* The same, with errno set. */
static bool fails(enum fault_function function)
{
    if (!is_faulty(function))
        return false;
    errno = fault.error;
    return true;
}

/* For functions that return what others leave in errno. */
static int reason(enum fault_function function)
{
    return is_faulty(function) ? fault.error : 0;
}

/* ---- Memory ---------------------------------------------------------------------------------- */

void *malloc(size_t size)
{
    return !is_loader(__builtin_return_address(0)) && fails(FAULT_malloc) ? NULL
                                                                          : __libc_malloc(size);
}

void *calloc(size_t number, size_t size)
{
    return !is_loader(__builtin_return_address(0)) && fails(FAULT_calloc)
               ? NULL
               : __libc_calloc(number, size);
}

void *realloc(void *block, size_t size)
{
    return !is_loader(__builtin_return_address(0)) && fails(FAULT_realloc)
               ? NULL
               : __libc_realloc(block, size);
}

/* ---- Functions that only pass on what they get ----------------------------------------------- */

#define WRAP(type, name, parameters, arguments, failure)                                           \
    type name parameters                                                                           \
    {                                                                                              \
        REAL(name);                                                                                \
        return fails(FAULT_##name) ? (failure) : real arguments;                                   \
    }

#define WRAP_REASON(name, parameters, arguments)                                                   \
    int name parameters                                                                            \
    {                                                                                              \
        REAL(name);                                                                                \
        int error = reason(FAULT_##name);                                                          \
        return error != 0 ? error : real arguments;                                                \
    }

WRAP(int, fsync, (int file), (file), -1)
WRAP(int, sync_file_range, (int file, off64_t at, off64_t length, unsigned flags),
     (file, at, length, flags), -1)
WRAP(int, rename, (const char *from, const char *to), (from, to), -1)
WRAP(int, renameat, (int a, const char *from, int b, const char *to), (a, from, b, to), -1)
WRAP(int, link, (const char *from, const char *to), (from, to), -1)
WRAP(int, linkat, (int a, const char *from, int b, const char *to, int flags),
     (a, from, b, to, flags), -1)
WRAP(int, symlinkat, (const char *target, int directory, const char *path),
     (target, directory, path), -1)
WRAP(int, unlink, (const char *path), (path), -1)
WRAP(int, unlinkat, (int directory, const char *path, int flags), (directory, path, flags), -1)
WRAP(int, rmdir, (const char *path), (path), -1)
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode), -1)
WRAP(int, mkdirat, (int directory, const char *path, mode_t mode), (directory, path, mode), -1)
WRAP(char *, mkdtemp, (char *path), (path), NULL)
WRAP(DIR *, opendir, (const char *path), (path), NULL)
WRAP(DIR *, fdopendir, (int file), (file), NULL)
WRAP(struct dirent *, readdir, (DIR * stream), (stream), NULL)
WRAP(int, stat, (const char *restrict path, struct stat *restrict about), (path, about), -1)
WRAP(int, fstat, (int file, struct stat *about), (file, about), -1)
WRAP(int, lstat, (const char *restrict path, struct stat *restrict about), (path, about), -1)
WRAP(int, fstatat,
     (int directory, const char *restrict path, struct stat *restrict about, int flags),
     (directory, path, about, flags), -1)
WRAP(int, access, (const char *path, int mode), (path, mode), -1)
WRAP(ssize_t, readlinkat,
     (int directory, const char *restrict path, char *restrict to, size_t size),
     (directory, path, to, size), -1)
WRAP(char *, realpath, (const char *restrict path, char *restrict to), (path, to), NULL)
WRAP(char *, getcwd, (char *to, size_t size), (to, size), NULL)
WRAP(int, futimens, (int file, const struct timespec times[2]), (file, times), -1)
WRAP(int, ftruncate, (int file, off_t length), (file, length), -1)
WRAP(int, flock, (int file, int operation), (file, operation), -1)
WRAP(void *, mmap, (void *at, size_t size, int protection, int flags, int file, off_t offset),
     (at, size, protection, flags, file, offset), MAP_FAILED)
WRAP(int, pipe, (int ends[2]), (ends), -1)
WRAP(int, poll, (struct pollfd * files, nfds_t number, int milliseconds),
     (files, number, milliseconds), -1)
WRAP(pid_t, setsid, (void), (), -1)
WRAP(int, kill, (pid_t process, int number), (process, number), -1)
WRAP(pid_t, waitpid, (pid_t process, int *status, int options), (process, status, options), -1)
WRAP(int, waitid, (idtype_t type, id_t id, siginfo_t *about, int options),
     (type, id, about, options), -1)
WRAP(int, sigaction,
     (int number, const struct sigaction *restrict action, struct sigaction *restrict before),
     (number, action, before), -1)
WRAP(int, setitimer,
     (__itimer_which_t which, const struct itimerval *restrict timer,
      struct itimerval *restrict before),
     (which, timer, before), -1)
WRAP(int, clock_gettime, (clockid_t clock, struct timespec *now), (clock, now), -1)
WRAP(int, fflush, (FILE * stream), (stream), EOF)

WRAP_REASON(posix_spawn,
            (pid_t *restrict process, const char *restrict path,
             const posix_spawn_file_actions_t *restrict actions,
             const posix_spawnattr_t *restrict attributes, char *const arguments[restrict],
             char *const environment[restrict]),
            (process, path, actions, attributes, arguments, environment))
WRAP_REASON(posix_spawnattr_init, (posix_spawnattr_t * attributes), (attributes))
WRAP_REASON(posix_spawn_file_actions_init, (posix_spawn_file_actions_t * actions), (actions))
WRAP_REASON(posix_spawn_file_actions_adddup2,
            (posix_spawn_file_actions_t * actions, int from, int to), (actions, from, to))
WRAP_REASON(posix_spawn_file_actions_addfchdir_np,
            (posix_spawn_file_actions_t * actions, int directory), (actions, directory))
WRAP_REASON(pthread_create,
            (pthread_t *restrict thread, const pthread_attr_t *restrict attributes,
             void *(*run)(void *), void *restrict argument),
            (thread, attributes, run, argument))
WRAP_REASON(pthread_attr_init, (pthread_attr_t * attributes), (attributes))
WRAP_REASON(pthread_attr_setstacksize, (pthread_attr_t * attributes, size_t size),
            (attributes, size))

/* ---- The others ------------------------------------------------------------------------------ */

int open(const char *path, int flags, ...)
{
    va_list arguments;

    REAL(open);
    va_start(arguments, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return fails(FAULT_open) ? -1 : real(path, flags, mode);
}

int openat(int directory, const char *path, int flags, ...)
{
    va_list arguments;

    REAL(openat);
    va_start(arguments, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return fails(FAULT_openat) ? -1 : real(directory, path, flags, mode);
}

/* The third argument is a number for all that the program asks for. */
int fcntl(int file, int command, ...)
{
    va_list arguments;

    REAL(fcntl);
    va_start(arguments, command);
    long argument = command == F_GETFD || command == F_GETFL ? 0 : va_arg(arguments, int);
    va_end(arguments);
    return fails(FAULT_fcntl) ? -1 : real(file, command, argument);
}

/* As Linux does, which leaves no descriptor open. */
int close(int file)
{
    REAL(close);
    bool failing = is_faulty(FAULT_close);
    int result = real(file);
    if (failing)
        errno = fault.error;
    return failing ? -1 : result;
}

/* How much of `size` is transferred; -1: the call fails. */
static ssize_t transferred(enum fault_function function, size_t size)
{
    if (!fails(function))
        return (ssize_t)size;
    return fault.mode == FAULT_SHORT ? size > 0 : -1;
}

ssize_t read(int file, void *to, size_t size)
{
    REAL(read);
    ssize_t length = transferred(FAULT_read, size);
    return length < 0 ? -1 : real(file, to, (size_t)length);
}

ssize_t pread(int file, void *to, size_t size, off_t offset)
{
    REAL(pread);
    ssize_t length = transferred(FAULT_pread, size);
    return length < 0 ? -1 : real(file, to, (size_t)length, offset);
}

ssize_t write(int file, const void *from, size_t size)
{
    REAL(write);
    ssize_t length = transferred(FAULT_write, size);
    return length < 0 ? -1 : real(file, from, (size_t)length);
}

void *dlopen(const char *path, int flags)
{
    REAL(dlopen);
    if (fails(FAULT_dlopen))
        return NULL;
    is_loading = true;
    void *library = real(path, flags);
    is_loading = false;
    return library;
}

pid_t fork(void)
{
    REAL(fork);
    if (fails(FAULT_fork))
        return -1;
    pid_t child = real();
    if (child == 0)
        self = FAULT_PUBLISHER;
    return child;
}

/* One processor, for one thread: calls then come in the same order each time. */
long sysconf(int name)
{
    REAL(sysconf);
    return name == _SC_NPROCESSORS_ONLN ? 1 : real(name);
}
