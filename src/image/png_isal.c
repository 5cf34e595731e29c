#include "image/png_isal.h"

#ifdef HAVE_ISAL

#include <isa-l/igzip_lib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "image/png_idat.h"

/* Decompressed at once: some rows, so that ISA-L has something to work on. */
#define BLOCK_BYTES ((size_t)1 << 17)

/* Pixels: libpng's own limit, so that memory has one. */
#define MOST_WIDTH 1000000

/* The byte before each row, which says how the row is encoded: PNG specification, 9.2. */
enum filter { FILTER_NONE, FILTER_SUB, FILTER_UP, FILTER_AVERAGE, FILTER_PAETH };

struct png_isal {
    struct png_idat data;
    uint64_t data_left; /* bytes of it that have not been given to ISA-L */
    struct inflate_state inflate;
    size_t row_size, pixel; /* bytes, of a row without its filter */
    unsigned char *block;   /* decompressed rows with their filters */
    size_t block_size, block_length, at;
    const unsigned char *above; /* the row before; at first one of zeros */
    unsigned char *zeros;
};

bool png_isal_can(const struct png_info *png)
{
    return png->depth == 8 && !png->interlaced && png->header[10] == 0 && png->header[11] == 0 &&
           (png->color_type == 6 || (png->color_type == 2 && png->opaque));
}

static enum status begin(struct png_isal *isal, int file, const struct png_info *png,
                         int interrupt_fd, struct error *error)
{
    isal->pixel = png->color_type == 6 ? 4 : 3;
    isal->row_size = png->width * isal->pixel;
    isal->block_size = isal->row_size + 1 > BLOCK_BYTES ? isal->row_size + 1 : BLOCK_BYTES;
    isal->block = malloc(isal->block_size);
    isal->zeros = calloc(1, isal->row_size);
    isal->above = isal->zeros;
    isal->data_left = png->data_length;
    isal_inflate_init(&isal->inflate);
    isal->inflate.crc_flag = ISAL_ZLIB;
    if (isal->block == NULL || isal->zeros == NULL)
        return error_out_of_memory(error);
    return png_idat_begin(&isal->data, file, interrupt_fd, error);
}

void png_isal_close(struct png_isal *isal)
{
    if (isal == NULL)
        return;
    free(isal->block);
    free(isal->zeros);
    free(isal);
}

/* ---- Decompressing --------------------------------------------------------------------------- */

static bool has_ended(const struct png_isal *isal)
{
    return isal->inflate.block_state == ISAL_BLOCK_FINISH;
}

/* More data for ISA-L, if it has read all that it had and there are any. */
static enum status feed(struct png_isal *isal, struct error *error)
{
    const unsigned char *bytes;
    size_t count = 0;

    if (isal->inflate.avail_in > 0 || isal->data_left == 0)
        return STATUS_OK;
    enum status status =
        png_idat_take(&isal->data, isal->data_left < 65536 ? (size_t)isal->data_left : 65536,
                      &bytes, &count, error);
    if (status != STATUS_OK)
        return status;
    isal->data_left -= count;
    isal->inflate.next_in = (uint8_t *)bytes; /* which it only reads */
    isal->inflate.avail_in = (uint32_t)count;
    return STATUS_OK;
}

/* ISA-L does not look at how large the window is that the data's first byte names (RFC 1950,
 * CINFO); zlib does, and gives up where data refer to what is farther away. */
static bool window_is_enough(const struct png_isal *isal, const struct png_info *png)
{
    size_t bits = isal->inflate.avail_in == 0 ? 0 : isal->inflate.next_in[0] >> 4;
    size_t window = (size_t)1 << (bits + 8);

    return bits == 7 || (bits < 7 && png->height <= window / (isal->row_size + 1));
}

enum status png_isal_open(int file, const struct png_info *png, int interrupt_fd,
                          struct png_isal **isal, struct error *error)
{
    *isal = NULL;
    if (png->width > MOST_WIDTH)
        return error_set(error, STATUS_BAD_INPUT, "broken PNG: wider than %d pixels", MOST_WIDTH);
    struct png_isal *made = calloc(1, sizeof *made);
    if (made == NULL)
        return error_out_of_memory(error);
    enum status status = begin(made, file, png, interrupt_fd, error);
    if (status == STATUS_OK)
        status = feed(made, error);
    if (status == STATUS_OK && window_is_enough(made, png))
        *isal = made;
    else
        png_isal_close(made);
    return status;
}

/* Decompresses as much as there is space for, or data for; at least something. */
static enum status decompress(struct png_isal *isal, struct error *error)
{
    enum status status = feed(isal, error);
    uint32_t space = isal->inflate.avail_out, given = isal->inflate.avail_in;

