/* The command line of compare. */
#include <stdio.h>
#include <string.h>

#include "compare/compare_options.h"
#include "support.h"
#include "unit_tests.h"

static enum status parse(const char *const words[], struct compare_options *options,
                         struct error *error)
{
    static char command[] = "compare", copies[16][64];
    char *argv[18] = {command};
    int argc = 1;

    error->message[0] = '\0';
    for (; words[argc - 1] != NULL; argc++) {
        argv[argc] = copies[argc - 1];
        snprintf(copies[argc - 1], sizeof *copies, "%s", words[argc - 1]);
    }
    return compare_options_parse(options, argc, argv, error);
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

START_TEST(test_defaults)
{
    struct compare_options options;
    struct error error;

    assert_status(parse(WORDS("a", "b"), &options, &error), STATUS_OK, &error);
    const struct compare_options *c = &options;
    ck_assert_str_eq(c->paths[0], "a");
    ck_assert_str_eq(c->paths[1], "b");
    ck_assert_ptr_null(c->output);
    ck_assert(!c->quiet && !c->strict && !c->ignore_added && c->pair.count_antialiased);
    ck_assert(!c->pair.pixels_given && !c->pair.share_given);
    ck_assert_double_eq(c->pair.threshold, 0);
    ck_assert_double_eq(c->pair.tolerance.absolute, 0);
    ck_assert_double_eq(c->pair.tolerance.relative, 0);
    ck_assert_uint_eq(c->pair.max_image_pixels, 1000000000);
}
END_TEST

START_TEST(test_all)
{
    struct compare_options options;
    struct error error;

    assert_status(parse(WORDS("a", "-qo", "out", "--strict", "--ignore-added", "--absolute=1e-3",
                              "--relative", "0.5", "--threshold=0.25", "--antialiasing=ignore",
                              "--max-pixels=7", "--ignore=1,2,3,4", "--ignore=5,6,7,8", "b"),
                        &options, &error),
                  STATUS_OK, &error);
    const struct compare_options *c = &options;
    ck_assert_str_eq(c->output, "out");
    ck_assert_str_eq(c->paths[1], "b");
    ck_assert(c->quiet && c->strict && c->ignore_added && !c->pair.count_antialiased);
    ck_assert(c->pair.pixels_given && c->pair.max_pixels == 7 && !c->pair.share_given);
    ck_assert_double_eq(c->pair.tolerance.absolute, 1e-3);
    ck_assert_double_eq(c->pair.tolerance.relative, 0.5);
    ck_assert_double_eq(c->pair.threshold, 0.25);
    ck_assert_uint_eq(c->pair.region_count, 2);
    ck_assert_uint_eq(c->pair.regions[1].left, 5);
    ck_assert_uint_eq(c->pair.regions[1].height, 8);
    assert_status(
        parse(WORDS("--max-share=2.5", "--max-image-pixels=100", "a", "b"), &options, &error),
        STATUS_OK, &error);
    ck_assert(c->pair.share_given && c->pair.max_share == 2.5 && c->pair.max_image_pixels == 100);
    assert_status(parse(WORDS("--help"), &options, &error), STATUS_OK, &error);
    ck_assert(options.help);
}
END_TEST

static const struct {
    const char *words[4];
    const char *holds;
} wrong[] = {
    {{NULL}, "BASELINE and CANDIDATE, not 0;"},
    {{"a"}, "not 1;"},
    {{"a", "b", "c"}, "not 3;"},
    {{"a", ""}, "must not be empty"},
    {{"--bogus", "a", "b"}, "--bogus"},
    {{"-x", "a", "b"}, "-x"},
    {{"--seed=1", "a", "b"}, "compare: unknown option '--seed'; see compare --help"},
    {{"--quiet=1", "a", "b"}, "takes no value"},
    {{"a", "b", "--output"}, "requires a value"},
    {{"--output=", "a", "b"}, "--output ''"},
    {{"--threshold=1.1", "a", "b"}, "--threshold '1.1'"},
    {{"--threshold=nan", "a", "b"}, "--threshold 'nan'"},
    {{"--absolute=-1", "a", "b"}, "--absolute '-1'"},
    {{"--absolute=inf", "a", "b"}, "--absolute 'inf'"},
    {{"--relative=2", "a", "b"}, "--relative '2'"},
    {{"--antialiasing=yes", "a", "b"}, "ignore or count"},
    {{"--max-pixels=-1", "a", "b"}, "--max-pixels '-1'"},
    {{"--max-share=101", "a", "b"}, "--max-share '101'"},
    {{"--ignore=1,2,3", "a", "b"}, "--ignore '1,2,3'"},
    {{"--ignore=1,2,3,4,", "a", "b"}, "--ignore"},
    {{"--ignore=1,2,3,-4", "a", "b"}, "--ignore"},
    {{"--ignore=1,2,3,9999999999", "a", "b"}, "--ignore"},
    {{"--max-image-pixels=x", "a", "b"}, "--max-image-pixels 'x'"},
};

START_TEST(test_wrong)
{
    struct compare_options options;
    struct error error;

    ck_assert_int_eq((int)parse(wrong[_i].words, &options, &error), STATUS_USAGE);
    assert_message_holds(&error, wrong[_i].holds);
}
END_TEST

Suite *compare_options_suite(void)
{
    Suite *suite = suite_create("compare_options");
    TCase *tests = tcase_create("compare");

    tcase_add_test(tests, test_defaults);
    tcase_add_test(tests, test_all);
    tcase_add_loop_test(tests, test_wrong, 0, sizeof wrong / sizeof *wrong);
    suite_add_tcase(suite, tests);
    return suite;
}
