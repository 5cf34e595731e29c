#include "image/png_verify_isal.h"

#include <stdlib.h>

#ifdef HAVE_ISAL

#include <isa-l/igzip_lib.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

#include "image/png_chunks.h"

/* Sizes of the parts of a file: length and name of a chunk, its checksum, IHDR's data. */
#define HEAD_SIZE 8
#define CHECKSUM_SIZE 4
#define HEADER_SIZE 13

#define BACKGROUND_SIZE (HEAD_SIZE + 6 + CHECKSUM_SIZE) /* of a whole bKGD */

/* Signature, IHDR, bKGD and the beginning of the image data. */
#define HELD_SIZE 64

/* Decompressed at once, if that is more than a row. */
#define BLOCK_BYTES ((size_t)1 << 17)

/* The byte before each row: PNG specification, 9.2. */
enum filter { FILTER_NONE, FILTER_SUB, FILTER_UP, FILTER_AVERAGE, FILTER_PAETH };

/* What the next byte belongs to. */
enum part { PART_SIGNATURE, PART_HEAD, PART_DATA, PART_CHECKSUM, PART_NONE };

struct png_verify_isal {
    size_t width, height;
    bool usual; /* the image is one to be verified here */
    unsigned char held[HELD_SIZE];
    size_t held_length;

    enum part part;
    unsigned char bytes[HEAD_SIZE]; /* of the part, except PART_DATA */
    size_t count;                   /* bytes of the part so far */
    char name[5];                   /* of the chunk */
    size_t left;                    /* bytes of its data that have not arrived */
    uint32_t checksum;
    bool header_begun;           /* IHDR, which has been examined */
    bool data_begun, data_ended; /* the latter: by another chunk */

    struct inflate_state inflate;
    unsigned char *block; /* decompressed: the rest of a row, and rows with their filters */
    size_t block_size, block_length;
    size_t pixel, rows;
    unsigned char first[4]; /* the first pixel */
    bool plain;             /* no pixel so far differs from it */

    const char *failure; /* NULL: none */
    bool overrun;        /* bytes after the end */
};

struct png_verify_isal *png_verify_isal_new(size_t width, size_t height)
{
    struct png_verify_isal *check = calloc(1, sizeof *check);

    if (check == NULL)
        return NULL;
    check->width = width;
    check->height = height;
    check->plain = true;
    check->block_size = 4 * width + 1 > BLOCK_BYTES ? 4 * width + 1 : BLOCK_BYTES;
    check->block = malloc(check->block_size);
    if (check->block == NULL) {
        free(check);
        return NULL;
    }
    isal_inflate_init(&check->inflate);
    check->inflate.crc_flag = ISAL_ZLIB;
    return check;
}

void png_verify_isal_free(struct png_verify_isal *check)
{
    if (check == NULL)
        return;
    free(check->block);
    free(check);
}

static size_t row_size(const struct png_verify_isal *check)
{
    return check->width * check->pixel + 1;
}

/* ---- Which images ---------------------------------------------------------------------------- */

enum kind { KIND_USUAL, KIND_OTHER, KIND_UNKNOWN };

/* ISA-L does not look at the size of the window that the data's first byte specifies (RFC 1950,
 * CINFO): it must be large enough for all data that zlib accepts. */
static bool window_is_enough(const struct png_verify_isal *check, unsigned char first)
{
    size_t bits = first >> 4, window = (size_t)1 << (bits + 8);

    return bits == 7 || (bits < 7 && check->height <= window / row_size(check));
}

/* Signature and IHDR as they have to be; sets the size of a pixel. */
static enum kind kind_of_header(struct png_verify_isal *check)
{
    static const unsigned char begin[] = PNG_SIGNATURE "\0\0\0\15IHDR";
    const size_t size = sizeof begin - 1;
    const unsigned char *header = check->held + size;
    size_t count = check->held_length < size ? check->held_length : size;

    if (memcmp(check->held, begin, count) != 0)
        return KIND_OTHER;
    if (check->held_length < size + HEADER_SIZE)
        return KIND_UNKNOWN;
    check->pixel = header[9] == 6 ? 4 : 3;
    return png_big_endian(header) == check->width && png_big_endian(header + 4) == check->height &&
                   header[8] == 8 && (header[9] == 2 || header[9] == 6) && header[10] == 0 &&
                   header[11] == 0 && header[12] == 0
               ? KIND_USUAL
               : KIND_OTHER;
}

/* Of 8 bits, as cairo writes it. */
static bool is_background(const unsigned char *chunk)
{
    const unsigned char *color = chunk + HEAD_SIZE;

    return memcmp(chunk, "\0\0\0\6bKGD", HEAD_SIZE) == 0 && color[0] == 0 && color[2] == 0 &&
           color[4] == 0;
}

