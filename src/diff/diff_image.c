#include "diff/diff_image.h"

#include <string.h>

/* The faded original goes from this gray, for black, to white. */
#define DARKEST 178

/* ---- Fading ---------------------------------------------------------------------------------- */

/* The usual weights of luminance, in 256ths. */
static unsigned char level(unsigned red, unsigned green, unsigned blue)
{
    return (unsigned char)((77 * red + 150 * green + 29 * blue) >> 10);
}

/* The same of a pixel that is not opaque, above white. */
static unsigned char level_above_white(unsigned red, unsigned green, unsigned blue,
                                       unsigned opacity)
{
    unsigned white = 255 - opacity;

    return level((red * opacity) / 255 + white, (green * opacity) / 255 + white,
                 (blue * opacity) / 255 + white);
}

void diff_image_fade(const unsigned char *row, size_t width, enum pixel_layout layout,
                     unsigned char *marks)
{
    switch (layout) {
    case PIXEL_RGB8:
        for (size_t x = 0; x < width; x++)
            marks[x] = level(row[3 * x], row[3 * x + 1], row[3 * x + 2]);
        break;
    case PIXEL_RGBA8:
        for (size_t x = 0; x < width; x++)
            marks[x] =
                level_above_white(row[4 * x], row[4 * x + 1], row[4 * x + 2], row[4 * x + 3]);
        break;
    default:
        for (size_t x = 0; x < width; x++)
            marks[x] =
                level_above_white(row[8 * x], row[8 * x + 2], row[8 * x + 4], row[8 * x + 6]);
    }
}

/* ---- Colors ---------------------------------------------------------------------------------- */

static void make_palette(unsigned char palette[DIFF_MARKS][3])
{
    static const unsigned char colors[DIFF_MARKS - DIFF_FADED_LEVELS][3] = {
        {213, 94, 0}, {86, 180, 233}, {240, 228, 66}, {150, 150, 150}, {222, 235, 247}};

    for (int i = 0; i < DIFF_FADED_LEVELS; i++)
        memset(palette[i], DARKEST + i * (255 - DARKEST) / (DIFF_FADED_LEVELS - 1), 3);
    memcpy(&palette[DIFF_FADED_LEVELS], colors, sizeof colors);
}

enum status diff_image_open(int file, struct text *memory, size_t width, size_t height,
                            bool threaded, struct png_writer **writer, struct error *error)
{
    unsigned char palette[DIFF_MARKS][3];
    struct png_writer_settings settings = {.description = "the image of a difference",
                                           .width = width,
                                           .height = height,
                                           .palette = (const unsigned char(*)[3])palette,
                                           .colors = DIFF_MARKS,
                                           .threaded = threaded,
                                           .memory = memory};

    make_palette(palette);
    return png_writer_open(file, &settings, writer, error);
}
