#include "compare/rules.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support.h"
#include "unit_tests.h"

static const struct pair_settings *base(void)
{
    static struct pair_settings settings;

    settings = (struct pair_settings){
        .tolerance = {.absolute = 1, .relative = 0.5}, .threshold = 0.1, .region_count = 1};
    return &settings;
}

static enum status parse(struct rules *rules, const char *text, struct error *error)
{
    *rules = (struct rules){.path = "compare.rules"};
    text_append(&rules->text, text);
    return rules_parse(rules, error);
}

static struct rules parsed(const char *text)
{
    struct rules rules;
    struct error error;

    assert_status(parse(&rules, text, &error), STATUS_OK, &error);
    return rules;
}

static const struct pair_settings *settings_of(struct rules *rules, const char *path)
{
    const struct pair_settings *settings = NULL;
    struct error error;

    assert_status(rules_settings(rules, base(), path, &settings, &error), STATUS_OK, &error);
    return settings;
}

START_TEST(later_rules_win_setting_by_setting)
{
    struct rules rules = parsed("# a comment\n"
                                "\n"
                                "*.dat  absolute=1e-9 relative=0.25 # why\n"
                                "\tsub/**\tabsolute=3\r\n"
                                "a.png threshold=0.5 antialiasing=count max-pixels=7");
    ck_assert_uint_eq(rules.count, 3);
    ck_assert_uint_eq(rules.rules[1].line, 4);
    const struct pair_settings *found = settings_of(&rules, "x.dat");
    ck_assert_double_eq(found->tolerance.absolute, 1e-9);
    ck_assert_double_eq(found->tolerance.relative, 0.25);
    found = settings_of(&rules, "sub/x.dat");
    ck_assert_double_eq(found->tolerance.absolute, 3);
    ck_assert_double_eq(found->tolerance.relative, 0.25);
    found = settings_of(&rules, "sub/a.png");
    ck_assert_double_eq(found->tolerance.absolute, 3);
    ck_assert_double_eq(found->tolerance.relative, 0.5);
    ck_assert_double_eq(found->threshold, 0.5);
    ck_assert(found->count_antialiased && found->pixels_given && found->max_pixels == 7);
    found = settings_of(&rules, "other");
    ck_assert_double_eq(found->tolerance.absolute, 1);
    ck_assert_double_eq(found->threshold, 0.1);
    rules_free(&rules);
}
END_TEST

/* Each is well by itself. */
START_TEST(settings_of_several_rules_can_exclude_one_another)
{
    struct rules rules = parsed("*.csv decimal=comma\na.* delimiter=comma\n");
    const struct pair_settings *settings;
    struct error error;

    ck_assert_int_eq(settings_of(&rules, "b.csv")->decimal_mark, ',');
    assert_status(rules_settings(&rules, base(), "a.csv", &settings, &error), STATUS_USAGE, &error);
    assert_message_holds(&error, "--rules compare.rules, for a.csv: ");
    rules_free(&rules);
}
END_TEST

START_TEST(values_can_hold_blanks)
{
    struct rules rules = parsed("*.csv key=\"time step,seed\"\n");

    ck_assert_str_eq(settings_of(&rules, "b.csv")->key, "time step,seed");
    rules_free(&rules);
}
END_TEST

START_TEST(regions_are_those_of_the_last_rule)
{
    struct rules rules = parsed("* ignore=1,2,3,4 ignore=5,6,7,8\n"
                                "b.png ignore=9,9,9,9\n"
                                "c.png threshold=0\n");
    ck_assert_uint_eq(settings_of(&rules, "a.png")->region_count, 2);
    ck_assert_uint_eq(settings_of(&rules, "a.png")->regions[1].left, 5);
    ck_assert_uint_eq(settings_of(&rules, "b.png")->region_count, 1);
    ck_assert_uint_eq(settings_of(&rules, "b.png")->regions[0].height, 9);
    ck_assert_uint_eq(settings_of(&rules, "c.png")->region_count, 2);
    rules_free(&rules);
}
END_TEST

