/* Verdicts on manifests and checksums: differences caused only by files that pass, pass. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "compare/pair_file.h"
#include "compare/sources.h"
#include "compare/verdict.h"

/* The maximum number of reasons of one kind. */
#define MOST_NAMED 6

/* The maximum number of lines of checksums: above TREE_MAX_ENTRIES, the limit of files. */
#define MOST_BYTES ((size_t)32 << 20)
#define MOST_LINES ((size_t)200000)

/* The first few names of files. */
struct name_list {
    struct text text;
    size_t count; /* the number of all names */
};

/* The causes of the differences in a manifest or in checksums. */
struct causes {
    enum verdict worst; /* the files that pass */
    size_t none;        /* unexplained differences */
    size_t passing;     /* caused by a file that passes */
    size_t failing;     /* caused by a file that does not pass */
    struct name_list passing_names, failing_names;
    const struct comparison_file *last; /* the last file named */
    size_t directory; /* length of the directory that the names of files are relative to */
};

static void add_name(struct name_list *list, const char *name)
{
    if (list->count < MOST_NAMED)
        text_appendf(&list->text, "%s%s", list->count > 0 ? ", " : "", name);
    else if (list->count == MOST_NAMED)
        text_append(&list->text, " and others");
    list->count++;
}

static size_t directory_length(const char *path)
{
    return (size_t)(file_base_name(path) - path);
}

/* Adds a difference caused by this file. Differences with the same cause are consecutive. */
static void add_cause(struct causes *causes, const struct comparison_file *file)
{
    if (file->passes)
        causes->passing++;
    else
        causes->failing++;
    /* An added file that passes is no worse than the same values. */
    if (file->passes && file->verdict == VERDICT_RENDERING)
        causes->worst = VERDICT_RENDERING;
    if (causes->last != file)
        add_name(file->passes ? &causes->passing_names : &causes->failing_names,
                 file->name + causes->directory);
    causes->last = file;
}

static void set_by_causes(const struct verdict_input *input, struct comparison_file *file,
                          struct causes *causes)
{
    bool passes = causes->none == 0 && causes->failing == 0;

    verdict_set(input, file, passes ? causes->worst : VERDICT_CHANGED);
    if (causes->failing > 0)
        comparison_add_reason(file, "caused by %s", text_string(&causes->failing_names.text));
    else if (causes->passing > 0)
        comparison_add_reason(file, "%s %s", passes ? "caused only by" : "the rest is caused by",
                              text_string(&causes->passing_names.text));
    else if (passes)
        comparison_add_reason(file, "the same values, written differently");
    file->incomplete =
        file->incomplete || causes->passing_names.text.failed || causes->failing_names.text.failed;
    text_free(&causes->passing_names.text);
    text_free(&causes->failing_names.text);
}

/* ---- manifest.json --------------------------------------------------------------------------- */

static bool begins_with(const char *text, const char *begin)
{
    return strncmp(text, begin, strlen(begin)) == 0;
}

/* Whether a value, as JSON, has the form that this program writes. */
static bool is_renderer(const char *path, const char *json)
{
    char value[128];
    size_t length = json == NULL ? 0 : strlen(json);

    if (length < 2 || length >= sizeof value || json[0] != '"' || json[length - 1] != '"')
        return false;
    memcpy(value, json + 1, length - 2);
    value[length - 2] = '\0';
    return provenance_is_renderer(path, value);
}

/* The members for programs and font, which do not affect what the figures show. */
static bool is_about_rendering(const struct field_difference *field)
{
    return is_renderer(field->path, field->baseline) && is_renderer(field->path, field->candidate);
}

static bool is_size(struct json_value value, uint64_t size)
{
    char digits[24];
    size_t length;
    const char *bytes = json_value_bytes(value, &length);

    snprintf(digits, sizeof digits, "%llu", (unsigned long long)size);
    return json_value_kind(value) == JSON_NUMBER && length == strlen(digits) &&
           memcmp(bytes, digits, length) == 0;
}

