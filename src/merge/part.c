#include "merge/part.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "merge/part_tables.h"
#include "report/manifest_reader.h"
#include "run/run_directory.h"

static const struct {
    const char *name;
    enum status (*read)(struct results *results, const struct run_options *options,
                        const struct text *bytes, struct error *error);
} tables[PART_TABLES] = {
    {ARTIFACT_ENSEMBLE_RUNS, part_tables_read_runs},
    {ARTIFACT_RUNTIME, part_tables_read_runtime},
};

void part_free(struct part *part)
{
    free(part->seeds.ranges);
    *part = (struct part){.path = part->path};
}

static enum status open_directory(const char *path, int *directory, struct error *error)
{
    *directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return *directory >= 0 ? STATUS_OK
                           : error_set(error, file_open_status(errno, STATUS_USAGE),
                                       "merge %.255s: %s", path, strerror(errno));
}

/* ---- Arguments ------------------------------------------------------------------------------- */

/* The length of "--name" in an argument. */
static size_t name_length(const char *argument)
{
    return strcspn(argument, "=");
}

static bool is_same_option(const char *a, const char *b)
{
    return name_length(a) == name_length(b) && strncmp(a, b, name_length(a)) == 0;
}

static bool has_option(const struct recorded_run *run, const char *argument)
{
    for (int i = 0; i < run->count; i++)
        if (is_same_option(run->arguments[i], argument))
            return true;
    return false;
}

/* ---- The manifest ---------------------------------------------------------------------------- */

static enum status read_whole(struct json_value parameters, const char *name, uint64_t *whole,
                              struct error *error)
{
    struct json_value value = json_value_member(parameters, name);

    if (json_value_kind(value) == JSON_ABSENT)
        return error_set(error, STATUS_BAD_INPUT,
                         ARTIFACT_MANIFEST ": no " MANIFEST_PARAMETERS
                                           ".%s; only runs with --runs can be merged",
                         name);
    return manifest_whole(value, whole)
               ? STATUS_OK
               : error_set(error, STATUS_BAD_INPUT,
                           ARTIFACT_MANIFEST ": " MANIFEST_PARAMETERS ".%s: must be a whole number",
                           name);
}

/* Takes over the seeds of a part that was merged itself. */
static enum status take_seeds(struct part *part, const struct manifest *manifest,
                              struct recorded_run *run, struct error *error)
{
    struct json_value parameters = json_value_member(manifest->root, MANIFEST_PARAMETERS);
    uint64_t runs = 0, seed = 0;

    enum status status = read_whole(parameters, "runs", &runs, error);
    if (status == STATUS_OK)
        status = read_whole(parameters, "seed", &seed, error);
    if (status != STATUS_OK)
        return status;
    part->seeds = run->merged;
    run->merged = (struct merged_parts){.ranges = NULL};
    if (part->seeds.range_count == 0) {
        part->seeds.ranges = calloc(1, sizeof *part->seeds.ranges);
        if (part->seeds.ranges == NULL)
            return error_out_of_memory(error);
        if (runs < 1 || runs > STUDY_MAX_RUNS || seed > UINT32_MAX || seed + runs - 1 > UINT32_MAX)
            return error_set(error, STATUS_BAD_INPUT,
                             ARTIFACT_MANIFEST ": " MANIFEST_PARAMETERS
                                               ".runs or .seed: out of range");
        part->seeds.ranges[part->seeds.range_count++] =
            (struct seed_range){.first = (uint32_t)seed, .count = (size_t)runs};
    }
    for (size_t i = 0; i < part->seeds.range_count; i++)
        part->runs += part->seeds.ranges[i].count;
    return STATUS_OK;
}

static enum status check_options(const struct recorded_run *run, struct error *error)
{
    return has_option(run, "--suite")
               ? error_set(error, STATUS_BAD_INPUT,
                           ARTIFACT_MANIFEST ": runs of a suite cannot be merged; run each problem "
                                             "with --problem and --runs")
               : STATUS_OK;
}

