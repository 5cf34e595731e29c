#include "image/png_row_reader.h"

#include <errno.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "image/png_isal.h"

struct png_row_reader {
    struct png_isal *isal; /* if it can read the image; else NULL, and libpng does: */
    png_structp png;
    png_infop info;
    struct error error; /* what libpng says when it gives up */
    int file;
    off_t offset;
    size_t at, length;     /* in the buffer */
    size_t row_size;       /* bytes */
    unsigned char *pixels; /* all of an interlaced image; else NULL */
    size_t next;           /* the next row of these */
    unsigned char buffer[65536];
};

enum pixel_layout pixel_layout_for(const struct png_info *a, const struct png_info *b)
{
    if (a->depth == 16 || b->depth == 16)
        return PIXEL_RGBA16;
    return a->opaque && b->opaque ? PIXEL_RGB8 : PIXEL_RGBA8;
}

/* libpng reports an error by a call of this, which must not return. */
static void on_error(png_structp png, png_const_charp message)
{
    struct png_row_reader *rows = png_get_error_ptr(png);

    error_set(&rows->error, STATUS_BAD_INPUT, "broken PNG: %s", message);
    png_longjmp(png, 1);
}

/* What libpng can put up with is not a whole image. */
static void on_warning(png_structp png, png_const_charp message)
{
    png_error(png, message);
}

static void read_bytes(png_structp png, png_bytep to, size_t wanted)
{
    struct png_row_reader *rows = png_get_io_ptr(png);

    while (wanted > 0) {
        if (rows->at == rows->length) {
            ssize_t count;
            do
                count = pread(rows->file, rows->buffer, sizeof rows->buffer, rows->offset);
            while (count < 0 && errno == EINTR);
            if (count <= 0)
                png_error(png, count < 0 ? strerror(errno) : "it ends too early");
            rows->at = 0;
            rows->length = (size_t)count;
            rows->offset += count;
        }
        size_t there = rows->length - rows->at;
        size_t count = there < wanted ? there : wanted;
        memcpy(to, rows->buffer + rows->at, count);
        rows->at += count;
        to += count;
        wanted -= count;
    }
}

static void set_layout(png_structp png, const struct png_info *file, enum pixel_layout layout)
{
    if (layout == PIXEL_RGBA16)
        png_set_expand_16(png);
    else
        png_set_expand(png);
    if (file->color_type == PNG_COLOR_TYPE_GRAY || file->color_type == PNG_COLOR_TYPE_GRAY_ALPHA)
        png_set_gray_to_rgb(png);
    if (layout != PIXEL_RGB8 && file->opaque)
        png_set_add_alpha(png, 0xffff, PNG_FILLER_AFTER);
}

/* Here libpng's errors land, as in the functions below. */
static bool begin(struct png_row_reader *rows, const struct png_info *file,
                  enum pixel_layout layout)
{
    if (setjmp(png_jmpbuf(rows->png)) != 0)
        return false;
    png_set_crc_action(rows->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_benign_errors(rows->png, 0);
    png_set_user_limits(rows->png, PNG_USER_WIDTH_MAX, 0x7fffffff);
    png_set_keep_unknown_chunks(rows->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_read_fn(rows->png, rows, read_bytes);
    png_read_info(rows->png, rows->info);
    set_layout(rows->png, file, layout);
    png_set_interlace_handling(rows->png);
    png_read_update_info(rows->png, rows->info);
    rows->row_size = png_get_rowbytes(rows->png, rows->info);
    if (rows->row_size != file->width * pixel_size(layout))
        png_error(rows->png, "its pixels are of a kind that is not known");
    return true;
}

static bool read_row(struct png_row_reader *rows, unsigned char *row)
{
    if (setjmp(png_jmpbuf(rows->png)) != 0)
        return false;
    png_read_row(rows->png, row, NULL);
    return true;
}

static bool read_end(struct png_row_reader *rows)
{
    if (setjmp(png_jmpbuf(rows->png)) != 0)
        return false;
    png_read_end(rows->png, NULL);
    return true;
}

/* Each pass adds some pixels to every row. The memory is touched as rows arrive, so that a header
 * alone costs nothing. */
static enum status read_passes(struct png_row_reader *rows, const struct png_info *file)
{
    if (file->height > PNG_ROW_READER_MAX_INTERLACED / rows->row_size)
        return error_set(&rows->error, STATUS_BAD_INPUT,
                         "interlaced and larger than %zu MiB; save it without interlacing",
                         PNG_ROW_READER_MAX_INTERLACED >> 20);
    rows->pixels = calloc(file->height, rows->row_size);
    if (rows->pixels == NULL)
        return error_out_of_memory(&rows->error);
    for (int pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES; pass++)
        for (size_t y = 0; y < file->height; y++)
            if (!read_row(rows, rows->pixels + y * rows->row_size))
                return STATUS_BAD_INPUT;
    return STATUS_OK;
}

/* Whether the file has its pixels in this layout already. */
static bool has_layout(const struct png_info *png, enum pixel_layout layout)
{
    return png->depth == 8 && ((png->color_type == 2 && layout == PIXEL_RGB8) ||
                               (png->color_type == 6 && layout == PIXEL_RGBA8));
}

static enum status open_with_libpng(struct png_row_reader *rows, int file,
                                    const struct png_info *png, enum pixel_layout layout)
{
    rows->file = file;
    rows->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, rows, on_error, on_warning);
    if (rows->png != NULL)
        rows->info = png_create_info_struct(rows->png);
    if (rows->info == NULL)
        return error_out_of_memory(&rows->error);
    if (!begin(rows, png, layout))
        return STATUS_BAD_INPUT;
    return png->interlaced ? read_passes(rows, png) : STATUS_OK;
}

enum status png_row_reader_open(int file, const struct png_info *png, enum pixel_layout layout,
                                struct png_row_reader **rows, struct error *error)
{
    struct png_row_reader *made = calloc(1, sizeof *made);

    *rows = NULL;
    if (made == NULL)
        return error_out_of_memory(error);
    enum status status = has_layout(png, layout) && png_isal_can(png)
                             ? png_isal_open(file, png, &made->isal, &made->error)
                             : open_with_libpng(made, file, png, layout);
    if (status == STATUS_OK) {
        *rows = made;
        return STATUS_OK;
    }
    *error = made->error;
    png_row_reader_close(made);
    return status;
}

void png_row_reader_close(struct png_row_reader *rows)
{
    if (rows == NULL)
        return;
    png_isal_close(rows->isal);
    if (rows->png != NULL)
        png_destroy_read_struct(&rows->png, &rows->info, NULL);
    free(rows->pixels);
    free(rows);
}

enum status png_row_reader_read(struct png_row_reader *rows, unsigned char *row,
                                struct error *error)
{
    if (rows->isal != NULL)
        return png_isal_read(rows->isal, row, error);
    if (rows->pixels != NULL) {
        memcpy(row, rows->pixels + rows->next * rows->row_size, rows->row_size);
        rows->next++;
    } else if (!read_row(rows, row)) {
        *error = rows->error;
        return STATUS_BAD_INPUT;
    }
    return STATUS_OK;
}

enum status png_row_reader_end(struct png_row_reader *rows, struct error *error)
{
    if (rows->isal != NULL)
        return png_isal_end(rows->isal, error);
    if (read_end(rows))
        return STATUS_OK;
    *error = rows->error;
    return STATUS_BAD_INPUT;
}
