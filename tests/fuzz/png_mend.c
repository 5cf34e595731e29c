#include "png_mend.h"

#include <png.h>
#include <zlib.h>

void png_mend(uint8_t *bytes, size_t length)
{
    for (size_t at = 8; at + 12 <= length;) {
        size_t size = png_get_uint_32(bytes + at);
        if (size > length - at - 12)
            break;
        png_save_uint_32(bytes + at + 8 + size,
                         (png_uint_32)crc32(0, bytes + at + 4, (uInt)size + 4));
        at += size + 12;
    }
}
