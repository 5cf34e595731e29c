/* make torture: every call of the program fails once, in every way that its manual page documents.
 *
 * usage: torture PROGRAM LIBFAULTS FAKE_GNUPLOT [SCENE [FUNCTION]]
 *
 * For each scene (scene.h), function, errno and mode, and for the program, its publisher or both,
 * the scene is played with the fault in the 1st, 2nd, ... call, until there is no n-th call. What
 * must hold after each trial is in judge(). The scenes are played in TORTURE_JOBS processes (2),
 * each in a separate directory below TORTURE_DIRECTORY (or TMPDIR, /dev/shm or /tmp), which is kept
 * if a trial fails. With TORTURE=short in the environment, only some of many calls of one function,
 * and of many errors, are tested. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/artifact_format.h"

#include "faults.h"
#include "scene.h"
#include "trial.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* With TORTURE=short, so many of the calls of a function, spread over all, and so many of the ways
 * in which it fails. */
#define SHORT_CALLS 3
#define SHORT_ERRORS 2

#define MOST_SCENES 32
#define STATUSES 4

/* ---- What is tried --------------------------------------------------------------------------- */

/* What calls fail with, as their manual pages say, at most 10 of each. Errors that
 * contradict the existing files (ENOENT, EEXIST, ENOTDIR, ...) are excluded. */
static const struct {
    enum fault_function function;
    int errors[11];
} table[] = {
    {FAULT_malloc, {ENOMEM}},
    {FAULT_calloc, {ENOMEM}},
    {FAULT_realloc, {ENOMEM}},
    {FAULT_open, {EACCES, EMFILE, EIO, EINTR, ENFILE, ENOMEM, ENOSPC, EPERM, EROFS}},
    {FAULT_openat, {EACCES, EMFILE, EIO, EINTR, ENFILE, ENOMEM, ENOSPC, EPERM, EROFS, EDQUOT}},
    {FAULT_read, {EIO, EINTR, EAGAIN}},
    {FAULT_pread, {EIO, EINTR}},
    {FAULT_write, {ENOSPC, EIO, EINTR, EAGAIN, EDQUOT, EFBIG, EPIPE}},
    {FAULT_fsync, {EIO, ENOSPC, EDQUOT, EROFS, EINVAL, EINTR}},
    {FAULT_sync_file_range, {EIO, ENOSPC, ENOMEM}},
    {FAULT_close, {EIO, ENOSPC, EDQUOT, EINTR}},
    {FAULT_rename, {EACCES, ENOSPC, EBUSY, EDQUOT, EINVAL, EMLINK, ENOMEM, EPERM, EROFS, EXDEV}},
    {FAULT_renameat, {EIO, EACCES, ENOSPC, EBUSY, EDQUOT, EINVAL, ENOMEM, EPERM, EROFS, EXDEV}},
    {FAULT_link, {EACCES, EPERM, EIO, EMLINK, ENOSPC, EXDEV}},
    {FAULT_linkat, {EACCES, EPERM, EIO, EMLINK, EDQUOT, ENOMEM, ENOSPC, EROFS, EXDEV}},
    {FAULT_symlinkat, {EACCES, EPERM, EIO, ENOSPC, EROFS}},
    {FAULT_unlink, {EACCES, EBUSY, EIO, ENOMEM, EPERM, EROFS}},
    {FAULT_unlinkat, {EACCES, EBUSY, EIO, ENOMEM, EPERM, EROFS}},
    {FAULT_rmdir, {EACCES, EBUSY, ENOMEM, EPERM, EROFS}},
    {FAULT_mkdir, {EACCES, ENOSPC, EDQUOT, EMLINK, ENOMEM, EPERM, EROFS}},
    {FAULT_mkdirat, {EACCES, ENOSPC, EDQUOT, EMLINK, ENOMEM, EPERM, EROFS}},
    {FAULT_mkdtemp, {EACCES, ENOSPC, EROFS}},
    {FAULT_opendir, {EACCES, EMFILE, ENFILE, ENOMEM}},
    {FAULT_fdopendir, {ENOMEM, EBADF}},
    {FAULT_readdir, {EIO, EBADF}},
    {FAULT_stat, {EACCES, EIO, ENOMEM, EOVERFLOW}},
    {FAULT_fstat, {EIO, ENOMEM, EOVERFLOW}},
    {FAULT_lstat, {EACCES, EIO, ENOMEM, EOVERFLOW}},
    {FAULT_fstatat, {EACCES, EIO, ENOMEM, EOVERFLOW}},
    {FAULT_access, {EACCES, EIO, ENOMEM}},
    {FAULT_readlinkat, {EACCES, EIO, ENOMEM}},
    {FAULT_realpath, {EACCES, EIO, ENOMEM}},
    {FAULT_getcwd, {EACCES, ENOMEM}},
    {FAULT_futimens, {EACCES, EPERM, EROFS}},
    {FAULT_ftruncate, {EFBIG, EIO, EINTR, EPERM}},
    {FAULT_fcntl, {EMFILE, EINVAL, EINTR}},
    {FAULT_flock, {ENOLCK, EINTR, EAGAIN}},
    {FAULT_mmap, {ENOMEM, EACCES}},
    {FAULT_pipe, {EMFILE, ENFILE}},
    {FAULT_poll, {ENOMEM, EINTR, EINVAL}},
    {FAULT_posix_spawn, {EAGAIN, ENOMEM}},
    {FAULT_posix_spawnattr_init, {ENOMEM}},
    {FAULT_posix_spawn_file_actions_init, {ENOMEM}},
    {FAULT_posix_spawn_file_actions_adddup2, {ENOMEM}},
    {FAULT_posix_spawn_file_actions_addfchdir_np, {ENOMEM}},
    {FAULT_fork, {EAGAIN, ENOMEM}},
    {FAULT_setsid, {EPERM}},
    {FAULT_kill, {EPERM, ESRCH}},
    {FAULT_waitpid, {ECHILD, EINTR}},
    {FAULT_waitid, {ECHILD, EINTR}},
    {FAULT_pthread_create, {EAGAIN}},
    {FAULT_pthread_attr_init, {ENOMEM}},
    {FAULT_pthread_attr_setstacksize, {EINVAL}},
    {FAULT_sigaction, {EINVAL}},
    {FAULT_setitimer, {EINVAL}},
    {FAULT_fflush, {ENOSPC, EIO, EPIPE}},
    {FAULT_dlopen, {0}},
    {FAULT_ANY, {0}}, /* killed */
};

