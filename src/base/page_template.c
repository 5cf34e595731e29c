#include "base/page_template.h"

#include <stdio.h>
#include <string.h>

#include "base/base64.h"
#include "base/builtin.h"
#include "base/digest.h"

void page_template_json(struct text *out, const struct text *json)
{
    for (const char *c = text_string(json); *c != '\0';) {
        size_t plain = strcspn(c, "<");
        text_append_bytes(out, c, plain);
        c += plain;
        if (*c == '<') {
            text_append(out, "\\u003c");
            c++;
        }
    }
    out->failed = out->failed || json->failed;
}

/* A page that names a file which does not exist is an error in the build: the tests fill all. */
static enum status append_builtin(struct text *out, const char *name, struct error *error)
{
    const struct builtin *file = builtin_find(name);

    if (file == NULL)
        return error_set(error, STATUS_FAILED, "no built-in file '%s'", name);
    text_append_bytes(out, file->bytes, file->length);
    return STATUS_OK;
}

/* The value of one hexadecimal digit. */
static unsigned digit(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

static enum status append_hash(struct text *out, const char *name, struct error *error)
{
    char hexadecimal[DIGEST_SIZE];
    unsigned char bytes[DIGEST_SIZE / 2];
    struct text element = {0}; /* the text between the tags */

    text_append(&element, "\n");
    enum status status = append_builtin(&element, name, error);
    digest_bytes(text_string(&element), element.length, hexadecimal);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(digit(hexadecimal[2 * i]) << 4 | digit(hexadecimal[2 * i + 1]));
    text_append(out, "'sha256-");
    base64_append(out, bytes, sizeof bytes);
    text_append(out, "'");
    out->failed = out->failed || element.failed;
    text_free(&element);
    return status;
}

static const struct page_value *find_value(const struct page_value values[], size_t count,
                                           const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(values[i].name, name) == 0)
            return &values[i];
    return NULL;
}

static enum status append_mark(struct text *out, const char *mark, size_t length,
                               const struct page_value values[], size_t count, struct error *error)
{
    char name[64];

    snprintf(name, sizeof name, "%.*s", (int)length, mark);
    const struct page_value *value = find_value(values, count, name);
    if (value == NULL)
        return strncmp(name, "hash ", 5) == 0 ? append_hash(out, name + 5, error)
                                              : append_builtin(out, name, error);
    text_append_bytes(out, text_string(value->text), value->text->length);
    out->failed = out->failed || value->text->failed;
    return STATUS_OK;
}

enum status page_template_fill(const char *page, const struct page_value values[], size_t count,
                               struct text *out, struct error *error)
{
    struct text template = {0}; /* terminated by a NUL */

    enum status status = append_builtin(&template, page, error);
    const char *at = text_string(&template);
    for (const char *mark; status == STATUS_OK && (mark = strstr(at, "{{")) != NULL;) {
        const char *end = strstr(mark, "}}");
        text_append_bytes(out, at, (size_t)(mark - at));
        status = append_mark(out, mark + 2, (size_t)(end - mark - 2), values, count, error);
        at = end + 2;
    }
    text_append(out, at);
    if (status == STATUS_OK)
        status = text_check(&template, error);
    text_free(&template);
    return status == STATUS_OK ? text_check(out, error) : status;
}