/* The source of an image is the digest of a list; that of data and scripts is their own digest. */
static enum status check_source(const struct provenance_manifest *manifest, struct json_value entry,
                                const char *digest, bool *good, struct error *error)
{
    struct provenance_list list;

    *good = strcmp(provenance_string(entry, MANIFEST_FILE_SOURCE), digest) == 0;
    if (*good)
        return STATUS_OK;
    enum status status = provenance_manifest_parts(manifest, entry, &list, error);
    *good = list.count > 0;
    return status;
}

/* Whether the digest and size in the manifest are those of the file, on each side that has it. */
static enum status check_entries(const struct verdict_input *input,
                                 const struct comparison_file *manifest,
                                 const struct comparison_file *file, const char *key, bool *good,
                                 struct error *error)
{
    const struct verdict_run *run = verdict_run_of(input, manifest);
    const char *name = file->name + run->length;
    enum status status = STATUS_OK;

    for (size_t side = 0; side < 2 && status == STATUS_OK && *good; side++) {
        struct json_value entry = provenance_file(&run->manifests[side], name);
        char digest[DIGEST_SIZE];
        if (!file->sides[side].there)
            continue;
        status = sources_own_digest(input, file, side, digest, error);
        if (status != STATUS_OK)
            break;
        *good = strcmp(provenance_string(entry, MANIFEST_FILE_DIGEST), digest) == 0 &&
                is_size(json_value_member(entry, MANIFEST_FILE_SIZE), file->sides[side].size);
        if (*good && strcmp(key, MANIFEST_FILE_SOURCE) == 0)
            status = check_source(&run->manifests[side], entry, digest, good, error);
    }
    return status;
}

/* The file that causes a difference in the field, or NULL. The entry of a file that passes must be
 * the same except for its digests and size. */
static const struct comparison_file *origin_of(const struct verdict_input *input,
                                               const struct comparison_file *manifest,
                                               const struct field_difference *field)
{
    static const char *const keys[] = {"", MANIFEST_FILE_DIGEST, MANIFEST_FILE_SIZE,
                                       MANIFEST_FILE_SOURCE};

    if (field->item == NULL || !begins_with(field->path, MANIFEST_FILES "["))
        return NULL;
    const struct comparison_file *file = verdict_sibling(input, manifest, field->item);
    if (file == NULL || file->verdict == VERDICT_IDENTICAL)
        return NULL;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!file->passes || strcmp(field->key, keys[i]) == 0)
            return file;
    return NULL;
}

static void explain_field(struct comparison_file *file, const struct field_difference *field)
{
    comparison_add_reason(file, "%s %s -> %s", field->path,
                          field->baseline == NULL ? "absent" : field->baseline,
                          field->candidate == NULL ? "absent" : field->candidate);
}

static enum status add_field(const struct verdict_input *input, struct comparison_file *manifest,
                             const struct field_difference *field, struct causes *causes,
                             struct error *error)
{
    const struct comparison_file *origin = origin_of(input, manifest, field);
    bool good = true;
    enum status status = STATUS_OK;

    if (origin != NULL && origin->passes)
        status = check_entries(input, manifest, origin, field->key, &good, error);
    if (is_about_rendering(field)) {
        causes->worst = VERDICT_RENDERING;
        explain_field(manifest, field);
    } else if (origin != NULL && good) {
        add_cause(causes, origin);
    } else if (causes->none++ < MOST_NAMED) {
        explain_field(manifest, field);
    }
    return status;
}

/* The parameters come first, since they are the most likely cause. */
enum status verdict_of_manifest(const struct verdict_input *input,
                                struct pair_difference *difference, struct error *error)
{
    struct comparison_file *file = difference->file;
    const struct json_difference *json = file->json;
    struct causes causes = {.worst = VERDICT_SAME, .directory = directory_length(file->name)};
    enum status status = STATUS_OK;

    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < json->kept && status == STATUS_OK; i++)
            if (begins_with(json->fields[i].path, MANIFEST_PARAMETERS) == (round == 0))
                status = add_field(input, file, &json->fields[i], &causes, error);
    causes.none += json->different - json->kept;
    if (causes.none > MOST_NAMED)
        comparison_add_reason(file, "%zu fields differ without explanation", causes.none);
    set_by_causes(input, file, &causes);
    return status;
}

