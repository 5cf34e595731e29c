/* A comparison as index.html: a single page that contains everything except large images. */
#include "compare/reports.h"

#include <nettle/base64.h>
#include <stdio.h>
#include <string.h>

#include "base/builtin.h"
#include "base/digest.h"

/* JSON inside an element: no text in it must look like the end of the element. */
static void append_json(struct text *out, const struct text *json)
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
}

static void append_builtin(struct text *out, const char *name)
{
    const struct builtin *file = builtin_find(name);

    text_append_bytes(out, file->bytes, file->length);
}

/* The value of one hexadecimal digit. */
static unsigned digit(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* The digest of a style or script for the content security policy: others do not run. */
static void append_hash(struct text *out, const char *name)
{
    const struct builtin *file = builtin_find(name);
    char hexadecimal[DIGEST_SIZE], hash[BASE64_ENCODE_RAW_LENGTH(DIGEST_SIZE / 2)];
    unsigned char bytes[DIGEST_SIZE / 2];
    struct text element = {0}; /* the text between the tags: see compare.html */

    text_append(&element, "\n");
    text_append_bytes(&element, file->bytes, file->length);
    digest_bytes(text_string(&element), element.length, hexadecimal);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(digit(hexadecimal[2 * i]) << 4 | digit(hexadecimal[2 * i + 1]));
    base64_encode_raw(hash, sizeof bytes, bytes);
    text_append(out, "'sha256-");
    text_append_bytes(out, hash, sizeof hash);
    text_append(out, "'");
    out->failed = out->failed || element.failed;
    text_free(&element);
}

/* The replacement of {{NAME}} in compare.html: {{data}} is the comparison, {{hash FILE}} the digest
 * of a file's text, {{FILE}} the text itself. */
static void append_mark(struct text *out, const char *mark, size_t length, const struct text *json)
{
    char name[32];

    snprintf(name, sizeof name, "%.*s", (int)length, mark);
    if (strcmp(name, "data") == 0)
        append_json(out, json);
    else if (strncmp(name, "hash ", 5) == 0)
        append_hash(out, name + 5);
    else
        append_builtin(out, name);
}

enum status comparison_page(const struct comparison *comparison, struct text *out,
                            struct error *error)
{
    struct text page = {0}, json = {0};
    enum status status = comparison_json_compact(comparison, &json, error);

    append_builtin(&page, "compare.html");
    const char *at = text_string(&page);
    for (const char *mark; (mark = strstr(at, "{{")) != NULL;) {
        const char *end = strstr(mark, "}}");
        text_append_bytes(out, at, (size_t)(mark - at));
        append_mark(out, mark + 2, (size_t)(end - mark - 2), &json);
        at = end + 2;
    }
    text_append(out, at);
    if (status == STATUS_OK)
        status = text_check(&page, error);
    text_free(&page);
    text_free(&json);
    return status == STATUS_OK ? text_check(out, error) : status;
}
