#include "diff/diff_image.h"

#include <errno.h>
#include <png.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "diff/row_queue.h"

/* The faded original goes from this gray, for black, to white. */
#define DARKEST 178

struct diff_image {
    int file;
    size_t width, height;
    struct row_queue ring;
    size_t written; /* rows */
    pthread_t thread;
    png_structp png;
    png_infop info;
    bool failed;
    struct error error; /* if failed */
    size_t held;        /* bytes in the buffer */
    unsigned char buffer[65536];
};

/* ---- Fading ---------------------------------------------------------------------------------- */

/* The usual weights of luminance, in 256ths. */
static unsigned char level(unsigned red, unsigned green, unsigned blue)
{
    return (unsigned char)((77 * red + 150 * green + 29 * blue) >> 10);
}

/* What it looks like above white. */
static unsigned char level_above_white(unsigned red, unsigned green, unsigned blue,
                                       unsigned opacity)
{
    unsigned white = 255 - opacity;

    return level((red * opacity) / 255 + white, (green * opacity) / 255 + white,
                 (blue * opacity) / 255 + white);
}

void diff_image_fade(const unsigned char *row, size_t width, enum pixel_layout layout,
                     unsigned char *marks)
{
    switch (layout) {
    case PIXEL_RGB8:
        for (size_t x = 0; x < width; x++)
            marks[x] = level(row[3 * x], row[3 * x + 1], row[3 * x + 2]);
        break;
    case PIXEL_RGBA8:
        for (size_t x = 0; x < width; x++)
            marks[x] =
                level_above_white(row[4 * x], row[4 * x + 1], row[4 * x + 2], row[4 * x + 3]);
        break;
    default:
        for (size_t x = 0; x < width; x++)
            marks[x] =
                level_above_white(row[8 * x], row[8 * x + 2], row[8 * x + 4], row[8 * x + 6]);
    }
}

/* ---- Writing --------------------------------------------------------------------------------- */