/* What says "try again" and would for ever. */
static bool is_transient(int error)
{
    return error == EINTR || error == EAGAIN;
}

static bool fits(const struct fault *fault)
{
    bool kills = fault->mode == FAULT_KILL || fault->mode == FAULT_ORPHAN;
    bool transfers = fault->function == FAULT_read || fault->function == FAULT_pread ||
                     fault->function == FAULT_write;
    bool starts = fault->function == FAULT_posix_spawn || fault->function == FAULT_fork ||
                  fault->function == FAULT_pthread_create;

    if (kills != (fault->function == FAULT_ANY))
        return false;
    if (fault->mode == FAULT_ORPHAN)
        return fault->process == FAULT_PUBLISHER;
    if (fault->mode == FAULT_KILL)
        return fault->process != FAULT_BOTH;
    if (fault->mode == FAULT_SHORT)
        return transfers && fault->error == EIO;
    return fault->mode == FAULT_ONCE || !is_transient(fault->error) || starts;
}

/* ---- Results --------------------------------------------------------------------------------- */

/* Shared by the processes. */
struct totals {
    unsigned long trials[MOST_SCENES], findings[MOST_SCENES];
    unsigned long statuses[STATUSES][MOST_SCENES], killed[MOST_SCENES];
    unsigned long late[MOST_SCENES]; /* failed, with the new files in place */
    unsigned long mended[MOST_SCENES];
    unsigned long next; /* job */
    bool is_called[FAULT_FUNCTION_COUNT];
};

struct driver {
    struct trial_setup setup;
    char base[PATH_MAX];
    struct totals *totals;
    bool is_short;
};

static void add(unsigned long *number)
{
    __atomic_add_fetch(number, 1, __ATOMIC_RELAXED);
}

static unsigned long *of_scene(unsigned long numbers[], const struct scene *scene)
{
    return &numbers[scene - scenes];
}

static void print_command(const struct driver *driver, const struct scene *scene,
                          const struct fault *fault)
{
    const struct trial_setup *setup = &driver->setup;

    printf("  cd %s && rm -rf trial && cp -r ../starts/%s trial && TMPDIR=trial/tmp "
           "LD_PRELOAD=%s " FAULT_VARIABLE "=%s %s",
           setup->directory, scene->name, setup->library, trial_fault_text(fault), setup->program);
    for (size_t i = 0; scene->arguments[i] != NULL; i++)
        printf(" '%s'", scene->arguments[i]);
    printf("\n");
}

