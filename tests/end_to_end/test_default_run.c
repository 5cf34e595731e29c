/* Successful runs with the real gnuplot: files, their contents, and standard output. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

#define DATA "--figure", "none"
#define ITERATIONS 60

/* A reader for numbers separated by one character, and for lines. */

static double read_double(const char **text, char end)
{
    char *behind;
    double value = strtod(*text, &behind);

    ck_assert_msg(behind != *text && *behind == end, "no number before '%c': %.40s", end, *text);
    *text = behind + 1;
    return value;
}

/* What numpy computed: the columns t, x1, x2, f. */
static void read_expected(double rows[ITERATIONS + 1][4])
{
    const char *text = read_bytes(repository_path("tests/data/adam_numpy_seed1.csv")).data;

    text = strchr(text, '\n') + 1;
    for (size_t t = 0; t <= ITERATIONS; t++)
        for (size_t k = 0; k < 4; k++)
            rows[t][k] = read_double(&text, k < 3 ? ',' : '\n');
    ck_assert_str_eq(text, "");
}

/* Passes over the header; the last line of it names the columns. */
static const char *skip_header(const char *text, const char *columns)
{
    const char *last = text;

    while (*text == '#') {
        last = text;
        text = strchr(text, '\n') + 1;
    }
    ck_assert_msg(text != last && strncmp(last, columns, strlen(columns)) == 0, "header: %.60s",
                  last);
    return text;
}

START_TEST(test_files)
{
    struct result result = run_program(STRINGS(NULL));

    assert_done(&result);
    assert_only_set(work("output"));
    assert_no_process_left();
}
END_TEST

/* The pictures depend on gnuplot and the font; the data do not. */
START_TEST(test_baseline_data)
{
    static const char *const names[] = {"trajectory.dat", "surface.dat"};
    struct result result = run_program(STRINGS("--figure", "none"));

    assert_done(&result);
    for (size_t i = 0; i < COUNT(names); i++)
        ck_assert_str_eq(read_bytes(work("output/%s", names[i])).data,
                         read_bytes(repository_path(format("tests/baseline/%s", names[i]))).data);
}
END_TEST

START_TEST(test_run_may_be_named)
{
    struct result plain = run_program(STRINGS("-o", "plain", SMALL));
    struct result named = run_program(STRINGS("run", "-o", "named", SMALL));
    struct result timed_out = run_program(STRINGS("-o", "late", SMALL, "run"));

    assert_done(&named);
    assert_done(&timed_out);
    const char *last = strstr(plain.out, "Report: plain/report.html\n");
    ck_assert_ptr_nonnull(last);
    ck_assert_str_eq(named.out,
                     format("%.*sReport: named/report.html\n", (int)(last - plain.out), plain.out));
    assert_same_files(work("named"), work("plain"));
    assert_same_files(work("late"), work("plain"));
}
END_TEST

/* Bit for bit what numpy computes; f to one last bit, as x * x and x ** 2 may round. */
START_TEST(test_trajectory)
{
    double expected[ITERATIONS + 1][4];
    struct result result = run_program(STRINGS(DATA));

    assert_done(&result);
    read_expected(expected);
    struct bytes file = read_bytes(work("output/trajectory.dat"));
    const char *text = skip_header(file.data, "# t x1 x2 f\n");
    ck_assert_ptr_nonnull(strstr(file.data, "seed=1 "));
    for (size_t t = 0; t <= ITERATIONS; t++) {
        ck_assert_double_eq(read_double(&text, ' '), (double)t);
        for (size_t k = 1; k <= 2; k++) {
            double x = read_double(&text, ' ');
            ck_assert_msg(memcmp(&x, &expected[t][k], sizeof x) == 0, "x%zu of t %zu: %a, not %a",
                          k, t, x, expected[t][k]);
        }
        double f = read_double(&text, '\n');
        ck_assert_msg(f >= nextafter(expected[t][3], -1) && f <= nextafter(expected[t][3], 9),
                      "f of t %zu: %a, not %a", t, f, expected[t][3]);
    }
    ck_assert_ptr_eq(text, file.data + file.length);
}
END_TEST

