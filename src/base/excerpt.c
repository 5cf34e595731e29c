#include "base/excerpt.h"

#include <stdbool.h>

/* Bytes before the difference and from there on. */
#define MOST_BEFORE 30
#define MOST_AFTER 50

/* The second and further bytes of a character of UTF-8. */
static bool continues(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* The last begin of a word that is near enough; else of a character. */
static size_t find_begin(const char *line, size_t difference)
{
    size_t least = difference > MOST_BEFORE ? difference - MOST_BEFORE : 0;

    for (size_t i = difference; i > least; i--)
        if (line[i - 1] == ' ' || line[i - 1] == '\t')
            return i;
    while (least > 0 && least < difference && continues(line[least]))
        least++;
    return least;
}

static void append_part(struct text *out, const char *line, size_t length, size_t begin,
                        size_t difference)
{
    size_t end = length - difference > MOST_AFTER ? difference + MOST_AFTER : length;

    while (end < length && end > difference && continues(line[end]))
        end--;
    text_append(out, begin > 0 ? "'..." : "'");
    for (size_t i = begin; i < end; i++) /* a NUL would end what is to be shown */
        text_append_bytes(out, line[i] == '\0' ? "?" : &line[i], 1);
    text_append(out, end < length ? "...'" : "'");
}

void excerpt_difference(struct text *out, const char *a, size_t length_a, const char *b,
                        size_t length_b)
{
    size_t difference = 0;

    while (difference < length_a && difference < length_b && a[difference] == b[difference])
        difference++;
    while (difference > 0 && ((difference < length_a && continues(a[difference])) ||
                              (difference < length_b && continues(b[difference]))))
        difference--;
    size_t begin = find_begin(a, difference);
    append_part(out, a, length_a, begin, difference);
    text_append(out, " -> ");
    append_part(out, b, length_b, begin, difference);
}
