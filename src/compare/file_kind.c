#include "compare/file_kind.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/artifact_format.h"
#include "base/file.h"

#define MOST_EXTENSIONS 3

static const struct {
    const char *name;
    const char *extensions[MOST_EXTENSIONS];
    const char *file_name; /* of the only file of this kind; NULL: not determined by the name */
} kinds[FILE_KINDS] = {
    [FILE_KIND_TABLE] = {"table", {".dat", ".csv", ".tsv"}, NULL},
    [FILE_KIND_PNG] = {"picture", {".png"}, NULL},
    [FILE_KIND_IMAGE] = {"graphic", {".svg", ".gif", ".pdf"}, NULL},
    [FILE_KIND_OTHER] = {"file", {NULL}, NULL},
    [FILE_KIND_JSON] = {"json", {".json"}, NULL},
    [FILE_KIND_CHECKSUMS] = {"checksums", {NULL}, ARTIFACT_CHECKSUMS},
};

static bool has_kind(const char *path, enum file_kind kind)
{
    for (size_t i = 0; i < MOST_EXTENSIONS && kinds[kind].extensions[i] != NULL; i++)
        if (file_has_extension(path, kinds[kind].extensions[i]))
            return true;
    return kinds[kind].file_name != NULL &&
           strcmp(file_base_name(path), kinds[kind].file_name) == 0;
}

enum file_kind file_kind_of(const char *path)
{
    for (int kind = 0; kind < FILE_KINDS; kind++)
        if (has_kind(path, (enum file_kind)kind))
            return (enum file_kind)kind;
    return FILE_KIND_OTHER;
}

const char *file_kind_name(enum file_kind kind)
{
    return kinds[kind].name;
}

const char *file_kind_unread_image(const char *path)
{
    static const char *const formats[][2] = {{".jpg", "JPEG"}, {".jpeg", "JPEG"}, {".webp", "WebP"},
                                             {".tif", "TIFF"}, {".tiff", "TIFF"}, {".avif", "AVIF"},
                                             {".bmp", "BMP"}};

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (file_has_extension(path, formats[i][0]))
            return formats[i][1];
    return NULL;
}
