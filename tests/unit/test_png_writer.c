#define _GNU_SOURCE /* memfd_create */
#include "image/png_writer.h"

#include <png.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "image/png_info.h"
#include "support.h"
#include "unit_tests.h"

/* More rows than the queue to the thread holds. */
#define WIDTH 500
#define HEIGHT 3000

static const unsigned char palette[][3] = {{0, 0, 0}, {255, 128, 1}, {9, 8, 7}};

static const struct png_writer_settings settings = {
    .description = "the sample", .width = WIDTH, .height = HEIGHT, .palette = palette, .colors = 3};

static unsigned char color_at(size_t x, size_t y)
{
    return (unsigned char)((x / 7 + y) % 3);
}

static enum status write_rows(int file, bool threaded, size_t rows, struct error *error)
{
    struct png_writer_settings threads = settings;
    struct png_writer *writer;
    unsigned char row[WIDTH];

    threads.threaded = threaded;
    enum status status = png_writer_open(file, &threads, &writer, error);
    if (status != STATUS_OK)
        return status;
    for (size_t y = 0; y < rows; y++) {
        for (size_t x = 0; x < WIDTH; x++)
            row[x] = color_at(x, y);
        png_writer_row(writer, row);
    }
    return png_writer_close(writer, error);
}

/* As libpng reads them. */
static void assert_pixels(int file)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    static png_byte pixels[HEIGHT][WIDTH][3];
    FILE *stream = fdopen(file, "rb");

    rewind(stream);
    ck_assert_int_ne(png_image_begin_read_from_stdio(&image, stream), 0);
    ck_assert_uint_eq(image.width, WIDTH);
    ck_assert_uint_eq(image.height, HEIGHT);
    image.format = PNG_FORMAT_RGB;
    ck_assert_int_ne(png_image_finish_read(&image, NULL, pixels, 0, NULL), 0);
    for (size_t y = 0; y < HEIGHT; y++)
        for (size_t x = 0; x < WIDTH; x++)
            if (memcmp(pixels[y][x], palette[color_at(x, y)], 3) != 0)
                ck_abort_msg("the pixel at %zu,%zu has a different color", x, y);
    fclose(stream);
}

START_TEST(rows_become_an_image)
{
    int file = memfd_create("image", MFD_CLOEXEC);
    struct error error = {""};

    assert_status(write_rows(file, _i != 0, HEIGHT, &error), STATUS_OK, &error);
    assert_pixels(file);
}
END_TEST

START_TEST(a_file_that_cannot_be_written_fails_at_the_end)
{
    int file = open("/dev/full", O_WRONLY | O_CLOEXEC);
    struct error error = {""};

    assert_status(write_rows(file, _i != 0, HEIGHT, &error), STATUS_FAILED, &error);
    ck_assert_str_eq(error.message, "cannot write the sample: No space left on device");
    close(file);
}
END_TEST

/* As after a failure of the producer of the rows: no thread waits, and the file is incomplete. */
START_TEST(an_image_can_be_given_up)
{
    int file = memfd_create("image", MFD_CLOEXEC);
    struct png_info png = {0};
    struct error error = {""};

    assert_status(write_rows(file, _i != 0, HEIGHT / 2, &error), STATUS_OK, &error);
    assert_status(png_info_read(file, -1, &png, &error), STATUS_BAD_INPUT, &error);
    png_info_free(&png);
    assert_status(png_writer_close(NULL, &error), STATUS_OK, &error);
    close(file);
}
END_TEST

Suite *png_writer_suite(void)
{
    Suite *suite = suite_create("png_writer");
    TCase *tests = tcase_create("threads");

    tcase_add_loop_test(tests, rows_become_an_image, 0, 2);
    tcase_add_loop_test(tests, a_file_that_cannot_be_written_fails_at_the_end, 0, 2);
    tcase_add_loop_test(tests, an_image_can_be_given_up, 0, 2);
    suite_add_tcase(suite, tests);
    return suite;
}
