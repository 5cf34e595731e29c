#include "base/json_writer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void append_escaped(struct text *out, unsigned char c)
{
    static const char *const names[256] = {
        ['"'] = "\\\"", ['\\'] = "\\\\", ['\b'] = "\\b", ['\f'] = "\\f",
        ['\n'] = "\\n", ['\r'] = "\\r",  ['\t'] = "\\t"};

    if (names[c] != NULL)
        text_append(out, names[c]);
    else
        text_appendf(out, "\\u%04X", c);
}

void json_append_string(struct text *out, const char *bytes, size_t length)
{
    size_t plain = 0; /* where what is to be appended as it is begins */

    text_append(out, "\"");
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        text_append_bytes(out, bytes + plain, i - plain);
        append_escaped(out, c);
        plain = i + 1;
    }
    text_append_bytes(out, bytes + plain, length - plain);
    text_append(out, "\"");
}

/* "1e+22" becomes "1e22", for compatibility with existing files. */
void json_append_real(struct text *out, double value)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%.17g", value);
    char *exponent = strchr(digits, 'e');
    if (exponent == NULL) {
        text_appendf(out, "%s%s", digits, strchr(digits, '.') == NULL ? ".0" : "");
        return;
    }
    const char *power = exponent + 1;
    bool negative = *power == '-';
    power += 1 + strspn(power + 1, "0");
    text_append_bytes(out, digits, (size_t)(exponent + 1 - digits));
    text_appendf(out, "%s%s", negative ? "-" : "", power);
}

struct json_writer json_writer(struct text *out, bool indented)
{
    return (struct json_writer){.out = out, .indented = indented, .empty = true};
}

static void new_line(struct json_writer *writer)
{
    if (!writer->indented)
        return;
    text_append(writer->out, "\n");
    for (size_t i = 0; i < writer->level; i++)
        text_append(writer->out, "  ");
}

/* Writes the separator, indentation and name before a value. */
static void begin_value(struct json_writer *writer, const char *name)
{
    if (writer->level > 0) {
        text_append(writer->out, writer->empty ? "" : ",");
        new_line(writer);
    }
    writer->empty = false;
    if (name == NULL)
        return;
    json_append_string(writer->out, name, strlen(name));
    text_append(writer->out, writer->indented ? ": " : ":");
}

static void open_level(struct json_writer *writer, const char *name, const char *bracket)
{
    begin_value(writer, name);
    text_append(writer->out, bracket);
    writer->level++;
    writer->empty = true;
}

static void close_level(struct json_writer *writer, const char *bracket)
{
    writer->level--;
    if (!writer->empty)
        new_line(writer);
    text_append(writer->out, bracket);
    writer->empty = false;
}

void json_open_object(struct json_writer *writer, const char *name)
{
    open_level(writer, name, "{");
}

void json_close_object(struct json_writer *writer)
{
    close_level(writer, "}");
}

void json_open_array(struct json_writer *writer, const char *name)
{
    open_level(writer, name, "[");
}

void json_close_array(struct json_writer *writer)
{
    close_level(writer, "]");
}

void json_write_null(struct json_writer *writer, const char *name)
{
    begin_value(writer, name);
    text_append(writer->out, "null");
}

void json_write_bool(struct json_writer *writer, const char *name, bool value)
{
    begin_value(writer, name);
    text_append(writer->out, value ? "true" : "false");
}

void json_write_whole(struct json_writer *writer, const char *name, uint64_t value)
{
    begin_value(writer, name);
    text_appendf(writer->out, "%llu", (unsigned long long)value);
}

void json_write_real(struct json_writer *writer, const char *name, double value)
{
    begin_value(writer, name);
    if (isfinite(value))
        json_append_real(writer->out, value);
    else
        text_append(writer->out, "null");
}

void json_write_bytes(struct json_writer *writer, const char *name, const char *bytes,
                      size_t length)
{
    begin_value(writer, name);
    json_append_string(writer->out, bytes, length);
}

void json_write_string(struct json_writer *writer, const char *name, const char *value)
{
    if (value == NULL)
        json_write_null(writer, name);
    else
        json_write_bytes(writer, name, value, strlen(value));
}

void json_write_text(struct json_writer *writer, const char *name, const struct text *value)
{
    json_write_string(writer, name, value == NULL ? NULL : text_string(value));
    writer->out->failed = writer->out->failed || (value != NULL && value->failed);
}