    if (status != STATUS_OK)
        return status;
    if (isal_inflate(&isal->inflate) != ISAL_DECOMP_OK)
        return error_set(error, STATUS_BAD_INPUT, "broken PNG: damaged image data");
    if (isal->inflate.avail_out == space && isal->inflate.avail_in == given && !has_ended(isal))
        return error_set(error, STATUS_BAD_INPUT, "broken PNG: truncated image data");
    return STATUS_OK;
}

/* Until the block is full or the data end. */
static enum status fill_block(struct png_isal *isal, struct error *error)
{
    enum status status = STATUS_OK;

    isal->inflate.next_out = isal->block + isal->block_length;
    isal->inflate.avail_out = (uint32_t)(isal->block_size - isal->block_length);
    while (status == STATUS_OK && isal->inflate.avail_out > 0 && !has_ended(isal))
        status = decompress(isal, error);
    isal->block_length = isal->block_size - isal->inflate.avail_out;
    return status;
}

/* The next row with its filter; what is left of the block moves to its begin. */
static enum status next_filtered(struct png_isal *isal, const unsigned char **filtered,
                                 struct error *error)
{
    size_t wanted = isal->row_size + 1;

    if (isal->block_length - isal->at < wanted) {
        memmove(isal->block, isal->block + isal->at, isal->block_length - isal->at);
        isal->block_length -= isal->at;
        isal->at = 0;
        enum status status = fill_block(isal, error);
        if (status != STATUS_OK)
            return status;
        if (isal->block_length < wanted) {
            error_set(error, STATUS_BAD_INPUT, "broken PNG: truncated image data");
            return STATUS_BAD_INPUT;
        }
    }
    *filtered = isal->block + isal->at;
    isal->at += wanted;
    return STATUS_OK;
}

/* ---- Filters --------------------------------------------------------------------------------- */

/* Eight bytes at once: the high bits are added apart, so that nothing is carried from one byte to
 * the next. */
static void add_above(unsigned char *row, const unsigned char *filtered, const unsigned char *above,
                      size_t length)
{
    const uint64_t low = 0x7f7f7f7f7f7f7f7f;
    size_t i = 0;

    for (; i + 8 <= length; i += 8) {
        uint64_t f, a;
        memcpy(&f, filtered + i, 8);
        memcpy(&a, above + i, 8);
        uint64_t sum = ((f & low) + (a & low)) ^ ((f ^ a) & ~low);
        memcpy(row + i, &sum, 8);
    }
    for (; i < length; i++)
        row[i] = (unsigned char)(filtered[i] + above[i]);
}

static void add_left(unsigned char *row, const unsigned char *filtered, size_t length, size_t pixel)
{
    memcpy(row, filtered, pixel);
    for (size_t i = pixel; i < length; i++)
        row[i] = (unsigned char)(filtered[i] + row[i - pixel]);
}

static void add_average(unsigned char *row, const unsigned char *filtered,
                        const unsigned char *above, size_t length, size_t pixel)
{
    for (size_t i = 0; i < pixel; i++)
        row[i] = (unsigned char)(filtered[i] + above[i] / 2);
    for (size_t i = pixel; i < length; i++)
        row[i] = (unsigned char)(filtered[i] + (row[i - pixel] + above[i]) / 2);
}

/* Of left, above and the one between, the one that is nearest to left + above - between. */
static inline int paeth(int left, int above, int between)
{
    int p = above - between, q = left - between;
    int to_left = abs(p), to_above = abs(q), to_between = abs(p + q);
    int nearer = to_left <= to_above ? left : above;
    int distance = to_left <= to_above ? to_left : to_above;

    return distance <= to_between ? nearer : between;
}

/* Whole pixels of both sizes. */
#define RUN 24

static inline bool is_zero(const unsigned char *bytes)
{
    uint64_t words[RUN / 8];

    memcpy(words, bytes, RUN);
    return (words[0] | words[1] | words[2]) == 0;
}

/* Most of a plot is as predicted, and then the prediction often is simple. Where left and between
 * are the same pixel, it is the one above, and so it goes on; where all above are the same, it is
 * left. Does a run of pixels if it is one of these. */
static inline bool predict_run(unsigned char *row, const unsigned char *filtered,
                               const unsigned char *above, size_t pixel)
{
    if (!is_zero(filtered))
        return false;
    if (memcmp(row - pixel, above - pixel, pixel) == 0) {
        memcpy(row, above, RUN);
        return true;
    }
    if (memcmp(above, above - pixel, RUN) != 0)
        return false;
    for (size_t i = 0; i < RUN; i++)
        row[i] = (row - pixel)[i]; /* i - pixel may be below 0 */
    return true;
}

