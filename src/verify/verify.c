#include "verify/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "base/notices.h"
#include "base/unicode.h"
#include "compare/compare.h"
#include "report/manifest_reader.h"
#include "run/recorded_run.h"
#include "run/run.h"
#include "run/run_directory.h"
#include "verify/checksums.h"

/* Maximum size of a manifest and of checksums; those of a run have some ten thousand bytes. */
#define MOST_BYTES ((size_t)1 << 24)

/* ---- The directory --------------------------------------------------------------------------- */

static enum status check_sums(const struct verify_options *options, int directory,
                              struct checksums *checksums, struct verification *verification,
                              int interrupt_fd, struct error *error)
{
    struct text bytes = {0};

    enum status status = run_directory_read(directory, options->directory, ARTIFACT_CHECKSUMS,
                                            MOST_BYTES, &bytes, error);
    if (status != STATUS_OK) {
        text_free(&bytes);
        return status;
    }
    status = checksums_read(text_string(&bytes), bytes.length, checksums, error);
    if (status == STATUS_OK)
        status = checksums_check(checksums, directory, interrupt_fd, &verification->problems,
                                 &verification->problem_count, error);
    text_free(&bytes);
    return status == STATUS_OK || status == STATUS_INTERRUPTED
               ? status
               : error_prefix(error, status, "%.255s", options->directory);
}

static enum status read_manifest(const struct verify_options *options, int directory,
                                 struct recorded_run *recorded, struct manifest *manifest,
                                 struct error *error)
{
    struct text bytes = {0};
    enum status status = run_directory_read(directory, options->directory, ARTIFACT_MANIFEST,
                                            MOST_BYTES, &bytes, error);

    if (status != STATUS_OK) {
        text_free(&bytes);
        return status;
    }
    status = recorded_run_read(text_string(&bytes), bytes.length, recorded, error);
    if (status == STATUS_OK) {
        status = manifest_parse(text_string(&bytes), bytes.length, manifest, error);
        if (status == STATUS_BAD_INPUT)
            error_prefix(error, status, ARTIFACT_MANIFEST);
    }
    text_free(&bytes);
    return status == STATUS_OK ? status : error_prefix(error, status, "%.255s", options->directory);
}

/* The manifest lists every file with its digest, and so must SHA256SUMS, which was checked. */
static void expect_checksums(const struct checksums *checksums, const struct manifest *manifest,
                             struct verification *verification)
{
    for (size_t i = 0; i < manifest->count; i++)
        checksums_expect(checksums, manifest->files[i].file.name, manifest->files[i].file.digest,
                         &verification->problems, &verification->problem_count);
}

/* ---- The run --------------------------------------------------------------------------------- */

static enum status check_pixels(const struct verify_options *options,
                                const struct run_options *run_options, struct error *error)
{
    double pixels = figure_options_pixels(&run_options->figures);

    if (pixels <= (double)options->max_pixels)
        return STATUS_OK;
    return error_set(error, STATUS_BAD_INPUT,
                     ARTIFACT_MANIFEST
                     ": the images of the run have %.0f pixels; use --max-pixels %.0f "
                     "to allow that",
                     pixels, pixels);
}

/* Paths, programs and time limits are taken from the user, not from the manifest. */
static enum status read_options(const struct verify_options *options, struct recorded_run *recorded,
                                const char *output, struct run_options *run_options,
                                struct error *error)
{
    enum status status = recorded_run_options(recorded, run_options, error);
    if (status == STATUS_OK)
        status = check_pixels(options, run_options, error);
    if (status != STATUS_OK)
        return error_prefix(error, status, "%.255s/" ARTIFACT_MANIFEST, options->directory);
    run_options->output = output;
    run_options->gnuplot = options->gnuplot;
    run_options->timeout = options->timeout;
    return STATUS_OK;
}

static enum status run_again(const struct verify_options *options, struct recorded_run *recorded,
                             const char *output, FILE *terminal, int interrupt_fd,
                             struct error *error)
{
    struct run_options run_options;
    struct results results = {0};

    enum status status = read_options(options, recorded, output, &run_options, error);
    if (status == STATUS_OK)
        status = run(&run_options, &results, terminal, interrupt_fd, error);
    results_free(&results);
    run_options_free(&run_options);
    return status;
}

/* Removes a staging directory that the run could not remove, which the comparison would report.
 * Other warnings of the run are irrelevant, since its directory is temporary. */
static enum status remove_staging(const char *output, struct error *error)
{
    int directory = open(output, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (directory < 0)
        return error_set(error, STATUS_FAILED, "cannot read %.255s: %s", output, strerror(errno));
    enum status status = file_remove_tree(directory, ARTIFACT_STAGING, error);
    close(directory);
    return status;
}

/* ---- The comparison -------------------------------------------------------------------------- */

/* Uses the defaults of compare for settings that are not options of verify. */
static enum status compare_with(const struct verify_options *options, const char *made,
                                struct comparison *comparison, FILE *terminal, int interrupt_fd,
                                struct error *error)
{
    char *words[] = {(char[]){"compare"}, (char[]){"-"}, (char[]){"-"}, NULL};
    struct compare_options settings;