/* Scan lines of constant x1, x2 the quickest; both ends of the bounds in both. */
static void assert_surface(const double bounds[4], size_t nodes1, size_t nodes2)
{
    struct bytes file = read_bytes(work("output/surface.dat"));
    const char *text = skip_header(file.data, "# x1 x2 f\n");
    double last1 = (double)nodes1 - 1, last2 = (double)nodes2 - 1;

    for (size_t i1 = 0; i1 < nodes1; i1++) {
        if (i1 > 0)
            ck_assert_msg(*text++ == '\n', "no blank line before scan line %zu", i1);
        for (size_t i2 = 0; i2 < nodes2; i2++) {
            double x1 = read_double(&text, ' '), x2 = read_double(&text, ' ');
            double f = read_double(&text, '\n');
            ck_assert_double_eq_tol(x1, bounds[0] + (bounds[1] - bounds[0]) * (double)i1 / last1,
                                    1e-15 * fabs(bounds[1]));
            ck_assert_double_eq_tol(x2, bounds[2] + (bounds[3] - bounds[2]) * (double)i2 / last2,
                                    1e-15 * fabs(bounds[3]));
            ck_assert_double_le(fabs(f - (x1 * x1 + x2 * x2)), 1e-15 * f);
            ck_assert(i1 != 0 || x1 == bounds[0]); /* the ends are exact */
            ck_assert(i2 != 0 || x2 == bounds[2]);
            ck_assert(i1 != nodes1 - 1 || x1 == bounds[1]);
            ck_assert(i2 != nodes2 - 1 || x2 == bounds[3]);
        }
    }
    ck_assert_msg(text == file.data + file.length, "more than the grid: %.40s", text);
}

struct grid_case {
    const char *bounds, *step;
    double ends[4];
    size_t nodes[2];
};

static const struct grid_case grid_cases[] = {
    {"-1,1,-1,1", "0.1", {-1, 1, -1, 1}, {21, 21}},
    {"-1,1,-1,1", "0.3", {-1, 1, -1, 1}, {8, 8}}, /* 2 / 0.3 is 6.7: seven steps */
    {"-1,1,-1,1", "0.6", {-1, 1, -1, 1}, {4, 4}},
    {"-1,1,-1,1", "100", {-1, 1, -1, 1}, {2, 2}},
    {"-1,2,0,0.5", "0.25", {-1, 2, 0, 0.5}, {13, 3}},
    {"-3,3,1,1.7", "0.7", {-3, 3, 1, 1.7}, {10, 2}},
};

START_TEST(test_surface)
{
    const struct grid_case *grid = &grid_cases[_i];
    struct result result =
        run_program(STRINGS(DATA, "--bounds", grid->bounds, "--step", grid->step));

    assert_done(&result);
    assert_surface(grid->ends, grid->nodes[0], grid->nodes[1]);
}
END_TEST

/* What is printed. */

/* The next block of tutorial_output.txt: "$ OPTIONS", and then what Python prints with these
 * settings. */
static const char *next_block(const char *text, const char **options, struct bytes *printed)
{
    ck_assert_msg(strncmp(text, "$ ", 2) == 0, "no block: %.40s", text);
    *options = format("%.*s", (int)strcspn(text, "\n") - 2, text + 2);
    printed->data = strchr(text, '\n') + 1;
    const char *end = strstr(printed->data, "\n$ ");
    end = end == NULL ? strchr(printed->data, '\0') : end + 1;
    printed->length = (size_t)(end - printed->data);
    return end;
}

/* The program's arguments: the options, which spaces part, and none for figures. */
static struct result run_with(const char *options)
{
    const char *arguments[12] = {"--figure", "none"};
    char *rest = strdup(options);
    size_t count = 2;

    for (char *word = strtok(rest, " "); word != NULL; word = strtok(NULL, " "))
        arguments[count++] = word;
    struct result result = run_program(arguments);
    free(rest);
    return result;
}

/* What the tutorial's Python prints comes first, byte for byte; then lines of our own. */
START_TEST(test_prints_as_tutorial)
{
    const char *text = read_bytes(repository_path("tests/data/tutorial_output.txt")).data;
    size_t count = 0;

    for (; *text != '\0'; count++) {
        const char *options;
        struct bytes printed;
        text = next_block(text, &options, &printed);
        struct result result = run_with(options);
        assert_done(&result);
        ck_assert_msg(strncmp(result.out, printed.data, printed.length) == 0,
                      "%s: not\n%.*s but\n%s", options, (int)printed.length, printed.data,
                      result.out);
        ck_assert(strncmp(result.out + printed.length, "f = ", 4) == 0);
    }
    ck_assert_uint_ge(count, 10);
}
END_TEST

START_TEST(test_outcome)
{
    struct result result = run_program(STRINGS(DATA));

    assert_done(&result);
    ck_assert_ptr_nonnull(strstr(result.out,
                                 "\nf([ 0.00018407 -0.00054858]) = 0.000000\n"
                                 "f = 3.3482011e-07 at the end; f is first below "
                                 "5e-06 at iteration 35, and consistently from iteration 53 on\n"));
}
END_TEST

