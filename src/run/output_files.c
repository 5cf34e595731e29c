#include "run/output_files.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"

void catalogue_free(struct catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->count; i++)
        free((char *)catalogue->files[i].name);
    free(catalogue->files);
    *catalogue = (struct catalogue){0};
}

static enum status make_room(struct catalogue *catalogue, struct error *error)
{
    if (catalogue->count < catalogue->capacity)
        return STATUS_OK;
    size_t capacity = 2 * catalogue->capacity + 16;
    struct artifact *files = realloc(catalogue->files, capacity * sizeof *files);
    if (files == NULL)
        return error_out_of_memory(error);
    catalogue->files = files;
    catalogue->capacity = capacity;
    return STATUS_OK;
}

enum status catalogue_add(struct catalogue *catalogue, const struct artifact *file,
                          const void *bytes, size_t length, struct error *error)
{
    struct artifact entry = *file;
    enum status status = make_room(catalogue, error);

    if (status == STATUS_OK)
        status = staging_add(catalogue->staging, file->name, bytes, length, error);
    if (status != STATUS_OK)
        return status;
    digest_bytes(bytes, length, entry.digest);
    if (*entry.source == '\0')
        memcpy(entry.source, entry.digest, DIGEST_SIZE);
    entry.size = length;
    entry.name = strdup(file->name);
    if (entry.name == NULL)
        return error_out_of_memory(error);
    catalogue->files[catalogue->count++] = entry;
    return STATUS_OK;
}

const struct artifact *catalogue_find(const struct catalogue *catalogue, const char *name)
{
    for (size_t i = 0; i < catalogue->count; i++)
        if (strcmp(catalogue->files[i].name, name) == 0)
            return &catalogue->files[i];
    return NULL;
}
