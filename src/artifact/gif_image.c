#include "artifact/gif_image.h"

#include <stdlib.h>

#include <gif_lib.h>

#define COLOURS 256
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

    return error_set(error, STATUS_FAILED, "cannot make the GIF: %s",
                     reason == NULL ? "giflib does not say why" : reason);
}

static enum status put_screen(struct gif_image *gif, size_t width, size_t height,
                              const struct palette *palette, struct error *error)
{
    GifColorType colours[COLOURS] = {{0, 0, 0}};

    for (size_t i = 0; i < palette->count; i++)
        colours[i] = (GifColorType){.Red = (GifByteType)(palette->colours[i] >> 16),
                                    .Green = (GifByteType)(palette->colours[i] >> 8 & 0xff),
                                    .Blue = (GifByteType)(palette->colours[i] & 0xff)};
    ColorMapObject *map = GifMakeMapObject(COLOURS, colours);
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
