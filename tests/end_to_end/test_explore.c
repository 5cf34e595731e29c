/* adam-report run --explore: explore.html, its data and module, and how it is compared. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "compare_support.h"
#include "explore/module_bytes.h"

#define DATA "--quiet", "--figure", "none"
#define BRIEF DATA, "-n", "5", "--explore"

/* Most bytes of the page without the images of the report in it. */
#define MOST_BYTES 600000

static bool has_module(void)
{
    if (explore_module_length > 0)
        return true;
    skip("the program was built without a compiler for WebAssembly");
    return false;
}

static void assert_holds(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "'%s' is not in: %.600s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) == NULL, "'%s' is in: %.600s", part, text);
}

static size_t count(const char *text, const char *part)
{
    size_t found = 0;

    for (; (text = strstr(text, part)) != NULL; text += strlen(part))
        found++;
    return found;
}

/* The text of the script element with this identifier. */
static const char *element(const char *page, const char *id)
{
    const char *begin = strstr(page, format("id=\"%s\">", id));

    ck_assert_msg(begin != NULL, "no element %s", id);
    begin = strchr(begin, '>') + 1;
    return format("%.*s", (int)(strstr(begin, "</script>") - begin), begin);
}

static json_t *read_data(const char *path)
{
    json_error_t error;
    json_t *data = json_loads(element(read_bytes(path).data, "data"), 0, &error);

    ck_assert_msg(data != NULL, "%s: %s", path, error.text);
    return data;
}

