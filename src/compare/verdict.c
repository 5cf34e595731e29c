#include "compare/verdict.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/artifact_format.h"
#include "base/below.h"
#include "base/file.h"
#include "compare/provenance.h"

/* The maximum number of reasons of one kind. */
#define MOST_FIELDS 6

/* ---- What all verdicts use ------------------------------------------------------------------- */

/* The directory of a file, with a trailing slash, and a name in it. */
struct sibling {
    const char *directory, *name;
    size_t length; /* of the directory */
};

static int by_name(const void *key, const void *file)
{
    const struct sibling *sibling = key;
    const char *name = ((const struct comparison_file *)file)->name;
    int order = strncmp(sibling->directory, name, sibling->length);

    return order != 0 ? order : strcmp(sibling->name, name + sibling->length);
}

static const struct comparison_file *
find_file(const struct verdict_input *input, const char *directory, size_t length, const char *name)
{
    struct sibling key = {.directory = directory, .name = name, .length = length};

    return bsearch(&key, input->comparison->files, input->comparison->count,
                   sizeof *input->comparison->files, by_name);
}

static size_t directory_length(const char *path)
{
    return (size_t)(file_base_name(path) - path);
}

const struct comparison_file *verdict_sibling(const struct verdict_input *input,
                                              const struct comparison_file *file, const char *name)
{
    return find_file(input, file->name, directory_length(file->name), name);
}

static int compare_runs(const void *a, const void *b)
{
    const struct verdict_run *x = a, *y = b;

    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    return memcmp(x->directory, y->directory, x->length);
}

static struct verdict_run *run_in(const struct verdict_input *input, const char *path,
                                  size_t length)
{
    const struct verdict_run key = {.directory = path, .length = length};

    return bsearch(&key, input->runs, input->run_count, sizeof *input->runs, compare_runs);
}

static bool is_listed(const struct verdict_run *run, const char *name)
{
    for (size_t i = 0; i < 2; i++)
        if (json_value_kind(provenance_file(&run->manifests[i], name)) == JSON_ABSENT)
            return false;
    return true;
}

struct verdict_run *verdict_run_of(const struct verdict_input *input,
                                   const struct comparison_file *file)
{
    size_t length = directory_length(file->name);
    struct verdict_run *run = run_in(input, file->name, length);

    if (run != NULL || length == 0)
        return run;
    do /* to the slash before the name of the directory */
        length--;
    while (length > 0 && file->name[length - 1] != '/');
    run = run_in(input, file->name, length);
    return run != NULL && is_listed(run, file->name + length) ? run : NULL;
}

const char *verdict_name_in_run(const struct verdict_input *input,
                                const struct comparison_file *file, size_t side)
{
    return input->directories ? file->name + verdict_source_directory(input, file)
                              : input->names[side];
}

size_t verdict_source_directory(const struct verdict_input *input,
                                const struct comparison_file *file)
{
    const struct verdict_run *run = verdict_run_of(input, file);

    return run == NULL ? directory_length(file->name) : run->length;
}

const struct comparison_file *verdict_source(const struct verdict_input *input,
                                             const struct comparison_file *file, const char *name)
{
    return find_file(input, file->name, verdict_source_directory(input, file), name);
}

void verdict_set(const struct verdict_input *input, struct comparison_file *file,
                 enum verdict verdict)
{
    file->verdict = verdict;
    switch (verdict) {
    case VERDICT_IDENTICAL:
    case VERDICT_SAME:
        file->passes = true;
        break;
    case VERDICT_RENDERING:
        file->passes = !input->options->strict;
        break;
    case VERDICT_ADDED:
        file->passes = input->options->ignore_added;
        break;
    default:
        file->passes = false;
    }
}

enum status verdict_unless_unreadable(const struct verdict_input *input,
                                      struct comparison_file *file, enum status status,
                                      const struct error *error)
{
    if (status != STATUS_BAD_INPUT)
        return status;
    verdict_set(input, file, VERDICT_UNREADABLE);
    comparison_add_first_reason(file, "%s", error->message);
    return STATUS_OK;
}

