/* Animations drawn by gnuplot 5.4 and 6.0 from the same data, and small ones with differences. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "diff/gif_rendering.h"
#include "image/gif_image.h"
#include "support.h"
#include "unit_tests.h"

#define SIDE 8

static const struct text_boxes no_boxes = {.count = 0};

static enum status compare(const struct text *baseline, const struct text *candidate,
                           const struct text_boxes *boxes, double threshold,
                           struct rendering *rendering, struct error *error)
{
    const struct rendering_image images[2] = {{baseline->data, baseline->length},
                                              {candidate->data, candidate->length}};
    const struct gif_rendering_settings settings = {
        .threshold = threshold, .boxes = boxes, .interrupt_fd = -1};

    return gif_rendering(images, &settings, rendering, error);
}

START_TEST(two_releases_of_gnuplot_show_the_same_outside_of_texts)
{
    struct text old = file_content("tests/data/rendering", "contour_path.5.4.gif");
    struct text new = file_content("tests/data/rendering", "contour_path.6.0.gif");
    struct text lines =
        file_content("tests/data/rendering", "contour_path.boxes"); /* its script's */
    struct text_boxes boxes;
    struct rendering rendering;
    struct error error;

    assert_status(text_boxes_read(lines.data, lines.length, &boxes, &error), STATUS_OK, &error);
    assert_status(compare(&old, &new, &boxes, 0, &rendering, &error), STATUS_OK, &error);
    ck_assert_msg(rendering.same, "%s", rendering.reason);
    assert_status(compare(&old, &new, &no_boxes, 0.1, &rendering, &error), STATUS_OK, &error);
    ck_assert_msg(!rendering.same, "the texts are the same");
    text_free(&old);
    text_free(&new);
    text_free(&lines);
}
END_TEST

/* ---- Small animations ------------------------------------------------------------------------ */

/* Three frames of 8x8 pixels: gray, a red part, a blue pixel. */
struct animation {
    size_t side;
    unsigned gray;
    size_t red_at, red_side, blue_at;
    int centiseconds;
    size_t frames;
};

static const struct animation plain = {.side = SIDE,
                                       .gray = 0x808080,
                                       .red_at = 2,
                                       .red_side = 3,
                                       .blue_at = 6,
                                       .centiseconds = 10,
                                       .frames = 3};

static struct text make_gif(const struct animation *animation)
{
    const struct palette palette = {.colors = {animation->gray, 0xff0000, 0x0000ff}, .count = 3};
    unsigned char gray[16 * 16] = {0}, red[16 * 16], blue[1] = {2};
    struct text gif = {0};
    struct error error;
    struct gif_image *image =
        gif_image_begin(animation->side, animation->side, &palette, &gif, &error);
    const struct gif_frame frames[3] = {
        {0, 0, animation->side, animation->side, gray, 10},
        {animation->red_at, 2, animation->red_side, 3, red, animation->centiseconds},
        {animation->blue_at, 6, 1, 1, blue, 10}};

    memset(red, 1, sizeof red);
    red[0] = GIF_UNCHANGED;
    ck_assert_ptr_nonnull(image);
    for (size_t i = 0; i < animation->frames; i++)
        assert_status(gif_image_add(image, &frames[i], &error), STATUS_OK, &error);
    assert_status(gif_image_end(image, &error), STATUS_OK, &error);
    return gif;
}

