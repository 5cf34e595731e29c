#include "base/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/file.h"

/* Number of entries between two checks for a signal. */
#define ENTRIES_BETWEEN_CHECKS 64

struct walk {
    const char *directory; /* as given by the user */
    const char *left_out;
    int interrupt_fd;
    struct tree *tree;
    size_t text; /* total bytes of paths and links */
    size_t seen; /* total number of directory entries */
    int depth;
};

void tree_free(struct tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        free(tree->entries[i].path);
        free(tree->entries[i].link);
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

static int compare_name(const void *name, const void *entry)
{
    return strcmp(name, ((const struct tree_entry *)entry)->name);
}

const struct tree_entry *tree_find(const struct tree *tree, const char *name)
{
    return tree->count == 0
               ? NULL
               : bsearch(name, tree->entries, tree->count, sizeof *tree->entries, compare_name);
}

/* ---- Entries --------------------------------------------------------------------------------- */

static enum status cannot_read(const struct walk *walk, const char *name, struct error *error)
{
    return error_set(error, STATUS_FAILED, "cannot read %.255s%s%.255s: %s", walk->directory,
                     *name == '\0' ? "" : "/", name, strerror(errno));
}

static enum status too_much(const struct walk *walk, const char *what, size_t most,
                            struct error *error)
{
    return error_set(error, STATUS_FAILED,
                     "cannot compare %.255s: more than %zu %s; compare parts of it",
                     walk->directory, most, what);
}

/* Sets path and name of an entry: directory/outer/name. */
static bool set_path(const struct walk *walk, const char *outer, const char *name,
                     struct tree_entry *entry)
{
    size_t before = strlen(walk->directory), length = before + strlen(outer) + strlen(name) + 3;
    bool slash = before > 0 && walk->directory[before - 1] != '/';

    entry->path = malloc(length);
    if (entry->path == NULL)
        return false;
    snprintf(entry->path, length, "%s%s%s%s%s", walk->directory, slash ? "/" : "", outer,
             *outer == '\0' ? "" : "/", name);
    entry->name = entry->path + before + slash;
    return true;
}

static enum status read_link(struct walk *walk, int directory, const char *name,
                             struct tree_entry *entry, struct error *error)
{
    char text[PATH_MAX];
    ssize_t length = readlinkat(directory, name, text, sizeof text - 1);

    if (length < 0)
        return cannot_read(walk, entry->name, error);
    text[length] = '\0';
    entry->link = strdup(text);
    walk->text += (size_t)length;
    return entry->link == NULL ? error_out_of_memory(error) : STATUS_OK;
}

static enum status set_kind(struct walk *walk, int directory, const char *name, mode_t mode,
                            struct tree_entry *entry, struct error *error)
{
    if (S_ISREG(mode)) {
        entry->kind = TREE_FILE;
    } else if (S_ISDIR(mode)) {
        entry->kind = TREE_DIRECTORY;
    } else if (S_ISLNK(mode)) {
        entry->kind = TREE_LINK;
        return read_link(walk, directory, name, entry, error);
    } else {
        entry->kind = TREE_OTHER;
        entry->unreadable = "is neither a file nor a directory";
    }
    return STATUS_OK;
}

/* Adds a zeroed entry; NULL: out of memory. */
static struct tree_entry *grow(struct tree *tree)
{
    if (tree->count == tree->capacity) {
        size_t capacity = 2 * tree->capacity + 64;
        struct tree_entry *entries = realloc(tree->entries, capacity * sizeof *entries);
        if (entries == NULL)
            return NULL;
        tree->entries = entries;
        tree->capacity = capacity;
    }
    tree->entries[tree->count] = (struct tree_entry){0};
    return &tree->entries[tree->count++];
}

static enum status add(struct walk *walk, int directory, const char *outer, const char *name,
                       const struct stat *about, struct error *error)
{
    if (walk->tree->count == TREE_MAX_ENTRIES)
        return too_much(walk, "files and directories", TREE_MAX_ENTRIES, error);
    struct tree_entry *entry = grow(walk->tree);
    if (entry == NULL || !set_path(walk, outer, name, entry))
        return error_out_of_memory(error);
    entry->device = about->st_dev;
    entry->inode = about->st_ino;
    walk->text += strlen(entry->path);
    enum status status = set_kind(walk, directory, name, about->st_mode, entry, error);
    if (status == STATUS_OK && walk->text > TREE_MAX_TEXT)
        return too_much(walk, "bytes of names", TREE_MAX_TEXT, error);
    return status;
}

/* ---- Directories ----------------------------------------------------------------------------- */

static enum status list(struct walk *walk, int directory, const char *name, struct error *error);

/* Lists the directory that was added last. */
static enum status enter(struct walk *walk, int parent, const char *entry, struct error *error)
{
    char name[PATH_MAX]; /* entries are moved when the tree grows */
    size_t length = strlen(walk->tree->entries[walk->tree->count - 1].name);

    if (walk->depth == TREE_MAX_DEPTH || length >= sizeof name)
        return too_much(walk, "nested directories", TREE_MAX_DEPTH, error);
    memcpy(name, walk->tree->entries[walk->tree->count - 1].name, length + 1);
    int directory = openat(parent, entry, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (directory < 0)
        return cannot_read(walk, name, error);
    walk->depth++;
    enum status status = list(walk, directory, name, error);
    walk->depth--;
    return status;
}

static enum status list_entry(struct walk *walk, int directory, const char *outer,
                              const char *entry, struct error *error)
{
    struct stat about;

    if (walk->seen++ % ENTRIES_BETWEEN_CHECKS == 0 &&
        interrupt_check(walk->interrupt_fd, error) != STATUS_OK)
        return STATUS_INTERRUPTED;
    if (fstatat(directory, entry, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? STATUS_OK /* removed meanwhile */
                               : cannot_read(walk, outer, error);
    enum status status = add(walk, directory, outer, entry, &about, error);
    if (status == STATUS_OK && S_ISDIR(about.st_mode) && strcmp(entry, walk->left_out) != 0)
        status = enter(walk, directory, entry, error);
    return status;
}

static bool is_self_or_parent(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* NULL at the end, or with errno set after an error. */
static const struct dirent *next_entry(DIR *stream)
{
    errno = 0;
    return readdir(stream);
}

/* Takes ownership of the descriptor. */
static enum status list(struct walk *walk, int directory, const char *name, struct error *error)
{
    enum status status = STATUS_OK;
    DIR *stream = fdopendir(directory);
    const struct dirent *next;

    if (stream == NULL) {
        status = cannot_read(walk, name, error);
        close(directory);
        return status;
    }
    while (status == STATUS_OK && (next = next_entry(stream)) != NULL)
        if (!is_self_or_parent(next->d_name))
            status = list_entry(walk, directory, name, next->d_name, error);
    if (status == STATUS_OK && errno != 0) /* an error, not the end */
        status = cannot_read(walk, name, error);
    closedir(stream);
    return status;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct tree_entry *)a)->name, ((const struct tree_entry *)b)->name);
}

/* ---- Links ----------------------------------------------------------------------------------- */

/* The part of a real path below the directory; NULL: it is outside. */
static const char *name_inside(const char *real, const char *directory)
{
    size_t length = strlen(directory);

    if (strcmp(directory, "/") == 0)
        return real + 1;
    if (strncmp(real, directory, length) != 0 || (real[length] != '/' && real[length] != '\0'))
        return NULL;
    return real + length + (real[length] == '/');
}

/* The targets of links are files that were found without following links, so that nothing else is
 * read, even if links are changed meanwhile. */
static void set_target(const struct tree *tree, struct tree_entry *link, const char *real,
                       const char *directory)
{
    const char *name = name_inside(real, directory);
    const struct tree_entry *found = name == NULL || *name == '\0' ? NULL : tree_find(tree, name);

    if (name == NULL)
        link->unreadable = "is a symbolic link out of the directory, which is not followed";
    else if (*name != '\0' && found == NULL)
        link->unreadable = "is a symbolic link into an excluded directory";
    else if (found != NULL && found->kind == TREE_FILE)
        link->target = found;
    else if (found != NULL && found->kind != TREE_DIRECTORY)
        link->unreadable = "is a symbolic link to something other than a file";
}

/* Whether a link leads nowhere: to a missing file, or to itself. */
static bool is_dangling(int reason)
{
    return reason == ENOENT || reason == ENOTDIR || reason == ELOOP || reason == ENAMETOOLONG;
}

static enum status resolve_links(const struct walk *walk, const char *directory,
                                 struct error *error)
{
    struct tree *tree = walk->tree;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < tree->count && status == STATUS_OK; i++) {
        struct tree_entry *entry = &tree->entries[i];
        if (entry->kind != TREE_LINK)
            continue;
        char *real = realpath(entry->path, NULL);
        if (real != NULL)
            set_target(tree, entry, real, directory);
        else if (errno == EACCES)
            entry->unreadable = "is a symbolic link that cannot be followed: permission denied";
        else if (!is_dangling(errno))
            return cannot_read(walk, entry->name, error);
        free(real);
        status = interrupt_check(walk->interrupt_fd, error);
    }
    return status;
}

enum status tree_list(const char *directory, const char *left_out, int interrupt_fd,
                      struct tree *tree, struct error *error)
{
    struct walk walk = {
        .directory = directory, .left_out = left_out, .interrupt_fd = interrupt_fd, .tree = tree};
    char *real = realpath(directory, NULL);
    int opened = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum status status = STATUS_OK;

    *tree = (struct tree){0};
    if (real == NULL || opened < 0) {
        status = file_open_status(errno, STATUS_USAGE);
        cannot_read(&walk, "", error);
        if (opened >= 0)
            close(opened);
        free(real);
        return status;
    }
    status = list(&walk, opened, "", error);
    if (status == STATUS_OK && tree->count > 0)
        qsort(tree->entries, tree->count, sizeof *tree->entries, by_name);
    if (status == STATUS_OK)
        status = resolve_links(&walk, real, error);
    free(real);
    return status;
}