START_TEST(files_are_left_out_and_taken_in_again)
{
    struct rules rules = parsed("*.tmp skip\nkeep.tmp skip=no\n\"with blank\"/ skip=yes\n");

    ck_assert_ptr_null(settings_of(&rules, "sub/x.tmp"));
    ck_assert_ptr_nonnull(settings_of(&rules, "sub/keep.tmp"));
    ck_assert_ptr_null(settings_of(&rules, "with blank/x"));
    ck_assert_ptr_nonnull(settings_of(&rules, "with"));
    ck_assert(rules.rules[0].used && rules.rules[1].used && rules.rules[2].used);
    rules_free(&rules);
}
END_TEST

START_TEST(quotation_marks_and_number_signs)
{
    struct rules rules = parsed("a\" b\"c\"#d\" skip\ne#f skip # comment \" \n\"#g\" skip\n");

    ck_assert_str_eq(rules.rules[0].glob, "a bc#d");
    ck_assert_str_eq(rules.rules[1].glob, "e#f");
    ck_assert_str_eq(rules.rules[2].glob, "#g");
    rules_free(&rules);
}
END_TEST

static const struct {
    const char *text, *message;
} mistakes[] = {
    {"*.dat", "compare.rules:1:6: no setting after the glob"},
    {"*.dat # absolute=1", "compare.rules:1:7: no setting after the glob"},
    {"\n\n  *.dat absolut=1", "compare.rules:3:9: unknown setting 'absolut'; expected absolute="},
    {"*.dat absolute", "compare.rules:1:7: 'absolute' has no value; expected absolute=D"},
    {"*.dat absolute=", "compare.rules:1:7: absolute '': must be a number of 0 or more"},
    {"*.dat absolute=-1", "compare.rules:1:7: absolute '-1': must be a number of 0 or more"},
    {"*.dat relative=2", "compare.rules:1:7: relative '2': must be a number from 0 to 1"},
    {"* antialiasing=maybe", "compare.rules:1:3: antialiasing 'maybe': must be ignore or count"},
    {"* ignore=1,2", "compare.rules:1:3: ignore '1,2': must be four whole numbers"},
    {"* skip=maybe", "compare.rules:1:3: skip 'maybe': must be yes or no"},
    {"* absolute=1 absolute=2", "compare.rules:1:14: duplicate setting 'absolute'"},
    {"* skip skip", "compare.rules:1:8: duplicate setting 'skip'"},
    {"* output=x", "compare.rules:1:3: unknown setting 'output'"},
    {"* strict", "compare.rules:1:3: unknown setting 'strict'"},
    {"\n* decimal=comma delimiter=comma", "compare.rules:2:1: decimal comma: cannot be combined"},
    {"* key=a,,b", "compare.rules:1:3: key 'a,,b': must be up to 16"},
    {"* =1", "compare.rules:1:3: unknown setting ''"},
    {"\"*.dat skip", "compare.rules:1:1: unterminated quotation mark"},
    {"* skip\n* \"skip", "compare.rules:2:3: unterminated quotation mark"},
    {"\"\" skip", "compare.rules:1:1: empty glob"},
    {"* skip\n*\x1b[31m skip", "compare.rules:2:2: control character"},
    {"* skip \x7f", "compare.rules:1:8: control character"},
};

START_TEST(a_mistake_is_said_with_its_place)
{
    struct rules rules;
    struct error error;

    assert_status(parse(&rules, mistakes[_i].text, &error), STATUS_USAGE, &error);
    ck_assert_msg(strncmp(error.message, mistakes[_i].message, strlen(mistakes[_i].message)) == 0,
                  "%s", error.message);
    rules_free(&rules);
}
END_TEST

START_TEST(bytes_of_no_text_are_a_mistake)
{
    struct rules rules = {.path = "compare.rules"};
    struct error error;

    text_append_bytes(&rules.text, "a skip\nb\0 skip\n", 15);
    assert_status(rules_parse(&rules, &error), STATUS_USAGE, &error);
    assert_message_holds(&error, "compare.rules:2:2: control character");
    rules_free(&rules);
}
END_TEST

START_TEST(rules_have_a_limit)
{
    struct text text = {0};
    struct rules rules;
    struct error error;

    for (int i = 0; i <= RULES_MAX; i++)
        text_appendf(&text, "%d skip\n", i);
    assert_status(parse(&rules, text_string(&text), &error), STATUS_USAGE, &error);
    assert_message_holds(&error, "compare.rules:513:1: more than 512 rules");
    rules_free(&rules);
    text_free(&text);
}
END_TEST

