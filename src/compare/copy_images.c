#include "compare/copy_images.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/file.h"

char *copy_images_name(const char *stem, const char *part, const char *extension)
{
    struct text name = {0};

    text_appendf(&name, "%s.%s%s", stem, part, extension);
    if (!name.failed)
        return name.data;
    text_free(&name);
    return NULL;
}

/* What the copy's name ends with; NULL if a browser does not show such a file as an image. */
static const char *shown_as(const struct comparison_file *file)
{
    if (file->kind == FILE_KIND_PNG)
        return ".png";
    if (file_has_extension(file->name, ".svg"))
        return ".svg";
    return file_has_extension(file->name, ".gif") ? ".gif" : NULL;
}

static enum status copy(const struct staging *staging, int from, const char *name,
                        struct error *error)
{
    int to;
    enum status status = staging_create(staging, name, &to, error);

    if (status != STATUS_OK)
        return status;
    status = lseek(from, 0, SEEK_SET) == 0
                 ? file_copy(from, to, error)
                 : error_set(error, STATUS_FAILED, "cannot read: %s", strerror(errno));
    if (close(to) != 0 && status == STATUS_OK)
        status = error_set(error, STATUS_FAILED, "cannot write a copy: %s", strerror(errno));
    return status;
}

enum status copy_images(const struct staging *staging, const char *stem, const int files[2],
                        struct comparison_file *file, struct error *error)
{
    const char *extension = shown_as(file);
    enum status status = STATUS_OK;

    if (staging == NULL || extension == NULL)
        return STATUS_OK;
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++) {
        if (files[i] < 0)
            continue;
        file->shown[i] = copy_images_name(stem, comparison_sides[i], extension);
        status = file->shown[i] == NULL ? error_out_of_memory(error)
                                        : copy(staging, files[i], file->shown[i], error);
    }
    return status;
}
