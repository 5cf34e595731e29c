#include "compare/copy_images.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/base64.h"
#include "base/file.h"

/* The maximum size in bytes of one embedded image, and of all of them. */
#define MOST_EMBEDDED ((size_t)8192)
#define MOST_EMBEDDED_IN_ALL ((size_t)24 << 20)

/* Larger images are not copied: SVG, which is read into memory, and others. */
#define MOST_SVG_BYTES ((uint64_t)8 << 20)
#define MOST_BYTES ((uint64_t)256 << 20)

/* Image formats that browsers show. */
struct image_type {
    const char *extension, *media_type;
};

static const struct image_type types[] = {
    {".png", "image/png"},  {".svg", "image/svg+xml"}, {".gif", "image/gif"},
    {".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"},   {".webp", "image/webp"},
};

#define TYPE_PNG (&types[0])
#define TYPE_SVG (&types[1])

size_t copy_images_embed_limit(size_t pairs)
{
    size_t share = MOST_EMBEDDED_IN_ALL / (3 * (pairs + 1));

    return share < MOST_EMBEDDED ? share : MOST_EMBEDDED;
}

char *copy_images_name(const char *name, const char *part, const char *extension)
{
    struct text text = {0};

    text_appendf(&text, "%s.%s%s", name, part, extension);
    if (!text.failed)
        return text.data;
    text_free(&text);
    return NULL;
}

/* NULL if browsers do not show such a file as an image. */
static const struct image_type *type_of(const struct comparison_file *file)
{
    if (file->kind == FILE_KIND_PNG)
        return TYPE_PNG;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (&types[i] != TYPE_PNG && file_has_extension(file->name, types[i].extension))
            return &types[i];
    return NULL;
}

/* The text's characters, to be freed. */
static enum status take_string(struct text *text, char **string, struct error *error)
{
    enum status status = text_check(text, error);

    *string = status == STATUS_OK ? text->data : NULL;
    if (status != STATUS_OK)
        text_free(text);
    return status;
}

static enum status read_whole(int file, size_t size, struct text *bytes, struct error *error)
{
    char *to = text_reserve(bytes, size + 1);
    size_t length = 0;

    if (to == NULL)
        return error_out_of_memory(error);
    for (ssize_t count = 1; count != 0 && length < size;) {
        count = pread(file, to + length, size - length, (off_t)length);
        if (count < 0 && errno != EINTR)
            return error_set(error, STATUS_FAILED, "cannot read an image: %s", strerror(errno));
        length += count > 0 ? (size_t)count : 0;
    }
    text_grew(bytes, length);
    return STATUS_OK;
}

/* ---- SVG ------------------------------------------------------------------------------------- */

/* The value of an attribute in a tag, with its length; NULL if the tag has no such attribute, or
 * one with anything other than numbers and units. */
static const char *find_attribute(const char *tag, const char *end, const char *name,
                                  size_t *length)
{
    size_t name_length = strlen(name);

    for (const char *c = tag; (c = strstr(c, name)) != NULL && c < end; c++) {
        const char *value = c + name_length + 2;
        if (strchr(" \t\r\n", c[-1]) == NULL || value >= end || value[-2] != '=' ||
            (value[-1] != '"' && value[-1] != '\''))
            continue;
        *length = strspn(value, "0123456789.,+- ptxcmine");
        return *length > 0 && value[*length] == value[-1] ? value : NULL;
    }
    return NULL;
}

/* The size of the image, if its first tag specifies it; used only for display. */
static void append_size(struct text *out, const char *svg)
{
    const char *tag = strstr(svg, "<svg"), *end = tag == NULL ? NULL : strchr(tag, '>');
    size_t length[3];
    double box[4];

    if (end == NULL)
        return;
    const char *width = find_attribute(tag, end, "width", &length[0]);
    const char *height = find_attribute(tag, end, "height", &length[1]);
    const char *view = find_attribute(tag, end, "viewBox", &length[2]);
    if (width != NULL && height != NULL)
        text_appendf(out, " width=\"%.*s\" height=\"%.*s\"", (int)length[0], width, (int)length[1],
                     height);
    else if (view != NULL && sscanf(view, "%lf%*[ ,]%lf%*[ ,]%lf%*[ ,]%lf", &box[0], &box[1],
                                    &box[2], &box[3]) == 4)
        text_appendf(out, " width=\"%g\" height=\"%g\"", box[2], box[3]);
}