/* Every option that is for a pair of files can be in a rule, and no other. */
START_TEST(the_settings_are_the_options_of_a_pair)
{
    static const char *const names[] = {"absolute",   "relative",  "threshold", "antialiasing",
                                        "max-pixels", "max-share", "ignore",    "max-image-pixels",
                                        "delimiter",  "decimal",   "key"};
    static const char *const others[] = {"output", "strict", "rules", "include", "help", "none"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_assert_msg(pair_setting_find(names[i]) != NULL, "%s", names[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(pair_setting_find(others[i]) == NULL, "%s", others[i]);
    ck_assert_ptr_null(pair_setting_find(NULL));
}
END_TEST

/* ---- Where the file may be ------------------------------------------------------------------- */

START_TEST(rules_come_from_outside_of_what_is_compared)
{
    struct path top = new_directory();
    struct rules rules;
    struct error error;
    char here[1024];

    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    ck_assert_int_eq(chdir(top.string), 0);
    make_directory_in(".", "a");
    make_directory_in(".", "b");
    make_directory_in("b", "sub");
    make_file(".", "ours", "* skip\n");
    make_file("b/sub", "theirs", "* skip\n");
    ck_assert_int_eq(symlink("../ours", "b/link"), 0);
    ck_assert_int_eq(symlink("..", "b/up"), 0);
    ck_assert_int_eq(symlink("b/sub/theirs", "hidden"), 0);
    const char *const compared[] = {"a", "b"};
    static const char *const refused[] = {
        "b/sub/theirs", "b/link", "b/up/ours", "hidden", "a/../b/sub/theirs", "./b//sub/../link"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        assert_status(rules_read(&rules, refused[i], compared, &error), STATUS_USAGE, &error);
        assert_message_holds(&error, "must not be inside b");
        rules_free(&rules);
    }
    static const char *const taken[] = {"ours", "./ours", "b/../ours"};
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        assert_status(rules_read(&rules, taken[i], compared, &error), STATUS_OK, &error);
        rules_free(&rules);
    }
    const char *const files[] = {"ours", "b/sub/theirs"};
    assert_status(rules_read(&rules, "hidden", files, &error), STATUS_USAGE, &error);
    rules_free(&rules);
    ck_assert_int_eq(chdir("b"), 0);
    const char *const inside[] = {"../a", "."};
    assert_status(rules_read(&rules, "link", inside, &error), STATUS_USAGE, &error);
    rules_free(&rules);
    assert_status(rules_read(&rules, "../ours", inside, &error), STATUS_OK, &error);
    rules_free(&rules);
    ck_assert_int_eq(chdir(here), 0);
}
END_TEST

START_TEST(what_is_no_rules_file_is_rejected)
{
    struct path top = new_directory();
    const char *const compared[] = {"/nowhere", "/nowhere"};
    struct rules rules;
    struct error error;

    assert_status(rules_read(&rules, path_in(top.string, "none").string, compared, &error),
                  STATUS_USAGE, &error);
    assert_message_holds(&error, "--rules ");
    assert_status(rules_read(&rules, top.string, compared, &error), STATUS_USAGE, &error);
    assert_message_holds(&error, "not a regular file");
}
END_TEST

Suite *rules_suite(void)
{
    Suite *suite = suite_create("rules");
    TCase *tests = tcase_create("rules");

    tcase_add_test(tests, later_rules_win_setting_by_setting);
    tcase_add_test(tests, settings_of_several_rules_can_exclude_one_another);
    tcase_add_test(tests, values_can_hold_blanks);
    tcase_add_test(tests, regions_are_those_of_the_last_rule);
    tcase_add_test(tests, files_are_left_out_and_taken_in_again);
    tcase_add_test(tests, quotation_marks_and_number_signs);
    tcase_add_loop_test(tests, a_mistake_is_said_with_its_place, 0,
                        sizeof mistakes / sizeof *mistakes);
    tcase_add_test(tests, bytes_of_no_text_are_a_mistake);
    tcase_add_test(tests, rules_have_a_limit);
    tcase_add_test(tests, the_settings_are_the_options_of_a_pair);
    tcase_add_test(tests, rules_come_from_outside_of_what_is_compared);
    tcase_add_test(tests, what_is_no_rules_file_is_rejected);
    suite_add_tcase(suite, tests);
    return suite;
}
