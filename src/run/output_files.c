#include "run/output_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/digest.h"

static void free_list(struct output_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free((char *)list->files[i].name);
    free(list->files);
}

void output_files_free(struct output_files *outputs)
{
    free_list(&outputs->all);
    free_list(&outputs->unpublished);
    *outputs = (struct output_files){0};
}

enum status output_files_check_directory(const struct output_files *outputs, const char *name,
                                         const char *option, struct error *error)
{
    const char *output = outputs->staging->path;
    int directory =
        openat(outputs->staging->output, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat about;

    if (directory < 0 && errno == ENOENT)
        return STATUS_OK;
    if (directory < 0)
        return errno == ENOTDIR || errno == ELOOP
                   ? error_set(error, STATUS_FAILED,
                               "%s: %.255s/%s is not a directory; rename it, or choose another "
                               "name or --output",
                               option, output, name)
                   : error_set(error, STATUS_FAILED, "%s: cannot use the directory %.255s/%s: %s",
                               option, output, name, strerror(errno));
    bool is_run = fstatat(directory, ARTIFACT_MANIFEST, &about, AT_SYMLINK_NOFOLLOW) == 0;
    close(directory);
    return is_run ? error_set(error, STATUS_FAILED,
                              "%s: %.255s/%s is the output directory of another run; choose "
                              "another name or --output",
                              option, output, name)
                  : STATUS_OK;
}

static enum status make_room(struct output_list *list, struct error *error)
{
    if (list->count < list->capacity)
        return STATUS_OK;
    size_t capacity = 2 * list->capacity + 16;
    struct output_file *files = realloc(list->files, capacity * sizeof *files);
    if (files == NULL)
        return error_out_of_memory(error);
    list->files = files;
    list->capacity = capacity;
    return STATUS_OK;
}

static enum status append(struct output_list *list, const struct output_file *file,
                          struct error *error)
{
    enum status status = make_room(list, error);

    if (status != STATUS_OK)
        return status;
    struct output_file *entry = &list->files[list->count];
    *entry = *file;
    entry->name = strdup(file->name);
    if (entry->name == NULL)
        return error_out_of_memory(error);
    list->count++;
    return STATUS_OK;
}

enum status output_files_note(struct output_files *outputs, const struct output_file *file,
                              struct error *error)
{
    return append(&outputs->all, file, error);
}

static bool is_published(const struct output_files *outputs, const struct output_file *file)
{
    return !outputs->only_documents || (strcmp(file->kind, ARTIFACT_KIND_DATA) != 0 &&
                                        strcmp(file->kind, ARTIFACT_KIND_SCRIPT) != 0);
}

enum status output_files_add(struct output_files *outputs, const struct output_file *file,
                             const void *bytes, size_t length, struct error *error)
{
    bool published = is_published(outputs, file);
    struct output_file entry = *file;
    enum status status =
        published ? staging_add(outputs->staging, file->name, bytes, length, error) : STATUS_OK;

    if (status != STATUS_OK)
        return status;
    digest_bytes(bytes, length, entry.digest);
    if (*entry.source == '\0' && file->width == 0)
        memcpy(entry.source, entry.digest, DIGEST_SIZE);
    entry.size = length;
    return append(published ? &outputs->all : &outputs->unpublished, &entry, error);
}

static const struct output_file *find(const struct output_list *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->files[i].name, name) == 0)
            return &list->files[i];
    return NULL;
}

const struct output_file *output_files_find(const struct output_files *outputs, const char *name)
{
    return find(&outputs->all, name);
}

const struct output_file *output_files_source(const struct output_files *outputs, const char *name)
{
    const struct output_file *file = find(&outputs->all, name);

    return file != NULL ? file : find(&outputs->unpublished, name);
}