    enum status status = compare_options_parse(&settings, 3, words, error);
    settings.paths[0] = made;
    settings.paths[1] = options->directory;
    settings.names[0] = "the repeated run";
    settings.output = options->output;
    settings.strict = options->strict;
    settings.ignore_added = options->ignore_added;
    return status == STATUS_OK ? compare(&settings, comparison, terminal, interrupt_fd, error)
                               : status;
}

static bool is_added(const struct comparison *comparison, const char *name)
{
    for (size_t i = 0; i < comparison->count; i++)
        if (strcmp(comparison->files[i].name, name) == 0)
            return comparison->files[i].verdict == VERDICT_ADDED;
    return false;
}

/* Files kept from an earlier run, and others that are listed in the manifest but not made from the
 * parameters: these fail even with --ignore-added. */
static enum status find_unchecked(const struct manifest *manifest,
                                  struct verification *verification, struct error *error)
{
    for (size_t i = 0; i < manifest->count; i++) {
        const struct output_file *file = &manifest->files[i].file;
        if (!file->kept && !is_added(&verification->comparison, file->name))
            continue;
        verification->unchecked_count++;
        text_append(&verification->unchecked, "not checked  ");
        unicode_printable(&verification->unchecked, file->name);
        text_appendf(&verification->unchecked, "  %s\n",
                     file->kept ? "was kept from an earlier run"
                                : "is listed in " ARTIFACT_MANIFEST ", but not made by the run");
    }
    return text_check(&verification->unchecked, error);
}

/* ---- All of it ------------------------------------------------------------------------------- */

/* Creates a private directory under TMPDIR. */
static enum status make_private_directory(struct text *path, struct error *error)
{
    const char *parent = getenv("TMPDIR");

    text_appendf(path, "%s/adam-report-verify-XXXXXX",
                 parent == NULL || *parent == '\0' ? "/tmp" : parent);
    enum status status = text_check(path, error);
    if (status == STATUS_OK && mkdtemp(path->data) == NULL)
        return error_set(error, STATUS_FAILED, "cannot create a temporary directory %.255s: %s",
                         path->data, strerror(errno));
    return status;
}

static void remove_private_directory(const char *path, enum status status, struct text *notices,
                                     struct error *error)
{
    struct error why;

    if (file_remove_tree(AT_FDCWD, path, &why) == STATUS_OK)
        return;
    if (status == STATUS_OK)
        notices_add(notices, "%.255s could not be removed: %s", path, why.message);
    else
        error_append(error, "%.255s could not be removed: %s", path, why.message);
}

static enum status run_and_compare(const struct verify_options *options,
                                   struct recorded_run *recorded, struct verification *verification,
                                   FILE *terminal, int interrupt_fd, struct error *error)
{
    struct text path = {0};

    enum status status = make_private_directory(&path, error);
    if (status != STATUS_OK) {
        text_free(&path);
        return status;
    }
    status = run_again(options, recorded, path.data, terminal, interrupt_fd, error);
    if (status == STATUS_OK)
        status = remove_staging(path.data, error);
    if (status == STATUS_OK)
        status = compare_with(options, path.data, &verification->comparison, terminal, interrupt_fd,
                              error);
    remove_private_directory(path.data, status, &verification->notices, error);
    text_free(&path);
    return status;
}

enum status verify(const struct verify_options *options, struct verification *verification,
                   FILE *terminal, int interrupt_fd, struct error *error)
{
    struct recorded_run recorded = {0};
    struct manifest manifest = {.count = 0};
    struct checksums checksums = {0};
    int directory = open(options->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    *verification = (struct verification){0};
    if (directory < 0)
        return error_set(error, file_open_status(errno, STATUS_USAGE), "verify %.255s: %s",
                         options->directory, strerror(errno));
    enum status status = run_directory_check(directory, options->directory, error);
    if (status == STATUS_OK)
        status = check_sums(options, directory, &checksums, verification, interrupt_fd, error);
    if (status == STATUS_OK && verification->problem_count == 0) {
        status = read_manifest(options, directory, &recorded, &manifest, error);
        if (status == STATUS_OK)
            expect_checksums(&checksums, &manifest, verification);
    }
    if (status == STATUS_OK && verification->problem_count == 0) {
        status = run_and_compare(options, &recorded, verification, terminal, interrupt_fd, error);
        if (status == STATUS_OK)
            status = find_unchecked(&manifest, verification, error);
    }
    checksums_free(&checksums);
    manifest_free(&manifest);
    recorded_run_free(&recorded);
    close(directory);
    if (status != STATUS_OK)
        verification_free(verification);
    return status;
}

void verification_free(struct verification *verification)
{
    text_free(&verification->problems);
    text_free(&verification->notices);
    text_free(&verification->unchecked);
    comparison_free(&verification->comparison);
}

/* ---- Results ----------------------------------------------------------------------------------
 */

enum status verify_outcome(const struct verification *verification)
{
    return verification->problem_count == 0 && verification->unchecked_count == 0 &&
                   verification->comparison.failed == 0
               ? STATUS_OK
               : STATUS_DIFFERENT;
}

enum status verify_print(const struct verify_options *options,
                         const struct verification *verification, bool colored, FILE *stream,
                         struct error *error)
{
    enum status status = STATUS_OK;
    struct text directory = {0};
    size_t count = verification->problem_count;

    if (count == 0)
        status = compare_print(&verification->comparison, options->quiet, colored, stream, error);
    else
        fprintf(stream, "%s%zu file%s not match " ARTIFACT_CHECKSUMS "\n",
                options->quiet ? "" : text_string(&verification->problems), count,
                count == 1 ? " does" : "s do");
    if (!options->quiet)
        fputs(text_string(&verification->unchecked), stream);
    unicode_printable(&directory, options->directory);
    fprintf(stream, "%s: %s artifacts match the parameters in their manifest\n",
            text_string(&directory), verify_outcome(verification) == STATUS_OK ? "all" : "not all");
    if (status == STATUS_OK)
        status = text_check(&directory, error);
    if (status == STATUS_OK)
        status = text_check(&verification->problems, error);
    text_free(&directory);
    return status;
}
