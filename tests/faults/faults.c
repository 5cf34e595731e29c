/* Allocations and reads that fail, for tests of how the program handles them. The linker replaces
 * the C library's functions by these (--wrap) where the program itself calls them. Calls of
 * libraries do not fail: not all libraries survive a failure.
 *
 * ADAM_REPORT_FAULT is a number n and a path, separated by a colon. Every allocation from the n-th
 * call site fails. A call site is a sequence of callers; call sites are numbered from 1 in the
 * order in which the program first reaches them. So a test that tries all n fails every allocation
 * in the source once, not every allocation of a run. The file with this path is created when the
 * first one fails.
 *
 * With "call " before the number, only the n-th allocation of the run fails.
 *
 * ADAM_REPORT_READ_FAULT is the name of a function that reads ("readdir") and a number n, separated
 * by a colon: its n-th call of the run, and all later ones, fail with EIO. */
#include <dirent.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The number of callers that identify a call site: enough to distinguish appends to a text. */
#define CALLERS 5
#define OWN_FRAMES 3
#define MOST_PLACES 16384

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
char *__real_strdup(const char *string);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
char *__wrap_strdup(const char *string);

ssize_t __real_pread(int file, void *to, size_t size, off_t offset);
ssize_t __real_read(int file, void *to, size_t size);
struct dirent *__real_readdir(DIR *stream);
int __real_fstat(int file, struct stat *about);
ssize_t __wrap_pread(int file, void *to, size_t size, off_t offset);
ssize_t __wrap_read(int file, void *to, size_t size);
struct dirent *__wrap_readdir(DIR *stream);
int __wrap_fstat(int file, struct stat *about);

void faults_pause(bool pause);

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void *places[MOST_PLACES][CALLERS];
static size_t place_count, faulty;
static bool paused;
static bool by_call; /* whether `faulty` counts calls and not places */
static const char *witness;

static void __attribute__((constructor)) begin(void)
{
    const char *setting = getenv("ADAM_REPORT_FAULT");
    char *end;

    if (setting == NULL)
        return;
    by_call = strncmp(setting, "call ", 5) == 0;
    faulty = strtoul(setting + (by_call ? 5 : 0), &end, 10);
    witness = *end == ':' ? end + 1 : "/dev/null";
}

void faults_pause(bool pause)
{
    paused = pause;
}

/* The number of the place that called, from 1. */
static size_t place_number(void)
{
    void *frames[OWN_FRAMES + CALLERS] = {NULL};

    backtrace(frames, OWN_FRAMES + CALLERS);
    for (size_t i = 0; i < place_count; i++)
        if (memcmp(places[i], frames + OWN_FRAMES, sizeof places[i]) == 0)
            return i + 1;
    if (place_count < MOST_PLACES)
        memcpy(places[place_count++], frames + OWN_FRAMES, sizeof places[0]);
    return place_count;
}

static bool __attribute__((noinline)) fails(void)
{
    static size_t calls;

    if (faulty == 0 || paused)
        return false;
    pthread_mutex_lock(&mutex);
    bool failing = by_call ? ++calls == faulty : place_number() == faulty;
    if (failing)
        close(open(witness, O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
    pthread_mutex_unlock(&mutex);
    return failing;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    return fails() ? NULL : __real_realloc(block, size);
}

char *__wrap_strdup(const char *string)
{
    return fails() ? NULL : __real_strdup(string);
}

/* ---- Reading --------------------------------------------------------------------------------- */

/* Whether this call of the function fails; errno is set then. */
static bool read_fails(const char *function)
{
    static size_t calls;
    const char *setting = getenv("ADAM_REPORT_READ_FAULT");
    size_t length = strlen(function);

    if (setting == NULL || strncmp(setting, function, length) != 0 || setting[length] != ':')
        return false;
    pthread_mutex_lock(&mutex);
    bool failing = ++calls >= strtoul(setting + length + 1, NULL, 10);
    pthread_mutex_unlock(&mutex);
    if (failing)
        errno = EIO;
    return failing;
}

ssize_t __wrap_pread(int file, void *to, size_t size, off_t offset)
{
    return read_fails("pread") ? -1 : __real_pread(file, to, size, offset);
}

ssize_t __wrap_read(int file, void *to, size_t size)
{
    return read_fails("read") ? -1 : __real_read(file, to, size);
}

struct dirent *__wrap_readdir(DIR *stream)
{
    return read_fails("readdir") ? NULL : __real_readdir(stream);
}

int __wrap_fstat(int file, struct stat *about)
{
    return read_fails("fstat") ? -1 : __real_fstat(file, about);
}