enum status verdict_explain_parameters(const struct verdict_input *input,
                                       struct comparison_file *file, struct json_value baseline,
                                       struct json_value candidate, bool *differ,
                                       struct error *error)
{
    static const struct tolerance exact = {0};
    struct json_difference found;
    bool absent[2] = {json_value_kind(baseline) == JSON_ABSENT,
                      json_value_kind(candidate) == JSON_ABSENT};

    *differ = absent[0] != absent[1];
    if (*differ)
        comparison_add_reason(file, "%s records no parameters", comparison_sides[absent[1]]);
    if (absent[0] || absent[1])
        return STATUS_OK;
    enum status status =
        json_diff(baseline, candidate, &exact, input->interrupt_fd, input->account, &found, error);
    *differ = status != STATUS_OK || found.different > 0;
    size_t count = found.kept < MOST_FIELDS ? found.kept : MOST_FIELDS;
    for (size_t i = count; i-- > 0 && status == STATUS_OK;) {
        const struct field_difference *field = &found.fields[i];
        comparison_add_first_reason(file, "%s %s -> %s", field->path,
                                    field->baseline == NULL ? "absent" : field->baseline,
                                    field->candidate == NULL ? "absent" : field->candidate);
    }
    json_difference_free(&found);
    return status;
}

static void explain_cell(struct comparison_file *file, const char *part, const char *separator,
                         const struct cell_difference *cell)
{
    if (*cell->name == '\0')
        comparison_add_reason(file, "%s%sfirst differs in row %zu, column %zu: %s -> %s", part,
                              separator, cell->row, cell->column, cell->baseline, cell->candidate);
    else
        comparison_add_reason(file, "%s%sfirst differs in row %zu, column %s: %s -> %s", part,
                              separator, cell->row, cell->name, cell->baseline, cell->candidate);
}

void verdict_explain_part(struct comparison_file *file, const struct comparison_file *part)
{
    const char *name = file_base_name(part->name);

    if (part->table != NULL && part->table->different > 0)
        explain_cell(file, name, " ", &part->table->first[0]);
    else if (part->reason_count > 0)
        comparison_add_reason(file, "%s %s", name, part->reasons[0]);
    else
        comparison_add_reason(file, "%s differs", name);
}

/* The digest of the font is of no use to a reader except to show that the font differs. */
void verdict_explain_renderer(struct comparison_file *file, const char *baseline,
                              const char *candidate)
{
    size_t length_a = strcspn(baseline, ";"), length_b = strcspn(candidate, ";");
    bool same_program = length_a == length_b && memcmp(baseline, candidate, length_a) == 0;

    if (strcmp(baseline, candidate) == 0)
        comparison_add_reason(
            file, "gnuplot and font are the same, so a library or font setting differs");
    else if (same_program)
        comparison_add_reason(file, "different font file, same %.*s", (int)length_a, baseline);
    else
        comparison_add_reason(
            file, "%.*s -> %.*s%s", (int)length_a, baseline, (int)length_b, candidate,
            strcmp(baseline + length_a, candidate + length_b) == 0 ? ""
                                                                   : " with a different font file");
}

void verdict_explain_renderers(const struct verdict_input *input, struct comparison_file *file)
{
    const struct verdict_run *run = verdict_run_of(input, file);
    struct text renderers[2] = {{0}, {0}};

    for (size_t i = 0; i < 2; i++)
        provenance_renderer(&run->manifests[i], &renderers[i]);
    verdict_explain_renderer(file, text_string(&renderers[0]), text_string(&renderers[1]));
    file->incomplete = file->incomplete || renderers[0].failed || renderers[1].failed;
    text_free(&renderers[0]);
    text_free(&renderers[1]);
}

/* ---- Tables and JSON ------------------------------------------------------------------------- */

