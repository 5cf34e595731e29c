#include "image/pdf_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"
#include "base/text.h"
#include "image/pdf_library.h"
#include "image/pdf_limits.h"

/* Keys of a dictionary that cairo writes are fewer. */
#define MOST_KEYS 512

struct walk {
    const struct qpdf *qpdf;
    qpdf_data data;
    struct pdf_values *values;
    struct text path;
    int pages; /* the object that is the catalog's /Pages; 0: it is none of its own */
    int interrupt_fd;
    const void *bytes; /* of the PDF */
    size_t length;
    struct error *error;
    enum status status;
};

void pdf_values_free(struct pdf_values *values)
{
    for (size_t i = 0; i < values->count; i++) {
        free(values->list[i].path);
        free(values->list[i].value);
    }
    free(values->list);
    *values = (struct pdf_values){0};
}

static bool goes_on(const struct walk *walk)
{
    return walk->status == STATUS_OK && walk->values->refusal[0] == '\0';
}

static void refuse(struct walk *walk, const char *why)
{
    snprintf(walk->values->refusal, sizeof walk->values->refusal, "%s", why);
}

/* libqpdf tells of a lack of memory by the name of C++'s exception. */
static void fail(struct walk *walk)
{
    const struct qpdf *qpdf = walk->qpdf;
    qpdf_error first = qpdf->qpdf_has_error(walk->data) ? qpdf->qpdf_get_error(walk->data)
                                                        : qpdf->qpdf_next_warning(walk->data);
    const char *detail = first == NULL ? "unknown error in libqpdf"
                                       : qpdf->qpdf_get_error_message_detail(walk->data, first);

    if (strstr(detail, "bad_alloc") != NULL)
        walk->status = error_out_of_memory(walk->error);
    else
        walk->status = error_set(walk->error, STATUS_BAD_INPUT, "broken PDF: %s", detail);
}

static bool is_sound(struct walk *walk)
{
    if (!walk->qpdf->qpdf_has_error(walk->data) && !walk->qpdf->qpdf_more_warnings(walk->data))
        return true;
    fail(walk);
    return false;
}

/* ---- The list -------------------------------------------------------------------------------- */

static bool reserve(struct pdf_values *values)
{
    if (values->count < values->capacity)
        return true;
    size_t capacity = 2 * values->capacity + 64;
    struct pdf_value *list = realloc(values->list, capacity * sizeof *list);
    if (list == NULL)
        return false;
    values->list = list;
    values->capacity = capacity;
    return true;
}

static void add(struct walk *walk, const void *bytes, size_t length)
{
    if (walk->values->count == PDF_MAX_VALUES) {
        refuse(walk, "it has too many objects");
        return;
    }
    char *path = walk->path.failed ? NULL : strdup(text_string(&walk->path));
    char *value = malloc(length + 1);
    if (path == NULL || value == NULL || !reserve(walk->values)) {
        free(path);
        free(value);
        walk->status = error_out_of_memory(walk->error);
        return;
    }
    if (length > 0)
        memcpy(value, bytes, length);
    value[length] = '\0';
    walk->values->list[walk->values->count++] =
        (struct pdf_value){.path = path, .value = value, .length = length};
}

static void add_count(struct walk *walk, const char *kind, size_t count)
{
    char text[32];
    int length = snprintf(text, sizeof text, "%s%zu", kind, count);

    add(walk, text, (size_t)length);
}

/* ---- Objects --------------------------------------------------------------------------------- */

static void walk_object(struct walk *walk, qpdf_oh object, int depth);

static void walk_member(struct walk *walk, qpdf_oh member, int depth)
{
    if (is_sound(walk))
        walk_object(walk, member, depth + 1);
    walk->qpdf->qpdf_oh_release(walk->data, member);
}

