/* Memory layout of JSON trees, private to json_parser.c and json_value.c.
 *
 * A value begins with a tag: its kind and, in the upper bits, a length. Values follow one another
 * without gaps, those of a container after its header, so that a number with one digit takes two
 * bytes.
 *
 *     null, false, true    tag
 *     number               tag with the length, or JSON_TAG_LONG and a length; the bytes
 *     string               the same, and a NUL
 *     array, object        tag 0, size of the content and count in a byte each; the content
 *                          tag JSON_TAG_LONG, size and count in four bytes each; the content
 *
 * The content of an array is its elements; that of an object, the name (a string) and the value of
 * each member and, if there are more than JSON_MOST_UNINDEXED, an index: the offsets of the names
 * in the content, sorted by name. Lengths and offsets of four bytes are in native byte order,
 * unaligned. */
#ifndef ADAM_REPORT_BASE_JSON_ENCODING_H
#define ADAM_REPORT_BASE_JSON_ENCODING_H

#include <stdint.h>
#include <string.h>

#define JSON_TAG_KIND 7u
#define JSON_TAG_SHIFT 3
#define JSON_TAG_LONG 31u

#define JSON_SMALL_HEADER 3u
#define JSON_LARGE_HEADER 9u

#define JSON_MOST_UNINDEXED 8

static inline uint32_t json_offset_at(const unsigned char *at)
{
    uint32_t offset;

    memcpy(&offset, at, sizeof offset);
    return offset;
}

/* Compares two strings like memcmp(). */
int json_compare_strings(const unsigned char *a, const unsigned char *b);

#endif
