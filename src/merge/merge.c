#include "merge/merge.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/artifact_format.h"
#include "base/below.h"
#include "base/deadline.h"
#include "base/file.h"
#include "run/run.h"

/* The parts while they are read. */
struct job {
    const struct merge_options *options;
    struct part *parts;
    struct ensemble ensembles[METHODS_MAX]; /* of all parts */
    int interrupt_fd;
};

/* ---- Manifests ------------------------------------------------------------------------------- */

/* All parts have the settings of the first one, which are kept. */
static enum status read_part(const struct job *job, size_t i, struct recorded_run *first,
                             struct error *error)
{
    struct recorded_run other = {.count = 0};
    struct recorded_run *run = i == 0 ? first : &other;

    enum status status = part_read(&job->parts[i], job->options->parts[i], run, error);
    if (status == STATUS_OK && i > 0)
        status = part_check_settings(&job->parts[0], first, &job->parts[i], run,
                                     job->options->figure != NULL, error);
    recorded_run_free(&other);
    return status == STATUS_OK ? interrupt_check(job->interrupt_fd, error) : status;
}

static enum status look_at(const char *path, struct stat *about, struct error *error)
{
    if (stat(path, about) == 0)
        return STATUS_OK;
    return error_set(error, file_open_status(errno, STATUS_USAGE), "merge %.255s: %s", path,
                     strerror(errno));
}

/* Publishing into a part would remove its tables. */
static enum status check_output(const struct merge_options *options, struct error *error)
{
    struct stat output, part;
    enum status status = STATUS_OK;

    if (stat(options->output, &output) != 0 && errno == ENOENT)
        return STATUS_OK;
    status = look_at(options->output, &output, error);
    for (size_t i = 0; i < options->part_count && status == STATUS_OK; i++) {
        status = look_at(options->parts[i], &part, error);
        if (status == STATUS_OK && below_same_file(&output, &part))
            status = error_set(error, STATUS_USAGE,
                               "--output '%.255s': must not be one of the parts; choose another "
                               "directory",
                               options->output);
    }
    return status;
}

/* ---- The run --------------------------------------------------------------------------------- */

static enum status check_run(const struct run_options *run, struct error *error)
{
    if (run->study.runs == 0)
        return error_set(error, STATUS_BAD_INPUT, "only runs with --runs can be merged");
    if (run->methods.tune_count > 0)
        return error_set(error, STATUS_BAD_INPUT,
                         "runs with --tune cannot be merged, since each part was tuned with other "
                         "seeds; repeat the parts with the best settings in --optimizer");
    if (!problem_minimum_known(run->problem))
        return error_set(error, STATUS_BAD_INPUT,
                         "the minimum of the formula is not known, and the lowest value that was "
                         "found differs between the parts; repeat them with --minimum");
    return STATUS_OK;
}

/* The options of the parts, then those of the command. */
static enum status read_options(const struct job *job, struct merge *merge, struct error *error)
{
    const struct merge_options *options = job->options;
    struct run_options *run = &merge->run;

    enum status status = recorded_run_options(&merge->recorded, run, error);
    if (status == STATUS_OK)
        status = check_run(run, error);
    if (status != STATUS_OK)
        return error_prefix(error, status, "%.255s/" ARTIFACT_MANIFEST, job->parts[0].path);
    if (options->figure != NULL) {
        run_options_free(run);
        status = recorded_run_replace(&merge->recorded, "figure", options->figure, error);
        if (status == STATUS_OK)
            status = recorded_run_options(&merge->recorded, run, error);
    } else {
        figure_options_make_default(&run->figures);
    }
    run->output = options->output;
    run->gnuplot = options->gnuplot;
    run->timeout = options->timeout;
    run->atomic = options->atomic;
    run->keep = options->keep;
    run->quiet = options->quiet;
    return status;
}

static void set_seeds(struct run_options *run, struct merged_parts *seeds, size_t runs)
{
    run->seed = seeds->ranges[0].first;
    run->study.runs = runs;
    run->study.merged = seeds;
}

/* ---- Tables ---------------------------------------------------------------------------------- */

static void copy_runs(struct job *job, const struct seed_layout *layout, size_t part,
                      const struct results *results)
{
    for (size_t i = 0; i < layout->segment_count; i++) {
        const struct seed_segment *segment = &layout->segments[i];
        for (size_t k = 0; segment->part == part && k < results->count; k++)
            ensemble_copy_runs(&job->ensembles[k], segment->to, &results->ensembles[k],
                               segment->from, segment->seeds.count);
    }
    for (size_t k = 0; k < results->count; k++)
        ensemble_add_targets(&job->ensembles[k], &results->ensembles[k]);
}

static enum status read_tables(struct job *job, struct merge *merge, size_t i, struct error *error)
{
    struct part *part = &job->parts[i];
    struct results results;

    set_seeds(&merge->run, &part->seeds, part->runs);
    enum status status = part_read_tables(part, &merge->run, job->interrupt_fd, &results, error);
    if (status == STATUS_OK)
        copy_runs(job, &merge->layout, i, &results);
    results_free(&results);
    return status;
}

static enum status merge_tables(struct job *job, struct merge *merge, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < merge->run.methods.count && status == STATUS_OK; i++)
        status = ensemble_init(&job->ensembles[i], merge->run.study.criterion,
                               merge->run.iterations, merge->layout.runs, error);
    for (size_t i = 0; i < job->options->part_count && status == STATUS_OK; i++)
        status = read_tables(job, merge, i, error);
    return status;
}

/* ---- All of it ------------------------------------------------------------------------------- */

static enum status read_parts(struct job *job, struct merge *merge, struct error *error)
{
    size_t count = job->options->part_count;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = read_part(job, i, &merge->recorded, error);
    if (status == STATUS_OK)
        status = check_output(job->options, error);
    if (status == STATUS_OK)
        status = read_options(job, merge, error);
    if (status == STATUS_OK)
        status = seed_layout_make(&merge->layout, job->parts, count, error);
    return status == STATUS_OK ? merge_tables(job, merge, error) : status;
}

static enum status run_merged(struct job *job, struct merge *merge, FILE *terminal,
                              struct error *error)
{
    struct seed_layout *layout = &merge->layout;

    layout->merged.ensembles = job->ensembles;
    set_seeds(&merge->run, &layout->merged, layout->runs);
    enum status status = run(&merge->run, &merge->results, terminal, job->interrupt_fd, error);
    layout->merged.ensembles = NULL;
    return status == STATUS_OK ? seed_layout_report_gaps(layout, &merge->results.notices, error)
                               : status;
}

enum status merge(const struct merge_options *options, struct merge *merge, FILE *terminal,
                  int interrupt_fd, struct error *error)
{
    struct job job = {.options = options,
                      .parts = calloc(options->part_count, sizeof *job.parts),
                      .interrupt_fd = interrupt_fd};

    *merge = (struct merge){.recorded = {.count = 0}};
    if (job.parts == NULL)
        return error_out_of_memory(error);
    enum status status = read_parts(&job, merge, error);
    if (status == STATUS_OK)
        status = run_merged(&job, merge, terminal, error);
    for (size_t i = 0; i < METHODS_MAX; i++)
        ensemble_free(&job.ensembles[i]);
    for (size_t i = 0; i < options->part_count; i++)
        part_free(&job.parts[i]);
    free(job.parts);
    return status;
}

void merge_free(struct merge *merge)
{
    results_free(&merge->results);
    run_options_free(&merge->run);
    seed_layout_free(&merge->layout);
    recorded_run_free(&merge->recorded);
}
