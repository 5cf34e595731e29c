#include "image/animation.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "image/gif_image.h"
#include "image/png_pixels.h"
#include "image/png_writer.h"
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

/* A pixel of a path's image that is not completely transparent, and the frame from which it is
 * shown. */
struct path_pixel {
    uint32_t place;
    unsigned char rgba[4];
    unsigned char frame;
};
_Static_assert(ANIMATION_MAX_FRAMES <= 255, "enlarge path_pixel's frame");

struct animation {
    const struct animation_plan *plan;
    const unsigned char *bytes;
    size_t *starts; /* of each image in the bytes, and behind the last one */
    size_t images;
    size_t width, height;
    struct pixels ground, front;
    struct pixels glyphs;      /* the characters of the text */
    struct region line;        /* the text; empty if there is none */
    unsigned char *line_rgba;  /* its pixels in the current frame */
    struct path_pixel *pixels; /* in the order of the paths, and then of their frames */
    size_t pixel_count, pixel_capacity;
    size_t begin[ANIMATION_MAX_FRAMES + 1]; /* where each frame's pixels begin, and the end of the
                                             * last */
    uint32_t *current;                      /* background and paths, without the overlay */
    uint32_t *shown;                        /* the previous frame */
    unsigned char *indices;                 /* of the frame being made */
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
    size_t wanted = animation->plan->path_count + 2 + (animation->plan->text.cells > 0);

