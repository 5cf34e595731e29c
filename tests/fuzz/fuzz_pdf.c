/* The comparison of PDFs under libFuzzer: the input is compared with itself, and its two halves, as
 * contents of pages, with each other. */
#include <stdint.h>

#include "diff/pdf_content.h"
#include "diff/pdf_rendering.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct rendering_image images[2] = {{data, size}, {data, size}};
    const char *bytes = (const char *)data;
    struct rendering rendering;
    struct error error;
    char why[160];

    pdf_rendering(images, -1, &rendering, &error);
    pdf_content_same(bytes, size / 2, bytes + size / 2, size - size / 2, why);
    return 0;
}
