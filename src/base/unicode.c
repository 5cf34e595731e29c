#include "base/unicode.h"

#include <stddef.h>

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
