/* How json_parser.c lays out a tree and json_value.c reads it. Not for other files.
 *
 * A value begins with a tag: its kind, and above that a length. Values follow one another without
 * gaps, those of a container behind its header, so that a number of one digit takes two bytes.
 *
 *     null, false, true    tag
 *     number               tag with the length, or JSON_TAG_LONG and a length; the bytes
 *     string               the same, and a NUL
 *     array, object        tag 0, size of the content and count in a byte each; the content
 *                          tag JSON_TAG_LONG, size and count in four bytes each; the content
 *
 * The content of an array is its elements; of an object, for each member the name (a string) and
 * the value, and where there are more than JSON_MOST_UNINDEXED an index: for each member, sorted by
 * name, where the name begins in the content. Lengths and offsets of four bytes are in the order of
 * the machine, at any address. */
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

/* The order of two strings, as memcmp() has it. */
int json_compare_strings(const unsigned char *a, const unsigned char *b);

#endif
