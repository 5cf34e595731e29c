#include "image/png_info.h"

#include <string.h>

#include "base/artifact_format.h"
#include "image/png_chunks.h"

/* Of the chunks PLTE and tRNS: 256 colors. */
#define MOST_PALETTE 768

/* What the digests of a PNG's metadata are computed with. */
struct metadata {
    bool data_ended; /* there was another chunk behind image data */
    struct digest digests[PNG_METADATA_KINDS];
    bool found[PNG_METADATA_KINDS];
};

static bool is_text(const struct png_chunk *chunk)
{
    return png_chunk_is(chunk, "tEXt") || png_chunk_is(chunk, "iTXt");
}

static enum png_metadata metadata_kind(const struct png_chunk *chunk)
{
    static const struct {
        char name[5];
        enum png_metadata kind;
    } kinds[] = {
        {"tEXt", PNG_METADATA_TEXT},       {"iTXt", PNG_METADATA_TEXT},
        {"zTXt", PNG_METADATA_TEXT},       {"gAMA", PNG_METADATA_COLOR},
        {"cHRM", PNG_METADATA_COLOR},      {"sRGB", PNG_METADATA_COLOR},
        {"iCCP", PNG_METADATA_COLOR},      {"cICP", PNG_METADATA_COLOR},
        {"pHYs", PNG_METADATA_RESOLUTION}, {"tIME", PNG_METADATA_TIME},
        {"acTL", PNG_METADATA_ANIMATION},  {"fcTL", PNG_METADATA_ANIMATION},
        {"fdAT", PNG_METADATA_ANIMATION},  {"eXIf", PNG_METADATA_CAMERA},
        {"sBIT", PNG_METADATA_OTHER},      {"hIST", PNG_METADATA_OTHER},
        {"sPLT", PNG_METADATA_OTHER},      {"pCAL", PNG_METADATA_OTHER},
        {"sCAL", PNG_METADATA_OTHER},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (png_chunk_is(chunk, kinds[i].name))
            return kinds[i].kind;
    return PNG_METADATA_UNKNOWN;
}

static void append_latin1_as_utf8(struct text *out, const char *latin1, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)latin1[i];
        if (c < 0x80) {
            text_append_bytes(out, &latin1[i], 1);
        } else {
            unsigned char two[2] = {(unsigned char)(0xc0 | c >> 6),
                                    (unsigned char)(0x80 | (c & 0x3f))};
            text_append_bytes(out, two, 2);
        }
    }
}

/* Where the text with this keyword is kept; NULL if it is none of ours. */
static struct text *text_for(struct png_info *png, const char *keyword)
{
    if (strcmp(keyword, ARTIFACT_TEXT_SOURCE) == 0)
        return &png->source;
    if (strcmp(keyword, ARTIFACT_TEXT_RENDERER) == 0)
        return &png->renderer;
    return strcmp(keyword, ARTIFACT_TEXT_PARAMETERS) == 0 ? &png->parameters : NULL;
}

/* Keeps the text of a chunk whose keyword is ours. What is not as we write it, and a second text of
 * the same name, is left alone. */
static enum status take_text(struct png_info *png, const struct png_chunk *chunk,
                             const struct text *data, struct error *error)
{
    const char *keyword = text_string(data);
    struct text *to = text_for(png, keyword);
    size_t head = strlen(keyword) + 1;

    if (to == NULL || to->length > 0)
        return STATUS_OK;
    if (png_chunk_is(chunk, "iTXt")) { /* not compressed, no language, no translated keyword */
        if (data->length < head + 4 || memcmp(keyword + head, "\0\0\0", 4) != 0)
            return STATUS_OK;
        head += 4;
    }
    if (head > data->length)
        return STATUS_OK;
    if (png_chunk_is(chunk, "iTXt"))
        text_append_bytes(to, keyword + head, data->length - head);
    else
        append_latin1_as_utf8(to, keyword + head, data->length - head);
    return text_check(to, error);
}