/* Neither 3 nor 2e-07 is what the value is compared with. */
START_TEST(test_tolerance_is_exact)
{
    struct result result =
        run_program(STRINGS(DATA, "--problem", "goldstein-price", "--tolerance", "1e-13"));

    assert_done(&result);
    ck_assert_ptr_nonnull(strstr(result.out, "f is never below 3.0000000000001\n"));
    result = run_program(STRINGS(DATA, "--tolerance", "2.00000003e-7"));
    assert_done(&result);
    ck_assert_ptr_nonnull(strstr(result.out, "never below 2.00000003e-07\n"));
    ck_assert_ptr_nonnull(
        strstr(read_bytes(work("output/report.md")).data, "f never falls below 2.00000003e-07."));
}
END_TEST

/* Where Python prints up to 309 digits, we do not. */
START_TEST(test_large_values)
{
    struct result result =
        run_program(STRINGS(DATA, "--problem", "expr:1e100*(x*x+y*y)", "--start", "1,1", "-n1"));

    assert_done(&result);
    ck_assert_ptr_nonnull(strstr(result.out, ">0 f([0.98 0.98]) = 1.92080e+100\n"));
    ck_assert_ptr_nonnull(strstr(result.out, "Done!\nf([0.98 0.98]) = 1.92080e+100\n"));
}
END_TEST

/* All but the lines of the iterations and the last one, which says where the report is. */
START_TEST(test_quiet)
{
    struct result loud = run_program(STRINGS(DATA));
    struct result quiet = run_program(STRINGS(DATA, "--quiet"));

    assert_done(&quiet);
    ck_assert_str_eq(format("%sReport: output/report.html\n", quiet.out),
                     strstr(loud.out, "Done!\n"));
    struct result brief = run_program(STRINGS(DATA, "-q"));
    ck_assert_str_eq(brief.out, quiet.out);
}
END_TEST

static void assert_last_line(const char *text, const char *line)
{
    size_t length = strlen(text), expected = strlen(line);

    ck_assert_msg(length > expected && text[length - expected - 1] == '\n' &&
                      strcmp(text + length - expected, line) == 0,
                  "not at the end of %s", text);
}

/* Also after several optimizers, and where a search has diverged. */
START_TEST(test_where_the_report_is)
{
    struct result result = run_program(STRINGS(DATA, "-o", "b\nc/"));

    assert_done(&result);
    assert_last_line(result.out, "Report: b\\nc/report.html\n");
    ck_assert(exists(work("b\nc/report.html")));
    result = run_program(STRINGS(DATA, "--optimizer", "adam", "--optimizer", "adagrad"));
    assert_done(&result);
    assert_last_line(result.out, "Report: output/report.html\n");
    result = run_program(STRINGS(DATA, "--alpha", "1e200"));
    assert_last_line(result.out, "Report: output/report.html\n");
}
END_TEST

/* What was computed before the numbers became too large is kept, and still it is a failure. */
START_TEST(test_diverged)
{
    struct result result = run_program(STRINGS(DATA, "--alpha", "1e200"));

    assert_failed(&result, 3, "NaN or infinity");
    ck_assert_ptr_nonnull(strstr(result.out, "Stopped early.\n"));
    ck_assert(exists(work("output/trajectory.dat")) && exists(work("output/surface.dat")));
    ck_assert_ptr_null(strstr(read_bytes(work("output/trajectory.dat")).data, "inf"));
    ck_assert_ptr_null(strstr(read_bytes(work("output/trajectory.dat")).data, "nan"));
    ck_assert(!exists(work("output/.adam-report-staging")));
}
END_TEST

/* Which figures. */

/* What a run without figures writes, and some of what it leaves alone. */
static const char *const without_figures[] = {"trajectory.dat", "surface.dat",   "report.md",
                                              "report.html",    "manifest.json", "SHA256SUMS"};
static const char *const of_figures[] = {"contour.png", "contour.gp", "bands.dat", "figures.md"};

static bool is_old(const char *name)
{
    return strcmp(read_bytes(work("out/%s", name)).data, format("the old %s\n", name)) == 0;
}

START_TEST(test_no_figure)
{
    write_old_files();
    /* And no gnuplot is needed. */
    struct result result = run_program(STRINGS("-o", "out", DATA, "--gnuplot", "/nonexistent"));
    assert_done(&result);
    for (size_t i = 0; i < COUNT(without_figures); i++)
        ck_assert_msg(!is_old(without_figures[i]), "%s", without_figures[i]);
    for (size_t i = 0; i < COUNT(of_figures); i++)
        ck_assert_msg(is_old(of_figures[i]), "%s", of_figures[i]);
}
END_TEST