static void found(const struct driver *driver, const struct scene *scene, const struct fault *fault,
                  const struct trial *trial, const char *what)
{
    add(of_scene(driver->totals->findings, scene));
    printf("FINDING %s %s [%s]: %s\n", scene->name, trial_fault_text(fault), strerror(fault->error),
           what);
    print_command(driver, scene, fault);
    printf("  status %d: %s\n", trial->status, text_string(&trial->err));
    fflush(stdout);
}

/* ---- Judgment ------------------------------------------------------------------------------- */

static bool same(const struct text *a, const struct text *b)
{
    return strcmp(text_string(a), text_string(b)) == 0;
}

static bool has_line(const struct text *text, const char *line, size_t length)
{
    for (const char *at = text_string(text); *at != '\0'; at += strcspn(at, "\n") + 1)
        if (strncmp(at, line, length + 1) == 0)
            return true;
    return false;
}

static void print_missing(const struct text *from, const struct text *in, char sign)
{
    for (const char *line = text_string(from); *line != '\0'; line += strcspn(line, "\n") + 1) {
        size_t length = strcspn(line, "\n");
        if (!has_line(in, line, length))
            printf("  %c %.*s\n", sign, (int)length, line);
    }
}

/* Prints how the files of a trial differ from those without a fault, and keeps a copy of them. */
static void print_files(const struct driver *driver, const struct scene *scene,
                        const struct tree_text *after)
{
    char kept[PATH_MAX + 64], trial[PATH_MAX + 16];

    snprintf(trial, sizeof trial, "%s/trial", driver->setup.directory);
    snprintf(kept, sizeof kept, "%s/finding%lu", driver->setup.directory,
             *of_scene(driver->totals->findings, scene));
    tree_copy(trial, kept);
    print_missing(&scene->end.text, &after->text, '-');
    print_missing(&after->text, &scene->end.text, '+');
    printf("  kept as %s\n", kept);
}

/* Counts the lines that are an error of the program, and sees whether others are warnings. */
static bool check_lines(const char *err, size_t *errors)
{
    *errors = 0;
    for (const char *line = err; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        if (strncmp(line, "adam-report: ", 13) != 0 || length < 20 || line[length] == '\0')
            return false;
        *errors += strncmp(line, "adam-report: warning: ", 22) != 0;
        line += length + 1;
    }
    return true;
}

static bool is_forbidden(const struct fault *fault)
{
    return fault->error == EACCES || fault->error == EPERM;
}

/* A file of an earlier run that cannot be read might have been modified by its owner, so it is left
 * in place; if the manifest cannot be read, so are all files that it lists. */
static bool says_what_stays(const struct fault *fault, const char *err)
{
    return is_forbidden(fault) && (strstr(err, "cannot be read; it is left in place") != NULL ||
                                   strstr(err, "; its files are left in place") != NULL);
}

/* A file that may not be read states nothing of others, which makes other reasons in a report. */
static bool may_differ(const struct scene *scene, const struct fault *fault)
{
    return scene->reports_unreadable && is_forbidden(fault);
}

/* libqpdf writes to NULL if malloc() fails for its copy of a stream. The program tries that much
 * memory before, which does not help where one call alone fails. */
static bool crashes_in_library(const struct scene *scene, const struct fault *fault,
                               const struct trial *trial)
{
    return scene->reads_pdf && fault->function == FAULT_malloc && trial->status == 128 + SIGSEGV;
}

/* What is wrong with status and output; NULL: nothing. */
static const char *judge_output(const struct scene *scene, const struct fault *fault,
                                const struct trial *trial)
{
    size_t errors;
    bool usual = trial->status == scene->usual.status;

    if (trial->hung)
        return "does not end";
    if (crashes_in_library(scene, fault, trial))
        return NULL;
    if (trial->status > 3)
        return "a status that is not documented";
    if (!check_lines(text_string(&trial->err), &errors))
        return "lines on standard error that are neither errors nor warnings";
    if (trial->status == 3 || (trial->status == 2 && !scene->reports_unreadable))
        return errors == 1 || (usual && errors == 0) ? NULL : "not one error line";
    if (trial->status == 2 && !usual)
        return errors == 1 || strstr(text_string(&trial->out), "unreadable") != NULL
                   ? NULL
                   : "neither an error line nor an unreadable file";
    if (!usual) /* verify has no status of its own for what may not be read */
        return may_differ(scene, fault) && strstr(text_string(&trial->out), "unreadable") != NULL
                   ? NULL
                   : "another result";
    if (errors > (trial->status == 2))
        return "an error line in spite of the status";
    if (trial->status == 2 || is_forbidden(fault)) /* `accept` replaces what it may not read */
        return NULL;
    return same(&trial->out, &scene->usual.out) ? NULL : "another standard output";
}

