#include "compare/pairing.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "base/publish.h"
#include "compare/comparison.h"

void pairing_free(struct pairing *pairing)
{
    tree_free(&pairing->trees[0]);
    tree_free(&pairing->trees[1]);
    free(pairing->pairs);
    free(pairing->left_out);
    *pairing = (struct pairing){0};
}

/* Whether it is a directory; STATUS_USAGE if it is neither a directory nor a regular file. */
static enum status check_path(const char *path, const char *side, bool *directory,
                              struct error *error)
{
    struct stat about;

    if (stat(path, &about) != 0)
        return error_set(error, file_open_status(errno, STATUS_USAGE), "%s %.255s: %s", side, path,
                         strerror(errno));
    *directory = S_ISDIR(about.st_mode);
    if (!*directory && !S_ISREG(about.st_mode))
        return error_set(error, STATUS_USAGE, "%s %.255s: is neither a file nor a directory", side,
                         path);
    return STATUS_OK;
}

/* ---- Two directories ------------------------------------------------------------------------- */

static bool is_directory(const struct tree_entry *entry)
{
    return entry == NULL || entry->kind == TREE_DIRECTORY;
}

static void set_side(struct pair *pair, size_t side, const struct tree_entry *entry)
{
    pair->entries[side] = entry;
    pair->paths[side] = entry->target != NULL ? entry->target->path : entry->path;
    pair->unreadable[side] = entry->unreadable;
}

/* A directory opposite nothing or another directory is not a pair: the files in it are. */
static void add_pair(struct pairing *pairing, const char *name, const struct tree_entry *a,
                     const struct tree_entry *b)
{
    struct pair pair = {.name = name};

    if (a != NULL)
        set_side(&pair, 0, a);
    if (b != NULL)
        set_side(&pair, 1, b);
    if (!is_directory(a) || !is_directory(b))
        pairing->pairs[pairing->count++] = pair;
}

static bool is_left_out(const struct tree_entry *entry)
{
    return entry != NULL && entry->kind == TREE_DIRECTORY &&
           strcmp(file_base_name(entry->name), ARTIFACT_STAGING) == 0;
}

/* Walks through both sorted trees in parallel. */
static void pair_trees(struct pairing *pairing)
{
    const struct tree *a = &pairing->trees[0], *b = &pairing->trees[1];
    size_t i = 0, j = 0;

    while (i < a->count || j < b->count) {
        int order = i == a->count   ? 1
                    : j == b->count ? -1
                                    : strcmp(a->entries[i].name, b->entries[j].name);
        const struct tree_entry *one = order <= 0 ? &a->entries[i++] : NULL;
        const struct tree_entry *other = order >= 0 ? &b->entries[j++] : NULL;
        const char *name = one != NULL ? one->name : other->name;
        if (is_left_out(one) || is_left_out(other))
            pairing->left_out[pairing->left_out_count++] = name;
        add_pair(pairing, name, one, other);
    }
}

/* Until a publication is complete, its directory has a mixture of old and new files. */
static enum status check_published(const struct pairing *pairing, size_t side, struct error *error)
{
    const struct tree *tree = &pairing->trees[side];

    for (size_t i = 0; i < tree->count; i++)
        if (strcmp(file_base_name(tree->entries[i].name), ARTIFACT_COMMIT) == 0)
            return error_set(error, STATUS_USAGE, "%s %.255s: %.255s: " PUBLISH_BETWEEN_SETS,
                             comparison_sides[side], pairing->directories[side],
                             tree->entries[i].path);
    return STATUS_OK;
}

static size_t count_left_out(const struct tree *tree)
{
    size_t count = 0;

    for (size_t i = 0; i < tree->count; i++)
        count += is_left_out(&tree->entries[i]);
    return count;
}

static enum status pair_directories(struct pairing *pairing, struct error *error)
{
    const struct tree *trees = pairing->trees;
    size_t left_out = count_left_out(&trees[0]) + count_left_out(&trees[1]);
    enum status status = check_published(pairing, 0, error);

    if (status == STATUS_OK)
        status = check_published(pairing, 1, error);
    if (status != STATUS_OK)
        return status;
    pairing->pairs = calloc(trees[0].count + trees[1].count + 1, sizeof *pairing->pairs);
    pairing->left_out = calloc(left_out + 1, sizeof *pairing->left_out);
    if (pairing->pairs == NULL || pairing->left_out == NULL)
        return error_out_of_memory(error);
    pair_trees(pairing);
    if (pairing->count == 0)
        return error_set(error, STATUS_USAGE,
                         "compare: no files in %.255s and %.255s; specify directories that "
                         "contain some",
                         pairing->directories[0], pairing->directories[1]);
    if (pairing->count > TREE_MAX_ENTRIES)
        return error_set(error, STATUS_FAILED,
                         "cannot compare %.255s and %.255s: more than %zu files in total; compare "
                         "parts of them",
                         pairing->directories[0], pairing->directories[1], TREE_MAX_ENTRIES);
    return STATUS_OK;
}

/* ---- Two paths ------------------------------------------------------------------------------- */

static enum status pair_files(const char *const paths[2], struct pairing *pairing,
                              struct error *error)
{
    pairing->pairs = calloc(1, sizeof *pairing->pairs);
    if (pairing->pairs == NULL)
        return error_out_of_memory(error);
    pairing->pairs[0] =
        (struct pair){.name = file_base_name(paths[1]), .paths = {paths[0], paths[1]}};
    pairing->count = 1;
    return STATUS_OK;
}

enum status pairing_make(const char *const paths[2], int interrupt_fd, struct pairing *pairing,
                         struct error *error)
{
    bool directory[2] = {false, false};
    enum status status = STATUS_OK;

    *pairing = (struct pairing){0};
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = check_path(paths[i], comparison_sides[i], &directory[i], error);
    if (status != STATUS_OK)
        return status;
    if (directory[0] != directory[1])
        return error_set(error, STATUS_USAGE,
                         "compare: %.255s is a directory and %.255s is a file; specify two "
                         "directories or two files",
                         paths[directory[1]], paths[directory[0]]);
    if (!directory[0])
        return pair_files(paths, pairing, error);
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++) {
        pairing->directories[i] = paths[i];
        status = tree_list(paths[i], ARTIFACT_STAGING, interrupt_fd, &pairing->trees[i], error);
    }
    return status == STATUS_OK ? pair_directories(pairing, error) : status;
}
