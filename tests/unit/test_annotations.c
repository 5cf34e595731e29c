#include "compare/annotations.h"

#include <stdio.h>
#include <string.h>

#include "support.h"
#include "unit_tests.h"

#define MOST_FILES 20

/* Files that fail, sorted already. */
struct sample {
    struct comparison comparison;
    struct comparison_file files[MOST_FILES];
    struct comparison_rank ranks[MOST_FILES];
    char names[MOST_FILES][32];
    char *reason;
};

static void make_sample(struct sample *sample, size_t count, const char *name, char *reason)
{
    *sample = (struct sample){.comparison = {.baseline = "./figures",
                                             .candidate = "/tmp/new/",
                                             .directories = true,
                                             .files = sample->files,
                                             .worst_first = sample->ranks,
                                             .count = count,
                                             .failed = count},
                              .reason = reason};
    for (size_t i = 0; i < count; i++) {
        snprintf(sample->names[i], sizeof sample->names[i], "%s", name);
        sample->files[i] = (struct comparison_file){.name = sample->names[i],
                                                    .verdict = VERDICT_CHANGED,
                                                    .sides = {{.there = true}, {.there = true}},
                                                    .reasons = &sample->reason,
                                                    .reason_count = reason != NULL};
        sample->ranks[i].file = &sample->files[i];
    }
}

static void assert_annotations(const struct sample *sample, const char *wanted)
{
    struct text out = {0};

    annotations_github(&sample->comparison, &out);
    ck_assert_str_eq(text_string(&out), wanted);
    text_free(&out);
}

START_TEST(a_file_that_fails_is_annotated)
{
    static char reason[] = "alpha 0.02 -> 0.021";
    struct sample sample;

    make_sample(&sample, 1, "sub/a b.png", reason);
    assert_annotations(
        &sample,
        "::error file=figures/sub/a b.png,title=adam-report::changed: alpha 0.02 -> 0.021\n");
    sample.comparison.candidate = "new";
    assert_annotations(
        &sample, "::error file=new/sub/a b.png,title=adam-report::changed: alpha 0.02 -> 0.021\n");
    sample.files[0].sides[1].there = false;
    sample.files[0].verdict = VERDICT_MISSING;
    sample.files[0].reason_count = 0;
    assert_annotations(&sample, "::error file=figures/sub/a b.png,title=adam-report::missing\n");
    sample.comparison.candidate = "/tmp/new/";
    sample.files[0].sides[1].there = true;
    sample.files[0].sides[0].there = false;
    sample.files[0].verdict = VERDICT_ADDED;
    sample.files[0].reason_count = 0;
    assert_annotations(&sample, "::error file=/tmp/new/sub/a b.png,title=adam-report::added\n");
    sample.comparison.directories = false;
    assert_annotations(&sample, "::error file=/tmp/new/,title=adam-report::added\n");
    sample.files[0].passes = true;
    sample.comparison.failed = 0;
    assert_annotations(&sample, "");
}
END_TEST

/* A name cannot end its property and begin another, nor a reason begin a command. */
START_TEST(nothing_can_be_forged)
{
    static char reason[] = "100% \r\n::error::x";
    struct sample sample;

    make_sample(&sample, 1, "a,title=x::b%0A\n", reason);
    assert_annotations(&sample, "::error file=figures/a%2Ctitle=x%3A%3Ab%250A\\n,"
                                "title=adam-report::changed: 100%25 %0D%0A::error::x\n");
}
END_TEST

START_TEST(ten_are_shown)
{
    struct sample sample;
    struct text out = {0};
    size_t lines = 0;

    for (size_t count = 10; count <= 12; count++) {
        make_sample(&sample, count, "a", NULL);
        annotations_github(&sample.comparison, &out);
        const char *more = strstr(text_string(&out), "more files do not pass");
        ck_assert(count > 10 ? more != NULL && more[-2] == (char)('0' + count - 9) : more == NULL);
        for (size_t i = 0; i < out.length; i++)
            lines += out.data[i] == '\n';
        ck_assert_uint_eq(lines, 10);
        lines = 0;
        text_free(&out);
    }
}
END_TEST

START_TEST(a_long_reason_is_not_shown_whole)
{
    char reason[1000];
    struct sample sample;
    struct text out = {0};

    memset(reason, 'x', sizeof reason - 1);
    reason[sizeof reason - 1] = '\0';
    char *reasons[] = {reason, reason};
    make_sample(&sample, 1, "a", reason);
    sample.files[0].reasons = reasons;
    sample.files[0].reason_count = 2;
    annotations_github(&sample.comparison, &out);
    ck_assert_uint_lt(out.length, 1100);
    ck_assert_ptr_nonnull(strstr(text_string(&out), "x; and more\n"));
    text_free(&out);
}
END_TEST

Suite *annotations_suite(void)
{
    Suite *suite = suite_create("annotations");
    TCase *tests = tcase_create("github");

    tcase_add_test(tests, a_file_that_fails_is_annotated);
    tcase_add_test(tests, nothing_can_be_forged);
    tcase_add_test(tests, ten_are_shown);
    tcase_add_test(tests, a_long_reason_is_not_shown_whole);
    suite_add_tcase(suite, tests);
    return suite;
}