/* ---- SHA256SUMS ------------------------------------------------------------------------------ */

/* A line "DIGEST  NAME"; pointers into the text. */
struct sum {
    const char *digest, *name;
    size_t digest_length, name_length;
    size_t line;
};

/* False at the end. Any other line is a name without a digest. */
static bool next_sum(const char **at, struct sum *sum)
{
    const char *line = *at;

    if (*line == '\0')
        return false;
    size_t length = strcspn(line, "\n"), digits = strspn(line, "0123456789abcdefABCDEF");
    bool whole = digits == 64 && length > 66 && line[64] == ' ';
    *sum = (struct sum){.digest = line,
                        .digest_length = whole ? 64 : 0,
                        .name = whole ? line + 66 : line,
                        .name_length = whole ? length - 66 : length};
    *at = line + length + (line[length] == '\n');
    return true;
}

/* The lines of one side, sorted by name; those with the same name keep their order. */
struct sums {
    struct sum *lines;
    size_t count;
};

static int compare_names(const struct sum *a, const struct sum *b)
{
    size_t length = a->name_length < b->name_length ? a->name_length : b->name_length;
    int order = memcmp(a->name, b->name, length);

    return order != 0 ? order
                      : (a->name_length > b->name_length) - (a->name_length < b->name_length);
}

