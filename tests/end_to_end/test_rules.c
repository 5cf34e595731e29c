/* adam-report compare with --include, --exclude and --rules. */
#include <string.h>

#include "support.h"

#define COMPARE(...) STRINGS("compare", "a", "b", __VA_ARGS__)

static void run_shell(const char *command)
{
    struct result result = run_how(&(struct how){.program = "/bin/sh"}, STRINGS("-c", command));

    ck_assert_msg(result.status == 0, "%s: %s%s", command, result.out, result.err);
}

/* a and b differ in each of these files. */
static void make_trees(void)
{
    run_shell("mkdir -p a/sub b/sub\n"
              "printf '1 2\\n' >a/x.dat; printf '1 2.001\\n' >b/x.dat\n"
              "printf '1 2\\n' >a/sub/y.dat; printf '1 2.1\\n' >b/sub/y.dat\n"
              "echo a >a/notes.txt; echo b >b/notes.txt; echo c >b/sub/added.txt\n"
              "echo a >a/same; echo a >b/same");
}

static struct result compare(const char *const arguments[], int status)
{
    struct result result = run_program(arguments);

    ck_assert_msg(result.status == status, "status %d instead of %d: %s%s", result.status, status,
                  result.out, result.err);
    return result;
}

static void assert_holds(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "not '%s': %s", part, text);
}

START_TEST(test_include)
{
    make_trees();
    struct result result = compare(COMPARE("--include", "same"), 0);
    assert_holds(result.out, "left out     notes.txt\nleft out     sub/added.txt\n"
                             "left out     sub/y.dat\nleft out     x.dat\n");
    assert_holds(result.out, "1 file: 1 identical; 4 left out\n");
    result = compare(COMPARE("--include", "*.dat", "--include", "same", "--absolute", "0.01"), 1);
    assert_holds(result.out, "same values  x.dat");
    assert_holds(result.out, "changed      sub/y.dat");
    assert_holds(result.out, "; 2 left out\n");
}
END_TEST

START_TEST(test_exclude)
{
    make_trees();
    struct result result =
        compare(COMPARE("--exclude", "sub/", "--exclude", "/x.dat", "--exclude", "*.txt"), 0);
    assert_holds(result.out, "1 file: 1 identical; 4 left out\n");
    result = compare(COMPARE("--include", "sub/**", "--exclude", "*.dat"), 1);
    assert_holds(result.out, "added        sub/added.txt");
    assert_holds(result.out, "1 file: 1 added; 4 left out\n");
}
END_TEST

/* Nothing was compared, which is not a success. */
START_TEST(test_everything_left_out)
{
    make_trees();
    struct result result = compare(COMPARE("--exclude", "*"), 2);
    assert_failed(&result, 2, "nothing was compared");
    result = compare(COMPARE("--include", "none"), 2);
    assert_failed(&result, 2, "nothing was compared");
    write_text(work("rules"), "* skip\n");
    result = compare(COMPARE("--rules", "rules"), 2);
    assert_failed(&result, 2, "nothing was compared");
}
END_TEST

START_TEST(test_rules)
{
    make_trees();
    write_text(work("rules"), "*.dat  absolute=0.01   # small errors\n"
                              "sub/** absolute=1\n"
                              "*.txt  skip\n"
                              "*.tif  skip\n");
    struct result result = compare(COMPARE("--rules", "rules", "-o", "report"), 0);
    assert_holds(result.out, "same values  sub/y.dat");
    assert_holds(result.out, "same values  x.dat");
    assert_holds(result.out, "left out     notes.txt\nleft out     sub/added.txt\n");
    assert_holds(result.out, "note         rules:4: '*.tif' matches no file\n");
    assert_holds(result.out, "3 files: 2 same, 1 identical; 2 left out\n");
    assert_holds(read_bytes(work("report/comparison.json")).data, "\"notes.txt\"");
    assert_holds(read_bytes(work("report/comparison.json")).data, "matches no file");
    assert_holds(read_bytes(work("report/comparison.md")).data, "notes.txt");
    assert_holds(read_bytes(work("report/comparison.md")).data, "matches no file");
    assert_holds(read_bytes(work("report/index.html")).data, "notes.txt");
    write_text(work("rules"), "*.dat absolute=0.01\n*.txt skip\n");
    result = compare(COMPARE("--rules", "rules"), 1);
    assert_holds(result.out, "changed      sub/y.dat");
}
END_TEST

