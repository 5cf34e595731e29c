#include "run/output_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/digest.h"

void output_files_free(struct output_files *outputs)
{
    for (size_t i = 0; i < outputs->count; i++)
        free((char *)outputs->files[i].name);
    free(outputs->files);
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
                               "--output",
                               option, output, name)
                   : error_set(error, STATUS_FAILED, "%s: cannot use the directory %.255s/%s: %s",
                               option, output, name, strerror(errno));
    bool is_run = fstatat(directory, ARTIFACT_MANIFEST, &about, AT_SYMLINK_NOFOLLOW) == 0;
    close(directory);
    return is_run ? error_set(error, STATUS_FAILED,
                              "%s: %.255s/%s is the output directory of another run; choose "
                              "another --output",
                              option, output, name)
                  : STATUS_OK;
}

static enum status make_room(struct output_files *outputs, struct error *error)
{
    if (outputs->count < outputs->capacity)
        return STATUS_OK;
    size_t capacity = 2 * outputs->capacity + 16;
    struct output_file *files = realloc(outputs->files, capacity * sizeof *files);
    if (files == NULL)
        return error_out_of_memory(error);
    outputs->files = files;
    outputs->capacity = capacity;
    return STATUS_OK;
}

enum status output_files_note(struct output_files *outputs, const struct output_file *file,
                              struct error *error)
{
    enum status status = make_room(outputs, error);

    if (status != STATUS_OK)
        return status;
    struct output_file *entry = &outputs->files[outputs->count];
    *entry = *file;
    entry->name = strdup(file->name);
    if (entry->name == NULL)
        return error_out_of_memory(error);
    outputs->count++;
    return STATUS_OK;
}

enum status output_files_add(struct output_files *outputs, const struct output_file *file,
                             const void *bytes, size_t length, struct error *error)
{
    struct output_file entry = *file;
    enum status status = staging_add(outputs->staging, file->name, bytes, length, error);

    if (status != STATUS_OK)
        return status;
    digest_bytes(bytes, length, entry.digest);
    if (*entry.source == '\0')
        memcpy(entry.source, entry.digest, DIGEST_SIZE);
    entry.size = length;
    return output_files_note(outputs, &entry, error);
}

const struct output_file *output_files_find(const struct output_files *outputs, const char *name)
{
    for (size_t i = 0; i < outputs->count; i++)
        if (strcmp(outputs->files[i].name, name) == 0)
            return &outputs->files[i];
    return NULL;
}
