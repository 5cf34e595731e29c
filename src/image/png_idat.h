/* Compressed image data of PNG files: all IDAT chunks as one stream. All functions fail like those
 * of png_chunks.h. */
#ifndef ADAM_REPORT_IMAGE_PNG_IDAT_H
#define ADAM_REPORT_IMAGE_PNG_IDAT_H

#include "image/png_chunks.h"
#include "image/png_info.h"

struct png_idat {
    struct png_reader reader;
    struct png_chunk chunk;
    size_t left; /* of the chunk's data */
};

/* Begins with a file that png_info_read() has found complete, which determines the length of the
 * data. */
enum status png_idat_begin(struct png_idat *data, int file, int interrupt_fd, struct error *error);

/* Up to `wanted` bytes, at least one: borrowed until the next call. Must not be called at the end.
 */
enum status png_idat_take(struct png_idat *data, size_t wanted, const unsigned char **bytes,
                          size_t *count, struct error *error);

/* After the last byte: verifies the checksum of the last chunk. The previous ones have been
 * verified. */
enum status png_idat_end(struct png_idat *data, struct error *error);

/* Whether two files have the same image data, and the same chunks that determine their meaning as
 * pixels. The data may be broken in both: see png_row_reader_check(). */
enum status png_idat_same(const struct png_input images[2], int interrupt_fd, bool *same,
                          struct error *error);

#endif