static const char *string_of(json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* The settings as lines "key=value". */
static const char *settings_of(json_t *data)
{
    const char *lines = "";
    json_t *pair;
    size_t i;

    json_array_foreach(json_object_get(data, "settings"), i, pair) lines =
        format("%s%s=%s\n", lines, json_string_value(json_array_get(pair, 0)),
               json_string_value(json_array_get(pair, 1)));
    return lines;
}

/* ---- Files ----------------------------------------------------------------------------------- */

START_TEST(test_set_with_page)
{
    if (!has_module())
        return;
    struct result result = run_program(STRINGS("--explore", "-n", "5", SMALL));
    assert_done(&result);
    assert_holds(result.out, "\nReport: output/report.html\nExplore: output/explore.html\n");
    run_shell("cd output && sha256sum -c --quiet SHA256SUMS && grep -q explore.html SHA256SUMS");
    assert_holds(read_bytes(work("output/report.md")).data, "[explore.html](explore.html)");
    assert_holds(read_bytes(work("output/report.html")).data, "<a href=\"explore.html\">");
    const char *page = read_bytes(work("output/explore.html")).data;
    assert_holds(page, "data:image/png;base64,"); /* for readers without JavaScript */
    assert_lacks(page, "{{");
    result = run_program(STRINGS("verify", "output"));
    assert_done(&result);
    assert_holds(result.out, "identical    explore.html");
}
END_TEST

/* Nothing else changes. */
START_TEST(test_set_without_page)
{
    if (!has_module())
        return;
    struct result result = run_program(STRINGS(DATA, "-o", "plain"));
    assert_done(&result);
    result = run_program(STRINGS(DATA, "--explore", "-o", "page"));
    assert_done(&result);
    run_shell("cmp plain/trajectory.dat page/trajectory.dat && ! grep -q explore plain/* && "
              "grep -v explore page/report.md | cat -s | diff - plain/report.md");
}
END_TEST

START_TEST(test_size_and_policy)
{
    if (!has_module())
        return;
    struct result result = run_program(STRINGS(BRIEF, "-o", "out"));
    assert_done(&result);
    struct bytes page = read_bytes(work("out/explore.html"));
    ck_assert_uint_le(page.length, MOST_BYTES);
    const char *policy = strstr(page.data, "Content-Security-Policy");
    ck_assert_ptr_nonnull(policy);
    policy = format("%.*s", (int)strcspn(policy, ">"), policy);
    assert_holds(policy, "default-src 'none'");
    assert_holds(policy, "'wasm-unsafe-eval'");
    assert_lacks(policy, "'unsafe-inline'");
    assert_lacks(policy, "'unsafe-eval'");
}
END_TEST

START_TEST(test_removed_when_stale)
{
    if (!has_module())
        return;
    struct result result = run_program(STRINGS(BRIEF));
    assert_done(&result);
    ck_assert(exists(work("output/explore.html")));
    result = run_program(STRINGS("--figure", "none", "-n", "5"));
    assert_done(&result);
    assert_holds(result.out, "removed explore.html (left from an earlier run)\n");
    ck_assert(!exists(work("output/explore.html")));
    result = run_program(STRINGS("list", "files"));
    assert_holds(result.out, "explore.html");
}
END_TEST

/* ---- Data ------------------------------------------------------------------------------------ */

static const struct {
    const char *options, *settings;
} runs[] = {
    {"", "problem=sphere\nbounds=-1,1,-1,1\nseed=1\niterations=5\ntolerance=5e-06\n"
         "levels=50:linear\noptimizer=adam\nalpha=0.02\nbeta1=0.8\nbeta2=0.999\nepsilon=1e-08\n"},
    {"--problem rosenbrock --optimizer momentum:alpha=1e-4,schedule=cosine,floor=0.5,warmup=2",
     "levels=50:log\noptimizer=momentum\nalpha=0.0001\nmu=0.9\nschedule=cosine\n"},
    {"--problem '(x-1)^2+y^2' --minimum=-0.1 --start 0.1,-0.30000000000000004 --bounds "
     "-2,2,-1e3,1e3",
     "problem=expr:(x-1)^2+y^2\nbounds=-2,2,-1000,1000\nminimum=-0.1\n"
     "start=0.1,-0.30000000000000004\niterations=5\n"},
    {"--noise relative:0.5 --start 0,0 --seed 7 --levels 9:log --tolerance 1e-3",
     "start=0,0\nseed=7\nnoise=relative:0.5\niterations=5\ntolerance=0.001\nlevels=9:log\n"},
    {"--runs 2 --tune adam:alpha=0.25:0.5:2 --optimizer adam,rmsprop", "optimizer=adam\nalpha=0."},
};

START_TEST(test_settings)
{
    if (!has_module())
        return;
    run_shell(format("'%s' -q -f none -n 5 --explore %s >out", program_path(), runs[_i].options));
    json_t *data = read_data(work("output/explore.html"));
    assert_holds(settings_of(data), runs[_i].settings);
    assert_lacks(settings_of(data), "null");
    json_decref(data);
}
END_TEST

/* The tuned values, not those from which tuning started. */
START_TEST(test_tuned_settings)
{
    if (!has_module())
        return;
    struct result result =
        run_program(STRINGS(BRIEF, "--runs", "2", "--tune", "adam:alpha=0.25:0.5:2"));
    assert_done(&result);
    json_t *data = read_data(work("output/explore.html"));
    const char *value = strstr(settings_of(data), "\nalpha=") + 1;
    assert_holds(read_bytes(work("output/trajectory.dat")).data,
                 format(" %.*s ", (int)strcspn(value, "\n"), value));
    assert_lacks(settings_of(data), "alpha=0.02\n");
    json_decref(data);
}
END_TEST

/* Every row is one of trajectory.dat, the first and the last among them. There are at most 2000
 * points, of both optimizers together. */
START_TEST(test_recorded_points)
{
    static const char *const iterations[] = {"3", "999", "1000", "20000"};
    static const long points[] = {4, 1000, 1001, 20001}, every[] = {1, 1, 2, 21},
                      rows[] = {4, 1000, 501, 954};

    if (!has_module())
        return;
    struct result result =
        run_program(STRINGS(DATA, "--explore", "-n", iterations[_i], "--optimizer", "adam",
                            "--optimizer", "gradient-descent:alpha=1.5"));
    ck_assert(result.status == 0 || result.status == 3); /* gradient descent diverges early */
    json_t *data = read_data(work("output/explore.html"));
    json_t *recorded = json_object_get(data, "recorded");
    const char *text = string_of(recorded, "rows");
    ck_assert_int_eq(json_integer_value(json_object_get(recorded, "points")), points[_i]);
    ck_assert_int_eq(json_integer_value(json_object_get(recorded, "every")), every[_i]);
    ck_assert_int_eq((long)count(text, "\n"), rows[_i]);
    write_text(work("rows"), text);
    run_shell("awk 'NR == FNR { seen[$0] = 1; next } !seen[$0] { exit 1 }' output/trajectory.dat "
              "rows && grep -q '^0 ' rows && tail -n 1 output/trajectory.dat >last && "
              "tail -n 1 rows | cmp - last");
    json_decref(data);
}
END_TEST

#define HOSTILE "</script><!-- {{module}} {{data}} <script>\"'&\\u003c \\"

/* Texts stay texts: no element ends early, and no mark in them is replaced. */
START_TEST(test_hostile_title)
{
    if (!has_module())
        return;
    struct result result = run_program(STRINGS(BRIEF, "-o", "plain", "--title", "plain"));
    assert_done(&result);
    result = run_program(STRINGS(BRIEF, "-o", "hostile", "--title", HOSTILE));
    assert_done(&result);
    const char *plain = read_bytes(work("plain/explore.html")).data;
    const char *page = read_bytes(work("hostile/explore.html")).data;
    ck_assert_uint_eq(count(page, "<script"), count(plain, "<script"));
    ck_assert_uint_eq(count(page, "</script"), count(plain, "</script"));
    ck_assert_uint_eq(count(page, "<!--"), count(plain, "<!--"));
    assert_lacks(element(page, "data"), "<");
    ck_assert_str_eq(element(page, "module"), element(plain, "module"));
    assert_holds(page, "<title>&lt;/script&gt;&lt;!-- {{module}} {{data}} &lt;script&gt;");
    json_t *data = read_data(work("hostile/explore.html"));
    ck_assert_str_eq(string_of(data, "title"), HOSTILE);
    json_decref(data);
}
END_TEST

/* ---- Other options --------------------------------------------------------------------------- */

static const struct {
    const char *options[4], *message;
} errors[] = {
    {{"--suite"}, "--explore: cannot be combined with --suite"},
    {{"--only", "documents"}, "--explore: cannot be combined with --only documents"},
    {{"-n", "20001"}, "--explore: --iterations must be at most 20000, not 20001"},
};

START_TEST(test_errors)
{
    const char *const *options = errors[_i].options;
    struct result result = run_program(
        STRINGS("--explore", "-o", "none", options[0], options[1], options[2], options[3]));

    assert_failed(&result, 2, explore_module_length > 0 ? errors[_i].message : "install clang");
    ck_assert(!exists(work("none")));
}
END_TEST

START_TEST(test_merged)
{
    if (!has_module())
        return;
    run_shell(format("for seed in 1 4; do '%s' -q -f none -n 5 --explore --runs 3 --seed $seed "
                     "-o part$seed >out || exit 1; done",
                     program_path()));
    struct result result =
        run_program(STRINGS("merge", "-q", "-f", "none", "-o", "merged", "part1", "part4"));
    assert_done(&result);
    json_t *data = read_data(work("merged/explore.html"));
    assert_holds(settings_of(data), "\nseed=1\n");
    json_decref(data);
}
END_TEST

/* ---- Comparison ------------------------------------------------------------------------------ */

/* Makes b, a set that a program with another module would have written: a byte of the module
 * differs, and everything that is derived from it. */
static const char other_module[] =
    "cp -R a b && cd b && sed -n 's|.*id=\"module\">\\([^<]*\\)<.*|\\1|p' explore.html >../old.b64 "
    "&& "
    "base64 -d <../old.b64 >../old && old=$(sha256sum <../old | cut -c-64) && "
    "grep -q \"\\\"module\\\": \\\"$old\\\"\" manifest.json && "
    "{ head -c 999 ../old; printf x; tail -c +1001 ../old; } >../new && "
    "new=$(sha256sum <../new | cut -c-64) && printf %s \"$(base64 -w 0 ../new)\" >../new.b64 && "
    "awk -v old=$old -v new=$new 'NR == 1 { getline module <\"../new.b64\" } "
    "{ sub(old, new) } /id=\"module\">/ { sub(/id=\"module\">[^<]*/, \"id=\\\"module\\\">\" "
    "module) } "
    "{ print }' explore.html >../page && cp ../page explore.html && "
    "sed -i \"s/$old/$new/\" manifest.json && "
    "was=$(cd ../a && sha256sum explore.html | cut -c-64) && "
    "now=$(sha256sum explore.html | cut -c-64) && sed -i \"s/$was/$now/\" manifest.json && "
    "sed -i \"/\\\"explore.html\\\"/,/}/s/\\\"source\\\": \\\"[0-9a-f]*/\\\"source\\\": "
    "\\\"$new/\" "
    "manifest.json && was=$(sha256sum ../a/manifest.json | cut -c-64) && "
    "sed -i \"s/^[0-9a-f]*  explore.html/$now  explore.html/\" SHA256SUMS && "
    "sed -i \"s/$was/$(sha256sum manifest.json | cut -c-64)/\" SHA256SUMS && "
    "sha256sum -c --quiet SHA256SUMS";

START_TEST(test_another_module)
{
    if (!has_module())
        return;
    struct result result = run_program(STRINGS(BRIEF, "-o", "a"));
    assert_done(&result);
    run_shell(other_module);
    result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, "explore.html", "changed", "another WebAssembly module: ");
    assert_line(&result, "manifest.json", "changed", "caused by explore.html");
    assert_line(&result, "SHA256SUMS", "changed", "caused by explore.html, manifest.json");
    assert_lacks(result.out, "rendering");
    result = run_program(STRINGS("verify", "b"));
    ck_assert_int_eq(result.status, 1);
    assert_holds(result.out, "another WebAssembly module");
}
END_TEST

