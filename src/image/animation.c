#include "image/animation.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "image/gif_image.h"
#include "image/png_pixels.h"
#include "image/quantize.h"

/* The start is seen for a moment, then it goes fast. */
#define FIRST_CENTISECONDS 60
#define STEP_CENTISECONDS 6

size_t animation_frames(size_t points, size_t frames[], size_t most)
{
    size_t count = points < most ? points : most;

    for (size_t i = 0; i < count; i++)
        frames[i] = points <= most ? i : (i * (points - 1) + (most - 1) / 2) / (most - 1);
    return count;
}

/* A part of the image; empty if right is not above left. */
struct region {
    size_t left, top, right, bottom;
};

struct animation {
    const unsigned char *bytes;
    size_t *starts; /* of each image in the bytes, and behind the last one */
    size_t images;
    size_t width, height;
    struct pixels ground, overlay;
    uint32_t *shown;        /* the frame before, as colors */
    struct region covered;  /* by the overlay before */
    unsigned char *indices; /* of the frame being made */
    struct palette palette;
};

/* How many images the bytes are, with their places noted if `starts` is not NULL; 0 if the
 * last one is not whole. */
static size_t split(const unsigned char *bytes, size_t length, size_t starts[])
{
    size_t count = 0;

    for (size_t at = 0; at < length; count++) {
        size_t image = png_pixels_length(bytes + at, length - at);
        if (image == 0)
            return 0;
        if (starts != NULL)
            starts[count] = at;
        at += image;
    }
    if (starts != NULL)
        starts[count] = length;
    return count;
}

static enum status find_images(struct animation *animation, size_t length, struct error *error)
{
    animation->images = split(animation->bytes, length, NULL);
    if (animation->images < 2) {
        bool cut = length > 0 && animation->images == 0;
        error_set(error, STATUS_FAILED, cut ? "broken PNG: truncated" : "no image");
        return STATUS_FAILED;
    }
    animation->starts = calloc(animation->images + 1, sizeof *animation->starts);
    if (animation->starts == NULL) {
        error_out_of_memory(error);
        return STATUS_FAILED;
    }
    split(animation->bytes, length, animation->starts);
    return STATUS_OK;
}

static enum status decode(const struct animation *animation, size_t image, struct pixels *pixels,
                          struct error *error)
{
    size_t start = animation->starts[image];
    enum status status = png_pixels_decode(animation->bytes + start,
                                           animation->starts[image + 1] - start, pixels, error);

    if (status == STATUS_OK &&
        (pixels->width != animation->width || pixels->height != animation->height))
        return error_set(error, STATUS_FAILED, "has %zux%zu pixels instead of %zux%zu",
                         pixels->width, pixels->height, animation->width, animation->height);
    return status;
}

/* One over the other: straight opacity, rounded. */
static unsigned over(unsigned top, unsigned below, unsigned opacity)
{
    return (top * opacity + below * (255 - opacity) + 127) / 255;
}

static uint32_t color_at(const struct animation *animation, size_t i)
{
    const unsigned char *top = animation->overlay.rgba + 4 * i;
    const unsigned char *below = animation->ground.rgba + 4 * i;

    return over(top[0], below[0], top[3]) << 16 | over(top[1], below[1], top[3]) << 8 |
           over(top[2], below[2], top[3]);
}

/* Where the overlay is not completely transparent. */
static struct region find_covered(const struct animation *animation)
{
    struct region region = {animation->width, animation->height, 0, 0};
    const unsigned char *rgba = animation->overlay.rgba;

    for (size_t y = 0; y < animation->height; y++)
        for (size_t x = 0; x < animation->width; x++) {
            if (rgba[4 * (y * animation->width + x) + 3] == 0)
                continue;
            region.left = x < region.left ? x : region.left;
            region.right = x + 1 > region.right ? x + 1 : region.right;
            region.top = y < region.top ? y : region.top;
            region.bottom = y + 1;
        }
    return region;
}

static struct region both(struct region a, struct region b)
{
    return (struct region){.left = a.left < b.left ? a.left : b.left,
                           .top = a.top < b.top ? a.top : b.top,
                           .right = a.right > b.right ? a.right : b.right,
                           .bottom = a.bottom > b.bottom ? a.bottom : b.bottom};
}

/* What is really different there from the frame before; at least one pixel, since a frame has to
 * have some. */
static struct region find_changed(const struct animation *animation, struct region within)
{
    struct region region = {animation->width, animation->height, 0, 0};

    for (size_t y = within.top; y < within.bottom; y++)
        for (size_t x = within.left; x < within.right; x++) {
            size_t i = y * animation->width + x;
            if (color_at(animation, i) == animation->shown[i])
                continue;
            region.left = x < region.left ? x : region.left;
            region.right = x + 1 > region.right ? x + 1 : region.right;
            region.top = y < region.top ? y : region.top;
            region.bottom = y + 1;
        }
    return region.right > region.left ? region : (struct region){0, 0, 1, 1};
}