static void explain_rows(struct comparison_file *file, const struct table_difference *t)
{
    const struct row_difference *first[2] = {NULL, NULL};

    for (size_t i = TABLE_DIFF_KEPT; i-- > 0;)
        if (i < t->added + t->removed)
            first[t->first_rows[i].added] = &t->first_rows[i];
    if (t->added > 0 && first[1] != NULL)
        comparison_add_reason(file, "%zu row%s added%s after row %zu", t->added,
                              t->added == 1 ? "" : "s", t->added == 1 ? "" : ", the first",
                              first[1]->row);
    else if (t->added > 0)
        comparison_add_reason(file, "%zu rows added", t->added);
    if (t->removed > 0 && first[0] != NULL)
        comparison_add_reason(file, "%zu row%s removed, %srow %zu", t->removed,
                              t->removed == 1 ? "" : "s", t->removed == 1 ? "" : "the first ",
                              first[0]->row);
    else if (t->removed > 0)
        comparison_add_reason(file, "%zu rows removed", t->removed);
}

static void explain_table(struct comparison_file *file, const struct table_difference *t)
{
    explain_rows(file, t);
    if (t->different > 0) {
        explain_cell(file, "", "", &t->first[0]);
        comparison_add_reason(file, "%zu of %zu values differ", t->different, t->compared);
    }
    if (t->different > 0 && t->largest_absolute > 0)
        comparison_add_reason(file, "the largest difference is %.3g, relative %.3g",
                              t->largest_absolute, t->largest_relative);
    if (*t->shape != '\0')
        comparison_add_reason(file, "%s", t->shape);
    if (*t->header != '\0')
        comparison_add_reason(file, "%s", t->header);
}

static void explain_notation(struct comparison_file *file, const struct table_difference *t)
{
    const struct cell_difference *first = &t->first_notation;
    char number[24];

    snprintf(number, sizeof number, "%zu", first->column);
    comparison_add_reason(file,
                          "%zu of %zu values %s written in a different notation, first in row %zu, "
                          "column %s: %s -> %s",
                          t->notation, t->compared, t->notation == 1 ? "is" : "are", first->row,
                          *first->name == '\0' ? number : first->name, first->baseline,
                          first->candidate);
}

/* Why tables with different bytes pass. */
static void explain_same_table(struct comparison_file *file, const struct table_difference *t)
{
    if (t->tolerated > 0)
        comparison_add_reason(file,
                              "%zu of %zu values differ within the tolerance, by at most %.3g",
                              t->tolerated, t->compared, t->largest_absolute);
    if (t->notation > 0)
        explain_notation(file, t);
    if (t->moved > 0)
        comparison_add_reason(file, "%zu row%s in a different order", t->moved,
                              t->moved == 1 ? " is" : "s are");
    if (file->reason_count == 0)
        comparison_add_reason(file, "the same values, written differently");
}

static enum status verdict_of_table(const struct verdict_input *input,
                                    struct pair_difference *difference, struct error *error)
{
    struct comparison_file *file = difference->file;
    const struct table_difference *t = file->table;

    (void)error;
    bool passes = table_difference_passes(t);
    verdict_set(input, file, passes ? VERDICT_SAME : VERDICT_CHANGED);
    if (passes)
        explain_same_table(file, t);
    else
        explain_table(file, t);
    if (*t->note != '\0')
        comparison_add_reason(file, "%s", t->note);
    return STATUS_OK;
}

static void explain_fields(struct comparison_file *file, const struct json_difference *j)
{
    for (size_t i = 0; i < j->kept && i < MOST_FIELDS; i++)
        comparison_add_reason(file, "%s %s -> %s", j->fields[i].path,
                              j->fields[i].baseline == NULL ? "absent" : j->fields[i].baseline,
                              j->fields[i].candidate == NULL ? "absent" : j->fields[i].candidate);
    if (j->different > MOST_FIELDS)
        comparison_add_reason(file, "%zu fields differ in total", j->different);
    if (j->unaligned > 0)
        comparison_add_reason(file,
                              "%zu %s too long or too different to be aligned and compared in "
                              "order",
                              j->unaligned, j->unaligned == 1 ? "array was" : "arrays were");
}

