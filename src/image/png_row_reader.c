#include "image/png_row_reader.h"

#include <errno.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/deadline.h"
#include "image/png_isal.h"

/* Rows that libpng holds, roughly, in addition to those of an interlaced image. */
#define ROWS_OF_LIBPNG 4

/* Bytes of rows between two checks whether a signal has come. */
#define BYTES_BETWEEN_CHECKS ((size_t)1 << 20)

struct png_row_reader {
    struct png_isal *isal; /* if it can read the image; else NULL, and libpng does: */
    png_structp png;
    png_infop info;
    enum status status; /* how libpng has failed, and what it said; set before it gives up */
    struct error error;
    int file;
    struct png_limits limits;
    struct budget_account own; /* if the limits name none */
    size_t taken;              /* bytes of the account */
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

    if (rows->status == STATUS_OK)
        rows->status = error_set(&rows->error, STATUS_BAD_INPUT, "broken PNG: %s", message);
    png_longjmp(png, 1);
}

/* What libpng can put up with is not a whole image. */
static void on_warning(png_structp png, png_const_charp message)
{
    png_error(png, message);
}

/* libpng reports a lack of memory as if it were the image's fault. */
static png_voidp allocate(png_structp png, png_alloc_size_t size)
{
    struct png_row_reader *rows = png_get_mem_ptr(png);
    void *block = malloc(size);

    if (block == NULL)
        rows->status = error_out_of_memory(&rows->error);
    return block;
}

static void release(png_structp png, png_voidp block)
{
    (void)png;
    free(block);
}

/* What fits the first buffer is read too soon for a signal. */
static void refill(struct png_row_reader *rows)
{
    ssize_t count;

    if (rows->offset > 0)
        rows->status = interrupt_check(rows->limits.interrupt_fd, &rows->error);
    if (rows->status != STATUS_OK)
        png_error(rows->png, "interrupted");
    do
        count = pread(rows->file, rows->buffer, sizeof rows->buffer, rows->offset);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        rows->status =
            error_set(&rows->error, STATUS_FAILED, "cannot be read: %s", strerror(errno));
    if (count <= 0)
        png_error(rows->png, "truncated");
    rows->at = 0;
    rows->length = (size_t)count;
    rows->offset += count;
}

