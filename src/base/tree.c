#include "base/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct walk {
    const char *directory; /* as the user named it */
    char *real;            /* its path without symbolic links */
    struct tree *tree;
};

void tree_free(struct tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        free(tree->entries[i].name);
        free(tree->entries[i].path);
    }
    free(tree->entries);
    *tree = (struct tree){0};
}

char *tree_join(const char *outer, const char *name)
{
    size_t length = strlen(outer) + strlen(name) + 2;
    char *path = malloc(length);
    bool slash = *outer != '\0' && outer[strlen(outer) - 1] != '/';

    if (path != NULL)
        snprintf(path, length, "%s%s%s", outer, slash ? "/" : "", name);
    return path;
}

static bool is_inside(const char *real, const char *directory)
{
    size_t length = strlen(directory);

    if (strcmp(directory, "/") == 0)
        return true;
    return strncmp(real, directory, length) == 0 && (real[length] == '/' || real[length] == '\0');
}

/* Where a symbolic link leads, and whether that may be read. */
static void resolve_link(const struct walk *walk, struct tree_entry *entry)
{
    struct stat about;
    char *real = realpath(entry->path, NULL);

    entry->kind = TREE_OTHER;
    if (real == NULL) {
        entry->unreadable = "is a symbolic link that leads nowhere";
        return;
    }
    if (!is_inside(real, walk->real))
        entry->unreadable = "is a symbolic link out of the directory, which is not followed";
    else if (stat(real, &about) == 0 && S_ISREG(about.st_mode))
        entry->kind = TREE_FILE;
    else if (stat(real, &about) == 0 && S_ISDIR(about.st_mode))
        entry->kind = TREE_DIRECTORY;
    else
        entry->unreadable = "is a symbolic link to what is no file";
    free(entry->path);
    entry->path = real;
}

/* Takes the strings over. */
static enum status add(struct walk *walk, char *name, mode_t mode, struct error *error)
{
    struct tree *tree = walk->tree;
    struct tree_entry entry = {.name = name, .path = tree_join(walk->directory, name)};

    if (tree->count == tree->capacity && entry.path != NULL) {
        size_t capacity = 2 * tree->capacity + 64;
        struct tree_entry *entries = realloc(tree->entries, capacity * sizeof *entries);
        if (entries != NULL) {
            tree->entries = entries;
            tree->capacity = capacity;
        }
    }
    if (entry.path == NULL || tree->count == tree->capacity) {
        free(entry.name);
        free(entry.path);
        error_out_of_memory(error);
        return STATUS_FAILED;
    }
    if (S_ISLNK(mode)) {
        resolve_link(walk, &entry);
    } else if (!S_ISREG(mode) && !S_ISDIR(mode)) {
        entry.kind = TREE_OTHER;
        entry.unreadable = "is neither a file nor a directory";
    } else {
        entry.kind = S_ISREG(mode) ? TREE_FILE : TREE_DIRECTORY;
    }
    tree->entries[tree->count++] = entry;
    return STATUS_OK;
}

static enum status cannot_read(const struct walk *walk, const char *name, struct error *error)
{
    return error_set(error, STATUS_USAGE, "cannot read the directory %.255s%s%.255s: %s",
                     walk->directory, *name == '\0' ? "" : "/", name, strerror(errno));
}

static enum status list(struct walk *walk, int parent, const char *entry, const char *name,
                        struct error *error);

static enum status list_entry(struct walk *walk, int directory, const char *outer,
                              const char *entry, struct error *error)
{
    struct stat about;

    if (fstatat(directory, entry, &about, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT) /* gone since */
            return STATUS_OK;
        return cannot_read(walk, outer, error);
    }
    char *name = tree_join(outer, entry);
    if (name == NULL)
        return error_out_of_memory(error);
    enum status status = add(walk, name, about.st_mode, error);
    if (status == STATUS_OK && S_ISDIR(about.st_mode))
        status = list(walk, directory, entry, name, error);
    return status;
}

static enum status list(struct walk *walk, int parent, const char *entry, const char *name,
                        struct error *error)
{
    enum status status = STATUS_OK;
    int directory = openat(parent, entry,
                           O_RDONLY | O_DIRECTORY | O_CLOEXEC | (*name == '\0' ? 0 : O_NOFOLLOW));
    DIR *stream = directory < 0 ? NULL : fdopendir(directory);

    if (stream == NULL) {
        status = cannot_read(walk, name, error);
        if (directory >= 0)
            close(directory);
        return status;
    }
    for (struct dirent *next; status == STATUS_OK && (next = readdir(stream)) != NULL;)
        if (next->d_name[0] != '.')
            status = list_entry(walk, directory, name, next->d_name, error);
    closedir(stream);
    return status;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct tree_entry *)a)->name, ((const struct tree_entry *)b)->name);
}

enum status tree_list(const char *directory, struct tree *tree, struct error *error)
{
    struct walk walk = {.directory = directory, .tree = tree, .real = realpath(directory, NULL)};

    *tree = (struct tree){0};
    if (walk.real == NULL)
        return cannot_read(&walk, "", error);
    enum status status = list(&walk, AT_FDCWD, directory, "", error);
    if (tree->count > 0)
        qsort(tree->entries, tree->count, sizeof *tree->entries, by_name);
    free(walk.real);
    return status;
}
