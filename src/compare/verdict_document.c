/* Verdicts on documents and snippets: except for the sentence that names the programs that made
 * them, and for embedded images, they must be the same. */
#include <stdlib.h>
#include <string.h>

#include <nettle/base64.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "compare/pair_file.h"
#include "compare/sources.h"
#include "compare/verdict.h"

/* A larger document is not read. Our own have a few megabytes with many figures. */
#define MOST_BYTES ((size_t)16 << 20)

/* Replaces the credit in the compared text. It does not occur in our documents. */
#define CREDIT_MARK '\001'

/* The beginning of a data: URI in an attribute. */
#define DATA_BEGIN "=\"data:"
#define DATA_ENCODING ";base64,"
#define ALPHABET "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="

static bool is_document_of(const struct provenance_manifest *manifest, const char *name)
{
    const char *kind = provenance_string(provenance_file(manifest, name), MANIFEST_FILE_KIND);

    return strcmp(kind, ARTIFACT_KIND_DOCUMENT) == 0 || strcmp(kind, ARTIFACT_KIND_SNIPPET) == 0;
}

bool verdict_is_document(const struct verdict_input *input, const struct comparison_file *file)
{
    const struct verdict_run *run = verdict_run_of(input, file);

    return run != NULL && file->kind == FILE_KIND_OTHER &&
           is_document_of(&run->manifests[0], file->name + run->length) &&
           is_document_of(&run->manifests[1], file->name + run->length);
}

/* ---- One side, with marks in place of what may differ ---------------------------------------- */

struct document_side {
    const struct verdict_input *input;
    struct verdict_run *run; /* that the document belongs to */
    const struct comparison_file *file;
    size_t side;
    struct text bytes, credit;
    struct text rest;    /* what has to be the same on both sides */
    size_t credits;      /* how many marks are in it */
    const char *trouble; /* why it cannot be compared in this way; NULL: it can */
};

/* Whether it is an image of the document's run whose differences pass. */
static bool is_passing_image(const struct document_side *document,
                             const struct comparison_file *file)
{
    return (file->kind == FILE_KIND_PNG || file->kind == FILE_KIND_IMAGE) && file->passes &&
           file->sides[0].there && file->sides[1].there &&
           verdict_run_of(document->input, file) == document->run;
}

/* Orders by digests, then by files. */
static int compare_images(const void *a, const void *b)
{
    const struct verdict_image *x = a, *y = b;
    int order = strcmp(x->digest, y->digest);

    return order != 0 ? order : (x->file > y->file) - (x->file < y->file);
}

static enum status add_image(const struct document_side *document,
                             const struct comparison_file *file, struct error *error)
{
    struct verdict_images *images = &document->run->images[document->side];
    struct verdict_image *image = &images->list[images->count];

    image->file = file;
    images->count++;
    return sources_own_digest(document->input, file, document->side, image->digest, error);
}

/* Lists the images of the run, once for all of its documents. Names are sorted, so those of a
 * directory are contiguous. */
static enum status list_images(const struct document_side *document, struct error *error)
{
    const struct comparison *comparison = document->input->comparison;
    const char *own = document->file->name;
    size_t length = document->run->length;
    const struct comparison_file *begin = document->file, *end = document->file,
                                 *last = comparison->files + comparison->count;
    struct verdict_images *images = &document->run->images[document->side];
    enum status status = STATUS_OK;

    while (begin > comparison->files && strncmp(begin[-1].name, own, length) == 0)
        begin--;
    while (end < last && strncmp(end->name, own, length) == 0)
        end++;
    images->list = calloc((size_t)(end - begin) + 1, sizeof *images->list);
    if (images->list == NULL)
        return error_out_of_memory(error);
    for (; begin < end && status == STATUS_OK; begin++)
        if (is_passing_image(document, begin))
            status = add_image(document, begin, error);
    qsort(images->list, images->count, sizeof *images->list, compare_images);
    return status;
}