/* Another renderer passes, as for report.html; with another module, it does not. */
START_TEST(test_another_renderer)
{
    if (!has_module())
        return;
    struct result result =
        run_program(STRINGS("-q", "--explore", "-n", "5", SMALL, "-f", "contour", "-o", "a"));
    assert_done(&result);
    result = run_program(STRINGS("-q", "--explore", "-n", "5", SMALL, "-f", "contour", "-o", "b0",
                                 "--gnuplot", gnuplot_with_other_hinting()));
    assert_done(&result);
    result = run_compare(WORDS("a", "b0"), 0);
    assert_line(&result, "report.html", "rendering", "");
    assert_line(&result, "explore.html", "rendering", "");
    run_shell("mv a a0 && mv b0 a");
    run_shell(other_module);
    result = run_compare(WORDS("a0", "b"), 1);
    assert_line(&result, "contour.png", "rendering", "");
    assert_line(&result, "explore.html", "changed", "another WebAssembly module: ");
}
END_TEST

/* Other settings are the reason, not the module. */
START_TEST(test_other_settings)
{
    if (!has_module())
        return;
    struct result result = run_program(STRINGS(BRIEF, "-o", "a"));
    assert_done(&result);
    result = run_program(STRINGS(BRIEF, "-o", "b", "--alpha", "0.05"));
    assert_done(&result);
    result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, "explore.html", "changed", "alpha 0.02 -> 0.05");
    assert_lacks(result.out, "WebAssembly");
}
END_TEST

Suite *explore_suite(void)
{
    Suite *suite = suite_create("explore");
    TCase *files = add_case(suite, "files"), *data = add_case(suite, "data"),
          *options = add_case(suite, "options"), *compare = add_case(suite, "compare");

    tcase_add_test(files, test_set_with_page);
    tcase_add_test(files, test_set_without_page);
    tcase_add_test(files, test_size_and_policy);
    tcase_add_test(files, test_removed_when_stale);
    tcase_add_loop_test(data, test_settings, 0, COUNT(runs));
    tcase_add_test(data, test_tuned_settings);
    tcase_add_loop_test(data, test_recorded_points, 0, 4);
    tcase_add_test(data, test_hostile_title);
    tcase_add_loop_test(options, test_errors, 0, COUNT(errors));
    tcase_add_test(options, test_merged);
    tcase_add_test(compare, test_another_module);
    tcase_add_test(compare, test_another_renderer);
    tcase_add_test(compare, test_other_settings);
    return suite;
}
