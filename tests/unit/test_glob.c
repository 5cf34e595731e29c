#include "base/glob.h"

#include "support.h"
#include "unit_tests.h"

/* The expectations are those of `git check-ignore` with the glob as the only line of .gitignore. */
static const struct {
    const char *glob, *path;
    bool matches;
} cases[] = {
    {"*.png", "a.png", true},
    {"*.png", "sub/deep/a.png", true},
    {"*.png", "a.png.txt", false},
    {"a?c", "abc", true},
    {"a?c", "a/c", false},
    {"[ab].dat", "sub/b.dat", true},
    {"[!ab].dat", "b.dat", false},
    {"\\*.png", "*.png", true},
    {"\\*.png", "a.png", false},
    {"sub/*.png", "sub/a.png", true},
    {"sub/*.png", "sub/deep/a.png", false},
    {"sub/*.png", "other/sub/a.png", false},
    {"/a.png", "a.png", true},
    {"/a.png", "sub/a.png", false},
    {"**/a.png", "a.png", true},
    {"**/a.png", "sub/deep/a.png", true},
    {"sub/**", "sub/a", true},
    {"sub/**", "sub/deep/a", true},
    {"sub/**", "sub", false},
    {"a/**/b", "a/b", true},
    {"a/**/b", "a/x/y/b", true},
    {"a/**/b", "a/x/y/c", false},
    {"a/**/x/**/b", "a/x/1/x/2/b", true},
    {"**/x/y", "x/x/y", true},
    {"a**c", "abc", true},
    {"a**c", "a/c", false},
    {"sub", "sub/deep/a.png", true},
    {"sub", "other/sub/a.png", true},
    {"sub/", "sub/a.png", true},
    {"sub/", "other/sub", false},
    {"/sub/", "sub/a", true},
    {"/sub/", "other/sub/a", false},
    {"sub/deep", "sub/deep/a", true},
    {".hidden", ".hidden", true},
    {"*", ".hidden", true},
    {"a", "b", false},
};

START_TEST(globs_mean_what_they_mean_to_git)
{
    ck_assert_msg(glob_matches(cases[_i].glob, cases[_i].path) == cases[_i].matches, "%s on %s",
                  cases[_i].glob, cases[_i].path);
}
END_TEST

/* A name that is made to make matching slow. */
START_TEST(long_names_take_no_time)
{
    char path[4096];

    for (size_t i = 0; i < sizeof path; i++)
        path[i] = i % 2 == 0 ? 'a' : '/';
    path[sizeof path - 1] = '\0';
    ck_assert(!glob_matches("**/a/**/a/**/a/**/a/**/a/**/b", path));
    for (size_t i = 0; i < 255; i++)
        path[i] = 'a';
    path[255] = '\0';
    ck_assert(!glob_matches("*a*a*a*a*a*a*a*b", path));
}
END_TEST

Suite *glob_suite(void)
{
    Suite *suite = suite_create("glob");
    TCase *tests = tcase_create("glob");

    tcase_add_loop_test(tests, globs_mean_what_they_mean_to_git, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tests, long_names_take_no_time);
    suite_add_tcase(suite, tests);
    return suite;
}
