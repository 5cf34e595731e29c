#include "compare/compare.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/artifact_format.h"
#include "base/deadline.h"
#include "base/file.h"
#include "base/parallel.h"
#include "base/progress.h"
#include "base/staging.h"
#include "base/unicode.h"
#include "base/version.h"
#include "compare/diff_pair.h"
#include "compare/pairing.h"
#include "compare/renames.h"
#include "compare/reports.h"
#include "compare/selection.h"
#include "compare/unique_names.h"
#include "compare/verdict.h"

/* The maximum wait for another comparison that is writing into the same directory, in seconds. */
#define LOCK_TIMEOUT 60

/* With more files, less information is kept for each. */
#define MOST_DETAILED_FILES 20000

/* The number of differing JSON fields kept for each file: as many as the reports show or, with more
 * files, as many as the reasons name. */
#define MOST_FIELDS_FILES 2000
#define REPORTED_FIELDS 50
#define MANY_FILES_FIELDS 6

/* With more manifests, only this many fields are kept for each. */
#define MOST_WHOLE_MANIFESTS 20
#define MANY_MANIFESTS_FIELDS 200

/* The overhead of a file, in bytes that could be read in the same time. */
#define BYTES_PER_FILE 10000

struct compare_job {
    const struct compare_options *options;
    struct pairing pairing;
    struct selection selection;
    struct unique_names unique_names;
    struct pair_difference *differences;
    size_t *large; /* indices of the pairs left for several threads */
    size_t large_count;
    struct comparison *comparison;
    struct staging staging;
    struct budget budget;
    FILE *terminal;           /* shows the progress; NULL: not shown */
    struct progress progress; /* in bytes */
    struct diff_pair_settings settings;
    pthread_mutex_t mutex; /* protects the following members */
    enum status status;    /* the first failure of a thread */
    struct error error;
};

/* ---- Pairs ----------------------------------------------------------------------------------- */

/* False after a failure or a signal. */
static bool may_continue(struct compare_job *job)
{
    pthread_mutex_lock(&job->mutex);
    if (job->status == STATUS_OK)
        job->status = interrupt_check(job->settings.interrupt_fd, &job->error);
    bool on = job->status == STATUS_OK;
    pthread_mutex_unlock(&job->mutex);
    return on;
}

static void keep_failure(struct compare_job *job, enum status status, const struct error *error)
{
    pthread_mutex_lock(&job->mutex);
    if (job->status == STATUS_OK && status != STATUS_OK) {
        job->status = status;
        job->error = *error;
    }
    pthread_mutex_unlock(&job->mutex);
}

static void diff_one(void *context, size_t i)
{
    struct compare_job *job = context;
    struct error error;

    if (!may_continue(job))
        return;
    keep_failure(job, diff_pair(&job->differences[i], &job->settings, &error), &error);
    if (!job->differences[i].undecoded)
        progress_add(&job->progress, job->differences[i].work);
}

static void diff_one_large(void *context, size_t i)
{
    struct compare_job *job = context;
    struct error error;

    if (!may_continue(job))
        return;
    keep_failure(job, diff_pair_large(&job->differences[job->large[i]], &job->settings, &error),
                 &error);
    progress_add(&job->progress, job->differences[job->large[i]].work);
}

static size_t thread_count(void)
{
    size_t processors = parallel_processors();

    return processors < BUDGET_MOST_ACCOUNTS ? processors : BUDGET_MOST_ACCOUNTS;
}

/* Small pairs, one per processor; then large pairs, two processors for each. */
static enum status diff_all(struct compare_job *job, struct error *error)
{
    size_t count = job->comparison->count, threads = thread_count();
    double total = 0;

    for (size_t i = 0; i < count; i++)
        total += job->differences[i].work;
    progress_begin(&job->progress, "compare", job->terminal, job->settings.interrupt_fd, total);
    parallel_for(count, threads, diff_one, job);
    for (size_t i = 0; i < count; i++)
        if (job->differences[i].undecoded)
            job->large[job->large_count++] = i;
    parallel_for(job->large_count, (threads + 1) / 2, diff_one_large, job);
    progress_end(&job->progress);
    if (job->status != STATUS_OK)
        *error = job->error;
    return job->status;
}

