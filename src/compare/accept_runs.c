#include "compare/accept_runs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/below.h"
#include "base/file.h"
#include "base/publish_list.h"
#include "base/text.h"
#include "compare/provenance.h"

void accept_files_free(struct accept_files *files)
{
    free(files->files);
    tree_free(&files->trees[0]);
    tree_free(&files->trees[1]);
    *files = (struct accept_files){0};
}

/* ---- Listing --------------------------------------------------------------------------------- */

/* False if it is a directory, or if a listed file no longer exists. */
static enum status look_at(int root, struct accept_file *file, size_t side, struct error *error)
{
    const char *last;
    int parent = below_parent(root, file->name, false, &last);

    file->there[side] =
        parent >= 0 && fstatat(parent, last, &file->about[side], AT_SYMLINK_NOFOLLOW) == 0;
    int reason = errno;
    if (parent >= 0)
        close(parent);
    if (!file->there[side] && reason != ENOENT && reason != ENOTDIR && reason != ELOOP)
        return error_set(error, STATUS_FAILED, "cannot access %.255s: %s", file->name,
                         strerror(reason));
    file->there[side] = file->there[side] && !S_ISDIR(file->about[side].st_mode);
    return STATUS_OK;
}

/* The baseline's own files, such as its repository, are never changed by a candidate. */
static bool is_listed(const struct accept_file *file)
{
    return file->there[1] || (file->there[0] && publish_list_allows(file->name));
}

static enum status merge(struct accept_files *files, const int roots[2], struct error *error)
{
    const struct tree *a = &files->trees[0], *b = &files->trees[1];
    enum status status = STATUS_OK;
    size_t i = 0, j = 0;

    files->files = calloc(a->count + b->count + 1, sizeof *files->files);
    if (files->files == NULL)
        return error_out_of_memory(error);
    while ((i < a->count || j < b->count) && status == STATUS_OK) {
        int order = i == a->count   ? 1
                    : j == b->count ? -1
                                    : strcmp(a->entries[i].name, b->entries[j].name);
        struct accept_file *file = &files->files[files->count];
        *file = (struct accept_file){.name = order <= 0 ? a->entries[i].name : b->entries[j].name};
        if (order <= 0)
            status = look_at(roots[0], file, 0, error);
        if (order >= 0 && status == STATUS_OK)
            status = look_at(roots[1], file, 1, error);
        files->count += is_listed(file);
        i += order <= 0;
        j += order >= 0;
    }
    return status;
}

enum status accept_list(struct accept_files *files, const char *const paths[2], const int roots[2],
                        int interrupt_fd, struct error *error)
{
    enum status status = STATUS_OK;

    *files = (struct accept_files){0};
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        if (roots[i] >= 0)
            status = tree_list(paths[i], ARTIFACT_STAGING, interrupt_fd, &files->trees[i], error);
    return status == STATUS_OK ? merge(files, roots, error) : status;
}

/* ---- Runs ------------------------------------------------------------------------------------ */

static int compare_name(const void *name, const void *file)
{
    return strcmp(name, ((const struct accept_file *)file)->name);
}

/* The indices in `files` of the files of one run. */
struct members {
    struct accept_file **files;
    size_t count, capacity;
};

static enum status add_member(struct members *members, struct accept_file *file,
                              struct error *error)
{
    if (members->count == members->capacity) {
        size_t capacity = 2 * members->capacity + 32;
        struct accept_file **grown =
            realloc(members->files, capacity * sizeof(struct accept_file *));
        if (grown == NULL)
            return error_out_of_memory(error);
        members->files = grown;
        members->capacity = capacity;
    }
    members->files[members->count++] = file;
    return STATUS_OK;
}

/* The listed file with this name in the directory of the manifest, if any. */
static enum status add_sibling(struct members *members, const struct accept_files *files,
                               const struct accept_file *manifest, const char *name,
                               struct error *error)
{
    struct text path = {0};