static void walk_array(struct walk *walk, qpdf_oh array, int depth)
{
    int count = walk->qpdf->qpdf_oh_get_array_n_items(walk->data, array);
    size_t length = walk->path.length;

    add_count(walk, "[", (size_t)count);
    for (int i = 0; i < count && goes_on(walk); i++) {
        text_appendf(&walk->path, "[%d]", i);
        walk_member(walk, walk->qpdf->qpdf_oh_get_array_item(walk->data, array, i), depth);
        walk->path.length = length;
        if (walk->path.data != NULL)
            walk->path.data[length] = '\0';
    }
}

/* A stream's length and filter are libqpdf's matter. */
static bool is_left_out(const char *key, bool is_stream)
{
    return is_stream && (strcmp(key, "/Length") == 0 || strcmp(key, "/Filter") == 0);
}

static void free_keys(char **keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(keys[i]);
}

/* libqpdf can go through one dictionary at a time. */
static size_t copy_keys(struct walk *walk, qpdf_oh dictionary, bool is_stream,
                        char *keys[MOST_KEYS])
{
    size_t count = 0;

    walk->qpdf->qpdf_oh_begin_dict_key_iter(walk->data, dictionary);
    while (goes_on(walk) && walk->qpdf->qpdf_oh_dict_more_keys(walk->data)) {
        const char *key = walk->qpdf->qpdf_oh_dict_next_key(walk->data);
        if (is_left_out(key, is_stream))
            continue;
        if (count == MOST_KEYS) {
            refuse(walk, "a dictionary has too many keys");
            break;
        }
        keys[count] = strdup(key);
        if (keys[count] == NULL)
            walk->status = error_out_of_memory(walk->error);
        else
            count++;
    }
    return count;
}

/* A page leads back to its parent, of which some readers take what the page does not have. */
static void add_parent(struct walk *walk, qpdf_oh parent)
{
    int object = walk->qpdf->qpdf_oh_get_object_id(walk->data, parent);
    const char *value = object != 0 && object == walk->pages ? "pages" : "other";

    add(walk, value, strlen(value));
    walk->qpdf->qpdf_oh_release(walk->data, parent);
}

static void walk_dictionary(struct walk *walk, qpdf_oh dictionary, bool is_stream, int depth)
{
    char **keys = malloc(MOST_KEYS * sizeof *keys);
    size_t length = walk->path.length;

    if (keys == NULL) {
        walk->status = error_out_of_memory(walk->error);
        return;
    }
    bool is_page = length > 0 && walk->path.data[length - 1] == ']';
    size_t count = copy_keys(walk, dictionary, is_stream, keys);
    if (goes_on(walk))
        add_count(walk, "<<", count);
    for (size_t i = 0; i < count && goes_on(walk); i++) {
        qpdf_oh member = walk->qpdf->qpdf_oh_get_key(walk->data, dictionary, keys[i]);
        text_append(&walk->path, keys[i]);
        if (is_page && strcmp(keys[i], "/Parent") == 0)
            add_parent(walk, member);
        else
            walk_member(walk, member, depth);
        walk->path.length = length;
        if (walk->path.data != NULL)
            walk->path.data[length] = '\0';
    }
    free_keys(keys, count);
    free(keys);
}

/* libqpdf does not check the allocation for the copy of a stream: without memory for the largest
 * one, this fails before. */
static void require_memory(struct walk *walk)
{
    void *volatile copy = malloc(PDF_MAX_DECODED); /* volatile: or compilers omit the call */

    if (copy == NULL)
        walk->status = error_out_of_memory(walk->error);
    free(copy);
}