/* ---- From two paths to reports --------------------------------------------------------------- */

/* A difference in which no pixel is marked needs no image. */
static void drop_empty_diff_images(struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++) {
        struct comparison_file *file = &comparison->files[i];
        if (file->image == NULL || file->image->different > 0 || file->image->outside > 0)
            continue;
        free(file->diff_image);
        free(file->embedded[2]);
        file->diff_image = file->embedded[2] = NULL;
    }
}

static enum status leave_out(struct compare_job *job, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < job->pairing.left_out_count && status == STATUS_OK; i++)
        status = comparison_leave_out(job->comparison, job->pairing.left_out[i], error);
    return status;
}

/* The approximate share of a pair in the work, for the progress bar. */
static double work_of(const struct compare_job *job, const struct pair *pair)
{
    double bytes = BYTES_PER_FILE;
    struct stat about;

    for (size_t side = 0; side < 2 && job->terminal != NULL; side++)
        if (pair->paths[side] != NULL && lstat(pair->paths[side], &about) == 0)
            bytes += (double)about.st_size;
    return bytes;
}

static enum status prepare_pair(struct compare_job *job, const struct pair *pair,
                                struct error *error)
{
    struct comparison *comparison = job->comparison;
    struct comparison_file *file = &comparison->files[comparison->count];
    const struct pair_settings *settings = NULL;
    enum status status = selection_settings(&job->selection, pair->name, &settings, error);

    if (status != STATUS_OK || settings == NULL)
        return status == STATUS_OK ? comparison_leave_out(comparison, pair->name, error) : status;
    struct pair_difference *difference = &job->differences[comparison->count++];
    file->name = strdup(pair->name);
    const char *name = unique_names_add(&job->unique_names, pair->name);
    if (file->name == NULL || name == NULL)
        return error_out_of_memory(error);
    *difference = (struct pair_difference){.pair = pair,
                                           .settings = settings,
                                           .report_name = name,
                                           .file = file,
                                           .work = work_of(job, pair)};
    return STATUS_OK;
}

static enum status prepare(struct compare_job *job, struct error *error)
{
    struct comparison *comparison = job->comparison;
    size_t count = job->pairing.count;

    comparison->files = calloc(count + 1, sizeof *comparison->files);
    job->differences = calloc(count + 1, sizeof *job->differences);
    job->large = calloc(count + 1, sizeof *job->large);
    if (comparison->files == NULL || job->differences == NULL || job->large == NULL)
        return error_out_of_memory(error);
    enum status status = leave_out(job, error);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = prepare_pair(job, &job->pairing.pairs[i], error);
    if (status == STATUS_OK)
        status = selection_notes(&job->selection, comparison, error);
    if (status == STATUS_OK && count > 0 && comparison->count == 0)
        status =
            error_set(error, STATUS_USAGE,
                      "compare: no files left by --include, --exclude and --rules; nothing was "
                      "compared");
    return status;
}

static enum status publish_reports(struct compare_job *job, struct error *error)
{
    enum status status = reports_stage(job->comparison, &job->staging, error);

    if (status == STATUS_OK)
        status = interrupt_check(job->settings.interrupt_fd, error);
    return status == STATUS_OK ? staging_publish(&job->staging, error) : status;
}

static enum status compare_files(struct compare_job *job, struct error *error)
{
    enum status status = prepare(job, error);
    struct budget_account account = {.budget = NULL}; /* for when no other thread is working */
    struct verdict_input input = {.options = job->options,
                                  .directories = job->pairing.directories[0] != NULL,
                                  .comparison = job->comparison,
                                  .interrupt_fd = job->settings.interrupt_fd,
                                  .differences = job->differences,
                                  .account = &account};

