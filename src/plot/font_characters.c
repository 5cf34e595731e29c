#include "plot/font_characters.h"

#include <stddef.h>

#include "base/unicode.h"

/* The replacement character. */
#define REPLACEMENT "\xef\xbf\xbd"

/* ---- Numbers in the file, most significant byte first; 0 beyond its end -----------------------
 */

static unsigned long number_at(const struct text *font, size_t at, size_t bytes)
{
    unsigned long number = 0;

    if (at > font->length || bytes > font->length - at)
        return 0;
    for (size_t i = 0; i < bytes; i++)
        number = number << 8 | (unsigned char)font->data[at + i];
    return number;
}

static unsigned long u16(const struct text *font, size_t at)
{
    return number_at(font, at, 2);
}

static unsigned long u32(const struct text *font, size_t at)
{
    return number_at(font, at, 4);
}

/* ---- Tables -----------------------------------------------------------------------------------
 */

/* "cmap" as a number. */
#define CMAP 0x636d6170UL

/* The position of the table cmap; 0: none. */
static size_t find_cmap(const struct text *font)
{
    unsigned long tables = u16(font, 4);

    for (unsigned long i = 0; i < tables; i++)
        if (u32(font, 12 + 16 * i) == CMAP)
            return u32(font, 12 + 16 * i + 8);
    return 0;
}

/* Segments: four arrays, of the last characters, the first ones, differences to the glyphs, and
 * distances to a list of glyphs. */
static bool has_in_segments(const struct text *font, size_t table, unsigned long character)
{
    size_t size = u16(font, table + 6), ends = table + 14, starts = ends + size + 2;

    for (size_t i = 0; i < size; i += 2) {
        if (u16(font, ends + i) < character)
            continue;
        unsigned long first = u16(font, starts + i), difference = u16(font, starts + size + i);
        unsigned long distance = u16(font, starts + 2 * size + i);
        if (first > character)
            return false;
        if (distance == 0)
            return ((character + difference) & 0xffff) != 0;
        return u16(font, starts + 2 * size + i + distance + 2 * (character - first)) != 0;
    }
    return false;
}

/* Groups of consecutive characters: the first, the last, the glyph of the first. */
static bool has_in_groups(const struct text *font, size_t table, unsigned long character)
{
    unsigned long groups = u32(font, table + 12);

    for (size_t i = 0; i < groups && table + 16 + 12 * i < font->length; i++) {
        size_t group = table + 16 + 12 * i;
        if (character >= u32(font, group) && character <= u32(font, group + 4))
            return u32(font, group + 8) + character - u32(font, group) != 0;
    }
    return false;
}

bool font_characters_has(const struct text *font, unsigned long character)
{
    size_t cmap = find_cmap(font);
    unsigned long tables = cmap == 0 ? 0 : u16(font, cmap + 2);

    for (unsigned long i = 0; i < tables; i++) {
        unsigned long platform = u16(font, cmap + 4 + 8 * i);
        size_t table = cmap + u32(font, cmap + 4 + 8 * i + 4);
        if (platform != 0 && platform != 3) /* not Unicode */
            continue;
        if (u16(font, table) == 4 && character <= 0xffff && has_in_segments(font, table, character))
            return true;
        if (u16(font, table) == 12 && has_in_groups(font, table, character))
            return true;
    }
    return false;
}

const char *font_characters_replace(const struct text *font, const char *text, struct text *out)
{
    const char *missing = NULL;
    unsigned long character;

    for (const char *next; *text != '\0'; text = next) {
        next = unicode_read(text, &character);
        bool has = next != NULL && font_characters_has(font, character);
        if (next == NULL)
            next = text + 1;
        if (has)
            text_append_bytes(out, text, (size_t)(next - text));
        else
            text_append(out, REPLACEMENT);
        missing = missing == NULL && !has ? text : missing;
    }
    return missing;
}
