#include "compare/copy_images.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/file.h"

char *copy_images_name(const char *name, const char *part, const char *extension)
{
    struct text text = {0};

    text_appendf(&text, "%s.%s%s", name, part, extension);
    if (!text.failed)
        return text.data;
    text_free(&text);
    return NULL;
}

/* The end of the copy's name; NULL if a browser does not show such a file as an image. */
static const char *extension_of(const struct comparison_file *file)
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

enum status copy_images(const struct staging *staging, const char *name, const int files[2],
                        struct comparison_file *file, struct error *error)
{
    const char *extension = extension_of(file);
    enum status status = STATUS_OK;

    if (staging == NULL || extension == NULL)
        return STATUS_OK;
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++) {
        if (files[i] < 0)
            continue;
        file->copies[i] = copy_images_name(name, comparison_sides[i], extension);
        status = file->copies[i] == NULL ? error_out_of_memory(error)
                                         : copy(staging, files[i], file->copies[i], error);
    }
    return status;
}
