/* JSON, written value by value into a text. Where memory lacks, the text remembers it: nothing that
 * text_check() accepts is incomplete. */
#ifndef ADAM_REPORT_BASE_JSON_WRITER_H
#define ADAM_REPORT_BASE_JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* Appends the bytes as a JSON string. They are UTF-8, or become no valid JSON. */
void json_append_string(struct text *out, const char *bytes, size_t length);

/* Appends a finite double with 17 significant digits, and always with a point or an exponent. */
void json_append_real(struct text *out, double value);

/* Writes one value. Members are written in the order of the calls. */
struct json_writer {
    struct text *out;
    bool indented; /* by two spaces a level; else all is on one line, without spaces */
    size_t level;
    bool empty; /* nothing stands in the innermost array or object yet */
};

struct json_writer json_writer(struct text *out, bool indented);

/* Each value is an element of the array that is open, or with a name a member of the object. The
 * outermost value has the name NULL, as elements have. */
void json_open_object(struct json_writer *writer, const char *name);
void json_close_object(struct json_writer *writer);
void json_open_array(struct json_writer *writer, const char *name);
void json_close_array(struct json_writer *writer);
void json_write_null(struct json_writer *writer, const char *name);
void json_write_bool(struct json_writer *writer, const char *name, bool value);
void json_write_whole(struct json_writer *writer, const char *name, uint64_t value);

/* NaN and infinity, which JSON does not have, are null; so is the string or text NULL. */
void json_write_real(struct json_writer *writer, const char *name, double value);
void json_write_string(struct json_writer *writer, const char *name, const char *value);
void json_write_bytes(struct json_writer *writer, const char *name, const char *bytes,
                      size_t length);

/* The text as a string. If it is not whole, what is written is not either. */
void json_write_text(struct json_writer *writer, const char *name, const struct text *value);

#endif