/* A file kept from an earlier run has other settings. */
static enum status find_tables(struct part *part, const struct manifest *manifest,
                               struct error *error)
{
    for (size_t i = 0; i < PART_TABLES; i++) {
        const struct manifest_entry *entry = manifest_find(manifest, tables[i].name);
        if (entry == NULL || entry->file.kept)
            return error_set(error, STATUS_BAD_INPUT,
                             ARTIFACT_MANIFEST
                             ": lists no %s of this run; repeat it without --only documents",
                             tables[i].name);
        memcpy(part->tables[i].digest, entry->file.digest, DIGEST_SIZE);
    }
    return STATUS_OK;
}

static enum status read_manifest(struct part *part, const struct text *bytes,
                                 struct recorded_run *run, struct error *error)
{
    struct manifest manifest = {.count = 0};

    enum status status = recorded_run_read(text_string(bytes), bytes->length, run, error);
    if (status == STATUS_OK)
        status = check_options(run, error);
    if (status != STATUS_OK)
        return status;
    status = manifest_parse(text_string(bytes), bytes->length, &manifest, error);
    if (status == STATUS_BAD_INPUT)
        error_prefix(error, status, ARTIFACT_MANIFEST);
    if (status == STATUS_OK)
        status = take_seeds(part, &manifest, run, error);
    if (status == STATUS_OK)
        status = find_tables(part, &manifest, error);
    manifest_free(&manifest);
    return status;
}

enum status part_read(struct part *part, const char *path, struct recorded_run *run,
                      struct error *error)
{
    struct text bytes = {0};
    int directory;

    *part = (struct part){.path = path};
    *run = (struct recorded_run){0};
    enum status status = open_directory(path, &directory, error);
    if (status != STATUS_OK)
        return status;
    status = run_directory_check(directory, path, error);
    if (status == STATUS_OK)
        status = run_directory_read(directory, path, ARTIFACT_MANIFEST, MANIFEST_MOST_BYTES, &bytes,
                                    error);
    if (status == STATUS_OK) {
        status = read_manifest(part, &bytes, run, error);
        if (status != STATUS_OK)
            error_prefix(error, status, "%.255s", path);
    }
    text_free(&bytes);
    close(directory);
    return status;
}

/* ---- Settings -------------------------------------------------------------------------------- */

static bool can_differ(const char *argument, bool ignore_figures)
{
    return is_same_option(argument, "--runs") || is_same_option(argument, "--seed") ||
           strcmp(argument, "--figure=ensemble") == 0 ||
           (ignore_figures && is_same_option(argument, "--figure"));
}

/* The index of the next argument that must be the same in all parts; `count` at the end. */
static int next_setting(const struct recorded_run *run, int i, bool ignore_figures)
{
    while (i < run->count && can_differ(run->arguments[i], ignore_figures))
        i++;
    return i;
}

static const char *value_of(const char *argument)
{
    return argument[name_length(argument)] == '\0' ? "" : argument + name_length(argument) + 1;
}

#define MUST_BE_SAME                                                                               \
    "; all parts must have the same settings except --seed, --runs, --threads and --output"

static enum status reject_different(const struct part *a, const char *of_a, const struct part *b,
                                    const char *of_b, struct error *error)
{
    return error_set(
        error, STATUS_BAD_INPUT, "%.*s is '%.64s' in %.255s, but '%.64s' in %.255s" MUST_BE_SAME,
        (int)name_length(of_a), of_a, value_of(of_a), a->path, value_of(of_b), b->path);
}

/* A run without --seed has the start that its problem defines, which its user did not specify. */
static const char *advice_on(const char *argument)
{
    return strncmp(argument, "--start=", strlen("--start=")) == 0
               ? "; specify --seed, or the same --start, for every part"
               : MUST_BE_SAME;
}

static enum status reject_missing(const struct part *with, const char *argument,
                                  const struct part *without, struct error *error)
{
    const char *value = value_of(argument);

    return error_set(error, STATUS_BAD_INPUT,
                     "%.*s%s%.64s%s is a setting of %.255s, but not of %.255s%s",
                     (int)name_length(argument), argument, *value == '\0' ? "" : " '", value,
                     *value == '\0' ? "" : "'", with->path, without->path, advice_on(argument));
}

