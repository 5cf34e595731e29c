#include "image/gif_image.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <gif_lib.h>

#define COLORS 256
#define BITS 8

struct gif_image {
    GifFileType *file;
    struct text *out;
};

static int write_bytes(GifFileType *file, const GifByteType *bytes, int length)
{
    struct gif_image *gif = file->UserData;

    text_append_bytes(gif->out, bytes, (size_t)length);
    return length;
}

static enum status fail(const struct gif_image *gif, int code, struct error *error)
{
    const char *reason = GifErrorString(gif->file == NULL ? code : gif->file->Error);

    return error_set(error, STATUS_FAILED, "cannot write the GIF: %s",
                     reason == NULL ? "unknown error in giflib" : reason);
}

static enum status put_screen(struct gif_image *gif, size_t width, size_t height,
                              const struct palette *palette, struct error *error)
{
    GifColorType colors[COLORS] = {{0, 0, 0}};

    for (size_t i = 0; i < palette->count; i++)
        colors[i] = (GifColorType){.Red = (GifByteType)(palette->colors[i] >> 16),
                                   .Green = (GifByteType)(palette->colors[i] >> 8 & 0xff),
                                   .Blue = (GifByteType)(palette->colors[i] & 0xff)};
    ColorMapObject *map = GifMakeMapObject(COLORS, colors);
    if (map == NULL)
        return error_out_of_memory(error);
    EGifSetGifVersion(gif->file, true);
    int done = EGifPutScreenDesc(gif->file, (int)width, (int)height, BITS, 0, map);
    GifFreeMapObject(map);
    return done == GIF_OK ? STATUS_OK : fail(gif, 0, error);
}

struct gif_image *gif_image_begin(size_t width, size_t height, const struct palette *palette,
                                  struct text *out, struct error *error)
{
    struct gif_image *gif = malloc(sizeof *gif);
    int code = 0;

    if (gif == NULL) {
        error_out_of_memory(error);
        return NULL;
    }
    *gif = (struct gif_image){.out = out};
    gif->file = EGifOpen(gif, write_bytes, &code);
    enum status status =
        gif->file == NULL ? fail(gif, code, error) : put_screen(gif, width, height, palette, error);
    if (status == STATUS_OK)
        return gif;
    struct error ignored;
    gif_image_end(gif, &ignored);
    return NULL;
}

enum status gif_image_add(struct gif_image *gif, const struct gif_frame *frame, struct error *error)
{
    GraphicsControlBlock control = {.DisposalMode = DISPOSE_DO_NOT,
                                    .DelayTime = frame->centiseconds,
                                    .TransparentColor = GIF_UNCHANGED};
    GifByteType extension[4];

    size_t length = EGifGCBToExtension(&control, extension);
    if (EGifPutExtension(gif->file, GRAPHICS_EXT_FUNC_CODE, (int)length, extension) != GIF_OK ||
        EGifPutImageDesc(gif->file, (int)frame->left, (int)frame->top, (int)frame->width,
                         (int)frame->height, false, NULL) != GIF_OK)
        return fail(gif, 0, error);
    for (size_t y = 0; y < frame->height; y++) /* giflib takes a line that it may write to */
        if (EGifPutLine(gif->file, (GifPixelType *)(frame->indices + y * frame->width),
                        (int)frame->width) != GIF_OK)
            return fail(gif, 0, error);
    return text_check(gif->out, error);
}

enum status gif_image_end(struct gif_image *gif, struct error *error)
{
    enum status status = STATUS_OK;
    int code = 0;

    if (gif == NULL)
        return STATUS_OK;
    if (gif->file != NULL && EGifCloseFile(gif->file, &code) != GIF_OK) {
        gif->file = NULL;
        status = fail(gif, code, error);
    }
    if (status == STATUS_OK)
        status = text_check(gif->out, error);
    free(gif);
    return status;
}

/* ---- Checking -------------------------------------------------------------------------------- */

struct source {
    const unsigned char *bytes;
    size_t left;
};

static int read_bytes(GifFileType *file, GifByteType *to, int length)
{
    struct source *source = file->UserData;
    size_t count = source->left < (size_t)length ? source->left : (size_t)length;

    memcpy(to, source->bytes, count);
    source->bytes += count;
    source->left -= count;
    return (int)count;
}

/* A part comes in blocks; NULL follows the last one. */
static bool skip_image(GifFileType *file)
{
    GifByteType *block;
    int size;

    if (DGifGetImageDesc(file) == GIF_ERROR || DGifGetCode(file, &size, &block) == GIF_ERROR)
        return false;
    while (block != NULL)
        if (DGifGetCodeNext(file, &block) == GIF_ERROR)
            return false;
    return true;
}

static bool skip_extension(GifFileType *file)
{
    GifByteType *block;
    int code;

    if (DGifGetExtension(file, &code, &block) == GIF_ERROR)
        return false;
    while (block != NULL)
        if (DGifGetExtensionNext(file, &block) == GIF_ERROR)
            return false;
    return true;
}

static bool skip_records(GifFileType *file)
{
    GifRecordType type = UNDEFINED_RECORD_TYPE;

    while (DGifGetRecordType(file, &type) != GIF_ERROR) {
        if (type == TERMINATE_RECORD_TYPE)
            return true;
        bool whole = type == IMAGE_DESC_RECORD_TYPE  ? skip_image(file)
                     : type == EXTENSION_RECORD_TYPE ? skip_extension(file)
                                                     : false;
        if (!whole)
            return false;
    }
    return false;
}

enum status gif_image_check(const void *bytes, size_t length, struct error *error)
{
    struct source source = {.bytes = bytes, .left = length};
    int code = 0;
    GifFileType *file = DGifOpen(&source, read_bytes, &code);

    if (file == NULL)
        return error_set(error, STATUS_BAD_INPUT, "not a GIF: wrong signature");
    bool whole = skip_records(file);
    DGifCloseFile(file, &code);
    return whole ? STATUS_OK
                 : error_set(error, STATUS_BAD_INPUT, "broken GIF: truncated or damaged");
}
