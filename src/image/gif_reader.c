#include "image/gif_reader.h"

#include <stdlib.h>
#include <string.h>

#include <gif_lib.h>

#include "base/deadline.h"

#define NETSCAPE "NETSCAPE2.0"
#define ROWS_BETWEEN_CHECKS 256

/* What an extension says of the frame behind it. */
struct control {
    int centiseconds, transparent;
};

static int read_bytes(GifFileType *file, GifByteType *to, int length)
{
    struct gif_reader *reader = file->UserData;
    size_t count = reader->left < (size_t)length ? reader->left : (size_t)length;

    if (count > 0)
        memcpy(to, reader->bytes, count);
    reader->bytes += count;
    reader->left -= count;
    return (int)count;
}

static enum status fail(const GifFileType *file, struct error *error)
{
    const char *reason = GifErrorString(file->Error);

    if (file->Error == D_GIF_ERR_NOT_ENOUGH_MEM)
        return error_out_of_memory(error);
    return error_set(error, STATUS_BAD_INPUT, "broken GIF: %s",
                     reason == NULL ? "unknown error in giflib" : reason);
}

enum status gif_reader_open(struct gif_reader *reader, const void *bytes, size_t length,
                            struct error *error)
{
    int code = 0;

    *reader = (struct gif_reader){.bytes = bytes, .left = length, .loops = -1};
    GifFileType *file = DGifOpen(reader, read_bytes, &code);
    if (file == NULL)
        return code == D_GIF_ERR_NOT_ENOUGH_MEM
                   ? error_out_of_memory(error)
                   : error_set(error, STATUS_BAD_INPUT, "not a GIF: wrong signature");
    reader->file = file;
    reader->width = (size_t)file->SWidth;
    reader->height = (size_t)file->SHeight;
    if (file->SColorMap == NULL || file->AspectByte != 0)
        reader->refusal = "its page is not in the form that adam-report writes";
    else if (reader->width * reader->height > GIF_MAX_PIXELS || reader->width * reader->height == 0)
        reader->refusal = "it has no pixels or more than 8 million";
    if (reader->refusal != NULL)
        return STATUS_OK;
    reader->pixels = calloc(reader->width * reader->height, 4);
    return reader->pixels == NULL ? error_out_of_memory(error) : STATUS_OK;
}

/* ---- Extensions ------------------------------------------------------------------------------ */

/* The number of times behind the name of the extension; *block: its first byte is the length. */
static void read_loops(struct gif_reader *reader, const GifByteType *block)
{
    if (block == NULL || block[0] != 3 || block[1] != 1 || reader->frames > 0 || reader->loops >= 0)
        reader->refusal = "it repeats in a way that adam-report does not write";
    else
        reader->loops = block[2] | block[3] << 8;
}

static void read_control(struct gif_reader *reader, const GifByteType *block,
                         struct control *control)
{
    GraphicsControlBlock read;

    if (block == NULL || block[0] != 4 || DGifExtensionToGCB(4, block + 1, &read) == GIF_ERROR ||
        (read.DisposalMode != DISPOSE_DO_NOT && read.DisposalMode != DISPOSAL_UNSPECIFIED) ||
        read.UserInputFlag) {
        reader->refusal = "a frame is shown in a way that adam-report does not write";
        return;
    }
    *control =
        (struct control){.centiseconds = read.DelayTime, .transparent = read.TransparentColor};
}

static enum status read_extension(struct gif_reader *reader, struct control *control,
                                  struct error *error)
{
    GifFileType *file = reader->file;
    GifByteType *block;
    int code;

    if (DGifGetExtension(file, &code, &block) == GIF_ERROR)
        return fail(file, error);
    bool repeats = code == APPLICATION_EXT_FUNC_CODE && block != NULL &&
                   block[0] == strlen(NETSCAPE) &&
                   memcmp(block + 1, NETSCAPE, strlen(NETSCAPE)) == 0;
    if (repeats && DGifGetExtensionNext(file, &block) == GIF_ERROR)
        return fail(file, error);
    if (repeats)
        read_loops(reader, block);
    else if (code == GRAPHICS_EXT_FUNC_CODE)
        read_control(reader, block, control);
    else
        reader->refusal = "it has an extension that adam-report does not write";
    for (bool first = true; block != NULL; first = false) {
        if (!first && reader->refusal == NULL) /* of which viewers take the first or the last */
            reader->refusal = "it has an extension that adam-report does not write";
        if (DGifGetExtensionNext(file, &block) == GIF_ERROR)
            return fail(file, error);
    }
    return STATUS_OK;
}

