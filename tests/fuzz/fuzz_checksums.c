/* SHA256SUMS under libFuzzer: the input is split at its last form feed into the files of a baseline
 * and a candidate, each with the same two files and one with the same values. verify reads each,
 * and compare must report every line that differs. */
#define _GNU_SOURCE /* memrchr */
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/below.h"
#include "compare/compare.h"
#include "compare/compare_options.h"
#include "scratch.h"
#include "verify/checksums.h"

#define DIGITS (DIGEST_SIZE - 1)

/* Where a digest ends and a name begins. */
#define NAME (DIGITS + 2)

static const char *const sides[2] = {"baseline", "candidate"};

/* The files beside them; those of the last name have the same values in other bytes. */
static const struct {
    const char *name, *bytes[2];
} files[] = {
    {"a.dat", {"# x\n1\n", "# x\n1\n"}},
    {"b c.txt", {"text\n", "text\n"}},
    {"same.csv", {"x,y\n1.5,2\n", "x,y\n1.50,2\n"}},
};
#define FILES (sizeof files / sizeof *files)

static char paths[2][128];

static void write_file(size_t side, const char *name, const void *bytes, size_t length)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", sides[side], name);
    scratch_write(path, bytes, length);
}

static void prepare(void)
{
    for (size_t side = 0; side < 2 && *paths[side] == '\0'; side++) {
        snprintf(paths[side], sizeof paths[side], "%s/%s", scratch_directory(), sides[side]);
        if (mkdir(paths[side], 0777) != 0)
            abort();
        for (size_t i = 0; i < FILES; i++)
            write_file(side, files[i].name, files[i].bytes[side], strlen(files[i].bytes[side]));
    }
}

/* ---- verify ---------------------------------------------------------------------------------- */

static int by_line(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The lines of a text without a NUL, sorted. The last one may lack its newline. */
struct lines {
    char *text, **list;
    size_t count;
};

static struct lines lines_of(const uint8_t *bytes, size_t size)
{
    struct lines lines = {.text = malloc(size + 1), .list = calloc(size + 1, sizeof(char *))};

    if (lines.text == NULL || lines.list == NULL)
        abort();
    memcpy(lines.text, bytes, size);
    lines.text[size] = '\0';
    for (char *at = lines.text; *at != '\0'; lines.count++) {
        size_t length = strcspn(at, "\n");
        bool last = at[length] == '\0';
        lines.list[lines.count] = at;
        at[length] = '\0';
        at += length + !last;
    }
    if (lines.count > 0)
        qsort(lines.list, lines.count, sizeof *lines.list, by_line);
    return lines;
}

static void lines_free(struct lines *lines)
{
    free(lines->text);
    free(lines->list);
}

static bool leads_elsewhere(const char *name)
{
    const char *slash = strchr(name, '/');

    return !below_is_path(name) || (slash != NULL && strchr(slash + 1, '/') != NULL);
}

/* What is read is what stands there: as many bytes, and each line is one of the text's. */
static void check_read(const struct checksums *sums, const uint8_t *bytes, size_t size)
{
    struct lines lines = lines_of(bytes, size);
    size_t length = 0;

    if (sums->count != lines.count)
        abort();
    for (size_t i = 0; i < sums->count; i++) {
        struct text line = {0};
        text_appendf(&line, "%s  %s", sums->list[i].digest, sums->list[i].name);
        const char *string = text_string(&line);
        if (bsearch(&string, lines.list, lines.count, sizeof *lines.list, by_line) == NULL ||
            leads_elsewhere(sums->list[i].name))
            abort();
        length += line.length + 1;
        text_free(&line);
    }
    if (length != size)
        abort();
    lines_free(&lines);
}

/* No more problems than files, a line for each. */
static void check_files(const struct checksums *sums)
{
    int directory = open(paths[0], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct text problems = {0};
    struct error error;
    size_t count, lines = 0;

    if (directory < 0)
        abort();
    if (checksums_check(sums, directory, -1, &problems, &count, &error) == STATUS_OK) {
        for (const char *c = text_string(&problems); *c != '\0'; c++)
            lines += *c == '\n';
        if (lines != count || count > sums->count)
            abort();
    }
    text_free(&problems);
    close(directory);
}

static void verify(const uint8_t *bytes, size_t size)
{
    struct checksums sums = {0};
    struct error error;

    if (checksums_read((const char *)bytes, size, &sums, &error) == STATUS_OK) {
        check_read(&sums, bytes, size);
        check_files(&sums);
    }
    checksums_free(&sums);
}

/* ---- compare --------------------------------------------------------------------------------- */

/* The digests that a file has on the two sides stand for one another; and whether a file is binary
 * does not matter. */
static void normalize(struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        char *line = lines->list[i], digest[DIGEST_SIZE];
        if (strspn(line, "0123456789abcdefABCDEF") != DIGITS || line[DIGITS] != ' ' ||
            strlen(line) <= NAME)
            continue;
        line[DIGITS + 1] = ' ';
        for (size_t k = 0; k < 2 * FILES; k++) {
            const char *bytes = files[k / 2].bytes[k % 2];
            digest_bytes(bytes, strlen(bytes), digest);
            if (strcmp(line + NAME, files[k / 2].name) == 0 && memcmp(line, digest, DIGITS) == 0)
                memset(line, '=', DIGITS);
        }
    }
    if (lines->count > 0)
        qsort(lines->list, lines->count, sizeof *lines->list, by_line);
}

static bool is_same(const struct lines *a, const struct lines *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->list[i], b->list[i]) != 0)
            return false;
    return true;
}