/* The program without a fault, in what the trial has left. */
static const char *judge_next_run(const struct driver *driver, const struct scene *scene)
{
    char path[PATH_MAX + 16];
    struct tree_text after;
    struct trial trial;

    snprintf(path, sizeof path, "%s/trial", driver->setup.directory);
    trial_run(&driver->setup, scene->arguments, NULL, &trial);
    tree_text(path, &after);
    bool right = trial.status == scene->usual.status && same(&after.text, &scene->end.text) &&
                 !after.has_commit && !after.has_staging;
    if (!right)
        printf("the next run: status %d: %s", trial.status, text_string(&trial.err));
    trial_free(&trial);
    tree_text_free(&after);
    add(of_scene(driver->totals->mended, scene));
    return right ? NULL : "the next run does not mend it";
}

/* Nobody reads a directory between two sets. */
static const char *judge_refusal(const struct driver *driver, const struct tree_text *after)
{
    char path[512];
    struct trial trial;

    snprintf(path, sizeof path, "trial/%s", after->output);
    trial_run(&driver->setup, (const char *const[]){"compare", "../fixed/same", path, NULL}, NULL,
              &trial);
    bool refused = trial.status == 2 && strstr(text_string(&trial.err), "between two sets") != NULL;
    trial_free(&trial);
    return refused ? NULL : "compare reads a directory between two sets";
}

static const char *judge_tree(const struct driver *driver, const struct scene *scene,
                              const struct fault *fault, const struct trial *trial,
                              const struct tree_text *after)
{
    bool killed = trial->status == 128 + SIGKILL;
    bool new = same(&after->text, &scene->end.text);
    /* Directories that were made for nothing stay where that has no end. */
    bool old = killed || after->has_staging ? same(&after->files, &scene->start.files)
                                            : same(&after->text, &scene->start.text);
    const char *err = text_string(&trial->err), *why = NULL;

    bool done = trial->status == scene->usual.status;

    if (after->has_commit && !killed && !done && strstr(err, "between two sets") == NULL)
        return "between two sets, without a message";
    if (after->has_commit && done && strstr(err, ARTIFACT_COMMIT) == NULL)
        return "the commit directory is left, without a message";
    if (after->has_staging && !killed && strstr(err, ARTIFACT_STAGING) == NULL)
        return "staging is left, without a message";
    if (after->has_temporary && !killed && strstr(err, "trial/tmp/") == NULL)
        return "temporary files are left, without a message";
    if ((trial->status == 2 && scene->reports_unreadable) || may_differ(scene, fault))
        return NULL;
    if (done && !new)
        return says_what_stays(fault, err) ? NULL : "done, but other files";
    if (!old && !new && !after->has_commit)
        return "a mixed set";
    if (!killed && new && !old && !done)
        add(of_scene(driver->totals->late, scene));
    if (after->has_commit)
        why = judge_refusal(driver, after);
    if (why == NULL && (after->has_commit || after->has_staging || killed))
        why = judge_next_run(driver, scene);
    return why;
}

static void judge(const struct driver *driver, const struct scene *scene, const struct fault *fault,
                  const struct trial *trial)
{
    char path[PATH_MAX + 16];
    struct tree_text after;
    const char *why = NULL;
    bool killed = trial->status == 128 + SIGKILL &&
                  (fault->mode == FAULT_KILL || fault->mode == FAULT_ORPHAN);

    snprintf(path, sizeof path, "%s/trial", driver->setup.directory);
    tree_text(path, &after);
    if (!killed)
        why = judge_output(scene, fault, trial);
    if (why == NULL)
        why = judge_tree(driver, scene, fault, trial, &after);
    if (why != NULL && trial->status == scene->usual.status)
        print_files(driver, scene, &after);
    if (why != NULL)
        found(driver, scene, fault, trial, why);
    if (after.has_commit || after.has_staging || after.has_temporary ||
        !same(&after.text, &scene->start.text))
        scene_reset(scene, driver->base, driver->setup.directory);
    tree_text_free(&after);
    if (trial->status < STATUSES)
        add(of_scene(driver->totals->statuses[trial->status], scene));
    else
        add(of_scene(driver->totals->killed, scene));
}