/* If no field differs. */
static void explain_rewriting(struct comparison_file *file, const struct json_difference *j)
{
    if (j->tolerated > 0)
        comparison_add_reason(file, "%zu numbers differ within the tolerance", j->tolerated);
    if (j->rewritten > 0)
        comparison_add_reason(file, "%zu %s written differently, first %s", j->rewritten,
                              j->rewritten == 1 ? "number is" : "numbers are", j->rewriting);
    if (j->tolerated == 0 && j->rewritten == 0)
        comparison_add_reason(file, "the same values, written differently");
}

static enum status verdict_of_json(const struct verdict_input *input,
                                   struct pair_difference *difference, struct error *error)
{
    struct comparison_file *file = difference->file;
    const struct json_difference *j = file->json;

    (void)error;
    if (j == NULL) { /* too large, for which a reason was added */
        verdict_set(input, file, VERDICT_CHANGED);
        return STATUS_OK;
    }
    verdict_set(input, file, j->different > 0 ? VERDICT_CHANGED : VERDICT_SAME);
    if (j->different > 0)
        explain_fields(file, j);
    else
        explain_rewriting(file, j);
    return STATUS_OK;
}

/* ---- Other files ----------------------------------------------------------------------------- */

static enum status verdict_of_other(const struct verdict_input *input,
                                    struct pair_difference *difference, struct error *error)
{
    struct comparison_file *file = difference->file;

    (void)error;
    const char *format = file_kind_unread_image(file->name);
    verdict_set(input, file, VERDICT_CHANGED);
    if (format != NULL)
        comparison_add_first_reason(file, "%s images are compared byte by byte, not by pixels",
                                    format);
    if (file->reason_count == 0)
        comparison_add_reason(file, "bytes differ");
    return STATUS_OK;
}

/* ---- Runs ------------------------------------------------------------------------------------ */

static enum status add_run(struct verdict_input *input, const char *name, size_t length,
                           const char *const paths[2], struct error *error)
{
    struct verdict_run *run = &input->runs[input->run_count++];
    enum status status = STATUS_OK;

    *run = (struct verdict_run){.directory = name, .length = length};
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++) {
        status = provenance_manifest_read(paths[i], input->interrupt_fd, input->account,
                                          &run->manifests[i], error);
        if (status != STATUS_OK)
            error_prefix(error, status, "%s", paths[i]);
    }
    return status;
}

/* manifest.json in the directory that the path begins with. */
static char *manifest_in(const char *path, size_t length)
{
    struct text text = {0};

    text_append_bytes(&text, path, length);
    text_append(&text, ARTIFACT_MANIFEST);
    return text.failed ? NULL : text.data;
}

/* The manifest of a file that is compared on its own: in its directory or, if that has none and its
 * name is in the path, in the one above. */
static char *manifest_of(const char *path, const char **name_in_run)
{
    const char *base = file_base_name(path), *name = base;
    char *manifest = manifest_in(path, (size_t)(base - path));
    struct stat about;

    *name_in_run = base;
    if (manifest == NULL || base == path)
        return manifest;
    bool missing = lstat(manifest, &about) != 0 && (errno == ENOENT || errno == ENOTDIR);
    if (!missing) /* if it cannot be looked at, reading it says why */
        return manifest;
    do /* to the beginning of the name of the directory */
        name--;
    while (name > path && name[-1] != '/');
    if (!below_is_path(name))
        return manifest;
    free(manifest);
    *name_in_run = name;
    return manifest_in(path, (size_t)(name - path));
}

static enum status find_run_of_files(struct verdict_input *input, struct error *error)
{
    char *paths[2];

    for (size_t i = 0; i < 2; i++)
        paths[i] = manifest_of(input->options->paths[i], &input->names[i]);
    enum status status = paths[0] != NULL && paths[1] != NULL
                             ? add_run(input, "", 0, (const char *const *)paths, error)
                             : error_out_of_memory(error);
    free(paths[0]);
    free(paths[1]);
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        if (json_value_kind(provenance_file(&input->runs[0].manifests[i], input->names[i])) ==
            JSON_ABSENT)
            input->names[i] = file_base_name(input->names[i]);
    return status;
}

