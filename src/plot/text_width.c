#include "plot/text_width.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* From the space to the tilde, in hundredths of the font's size. */
static const unsigned char widths[] = {
    32, 40, 46, 84, 64, 95, 78, 27, 39,  39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79,
    60, 79, 69, 63, 61, 73, 68, 99, 69,  61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63,
    63, 28, 28, 58, 28, 97, 63, 61, 63,  63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
};

/* The width of the character that begins with this byte; 0 for its further bytes. */
static double width_at(const char *text)
{
    unsigned char c = (unsigned char)*text;

    if (c >= ' ' && c <= '~')
        return widths[c - ' '] / 100.0;
    return (c & 0xc0) == 0x80 ? 0 : 1;
}

double text_width(const char *text, size_t length)
{
    double width = 0;

    for (size_t i = 0; i < length; i++)
        width += width_at(text + i);
    return width;
}

double text_width_of(const char *text)
{
    return text_width(text, strlen(text));
}

/* Nested braces have a fraction of the enclosing size. */
#define MAX_DEPTH 16

/* gnuplot's own scaling of an index or a power. */
#define SCRIPT_SIZE 0.8

/* The characters beyond ASCII that the program itself writes: signs, as wide as a plus; Greek
 * letters; indices. */
static double enhanced_width_at(const char *text)
{
    if (strncmp(text, "−", 3) == 0 || strncmp(text, "×", 2) == 0)
        return width_at("+");
    if (strncmp(text, "\xe2\x82", 2) == 0)
        return SCRIPT_SIZE * width_at("0");
    bool is_greek = *text == '\xce' || *text == '\xcf';
    return is_greek ? width_at("M") : width_at(text);
}

double text_width_enhanced(const char *text)
{
    double sizes[MAX_DEPTH + 1] = {1}, width = 0;
    size_t depth = 0;

    for (; *text != '\0'; text++) {
        char *end;
        if (strncmp(text, "{/*", 3) == 0 && depth < MAX_DEPTH) {
            sizes[depth + 1] = sizes[depth] * SCRIPT_SIZE * strtod(text + 3, &end);
            depth++;
            text = end;
        } else if (*text == '}' && depth > 0) {
            depth--;
        } else if (*text == '@' && (end = strchr(text, '}')) != NULL) {
            text = end; /* an index below a power, which is the wider of the two */
        } else if (strchr("_^", *text) == NULL) {
            width += sizes[depth] * enhanced_width_at(text);
        }
    }
    return width;
}
