#include "image/png_writer.h"

#include <errno.h>
#include <png.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/thread.h"
#include "image/png_deflate.h"
#include "image/row_queue.h"

#define BUFFER_SIZE 16384

struct png_writer {
    int file;
    struct text *memory; /* instead of the file, unless NULL */
    const char *description;
    size_t width, height;
    struct row_queue queue;
    size_t written; /* rows */
    pthread_t thread;
    png_structp png;
    png_infop info;
#ifdef HAVE_ISAL
    struct png_deflate *deflate; /* NULL: libpng compresses */
#endif
    bool failed;
    struct error error; /* if failed */
    size_t buffered;    /* bytes in the buffer */
    unsigned char buffer[BUFFER_SIZE];
};

/* ---- Bytes ----------------------------------------------------------------------------------- */

/* libpng reports an error by a call of this, which must not return. */
static void on_error(png_structp png, png_const_charp message)
{
    struct png_writer *writer = png_get_error_ptr(png);

    error_set(&writer->error, STATUS_FAILED, "cannot write %s: %s", writer->description, message);
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static void write_buffer(png_structp png)
{
    struct png_writer *writer = png_get_io_ptr(png);

    if (writer->memory != NULL) {
        text_append_bytes(writer->memory, writer->buffer, writer->buffered);
        if (writer->memory->failed)
            png_error(png, "out of memory");
        writer->buffered = 0;
    }
    for (size_t done = 0; done < writer->buffered;) {
        ssize_t count = write(writer->file, writer->buffer + done, writer->buffered - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            png_error(png, strerror(errno));
        done += (size_t)count;
    }
    writer->buffered = 0;
}

static void write_bytes(png_structp png, png_bytep bytes, size_t count)
{
    struct png_writer *writer = png_get_io_ptr(png);

    while (count > 0) {
        size_t space = BUFFER_SIZE - writer->buffered;
        size_t part = count < space ? count : space;
        memcpy(writer->buffer + writer->buffered, bytes, part);
        writer->buffered += part;
        bytes += part;
        count -= part;
        if (writer->buffered == BUFFER_SIZE)
            write_buffer(png);
    }
}

/* ---- Header, rows, end ----------------------------------------------------------------------- */

static void set_palette(struct png_writer *writer, const struct png_writer_settings *settings)
{
    png_color palette[PNG_MAX_PALETTE_LENGTH];

    for (size_t i = 0; i < settings->colors; i++)
        palette[i] = (png_color){.red = settings->palette[i][0],
                                 .green = settings->palette[i][1],
                                 .blue = settings->palette[i][2]};
    png_set_PLTE(writer->png, writer->info, palette, (int)settings->colors);
}

/* Here libpng's errors land, as in the functions below. */
static bool write_header(struct png_writer *writer, const struct png_writer_settings *settings)
{
    if (setjmp(png_jmpbuf(writer->png)) != 0)
        return false;
    png_set_user_limits(writer->png, 0x7fffffff, 0x7fffffff);
    png_set_write_fn(writer->png, writer, write_bytes, NULL);
    png_set_IHDR(writer->png, writer->info, (png_uint_32)writer->width, (png_uint_32)writer->height,
                 8, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE,
                 PNG_FILTER_TYPE_BASE);
    set_palette(writer, settings);
    png_set_filter(writer->png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_compression_level(writer->png, settings->small ? Z_BEST_COMPRESSION : 1);
    png_set_compression_strategy(writer->png, settings->small ? Z_DEFAULT_STRATEGY : Z_RLE);
    png_set_compression_buffer_size(writer->png, BUFFER_SIZE);
    png_write_info(writer->png, writer->info);
    return true;
}

static bool write_row(struct png_writer *writer, const unsigned char *row)
{
    if (setjmp(png_jmpbuf(writer->png)) != 0)
        return false;
#ifdef HAVE_ISAL
    if (writer->deflate != NULL) {
        png_deflate_row(writer->deflate, writer->png, row, writer->width);
        return true;
    }
#endif
    png_write_row(writer->png, row);
    return true;
}

static bool write_end(struct png_writer *writer)
{
    if (setjmp(png_jmpbuf(writer->png)) != 0)
        return false;
#ifdef HAVE_ISAL
    if (writer->deflate != NULL)
        png_deflate_end(writer->deflate, writer->png);
    else
#endif
        png_write_end(writer->png, NULL);
    write_buffer(writer->png);
    return true;
}

/* Writes the rows that were made, up to this one. */
static void write_rows(struct png_writer *writer, size_t made)
{
    while (writer->written < made) {
        const unsigned char *row = row_queue_row(&writer->queue, writer->written);
        writer->failed = writer->failed || !write_row(writer, row);
        writer->written++;
    }
    row_queue_release(&writer->queue, writer->written);
}

static void *write_in_thread(void *argument)
{
    struct png_writer *writer = argument;

    for (size_t made = 0, before = 1; made != before;) {
        before = made;
        made = row_queue_wait(&writer->queue, writer->written + 1);
        write_rows(writer, made);
    }
    return NULL;
}

/* ---- From open to close ---------------------------------------------------------------------- */

static void free_writer(struct png_writer *writer)
{
    png_destroy_write_struct(&writer->png, &writer->info);
#ifdef HAVE_ISAL
    png_deflate_free(writer->deflate);
#endif
    row_queue_free(&writer->queue);
    free(writer);
}

static enum status begin(struct png_writer *writer, const struct png_writer_settings *settings)
{
    enum status status =
        row_queue_init(&writer->queue, writer->width, settings->threaded, &writer->error);

    if (status != STATUS_OK)
        return status;
    writer->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, writer, on_error, on_warning);
    if (writer->png != NULL)
        writer->info = png_create_info_struct(writer->png);
    if (writer->info == NULL)
        return error_out_of_memory(&writer->error);
#ifdef HAVE_ISAL
    if (!settings->small && (writer->deflate = png_deflate_new()) == NULL)
        return error_out_of_memory(&writer->error);
#endif
    if (!write_header(writer, settings))
        return STATUS_FAILED;
    if (settings->threaded && !thread_start(&writer->thread, write_in_thread, writer))
        writer->queue.threaded = false;
    return STATUS_OK;
}

enum status png_writer_open(int file, const struct png_writer_settings *settings,
                            struct png_writer **writer, struct error *error)
{
    struct png_writer *made = calloc(1, sizeof *made);

    *writer = NULL;
    if (made == NULL)
        return error_out_of_memory(error);
    made->file = file;
    made->memory = settings->memory;
    made->description = settings->description;
    made->width = settings->width;
    made->height = settings->height;
    enum status status = begin(made, settings);
    if (status == STATUS_OK) {
        *writer = made;
        return STATUS_OK;
    }
    *error = made->error;
    free_writer(made);
    return status;
}

void png_writer_row(struct png_writer *writer, const unsigned char *row)
{
    row_queue_space(&writer->queue);
    memcpy(row_queue_row(&writer->queue, writer->queue.made), row, writer->width);
    row_queue_made(&writer->queue, 1);
    if (!writer->queue.threaded)
        write_rows(writer, writer->queue.made);
}

enum status png_writer_close(struct png_writer *writer, struct error *error)
{
    enum status status = STATUS_OK;

    if (writer == NULL)
        return STATUS_OK;
    row_queue_end(&writer->queue);
    if (writer->queue.threaded)
        pthread_join(writer->thread, NULL);
    bool whole = writer->written == writer->height;
    if (writer->failed || (whole && !write_end(writer))) {
        *error = writer->error;
        status = STATUS_FAILED;
    }
    free_writer(writer);
    return status;
}
