#include "base/unicode.h"

#include <stddef.h>
#include <string.h>

const char *unicode_read(const char *text, unsigned long *character)
{
    static const unsigned long least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const unsigned char *)text;
    size_t length = bytes[0] < 0x80 ? 1 : bytes[0] < 0xe0 ? 2 : bytes[0] < 0xf0 ? 3 : 4;
    unsigned long value = length == 1 ? bytes[0] : bytes[0] & (0x7fu >> length);

    if (bytes[0] >= 0x80 && (bytes[0] < 0xc2 || bytes[0] > 0xf4))
        return NULL;
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return NULL;
        value = value << 6 | (bytes[i] & 0x3f);
    }
    if (value < least[length] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return NULL;
    *character = value;
    return text + length;
}

bool unicode_is_printable(unsigned long character)
{
    return character >= 0x20 && !(character >= 0x7f && character <= 0x9f) && character != 0x2028 &&
           character != 0x2029 && (character & 0xfffe) != 0xfffe;
}

/* Invisible characters and those that change the order of others: zero-width and bidirectional
 * controls. */
static bool is_invisible(unsigned long c)
{
    return c == 0xad || c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe0fff);
}

/* Text that CI systems interpret as a command in a log: "::error" at the start of a line,
 * "##[error]" and
 * "##vso[" anywhere. */
static bool begins_command(const char *bytes, const char *c)
{
    if (*c == ':')
        return c[1] == ':' && strspn(bytes, " \t") == (size_t)(c - bytes);
    return c > bytes && c[0] == '#' && c[-1] == '#' &&
           c[1 + strspn(c + 1, "abcdefghijklmnopqrstuvwxyz")] == '[';
}

void unicode_printable(struct text *out, const char *bytes)
{
    text_append(out, ""); /* an empty text must be a string, too */
    for (const char *rest = bytes; *rest != '\0';) {
        unsigned long character;
        const char *next = unicode_read(rest, &character);
        if (next != NULL && unicode_is_printable(character) && !is_invisible(character) &&
            !begins_command(bytes, rest)) {
            text_append_bytes(out, rest, (size_t)(next - rest));
            rest = next;
        } else if (*rest == '\n') {
            text_append(out, "\\n");
            rest++;
        } else {
            text_appendf(out, "\\x%02x", (unsigned char)*rest);
            rest++;
        }
    }
}
