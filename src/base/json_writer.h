/* Writer that appends JSON to a text, value by value. If memory runs out, text_check() fails. */
#ifndef ADAM_REPORT_BASE_JSON_WRITER_H
#define ADAM_REPORT_BASE_JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* Appends the bytes as a JSON string, which is valid only if they are UTF-8. */
void json_append_string(struct text *out, const char *bytes, size_t length);

/* Appends a finite double with 17 significant digits, and always with a point or an exponent. */
void json_append_real(struct text *out, double value);

/* Writer of one value. Members are written in the order of the calls. */
struct json_writer {
    struct text *out;
    bool indented; /* by two spaces per level; otherwise on one line, without spaces */
    size_t level;
    bool empty; /* the innermost array or object is still empty */
};

struct json_writer json_writer(struct text *out, bool indented);

/* Each value is an element of the open array or, with a name, a member of the open object. The name
 * of elements and of the outermost value is NULL. */
void json_open_object(struct json_writer *writer, const char *name);
void json_close_object(struct json_writer *writer);
void json_open_array(struct json_writer *writer, const char *name);
void json_close_array(struct json_writer *writer);
void json_write_null(struct json_writer *writer, const char *name);
void json_write_bool(struct json_writer *writer, const char *name, bool value);
void json_write_whole(struct json_writer *writer, const char *name, uint64_t value);

/* NaN, infinity and the string NULL are written as null. */
void json_write_real(struct json_writer *writer, const char *name, double value);
void json_write_string(struct json_writer *writer, const char *name, const char *value);
void json_write_bytes(struct json_writer *writer, const char *name, const char *bytes,
                      size_t length);

/* The text as a string. If the text has failed, so has the output. */
void json_write_text(struct json_writer *writer, const char *name, const struct text *value);

#endif
