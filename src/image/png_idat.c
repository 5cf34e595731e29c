#include "image/png_idat.h"

#include <string.h>
#include <zlib.h>

enum status png_idat_begin(struct png_idat *data, int file, int interrupt_fd, struct error *error)
{
    unsigned char signature[PNG_SIGNATURE_SIZE];

    data->reader.file = file;
    data->reader.interrupt_fd = interrupt_fd;
    data->reader.offset = 0;
    data->reader.at = data->reader.length = data->left = 0;
    memset(&data->chunk, 0, sizeof data->chunk);
    return png_reader_read(&data->reader, signature, sizeof signature, error);
}

/* Ends the chunk that was read, and goes to the next one that has image data. */
static enum status next_data_chunk(struct png_idat *data, struct error *error)
{
    enum status status = STATUS_OK;

    while (status == STATUS_OK && data->left == 0) {
        if (data->chunk.name[0] != '\0')
            status = png_chunk_end(&data->reader, &data->chunk, error);
        if (status == STATUS_OK)
            status = png_chunk_begin(&data->reader, &data->chunk, error);
        if (status == STATUS_OK && png_chunk_is(&data->chunk, "IDAT"))
            data->left = data->chunk.length;
        else if (status == STATUS_OK)
            status = png_chunk_read(&data->reader, &data->chunk, NULL, error);
    }
    return status;
}

enum status png_idat_take(struct png_idat *data, size_t wanted, const unsigned char **bytes,
                          size_t *count, struct error *error)
{
    enum status status = next_data_chunk(data, error);

    if (status == STATUS_OK)
        status = png_reader_take(&data->reader, data->left < wanted ? data->left : wanted, bytes,
                                 count, error);
    if (status != STATUS_OK)
        return status;
    data->left -= *count;
    data->chunk.checksum = (uint32_t)crc32(data->chunk.checksum, *bytes, (uInt)*count);
    return STATUS_OK;
}

enum status png_idat_end(struct png_idat *data, struct error *error)
{
    return data->left > 0 ? STATUS_OK : png_chunk_end(&data->reader, &data->chunk, error);
}

static enum status compare_data(struct png_idat *a, struct png_idat *b, uint64_t length, bool *same,
                                struct error *error)
{
    enum status status = STATUS_OK;

    while (status == STATUS_OK && *same && length > 0) {
        const unsigned char *bytes_a, *bytes_b;
        size_t count_a = 0, count_b = 0;
        status =
            png_idat_take(a, length < 65536 ? (size_t)length : 65536, &bytes_a, &count_a, error);
        for (size_t done = 0; status == STATUS_OK && *same && done < count_a; done += count_b) {
            status = png_idat_take(b, count_a - done, &bytes_b, &count_b, error);
            *same = status == STATUS_OK && memcmp(bytes_a + done, bytes_b, count_b) == 0;
        }
        length -= count_a;
    }
    if (status == STATUS_OK && *same)
        status = png_idat_end(a, error);
    if (status == STATUS_OK && *same)
        status = png_idat_end(b, error);
    return status;
}

static bool same_text(const struct text *a, const struct text *b)
{
    return a->length == b->length && memcmp(text_string(a), text_string(b), a->length) == 0;
}

enum status png_idat_same(const struct png_input images[2], int interrupt_fd, bool *same,
                          struct error *error)
{
    const struct png_info *a = images[0].info, *b = images[1].info;
    struct png_idat data_a, data_b;

    *same = memcmp(a->header, b->header, sizeof a->header) == 0 &&
            same_text(&a->palette, &b->palette) && same_text(&a->transparency, &b->transparency) &&
            a->data_length == b->data_length;
    if (!*same)
        return STATUS_OK;
    enum status status = png_idat_begin(&data_a, images[0].file, interrupt_fd, error);
    if (status == STATUS_OK)
        status = png_idat_begin(&data_b, images[1].file, interrupt_fd, error);
    if (status == STATUS_OK)
        status = compare_data(&data_a, &data_b, a->data_length, same, error);
    return status;
}
