/* Reader of the chunks of a PNG file, in order. All functions that return a status fail with
 * STATUS_BAD_INPUT if the file is truncated or broken, with STATUS_FAILED if it cannot be read, and
 * with STATUS_INTERRUPTED after a signal. */
#ifndef ADAM_REPORT_IMAGE_PNG_CHUNKS_H
#define ADAM_REPORT_IMAGE_PNG_CHUNKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/digest.h"
#include "base/status.h"
#include "base/text.h"

#define PNG_SIGNATURE "\x89PNG\r\n\x1a\n"
#define PNG_SIGNATURE_SIZE 8

/* A file read forward from its beginning, regardless of the descriptor's position. Initialized with
 * only the descriptors. */
struct png_reader {
    int file;
    int interrupt_fd; /* when readable, STATUS_INTERRUPTED; -1: never */
    off_t offset;     /* offset of the bytes after the buffer */
    size_t at, length;
    unsigned char buffer[65536];
};

/* Up to `wanted` of the next bytes, at least one: borrowed until the next call. */
enum status png_reader_take(struct png_reader *reader, size_t wanted, const unsigned char **bytes,
                            size_t *count, struct error *error);

enum status png_reader_read(struct png_reader *reader, unsigned char *to, size_t length,
                            struct error *error);

uint32_t png_big_endian(const unsigned char *bytes);

struct png_chunk {
    size_t length;
    char name[5];
    uint32_t checksum;     /* of its name and the data that was read so far */
    struct digest *digest; /* that png_chunk_read() adds the data to; the caller's, or NULL */
};

/* Reads a chunk's length and name. */
enum status png_chunk_begin(struct png_reader *reader, struct png_chunk *chunk,
                            struct error *error);

/* Reads all of its data, kept if `kept` is not NULL and they are not too large; or skips the data
 * and the checksum. */
enum status png_chunk_read(struct png_reader *reader, struct png_chunk *chunk, struct text *kept,
                           struct error *error);
enum status png_chunk_skip(struct png_reader *reader, const struct png_chunk *chunk,
                           struct error *error);

/* After the data: verifies the checksum. */
enum status png_chunk_end(struct png_reader *reader, const struct png_chunk *chunk,
                          struct error *error);

bool png_chunk_is(const struct png_chunk *chunk, const char *name);

#endif
