/* Two directories under libFuzzer, compared as the program compares them. Any input is two trees:
 *
 *     SETTINGS ENTRY...
 *     ENTRY = NAME KINDS CHANGE LENGTH LENGTH BYTES...
 *
 * each a byte except BYTES, which is the file's content in the baseline. NAME is an index of
 * `names`, KINDS the kind of the entry on each side (half of the byte each), and CHANGE the content
 * in the candidate: the same, or BYTES followed by a difference.
 *
 * Equal files must pass, files with other bytes must not be called identical, and every entry of
 * either tree must be reported. */
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "compare/compare.h"
#include "compare/compare_options.h"
#include "base/json_value.h"
#include "png_mend.h"
#include "scratch.h"

#define MOST_ENTRIES 16
#define MOST_BYTES 65535

static const char *const sides[2] = {"baseline", "candidate"};

static const char *const names[] = {
    "manifest.json",
    "SHA256SUMS",
    "contour.png",
    "contour.gp",
    "bands.dat",
    "contour.svg",
    "contour.pdf",
    "contour_path.gif",
    "surface.dat",
    "trajectory.dat",
    "report.md",
    "report.html",
    "contour.md",
    "contour-dark.png",
    "contour-dark.gp",
    "path.dat",
    "a.csv",
    "a.tsv",
    "a.json",
    "b.json",
    "a.txt",
    "b.txt",
    "a.jpg",
    "A.PNG",
    "a.png",
    "b.png",
    "sub",
    "sub/manifest.json",
    "sub/contour.png",
    "sub/contour.gp",
    "sub/bands.dat",
    "sub/SHA256SUMS",
    "sub/sub/a.csv",
    ".hidden",
    "a b.dat",
    "line\nbreak.csv",
    "\xff\xfe.dat",
    "<b>&'\".svg",
    "::error::a.txt",
    "|`*_.md",
    "comparison.json",
    "index.html",
    "manifest.json.txt",
    ".adam-report-staging",
    ".adam-report-commit",
};
#define NAMES (sizeof names / sizeof *names)

enum kind { ABSENT, REGULAR, UNREADABLE, LINK_WITHIN, LINK_OUT, DIRECTORY, FIFO };

static const enum kind kinds[16] = {REGULAR, REGULAR,  REGULAR,    REGULAR,  REGULAR, REGULAR,
                                    REGULAR, REGULAR,  REGULAR,    ABSENT,   ABSENT,  LINK_WITHIN,
                                    FIFO,    LINK_OUT, UNREADABLE, DIRECTORY};

/* What is in a tree under a name. */
struct entry {
    enum kind kind;
    const uint8_t *bytes;
    size_t length;
};

struct trees {
    size_t name[MOST_ENTRIES]; /* of each entry */
    struct entry entries[MOST_ENTRIES][2];
    uint8_t *made[MOST_ENTRIES]; /* what a candidate's bytes are in that are not in the input */
    size_t count;
};

/* ---- From the input -------------------------------------------------------------------------- */

struct input {
    const uint8_t *at;
    size_t left;
};

static uint8_t next(struct input *input)
{
    if (input->left == 0)
        return 0;
    input->left--;
    return *input->at++;
}

static struct entry next_bytes(struct input *input)
{
    size_t length = (size_t)next(input) << 8;

    length |= next(input);
    length = length > input->left ? input->left : length;
    struct entry entry = {.bytes = input->at, .length = length};
    input->at += length;
    input->left -= length;
    return entry;
}

/* `cut` bytes at a place give way to the new ones. */
static struct entry spliced(struct input *input, const struct entry *old, uint8_t **made)
{
    size_t place = (size_t)next(input) << 8;
    place |= next(input);
    place = old->length == 0 ? 0 : place % (old->length + 1);
    size_t cut = next(input), rest = old->length - place;
    cut = cut > rest ? rest : cut;
    struct entry more = next_bytes(input);
    uint8_t *bytes = malloc(old->length + more.length + 1);

    if (bytes == NULL)
        abort();
    memcpy(bytes, old->bytes, place);
    memcpy(bytes + place, more.bytes, more.length);
    memcpy(bytes + place + more.length, old->bytes + place + cut, rest - cut);
    *made = bytes;
    return (struct entry){.bytes = bytes, .length = old->length - cut + more.length};
}

static bool has_name(const struct trees *trees, size_t name)
{
    for (size_t i = 0; i < trees->count; i++)
        if (trees->name[i] == name)
            return true;
    return false;
}

