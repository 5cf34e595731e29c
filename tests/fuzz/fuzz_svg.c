/* The comparison of SVGs under libFuzzer: an image compared with itself is the same, or refused. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "diff/svg_rendering.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct rendering_image images[2] = {{data, size}, {data, size}};
    struct rendering rendering;
    struct error error;

    if (svg_rendering(images, -1, &rendering, &error) == STATUS_OK && !rendering.same &&
        strncmp(rendering.reason, "baseline: ", 10) != 0)
        abort();
    return 0;
}