START_TEST(test_one_figure)
{
    struct result result = run_program(STRINGS("-o", "all", SMALL));
    assert_done(&result);
    write_old_files();
    result = run_program(STRINGS("-o", "out", "-f", "contour", "--figure", "contour", SMALL));
    assert_done(&result);
    struct bytes alone = read_bytes(work("out/contour.png"));
    struct bytes among_others = read_bytes(work("all/contour.png"));
    ck_assert_uint_eq(alone.length, among_others.length);
    ck_assert_int_eq(memcmp(alone.data, among_others.data, alone.length), 0);
    ck_assert_str_eq(read_bytes(work("out/surface.png")).data, "the old surface.png\n");
    ck_assert_str_eq(read_bytes(work("out/contour_path.png")).data, "the old contour_path.png\n");
    ck_assert_str_eq(read_bytes(work("out/notes.txt")).data, "not ours\n");

    result = run_program(STRINGS("-o", "new", "-f", "contour", SMALL));
    assert_done(&result);
    ck_assert(exists(work("new/contour.png")) && !exists(work("new/surface.png")) &&
              !exists(work("new/contour_path.png")));
}
END_TEST

START_TEST(test_output_directory)
{
    write_old_files();
    struct result result = run_program(STRINGS("-o", "out", SMALL));
    assert_done(&result);
    ck_assert_str_eq(read_bytes(work("out/notes.txt")).data, "not ours\n");
    ck_assert_int_eq(remove(work("out/notes.txt")), 0);
    assert_only_set(work("out"));
    result = run_program(STRINGS("--output", "a/b//c/d", SMALL));
    assert_done(&result);
    assert_only_set(work("a/b/c/d"));
    assert_same_files(work("a/b/c/d"), work("out"));
    assert_no_process_left();
}
END_TEST

/* A file that somebody has open stays whole for them: files are replaced, not written over. */
START_TEST(test_replaced_not_rewritten)
{
    write_old_files();
    ck_assert_int_eq(link(work("out/contour.png"), work("linked")), 0);
    FILE *open_file = fopen(work("out/surface.dat"), "r");
    ck_assert_ptr_nonnull(open_file);
    struct result result = run_program(STRINGS("-o", "out", SMALL));
    assert_done(&result);
    char line[64] = "";
    ck_assert_ptr_nonnull(fgets(line, sizeof line, open_file));
    ck_assert_str_eq(line, "the old surface.dat\n");
    fclose(open_file);
    ck_assert_str_eq(read_bytes(work("linked")).data, "the old contour.png\n");
}
END_TEST

START_TEST(test_permissions)
{
    struct stat about;
    struct result result = run_program(STRINGS("-o", "out", SMALL));

    assert_done(&result);
    for (size_t i = 0; i < SET_SIZE; i++)
        ck_assert_msg(stat(work("out/%s", set_names[i]), &about) == 0 &&
                          about.st_mode == (S_IFREG | 0644),
                      "%s", set_names[i]);
    ck_assert(stat(work("out"), &about) == 0 && about.st_mode == (S_IFDIR | 0755));
}
END_TEST

/* The program alone, with a stand-in for gnuplot that is smaller than it: the largest of them is
 * what the system tells us. */
START_TEST(test_memory)
{
    if (sanitized) {
        skip("the address sanitizer needs memory of its own");
        return;
    }
    struct result result = run_program(STRINGS("-o", tools("full"), "--figure", "surface"));
    assert_done(&result);
    const char *fake = fake_gnuplot("cat >/dev/null; exec cat $tools/full/surface.png");
    result = run_program(STRINGS("-o", "out", "--gnuplot", fake));
    assert_done(&result);
    assert_only_set(work("out"));
    ck_assert_msg(result.peak_kib <= 16384, "%ld KiB", result.peak_kib);
}
END_TEST

Suite *default_run_suite(void)
{
    Suite *suite = suite_create("report");
    TCase *data = add_case(suite, "data");
    TCase *files = add_case(suite, "files");

    tcase_add_test(data, test_trajectory);
    tcase_add_loop_test(data, test_surface, 0, COUNT(grid_cases));
    tcase_add_test(data, test_prints_as_tutorial);
    tcase_add_test(data, test_outcome);
    tcase_add_test(data, test_large_values);
    tcase_add_test(data, test_tolerance_is_exact);
    tcase_add_test(data, test_quiet);
    tcase_add_test(data, test_where_the_report_is);
    tcase_add_test(data, test_where_the_report_is);
    tcase_add_test(data, test_diverged);
    tcase_add_test(files, test_files);
    tcase_add_test(files, test_baseline_data);
    tcase_add_test(files, test_run_may_be_named);
    tcase_add_test(files, test_no_figure);
    tcase_add_test(files, test_one_figure);
    tcase_add_test(files, test_output_directory);
    tcase_add_test(files, test_replaced_not_rewritten);
    tcase_add_test(files, test_permissions);
    tcase_add_test(files, test_memory);
    return suite;
}
