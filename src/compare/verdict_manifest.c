/* Verdicts on manifests and checksums: what only follows from files that pass, passes with them. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "compare/sources.h"
#include "compare/verdict.h"

/* Reasons of one kind: the first ones stand for all. */
#define MOST_NAMED 6

#define MOST_BYTES ((size_t)1 << 28)

/* Names of files, the first ones. */
struct name_list {
    struct text text;
    size_t count; /* of all names */
};

/* What the differences in a manifest or in checksums follow from. */
struct causes {
    enum verdict worst; /* of the files that pass */
    size_t none;        /* differences that follow from no file */
    size_t passing;     /* that follow from a file that passes */
    size_t failing;     /* that follow from one that does not */
    struct name_list passing_names, failing_names;
    const struct comparison_file *last; /* that was named */
};

static void add_name(struct name_list *list, const struct comparison_file *file)
{
    if (list->count < MOST_NAMED)
        text_appendf(&list->text, "%s%s", list->count > 0 ? ", " : "", file_base_name(file->name));
    else if (list->count == MOST_NAMED)
        text_append(&list->text, " and others");
    list->count++;
}

/* A difference that follows from this file. Those that follow from one file come together. */
static void add_cause(struct causes *causes, const struct comparison_file *file)
{
    if (file->passes)
        causes->passing++;
    else
        causes->failing++;
    /* An added file that passes is no worse than what is the same. */
    if (file->passes && file->verdict == VERDICT_RENDERING)
        causes->worst = VERDICT_RENDERING;
    if (causes->last != file)
        add_name(file->passes ? &causes->passing_names : &causes->failing_names, file);
    causes->last = file;
}

static void set_by_causes(const struct verdict_input *input, struct comparison_file *file,
                          struct causes *causes)
{
    bool passes = causes->none == 0 && causes->failing == 0;

    verdict_set(input, file, passes ? causes->worst : VERDICT_CHANGED);
    if (causes->failing > 0)
        comparison_add_reason(file, "it follows from %s", text_string(&causes->failing_names.text));
    else if (causes->passing > 0)
        comparison_add_reason(file, "%sfollows from %s", passes ? "only what " : "the rest ",
                              text_string(&causes->passing_names.text));
    else if (passes)
        comparison_add_reason(file, "the same values, written in another way");
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

/* Whether a value as JSON has the form that the program gives it. */
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

/* What drew and described the figures: not what they show. */
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

/* The source of an image is the digest of a list, that of data and scripts their own. */
static bool is_true_source(const struct provenance_manifest *manifest, struct json_value entry,
                           const char *digest)
{
    struct provenance_list list;

    if (strcmp(provenance_string(entry, MANIFEST_FILE_SOURCE), digest) == 0)
        return true;
    provenance_manifest_parts(manifest, entry, &list);
    return list.count > 0;
}

/* Whether what the manifest says of the file's bytes is true on the sides where it is. */
static enum status check_entries(const struct verdict_input *input,
                                 const struct comparison_file *file, const char *key, bool *good,
                                 struct error *error)
{
    const struct verdict_run *run = verdict_run_of(input, file);
    const char *name = file_base_name(file->name);
    enum status status = STATUS_OK;

    for (size_t side = 0; side < 2 && status == STATUS_OK && *good; side++) {
        struct json_value entry = provenance_file(&run->manifests[side], name);
        char digest[DIGEST_SIZE];
        if (!file->sides[side].there)
            continue;
        status = sources_digest(input, file, name, side, digest, error);
        *good = strcmp(provenance_string(entry, MANIFEST_FILE_DIGEST), digest) == 0 &&
                is_size(json_value_member(entry, MANIFEST_FILE_SIZE), file->sides[side].size) &&
                (strcmp(key, MANIFEST_FILE_SOURCE) != 0 ||
                 is_true_source(&run->manifests[side], entry, digest));
    }
    return status;
}

/* The file that the field follows from; NULL: none. What the manifest says of a file that passes
 * has to be the same, but for its bytes and what they were made from. */
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
        status = check_entries(input, origin, field->key, &good, error);
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

/* What the user has set comes first: it is most likely why. */
enum status verdict_of_manifest(const struct verdict_input *input,
                                struct pair_difference *difference, struct error *error)
{
    struct comparison_file *file = difference->file;
    const struct json_difference *json = file->json;
    struct causes causes = {.worst = VERDICT_SAME};
    enum status status = STATUS_OK;

    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < json->kept && status == STATUS_OK; i++)
            if (begins_with(json->fields[i].path, MANIFEST_PARAMETERS) == (round == 0))
                status = add_field(input, file, &json->fields[i], &causes, error);
    causes.none += json->different - json->kept;
    if (causes.none > MOST_NAMED)
        comparison_add_reason(file, "%zu fields differ that follow from nothing", causes.none);
    set_by_causes(input, file, &causes);
    return status;
}