static enum status take_header(struct png_info *png, const struct png_chunk *chunk,
                               const struct text *data, struct error *error)
{
    const unsigned char *bytes = (const unsigned char *)text_string(data);

    if (!png_chunk_is(chunk, "IHDR") || data->length != sizeof png->header)
        return error_set(error, STATUS_BAD_INPUT, "broken PNG: no IHDR chunk at the beginning");
    memcpy(png->header, bytes, sizeof png->header);
    png->width = png_big_endian(bytes);
    png->height = png_big_endian(bytes + 4);
    png->depth = bytes[8];
    png->color_type = bytes[9];
    png->interlaced = bytes[12] != 0;
    png->opaque = (png->color_type & 4) == 0;
    if (png->width == 0 || png->height == 0)
        return error_set(error, STATUS_BAD_INPUT, "broken PNG: no pixels");
    return STATUS_OK;
}

/* Where the data of a palette or of its transparency go; NULL: it is another chunk. */
static struct text *palette_for(struct png_info *png, const struct png_chunk *chunk)
{
    if (png_chunk_is(chunk, "PLTE"))
        return &png->palette;
    return png_chunk_is(chunk, "tRNS") ? &png->transparency : NULL;
}

/* Viewers would not find the colors: each chunk comes once, before the image data, and the palette
 * before its transparency. */
static bool is_misplaced(const struct png_info *png, const struct text *palette)
{
    return palette->length > 0 || png->data_length > 0 ||
           (palette == &png->palette && png->transparency.length > 0);
}

static enum status take_palette(const struct png_info *png, const struct png_chunk *chunk,
                                const struct text *data, struct text *palette, struct error *error)
{
    if (is_misplaced(png, palette))
        return error_set(error, STATUS_BAD_INPUT, "broken PNG: chunk %s is misplaced", chunk->name);
    if (chunk->length > MOST_PALETTE)
        return error_set(error, STATUS_BAD_INPUT, "broken PNG: chunk %s is too long", chunk->name);
    text_append_bytes(palette, text_string(data), data->length);
    return text_check(palette, error);
}

static enum status take_chunk(struct png_info *png, const struct png_chunk *chunk,
                              const struct text *data, struct error *error)
{
    struct text *palette = palette_for(png, chunk);

    if (png->width == 0)
        return take_header(png, chunk, data, error);
    if (palette != NULL) {
        png->opaque = png->opaque && palette != &png->transparency;
        return take_palette(png, chunk, data, palette, error);
    }
    return is_text(chunk) ? take_text(png, chunk, data, error) : STATUS_OK;
}

/* Decoders must refuse an image with a chunk that they do not know and that is not optional. */
static enum status check_known(const struct png_info *png, const struct png_chunk *chunk,
                               struct error *error)
{
    bool optional = (chunk->name[0] & 0x20) != 0;

    if (optional || png->width == 0 || png_chunk_is(chunk, "PLTE") || png_chunk_is(chunk, "IEND"))
        return STATUS_OK;
    return error_set(error, STATUS_BAD_INPUT, "broken PNG: unknown critical chunk %s", chunk->name);
}

/* The digest that the chunk's data goes into; its name and length do already, and whether it is
 * behind palette and image data, where some have no effect. */
static struct digest *begin_metadata(struct metadata *metadata, const struct png_info *png,
                                     const struct png_chunk *chunk)
{
    enum png_metadata kind = metadata_kind(chunk);
    const unsigned char place[2] = {png->palette.length > 0, png->data_length > 0};

    if (!metadata->found[kind])
        digest_begin(&metadata->digests[kind]);
    metadata->found[kind] = true;
    digest_add(&metadata->digests[kind], &chunk->length, sizeof chunk->length);
    digest_add(&metadata->digests[kind], chunk->name, sizeof chunk->name);
    if (kind != PNG_METADATA_TEXT)
        digest_add(&metadata->digests[kind], place, sizeof place);
    return &metadata->digests[kind];
}

/* Viewers show nothing of what follows another chunk behind image data, if these begin with an
 * empty chunk, too. */
static enum status skip_data(struct png_reader *reader, const struct png_chunk *chunk,
                             struct png_info *png, const struct metadata *metadata,
                             struct error *error)
{
    if (metadata->data_ended || png->data_length + chunk->length == 0)
        return error_set(error, STATUS_BAD_INPUT, "broken PNG: IDAT chunks not consecutive");
    png->data_length += chunk->length;
    return png_chunk_skip(reader, chunk, error);
}