static void on_error(png_structp png, png_const_charp message)
{
    struct diff_image *picture = png_get_error_ptr(png);

    error_set(&picture->error, STATUS_FAILED, "cannot write the picture of a difference: %s",
              message);
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static void write_out(png_structp png)
{
    struct diff_image *picture = png_get_io_ptr(png);

    for (size_t done = 0; done < picture->held;) {
        ssize_t count = write(picture->file, picture->buffer + done, picture->held - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            png_error(png, strerror(errno));
        done += (size_t)count;
    }
    picture->held = 0;
}

static void write_bytes(png_structp png, png_bytep bytes, size_t count)
{
    struct diff_image *picture = png_get_io_ptr(png);

    while (count > 0) {
        size_t room = sizeof picture->buffer - picture->held;
        size_t part = count < room ? count : room;
        memcpy(picture->buffer + picture->held, bytes, part);
        picture->held += part;
        bytes += part;
        count -= part;
        if (picture->held == sizeof picture->buffer)
            write_out(png);
    }
}

static void set_palette(png_structp png, png_infop info)
{
    static const png_color colours[DIFF_MARKS - DIFF_FADED_LEVELS] = {
        {213, 94, 0}, {86, 180, 233}, {240, 228, 66}, {150, 150, 150}, {222, 235, 247}};
    png_color palette[DIFF_MARKS];

    for (int i = 0; i < DIFF_FADED_LEVELS; i++) {
        png_byte gray = (png_byte)(DARKEST + i * (255 - DARKEST) / (DIFF_FADED_LEVELS - 1));
        palette[i] = (png_color){gray, gray, gray};
    }
    memcpy(palette + DIFF_FADED_LEVELS, colours, sizeof colours);
    png_set_PLTE(png, info, palette, DIFF_MARKS);
}

/* Here libpng's errors land, as in the functions below. Fast before small: rows of plots are long
 * runs of few marks. */
static bool write_header(struct diff_image *picture)
{
    if (setjmp(png_jmpbuf(picture->png)) != 0)
        return false;
    png_set_user_limits(picture->png, 0x7fffffff, 0x7fffffff);
    png_set_write_fn(picture->png, picture, write_bytes, NULL);
    png_set_IHDR(picture->png, picture->info, (png_uint_32)picture->width,
                 (png_uint_32)picture->height, 8, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
    set_palette(picture->png, picture->info);
    png_set_filter(picture->png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_compression_level(picture->png, 1);
    png_set_compression_strategy(picture->png, Z_RLE);
    png_set_compression_buffer_size(picture->png, 65536);
    png_write_info(picture->png, picture->info);
    return true;
}

static bool write_row(struct diff_image *picture, const unsigned char *marks)
{
    if (setjmp(png_jmpbuf(picture->png)) != 0)
        return false;
    png_write_row(picture->png, marks);
    return true;
}

static bool write_end(struct diff_image *picture)
{
    if (setjmp(png_jmpbuf(picture->png)) != 0)
        return false;
    png_write_end(picture->png, NULL);
    write_out(picture->png);
    return true;
}

/* Writes the rows that were made, up to this one. */
static void write_rows(struct diff_image *picture, size_t made)
{
    while (picture->written < made) {
        const unsigned char *marks = row_queue_row(&picture->ring, picture->written);
        picture->failed = picture->failed || !write_row(picture, marks);
        picture->written++;
    }
    row_queue_release(&picture->ring, picture->written);
}

static void *write_in_thread(void *argument)
{
    struct diff_image *picture = argument;

    for (size_t made = 0, before = 1; made != before;) {
        before = made;
        made = row_queue_wait(&picture->ring, picture->written + 1);
        write_rows(picture, made);
    }
    return NULL;
}

/* ---- From begin to end ----------------------------------------------------------------------- */

static void dispose(struct diff_image *picture)
{
    png_destroy_write_struct(&picture->png, &picture->info);
    row_queue_free(&picture->ring);
    free(picture);
}

static enum status begin(struct diff_image *picture, bool threaded)
{
    enum status status = row_queue_init(&picture->ring, picture->width, threaded, &picture->error);

    if (status != STATUS_OK)
        return status;
    picture->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, picture, on_error, on_warning);
    if (picture->png != NULL)
        picture->info = png_create_info_struct(picture->png);
    if (picture->info == NULL)
        return error_out_of_memory(&picture->error);
    if (!write_header(picture))
        return STATUS_FAILED;
    if (threaded && pthread_create(&picture->thread, NULL, write_in_thread, picture) != 0)
        picture->ring.threaded = false;
    return STATUS_OK;
}

struct diff_image *diff_image_begin(int file, size_t width, size_t height, bool threaded,
                                    struct error *error)
{
    struct diff_image *picture = calloc(1, sizeof *picture);

    if (picture == NULL) {
        error_out_of_memory(error);
        return NULL;
    }
    picture->file = file;
    picture->width = width;
    picture->height = height;
    if (begin(picture, threaded) == STATUS_OK)
        return picture;
    *error = picture->error;
    dispose(picture);
    return NULL;
}

void diff_image_row(struct diff_image *picture, const unsigned char *marks)
{
    row_queue_room(&picture->ring);
    memcpy(row_queue_row(&picture->ring, picture->ring.made), marks, picture->width);
    row_queue_made(&picture->ring, 1);
    if (!picture->ring.threaded)
        write_rows(picture, picture->ring.made);
}

enum status diff_image_end(struct diff_image *picture, struct error *error)
{
    enum status status = STATUS_OK;

    if (picture == NULL)
        return STATUS_OK;
    row_queue_end(&picture->ring);
    if (picture->ring.threaded)
        pthread_join(picture->thread, NULL);
    bool whole = picture->written == picture->height;
    if (picture->failed || (whole && !write_end(picture))) {
        *error = picture->error;
        status = STATUS_FAILED;
    }
    dispose(picture);
    return status;
}