static int compare_places(const void *a, const void *b)
{
    const struct sum *x = a, *y = b;
    int order = compare_names(x, y);

    return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

static enum status read_sums(const char *text, struct sums *sums, struct error *error)
{
    struct sum sum;
    size_t count = 0;

    for (const char *at = text; next_sum(&at, &sum);)
        count++;
    sums->lines = calloc(count + 1, sizeof *sums->lines);
    if (sums->lines == NULL)
        return error_out_of_memory(error);
    for (const char *at = text; next_sum(&at, &sum); sums->count++) {
        sum.line = sums->count;
        sums->lines[sums->count] = sum;
    }
    qsort(sums->lines, sums->count, sizeof *sums->lines, compare_places);
    return STATUS_OK;
}

/* Whether the checksum (NULL: missing) is that of the file. */
static enum status check_sum(const struct verdict_input *input,
                             const struct comparison_file *origin, size_t side,
                             const struct sum *sum, bool *good, struct error *error)
{
    char digest[DIGEST_SIZE];

    if (sum == NULL || !*good)
        return STATUS_OK;
    enum status status = sources_own_digest(input, origin, side, digest, error);
    *good =
        sum->digest_length == DIGEST_SIZE - 1 && memcmp(sum->digest, digest, DIGEST_SIZE - 1) == 0;
    return status;
}

static enum status add_sum(const struct verdict_input *input, struct comparison_file *file,
                           const struct sum *const sums[2], const char *what, struct causes *causes,
                           struct error *error)
{
    const struct sum *sum = sums[0] == NULL ? sums[1] : sums[0];
    struct text name = {0};
    bool good = true;
    enum status status = STATUS_OK;

    text_append_bytes(&name, sum->name, sum->name_length);
    if (name.failed)
        return error_out_of_memory(error);
    const struct comparison_file *origin = verdict_sibling(input, file, text_string(&name));
    for (size_t i = 0; i < 2 && status == STATUS_OK && origin != NULL && origin->passes; i++)
        status = check_sum(input, origin, i, sums[i], &good, error);
    if (origin != NULL && origin->verdict != VERDICT_IDENTICAL && good)
        add_cause(causes, origin);
    else if (causes->none++ < MOST_NAMED)
        comparison_add_reason(file, "%s %s", text_string(&name), what);
    text_free(&name);
    return status;
}

static bool is_same_sum(const struct sum *a, const struct sum *b)
{
    return a->digest_length == b->digest_length &&
           memcmp(a->digest, b->digest, a->digest_length) == 0;
}

/* Whether the previous line, in the order of names, is for the same file. */
static bool is_repeated(const struct sums *sums, size_t i)
{
    return i > 0 && compare_names(&sums->lines[i - 1], &sums->lines[i]) == 0;
}

static void add_repeated(struct comparison_file *file, const struct sum *sum, struct causes *causes)
{
    if (causes->none++ < MOST_NAMED)
        comparison_add_reason(file, "%.*s is listed a different number of times",
                              (int)sum->name_length, sum->name);
}

/* Lines with the same name are paired in their order. */
static enum status compare_sums(const struct verdict_input *input, struct comparison_file *file,
                                const struct sums sums[2], struct causes *causes,
                                struct error *error)
{
    const struct sums *a = &sums[0], *b = &sums[1];
    enum status status = STATUS_OK;

    for (size_t i = 0, j = 0; status == STATUS_OK && (i < a->count || j < b->count);) {
        int order = i == a->count   ? 1
                    : j == b->count ? -1
                                    : compare_names(&a->lines[i], &b->lines[j]);
        bool repeated = order < 0 ? is_repeated(a, i) : order > 0 && is_repeated(b, j);
        const struct sum *pair[2] = {order <= 0 ? &a->lines[i++] : NULL,
                                     order >= 0 ? &b->lines[j++] : NULL};
        if (repeated)
            add_repeated(file, order < 0 ? pair[0] : pair[1], causes);
        else if (order < 0)
            status = add_sum(input, file, pair, "is no longer listed", causes, error);
        else if (order > 0)
            status = add_sum(input, file, pair, "is newly listed", causes, error);
        else if (!is_same_sum(pair[0], pair[1]))
            status = add_sum(input, file, pair, "has a different checksum", causes, error);
    }
    return status;
}

/* Why a side cannot be compared line by line; NULL: it can. */
static const char *trouble_with(const struct text *text)
{
    size_t lines = 0;

    if (memchr(text_string(text), '\0', text->length) != NULL)
        return "not a text file"; /* and the rest after the NUL would not be compared */
    for (const char *at = text_string(text); *at != '\0'; at += strcspn(at, "\n"))
        lines += *at == '\n' && *++at != '\0';
    return lines > MOST_LINES ? "more lines than a directory can have files" : NULL;
}

static enum status compare_lines(const struct verdict_input *input, struct comparison_file *file,
                                 const struct text texts[2], struct causes *causes,
                                 struct error *error)
{
    struct sums sums[2] = {{0}, {0}};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = read_sums(text_string(&texts[i]), &sums[i], error);
    if (status == STATUS_OK)
        status = compare_sums(input, file, sums, causes, error);
    free(sums[0].lines);
    free(sums[1].lines);
    return status;
}

static enum status read_checksums(const struct verdict_input *input,
                                  const struct pair_difference *difference, size_t side,
                                  struct text *text, const char **trouble, struct error *error)
{
    enum status status = STATUS_OK;

    if (difference->file->sides[side].size > MOST_BYTES)
        *trouble = "too large for the checksums of a directory";
    else
        status =
            pair_file_read(difference->pair, side, MOST_BYTES, input->interrupt_fd, text, error);
    if (status == STATUS_OK && *trouble == NULL)
        *trouble = trouble_with(text);
    return status;
}

enum status verdict_of_checksums(const struct verdict_input *input,
                                 struct pair_difference *difference, struct error *error)
{
    struct text texts[2] = {{0}, {0}};
    struct causes causes = {.worst = VERDICT_SAME,
                            .directory = directory_length(difference->file->name)};
    const char *trouble = NULL;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < 2 && status == STATUS_OK && trouble == NULL; i++)
        status = read_checksums(input, difference, i, &texts[i], &trouble, error);
    if (status == STATUS_OK && trouble == NULL)
        status = compare_lines(input, difference->file, texts, &causes, error);
    if (status == STATUS_OK && trouble != NULL) {
        causes.none++;
        comparison_add_reason(difference->file, "compared byte by byte: %s", trouble);
    }
    if (status == STATUS_OK)
        set_by_causes(input, difference->file, &causes);
    text_free(&texts[0]);
    text_free(&texts[1]);
    return verdict_unless_unreadable(input, difference->file, status, error);
}
