#include "image/png_deflate.h"

#ifdef HAVE_ISAL

#include <isa-l/igzip_lib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Compressed at once, and the data of one IDAT chunk. All of it is small, since many images are:
 * fresh memory from the system costs more than compressing one of them. */
#define BLOCK_SIZE 16384

struct png_deflate {
    struct isal_zstream stream;
    size_t filled; /* bytes of the block */
    unsigned char block[BLOCK_SIZE];
    unsigned char chunk[BLOCK_SIZE];
};

static void empty_chunk(struct png_deflate *deflate)
{
    deflate->stream.next_out = deflate->chunk;
    deflate->stream.avail_out = sizeof deflate->chunk;
}

/* At levels 1 and 2, what ISA-L 2.30 writes depends on the address of the stream, about once in
 * 4,000 images; at level 0 it does not, and images are 1 to 5 % larger. */
struct png_deflate *png_deflate_new(void)
{
    struct png_deflate *deflate = malloc(sizeof *deflate);

    if (deflate == NULL)
        return NULL;
    deflate->filled = 0;
    isal_deflate_init(&deflate->stream);
    deflate->stream.level = 0;
    deflate->stream.gzip_flag = IGZIP_ZLIB;
    empty_chunk(deflate);
    return deflate;
}

void png_deflate_free(struct png_deflate *deflate)
{
    free(deflate);
}

static void write_chunk(struct png_deflate *deflate, png_structp png)
{
    size_t size = sizeof deflate->chunk - deflate->stream.avail_out;

    if (size > 0)
        png_write_chunk(png, (png_const_bytep) "IDAT", deflate->chunk, size);
    empty_chunk(deflate);
}

/* Compresses the block; at the end also what ISA-L holds back. */
static void compress_block(struct png_deflate *deflate, png_structp png, bool last)
{
    struct isal_zstream *stream = &deflate->stream;

    stream->next_in = deflate->block;
    stream->avail_in = (uint32_t)deflate->filled;
    stream->end_of_stream = last;
    for (bool more = true; more;) {
        if (isal_deflate(stream) != COMP_OK)
            png_error(png, "the image data cannot be compressed");
        more = stream->avail_out == 0;
        if (more)
            write_chunk(deflate, png);
    }
    deflate->filled = 0;
}

static void add(struct png_deflate *deflate, png_structp png, const unsigned char *bytes,
                size_t size)
{
    while (size > 0) {
        size_t space = sizeof deflate->block - deflate->filled;
        size_t part = size < space ? size : space;
        memcpy(deflate->block + deflate->filled, bytes, part);
        deflate->filled += part;
        bytes += part;
        size -= part;
        if (deflate->filled == sizeof deflate->block)
            compress_block(deflate, png, false);
    }
}

void png_deflate_row(struct png_deflate *deflate, png_structp png, const unsigned char *row,
                     size_t size)
{
    static const unsigned char no_filter = 0;

    add(deflate, png, &no_filter, 1);
    add(deflate, png, row, size);
}

void png_deflate_end(struct png_deflate *deflate, png_structp png)
{
    compress_block(deflate, png, true);
    write_chunk(deflate, png);
    png_write_chunk(png, (png_const_bytep) "IEND", NULL, 0);
}

#endif