/* ---- The loops ------------------------------------------------------------------------------- */

/* Plays the scene with the fault; false if there was no such call. */
static bool try(const struct driver *driver, const struct scene *scene, const struct fault *fault)
{
    struct trial trial;
    const struct fault_counts *counts = driver->setup.counts;

    trial_run(&driver->setup, scene->arguments, fault, &trial);
    bool reached = counts->failed[FAULT_PROGRAM] + counts->failed[FAULT_PUBLISHER] > 0;
    add(of_scene(driver->totals->trials, scene));
    judge(driver, scene, fault, &trial);
    trial_free(&trial);
    return reached;
}

/* How many calls there are without a fault. */
static unsigned long usual_calls(const struct scene *scene, const struct fault *fault)
{
    const unsigned long(*calls)[FAULT_FUNCTION_COUNT] = scene->counts.calls;
    unsigned long program = calls[FAULT_PROGRAM][fault->function];
    unsigned long publisher = calls[FAULT_PUBLISHER][fault->function];

    if (fault->process == FAULT_PROGRAM)
        return program;
    return publisher; /* both: as long as both have that many */
}

/* The n-th call for every n; or some of them, if not all are wanted. */
static void try_all(const struct driver *driver, const struct scene *scene, struct fault fault)
{
    unsigned long calls = usual_calls(scene, &fault);
    unsigned long step = driver->is_short && calls > SHORT_CALLS ? calls / SHORT_CALLS : 1;

    if (calls == 0)
        return;
    driver->totals->is_called[fault.function] = true;
    if (fault.mode == FAULT_SHORT) {
        try(driver, scene, &fault);
        return;
    }
    for (bool reached = true; reached && (fault.process != FAULT_BOTH || fault.number <= calls);
         fault.number += step)
        reached = try(driver, scene, &fault);
}

/* The jobs of a scene are numbered: each row of the table, error, mode and process. False if there
 * are none left. */
static bool job(unsigned long number, bool is_short, struct fault *fault)
{
    *fault = (struct fault){.number = 1};
    for (size_t row = 0; row < COUNT(table); row++)
        for (size_t i = 0; (i == 0 || table[row].errors[i] != 0) && (!is_short || i < SHORT_ERRORS);
             i++)
            for (int mode = 0; mode < FAULT_MODE_COUNT; mode++)
                for (int process = 0; process < FAULT_PROCESS_COUNT; process++) {
                    fault->function = table[row].function;
                    fault->error = table[row].errors[i];
                    fault->mode = (enum fault_mode)mode;
                    fault->process = (enum fault_process)process;
                    if (fits(fault) && number-- == 0)
                        return true;
                }
    return false;
}

static const char *function_name(enum fault_function function)
{
    static char name[64];
    struct fault fault = {.function = function};

    snprintf(name, sizeof name, "%s", trial_fault_text(&fault));
    *strchr(name, ':') = '\0';
    return name;
}

static void work(struct driver *driver, const char *only, const char *function)
{
    struct fault fault;
    unsigned long jobs = 0;

    while (job(jobs, driver->is_short, &fault))
        jobs++;
    for (const struct scene *scene = NULL;;) {
        unsigned long next = __atomic_fetch_add(&driver->totals->next, 1, __ATOMIC_RELAXED);
        const struct scene *now = &scenes[next / jobs];
        if (next / jobs >= scene_count)
            return;
        job(next % jobs, driver->is_short, &fault);
        if (strncmp(now->name, only, strlen(only)) != 0 ||
            (*function != '\0' && strcmp(function, function_name(fault.function)) != 0))
            continue;
        if (now != scene)
            scene_reset(now, driver->base, driver->setup.directory);
        scene = now;
        try_all(driver, scene, fault);
    }
}

/* ---- The processes --------------------------------------------------------------------------- */

static void *map_shared(const char *path, size_t size)
{
    int file = path == NULL ? -1 : open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    int flags = path == NULL ? MAP_SHARED | MAP_ANONYMOUS : MAP_SHARED;

    if (file >= 0 && ftruncate(file, (off_t)size) != 0)
        trial_die(path);
    void *mapped = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, file, 0);
    if (mapped == MAP_FAILED)
        trial_die("mmap");
    if (file >= 0)
        close(file);
    return mapped;
}