/* ---- SHA256SUMS ------------------------------------------------------------------------------ */

/* A line "DIGEST  NAME"; pointers into the text. */
struct sum {
    const char *digest, *name;
    size_t digest_length, name_length;
};

/* False at the end. What is no such line is a name without a digest. */
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

/* Searches from *from on, where the one wanted before was found, and then from the begin. */
static bool find_sum(const char *text, const char **from, const struct sum *wanted,
                     struct sum *found)
{
    const char *begin = *from;

    for (int round = 0; round < 2; round++) {
        for (const char *at = round == 0 ? begin : text; next_sum(&at, found);) {
            if (found->name_length == wanted->name_length &&
                memcmp(found->name, wanted->name, wanted->name_length) == 0) {
                *from = at;
                return true;
            }
            if (round == 1 && at >= begin)
                break;
        }
    }
    return false;
}

/* Whether the sum (NULL: there is none) is that of the file. */
static enum status check_sum(const struct verdict_input *input,
                             const struct comparison_file *origin, size_t side,
                             const struct sum *sum, bool *good, struct error *error)
{
    char digest[DIGEST_SIZE];

    if (sum == NULL || !*good)
        return STATUS_OK;
    enum status status =
        sources_digest(input, origin, file_base_name(origin->name), side, digest, error);
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

static enum status compare_sums(const struct verdict_input *input, struct comparison_file *file,
                                const char *a, const char *b, struct causes *causes,
                                struct error *error)
{
    const char *from_a = a, *from_b = b;
    struct sum sum, other;
    size_t lines_a = 0, lines_b = 0, alone_a = 0, alone_b = 0;
    enum status status = STATUS_OK;

    for (const char *at = a; status == STATUS_OK && next_sum(&at, &sum); lines_a++)
        if (!find_sum(b, &from_b, &sum, &other)) {
            alone_a++;
            status = add_sum(input, file, (const struct sum *[]){&sum, NULL},
                             "is not in it any more", causes, error);
        } else if (!is_same_sum(&sum, &other)) {
            status = add_sum(input, file, (const struct sum *[]){&sum, &other},
                             "has another checksum", causes, error);
        }
    for (const char *at = b; status == STATUS_OK && next_sum(&at, &sum); lines_b++)
        if (!find_sum(a, &from_a, &sum, &other)) {
            alone_b++;
            status = add_sum(input, file, (const struct sum *[]){NULL, &sum}, "is new in it",
                             causes, error);
        }
    if (lines_a - alone_a != lines_b - alone_b) {
        causes->none++; /* a name that is there twice */
        comparison_add_reason(file, "%zu lines instead of %zu", lines_b, lines_a);
    }
    return status;
}

/* What follows a NUL would not be compared. */
static bool is_text(const struct text *text)
{
    return memchr(text_string(text), '\0', text->length) == NULL;
}

enum status verdict_of_checksums(const struct verdict_input *input,
                                 struct pair_difference *difference, struct error *error)
{
    struct text texts[2] = {{0}, {0}};
    struct causes causes = {.worst = VERDICT_SAME};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = file_read(AT_FDCWD, difference->pair->paths[i], MOST_BYTES, &texts[i], error);
    if (status == STATUS_OK) {
        if (is_text(&texts[0]) && is_text(&texts[1]))
            status = compare_sums(input, difference->file, text_string(&texts[0]),
                                  text_string(&texts[1]), &causes, error);
        else
            causes.none++;
        set_by_causes(input, difference->file, &causes);
    }
    text_free(&texts[0]);
    text_free(&texts[1]);
    return status;
}
