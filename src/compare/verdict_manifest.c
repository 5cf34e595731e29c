/* Manifests and checksums: what only follows from files that pass, passes with them. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "compare/verdict.h"

/* Reasons of one kind: the first ones stand for all. */
#define MOST_NAMED 6

#define MOST_BYTES ((size_t)1 << 28)

/* What the differences of one file come to. */
struct tally {
    enum verdict worst;  /* of the files that it follows from */
    size_t own;          /* differences that follow from nothing */
    size_t from_passing; /* that follow from a file that passes */
    size_t from_failing;
    struct text passing, failing; /* the names, the first ones */
    size_t passing_named, failing_named;
    const struct comparison_file *last; /* that was named */
};

static void name_once(struct tally *tally, struct text *list, size_t *count,
                      const struct comparison_file *file)
{
    if (tally->last == file)
        return;
    tally->last = file;
    if (*count < MOST_NAMED)
        text_appendf(list, "%s%s", *count > 0 ? ", " : "", file_base_name(file->name));
    else if (*count == MOST_NAMED)
        text_append(list, " and others");
    ++*count;
}

/* A difference that follows from this file. */
static void follow(struct tally *tally, const struct comparison_file *from)
{
    if (from->passes) {
        tally->from_passing++;
        name_once(tally, &tally->passing, &tally->passing_named, from);
        /* An added file that passes is no worse than what is the same. */
        if (from->verdict == VERDICT_RENDERING)
            tally->worst = VERDICT_RENDERING;
    } else {
        tally->from_failing++;
        name_once(tally, &tally->failing, &tally->failing_named, from);
    }
}

static void conclude(const struct verdict_input *input, struct comparison_file *file,
                     struct tally *tally)
{
    bool passes = tally->own == 0 && tally->from_failing == 0;

    verdict_set(input, file, passes ? tally->worst : VERDICT_CHANGED);
    if (tally->from_failing > 0)
        comparison_add_reason(file, "it follows from %s", text_string(&tally->failing));
    else if (tally->from_passing > 0)
        comparison_add_reason(file, "%sfollows from %s", passes ? "only what " : "the rest ",
                              text_string(&tally->passing));
    else if (passes)
        comparison_add_reason(file, "the same values, written in another way");
    text_free(&tally->passing);
    text_free(&tally->failing);
}

/* ---- manifest.json --------------------------------------------------------------------------- */

static bool begins_with(const char *text, const char *begin)
{
    return strncmp(text, begin, strlen(begin)) == 0;
}

/* What drew and described the figures: not what they show. */
static bool is_about_rendering(const struct field_difference *field)
{
    return begins_with(field->path, MANIFEST_RENDERER) ||
           strcmp(field->path, MANIFEST_PROGRAM) == 0;
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

static void say_field(struct comparison_file *file, const struct field_difference *field)
{
    comparison_add_reason(file, "%s %s -> %s", field->path,
                          field->baseline == NULL ? "absent" : field->baseline,
                          field->candidate == NULL ? "absent" : field->candidate);
}

static void tally_field(const struct verdict_input *input, struct comparison_file *manifest,
                        const struct field_difference *field, struct tally *tally)
{
    const struct comparison_file *origin = origin_of(input, manifest, field);

    if (is_about_rendering(field)) {
        tally->worst = VERDICT_RENDERING;
        say_field(manifest, field);
    } else if (origin != NULL) {
        follow(tally, origin);
    } else if (tally->own++ < MOST_NAMED) {
        say_field(manifest, field);
    }
}

/* What the user has set comes first: it is most likely why. */
void verdict_of_manifest(const struct verdict_input *input, struct comparison_file *file)
{
    const struct json_difference *json = file->json;
    struct tally tally = {.worst = VERDICT_SAME};

    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < json->kept; i++)
            if (begins_with(json->fields[i].path, MANIFEST_PARAMETERS) == (round == 0))
                tally_field(input, file, &json->fields[i], &tally);
    tally.own += json->different - json->kept;
    if (tally.own > MOST_NAMED)
        comparison_add_reason(file, "%zu fields differ that follow from nothing", tally.own);
    conclude(input, file, &tally);
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

/* Looks from *from on, where the one wanted before was found, and then from the begin. */
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

static void tally_sum(const struct verdict_input *input, struct comparison_file *file,
                      const struct sum *sum, const char *what, struct tally *tally)
{
    struct text name = {0};

    text_append_bytes(&name, sum->name, sum->name_length);
    const struct comparison_file *origin = verdict_sibling(input, file, text_string(&name));
    if (origin != NULL && origin->verdict != VERDICT_IDENTICAL)
        follow(tally, origin);
    else if (tally->own++ < MOST_NAMED)
        comparison_add_reason(file, "%s %s", text_string(&name), what);
    text_free(&name);
}

static void compare_sums(const struct verdict_input *input, struct comparison_file *file,
                         const char *a, const char *b, struct tally *tally)
{
    const char *from_a = a, *from_b = b;
    struct sum sum, other;
    size_t lines_a = 0, lines_b = 0;

    for (const char *at = a; next_sum(&at, &sum); lines_a++)
        if (!find_sum(b, &from_b, &sum, &other))
            tally_sum(input, file, &sum, "is not in it any more", tally);
        else if (sum.digest_length != other.digest_length ||
                 memcmp(sum.digest, other.digest, sum.digest_length) != 0)
            tally_sum(input, file, &sum, "has another checksum", tally);
    for (const char *at = b; next_sum(&at, &sum); lines_b++)
        if (!find_sum(a, &from_a, &sum, &other))
            tally_sum(input, file, &sum, "is new in it", tally);
    if (lines_a != lines_b && tally->own + tally->from_failing + tally->from_passing == 0) {
        tally->own++; /* a name that is there twice */
        comparison_add_reason(file, "%zu lines instead of %zu", lines_b, lines_a);
    }
}

/* What stands behind a NUL would not be seen. */
static bool is_text(const struct text *text)
{
    return memchr(text_string(text), '\0', text->length) == NULL;
}

enum status verdict_of_checksums(const struct verdict_input *input, struct pair_difference *e,
                                 struct error *error)
{
    struct text texts[2] = {{0}, {0}};
    struct tally tally = {.worst = VERDICT_SAME};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = file_read(AT_FDCWD, e->pair->paths[i], MOST_BYTES, &texts[i], error);
    if (status == STATUS_OK) {
        if (is_text(&texts[0]) && is_text(&texts[1]))
            compare_sums(input, e->file, text_string(&texts[0]), text_string(&texts[1]), &tally);
        else
            tally.own++;
        conclude(input, e->file, &tally);
    }
    text_free(&texts[0]);
    text_free(&texts[1]);
    return status;
}
