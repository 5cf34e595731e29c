#include "plot/font.h"

#include <string.h>
#include <unistd.h>

#include "plot/font_characters.h"
#include "support.h"
#include "unit_tests.h"

START_TEST(the_font_and_its_settings_are_staged)
{
    struct path at = new_directory();
    struct staging staging = {.path = at.string, .output = -1, .directory = -1, .work = -1};
    struct error error;

    staging.work = open_directory(at.string);
    assert_status(font_stage(&staging, &error), STATUS_OK, &error);
    struct text font = file_content(at.string, "fonts/DejaVuSans.ttf");
    ck_assert_uint_gt(font.length, 100000);
    ck_assert_int_eq(memcmp(font.data, "\0\1\0\0", 4), 0); /* TrueType */
    ck_assert_uint_eq(entries_in(path_in(at.string, "fonts").string), 1);
    text_free(&font);
    close(staging.work);
}
END_TEST

/* One directory, of which one font is accepted; a cache directory in the work directory before
 * those of systems; and every setting that affects pixels. */
START_TEST(the_settings_know_one_font)
{
    static const char *const settings[] = {"antialias", "hinting", "hintstyle", "autohint", "rgba"};
    struct path at = new_directory();
    struct staging staging = {.path = at.string, .output = -1, .directory = -1, .work = -1};
    struct error error;

    staging.work = open_directory(at.string);
    assert_status(font_stage(&staging, &error), STATUS_OK, &error);
    struct text configuration = file_content(at.string, FONT_CONFIGURATION);
    const char *directory = strstr(text_string(&configuration), "<dir");
    ck_assert_ptr_nonnull(directory);
    ck_assert_ptr_null(strstr(directory + 1, "<dir"));
    ck_assert(strstr(directory, ">fonts</dir>") != NULL ||
              strstr(directory, "<rejectfont><glob>*</glob></rejectfont>") != NULL);
    const char *cache = strstr(directory, "<cachedir");
    ck_assert_ptr_nonnull(cache);
    ck_assert_ptr_eq(strstr(cache, "<cachedir prefix=\"cwd\">font-cache<"), cache);
    ck_assert_uint_eq(entries_in(path_in(at.string, "font-cache").string), 0);
    ck_assert_ptr_null(strstr(directory, "<include"));
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        ck_assert_ptr_nonnull(strstr(directory, settings[i]));
    text_free(&configuration);
    close(staging.work);
}
END_TEST

START_TEST(a_place_that_is_taken_is_an_error)
{
    struct path at = new_directory();
    struct staging staging = {.path = at.string, .output = -1, .directory = -1, .work = -1};
    struct error error;

    make_file(at.string, "fonts", "");
    staging.work = open_directory(at.string);
    assert_status(font_stage(&staging, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, at.string);
    close(staging.work);
}
END_TEST

/* U+FFFD for characters without a glyph; the first of them is named. */
static const struct {
    const char *text, *shown, *missing;
} titles[] = {
    {"", "", NULL},
    {"plain ASCII: {}~", "plain ASCII: {}~", NULL},
    {"é λ אב ₁ − 😀", "é λ אב ₁ − 😀", NULL},
    {"a 日本 b", "a \xef\xbf\xbd\xef\xbf\xbd b", "日本 b"},
    {"\xf0\xa0\x80\x80", "\xef\xbf\xbd", "\xf0\xa0\x80\x80"}, /* U+20000 */
};

START_TEST(characters_that_the_font_lacks_are_replaced)
{
    struct path at = new_directory();
    struct staging staging = {.path = at.string, .output = -1, .directory = -1, .work = -1};
    struct text shown = {0};
    struct error error;
    const char *missing;

    staging.work = open_directory(at.string);
    assert_status(font_stage(&staging, &error), STATUS_OK, &error);
    assert_status(font_fit_text(&staging, titles[_i].text, &shown, &missing, &error), STATUS_OK,
                  &error);
    ck_assert_str_eq(text_string(&shown), titles[_i].shown);
    ck_assert_int_eq(missing == NULL, titles[_i].missing == NULL);
    if (missing != NULL)
        ck_assert_str_eq(missing, titles[_i].missing);
    text_free(&shown);
    close(staging.work);
}
END_TEST

/* However short the file is: no character, and no access beyond its end. */
START_TEST(a_damaged_font_has_no_characters)
{
    struct path at = new_directory();
    struct staging staging = {.path = at.string, .output = -1, .directory = -1, .work = -1};
    struct error error;

    staging.work = open_directory(at.string);
    assert_status(font_stage(&staging, &error), STATUS_OK, &error);
    struct text font = file_content(at.string, "fonts/DejaVuSans.ttf");
    ck_assert(font_characters_has(&font, 'A') && font_characters_has(&font, 0x1f600));
    for (size_t length = 0; length < 400; length++) {
        struct text part = {0};
        text_append_bytes(&part, font.data, length);
        ck_assert(!font_characters_has(&part, 'A') && !font_characters_has(&part, 0x1f600));
        text_free(&part);
    }
    text_free(&font);
    close(staging.work);
}
END_TEST

Suite *font_suite(void)
{
    Suite *suite = suite_create("font");
    TCase *tests = tcase_create("font");

    tcase_add_test(tests, the_font_and_its_settings_are_staged);
    tcase_add_test(tests, the_settings_know_one_font);
    tcase_add_test(tests, a_place_that_is_taken_is_an_error);
    tcase_add_loop_test(tests, characters_that_the_font_lacks_are_replaced, 0,
                        sizeof titles / sizeof *titles);
    tcase_add_test(tests, a_damaged_font_has_no_characters);
    suite_add_tcase(suite, tests);
    return suite;
}