/* Makes the directory in which this process plays. */
static void take_place(struct driver *driver, const char *name)
{
    static char directory[PATH_MAX + 64], counts[PATH_MAX + 128];

    snprintf(directory, sizeof directory, "%s/%s", driver->base, name);
    snprintf(counts, sizeof counts, "%s/counts", directory);
    mkdir(directory, 0777);
    driver->setup.directory = directory;
    driver->setup.counts_path = counts;
    driver->setup.counts = map_shared(counts, sizeof *driver->setup.counts);
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0)
        trial_die("prctl");
}

/* How many calls there are without a fault. */
static unsigned long all_calls(const struct scene *scene)
{
    unsigned long sum = 0;

    for (int i = 0; i < FAULT_ANY; i++)
        sum += scene->counts.calls[FAULT_PROGRAM][i] + scene->counts.calls[FAULT_PUBLISHER][i];
    return sum;
}

static void print_totals(const struct totals *totals, const char *only, double seconds)
{
    unsigned long trials = 0, findings = 0;

    printf("%-20s %7s %8s %7s %7s %7s %7s %7s %6s %7s %8s\n", "scene", "calls", "trials", "0", "1",
           "2", "3", "killed", "late", "mended", "findings");
    for (size_t i = 0; i < scene_count; i++) {
        if (strncmp(scenes[i].name, only, strlen(only)) != 0)
            continue;
        printf("%-20s %7lu %8lu %7lu %7lu %7lu %7lu %7lu %6lu %7lu %8lu\n", scenes[i].name,
               all_calls(&scenes[i]), totals->trials[i], totals->statuses[0][i],
               totals->statuses[1][i], totals->statuses[2][i], totals->statuses[3][i],
               totals->killed[i], totals->late[i], totals->mended[i], totals->findings[i]);
        trials += totals->trials[i];
        findings += totals->findings[i];
    }
    printf("never called:");
    for (int i = 0; i < FAULT_FUNCTION_COUNT; i++)
        if (!totals->is_called[i])
            printf(" %s", function_name((enum fault_function)i));
    printf("\n%lu trials, %lu findings, %.0f s\n", trials, findings, seconds);
}

static bool has_findings(const struct totals *totals)
{
    for (size_t i = 0; i < scene_count; i++)
        if (totals->findings[i] > 0)
            return true;
    return false;
}

static bool work_in_processes(struct driver *driver, const char *only, const char *function)
{
    const char *setting = getenv("TORTURE_JOBS");
    long jobs = setting == NULL ? 2 : strtol(setting, NULL, 10);
    bool done = true;
    int status;

    for (long i = 0; i < jobs; i++) {
        pid_t child = fork();
        if (child < 0)
            trial_die("fork");
        if (child > 0)
            continue;
        char name[32];
        snprintf(name, sizeof name, "process%ld", i);
        take_place(driver, name);
        work(driver, only, function);
        exit(0);
    }
    while (wait(&status) > 0)
        done &= WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return done;
}

/* On a file system in memory, if there is one. */
static void make_base(char base[PATH_MAX])
{
    const char *parents[] = {getenv("TORTURE_DIRECTORY"), getenv("TMPDIR"), "/dev/shm", "/tmp"};

    for (size_t i = 0; i < COUNT(parents); i++) {
        if (parents[i] == NULL || *parents[i] != '/')
            continue;
        snprintf(base, PATH_MAX, "%s/adam-report-torture-XXXXXX", parents[i]);
        if (mkdtemp(base) != NULL)
            return;
    }
    trial_die("no directory to work in");
}

static const char *absolute(const char *path)
{
    const char *real = realpath(path, NULL);

    if (real == NULL)
        trial_die(path);
    return real;
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int main(int argc, char *argv[])
{
    const char *length = getenv("TORTURE");
    const char *only = argc > 4 ? argv[4] : "", *function = argc > 5 ? argv[5] : "";
    struct driver driver = {
        .totals = map_shared(NULL, sizeof *driver.totals),
        .is_short = length != NULL && strcmp(length, "short") == 0,
    };
    double begin = now();

    if (argc < 4) {
        fprintf(stderr, "usage: torture PROGRAM LIBFAULTS FAKE_GNUPLOT [SCENE [FUNCTION]]\n");
        return 99;
    }
    make_base(driver.base);
    driver.setup.program = absolute(argv[1]);
    driver.setup.library = absolute(argv[2]);
    take_place(&driver, "setup");
    scene_prepare_all(driver.base, absolute(argv[3]), &driver.setup, only);
    bool done = work_in_processes(&driver, only, function);
    print_totals(driver.totals, only, now() - begin);
    if (has_findings(driver.totals) || !done)
        return 1;
    tree_remove(driver.base);
    return 0;
}
