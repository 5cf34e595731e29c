/* The PNG reader under libFuzzer: any bytes as one image or as two, which are read and, if they
 * differ, decoded, compared and drawn. */
#define _GNU_SOURCE /* memfd_create */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "diff/image_diff.h"
#include "image/png_idat.h"
#include "png_mend.h"

/* Larger images take the time of many small ones and reach no more code. */
#define MOST_PIXELS 65536

static int file_of(const uint8_t *bytes, size_t length, bool mend)
{
    int file = memfd_create("fuzz", MFD_CLOEXEC);
    uint8_t *copy = malloc(length + 1);

    if (file < 0 || copy == NULL)
        abort();
    memcpy(copy, bytes, length);
    if (mend)
        png_mend(copy, length);
    if (write(file, copy, length) != (ssize_t)length)
        abort();
    free(copy);
    return file;
}

static void compare(int a, int b, const struct image_diff_settings *settings)
{
    struct png_info png_a = {0}, png_b = {0};
    const struct png_input images[2] = {{a, &png_a}, {b, &png_b}};
    struct image_difference found;
    struct error error;
    bool same = false;

    if (png_info_read(a, -1, &png_a, &error) == STATUS_OK &&
        png_info_read(b, -1, &png_b, &error) == STATUS_OK &&
        png_idat_same(images, -1, &same, &error) == STATUS_OK &&
        png_a.width <= MOST_PIXELS / png_a.height && png_b.width <= MOST_PIXELS / png_b.height) {
        int diff_image = memfd_create("diff", MFD_CLOEXEC);
        image_diff(images, settings, diff_image, &found, &error);
        close(diff_image);
    }
    png_info_free(&png_a);
    png_info_free(&png_b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first byte chooses the settings; the next two say how long the first image is. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct image_region region = {.left = 1, .top = 1, .width = 2, .height = 3};

    if (size < 3)
        return 0;
    struct image_diff_settings settings = {.threshold = data[0] & 1 ? 0.1 : 0,
                                           .count_antialiased = (data[0] & 2) != 0,
                                           .ignored = &region,
                                           .ignored_count = (data[0] & 4) != 0,
                                           .interrupt_fd = -1};
    bool mend = (data[0] & 16) == 0;
    size_t first = (size_t)data[1] << 8 | data[2], all = size - 3;
    if (first > all)
        first = all;
    int a = file_of(data + 3, first, mend);
    int b = file_of(data + 3 + first, all - first, mend);
    compare(a, b, &settings);
    compare(b, a, &settings);
    close(a);
    close(b);
    return 0;
}
