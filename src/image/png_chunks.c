#include "image/png_chunks.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/deadline.h"

/* A chunk's length and name before its data, and the checksum behind it. */
#define HEAD_SIZE 8
#define CHECKSUM_SIZE 4

/* No text of ours is longer; in another's image it is of no interest. */
#define MOST_TEXT ((size_t)1 << 16)

/* What fits the first buffers is read too soon for a signal. */
static enum status refill(struct png_reader *reader, struct error *error)
{
    ssize_t count;

    if (reader->offset > (off_t)sizeof reader->buffer) {
        enum status status = interrupt_check(reader->interrupt_fd, error);
        if (status != STATUS_OK)
            return status;
    }
    do
        count = pread(reader->file, reader->buffer, sizeof reader->buffer, reader->offset);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        return error_set(error, STATUS_FAILED, "cannot be read: %s", strerror(errno));
    if (count == 0)
        return error_set(error, STATUS_BAD_INPUT, "broken PNG: truncated");
    reader->at = 0;
    reader->length = (size_t)count;
    reader->offset += count;
    return STATUS_OK;
}

enum status png_reader_take(struct png_reader *reader, size_t wanted, const unsigned char **bytes,
                            size_t *count, struct error *error)
{
    if (reader->at == reader->length) {
        enum status status = refill(reader, error);
        if (status != STATUS_OK)
            return status;
    }
    size_t there = reader->length - reader->at;
    *count = there < wanted ? there : wanted;
    *bytes = reader->buffer + reader->at;
    reader->at += *count;
    return STATUS_OK;
}

enum status png_reader_read(struct png_reader *reader, unsigned char *to, size_t length,
                            struct error *error)
{
    while (length > 0) {
        const unsigned char *bytes;
        size_t count;
        enum status status = png_reader_take(reader, length, &bytes, &count, error);
        if (status != STATUS_OK)
            return status;
        memcpy(to, bytes, count);
        to += count;
        length -= count;
    }
    return STATUS_OK;
}

uint32_t png_big_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

enum status png_chunk_begin(struct png_reader *reader, struct png_chunk *chunk, struct error *error)
{
    unsigned char head[HEAD_SIZE];
    enum status status = png_reader_read(reader, head, sizeof head, error);

    if (status != STATUS_OK)
        return status;
    chunk->length = png_big_endian(head);
    memcpy(chunk->name, head + 4, 4);
    chunk->name[4] = '\0';
    chunk->checksum = (uint32_t)crc32(0, head + 4, 4);
    for (size_t i = 0; i < 4; i++)
        if (!((head[4 + i] | 0x20) >= 'a' && (head[4 + i] | 0x20) <= 'z'))
            return error_set(error, STATUS_BAD_INPUT, "broken PNG: invalid chunk name");
    if (chunk->length > 0x7fffffff)
        return error_set(error, STATUS_BAD_INPUT, "broken PNG: chunk %s has an invalid length",
                         chunk->name);
    return STATUS_OK;
}

enum status png_chunk_end(struct png_reader *reader, const struct png_chunk *chunk,
                          struct error *error)
{
    unsigned char checksum[CHECKSUM_SIZE];
    enum status status = png_reader_read(reader, checksum, sizeof checksum, error);

    if (status == STATUS_OK && png_big_endian(checksum) != chunk->checksum)
        return error_set(error, STATUS_BAD_INPUT, "broken PNG: chunk %s has a wrong checksum",
                         chunk->name);
    return status;
}

enum status png_chunk_read(struct png_reader *reader, struct png_chunk *chunk, struct text *kept,
                           struct error *error)
{
    bool keep = kept != NULL && chunk->length <= MOST_TEXT;

    for (size_t left = chunk->length; left > 0;) {
        const unsigned char *bytes;
        size_t count;
        enum status status = png_reader_take(reader, left, &bytes, &count, error);
        if (status != STATUS_OK)
            return status;
        chunk->checksum = (uint32_t)crc32(chunk->checksum, bytes, (uInt)count);
        if (chunk->digest != NULL)
            digest_add(chunk->digest, bytes, count);
        if (keep)
            text_append_bytes(kept, bytes, count);
        left -= count;
    }
    return keep ? text_check(kept, error) : STATUS_OK;
}

enum status png_chunk_skip(struct png_reader *reader, const struct png_chunk *chunk,
                           struct error *error)
{
    unsigned char checksum[CHECKSUM_SIZE];
    size_t there = reader->length - reader->at;

    if (chunk->length <= there) {
        reader->at += chunk->length;
    } else {
        reader->offset += (off_t)(chunk->length - there);
        reader->at = reader->length;
    }
    return png_reader_read(reader, checksum, sizeof checksum, error);
}

bool png_chunk_is(const struct png_chunk *chunk, const char *name)
{
    return memcmp(chunk->name, name, 4) == 0;
}
