#include "compare/pairing.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "compare/comparison.h"

void pairing_free(struct pairing *pairing)
{
    tree_free(&pairing->trees[0]);
    tree_free(&pairing->trees[1]);
    free(pairing->pairs);
    *pairing = (struct pairing){0};
}

/* Whether it is a directory; STATUS_USAGE if it is no regular file either. */
static enum status check_path(const char *path, const char *side, bool *directory,
                              struct error *error)
{
    struct stat about;

    if (stat(path, &about) != 0)
        return error_set(error, STATUS_USAGE, "%s %.255s: %s", side, path, strerror(errno));
    *directory = S_ISDIR(about.st_mode);
    if (!*directory && !S_ISREG(about.st_mode))
        return error_set(error, STATUS_USAGE, "%s %.255s: is neither a file nor a directory", side,
                         path);
    return STATUS_OK;
}

static void set_side(struct pair *pair, size_t side, const struct tree_entry *entry)
{
    pair->paths[side] = entry->path;
    pair->unreadable[side] = entry->kind == TREE_DIRECTORY ? "is a directory" : entry->unreadable;
}

/* A directory against nothing or another directory is no pair: the files in it are. */
static void add_pair(struct pairing *pairing, const char *name, const struct tree_entry *a,
                     const struct tree_entry *b)
{
    struct pair pair = {.name = name};
    bool file =
        (a != NULL && a->kind != TREE_DIRECTORY) || (b != NULL && b->kind != TREE_DIRECTORY);

    if (a != NULL)
        set_side(&pair, 0, a);
    if (b != NULL)
        set_side(&pair, 1, b);
    if (file)
        pairing->pairs[pairing->count++] = pair;
}

static enum status pair_trees(struct pairing *pairing, struct error *error)
{
    const struct tree *a = &pairing->trees[0], *b = &pairing->trees[1];
    size_t i = 0, j = 0;

    pairing->pairs = calloc(a->count + b->count + 1, sizeof *pairing->pairs);
    if (pairing->pairs == NULL)
        return error_out_of_memory(error);
    while (i < a->count || j < b->count) {
        int order = i == a->count   ? 1
                    : j == b->count ? -1
                                    : strcmp(a->entries[i].name, b->entries[j].name);
        add_pair(pairing, order <= 0 ? a->entries[i].name : b->entries[j].name,
                 order <= 0 ? &a->entries[i] : NULL, order >= 0 ? &b->entries[j] : NULL);
        i += order <= 0;
        j += order >= 0;
    }
    return STATUS_OK;
}

static enum status pair_files(const char *const paths[2], struct pairing *pairing,
                              struct error *error)
{
    const char *slash = strrchr(paths[1], '/');

    pairing->pairs = calloc(1, sizeof *pairing->pairs);
    if (pairing->pairs == NULL)
        return error_out_of_memory(error);
    pairing->pairs[0] =
        (struct pair){.name = slash == NULL ? paths[1] : slash + 1, .paths = {paths[0], paths[1]}};
    pairing->count = 1;
    return STATUS_OK;
}

enum status pairing_make(const char *const paths[2], struct pairing *pairing, struct error *error)
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
                         "compare: %.255s is a directory and %.255s is a file; give two of a kind",
                         paths[directory[1]], paths[directory[0]]);
    if (!directory[0])
        return pair_files(paths, pairing, error);
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++) {
        pairing->directories[i] = paths[i];
        status = tree_list(paths[i], &pairing->trees[i], error);
    }
    return status == STATUS_OK ? pair_trees(pairing, error) : status;
}