/* Marks the pixels in boxes, in the memory for indices, which are not made yet. */
static const unsigned char *mark_boxes(const struct animation *animation,
                                       const struct text_boxes *boxes)
{
    size_t width = animation->width, height = animation->height;

    memset(animation->indices, 0, width * height);
    for (size_t i = 0; i < boxes->count; i++) {
        const struct text_box *box = &boxes->list[i];
        size_t left = box->left < width ? box->left : width;
        size_t right = left + box->width < width ? left + box->width : width;
        for (size_t y = box->top; y < height && y - box->top < box->height; y++)
            memset(animation->indices + y * width + left, 1, right - left);
    }
    return animation->indices;
}

/* So many of each that the palette has them as they are. */
static enum status add_grays(const struct animation *animation, struct histogram *histogram,
                             struct error *error)
{
    size_t times = animation->width * animation->height / QUANTIZE_EXACT_SHARE + 1;
    enum status status = STATUS_OK;

    for (uint32_t gray = 0; gray <= 255; gray += 17)
        for (size_t i = 0; i < times && status == STATUS_OK; i++)
            status = histogram_add(histogram, gray << 16 | gray << 8 | gray, error);
    return status;
}

/* The colors of the last frame, which has those of all. */
static enum status choose_palette(struct animation *animation, const struct text_boxes *boxes,
                                  struct error *error)
{
    struct histogram histogram = {0};
    enum status status = decode(animation, animation->images - 1, &animation->overlay, error);
    const unsigned char *boxed = mark_boxes(animation, boxes);

    if (status == STATUS_OK && boxes->count > 0)
        status = add_grays(animation, &histogram, error);
    for (size_t i = 0; i < animation->width * animation->height && status == STATUS_OK; i++)
        if (!boxed[i])
            status = histogram_add(&histogram, color_at(animation, i), error);
    if (status == STATUS_OK)
        status = quantize_choose(&animation->palette, &histogram, error);
    histogram_free(&histogram);
    return status;
}

/* The region's pixels as indices: the first frame's all, of the others those that change. */
static enum status fill_indices(struct animation *animation, struct region region, bool first,
                                struct error *error)
{
    unsigned char *index = animation->indices;

    for (size_t y = region.top; y < region.bottom; y++)
        for (size_t x = region.left; x < region.right; x++) {
            size_t i = y * animation->width + x, place = GIF_UNCHANGED;
            uint32_t color = color_at(animation, i);
            if (first || color != animation->shown[i]) {
                enum status status = quantize_find(&animation->palette, color, &place, error);
                if (status != STATUS_OK)
                    return status;
            }
            animation->shown[i] = color;
            *index++ = (unsigned char)place;
        }
    return STATUS_OK;
}

static enum status add_frame(struct animation *animation, struct gif_image *gif, size_t image,
                             struct error *error)
{
    bool first = image == 1;
    enum status status = decode(animation, image, &animation->overlay, error);

    if (status != STATUS_OK)
        return status;
    struct region covered = find_covered(animation);
    struct region region = first ? (struct region){0, 0, animation->width, animation->height}
                                 : find_changed(animation, both(covered, animation->covered));
    animation->covered = covered;
    status = fill_indices(animation, region, first, error);
    struct gif_frame frame = {.left = region.left,
                              .top = region.top,
                              .width = region.right - region.left,
                              .height = region.bottom - region.top,
                              .indices = animation->indices,
                              .centiseconds = first ? FIRST_CENTISECONDS : STEP_CENTISECONDS};
    return status == STATUS_OK ? gif_image_add(gif, &frame, error) : status;
}

static enum status add_frames(struct animation *animation, struct text *out, struct error *error)
{
    struct gif_image *gif =
        gif_image_begin(animation->width, animation->height, &animation->palette, out, error);
    struct error at_end;
    enum status status = gif == NULL ? STATUS_FAILED : STATUS_OK;

    for (size_t i = 1; i < animation->images && status == STATUS_OK; i++)
        status = add_frame(animation, gif, i, error);
    enum status end = gif_image_end(gif, &at_end);
    if (status == STATUS_OK && end != STATUS_OK)
        *error = at_end;
    return status == STATUS_OK ? end : status;
}

static enum status provide_memory(struct animation *animation, struct error *error)
{
    size_t count = animation->width * animation->height;

    animation->shown = calloc(count, sizeof *animation->shown);
    animation->indices = malloc(count);
    return animation->shown == NULL || animation->indices == NULL ? error_out_of_memory(error)
                                                                  : STATUS_OK;
}

enum status animation_make(const void *bytes, size_t length, size_t width, size_t height,
                           const struct text_boxes *boxes, struct text *out, struct error *error)
{
    struct animation animation = {.bytes = bytes, .width = width, .height = height};
    enum status status = find_images(&animation, length, error);

    if (status == STATUS_OK)
        status = decode(&animation, 0, &animation.ground, error);
    if (status == STATUS_OK)
        status = provide_memory(&animation, error);
    if (status == STATUS_OK)
        status = choose_palette(&animation, boxes, error);
    if (status == STATUS_OK)
        status = add_frames(&animation, out, error);
    free(animation.starts);
    free(animation.shown);
    free(animation.indices);
    pixels_free(&animation.ground);
    pixels_free(&animation.overlay);
    quantize_free(&animation.palette);
    return status;
}