static void walk_stream(struct walk *walk, qpdf_oh stream, int depth)
{
    const struct qpdf *qpdf = walk->qpdf;
    qpdf_oh dictionary = qpdf->qpdf_oh_get_dict(walk->data, stream);
    QPDF_BOOL decoded = QPDF_FALSE;
    unsigned char *bytes = NULL;
    size_t length = 0, end = walk->path.length;

    walk_dictionary(walk, dictionary, true, depth);
    qpdf->qpdf_oh_release(walk->data, dictionary);
    if (goes_on(walk))
        require_memory(walk);
    if (!goes_on(walk))
        return;
    qpdf->qpdf_oh_get_stream_data(walk->data, stream, qpdf_dl_generalized, &decoded, &bytes,
                                  &length);
    text_append(&walk->path, "/Stream");
    walk->values->bytes += length;
    if (is_sound(walk) && !decoded)
        refuse(walk, "a stream cannot be decoded");
    else if (walk->values->bytes > PDF_MAX_DECODED)
        refuse(walk, "its streams are larger than 32 MiB");
    else if (goes_on(walk))
        add(walk, bytes, length);
    free(bytes);
    walk->path.length = end;
    if (walk->path.data != NULL)
        walk->path.data[end] = '\0';
}

static void walk_object(struct walk *walk, qpdf_oh object, int depth)
{
    enum qpdf_object_type_e type = walk->qpdf->qpdf_oh_get_type_code(walk->data, object);

    walk->status = interrupt_check(walk->interrupt_fd, walk->error);
    if (depth == PDF_MAX_DEPTH)
        refuse(walk, "its objects are nested too deeply");
    if (!is_sound(walk) || !goes_on(walk))
        return;
    if (type == ot_dictionary) {
        walk_dictionary(walk, object, false, depth);
    } else if (type == ot_array) {
        walk_array(walk, object, depth);
    } else if (type == ot_stream) {
        walk_stream(walk, object, depth);
    } else {
        const char *text = walk->qpdf->qpdf_oh_unparse_resolved(walk->data, object);
        add(walk, text, strlen(text));
    }
}

/* ---- The document ---------------------------------------------------------------------------- */

static void walk_document(struct walk *walk)
{
    const struct qpdf *qpdf = walk->qpdf;

    qpdf->qpdf_silence_errors(walk->data);
    qpdf->qpdf_set_suppress_warnings(walk->data, QPDF_TRUE);
    qpdf->qpdf_set_attempt_recovery(walk->data, QPDF_FALSE);
    qpdf->qpdf_read_memory(walk->data, "image", walk->bytes, walk->length, NULL);
    if (!is_sound(walk))
        return;
    qpdf_oh root = qpdf->qpdf_get_root(walk->data);
    if (is_sound(walk))
        walk->pages = qpdf->qpdf_oh_get_object_id(
            walk->data, qpdf->qpdf_oh_get_key(walk->data, root, "/Pages"));
    if (is_sound(walk))
        walk_object(walk, root, 0);
    if (goes_on(walk))
        is_sound(walk);
}

static void use_library(void *context)
{
    struct walk *walk = context;

    walk->data = walk->qpdf->qpdf_init();
    walk_document(walk);
    walk->qpdf->qpdf_cleanup(&walk->data);
}

enum status pdf_reader_read(const void *bytes, size_t length, int interrupt_fd,
                            struct pdf_values *values, struct error *error)
{
    struct qpdf qpdf = {0};
    const char *why = NULL;

    *values = (struct pdf_values){0};
    enum status status = pdf_limits_check(bytes, length, interrupt_fd, &why, error);
    if (status == STATUS_OK && why != NULL)
        snprintf(values->refusal, sizeof values->refusal, "%s", why);
    if (status != STATUS_OK || why != NULL)
        return status;
    status = pdf_library_load(&qpdf, error);
    if (status != STATUS_OK)
        return status;
    struct walk walk = {.qpdf = &qpdf,
                        .bytes = bytes,
                        .length = length,
                        .values = values,
                        .interrupt_fd = interrupt_fd,
                        .error = error};
    if (!pdf_library_try(&qpdf, use_library, &walk))
        walk.status = error_out_of_memory(error);
    text_free(&walk.path);
    return walk.status;
}