static enum status check_epoch(const struct part *a, const struct recorded_run *run_a,
                               const struct part *b, const struct recorded_run *run_b,
                               struct error *error)
{
    const char *of_a = run_a->epoch == NULL ? "" : run_a->epoch;
    const char *of_b = run_b->epoch == NULL ? "" : run_b->epoch;

    return strcmp(of_a, of_b) == 0
               ? STATUS_OK
               : error_set(error, STATUS_BAD_INPUT,
                           "SOURCE_DATE_EPOCH was '%.64s' for %.255s, but '%.64s' for "
                           "%.255s" MUST_BE_SAME,
                           of_a, a->path, of_b, b->path);
}

static bool has_argument(const struct recorded_run *run, const char *argument)
{
    for (int i = 0; i < run->count; i++)
        if (strcmp(run->arguments[i], argument) == 0)
            return true;
    return false;
}

/* Whether the part's first seed affects all of its runs: the merged runs would not be those of one
 * run. */
static enum status check_variation(const struct part *part, const struct recorded_run *run,
                                   struct error *error)
{
    if (has_argument(run, "--vary=start"))
        return error_set(error, STATUS_BAD_INPUT,
                         "%.255s: with --vary start, the noise depends on the first seed of the "
                         "part; repeat the runs with --vary both",
                         part->path);
    if (has_argument(run, "--vary=noise") && !has_option(run, "--start"))
        return error_set(error, STATUS_BAD_INPUT,
                         "%.255s: with --vary noise, the start depends on the first seed of the "
                         "part; repeat the runs with --start",
                         part->path);
    return STATUS_OK;
}

enum status part_check_settings(const struct part *a, const struct recorded_run *run_a,
                                const struct part *b, const struct recorded_run *run_b,
                                bool ignore_figures, struct error *error)
{
    enum status status = check_variation(a, run_a, error);

    if (status != STATUS_OK)
        return status;
    for (int i = 0, k = 0;; i++, k++) {
        i = next_setting(run_a, i, ignore_figures);
        k = next_setting(run_b, k, ignore_figures);
        const char *of_a = i < run_a->count ? run_a->arguments[i] : NULL;
        const char *of_b = k < run_b->count ? run_b->arguments[k] : NULL;
        if (of_a == NULL && of_b == NULL)
            return check_epoch(a, run_a, b, run_b, error);
        if (of_a != NULL && (of_b == NULL || !has_option(run_b, of_a)))
            return reject_missing(a, of_a, b, error);
        if (of_a == NULL || !is_same_option(of_a, of_b))
            return reject_missing(b, of_b, a, error);
        if (strcmp(of_a, of_b) != 0)
            return reject_different(a, of_a, b, of_b, error);
    }
}

/* ---- Tables ---------------------------------------------------------------------------------- */

static enum status read_table(const struct part *part, size_t i, int directory,
                              const struct run_options *options, struct results *results,
                              struct error *error)
{
    char digest[DIGEST_SIZE];
    struct text bytes = {0};

    enum status status = run_directory_read(directory, part->path, tables[i].name,
                                            part_tables_most_bytes(options), &bytes, error);
    if (status == STATUS_OK) {
        digest_bytes(text_string(&bytes), bytes.length, digest);
        if (strcmp(digest, part->tables[i].digest) != 0)
            status = error_set(error, STATUS_BAD_INPUT,
                               "does not match its digest in " ARTIFACT_MANIFEST
                               "; repeat the run or the transfer of its files");
        else
            status = tables[i].read(results, options, &bytes, error);
        if (status == STATUS_BAD_INPUT)
            error_prefix(error, status, "%.255s/%s", part->path, tables[i].name);
    }
    text_free(&bytes);
    return status;
}

enum status part_read_tables(const struct part *part, const struct run_options *options,
                             int interrupt_fd, struct results *results, struct error *error)
{
    int directory;
    enum status status = part_tables_begin(results, options, interrupt_fd, error);

    if (status != STATUS_OK)
        return status;
    status = open_directory(part->path, &directory, error);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < PART_TABLES && status == STATUS_OK; i++)
        status = read_table(part, i, directory, options, results, error);
    close(directory);
    return status;
}