/* ---- Frames ---------------------------------------------------------------------------------- */

static void paint_row(struct gif_reader *reader, const GifPixelType *row, size_t width,
                      unsigned char *to, int transparent)
{
    const GifFileType *file = reader->file;

    for (size_t x = 0; x < width; x++, to += 4) {
        if (row[x] == transparent)
            continue;
        if (row[x] >= file->SColorMap->ColorCount) {
            reader->refusal = "a pixel has no color";
            return;
        }
        const GifColorType *color = &file->SColorMap->Colors[row[x]];
        to[0] = color->Red;
        to[1] = color->Green;
        to[2] = color->Blue;
        to[3] = 255;
    }
}

static enum status paint_rows(struct gif_reader *reader, const struct gif_page *page,
                              int transparent, int interrupt_fd, struct error *error)
{
    GifFileType *file = reader->file;
    GifPixelType *row = malloc(page->width);
    enum status status = STATUS_OK;

    if (row == NULL)
        return error_out_of_memory(error);
    for (size_t y = 0; y < page->height && status == STATUS_OK && reader->refusal == NULL; y++) {
        if (y % ROWS_BETWEEN_CHECKS == 0)
            status = interrupt_check(interrupt_fd, error);
        if (status != STATUS_OK)
            break;
        if (DGifGetLine(file, row, (int)page->width) == GIF_ERROR)
            status = fail(file, error);
        else
            paint_row(reader, row, page->width,
                      reader->pixels + 4 * ((page->top + y) * reader->width + page->left),
                      transparent);
    }
    free(row);
    return status;
}

static enum status read_frame(struct gif_reader *reader, const struct control *control,
                              int interrupt_fd, struct gif_page *page, struct error *error)
{
    GifFileType *file = reader->file;

    if (DGifGetImageDesc(file) == GIF_ERROR)
        return fail(file, error);
    const GifImageDesc *image = &file->Image;
    if (image->Width <= 0 || image->Height <= 0 ||
        (size_t)image->Left + (size_t)image->Width > reader->width ||
        (size_t)image->Top + (size_t)image->Height > reader->height)
        reader->refusal = "a frame is empty or extends beyond the page";
    else if (image->Interlace || image->ColorMap != NULL)
        reader->refusal = "a frame is not in the form that adam-report writes";
    else if (reader->frames++ == GIF_MAX_FRAMES)
        reader->refusal = "it has too many frames";
    if (reader->refusal != NULL)
        return STATUS_OK;
    *page = (struct gif_page){.left = (size_t)image->Left,
                              .top = (size_t)image->Top,
                              .width = (size_t)image->Width,
                              .height = (size_t)image->Height,
                              .centiseconds = control->centiseconds};
    return paint_rows(reader, page, control->transparent, interrupt_fd, error);
}

enum status gif_reader_next(struct gif_reader *reader, int interrupt_fd, struct gif_page *page,
                            struct error *error)
{
    struct control control = {.transparent = NO_TRANSPARENT_COLOR};
    GifFileType *file = reader->file;
    enum status status = STATUS_OK;

    *page = (struct gif_page){0};
    while (status == STATUS_OK && reader->refusal == NULL) {
        GifRecordType type;
        status = interrupt_check(interrupt_fd, error);
        if (status != STATUS_OK)
            break;
        if (DGifGetRecordType(file, &type) == GIF_ERROR)
            return fail(file, error);
        if (type == IMAGE_DESC_RECORD_TYPE)
            return read_frame(reader, &control, interrupt_fd, page, error);
        if (type == TERMINATE_RECORD_TYPE) {
            page->ended = true;
            if (reader->left > 0)
                reader->refusal = "extra data after its end";
            return STATUS_OK;
        }
        status = read_extension(reader, &control, error);
    }
    return status;
}

void gif_reader_close(struct gif_reader *reader)
{
    int code;

    if (reader->file != NULL)
        DGifCloseFile(reader->file, &code);
    free(reader->pixels);
    *reader = (struct gif_reader){0};
}