START_TEST(test_rules_for_two_files)
{
    make_trees();
    write_text(work("rules"), "x.dat absolute=0.01\n");
    compare(STRINGS("compare", "a/x.dat", "b/x.dat"), 1);
    compare(STRINGS("compare", "--rules", "rules", "a/x.dat", "b/x.dat"), 0);
}
END_TEST

/* The regions of a later rule take the place of those of an earlier one. The images are 4x4 and
 * gray, and the pixel at 1,2 differs. */
START_TEST(test_regions)
{
    run_shell(
        "mkdir a b\n"
        "printf "
        "'\\211\\120\\116\\107\\015\\012\\032\\012\\000\\000\\000\\015\\111\\110\\104\\122\\000\\00"
        "0\\000\\004\\000\\000\\000\\004\\010\\000\\000\\000\\000\\214\\232\\301\\242\\000\\000\\00"
        "0\\013\\111\\104\\101\\124\\170\\234\\143\\140\\300\\004\\000\\000\\024\\000\\001\\175\\37"
        "6\\036\\356\\000\\000\\000\\000\\111\\105\\116\\104\\256\\102\\140\\202' >a/x.png\n"
        "printf "
        "'\\211\\120\\116\\107\\015\\012\\032\\012\\000\\000\\000\\015\\111\\110\\104\\122\\000\\00"
        "0\\000\\004\\000\\000\\000\\004\\010\\000\\000\\000\\000\\214\\232\\301\\242\\000\\000\\00"
        "0\\016\\111\\104\\101\\124\\170\\234\\143\\140\\100\\200\\377\\120\\032\\000\\010\\014\\00"
        "1\\000\\135\\130\\225\\315\\000\\000\\000\\000\\111\\105\\116\\104\\256\\102\\140\\202' "
        ">b/x.png\n"
        "cp a/x.png a/y.png; cp b/x.png b/y.png");
    compare(COMPARE("--quiet"), 1);
    write_text(work("rules"), "*.png ignore=0,0,1,1 ignore=1,2,1,1\ny.png ignore=0,0,1,1\n");
    struct result result = compare(COMPARE("--rules", "rules"), 1);
    assert_holds(result.out, "same pixels  x.png");
    assert_holds(result.out, "changed      y.png");
}
END_TEST

/* Data that are left out do not vouch for an image. */
START_TEST(test_sources_left_out)
{
    run_shell(
        format("cp -R '%s' a && cp -R a b && echo >>b/bands.dat && cp b/surface.png b/contour.png",
               repository_path("tests/baseline")));
    struct result result = compare(
        COMPARE("--exclude", "bands.dat", "--exclude", "manifest.json", "--exclude", "SHA256SUMS"),
        1);
    assert_holds(result.out, "changed      contour.png");
}
END_TEST

START_TEST(test_mistakes)
{
    make_trees();
    write_text(work("rules"), "# rules\n*.dat absolute=small\n");
    struct result result = compare(COMPARE("--rules", "rules"), 2);
    assert_failed(&result, 2, "rules:2:7: absolute 'small': must be a number of 0 or more");
    result = compare(COMPARE("--rules", "none"), 2);
    assert_failed(&result, 2, "--rules none: No such file");
    write_text(work("b/sub/rules"), "* skip\n");
    result = compare(COMPARE("--rules", "b/sub/rules"), 2);
    assert_failed(&result, 2, "must not be inside b");
    result = compare(COMPARE("--rules", "a"), 2);
    assert_failed(&result, 2, "--rules a");
    run_shell("mkfifo pipe");
    result = compare(COMPARE("--rules", "pipe"), 2);
    assert_failed(&result, 2, "not a regular file");
}
END_TEST

Suite *rules_suite(void)
{
    Suite *suite = suite_create("rules");
    TCase *tests = add_case(suite, "rules");

    tcase_add_test(tests, test_include);
    tcase_add_test(tests, test_exclude);
    tcase_add_test(tests, test_everything_left_out);
    tcase_add_test(tests, test_rules);
    tcase_add_test(tests, test_rules_for_two_files);
    tcase_add_test(tests, test_regions);
    tcase_add_test(tests, test_sources_left_out);
    tcase_add_test(tests, test_mistakes);
    return suite;
}