static const struct {
    struct animation animation;
    struct text_boxes boxes;
    double threshold;
    const char *why; /* NULL: it is the same */
} cases[] = {
    {{8, 0x808080, 2, 3, 6, 10, 3}, {.count = 0}, 0, NULL},
    {{8, 0x818181, 2, 3, 6, 10, 3}, {.count = 0}, 0.1, NULL},
    {{8, 0x818181, 2, 3, 6, 10, 3}, {.count = 0}, 0, "frame 1 differs at 0,0"},
    {{8, 0xe08080, 2, 3, 6, 10, 3}, {.count = 0}, 0.1, "frame 1 differs at 0,0"},
    {{8, 0x808080, 2, 3, 6, 11, 3}, {.count = 0}, 0.1, "the delay of frame 2 differs"},
    {{8, 0x808080, 2, 3, 6, 10, 2}, {.count = 0}, 0.1, "the number of frames differs"},
    {{9, 0x808080, 2, 3, 6, 10, 3}, {.count = 0}, 0.1, "the size differs"},
    {{8, 0x808080, 2, 4, 6, 10, 3}, {.count = 0}, 0.1, "frame 2 differs at 5,2"},
    {{8, 0x808080, 3, 3, 6, 10, 3}, {.count = 0}, 0.1, "frame 2 differs at 3,2"},
    {{8, 0x808080, 2, 3, 7, 10, 3}, {.count = 0}, 0.1, "frame 3 differs at 6,6"},
    {{8, 0x808080, 2, 3, 7, 10, 3}, {{{6, 6, 2, 1}}, 1}, 0.1, NULL},
    {{8, 0x808080, 2, 3, 7, 10, 3}, {{{6, 5, 9, 9}}, 1}, 0.1, NULL},
    {{8, 0x808080, 2, 3, 7, 10, 3}, {{{6, 6, 1, 1}}, 1}, 0.1, "frame 3 differs at 7,6"},
    {{8, 0x808080, 2, 3, 7, 10, 3}, {{{0, 7, 8, 1}}, 1}, 0.1, "frame 3 differs at 6,6"},
    {{8, 0x808080, 2, 3, 7, 10, 3}, {{{9, 9, 9, 9}}, 1}, 0.1, "frame 3 differs at 6,6"},
    {{8, 0x808080, 2, 3, 7, 10, 3}, {{{0, 3, 8, 9}}, 1}, 0.1, "cover more than half of the image"},
};

START_TEST(small_animations)
{
    struct text image = make_gif(&plain), other = make_gif(&cases[_i].animation);
    struct rendering rendering;
    struct error error;

    assert_status(
        compare(&image, &other, &cases[_i].boxes, cases[_i].threshold, &rendering, &error),
        STATUS_OK, &error);
    ck_assert_int_eq(rendering.same, cases[_i].why == NULL);
    if (cases[_i].why != NULL)
        ck_assert_msg(strstr(rendering.reason, cases[_i].why) != NULL, "'%s' is not in '%s'",
                      cases[_i].why, rendering.reason);
    assert_status(
        compare(&other, &image, &cases[_i].boxes, cases[_i].threshold, &rendering, &error),
        STATUS_OK, &error);
    ck_assert_int_eq(rendering.same, cases[_i].why == NULL);
    text_free(&image);
    text_free(&other);
}
END_TEST

/* Bytes put in place of, or before, those of the first frame: behind the page's 13 bytes and its
 * 256 colors come 8 bytes of control and 10 that describe the frame. */
#define CONTROL (13 + 3 * 256)
#define FRAME (CONTROL + 8)

static const struct {
    size_t at, replaced;
    const char *bytes;
    size_t length;
    const char *why;
} forgeries[] = {
    {CONTROL, 0, "!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00", 19,
     "the number of repetitions differs"},
    {CONTROL, 0, "!\xff\x0bNETSCAPE2.0\x03\x02\x00\x00\x00", 19, "repeats in a way"},
    {CONTROL, 0, "!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x03\x01\x01\x00\x00", 23, "an extension"},
    {CONTROL + 7, 0, "\x01x", 2, "an extension"},
    {CONTROL, 0, "!\xff\x0bXMP DataXMP\x01x\x00", 17, "an extension"},
    {CONTROL, 0, "!\xfe\x03<a>\x00", 7, "an extension"},
    {CONTROL, 0, "!\x01\x01x\x00", 5, "an extension"},
    {CONTROL + 3, 1, "\x09", 1, "shown in a way"},         /* back to the ground afterwards */
    {CONTROL + 3, 1, "\x0d", 1, "shown in a way"},         /* back to the frame before */
    {CONTROL + 3, 1, "\x07", 1, "shown in a way"},         /* waits for a key */
    {CONTROL + 6, 1, "\x00", 1, "frame 1 differs at 0,0"}, /* gray is transparent */
    {FRAME + 1, 1, "\x01", 1, "extends beyond the page"},
    {FRAME + 9, 1, "\x40", 1, "not in the form that adam-report writes"}, /* interlaced */
    {13, 1, "\x00", 1, "differs at 0,0"},
    {12, 1, "\x31", 1, "page"},
    {6, 4, "\xff\xff\xff\xff", 4, "more than 8 million"},
};