static void next_entry(struct input *input, struct trees *trees)
{
    size_t i = trees->count, name = next(input) % NAMES;
    struct entry *both = trees->entries[i];
    uint8_t kind = next(input), change = next(input);

    both[0] = both[1] = next_bytes(input);
    if (change % 4 == 1)
        both[1] = next_bytes(input);
    if (change % 4 > 1)
        both[1] = spliced(input, &both[0], &trees->made[i]);
    if (change & 4 && trees->made[i] != NULL)
        png_mend(trees->made[i], both[1].length);
    both[0].kind = kinds[kind % 16];
    both[1].kind = kinds[kind / 16];
    if (has_name(trees, name)) {
        free(trees->made[i]);
        trees->made[i] = NULL;
        return;
    }
    trees->name[i] = name;
    trees->count++;
}

/* ---- On the disk ----------------------------------------------------------------------------- */

static bool write_bytes(int directory, const char *name, const struct entry *entry)
{
    int file = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

    if (file < 0)
        return false;
    if (write(file, entry->bytes, entry->length) != (ssize_t)entry->length)
        abort();
    if (entry->kind == UNREADABLE && fchmod(file, 0) != 0)
        abort();
    close(file);
    return true;
}

static void make_parents(int directory, const char *name)
{
    char parent[64];

    for (const char *slash = strchr(name, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        snprintf(parent, sizeof parent, "%.*s", (int)(slash - name), name);
        mkdirat(directory, parent, 0777);
    }
}

/* False where something is in the way. */
static bool make_entry(int directory, const char *name, const char *before,
                       const struct entry *entry)
{
    make_parents(directory, name);
    switch (entry->kind) {
    case LINK_WITHIN:
        return symlinkat(before, directory, name) == 0;
    case LINK_OUT:
        return symlinkat("../../../etc/hostname", directory, name) == 0;
    case DIRECTORY:
        return mkdirat(directory, name, 0777) == 0;
    case FIFO:
        return mkfifoat(directory, name, 0666) == 0;
    case ABSENT:
        return false;
    default:
        return write_bytes(directory, name, entry);
    }
}

static void make_tree(struct trees *trees, size_t side)
{
    char path[128];

    scratch_remove(sides[side]);
    snprintf(path, sizeof path, "%s/%s", scratch_directory(), sides[side]);
    int directory = mkdir(path, 0777) == 0 ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (directory < 0)
        abort();
    for (size_t i = 0; i < trees->count; i++) {
        struct entry *entry = &trees->entries[i][side];
        const char *before = names[trees->name[i == 0 ? 0 : i - 1]];
        if (!make_entry(directory, names[trees->name[i]], before, entry))
            entry->kind = ABSENT;
    }
    close(directory);
}

/* ---- What is found --------------------------------------------------------------------------- */

static const struct comparison_file *find(const struct comparison *comparison, const char *name)
{
    for (size_t i = 0; i < comparison->count; i++)
        if (strcmp(comparison->files[i].name, name) == 0)
            return &comparison->files[i];
    return NULL;
}

/* A path that is left out, or in a directory that is. */
static bool is_left_out(const struct comparison *comparison, const char *name)
{
    for (size_t i = 0; i < comparison->left_out_count; i++) {
        size_t length = strlen(comparison->left_out[i]);
        if (strncmp(comparison->left_out[i], name, length) == 0 &&
            (name[length] == '\0' || name[length] == '/'))
            return true;
    }
    return false;
}

static bool is_nothing(enum kind kind)
{
    return kind == ABSENT || kind == DIRECTORY;
}

static bool has_same_bytes(const struct entry both[2])
{
    return both[0].length == both[1].length &&
           memcmp(both[0].bytes, both[1].bytes, both[0].length) == 0;
}

static bool is_worse(enum verdict verdict, enum verdict than)
{
    return verdict == than || verdict == VERDICT_UNREADABLE || verdict == VERDICT_CHANGED;
}

static void check_files(const struct comparison_file *file, const struct entry both[2])
{
    bool same = has_same_bytes(both);

    if (same != (file->verdict == VERDICT_IDENTICAL) || (same && !file->passes) ||
        (file->verdict >= VERDICT_ADDED && file->passes))
        abort();
}

static void check_entry(const struct comparison *comparison, const char *name,
                        const struct entry both[2], const struct compare_options *options)
{
    const struct comparison_file *file = find(comparison, name);

    if (file == NULL) {
        if (!(is_nothing(both[0].kind) && is_nothing(both[1].kind)) &&
            !is_left_out(comparison, name))
            abort();
        return;
    }
    if (both[0].kind == REGULAR && both[1].kind == REGULAR)
        check_files(file, both);
    if ((both[0].kind == ABSENT && !is_worse(file->verdict, VERDICT_ADDED)) ||
        (both[1].kind == ABSENT && !is_worse(file->verdict, VERDICT_MISSING)))
        abort();
    if (file->passes && (both[0].kind == FIFO || both[1].kind == FIFO || both[1].kind == ABSENT ||
                         (both[0].kind == ABSENT && !options->ignore_added)))
        abort();
}

static bool are_same(const struct trees *trees)
{
    for (size_t i = 0; i < trees->count; i++) {
        const struct entry *both = trees->entries[i];
        bool plain = both[0].kind == REGULAR || is_nothing(both[0].kind);
        if (!plain || both[0].kind != both[1].kind ||
            (both[0].kind == REGULAR && !has_same_bytes(both)))
            return false;
    }
    return true;
}

static void check_outcome(const struct comparison *comparison, const struct trees *trees)
{
    struct error error;
    enum status status = compare_outcome(comparison, &error);
    size_t failed = 0;

    for (size_t i = 0; i < comparison->count; i++)
        failed += !comparison->files[i].passes;
    if ((status == STATUS_OK) != (failed == 0) || failed != comparison->failed ||
        (status != STATUS_OK && status != STATUS_DIFFERENT && status != STATUS_BAD_INPUT) ||
        (status != STATUS_OK && are_same(trees)))
        abort();
}

static void check_reports(const char *output)
{
    struct budget_account account = {.budget = NULL};
    int directory = open(output, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct text json = {0};
    struct json_tree tree;
    struct error error;

    if (directory < 0 || faccessat(directory, "index.html", R_OK, 0) != 0 ||
        faccessat(directory, "junit.xml", R_OK, 0) != 0 ||
        file_read(directory, "comparison.json", SIZE_MAX / 2, &json, &error) != STATUS_OK ||
        json_tree_parse(json.data, json.length, &account, &tree, &error) != STATUS_OK)
        abort();
    json_tree_free(&tree);
    text_free(&json);
    close(directory);
}

/* ---- The comparison -------------------------------------------------------------------------- */

static void set_options(struct compare_options *options, uint8_t settings, char paths[3][128])
{
    char *words[] = {(char[]){"compare"}, paths[0], paths[1], NULL};
    struct error error;

    if (compare_options_parse(options, 3, words, &error) != STATUS_OK)
        abort();
    options->output = settings & 1 ? paths[2] : NULL;
    options->strict = (settings & 2) != 0;
    options->ignore_added = (settings & 4) != 0;
    options->pair.tolerance.absolute = settings & 8 ? 0.5 : 0;
    options->pair.threshold = settings & 16 ? 0.1 : 0;
    options->pair.count_antialiased = (settings & 32) == 0;
    options->pair.key = settings & 64 ? "1" : NULL;
    options->pair.max_pixels = settings & 128 ? 100 : 0;
    options->pair.pixels_given = (settings & 128) != 0;
}

/* There may be nothing to compare, or a set that was not published to its end. */
static void compare_trees(const struct trees *trees, uint8_t settings)
{
    static const char *const parts[3] = {"baseline", "candidate", "reports"};
    char paths[3][128];
    struct compare_options options;
    struct comparison comparison;
    struct error error;

    for (size_t i = 0; i < 3; i++)
        snprintf(paths[i], sizeof paths[i], "%s/%s", scratch_directory(), parts[i]);
    set_options(&options, settings, paths);
    enum status status = compare(&options, &comparison, NULL, -1, &error);
    if (status != STATUS_OK) {
        if (status != STATUS_USAGE)
            abort();
        return;
    }
    for (size_t i = 0; i < trees->count; i++)
        check_entry(&comparison, names[trees->name[i]], trees->entries[i], &options);
    check_outcome(&comparison, trees);
    if (options.output != NULL)
        check_reports(options.output);
    comparison_free(&comparison);
    scratch_remove("reports");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, size};
    struct trees trees = {.count = 0};
    uint8_t settings = next(&input);

    while (input.left > 0 && trees.count < MOST_ENTRIES)
        next_entry(&input, &trees);
    make_tree(&trees, 0);
    make_tree(&trees, 1);
    compare_trees(&trees, settings);
    for (size_t i = 0; i < trees.count; i++)
        free(trees.made[i]);
    return 0;
}
