#include "compare/accept.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/below.h"
#include "base/deadline.h"
#include "base/file.h"
#include "base/parallel.h"
#include "base/publish.h"
#include "base/staging.h"
#include "base/tree.h"
#include "base/unicode.h"
#include "compare/accept_runs.h"
#include "compare/comparison.h"
#include "compare/readable.h"

/* The maximum wait for another program that is writing into the baseline, in seconds. */
#define LOCK_TIMEOUT 60

#define RULES ".rules"

enum side { BASELINE, CANDIDATE };

struct acceptance {
    const struct accept_options *options;
    int interrupt_fd;
    struct staging staging; /* of the baseline; not for a dry run */
    int roots[2];           /* -1: the directory does not exist */
    struct accept_files files;
    struct readable readable;

    pthread_mutex_t mutex; /* protects the following members */
    enum status status;    /* the failure of the first file by name that has one */
    size_t failed;         /* the index of that file */
    struct error error;
};

void accept_result_free(struct accept_result *result)
{
    for (size_t i = 0; i < result->count; i++)
        free(result->changes[i].name);
    free(result->changes);
    text_free(&result->notices);
    *result = (struct accept_result){0};
}

static enum status reject(const struct acceptance *job, const char *name, const char *why,
                          struct error *error)
{
    struct text printable = {0};

    unicode_printable(&printable, name);
    error_set(error, STATUS_BAD_INPUT, "%.255s/%.255s: %s; nothing was changed",
              job->options->paths[CANDIDATE], text_string(&printable), why);
    text_free(&printable);
    return STATUS_BAD_INPUT;
}

/* ---- The directories ------------------------------------------------------------------------- */