    text_append_bytes(&path, manifest->name,
                      (size_t)(file_base_name(manifest->name) - manifest->name));
    text_append(&path, name);
    enum status status = text_check(&path, error);
    if (status == STATUS_OK) {
        struct accept_file *file = bsearch(text_string(&path), files->files, files->count,
                                           sizeof *files->files, compare_name);
        if (file != NULL)
            status = add_member(members, file, error);
    }
    text_free(&path);
    return status;
}

/* If a manifest cannot be read, all files in its directory and directly in directories in it may
 * belong to the run. */
static enum status add_all_beside(struct members *members, const struct accept_files *files,
                                  const struct accept_file *manifest, struct error *error)
{
    size_t length = (size_t)(file_base_name(manifest->name) - manifest->name);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < files->count && status == STATUS_OK; i++) {
        struct accept_file *file = &files->files[i];
        if (strncmp(file->name, manifest->name, length) != 0)
            continue;
        const char *slash = strchr(file->name + length, '/');
        if (slash == NULL || strchr(slash + 1, '/') == NULL)
            status = add_member(members, file, error);
    }
    return status;
}

static enum status add_named(struct members *members, const struct accept_files *files,
                             const struct accept_file *manifest,
                             const struct provenance_manifest *read, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < read->file_count && status == STATUS_OK; i++)
        status = add_sibling(members, files, manifest,
                             provenance_string(read->files[i], MANIFEST_FILE_NAME), error);
    return status;
}

static enum status add_side(struct members *members, const struct accept_files *files,
                            const struct accept_file *manifest, const char *directory,
                            struct error *error)
{
    char *path = tree_join(directory, manifest->name);

    if (path == NULL)
        return error_out_of_memory(error);
    struct budget_account account = {.budget = NULL};
    struct provenance_manifest read;
    enum status status = provenance_manifest_read(path, -1, &account, &read, error);
    free(path);
    if (status == STATUS_OK)
        status = json_value_kind(read.root) == JSON_ABSENT
                     ? add_all_beside(members, files, manifest, error)
                     : add_named(members, files, manifest, &read, error);
    provenance_manifest_free(&read);
    return status;
}

/* Anything else than a regular file is not a manifest, and will not be accepted. */
static enum status find_members(struct members *members, const struct accept_files *files,
                                const struct accept_file *manifest, const char *const paths[2],
                                struct error *error)
{
    enum status status = add_sibling(members, files, manifest, ARTIFACT_MANIFEST, error);

    if (status == STATUS_OK)
        status = add_sibling(members, files, manifest, ARTIFACT_CHECKSUMS, error);
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        if (manifest->there[i])
            status = S_ISREG(manifest->about[i].st_mode)
                         ? add_side(members, files, manifest, paths[i], error)
                         : add_all_beside(members, files, manifest, error);
    return status;
}

static enum status choose_run(struct accept_files *files, const struct accept_file *manifest,
                              const struct glob_list *only, const char *const paths[2],
                              struct error *error)
{
    struct members members = {0};
    bool any = false;
    enum status status = find_members(&members, files, manifest, paths, error);

    for (size_t i = 0; i < members.count; i++)
        any = any || glob_list_matches(only, members.files[i]->name);
    for (size_t i = 0; i < members.count && any; i++)
        members.files[i]->chosen = true;
    free(members.files);
    return status;
}

enum status accept_choose(struct accept_files *files, const struct glob_list *only,
                          const char *const paths[2], size_t *chosen, struct error *error)
{
    enum status status = STATUS_OK;

    *chosen = 0;
    for (size_t i = 0; i < files->count && status == STATUS_OK; i++) {
        struct accept_file *file = &files->files[i];
        file->chosen = file->chosen || only->count == 0 || glob_list_matches(only, file->name);
        if (only->count > 0 && strcmp(file_base_name(file->name), ARTIFACT_MANIFEST) == 0)
            status = choose_run(files, file, only, paths, error);
    }
    for (size_t i = 0; i < files->count; i++)
        *chosen += files->files[i].chosen;
    return status;
}