    if (status == STATUS_OK)
        status = diff_all(job, error);
    if (status == STATUS_OK)
        status = verdict_decide(&input, error);
    if (status == STATUS_OK)
        status = renames_find(job->comparison, job->differences, job->settings.interrupt_fd, error);
    if (status == STATUS_OK)
        status = comparison_finish(job->comparison, error);
    if (status != STATUS_OK)
        return status;
    drop_empty_diff_images(job->comparison);
    return job->settings.copies.staging != NULL ? publish_reports(job, error) : STATUS_OK;
}

/* Whether two paths are the same directory, or one is inside the other by name: reports among the
 * artifacts would be compared as artifacts the next time. */
static bool is_same_directory(const char *a, const char *b)
{
    struct stat about_a, about_b;

    return stat(a, &about_a) == 0 && stat(b, &about_b) == 0 && about_a.st_dev == about_b.st_dev &&
           about_a.st_ino == about_b.st_ino;
}

/* The output directory or a directory above it is one of those to be compared. */
static enum status check_output(const struct compare_options *options, struct error *error)
{
    size_t whole = strlen(options->output);
    char *path = malloc(whole + 1);
    enum status status = STATUS_OK;

    if (path == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < 2; i++) {
        memcpy(path, options->output, whole + 1);
        for (size_t length = whole; length > 0; length--) {
            if (path[length] != '\0' && path[length] != '/')
                continue;
            path[length] = '\0';
            if (is_same_directory(path, options->paths[i]))
                status = error_set(
                    error, STATUS_USAGE,
                    "--output '%.255s': must not be inside %.255s, which is being compared",
                    options->output, options->paths[i]);
        }
    }
    free(path);
    return status;
}

static enum status open_output(struct compare_job *job, struct error *error)
{
    struct deadline deadline = deadline_start(LOCK_TIMEOUT, job->settings.interrupt_fd);

    if (job->options->output == NULL)
        return STATUS_OK;
    enum status status = check_output(job->options, error);
    if (status == STATUS_OK)
        status = staging_open(&job->staging, job->options->output, &deadline, error);
    if (status != STATUS_OK)
        return status;
    job->staging.without_sync = true;
    job->settings.copies = (struct copy_images_settings){
        &job->staging, copy_images_embed_limit(job->pairing.count), job->settings.interrupt_fd};
    return STATUS_OK;
}

static void free_job(struct compare_job *job, enum status status, struct error *error)
{
    for (size_t i = 0; i < job->pairing.count && job->differences != NULL; i++)
        pair_difference_free(&job->differences[i]);
    if (job->settings.copies.staging != NULL)
        staging_close(&job->staging, status, &job->comparison->notices, error);
    pthread_mutex_destroy(&job->mutex);
    budget_end(&job->budget);
    pairing_free(&job->pairing);
    unique_names_free(&job->unique_names);
    selection_free(&job->selection);
    free(job->differences);
    free(job->large);
}

static const char *name_of(const struct compare_options *options, size_t side)
{
    return options->names[side] != NULL ? options->names[side] : options->paths[side];
}

/* The information kept for all pairs together must fit into memory. */
static void limit_details(struct compare_job *job)
{
    size_t manifests = 0;

    for (size_t i = 0; i < job->pairing.count; i++)
        manifests += strcmp(file_base_name(job->pairing.pairs[i].name), ARTIFACT_MANIFEST) == 0;
    job->settings.many_files = job->pairing.count > MOST_DETAILED_FILES;
    job->settings.json_fields =
        job->pairing.count > MOST_FIELDS_FILES ? MANY_FILES_FIELDS : REPORTED_FIELDS;
    job->settings.manifest_fields =
        manifests > MOST_WHOLE_MANIFESTS ? MANY_MANIFESTS_FIELDS : JSON_DIFF_KEPT;
}