/* Each channel goes its own way from left to right, so that the processor can go all at once. */
static inline void add_paeth(unsigned char *row, const unsigned char *filtered,
                             const unsigned char *above, size_t length, size_t pixel)
{
    size_t i = 0;

    for (size_t c = 0; c < pixel; c++, i++) /* with nothing to the left */
        row[i] = (unsigned char)(filtered[i] + paeth(0, above[i], 0));
    while (i < length) {
        size_t end = i + RUN < length ? i + RUN : length;
        if (end == i + RUN && predict_run(row + i, filtered + i, above + i, pixel)) {
            i = end;
            continue;
        }
        int left[4] = {0}, between[4] = {0};
        for (size_t c = 0; c < pixel; c++) {
            left[c] = row[i - pixel + c];
            between[c] = above[i - pixel + c];
        }
        for (; i < end; i += pixel)
            for (size_t c = 0; c < pixel; c++) {
                int up = above[i + c];
                left[c] = (filtered[i + c] + paeth(left[c], up, between[c])) & 0xff;
                between[c] = up;
                row[i + c] = (unsigned char)left[c];
            }
    }
}

static enum status unknown_filter(struct error *error)
{
    return error_set(error, STATUS_BAD_INPUT, "broken PNG: invalid row filter");
}

static enum status unfilter(const struct png_isal *isal, unsigned char *row,
                            const unsigned char *filtered, struct error *error)
{
    size_t length = isal->row_size, pixel = isal->pixel;

    switch (*filtered++) {
    case FILTER_NONE:
        memcpy(row, filtered, length);
        return STATUS_OK;
    case FILTER_SUB:
        add_left(row, filtered, length, pixel);
        return STATUS_OK;
    case FILTER_UP:
        add_above(row, filtered, isal->above, length);
        return STATUS_OK;
    case FILTER_AVERAGE:
        add_average(row, filtered, isal->above, length, pixel);
        return STATUS_OK;
    case FILTER_PAETH:
        if (pixel == 3) /* a constant that the compiler can unroll with */
            add_paeth(row, filtered, isal->above, length, 3);
        else
            add_paeth(row, filtered, isal->above, length, 4);
        return STATUS_OK;
    default:
        return unknown_filter(error);
    }
}

/* ---- Rows ------------------------------------------------------------------------------------ */

enum status png_isal_read(struct png_isal *isal, unsigned char *row, struct error *error)
{
    const unsigned char *filtered = NULL;
    enum status status = next_filtered(isal, &filtered, error);

    if (status == STATUS_OK)
        status = unfilter(isal, row, filtered, error);
    isal->above = row;
    return status;
}

enum status png_isal_skip(struct png_isal *isal, struct error *error)
{
    const unsigned char *filtered = NULL;
    enum status status = next_filtered(isal, &filtered, error);

    if (status != STATUS_OK)
        return status;
    return *filtered <= FILTER_PAETH ? STATUS_OK : unknown_filter(error);
}

/* Its own checksum is the last thing that ISA-L reads. */
enum status png_isal_end(struct png_isal *isal, struct error *error)
{
    unsigned char none[1];
    enum status status = STATUS_OK;

    if (isal->at < isal->block_length)
        return error_set(error, STATUS_BAD_INPUT, "broken PNG: more image data than rows");
    isal->inflate.next_out = none;
    isal->inflate.avail_out = sizeof none;
    while (status == STATUS_OK && !has_ended(isal) && isal->inflate.avail_out > 0)
        status = decompress(isal, error);
    if (status != STATUS_OK)
        return status;
    if (isal->inflate.avail_out == 0)
        return error_set(error, STATUS_BAD_INPUT, "broken PNG: more image data than rows");
    /* ISA-L reads some bytes ahead, which it then holds as bits. */
    if (isal->data_left > 0 || isal->inflate.avail_in > 0 || isal->inflate.read_in_length >= 8)
        return error_set(error, STATUS_BAD_INPUT, "broken PNG: extra data after the image data");
    return png_idat_end(&isal->data, error);
}

#else /* without ISA-L nothing is ever opened */

bool png_isal_can(const struct png_info *png)
{
    (void)png;
    return false;
}

enum status png_isal_open(int file, const struct png_info *png, int interrupt_fd,
                          struct png_isal **isal, struct error *error)
{
    (void)file;
    (void)png;
    (void)interrupt_fd;
    (void)isal;
    return error_set(error, STATUS_FAILED, "built without ISA-L");
}

void png_isal_close(struct png_isal *isal)
{
    (void)isal;
}

enum status png_isal_read(struct png_isal *isal, unsigned char *row, struct error *error)
{
    (void)isal;
    (void)row;
    (void)error;
    return STATUS_FAILED;
}

enum status png_isal_skip(struct png_isal *isal, struct error *error)
{
    (void)isal;
    (void)error;
    return STATUS_FAILED;
}

enum status png_isal_end(struct png_isal *isal, struct error *error)
{
    (void)isal;
    (void)error;
    return STATUS_FAILED;
}

#endif