/* An SVG image of ours that shows this one. */
static void wrap_svg(struct text *out, const struct text *svg)
{
    text_append(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    append_size(out, text_string(svg));
    text_append(out, "><image width=\"100%\" height=\"100%\" href=\"data:image/svg+xml;base64,");
    base64_append(out, text_string(svg), svg->length);
    text_append(out, "\"/></svg>\n");
}

static enum status write_svg(const struct staging *staging, int from, uint64_t size,
                             const char *name, struct error *error)
{
    struct text svg = {0}, wrapped = {0};
    enum status status = read_whole(from, (size_t)size, &svg, error);

    if (status == STATUS_OK) {
        wrap_svg(&wrapped, &svg);
        status = text_check(&svg, error);
    }
    if (status == STATUS_OK)
        status = text_check(&wrapped, error);
    if (status == STATUS_OK)
        status = file_write(staging->directory, name, text_string(&wrapped), wrapped.length, error);
    text_free(&svg);
    text_free(&wrapped);
    return status;
}

/* ---- Copies ---------------------------------------------------------------------------------- */

static enum status copy(const struct copy_images_settings *settings, int from, const char *name,
                        struct error *error)
{
    int to;
    enum status status = staging_create(settings->staging, name, &to, error);

    if (status != STATUS_OK)
        return status;
    status = file_copy(from, to, settings->interrupt_fd, error);
    if (close(to) != 0 && status == STATUS_OK)
        status = error_set(error, STATUS_FAILED, "cannot write the copy of an image: %s",
                           strerror(errno));
    return status;
}

static enum status embed(const char *media_type, const void *bytes, size_t length, char **data,
                         struct error *error)
{
    struct text text = {0};

    text_appendf(&text, "data:%s;base64,", media_type);
    base64_append(&text, bytes, length);
    return take_string(&text, data, error);
}

static enum status embed_file(const char *media_type, int file, size_t size, char **data,
                              struct error *error)
{
    struct text bytes = {0};
    enum status status = read_whole(file, size, &bytes, error);

    if (status == STATUS_OK)
        status = embed(media_type, text_string(&bytes), bytes.length, data, error);
    text_free(&bytes);
    return status;
}

static enum status copy_side(const struct copy_images_settings *settings, const char *name,
                             const struct image_type *type, int from, size_t side,
                             struct comparison_file *file, struct error *error)
{
    uint64_t size = file->sides[side].size;

    if (size <= settings->embed_limit)
        return embed_file(type->media_type, from, (size_t)size, &file->embedded[side], error);
    if (size > (type == TYPE_SVG ? MOST_SVG_BYTES : MOST_BYTES))
        return STATUS_OK;
    file->copies[side] = copy_images_name(name, comparison_sides[side], type->extension);
    if (file->copies[side] == NULL)
        return error_out_of_memory(error);
    return type == TYPE_SVG ? write_svg(settings->staging, from, size, file->copies[side], error)
                            : copy(settings, from, file->copies[side], error);
}

enum status copy_images(const struct copy_images_settings *settings, const char *name,
                        const int files[2], struct comparison_file *file, struct error *error)
{
    const struct image_type *type = type_of(file);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < 2 && status == STATUS_OK && type != NULL; i++)
        if (settings->staging != NULL && files[i] >= 0)
            status = copy_side(settings, name, type, files[i], i, file, error);
    return status;
}

enum status copy_images_difference(const struct copy_images_settings *settings, const char *name,
                                   const struct text *png, struct comparison_file *file,
                                   struct error *error)
{
    if (png->length <= settings->embed_limit)
        return embed(TYPE_PNG->media_type, text_string(png), png->length, &file->embedded[2],
                     error);
    file->diff_image = copy_images_name(name, "diff", ".png");
    if (file->diff_image == NULL)
        return error_out_of_memory(error);
    return file_write(settings->staging->directory, file->diff_image, text_string(png), png->length,
                      error);
}