/* Known as soon as the first byte of image data has arrived. Before it, there may be bKGD, which
 * does not affect pixels. */
static enum kind kind_of(struct png_verify_isal *check)
{
    enum kind kind = kind_of_header(check);
    size_t at = PNG_SIGNATURE_SIZE + HEAD_SIZE + HEADER_SIZE + CHECKSUM_SIZE;

    if (kind != KIND_USUAL)
        return kind;
    if (check->held_length < at + BACKGROUND_SIZE)
        return KIND_UNKNOWN;
    if (is_background(check->held + at))
        at += BACKGROUND_SIZE;
    if (check->held_length < at + HEAD_SIZE + 1)
        return KIND_UNKNOWN;
    const unsigned char *head = check->held + at;
    return memcmp(head + 4, "IDAT", 4) == 0 && png_big_endian(head) > 0 &&
                   window_is_enough(check, head[HEAD_SIZE])
               ? KIND_USUAL
               : KIND_OTHER;
}

/* ---- Image data ------------------------------------------------------------------------------ */

/* Whether all pixels of a filtered row are `first`, if all above are. Then all filtered pixels but
 * the leftmost are the same, too. */
static bool is_plain(const struct png_verify_isal *check, const unsigned char *row)
{
    size_t pixel = check->pixel, length = check->width * pixel;
    enum filter filter = row[0];

    row++;
    for (size_t c = 0; c < pixel; c++) {
        unsigned first = check->first[c], above = check->rows == 0 ? 0 : first;
        unsigned predicted[] = {0, 0, above, above / 2, above};
        unsigned predicted_inside[] = {0, first, above, (first + above) / 2, first};
        if (row[c] != ((first - predicted[filter]) & 0xff) ||
            (check->width > 1 && row[pixel + c] != ((first - predicted_inside[filter]) & 0xff)))
            return false;
    }
    return check->width <= 2 || memcmp(row + pixel, row + 2 * pixel, length - 2 * pixel) == 0;
}

static void take_row(struct png_verify_isal *check, const unsigned char *row)
{
    if (row[0] > FILTER_PAETH)
        check->failure = "invalid row filter";
    else if (check->rows == check->height)
        check->failure = "more image data than rows";
    if (check->failure != NULL)
        return;
    if (check->rows == 0)
        memcpy(check->first, row + 1, check->pixel); /* no filter changes it */
    check->plain = check->plain && is_plain(check, row);
    check->rows++;
}

static void take_rows(struct png_verify_isal *check)
{
    size_t size = row_size(check), at = 0;

    for (; check->failure == NULL && check->block_length - at >= size; at += size)
        take_row(check, check->block + at);
    check->block_length -= at;
    memmove(check->block, check->block + at, check->block_length);
}

static bool has_ended(const struct png_verify_isal *check)
{
    return check->inflate.block_state == ISAL_BLOCK_FINISH;
}

/* ISA-L verifies the checksum at the end of the data, and reads some bytes ahead, which it then
 * holds as bits. */
static void take_data(struct png_verify_isal *check, const unsigned char *bytes, size_t length)
{
    check->inflate.next_in = (uint8_t *)bytes; /* which it only reads */
    check->inflate.avail_in = (uint32_t)length;
    do {
        check->inflate.next_out = check->block + check->block_length;
        check->inflate.avail_out = (uint32_t)(check->block_size - check->block_length);
        if (!has_ended(check) && isal_inflate(&check->inflate) != ISAL_DECOMP_OK)
            check->failure = "damaged image data";
        check->block_length = check->block_size - check->inflate.avail_out;
        if (check->failure == NULL)
            take_rows(check);
    } while (check->failure == NULL && check->inflate.avail_out == 0);
    if (check->failure == NULL && has_ended(check) &&
        (check->inflate.avail_in > 0 || check->inflate.read_in_length >= 8))
        check->failure = "extra data after the image data";
}

/* ---- Chunks ---------------------------------------------------------------------------------- */

static bool is_data(const struct png_verify_isal *check)
{
    return memcmp(check->name, "IDAT", 4) == 0;
}

static bool is_end(const struct png_verify_isal *check)
{
    return memcmp(check->name, "IEND", 4) == 0;
}

/* Decoders must refuse an image with a chunk that they do not know and that is not optional. tRNS
 * is misplaced here. */
static bool is_known(const struct png_verify_isal *check)
{
    bool optional = (check->name[0] & 0x20) != 0 && memcmp(check->name, "tRNS", 4) != 0;

    for (size_t i = 0; i < 4; i++)
        if ((check->name[i] | 0x20) < 'a' || (check->name[i] | 0x20) > 'z')
            return false;
    return optional || is_data(check) || is_end(check) || !check->header_begun;
}