static int open_directory(const char *path)
{
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Opens the directory or, if it does not exist, the nearest existing one above it. */
static int open_nearest(const char *path)
{
    char *shorter = strdup(path);
    int directory = -1;

    while (shorter != NULL && (directory = open_directory(shorter)) < 0 && errno == ENOENT) {
        char *slash = strrchr(shorter, '/');
        if (slash == NULL) {
            directory = open_directory(".");
            break;
        }
        slash[slash == shorter] = '\0'; /* "/x": the root keeps its slash */
    }
    free(shorter);
    return directory;
}

static enum status check_apart(const struct acceptance *job, struct error *error)
{
    struct stat candidate, baseline;
    int nearest = open_nearest(job->options->paths[BASELINE]);
    const char *const *paths = job->options->paths;

    if (fstat(job->roots[CANDIDATE], &candidate) != 0 || nearest < 0 ||
        fstat(nearest, &baseline) != 0) {
        enum status status = error_set(error, file_open_status(errno, STATUS_USAGE),
                                       "baseline %.255s: %s", paths[BASELINE], strerror(errno));
        if (nearest >= 0)
            close(nearest);
        return status;
    }
    bool there = access(paths[BASELINE], F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR);
    bool inside = below_lies_in(nearest, &candidate) ||
                  (there && below_lies_in(open_directory(paths[CANDIDATE]), &baseline));
    return inside
               ? error_set(
                     error, STATUS_USAGE,
                     "accept: %.255s and %.255s must be two directories, neither inside the other",
                     paths[BASELINE], paths[CANDIDATE])
               : STATUS_OK;
}

/* A set of files whose publication was not completed is refused. */
static enum status check_finished(const struct acceptance *job, enum side side, struct error *error)
{
    struct stat about;

    if (job->roots[side] < 0)
        return STATUS_OK;
    bool there = fstatat(job->roots[side], ARTIFACT_COMMIT, &about, AT_SYMLINK_NOFOLLOW) == 0;
    if (!there && errno == ENOENT)
        return STATUS_OK;
    if (!there)
        return error_set(error, STATUS_FAILED, "cannot read %.255s/" ARTIFACT_COMMIT ": %s",
                         job->options->paths[side], strerror(errno));
    return error_set(error, STATUS_BAD_INPUT,
                     "%s %.255s/" ARTIFACT_COMMIT ": " PUBLISH_BETWEEN_SETS, comparison_sides[side],
                     job->options->paths[side]);
}

static enum status open_sides(struct acceptance *job, struct error *error)
{
    struct deadline deadline = deadline_start(LOCK_TIMEOUT, job->interrupt_fd);
    const char *const *paths = job->options->paths;

    job->roots[CANDIDATE] = open_directory(paths[CANDIDATE]);
    if (job->roots[CANDIDATE] < 0)
        return error_set(error, file_open_status(errno, STATUS_USAGE), "candidate %.255s: %s",
                         paths[CANDIDATE], strerror(errno));
    enum status status = check_apart(job, error);
    if (status == STATUS_OK)
        status = check_finished(job, CANDIDATE, error);
    if (status == STATUS_OK && !job->options->dry_run)
        status = staging_open(&job->staging, paths[BASELINE], &deadline, error);
    if (status != STATUS_OK)
        return status;
    job->roots[BASELINE] = open_directory(paths[BASELINE]);
    if (job->roots[BASELINE] < 0 && !(job->options->dry_run && errno == ENOENT))
        return error_set(error, file_open_status(errno, STATUS_USAGE), "baseline %.255s: %s",
                         paths[BASELINE], strerror(errno));
    return check_finished(job, BASELINE, error);
}

/* ---- What may be accepted -------------------------------------------------------------------- */

static enum status check_file(const struct acceptance *job, const struct accept_file *file,
                              struct error *error)
{
    if (!publish_list_allows(file->name))
        return reject(job, file->name, "belongs to a repository or to this program's own files",
                      error);
    if (S_ISLNK(file->about[CANDIDATE].st_mode))
        return reject(job, file->name, "is a symbolic link, which cannot be accepted", error);
    if (!S_ISREG(file->about[CANDIDATE].st_mode))
        return reject(job, file->name, "is not a regular file", error);
    if (file_has_extension(file->name, RULES))
        return reject(job, file->name, "contains comparison rules, which cannot be accepted",
                      error);
    return STATUS_OK;
}

/* A baseline without any file name in common with the candidate is probably the wrong directory,
 * whose files would be lost. */
static enum status check_common(const struct acceptance *job, struct error *error)
{
    size_t there[2] = {0, 0}, common = 0;

    for (size_t i = 0; i < job->files.count; i++) {
        const struct accept_file *file = &job->files.files[i];
        there[BASELINE] += file->there[BASELINE];
        there[CANDIDATE] += file->there[CANDIDATE];
        common += file->there[BASELINE] && file->there[CANDIDATE];
    }
    if (there[CANDIDATE] == 0)
        return error_set(error, STATUS_USAGE, "candidate %.255s: contains no files",
                         job->options->paths[CANDIDATE]);
    if (job->options->only.count == 0 && there[BASELINE] > 0 && common == 0)
        return error_set(
            error, STATUS_USAGE,
            "baseline %.255s: has no file with the same name as one in %.255s; if this "
            "is the right directory, empty it first",
            job->options->paths[BASELINE], job->options->paths[CANDIDATE]);
    return STATUS_OK;
}

static enum status choose(struct acceptance *job, struct error *error)
{
    size_t chosen = 0;
    enum status status = check_common(job, error);

    if (status == STATUS_OK)
        status =
            accept_choose(&job->files, &job->options->only, job->options->paths, &chosen, error);
    if (status == STATUS_OK && chosen == 0)
        status = error_set(error, STATUS_USAGE, "--only: no file matches");
    for (size_t i = 0; i < job->files.count && status == STATUS_OK; i++) {
        const struct accept_file *file = &job->files.files[i];
        if (file->chosen && file->there[CANDIDATE])
            status = check_file(job, file, error);
    }
    return status;
}

/* ---- Reading the candidate ------------------------------------------------------------------- */

static bool same_state(const struct stat *a, const struct stat *b)
{
    return below_same_file(a, b) && a->st_mode == b->st_mode && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
           a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

static enum status has_changed(const struct acceptance *job, struct error *error)
{
    return error_set(error, STATUS_FAILED,
                     "candidate %.255s: changed while it was read; nothing was changed, try again",
                     job->options->paths[CANDIDATE]);
}

/* Opens the candidate's file and verifies that it is the one that was listed. */
static enum status open_listed(const struct acceptance *job, const struct accept_file *file,
                               int *opened, struct error *error)
{
    struct stat about;

    *opened = below_open(job->roots[CANDIDATE], file->name, O_RDONLY | O_NONBLOCK);
    if (*opened < 0 && (errno == EACCES || errno == EPERM))
        return reject(job, file->name, strerror(errno), error);
    if (*opened < 0 && errno != ENOENT && errno != ELOOP && errno != ENOTDIR)
        return error_set(error, STATUS_FAILED, "cannot read %.255s/%.255s: %s",
                         job->options->paths[CANDIDATE], file->name, strerror(errno));
    if (*opened < 0 || fstat(*opened, &about) != 0 || !same_state(&about, &file->about[CANDIDATE]))
        return has_changed(job, error);
    return STATUS_OK;
}

/* A file of the baseline without read permission counts as different. */
static enum status find_same(const struct acceptance *job, const struct accept_file *file,
                             int candidate, bool *same, struct error *error)
{
    *same = false;
    if (!file->there[BASELINE] || !S_ISREG(file->about[BASELINE].st_mode))
        return STATUS_OK;
    int baseline = below_open(job->roots[BASELINE], file->name, O_RDONLY | O_NONBLOCK);
    if (baseline < 0 && errno != EACCES && errno != EPERM)
        return error_set(error, STATUS_FAILED, "cannot read %.255s/%.255s: %s",
                         job->options->paths[BASELINE], file->name, strerror(errno));
    if (baseline < 0)
        return STATUS_OK;
    enum status status = file_same_bytes(baseline, candidate, job->interrupt_fd, same, error);
    close(baseline);
    return status;
}

static enum status stage_copy(struct acceptance *job, struct accept_file *file, int candidate,
                              struct error *error)
{
    int copy = -1;

    snprintf(file->staged, sizeof file->staged, "%zu", (size_t)(file - job->files.files));
    enum status status = staging_create(&job->staging, file->staged, &copy, error);
    if (status == STATUS_OK)
        status = file_copy(candidate, copy, job->interrupt_fd, error);
    if (copy >= 0 && close(copy) != 0 && status == STATUS_OK)
        status = error_set(error, STATUS_FAILED, "cannot write into %.255s: %s",
                           job->options->paths[BASELINE], strerror(errno));
    return status;
}

/* Checks that the file to be published is readable: for a dry run the original, else the copy. */
static enum status check_readable(struct acceptance *job, const struct accept_file *file,
                                  struct error *error)
{
    char *path = job->options->dry_run ? tree_join(job->options->paths[CANDIDATE], file->name)
                                       : staging_path(&job->staging, file->staged);
    struct error why;

    if (path == NULL)
        return error_out_of_memory(error);
    enum status status = readable_check(&job->readable, file->name, path, &why);
    free(path);
    if (status == STATUS_BAD_INPUT)
        return reject(job, file->name, why.message, error);
    if (status != STATUS_OK)
        *error = why;
    return status;
}

static enum status read_file(struct acceptance *job, struct accept_file *file, struct error *error)
{
    int candidate = -1;
    bool same = false;
    enum status status = open_listed(job, file, &candidate, error);

    if (status == STATUS_OK)
        status = find_same(job, file, candidate, &same, error);
    file->differs = status == STATUS_OK && !same;
    if (file->differs && !job->options->dry_run)
        status = stage_copy(job, file, candidate, error);
    if (candidate >= 0)
        close(candidate);
    return status == STATUS_OK && file->differs ? check_readable(job, file, error) : status;
}

/* After a failure, later files need not be read. */
static bool may_read(struct acceptance *job, size_t i)
{
    pthread_mutex_lock(&job->mutex);
    if (job->status == STATUS_OK) {
        job->status = interrupt_check(job->interrupt_fd, &job->error);
        job->failed = 0;
    }
    bool may = job->status == STATUS_OK || i < job->failed;
    pthread_mutex_unlock(&job->mutex);
    return may;
}

static void read_one(void *context, size_t i)
{
    struct acceptance *job = context;
    struct accept_file *file = &job->files.files[i];
    struct error error;

    if (!file->chosen || !file->there[CANDIDATE] || !may_read(job, i))
        return;
    enum status status = read_file(job, file, &error);
    pthread_mutex_lock(&job->mutex);
    if (status != STATUS_OK && (job->status == STATUS_OK || i < job->failed)) {
        job->status = status;
        job->failed = i;
        job->error = error;
    }
    pthread_mutex_unlock(&job->mutex);
}

/* Verifies that the candidate still has exactly the files that were listed, unchanged: only then
 * are the copies a consistent set. */
static enum status check_unchanged(const struct acceptance *job, struct error *error)
{
    struct accept_files now = {0};
    enum status status =
        accept_list(&now, job->options->paths, job->roots, job->interrupt_fd, error);
    bool same = status == STATUS_OK && now.count == job->files.count;

    for (size_t i = 0; i < now.count && same; i++) {
        const struct accept_file *a = &job->files.files[i], *b = &now.files[i];
        same = strcmp(a->name, b->name) == 0 && a->there[CANDIDATE] == b->there[CANDIDATE] &&
               (!a->there[CANDIDATE] || same_state(&a->about[CANDIDATE], &b->about[CANDIDATE]));
    }
    accept_files_free(&now);
    return status == STATUS_OK && !same ? has_changed(job, error) : status;
}

static enum status read_all(struct acceptance *job, struct error *error)
{
    size_t processors = parallel_processors();
    size_t threads = processors < BUDGET_MOST_ACCOUNTS ? processors : BUDGET_MOST_ACCOUNTS;
    enum status status = readable_begin(&job->readable, threads, job->interrupt_fd, error);

    if (status != STATUS_OK)
        return status;
    parallel_for(job->files.count, threads, read_one, job);
    readable_end(&job->readable);
    if (job->status == STATUS_OK)
        return check_unchanged(job, error);
    *error = job->error;
    return job->status;
}

/* ---- The changes ----------------------------------------------------------------------------- */

/* Whether the file is to be changed, and how. */
static bool action_on(const struct accept_file *file, enum accept_action *action)
{
    *action = !file->there[CANDIDATE]  ? ACCEPT_REMOVED
              : !file->there[BASELINE] ? ACCEPT_ADDED
                                       : ACCEPT_UPDATED;
    return file->chosen && (file->differs || *action == ACCEPT_REMOVED);
}

static enum status collect(const struct acceptance *job, struct accept_result *result,
                           struct error *error)
{
    result->changes = calloc(job->files.count + 1, sizeof *result->changes);
    if (result->changes == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < job->files.count; i++) {
        const struct accept_file *file = &job->files.files[i];
        enum accept_action action;
        if (!action_on(file, &action)) {
            result->unchanged += file->chosen;
            continue;
        }
        char *name = strdup(file->name);
        if (name == NULL)
            return error_out_of_memory(error);
        result->changes[result->count++] = (struct accept_change){action, name};
        result->actions[action]++;
    }
    return STATUS_OK;
}

static enum status publish(struct acceptance *job, struct error *error)
{
    struct publish_change *changes = calloc(job->files.count + 1, sizeof *changes);
    size_t count = 0;

    if (changes == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < job->files.count; i++) {
        const struct accept_file *file = &job->files.files[i];
        enum accept_action action;
        if (action_on(file, &action))
            changes[count++] = (struct publish_change){
                .name = file->name, .staged = action == ACCEPT_REMOVED ? NULL : file->staged};
    }
    enum status status =
        count == 0 ? STATUS_OK : staging_publish_changes(&job->staging, changes, count, error);
    free(changes);
    return status;
}

static enum status accept_files(struct acceptance *job, struct accept_result *result,
                                struct error *error)
{
    enum status status = open_sides(job, error);

    if (status == STATUS_OK)
        status =
            accept_list(&job->files, job->options->paths, job->roots, job->interrupt_fd, error);
    if (status == STATUS_OK)
        status = choose(job, error);
    if (status == STATUS_OK)
        status = read_all(job, error);
    if (status == STATUS_OK)
        status = collect(job, result, error);
    if (status == STATUS_OK)
        status = interrupt_check(job->interrupt_fd, error);
    return status == STATUS_OK && !job->options->dry_run ? publish(job, error) : status;
}

enum status accept_candidate(const struct accept_options *options, struct accept_result *result,
                             int interrupt_fd, struct error *error)
{
    struct acceptance job = {.options = options,
                             .interrupt_fd = interrupt_fd,
                             .staging = {.output = -1, .directory = -1, .work = -1},
                             .roots = {-1, -1},
                             .mutex = PTHREAD_MUTEX_INITIALIZER};

    *result = (struct accept_result){.dry_run = options->dry_run};
    enum status status = accept_files(&job, result, error);
    for (size_t i = 0; i < 2; i++)
        if (job.roots[i] >= 0)
            close(job.roots[i]);
    if (job.staging.path != NULL)
        staging_close(&job.staging, status, &result->notices, error);
    accept_files_free(&job.files);
    pthread_mutex_destroy(&job.mutex);
    if (status != STATUS_OK)
        accept_result_free(result);
    return status;
}

/* ---- Lines on standard output ---------------------------------------------------------------- */

static const char *const action_names[ACCEPT_ACTIONS] = {"updated", "added", "removed"};

enum status accept_print(const struct accept_result *result, bool quiet, FILE *stream,
                         struct error *error)
{
    bool whole = true;

    for (size_t i = 0; i < result->count && !quiet; i++) {
        struct text line = {0};
        unicode_printable(&line, result->changes[i].name);
        fprintf(stream, "%s %s\n", action_names[result->changes[i].action], text_string(&line));
        whole = whole && !line.failed;
        text_free(&line);
    }
    const char *separator = result->dry_run ? "dry run: " : "";
    for (size_t action = 0; action < ACCEPT_ACTIONS; action++) {
        if (result->actions[action] == 0)
            continue;
        fprintf(stream, "%s%zu %s", separator, result->actions[action], action_names[action]);
        separator = ", ";
    }
    fprintf(stream, "%s%zu unchanged\n", result->count == 0 ? "" : ", ", result->unchanged);
    return whole ? STATUS_OK : error_out_of_memory(error);
}