static enum status find_runs(struct verdict_input *input, struct error *error)
{
    input->runs = calloc(input->comparison->count + 1, sizeof *input->runs);
    if (input->runs == NULL)
        return error_out_of_memory(error);
    if (!input->directories)
        return find_run_of_files(input, error);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < input->comparison->count && status == STATUS_OK; i++) {
        const struct pair *pair = input->differences[i].pair;
        const char *base = file_base_name(pair->name);
        if (strcmp(base, ARTIFACT_MANIFEST) == 0 && pair->paths[0] != NULL &&
            pair->paths[1] != NULL)
            status = add_run(input, pair->name, (size_t)(base - pair->name), pair->paths, error);
    }
    return status;
}

static void free_runs(struct verdict_input *input)
{
    for (size_t i = 0; i < input->run_count; i++) {
        free(input->runs[i].images[0].list);
        free(input->runs[i].images[1].list);
        provenance_manifest_free(&input->runs[i].manifests[0]);
        provenance_manifest_free(&input->runs[i].manifests[1]);
    }
    free(input->runs);
}

/* ---- All files ------------------------------------------------------------------------------- */

/* Verdicts are determined in stages, each of which depends on the previous ones. */
enum stage {
    STAGE_VALUES,    /* of tables and JSON */
    STAGE_SOURCES,   /* of scripts and other files compared by bytes */
    STAGE_IMAGES,    /* of images, which depend on scripts and data */
    STAGE_DOCUMENTS, /* of documents, which show images */
    STAGE_MANIFESTS, /* of manifests, which describe files */
    STAGE_CHECKSUMS,
    STAGES,
};

struct verdict_rule {
    enum stage stage;
    verdict_function *decide;
};

static const struct verdict_rule rules[FILE_KINDS] = {
    [FILE_KIND_TABLE] = {STAGE_VALUES, verdict_of_table},
    [FILE_KIND_PNG] = {STAGE_IMAGES, verdict_of_image},
    [FILE_KIND_IMAGE] = {STAGE_IMAGES, verdict_of_drawing},
    [FILE_KIND_OTHER] = {STAGE_SOURCES, verdict_of_other},
    [FILE_KIND_JSON] = {STAGE_VALUES, verdict_of_json},
    [FILE_KIND_CHECKSUMS] = {STAGE_CHECKSUMS, verdict_of_checksums},
};

/* For JSON that is the manifest of a run. */
static const struct verdict_rule manifest_rule = {STAGE_MANIFESTS, verdict_of_manifest};

/* For files that the manifest of a run names as documents. */
static const struct verdict_rule document_rule = {STAGE_DOCUMENTS, verdict_of_document};

static bool is_manifest(const struct verdict_input *input, const struct comparison_file *file)
{
    const struct verdict_run *run = verdict_run_of(input, file);

    return file->kind == FILE_KIND_JSON && file->json != NULL && run != NULL &&
           strcmp(file->name + run->length, ARTIFACT_MANIFEST) == 0 &&
           json_value_kind(run->manifests[0].root) != JSON_ABSENT &&
           json_value_kind(run->manifests[1].root) != JSON_ABSENT;
}

static const struct verdict_rule *rule_for(const struct verdict_input *input,
                                           const struct comparison_file *file)
{
    if (is_manifest(input, file))
        return &manifest_rule;
    return verdict_is_document(input, file) ? &document_rule : &rules[file->kind];
}

static enum status decide_stage(struct verdict_input *input, enum stage stage, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < input->comparison->count && status == STATUS_OK; i++) {
        struct pair_difference *difference = &input->differences[i];
        const struct comparison_file *file = difference->file;
        const struct verdict_rule *rule = rule_for(input, file);
        if (rule->stage != stage)
            continue;
        if (difference->verdict_final)
            verdict_set(input, difference->file, file->verdict);
        else
            status = rule->decide(input, difference, error);
    }
    return status;
}

enum status verdict_decide(struct verdict_input *input, struct error *error)
{
    enum status status = find_runs(input, error);

    if (status == STATUS_OK)
        qsort(input->runs, input->run_count, sizeof *input->runs, compare_runs);
    for (int stage = 0; stage < STAGES && status == STATUS_OK; stage++)
        status = decide_stage(input, (enum stage)stage, error);
    free_runs(input);
    return status;
}