/* The first image with this digest, or NULL. */
static enum status find_image(const struct document_side *document, const char *wanted,
                              const struct comparison_file **found, struct error *error)
{
    const struct verdict_images *images = &document->run->images[document->side];
    size_t low = 0;

    *found = NULL;
    if (!document->input->directories)
        return STATUS_OK;
    enum status status = images->list == NULL ? list_images(document, error) : STATUS_OK;
    if (status != STATUS_OK || images->list == NULL)
        return status;
    for (size_t high = images->count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(images->list[middle].digest, wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < images->count && strcmp(images->list[low].digest, wanted) == 0)
        *found = images->list[low].file;
    return STATUS_OK;
}

/* Decodes this number of characters and computes the digest of the bytes; false if they are not
 * base64. */
static bool decode(const char *encoded, size_t length, char digest[DIGEST_SIZE], bool *failed)
{
    struct base64_decode_ctx context;
    size_t decoded = BASE64_DECODE_LENGTH(length);
    struct text bytes = {0};
    char *to = text_reserve(&bytes, decoded + 1);

    *failed = to == NULL;
    base64_decode_init(&context);
    bool good = to != NULL &&
                base64_decode_update(&context, &decoded, (uint8_t *)to, length, encoded) == 1 &&
                base64_decode_final(&context) == 1;
    if (good)
        digest_bytes(to, decoded, digest);
    text_free(&bytes);
    return good;
}

/* Replaces the image data at `at` by the name of the image, and advances past the data. */
static enum status replace_data(struct document_side *document, const char **at,
                                struct error *error)
{
    char digest[DIGEST_SIZE] = "";
    const struct comparison_file *image = NULL;
    size_t length = strspn(*at, ALPHABET);
    bool failed = false;
    enum status status = STATUS_OK;

    bool good = decode(*at, length, digest, &failed);
    if (failed)
        return error_out_of_memory(error);
    if (good)
        status = find_image(document, digest, &image, error);
    if (image == NULL)
        document->trouble = "an embedded image is not one of the passing images of the run";
    else
        text_append(&document->rest, image->name + document->run->length);
    *at += length;
    return status;
}

/* The end of the beginning of a data: URI with base64 here; NULL if it is something else. */
static const char *data_begin(const char *at)
{
    if (strncmp(at, DATA_BEGIN, strlen(DATA_BEGIN)) != 0)
        return NULL;
    at += strlen(DATA_BEGIN);
    at += strcspn(at, "\";");
    return strncmp(at, DATA_ENCODING, strlen(DATA_ENCODING)) == 0 ? at + strlen(DATA_ENCODING)
                                                                  : NULL;
}

static enum status replace_all_data(struct document_side *document, struct error *error)
{
    const char *from = text_string(&document->bytes);
    enum status status = STATUS_OK;

    for (const char *at = from; (at = strstr(at, DATA_BEGIN)) != NULL && status == STATUS_OK;) {
        const char *encoded = data_begin(at++);
        if (encoded == NULL)
            continue;
        text_append_bytes(&document->rest, from, (size_t)(encoded - from));
        status = replace_data(document, &encoded, error);
        from = at = encoded;
    }
    text_append(&document->rest, from);
    return status == STATUS_OK ? text_check(&document->rest, error) : status;
}

/* Images are replaced first: they contain no credit. */
static void replace_credit(struct document_side *document)
{
    struct text *rest = &document->rest;
    const char *credit = text_string(&document->credit);
    char *at = *credit == '\0' ? NULL : strstr(rest->data, credit);

    if (at == NULL)
        return;
    *at = CREDIT_MARK;
    memmove(at + 1, at + document->credit.length,
            (size_t)(rest->data + rest->length + 1 - (at + document->credit.length)));
    rest->length -= document->credit.length - 1;
    document->credits = 1;
}

static enum status read_side(struct document_side *document, const struct pair *pair,
                             struct error *error)
{
    enum status status = pair_file_read(pair, document->side, MOST_BYTES,
                                        document->input->interrupt_fd, &document->bytes, error);

    if (status != STATUS_OK)
        return status;
    if (!provenance_credit(&document->run->manifests[document->side], &document->credit))
        document->trouble = "the manifest names the renderer in an unknown form";
    else if (memchr(text_string(&document->bytes), CREDIT_MARK, document->bytes.length) != NULL ||
             memchr(text_string(&document->bytes), '\0', document->bytes.length) != NULL)
        document->trouble = "contains control characters";
    if (document->trouble != NULL)
        return text_check(&document->credit, error);
    status = replace_all_data(document, error);
    if (status == STATUS_OK)
        replace_credit(document);
    return status;
}

/* ---- Both ------------------------------------------------------------------------------------ */

static bool is_same_rest(const struct document_side sides[2])
{
    const struct text *a = &sides[0].rest, *b = &sides[1].rest;

    return sides[0].credits == sides[1].credits && a->length == b->length &&
           memcmp(text_string(a), text_string(b), a->length) == 0;
}

/* Whether the manifests record different WebAssembly modules, which the page contains. */
static bool explain_module(const struct verdict_input *input, struct comparison_file *file)
{
    const struct verdict_run *run = verdict_run_of(input, file);
    const char *modules[2];

    for (size_t i = 0; i < 2; i++) {
        struct json_value entry =
            provenance_file(&run->manifests[i], verdict_name_in_run(input, file, i));
        modules[i] = provenance_string(entry, MANIFEST_FILE_MODULE);
    }
    if (strcmp(modules[0], modules[1]) == 0)
        return false;
    comparison_add_first_reason(file, "another WebAssembly module: %.12s -> %.12s", modules[0],
                                modules[1]);
    return true;
}

static void set_document(const struct verdict_input *input, struct comparison_file *file,
                         const struct document_side sides[2], bool differs)
{
    const char *trouble = sides[0].trouble != NULL ? sides[0].trouble : sides[1].trouble;

    if (trouble == NULL && !differs && is_same_rest(sides)) {
        comparison_drop_reasons(file); /* the differing line is the permitted one */
        verdict_set(input, file, VERDICT_RENDERING);
        verdict_explain_renderers(input, file);
        return;
    }
    verdict_set(input, file, VERDICT_CHANGED);
    if (trouble != NULL)
        comparison_add_reason(file, "%s: %s", comparison_sides[sides[0].trouble == NULL], trouble);
}

enum status verdict_of_document(const struct verdict_input *input,
                                struct pair_difference *difference, struct error *error)
{
    struct comparison_file *file = difference->file;
    struct verdict_run *run = verdict_run_of(input, file);
    struct document_side sides[2] = {{.input = input, .run = run, .file = file, .side = 0},
                                     {.input = input, .run = run, .file = file, .side = 1}};
    bool other_parameters = false;
    bool other_module = explain_module(input, file);
    enum status status = verdict_explain_parameters(
        input, file, json_value_member(run->manifests[0].root, MANIFEST_PARAMETERS),
        json_value_member(run->manifests[1].root, MANIFEST_PARAMETERS), &other_parameters, error);

    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        if (file->sides[i].size <= MOST_BYTES)
            status = read_side(&sides[i], difference->pair, error);
        else
            sides[i].trouble = "too large for a document";
    if (status == STATUS_OK)
        set_document(input, file, sides, other_parameters || other_module);
    for (size_t i = 0; i < 2; i++) {
        text_free(&sides[i].bytes);
        text_free(&sides[i].credit);
        text_free(&sides[i].rest);
    }
    return verdict_unless_unreadable(input, file, status, error);
}