/* Whether two different texts may pass: in other order, or for what passes itself. */
static bool may_pass(const uint8_t *const bytes[2], const size_t sizes[2])
{
    struct lines lines[2];

    if (memchr(bytes[0], '\0', sizes[0]) != NULL || memchr(bytes[1], '\0', sizes[1]) != NULL)
        return false;
    for (size_t side = 0; side < 2; side++) {
        lines[side] = lines_of(bytes[side], sizes[side]);
        normalize(&lines[side]);
    }
    bool same = is_same(&lines[0], &lines[1]);
    lines_free(&lines[0]);
    lines_free(&lines[1]);
    return same;
}

static enum verdict verdict_of(void)
{
    char *words[] = {(char[]){"compare"}, paths[0], paths[1], NULL};
    struct compare_options options;
    struct comparison comparison;
    struct error error;
    enum verdict verdict = VERDICTS;

    if (compare_options_parse(&options, 3, words, &error) != STATUS_OK ||
        compare(&options, &comparison, NULL, -1, &error) != STATUS_OK ||
        comparison.count != FILES + 1)
        abort();
    for (size_t i = 0; i < comparison.count; i++)
        if (strcmp(comparison.files[i].name, ARTIFACT_CHECKSUMS) == 0)
            verdict = comparison.files[i].verdict;
    comparison_free(&comparison);
    return verdict;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *cut = size == 0 ? NULL : memrchr(data, '\f', size);
    const uint8_t *bytes[2] = {data, cut == NULL ? data : cut + 1};
    size_t sizes[2] = {cut == NULL ? size : (size_t)(cut - data)};

    sizes[1] = cut == NULL ? size : (size_t)(data + size - bytes[1]);
    if (size == 0)
        return 0;
    prepare();
    for (size_t side = 0; side < 2; side++) {
        write_file(side, ARTIFACT_CHECKSUMS, bytes[side], sizes[side]);
        verify(bytes[side], sizes[side]);
    }
    enum verdict verdict = verdict_of();
    bool same = sizes[0] == sizes[1] && memcmp(bytes[0], bytes[1], sizes[0]) == 0;
    if (same != (verdict == VERDICT_IDENTICAL))
        abort();
    if (verdict != VERDICT_IDENTICAL && verdict != VERDICT_SAME && verdict != VERDICT_CHANGED)
        abort();
    if (verdict == VERDICT_SAME && !may_pass(bytes, sizes))
        abort();
    return 0;
}
