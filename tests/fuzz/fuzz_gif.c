/* The comparison of GIFs under libFuzzer: an image compared with itself is the same, or refused. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "diff/gif_rendering.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct rendering_image images[2] = {{data, size}, {data, size}};
    static const struct text_boxes boxes = {.list = {{1, 1, 2, 2}}, .count = 1};
    const struct gif_rendering_settings settings = {
        .threshold = 0.1, .boxes = &boxes, .interrupt_fd = -1};
    struct rendering rendering;
    struct error error;

    if (gif_rendering(images, &settings, &rendering, &error) == STATUS_OK && !rendering.same &&
        strncmp(rendering.reason, "baseline: ", 10) != 0)
        abort();
    return 0;
}
