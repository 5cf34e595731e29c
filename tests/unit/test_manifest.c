#include "report/manifest.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "report/manifest_check.h"
#include "summary_samples.h"
#include "support.h"
#include "unit_tests.h"

#define DIGEST_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define DIGEST_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static const struct output_file files[] = {
    {.name = "z.dat", .kind = "data", .digest = DIGEST_A, .source = DIGEST_A, .size = 7},
    {.name = "a b.png",
     .kind = "figure",
     .parts = DIGEST_A "  c.gp\n" DIGEST_B "  z.dat\n",
     .digest = DIGEST_B,
     .source = DIGEST_A,
     .size = 1234567,
     .width = 1280,
     .height = 960,
     .theme = "dark",
     .caption = "A \"caption\".",
     .alternative = "x\u2081 <b>"},
    {.name = "m.svg",
     .kind = "figure",
     .kept = true,
     .digest = DIGEST_B,
     .size = 99,
     .width = 640,
     .height = 480,
     .theme = "light",
     .caption = "Kept.",
     .alternative = ""},
};
#define FILES (sizeof files / sizeof *files)

static json_t *make(const struct run_summary *summary)
{
    struct text out = {0};
    struct error error;

    assert_status(manifest_write(summary, files, FILES, &out, &error), STATUS_OK, &error);
    ck_assert_int_eq(out.data[out.length - 1], '\n');
    json_t *json = json_loads(text_string(&out), JSON_REJECT_DUPLICATES, NULL);
    ck_assert_ptr_nonnull(json);
    text_free(&out);
    return json;
}

static void assert_member(const json_t *json, const char *key, const char *wanted)
{
    char *found = json_dumps(json_object_get(json, key), JSON_ENCODE_ANY | JSON_COMPACT);

    ck_assert_ptr_nonnull(found);
    ck_assert_str_eq(found, wanted);
    free(found);
}

START_TEST(the_manifest_tells_of_the_run)
{
    struct run_summary summary = sample_summary();
    json_t *json = make(&summary);
    const json_t *result = json_object_get(json, "result");

    assert_member(json, "schema", "1");
    assert_member(json, "program", "\"adam-report 9.8.7\"");
    assert_member(json_object_get(json, "problem"), "name", "\"sphere\"");
    assert_member(json_object_get(json, "problem"), "formula", "\"x1^2 + x2^2\"");
    assert_member(json_object_get(json, "problem"), "minima", "[[0.0,0.0]]");
    assert_member(result, "diverged", "false");
    assert_member(result, "iterations", "12");
    assert_member(result, "final_value", "1.0");
    assert_member(result, "first_iteration_below", "10"); /* f is 2 after 11 updates */
    assert_member(result, "below_from_iteration", "10");
    assert_member(json_object_get(json, "renderer"), "gnuplot", "\"gnuplot 5.4 patchlevel 4\"");
    json_decref(json);
}
END_TEST

START_TEST(what_did_not_happen_is_null)
{
    struct run_summary summary = sample_summary();

    summary.tolerance = summary.threshold = 0;
    summary.gnuplot = "";
    json_t *json = make(&summary);
    assert_member(json_object_get(json, "result"), "first_iteration_below", "null");
    assert_member(json_object_get(json, "result"), "below_from_iteration", "null");
    assert_member(json, "renderer", "null");
    json_decref(json);
}
END_TEST

START_TEST(files_are_sorted_and_described)
{
    struct run_summary summary = sample_summary();
    json_t *json = make(&summary);
    const json_t *list = json_object_get(json, "files");

    ck_assert_uint_eq(json_array_size(list), FILES);
    assert_member(json_array_get(list, 0), "name", "\"a b.png\"");
    assert_member(json_array_get(list, 0), "source", "\"" DIGEST_A "\"");
    assert_member(json_array_get(list, 0), "sources", "[\"c.gp\",\"z.dat\"]");
    assert_member(json_array_get(list, 0), "sha256", "\"" DIGEST_B "\"");
    assert_member(json_array_get(list, 0), "width", "1280");
    assert_member(json_array_get(list, 0), "theme", "\"dark\"");
    assert_member(json_array_get(list, 0), "caption", "\"A \\\"caption\\\".\"");
    assert_member(json_array_get(list, 0), "alternative_text", "\"x\u2081 <b>\"");
    ck_assert_ptr_null(json_object_get(json_array_get(list, 0), "kept"));
    assert_member(json_array_get(list, 1), "name", "\"m.svg\"");
    assert_member(json_array_get(list, 1), "kept", "true");
    ck_assert_ptr_null(json_object_get(json_array_get(list, 1), "source"));
    ck_assert_ptr_null(json_object_get(json_array_get(list, 1), "sources"));
    assert_member(json_array_get(list, 2), "name", "\"z.dat\"");
    ck_assert_uint_eq(json_object_size(json_array_get(list, 2)), 5);
    json_decref(json);
}
END_TEST