static enum status scan_chunk(struct png_reader *reader, struct png_chunk *chunk,
                              struct png_info *png, struct metadata *metadata, struct error *error)
{
    struct text data = {0};
    bool header = png->width == 0, palette = !header && palette_for(png, chunk) != NULL;
    bool wanted = header || palette || is_text(chunk);

    if (png->width != 0 && png_chunk_is(chunk, "IDAT"))
        return skip_data(reader, chunk, png, metadata, error);
    metadata->data_ended = png->data_length > 0;
    enum status status = check_known(png, chunk, error);
    chunk->digest = header || palette || png_chunk_is(chunk, "IEND")
                        ? NULL
                        : begin_metadata(metadata, png, chunk);
    if (status == STATUS_OK)
        status = png_chunk_read(reader, chunk, wanted ? &data : NULL, error);
    if (status == STATUS_OK)
        status = png_chunk_end(reader, chunk, error);
    if (status == STATUS_OK)
        status = take_chunk(png, chunk, &data, error);
    text_free(&data);
    return status;
}

static enum status read_signature(struct png_reader *reader, struct error *error)
{
    const unsigned char *first;
    unsigned char rest[PNG_SIGNATURE_SIZE - 1];
    size_t count = 0;

    enum status status = png_reader_take(reader, 1, &first, &count, error);
    if (status == STATUS_BAD_INPUT)
        return error_set(error, status, "not a PNG: the file is empty");
    if (status != STATUS_OK)
        return status;
    status = *first == (unsigned char)PNG_SIGNATURE[0]
                 ? png_reader_read(reader, rest, sizeof rest, error)
                 : STATUS_OK;
    if (status == STATUS_OK && (*first != (unsigned char)PNG_SIGNATURE[0] ||
                                memcmp(rest, &PNG_SIGNATURE[1], sizeof rest) != 0))
        return error_set(error, STATUS_BAD_INPUT, "not a PNG: wrong signature");
    return status;
}

/* What a text lacks must not pass for what the file lacks. */
static enum status check_texts(const struct png_info *png, struct error *error)
{
    const struct text *const texts[] = {&png->source, &png->renderer, &png->parameters,
                                        &png->palette, &png->transparency};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof texts / sizeof(const struct text *) && status == STATUS_OK; i++)
        status = text_check(texts[i], error);
    return status;
}

enum status png_info_read(int file, int interrupt_fd, struct png_info *png, struct error *error)
{
    struct png_reader reader = {.file = file, .interrupt_fd = interrupt_fd};
    struct png_chunk chunk = {0};
    struct metadata metadata = {.found = {false}};
    enum status status = read_signature(&reader, error);

    do {
        if (status == STATUS_OK)
            status = png_chunk_begin(&reader, &chunk, error);
        if (status == STATUS_OK)
            status = scan_chunk(&reader, &chunk, png, &metadata, error);
    } while (status == STATUS_OK && !png_chunk_is(&chunk, "IEND"));
    for (size_t i = 0; i < PNG_METADATA_KINDS; i++)
        if (metadata.found[i])
            digest_end(&metadata.digests[i], png->metadata[i]);
    if (status == STATUS_OK && png->data_length == 0)
        status = error_set(error, STATUS_BAD_INPUT, "broken PNG: no image data");
    return status == STATUS_OK ? check_texts(png, error) : status;
}

size_t png_info_text_size(const struct png_info *png)
{
    return png->palette.capacity + png->transparency.capacity + png->source.capacity +
           png->renderer.capacity + png->parameters.capacity;
}

void png_info_forget_texts(struct png_info *png)
{
    text_free(&png->source);
    text_free(&png->renderer);
    text_free(&png->parameters);
}

void png_info_free(struct png_info *png)
{
    text_free(&png->palette);
    text_free(&png->transparency);
    text_free(&png->source);
    text_free(&png->renderer);
    text_free(&png->parameters);
    *png = (struct png_info){0};
}