static void read_bytes(png_structp png, png_bytep to, size_t wanted)
{
    struct png_row_reader *rows = png_get_io_ptr(png);

    while (wanted > 0) {
        if (rows->at == rows->length)
            refill(rows);
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
        png_error(rows->png, "unsupported pixel format");
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

static enum status take_memory(struct png_row_reader *rows, size_t bytes)
{
    if (!budget_take(rows->limits.account, bytes))
        return error_set(&rows->error, STATUS_BAD_INPUT,
                         "needs more memory than the limit of %zu MiB for a pair of images%s",
                         BUDGET_ACCOUNT >> 20,
                         bytes > rows->row_size * ROWS_OF_LIBPNG
                             ? ", since it is interlaced; save it without interlacing"
                             : "");
    rows->taken += bytes;
    return STATUS_OK;
}

static enum status read_pass(struct png_row_reader *rows, const struct png_info *file)
{
    size_t unchecked = 0;
    enum status status = STATUS_OK;

    for (size_t y = 0; y < file->height && status == STATUS_OK; y++) {
        if (!read_row(rows, rows->pixels + y * rows->row_size))
            return rows->status;
        unchecked += rows->row_size;
        if (unchecked >= BYTES_BETWEEN_CHECKS) {
            unchecked = 0;
            status = interrupt_check(rows->limits.interrupt_fd, &rows->error);
        }
    }
    return status;
}

/* Each pass adds some pixels to every row. The memory is touched as rows arrive, so that a header
 * alone costs nothing. */
static enum status read_passes(struct png_row_reader *rows, const struct png_info *file)
{
    enum status status = STATUS_BAD_INPUT;

    if (file->height <= SIZE_MAX / rows->row_size)
        status = take_memory(rows, file->height * rows->row_size);
    if (status != STATUS_OK)
        return status;
    rows->pixels = calloc(file->height, rows->row_size);
    if (rows->pixels == NULL)
        return error_out_of_memory(&rows->error);
    for (int pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES && status == STATUS_OK; pass++)
        status = read_pass(rows, file);
    return status;
}

/* Whether the file has its pixels in this layout already. */
static bool has_layout(const struct png_info *png, enum pixel_layout layout)
{
    return png->depth == 8 && ((png->color_type == 2 && layout == PIXEL_RGB8) ||
                               (png->color_type == 6 && layout == PIXEL_RGBA8));
}

static enum status begin_with_libpng(struct png_row_reader *rows, const struct png_input *image,
                                     enum pixel_layout layout)
{
    rows->file = image->file;
    rows->row_size = image->info->width * pixel_size(layout);
    enum status status = take_memory(rows, rows->row_size * ROWS_OF_LIBPNG);
    if (status != STATUS_OK)
        return status;
    rows->png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, rows, on_error, on_warning, rows,
                                         allocate, release);
    if (rows->png != NULL)
        rows->info = png_create_info_struct(rows->png);
    if (rows->info == NULL)
        return error_out_of_memory(&rows->error);
    return begin(rows, image->info, layout) ? STATUS_OK : rows->status;
}

static enum status open_with_isal(struct png_row_reader *rows, const struct png_input *image,
                                  enum pixel_layout layout)
{
    rows->row_size = image->info->width * pixel_size(layout);
    enum status status = take_memory(rows, rows->row_size * ROWS_OF_LIBPNG);
    return status == STATUS_OK ? png_isal_open(image->file, image->info, rows->limits.interrupt_fd,
                                               &rows->isal, &rows->error)
                               : status;
}

/* All but the pixels of an interlaced image. NULL where it fails. */
static enum status open_rows(const struct png_input *image, enum pixel_layout layout,
                             const struct png_limits *limits, struct png_row_reader **rows,
                             struct error *error)
{
    struct png_row_reader *made = calloc(1, sizeof *made);

    *rows = NULL;
    if (made == NULL)
        return error_out_of_memory(error);
    made->limits = *limits;
    if (limits->account == NULL)
        made->limits.account = &made->own;
    enum status status = STATUS_OK;
    if (has_layout(image->info, layout) && png_isal_can(image->info))
        status = open_with_isal(made, image, layout);
    if (status == STATUS_OK && made->isal == NULL)
        status = begin_with_libpng(made, image, layout);
    if (status == STATUS_OK) {
        *rows = made;
        return STATUS_OK;
    }
    *error = made->error;
    png_row_reader_close(made);
    return status;
}

enum status png_row_reader_open(const struct png_input *image, enum pixel_layout layout,
                                const struct png_limits *limits, struct png_row_reader **rows,
                                struct error *error)
{
    enum status status = open_rows(image, layout, limits, rows, error);

    if (*rows == NULL || !image->info->interlaced)
        return status;
    status = read_passes(*rows, image->info);
    if (status != STATUS_OK) {
        *error = (*rows)->error;
        png_row_reader_close(*rows);
        *rows = NULL;
    }
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
    budget_give(rows->limits.account, rows->taken);
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
        return rows->status;
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
    return rows->status;
}

/* A row after the other into the same memory: of an interlaced image there come more than its
 * height, and nobody looks at them. */
static enum status check_rows(struct png_row_reader *rows, const struct png_info *png,
                              struct error *error)
{
    size_t count = png->height * (png->interlaced ? PNG_INTERLACE_ADAM7_PASSES : 1), unchecked = 0;
    unsigned char *row = rows->isal != NULL ? NULL : calloc(1, rows->row_size);
    enum status status = STATUS_OK;

    if (row == NULL && rows->isal == NULL)
        return error_out_of_memory(error);
    for (size_t y = 0; y < count && status == STATUS_OK; y++) {
        status = rows->isal != NULL ? png_isal_skip(rows->isal, error)
                                    : png_row_reader_read(rows, row, error);
        unchecked += rows->row_size;
        if (status == STATUS_OK && unchecked >= BYTES_BETWEEN_CHECKS) {
            unchecked = 0;
            status = interrupt_check(rows->limits.interrupt_fd, error);
        }
    }
    free(row);
    return status;
}

enum status png_row_reader_check(const struct png_input *image, const struct png_limits *limits,
                                 struct error *error)
{
    struct png_row_reader *rows;
    enum status status =
        open_rows(image, pixel_layout_for(image->info, image->info), limits, &rows, error);

    if (rows == NULL)
        return status;
    status = check_rows(rows, image->info, error);
    if (status == STATUS_OK)
        status = png_row_reader_end(rows, error);
    png_row_reader_close(rows);
    return status;
}
