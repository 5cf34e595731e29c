#define _GNU_SOURCE /* memmem */
#include "image/pdf_limits.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <zlib.h>

#include "base/deadline.h"

/* A dictionary of an object stream is shorter than this. */
#define MOST_DICTIONARY 4096
#define MOST_NAME 32
/* Bytes between two checks whether a signal has come. */
#define BETWEEN_CHECKS ((size_t)1 << 20)

struct scan {
    const char *bytes, *end;
    z_stream inflate;
    size_t tokens, decoded, object_streams, since_check;
    int interrupt_fd;
    struct error *error;
    enum status status;
    const char *why; /* it is refused */
};

static bool is_blank(char c)
{
    return c == '\0' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static bool is_delimiter(char c)
{
    return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

static bool is_regular(char c)
{
    return !is_blank(c) && !is_delimiter(c);
}

/* Behind white space and comments. */
static const char *skip_blank(const struct scan *scan, const char *at)
{
    while (at < scan->end && (is_blank(*at) || *at == '%'))
        if (*at++ == '%')
            while (at < scan->end && *at != '\n' && *at != '\r')
                at++;
    return at;
}

static bool begins_with(const struct scan *scan, const char *at, const char *what)
{
    size_t length = strlen(what);

    return (size_t)(scan->end - at) >= length && memcmp(at, what, length) == 0;
}

static int hexadecimal(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The name behind the slash at *at, without its escapes; cut where it is long. */
static void read_name(const struct scan *scan, const char **at, char name[MOST_NAME])
{
    size_t length = 0;

    for (++*at; *at < scan->end && is_regular(**at); ++*at) {
        char c = **at;
        if (c == '#' && scan->end - *at > 2 && hexadecimal((*at)[1]) >= 0 &&
            hexadecimal((*at)[2]) >= 0) {
            c = (char)(hexadecimal((*at)[1]) << 4 | hexadecimal((*at)[2]));
            *at += 2;
        }
        if (length + 1 < MOST_NAME)
            name[length++] = c;
    }
    name[length] = '\0';
}

/* An integer without a sign that is not the number of an object referred to; SIZE_MAX: there is
 * none. */
static size_t read_integer(const struct scan *scan, const char *at)
{
    size_t number = 0;

    at = skip_blank(scan, at);
    if (at == scan->end || *at < '0' || *at > '9')
        return SIZE_MAX;
    for (; at < scan->end && *at >= '0' && *at <= '9' && number < SIZE_MAX / 100; at++)
        number = 10 * number + (size_t)(*at - '0');
    at = skip_blank(scan, at);
    return at < scan->end && (*at == '/' || *at == '>') ? number : SIZE_MAX;
}

/* ---- Streams --------------------------------------------------------------------------------- */

/* How much comes out of the bytes at `at`, as far as they can be decompressed; at most a little
 * more than `most`. */
static size_t inflated_size(struct scan *scan, const char *at, size_t most)
{
    static const size_t window = (size_t)64 << 10;
    unsigned char out[(size_t)64 << 10];
    size_t size = 0;
    int code = inflateReset(&scan->inflate);

    scan->inflate.next_in = (unsigned char *)at;
    scan->inflate.avail_in = (unsigned)(scan->end - at);
    while (code == Z_OK && size <= most) {
        scan->inflate.next_out = out;
        scan->inflate.avail_out = (unsigned)window;
        code = inflate(&scan->inflate, Z_NO_FLUSH);
        size += window - scan->inflate.avail_out;
        if (code == Z_MEM_ERROR)
            scan->status = error_out_of_memory(scan->error);
    }
    scan->since_check += size;
    return size;
}

/* Wherever there is this keyword, a stream can follow, whatever the file says where its objects
 * are. */
static void check_stream(struct scan *scan, const char *behind_keyword)
{
    const char *at = behind_keyword;

    while (at < scan->end && is_blank(*at))
        at++;
    scan->decoded += inflated_size(scan, at, PDF_MAX_DECODED - scan->decoded);
    if (scan->decoded > PDF_MAX_DECODED)
        scan->why = "its streams are larger than 32 MiB";
}

/* Within a dictionary, behind what streams of objects and of references to objects need. Whatever
 * libqpdf could take for one is read: up to the end of the dictionary, and the stream. */
static void check_object_stream(struct scan *scan, const char *at)
{
    const char *limit = scan->end - at > MOST_DICTIONARY ? at + MOST_DICTIONARY : scan->end;
    int depth = 1;

    while (at < limit && depth > 0) {
        if (begins_with(scan, at, "<<") || begins_with(scan, at, ">>")) {
            depth += *at == '<' ? 1 : -1;
            at++;
        } else if (*at == '<') { /* a string in hexadecimal: the file's id */
            while (at + 1 < limit && (hexadecimal(at[1]) >= 0 || is_blank(at[1])))
                at++;
            if (at + 1 == limit || *++at != '>')
                break;
        } else if (strchr("()>{}%", *at) != NULL && *at != '\0') {
            break;
        }
        at++;
    }
    if (depth > 0) {
        scan->why = "an object stream is not in the form that libqpdf writes";
        return;
    }
    while (at < scan->end && is_blank(*at))
        at++;
    if (!begins_with(scan, at, "stream"))
        return;
    for (at += 6; at < scan->end && is_blank(*at);)
        at++;
    scan->object_streams += inflated_size(scan, at, PDF_MAX_OBJECT_STREAM);
    if (scan->object_streams > PDF_MAX_OBJECT_STREAM)
        scan->why = "its object streams are larger than 256 KiB";
}

/* ---- Names ----------------------------------------------------------------------------------- */

static void check_count(struct scan *scan, const char *at)
{
    const char *number = skip_blank(scan, at);

    if (number == scan->end || strchr("+-0123456789", *number) == NULL || *number == '\0')
        return; /* no object stream: its /N is a number */
    if (read_integer(scan, at) > PDF_MAX_OBJECTS_IN_STREAM)
        scan->why = "an object stream has too many objects";
    else
        check_object_stream(scan, at);
}

static void check_name(struct scan *scan, const char *at)
{
    char name[MOST_NAME];

    read_name(scan, &at, name);
    const char *value = skip_blank(scan, at);
    if (strcmp(name, "N") == 0) {
        check_count(scan, at);
    } else if (strcmp(name, "XRef") == 0) {
        check_object_stream(scan, at);
    } else if (strcmp(name, "Filter") == 0) {
        if (!begins_with(scan, value, "/FlateDecode") || scan->end - value == 12 ||
            is_regular(value[12]))
            scan->why = "a stream has a filter other than Flate";
    } else if (strcmp(name, "DecodeParms") == 0) {
        if (!begins_with(scan, value, "<<"))
            scan->why = "a stream has parameters that libqpdf does not write";
    } else if (strcmp(name, "Columns") == 0) {
        if (read_integer(scan, at) > 64)
            scan->why = "a stream has parameters that libqpdf does not write";
    } else if (strcmp(name, "Colors") == 0 || strcmp(name, "BitsPerComponent") == 0) {
        scan->why = "a stream has parameters that libqpdf does not write";
    } else if (strcmp(name, "Encrypt") == 0) {
        scan->why = "it is encrypted";
    } else if (strcmp(name, "Prev") == 0 || strcmp(name, "XRefStm") == 0 ||
               strcmp(name, "Linearized") == 0) {
        scan->why = "it has more than one cross-reference section";
    }
}

/* ---- The file -------------------------------------------------------------------------------- */

static size_t count(const struct scan *scan, const char *what)
{
    size_t found = 0, length = strlen(what);

    for (const char *c = scan->bytes;
         (c = memmem(c, (size_t)(scan->end - c), what, length)) != NULL; c += length)
        found++;
    return found;
}

static void check_frame(struct scan *scan)
{
    const char *end = scan->end;

    if ((size_t)(scan->end - scan->bytes) > PDF_MAX_BYTES) {
        scan->why = "it is larger than 4 MiB";
        return;
    }
    while (end > scan->bytes && (end[-1] == '\n' || end[-1] == '\r'))
        end--;
    if (!begins_with(scan, scan->bytes, "%PDF-1.") || end - scan->bytes < 5 ||
        memcmp(end - 5, "%%EOF", 5) != 0)
        scan->status = error_set(scan->error, STATUS_BAD_INPUT, "broken PDF: no header or trailer");
    else if (count(scan, "%%EOF") != 1 || count(scan, "startxref") != 1)
        scan->why = "it has more than one cross-reference section";
}

static void check_at(struct scan *scan, const char *at)
{
    bool begins = at == scan->bytes || !is_regular(at[-1]);

    if (is_delimiter(*at) || (begins && is_regular(*at)))
        if (++scan->tokens > PDF_MAX_TOKENS)
            scan->why = "it has too many objects";
    if (*at == '/')
        check_name(scan, at);
    else if (*at == 's' && begins_with(scan, at, "stream"))
        check_stream(scan, at + 6);
    if (++scan->since_check > BETWEEN_CHECKS && scan->status == STATUS_OK) {
        scan->since_check = 0;
        scan->status = interrupt_check(scan->interrupt_fd, scan->error);
    }
}

enum status pdf_limits_check(const void *bytes, size_t length, int interrupt_fd, const char **why,
                             struct error *error)
{
    struct scan scan = {.bytes = bytes,
                        .end = (const char *)bytes + length,
                        .interrupt_fd = interrupt_fd,
                        .error = error};

    if (inflateInit(&scan.inflate) != Z_OK)
        return error_out_of_memory(error);
    check_frame(&scan);
    for (const char *at = bytes; at < scan.end && scan.why == NULL && scan.status == STATUS_OK;
         at++)
        check_at(&scan, at);
    inflateEnd(&scan.inflate);
    *why = scan.why;
    return scan.status;
}
