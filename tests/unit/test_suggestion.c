#include "base/suggestion.h"

#include <string.h>

#include "unit_tests.h"

static NAME_LIST(names, "rosenbrock", "goldstein-price", "contour", "contour_path", "jet", "x")

    static const struct {
    const char *word;
    const char *nearest; /* NULL: none */
} cases[] = {
    {"rosenbrock", "rosenbrock"},
    {"rosenbrok", "rosenbrock"},   /* one left out */
    {"rosenbrrock", "rosenbrock"}, /* one too many */
    {"rosembrock", "rosenbrock"},  /* another one */
    {"rosebnrock", "rosenbrock"},  /* two swapped */
    {"ROSEMBROCK", "rosenbrock"},
    {"rosen", "rosenbrock"}, /* its beginning */
    {"Goldstein", "goldstein-price"},
    {"goldsteinprice", "goldstein-price"},
    {"contourpath", "contour_path"},
    {"conotur", "contour"},
    {"jte", "jet"},
    {"", NULL},
    {"j", NULL}, /* a beginning that says too little */
    {"y", NULL}, /* nothing in common */
    {"pie", NULL},
    {"photo", NULL},
    {"hot", NULL},
    {"\xff\xfe", NULL},
    {"0123456789012345678901234567890123456789rosenbrock", NULL},
};

START_TEST(the_nearest_name_is_suggested)
{
    const char *found = suggestion_find(cases[_i].word, strlen(cases[_i].word), names);

    if (cases[_i].nearest == NULL)
        ck_assert_msg(found == NULL, "%s: %s", cases[_i].word, found);
    else
        ck_assert_pstr_eq(found, cases[_i].nearest);
}
END_TEST

/* Of names that are as near, the first. */
START_TEST(the_first_of_several_is_suggested)
{
    ck_assert_str_eq(suggestion_find("contou", 6, names), "contour");
    ck_assert_str_eq(suggestion_find("contour_pat", 11, names), "contour_path");
}
END_TEST

START_TEST(names_match_as_people_mean_them)
{
    ck_assert(name_matches("goldstein-price", 15, "goldstein-price"));
    ck_assert(name_matches("Goldstein Price", 15, "goldstein-price"));
    ck_assert(name_matches("GOLDSTEIN_PRICE", 15, "goldstein-price"));
    ck_assert(name_matches("contour-path", 12, "contour_path"));
    ck_assert(name_matches("jet,viridis", 3, "jet"));
    ck_assert(!name_matches("je", 2, "jet"));
    ck_assert(!name_matches("jets", 4, "jet"));
    ck_assert(!name_matches("goldsteinprice", 14, "goldstein-price"));
    ck_assert_uint_eq(name_find("Contour Path", 12, names), 3);
    ck_assert_uint_eq(name_find("no", 2, names), 6);
}
END_TEST

Suite *suggestion_suite(void)
{
    Suite *suite = suite_create("suggestion");
    TCase *tests = tcase_create("names");

    tcase_add_loop_test(tests, the_nearest_name_is_suggested, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tests, the_first_of_several_is_suggested);
    tcase_add_test(tests, names_match_as_people_mean_them);
    suite_add_tcase(suite, tests);
    return suite;
}