START_TEST(a_forgery_is_refused)
{
    struct text image = make_gif(&plain), forged = {0};
    struct rendering rendering;
    struct error error;
    size_t behind = forgeries[_i].at + forgeries[_i].replaced;

    text_append_bytes(&forged, image.data, forgeries[_i].at);
    text_append_bytes(&forged, forgeries[_i].bytes, forgeries[_i].length);
    text_append_bytes(&forged, image.data + behind, image.length - behind);
    assert_status(compare(&image, &forged, &no_boxes, 0.1, &rendering, &error), STATUS_OK, &error);
    ck_assert(!rendering.same);
    ck_assert_msg(strstr(rendering.reason, forgeries[_i].why) != NULL, "'%s' is not in '%s'",
                  forgeries[_i].why, rendering.reason);
    assert_status(compare(&forged, &image, &no_boxes, 0.1, &rendering, &error), STATUS_OK, &error);
    ck_assert(!rendering.same);
    text_free(&image);
    text_free(&forged);
}
END_TEST

/* On a white page, white is as good. */
START_TEST(transparency_is_no_color)
{
    struct animation white = plain;
    struct rendering rendering;
    struct error error;

    white.gray = 0xffffff;
    struct text image = make_gif(&white), forged = make_gif(&white);
    forged.data[CONTROL + 6] = 0;
    assert_status(compare(&image, &forged, &no_boxes, 0, &rendering, &error), STATUS_OK, &error);
    ck_assert(!rendering.same);
    text_free(&image);
    text_free(&forged);
}
END_TEST

START_TEST(what_follows_the_end_is_refused)
{
    struct text image = make_gif(&plain), forged = make_gif(&plain);
    struct rendering rendering;
    struct error error;

    text_append(&forged, "<script>");
    assert_status(compare(&image, &forged, &no_boxes, 0.1, &rendering, &error), STATUS_OK, &error);
    ck_assert_str_eq(rendering.reason, "candidate: extra data after its end");
    text_free(&image);
    text_free(&forged);
}
END_TEST

START_TEST(a_cut_gif_is_bad_input)
{
    struct text image = make_gif(&plain), cut = {0};
    struct rendering rendering;
    struct error error;

    for (size_t length = 0; length + 1 < image.length; length += length < 780 ? 97 : 1) {
        cut.length = 0;
        text_append_bytes(&cut, image.data, length);
        ck_assert_int_eq(compare(&image, &cut, &no_boxes, 0.1, &rendering, &error),
                         STATUS_BAD_INPUT);
        ck_assert_int_eq(strncmp(error.message, "candidate: ", 11), 0);
    }
    text_free(&image);
    text_free(&cut);
}
END_TEST

START_TEST(a_signal_interrupts)
{
    struct text image = make_gif(&plain);
    const struct rendering_image images[2] = {{image.data, image.length},
                                              {image.data, image.length}};
    struct gif_rendering_settings settings = {.boxes = &no_boxes};
    struct rendering rendering;
    struct error error;
    int ends[2];

    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], "x", 1), 1);
    settings.interrupt_fd = ends[0];
    ck_assert_int_eq(gif_rendering(images, &settings, &rendering, &error), STATUS_INTERRUPTED);
    close(ends[0]);
    close(ends[1]);
    text_free(&image);
}
END_TEST

Suite *gif_rendering_suite(void)
{
    Suite *suite = suite_create("gif_rendering");
    TCase *tcase = tcase_create("gif_rendering");

    tcase_add_test(tcase, two_releases_of_gnuplot_show_the_same_outside_of_texts);
    tcase_add_loop_test(tcase, small_animations, 0, sizeof cases / sizeof *cases);
    tcase_add_loop_test(tcase, a_forgery_is_refused, 0, sizeof forgeries / sizeof *forgeries);
    tcase_add_test(tcase, transparency_is_no_color);
    tcase_add_test(tcase, what_follows_the_end_is_refused);
    tcase_add_test(tcase, a_cut_gif_is_bad_input);
    tcase_add_test(tcase, a_signal_interrupts);
    suite_add_tcase(suite, tcase);
    return suite;
}