START_TEST(parameters_are_one_sorted_line)
{
    struct run_summary summary = sample_summary();
    struct text out = {0};
    struct error error;

    assert_status(manifest_parameters(&summary, &out, &error), STATUS_OK, &error);
    ck_assert_str_eq(text_string(&out),
                     "{\"alpha\":0.02,\"bounds\":[-1.0,1.0,-0.10000000000000001,1e-8],"
                     "\"format\":[\"png\",\"svg\"],\"palette\":\"a|b \\\"c\\\"\","
                     "\"seed\":4294967295,\"transparent\":true}");
    text_free(&out);
}
END_TEST

START_TEST(checksums_are_as_sha256sum_has_them)
{
    const struct output_file *parts[] = {&files[0], &files[1]};
    struct text sums = {0}, source = {0};
    struct error error;

    assert_status(manifest_checksums(files, 2, &sums, &error), STATUS_OK, &error);
    ck_assert_str_eq(text_string(&sums), DIGEST_B "  a b.png\n" DIGEST_A "  z.dat\n");
    manifest_source(parts, 2, &source);
    ck_assert_str_eq(text_string(&source), DIGEST_A "  z.dat\n" DIGEST_B "  a b.png\n");
    text_free(&sums);
    text_free(&source);
}
END_TEST

/* ---- Read again ------------------------------------------------------------------------------ */

static enum status check(const struct run_summary *summary, const char *json, struct error *error)
{
    return manifest_check(json, strlen(json), summary, files, FILES, error);
}

START_TEST(what_was_written_is_what_was_to_be)
{
    struct run_summary summary = sample_summary();
    struct text out = {0};
    struct error error;

    for (int drawn = 0; drawn < 2; drawn++) {
        summary.gnuplot = drawn ? "gnuplot 5.4 patchlevel 4" : "";
        summary.threshold = drawn ? 2.5 : 0;
        assert_status(manifest_write(&summary, files, FILES, &out, &error), STATUS_OK, &error);
        assert_status(check(&summary, text_string(&out), &error), STATUS_OK, &error);
        text_free(&out);
    }
}
END_TEST

/* Every line of the manifest but one: a member that is missing, or brackets that do not close. */
START_TEST(no_line_may_be_missing)
{
    struct run_summary summary = sample_summary();
    struct text out = {0};
    struct error error;

    assert_status(manifest_write(&summary, files, FILES, &out, &error), STATUS_OK, &error);
    for (const char *line = text_string(&out); *line != '\0'; line = strchr(line, '\n') + 1) {
        struct text rest = {0};
        text_append_bytes(&rest, out.data, (size_t)(line - out.data));
        text_append(&rest, strchr(line, '\n') + 1);
        assert_status(check(&summary, text_string(&rest), &error), STATUS_FAILED, &error);
        assert_message_holds(&error, "cannot write manifest.json: ");
        text_free(&rest);
    }
    text_free(&out);
}
END_TEST

/* Every letter and digit is another one: by five, since one more in the last digit of 17 can be the
 * same number. */
START_TEST(no_value_may_be_another)
{
    struct run_summary summary = sample_summary();
    struct text out = {0};
    struct error error;

    assert_status(manifest_write(&summary, files, FILES, &out, &error), STATUS_OK, &error);
    for (size_t i = 0; i < out.length; i++) {
        char was = out.data[i];
        if (!((was >= '0' && was <= '9') || (was >= 'a' && was <= 'z')))
            continue;
        out.data[i] = (char)(was <= '4' || (was >= 'a' && was <= 'm') ? was + 5 : was - 5);
        assert_status(check(&summary, text_string(&out), &error), STATUS_FAILED, &error);
        out.data[i] = was;
    }
    text_free(&out);
}
END_TEST

START_TEST(no_file_may_be_too_many)
{
    struct run_summary summary = sample_summary();
    struct text out = {0};
    struct error error;

    assert_status(manifest_write(&summary, files, FILES, &out, &error), STATUS_OK, &error);
    assert_status(manifest_check(text_string(&out), out.length, &summary, files, FILES - 1, &error),
                  STATUS_FAILED, &error);
    text_free(&out);
}
END_TEST

Suite *manifest_suite(void)
{
    Suite *suite = suite_create("manifest");
    TCase *tests = tcase_create("json");

    tcase_add_test(tests, the_manifest_tells_of_the_run);
    tcase_add_test(tests, what_did_not_happen_is_null);
    tcase_add_test(tests, files_are_sorted_and_described);
    tcase_add_test(tests, parameters_are_one_sorted_line);
    tcase_add_test(tests, checksums_are_as_sha256sum_has_them);
    tcase_add_test(tests, what_was_written_is_what_was_to_be);
    tcase_add_test(tests, no_line_may_be_missing);
    tcase_add_test(tests, no_value_may_be_another);
    tcase_add_test(tests, no_file_may_be_too_many);
    suite_add_tcase(suite, tests);
    return suite;
}