enum status compare(const struct compare_options *options, struct comparison *comparison,
                    FILE *terminal, int interrupt_fd, struct error *error)
{
    struct compare_job job = {.options = options,
                              .comparison = comparison,
                              .terminal = terminal,
                              .settings = {.interrupt_fd = interrupt_fd},
                              .mutex = PTHREAD_MUTEX_INITIALIZER};

    *comparison = (struct comparison){.program = PROGRAM,
                                      .baseline = name_of(options, 0),
                                      .candidate = name_of(options, 1),
                                      .strict = options->strict};
    budget_begin(&job.budget, thread_count());
    job.settings.budget = &job.budget;
    enum status status = pairing_make(options->paths, interrupt_fd, &job.pairing, error);
    comparison->directories = job.pairing.directories[0] != NULL;
    if (status == STATUS_OK)
        status = selection_begin(&job.selection, options, error);
    if (status == STATUS_OK)
        limit_details(&job);
    if (status == STATUS_OK)
        status = open_output(&job, error);
    if (status == STATUS_OK)
        status = compare_files(&job, error);
    free_job(&job, status, error);
    if (status != STATUS_OK)
        comparison_free(comparison);
    return status;
}

/* ---- Lines on standard output ---------------------------------------------------------------- */

static const char *color_of(const struct comparison_file *file)
{
    if (!file->passes)
        return "\x1b[31m";
    return file->verdict == VERDICT_RENDERING || file->verdict == VERDICT_ADDED ? "\x1b[33m"
                                                                                : "\x1b[32m";
}

/* False if out of memory. */
static bool print_file(const struct comparison_file *file, int width, bool colored, FILE *stream)
{
    struct text line = {0};
    const char *verdict = comparison_verdict(file);

    text_appendf(&line, "%s%-11s%s  ", colored ? color_of(file) : "", verdict,
                 colored ? "\x1b[0m" : "");
    size_t begin = line.length;
    unicode_printable(&line, file->name);
    if (file->reason_count > 0) {
        size_t length = line.length - begin;
        text_appendf(&line, "%*s  ", length < (size_t)width ? width - (int)length : 0, "");
        comparison_reasons(file, &line);
    }
    bool whole = !line.failed;
    fprintf(stream, "%s\n", text_string(&line));
    text_free(&line);
    for (const char *c = file->excerpt; c != NULL && *c != '\0';) {
        int length = (int)strcspn(c, "\n");
        fprintf(stream, "    | %.*s\n", length, c); /* indented, since `::` is a CI command */
        c += length + 1;
    }
    return whole;
}

static bool print_left_out(const struct comparison *comparison, FILE *stream)
{
    bool whole = true;

    for (size_t i = 0; i < comparison->left_out_count; i++) {
        struct text line = {0};
        unicode_printable(&line, comparison->left_out[i]);
        fprintf(stream, "left out     %s\n", text_string(&line));
        whole = whole && !line.failed;
        text_free(&line);
    }
    return whole;
}

enum status compare_print(const struct comparison *comparison, bool quiet, bool colored,
                          FILE *stream, struct error *error)
{
    struct text summary = {0};
    bool whole = true;
    int width = 0;

    for (size_t i = 0; i < comparison->count; i++) {
        size_t length = strlen(comparison->files[i].name);
        if (comparison->files[i].reason_count > 0 && (int)length > width && length < 40)
            width = (int)length;
    }
    for (size_t i = 0; i < comparison->count && !quiet; i++)
        whole = print_file(comparison->worst_first[i].file, width, colored, stream) && whole;
    if (!quiet)
        whole = print_left_out(comparison, stream) && whole;
    for (size_t i = 0; i < comparison->note_count && !quiet; i++)
        fprintf(stream, "note         %s\n", comparison->notes[i]);
    comparison_summary(comparison, &summary);
    fprintf(stream, "%s\n", text_string(&summary));
    whole = whole && !summary.failed;
    text_free(&summary);
    return whole ? STATUS_OK : error_out_of_memory(error);
}

enum status compare_outcome(const struct comparison *comparison, struct error *error)
{
    size_t unreadable = comparison->verdicts[VERDICT_UNREADABLE];

    if (unreadable == 0)
        return comparison->failed == 0 ? STATUS_OK : STATUS_DIFFERENT;
    const struct comparison_file *first = comparison->worst_first[0].file;
    return error_set(error, STATUS_BAD_INPUT, "%.255s: %s%s", first->name,
                     first->reason_count > 0 ? first->reasons[0] : "cannot be read",
                     unreadable > 1 ? "; and more files are unreadable" : "");
}