static void begin_chunk(struct png_verify_isal *check)
{

    check->left = png_big_endian(check->bytes);
    memcpy(check->name, check->bytes + 4, 4);
    check->checksum = (uint32_t)crc32(0, check->bytes + 4, 4);
    if (!is_known(check))
        check->failure = "unknown or misplaced chunk";
    else if (check->left > 0x7fffffff || (is_end(check) && check->left > 0))
        check->failure = "a chunk has an invalid length";
    else if (is_data(check) && check->data_ended)
        check->failure = "IDAT chunks not consecutive";
    check->header_begun = true;
    check->data_begun = check->data_begun || is_data(check);
    check->data_ended = check->data_begun && !is_data(check);
    check->part = check->left > 0 ? PART_DATA : PART_CHECKSUM;
}

static void end_chunk(struct png_verify_isal *check)
{
    check->part = is_end(check) ? PART_NONE : PART_HEAD;
    if (png_big_endian(check->bytes) != check->checksum)
        check->failure = "a chunk has a wrong checksum";
    else if (is_end(check) &&
             (!has_ended(check) || check->rows < check->height || check->block_length > 0))
        check->failure = "the image data do not have the size of the image";
}

static size_t part_size(enum part part)
{
    return part == PART_CHECKSUM ? CHECKSUM_SIZE : HEAD_SIZE;
}

/* A part of fixed size is complete. */
static void end_part(struct png_verify_isal *check)
{
    check->count = 0;
    if (check->part == PART_SIGNATURE)
        check->part = PART_HEAD;
    else if (check->part == PART_HEAD)
        begin_chunk(check);
    else
        end_chunk(check);
}

/* As many of the bytes as belong to the part. */
static size_t take_part(struct png_verify_isal *check, const unsigned char *bytes, size_t length)
{
    size_t wanted = check->part == PART_DATA ? check->left : part_size(check->part) - check->count;
    size_t count = length < wanted ? length : wanted;

    if (check->part != PART_DATA) {
        memcpy(check->bytes + check->count, bytes, count);
        check->count += count;
        if (count == wanted)
            end_part(check);
        return count;
    }
    check->checksum = (uint32_t)crc32(check->checksum, bytes, (uInt)count);
    if (is_data(check))
        take_data(check, bytes, count);
    check->left -= count;
    if (check->left == 0)
        check->part = PART_CHECKSUM;
    return count;
}

static void take(struct png_verify_isal *check, const unsigned char *bytes, size_t length)
{
    size_t at = 0;

    while (at < length && check->failure == NULL && check->part != PART_NONE)
        at += take_part(check, bytes + at, length - at);
    check->overrun = check->overrun || (check->failure == NULL && at < length);
}

bool png_verify_isal_feed(struct png_verify_isal *check, const unsigned char *bytes, size_t length,
                          const unsigned char **held, size_t *held_length)
{
    if (check->usual) {
        take(check, bytes, length);
        return true;
    }
    size_t before = check->held_length, space = HELD_SIZE - before;
    size_t count = length < space ? length : space;
    memcpy(check->held + before, bytes, count);
    check->held_length += count;
    enum kind kind = kind_of(check);
    if (kind == KIND_OTHER) {
        *held = check->held;
        *held_length = before;
        return false;
    }
    if (kind == KIND_UNKNOWN)
        return true;
    check->usual = true;
    take(check, check->held, before);
    take(check, bytes, length);
    return true;
}

enum status png_verify_isal_end(const struct png_verify_isal *check, struct error *error)
{
    if (check->failure != NULL)
        return error_set(error, STATUS_FAILED, "broken PNG: %s", check->failure);
    if (check->part != PART_NONE)
        return error_set(error, STATUS_FAILED, "broken PNG: truncated");
    if (check->overrun)
        return error_set(error, STATUS_FAILED, "broken PNG: extra data after its end");
    if (check->plain)
        return error_set(error, STATUS_FAILED, "the image is blank");
    return STATUS_OK;
}

#else /* without ISA-L, all images are others */

struct png_verify_isal {
    char none;
};

struct png_verify_isal *png_verify_isal_new(size_t width, size_t height)
{
    (void)width;
    (void)height;
    return calloc(1, sizeof(struct png_verify_isal));
}

void png_verify_isal_free(struct png_verify_isal *check)
{
    free(check);
}

bool png_verify_isal_feed(struct png_verify_isal *check, const unsigned char *bytes, size_t length,
                          const unsigned char **held, size_t *held_length)
{
    (void)check;
    (void)bytes;
    (void)length;
    *held = NULL;
    *held_length = 0;
    return false;
}

enum status png_verify_isal_end(const struct png_verify_isal *check, struct error *error)
{
    (void)check;
    return error_set(error, STATUS_FAILED, "broken PNG: truncated");
}

#endif