    animation->images = split(animation->bytes, length, NULL);
    if (animation->images != wanted) {
        if (animation->images == 0)
            error_set(error, STATUS_FAILED, length > 0 ? "broken PNG: truncated" : "no image");
        else
            error_set(error, STATUS_FAILED, "%zu images instead of %zu", animation->images, wanted);
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

static uint32_t blend(const unsigned char top[4], uint32_t below)
{
    return over(top[0], below >> 16, top[3]) << 16 | over(top[1], below >> 8 & 0xff, top[3]) << 8 |
           over(top[2], below & 0xff, top[3]);
}

/* The text's pixel at a place of the image, or NULL. */
static const unsigned char *text_at(const struct animation *animation, size_t x, size_t y)
{
    const struct region *line = &animation->line;

    if (x < line->left || x >= line->right || y < line->top || y >= line->bottom)
        return NULL;
    return animation->line_rgba +
           4 * ((y - line->top) * (line->right - line->left) + x - line->left);
}

static uint32_t color_at(const struct animation *animation, size_t x, size_t y)
{
    size_t i = y * animation->width + x;
    uint32_t color = blend(animation->front.rgba + 4 * i, animation->current[i]);
    const unsigned char *text = text_at(animation, x, y);

    return text == NULL ? color : blend(text, color);
}

/* ---- When a pixel is reached ----------------------------------------------------------------- */

#define NEVER 255

/* Marks the pixels around a point that no earlier frame has reached. */
static void reach_point(const struct animation_plan *plan, double x, double y, unsigned char frame,
                        unsigned char reached[])
{
    double r = plan->radius;
    double top = fmax(0, ceil(y - r)), bottom = fmin((double)plan->height - 1, floor(y + r));

    for (size_t row = (size_t)top; (double)row <= bottom; row++) {
        double across = (double)row - y, half = sqrt(fmax(0, r * r - across * across));
        double left = fmax(0, ceil(x - half));
        double right = fmin((double)plan->width - 1, floor(x + half));
        unsigned char *at = reached + row * plan->width;
        for (size_t column = (size_t)left; (double)column <= right; column++)
            if (at[column] == NEVER)
                at[column] = frame;
    }
}

/* The part of a line, from 0 to 1, between two limits: Liang and Barsky (1984). */
static void clip(double from, double to, double low, double high, double part[2])
{
    double length = to - from;
    double a = length == 0 ? (from < low || from > high) : (low - from) / length;
    double b = length == 0 ? (from >= low && from <= high) : (high - from) / length;

    part[0] = fmax(part[0], fmin(a, b));
    part[1] = fmin(part[1], fmax(a, b));
}

/* Marks the pixels around a line: those around points close enough to one another that no pixel
 * between them is missed. */
static void reach_line(const struct animation_plan *plan, const struct animation_point *from,
                       const struct animation_point *to, unsigned char reached[])
{
    double r = plan->radius, part[2] = {0, 1};

    clip(from->x, to->x, -r, (double)plan->width + r, part);
    clip(from->y, to->y, -r, (double)plan->height + r, part);
    if (!(part[0] <= part[1]))
        return;
    double dx = to->x - from->x, dy = to->y - from->y;
    double width = (part[1] - part[0]) * dx, height = (part[1] - part[0]) * dy;
    size_t steps = 1 + (size_t)(sqrt(width * width + height * height) / (0.5 * r));
    for (size_t i = 0; i <= steps; i++) {
        double at = part[0] + (part[1] - part[0]) * (double)i / (double)steps;
        /* A pixel's center is half a pixel from its edge. */
        reach_point(plan, from->x + at * dx - 0.5, from->y + at * dy - 0.5,
                    (unsigned char)to->frame, reached);
    }
}

static void reach_path(const struct animation_plan *plan, const struct animation_path *path,
                       unsigned char reached[])
{
    memset(reached, NEVER, plan->width * plan->height);
    for (size_t i = 0; i < path->count; i++)
        reach_line(plan, &path->points[i > 0 ? i - 1 : 0], &path->points[i], reached);
}

/* ---- The paths' pixels ----------------------------------------------------------------------- */

static enum status add_pixel(struct animation *animation, size_t place, const unsigned char rgba[4],
                             unsigned char frame, struct error *error)
{
    if (animation->pixel_count == animation->pixel_capacity) {
        size_t capacity = 2 * animation->pixel_capacity + 4096;
        struct path_pixel *pixels = realloc(animation->pixels, capacity * sizeof *pixels);
        if (pixels == NULL)
            return error_out_of_memory(error);
        animation->pixels = pixels;
        animation->pixel_capacity = capacity;
    }
    struct path_pixel *pixel = &animation->pixels[animation->pixel_count++];
    *pixel = (struct path_pixel){.place = (uint32_t)place, .frame = frame};
    memcpy(pixel->rgba, rgba, 4);
    return STATUS_OK;
}

/* Pixels that no point reaches, such as additional drawings of a user's script, appear in the last
 * frame. */
static enum status add_path(struct animation *animation, size_t path, struct pixels *overlay,
                            struct error *error)
{
    const struct animation_plan *plan = animation->plan;
    unsigned char last = (unsigned char)(plan->frames - 1), *reached = animation->indices;
    enum status status = decode(animation, 1 + path, overlay, error);

    if (status != STATUS_OK)
        return status;
    reach_path(plan, &plan->paths[path], reached);
    for (size_t i = 0; i < plan->width * plan->height && status == STATUS_OK; i++)
        if (overlay->rgba[4 * i + 3] != 0)
            status = add_pixel(animation, i, overlay->rgba + 4 * i,
                               reached[i] == NEVER ? last : reached[i], error);
    return status;
}

/* A counting sort, which preserves the order of the paths within a frame. */
static enum status sort_pixels(struct animation *animation, struct error *error)
{
    size_t next[ANIMATION_MAX_FRAMES] = {0};
    struct path_pixel *sorted = malloc((animation->pixel_count + 1) * sizeof *sorted);

    if (sorted == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < animation->pixel_count; i++)
        animation->begin[animation->pixels[i].frame + 1]++;
    for (size_t k = 0; k < animation->plan->frames; k++) {
        animation->begin[k + 1] += animation->begin[k];
        next[k] = animation->begin[k];
    }
    for (size_t i = 0; i < animation->pixel_count; i++)
        sorted[next[animation->pixels[i].frame]++] = animation->pixels[i];
    free(animation->pixels);
    animation->pixels = sorted;
    return STATUS_OK;
}

static enum status add_paths(struct animation *animation, struct error *error)
{
    struct pixels overlay = {0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < animation->plan->path_count && status == STATUS_OK; i++)
        status = add_path(animation, i, &overlay, error);
    if (status == STATUS_OK)
        status = sort_pixels(animation, error);
    pixels_free(&overlay);
    return status;
}

/* ---- The text -------------------------------------------------------------------------------- */

/* The area around the middles of all characters, within the image. */
static struct region line_of(const struct animation *animation)
{
    const struct animation_text *text = &animation->plan->text;
    struct region line = {animation->width, 0, 0, 0};

    if (text->cells == 0)
        return (struct region){0, 0, 0, 0};
    for (size_t i = 0; i < text->cells; i++) {
        size_t left = text->x[i] > text->half_width ? text->x[i] - text->half_width : 0;
        size_t right = text->x[i] + text->half_width;
        line.left = left < line.left ? left : line.left;
        line.right = right > line.right ? right : line.right;
    }
    line.right = line.right < animation->width ? line.right : animation->width;
    line.top = text->y > text->half_height ? text->y - text->half_height : 0;
    line.bottom = text->y + text->half_height;
    line.bottom = line.bottom < animation->height ? line.bottom : animation->height;
    if (line.left >= line.right || line.top >= line.bottom)
        return (struct region){0, 0, 0, 0};
    return line;
}

static enum status provide_text(struct animation *animation, struct error *error)
{
    animation->line = line_of(animation);
    size_t count = (animation->line.right - animation->line.left) *
                   (animation->line.bottom - animation->line.top);

    animation->line_rgba = calloc(count + 1, 4);
    if (animation->line_rgba == NULL)
        return error_out_of_memory(error);
    return animation->plan->text.cells == 0
               ? STATUS_OK
               : decode(animation, animation->images - 1, &animation->glyphs, error);
}

/* Copies the pixels around the middle of a character on the image to those around a cell's. Areas
 * overlap where they are transparent. */
static void copy_character(struct animation *animation, size_t from, size_t to)
{
    const struct animation_text *text = &animation->plan->text;
    const struct region *line = &animation->line;

    for (size_t y = line->top; y < line->bottom; y++)
        for (size_t k = 0; k < 2 * text->half_width; k++) {
            size_t source = from + k - text->half_width, x = to + k - text->half_width;
            if (source >= animation->width || x >= line->right) /* or below 0 */
                continue;
            const unsigned char *rgba =
                animation->glyphs.rgba + 4 * (y * animation->width + source);
            unsigned char *target =
                animation->line_rgba +
                4 * ((y - line->top) * (line->right - line->left) + x - line->left);
            if (rgba[3] > target[3])
                memcpy(target, rgba, 4);
        }
}

static void show_text(struct animation *animation, size_t frame)
{
    const struct animation_text *text = &animation->plan->text;
    const struct region *line = &animation->line;

    if (line->right == line->left)
        return;
    memset(animation->line_rgba, 0, 4 * (line->right - line->left) * (line->bottom - line->top));
    for (size_t i = 0; i < text->cells; i++) {
        char wanted = text->frames[frame][i];
        const char *character = wanted == '\0' ? NULL : strchr(text->characters, wanted);
        if (character != NULL)
            copy_character(animation, text->from_x[character - text->characters], text->x[i]);
    }
}

/* ---- Frames ---------------------------------------------------------------------------------- */

static void show_ground(struct animation *animation)
{
    const unsigned char *rgba = animation->ground.rgba;

    for (size_t i = 0; i < animation->width * animation->height; i++)
        animation->current[i] = blend(rgba + 4 * i, 0);
}

static void widen(struct region *region, const struct region *by)
{
    if (by->right == by->left)
        return;
    region->left = by->left < region->left ? by->left : region->left;
    region->right = by->right > region->right ? by->right : region->right;
    region->top = by->top < region->top ? by->top : region->top;
    region->bottom = by->bottom > region->bottom ? by->bottom : region->bottom;
}

/* Draws the pixels and the text of a frame over the previous ones and returns their region: at
 * least one pixel, since a frame must not be empty. */
static struct region show_pixels(struct animation *animation, size_t frame)
{
    struct region region = {animation->width, animation->height, 0, 0};

    for (size_t i = animation->begin[frame]; i < animation->begin[frame + 1]; i++) {
        const struct path_pixel *pixel = &animation->pixels[i];
        size_t x = pixel->place % animation->width, y = pixel->place / animation->width;
        animation->current[pixel->place] = blend(pixel->rgba, animation->current[pixel->place]);
        widen(&region, &(struct region){x, y, x + 1, y + 1});
    }
    show_text(animation, frame);
    widen(&region, &animation->line);
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

static enum status choose_palette(struct animation *animation, const struct text_boxes *boxes,
                                  struct error *error)
{
    struct histogram histogram = {0};
    enum status status = STATUS_OK;
    const unsigned char *boxed = mark_boxes(animation, boxes);

    if (status == STATUS_OK && boxes->count > 0)
        status = add_grays(animation, &histogram, error);
    for (size_t i = 0; i < animation->width * animation->height && status == STATUS_OK; i++)
        if (!boxed[i])
            status = histogram_add(
                &histogram, color_at(animation, i % animation->width, i / animation->width), error);
    if (status == STATUS_OK)
        status = quantize_choose(&animation->palette, &histogram, error);
    histogram_free(&histogram);
    return status;
}

/* Sets the index of a pixel of the region, if its color has changed or is the first. */
static enum status fill_index(struct animation *animation, const struct region *region, size_t x,
                              size_t y, bool first, struct error *error)
{
    uint32_t color = color_at(animation, x, y);
    uint32_t *shown = &animation->shown[y * animation->width + x];
    size_t place;

    if (!first && color == *shown)
        return STATUS_OK;
    enum status status = quantize_find(&animation->palette, color, &place, error);
    if (status == STATUS_OK)
        animation->indices[(y - region->top) * (region->right - region->left) + x - region->left] =
            (unsigned char)place;
    *shown = color;
    return status;
}

static enum status fill_area(struct animation *animation, const struct region *region,
                             const struct region *area, bool first, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t y = area->top; y < area->bottom; y++)
        for (size_t x = area->left; x < area->right && status == STATUS_OK; x++)
            status = fill_index(animation, region, x, y, first, error);
    return status;
}

/* The region's pixels as indices: the first frame's all, of the others those that change, which are
 * those of the paths and the text. */
static enum status fill_indices(struct animation *animation, const struct region *region,
                                size_t frame, struct error *error)
{
    size_t count = (region->right - region->left) * (region->bottom - region->top);
    enum status status = STATUS_OK;

    if (frame == 0)
        return fill_area(animation, region, region, true, error);
    memset(animation->indices, GIF_UNCHANGED, count);
    for (size_t i = animation->begin[frame]; i < animation->begin[frame + 1] && status == STATUS_OK;
         i++) {
        size_t place = animation->pixels[i].place;
        status = fill_index(animation, region, place % animation->width, place / animation->width,
                            false, error);
    }
    return status == STATUS_OK ? fill_area(animation, region, &animation->line, false, error)
                               : status;
}

static enum status add_frame(struct animation *animation, struct gif_image *gif, size_t number,
                             struct error *error)
{
    bool first = number == 0;
    struct region region = show_pixels(animation, number);

    if (first)
        region = (struct region){0, 0, animation->width, animation->height};
    enum status status = fill_indices(animation, &region, number, error);
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

    for (size_t i = 0; i < animation->plan->frames && status == STATUS_OK; i++)
        status = add_frame(animation, gif, i, error);
    enum status end = gif_image_end(gif, &at_end);
    if (status == STATUS_OK && end != STATUS_OK)
        *error = at_end;
    return status == STATUS_OK ? end : status;
}

/* The palette as bytes. */
static void list_colors(const struct palette *palette, unsigned char colors[][3])
{
    for (size_t i = 0; i < palette->count; i++)
        for (int k = 0; k < 3; k++)
            colors[i][k] = (unsigned char)(palette->colors[i] >> (16 - 8 * k));
}

static enum status write_last(struct animation *animation, struct text *last, struct error *error)
{
    unsigned char colors[QUANTIZE_MAX_COLORS][3];
    struct region whole = {0, 0, animation->width, animation->height};
    struct png_writer_settings settings = {.description = "the last frame of the animation",
                                           .width = animation->width,
                                           .height = animation->height,
                                           .palette = (const unsigned char(*)[3])colors,
                                           .colors = animation->palette.count,
                                           .small = true,
                                           .memory = last};
    struct png_writer *writer;
    struct error at_end;

    list_colors(&animation->palette, colors);
    enum status status = png_writer_open(-1, &settings, &writer, error);
    if (status == STATUS_OK)
        status = fill_area(animation, &whole, &whole, true, error);
    for (size_t y = 0; y < animation->height && status == STATUS_OK; y++)
        png_writer_row(writer, animation->indices + y * animation->width);
    enum status end = png_writer_close(writer, &at_end);
    if (status == STATUS_OK && end != STATUS_OK)
        *error = at_end;
    return status == STATUS_OK ? end : status;
}

static enum status provide_memory(struct animation *animation, struct error *error)
{
    size_t count = animation->width * animation->height;

    animation->current = malloc(count * sizeof *animation->current);
    animation->shown = calloc(count, sizeof *animation->shown);
    animation->indices = malloc(count);
    return animation->current == NULL || animation->shown == NULL || animation->indices == NULL
               ? error_out_of_memory(error)
               : STATUS_OK;
}

/* The palette is that of the last frame, which contains all colors. */
static enum status choose_colors(struct animation *animation, const struct text_boxes *boxes,
                                 struct error *error)
{
    show_ground(animation);
    for (size_t i = 0; i < animation->plan->frames; i++)
        show_pixels(animation, i);
    enum status status = choose_palette(animation, boxes, error);
    show_ground(animation);
    return status;
}

enum status animation_make(const void *bytes, size_t length, const struct animation_plan *plan,
                           const struct text_boxes *boxes, struct text *out, struct text *last,
                           struct error *error)
{
    struct animation animation = {
        .plan = plan, .bytes = bytes, .width = plan->width, .height = plan->height};
    enum status status = find_images(&animation, length, error);

    if (status == STATUS_OK)
        status = decode(&animation, 0, &animation.ground, error);
    if (status == STATUS_OK)
        status = decode(&animation, 1 + plan->path_count, &animation.front, error);
    if (status == STATUS_OK)
        status = provide_memory(&animation, error);
    if (status == STATUS_OK)
        status = provide_text(&animation, error);
    if (status == STATUS_OK)
        status = add_paths(&animation, error);
    if (status == STATUS_OK)
        status = choose_colors(&animation, boxes, error);
    if (status == STATUS_OK)
        status = add_frames(&animation, out, error);
    if (status == STATUS_OK)
        status = write_last(&animation, last, error);
    free(animation.starts);
    free(animation.pixels);
    free(animation.current);
    free(animation.shown);
    free(animation.indices);
    pixels_free(&animation.ground);
    pixels_free(&animation.front);
    pixels_free(&animation.glyphs);
    free(animation.line_rgba);
    quantize_free(&animation.palette);
    return status;
}
