/* adam-report verify: whether artifacts match the parameters in their manifest. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

static void run_shell(const char *command)
{
    struct result result = run_how(&(struct how){.program = "/bin/sh"}, STRINGS("-c", command));

    ck_assert_msg(result.status == 0, "%s: %s%s", command, result.out, result.err);
}

static void assert_holds(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "no '%s' in\n%s", part, text);
}

static void make_run(const char *const arguments[])
{
    struct result result = run_program(arguments);

    ck_assert_msg(result.status == 0 || result.status == 3, "%s", result.err);
}

/* verify with TMPDIR in tools/, in which nothing may be left. */
static struct result verify(const char *const arguments[], int status)
{
    make_directory(tools("tmp"));
    struct how how = {.environment = STRINGS(format("TMPDIR=%s", tools("tmp")))};
    struct result result = run_how(&how, arguments);

    ck_assert_msg(result.status == status, "status %d instead of %d: %s%s", result.status, status,
                  result.out, result.err);
    ck_assert_str_eq(names_in(tools("tmp")), "");
    remove_directory(tools("tmp"));
    assert_no_process_left();
    return result;
}

#define VERIFY(...) STRINGS("verify", __VA_ARGS__)

/* Puts other text into a file of out/, and then the file's digest into SHA256SUMS. */
static void forge(const char *name, const char *script)
{
    run_shell(format("cd out && sed -i '%s' '%s' && "
                     "sum=$(sha256sum '%s' | cut -c 1-64) && "
                     "sed -i \"s/^.*  %s\\$/$sum  %s/\" SHA256SUMS",
                     script, name, name, name, name));
}

/* ---- What passes ----------------------------------------------------------------------------- */

/* Every option that changes artifacts is in one of these. */
static const char *const runs[][20] = {
    {"-q"},
    {"--seed", "7", "--iterations", "25", "--alpha", "0.05", "--beta1", "0.9", "--beta2", "0.99",
     "--epsilon", "1e-6", "-f", "contour_path"},
    {"--start", "0.1,-0.7", "--bounds", "-2,1,-1,0.5", "--tolerance", "1e-3", "--step", "0.3", "-f",
     "none"},
    {"--problem", "expr:exp(-x^2)+y^2/3", "-f", "contour"},
    {"--bounds=-1e6,1e6,-1e9,1e9", "-f", "none"},
    {"--problem", "expr:x^2+y^2-0.3", "--minimum", "-0.3", "-f", "convergence"},
    {"--problem", "rosenbrock", "--seed", "3", "--levels", "9:linear", "-f", "contour"},
    {"--problem", "rosenbrock", "-f", "surface_path", "-f", "contour", "--levels", "12"},
    {"--optimizer", "momentum:mu=0.5", "-f", "contour_path"},
    {"--optimizer", "adam:alpha=1e-1", "--optimizer", "adam", "--optimizer", "rmsprop", "--alpha",
     "0.03", "-f", "convergence"},
    {"--runs", "20", "-f", "ensemble"},
    {"--runs", "5", "--optimizer", "adam,nadam", "--criterion", "first", "-f", "runtime"},
    {"--sweep", "alpha=0.01:1:5:log,beta1=0:0.9:4", "--sweep-shows", "value", "-f", "sweep"},
    {"--sweep", "alpha=1e-2:1:3,beta1=0:0.9:4", "-f", "none"},
    {"--sweep", "alpha=1e-2:1:5:log", "--criterion", "first", "-f", "sweep"},
    {"--basins", "9", "--problem", "himmelblau", "--criterion", "first", "-f", "basins"},
    {"--format", "svg,pdf", "-f", "contour", "--theme", "dark"},
    {"--theme", "both", "--palette", "viridis", "--transparent", "-f", "contour"},
    {"--animate", "-f", "contour_path", "--iterations", "3"},
    {"--zoom", "auto", "--theme", "both", "-f", "contour_path", "-f", "contour_zoom"},
    {"--zoom=-0.5,0.1,0.001,0.3", "-f", "contour_zoom", "--optimizer", "adam,rmsprop"},
    {"--title", "--help 'a' \"b\" \\ \u00e4 $HOME", "--link-prefix", "a b", "-f", "contour"},
    {"--size", "500x333", "--scale", "1.25", "-f", "contour", "--threads", "1"},
    {"--alpha", "1e300", "--optimizer", "gradient-descent", "--problem", "rosenbrock", "-f",
     "none"}, /* which diverges */
};

START_TEST(test_a_run_is_verified)
{
    const char *arguments[32] = {"-q", "-o", "out", SMALL};
    size_t count = 7;

    for (size_t i = 0; runs[_i][i] != NULL; i++)
        arguments[count++] = runs[_i][i];
    make_run(arguments);
    struct result result = verify(VERIFY("--strict", "out"), 0);
    assert_holds(result.out, " identical\nout: all artifacts match the parameters");
    ck_assert_ptr_null(strstr(result.out, ","));
}
END_TEST

/* The date comes from the manifest and not from the environment. */
START_TEST(test_a_dated_pdf_is_verified)
{
    struct how dated = {.environment = STRINGS("SOURCE_DATE_EPOCH=1000000000")};

    assert_done((struct result[]){
        run_how(&dated, STRINGS("-q", "-o", "out", SMALL, "-f", "contour", "--format", "pdf"))});
    verify(VERIFY("--strict", "out"), 0);
    setenv("SOURCE_DATE_EPOCH", "no date", 1);
    verify(VERIFY("--strict", "out"), 0);
    unsetenv("SOURCE_DATE_EPOCH");
}
END_TEST

/* A gnuplot of another version makes other documents and metadata, and that is all. */
START_TEST(test_another_gnuplot)
{
    const char *other =
        fake_gnuplot("{ gnuplot \"$@\" 2>&1 >&3 | sed 's/patchlevel [0-9]*/patchlevel "
                     "99/' >&2; } 3>&1");

    make_run(STRINGS("-q", "-o", "out", SMALL, "-f", "contour", "--gnuplot", other));
    assert_holds(read_bytes(work("out/manifest.json")).data, "patchlevel 99");
    struct result result = verify(VERIFY("out"), 0);
    assert_holds(result.out, "rendering");
    result = verify(VERIFY("--strict", "out"), 1);
    assert_holds(result.out, "out: not all artifacts match");
    verify(VERIFY("--strict", "--gnuplot", other, "out"), 0);
}
END_TEST

/* ---- What does not --------------------------------------------------------------------------- */

/* One more byte in any file, whether SHA256SUMS knows it or not. */
START_TEST(test_a_changed_file)
{
    make_run(STRINGS("-q", "-o", "out", SMALL, "--format", "png,svg,pdf", "--animate",
                     "--iterations", "3"));
    run_shell("cp -R out whole");
    for (const char *name = names_in(work("whole")); *name != '\0'; name += *name == ' ') {
        size_t length = strcspn(name, " ");
        const char *file = format("%.*s", (int)length, name);
        bool sums = strcmp(file, "SHA256SUMS") == 0;
        run_shell(format("rm -rf out && cp -R whole out && printf x >>out/%s", file));
        struct result result = verify(VERIFY("out"), sums ? 2 : 1);
        if (!sums)
            assert_holds(result.out,
                         format("changed      %s  does not match its digest in SHA256SUMS", file));
        name += length;
    }
}
END_TEST

/* Forged sets: digests and manifest agree with the files, which no run with these parameters makes.
 */
static const struct {
    const char *name, *script, *line;
} forgeries[] = {
    {"trajectory.dat", "$s/[0-9]$/x/", "changed      trajectory.dat"},
    {"surface.dat", "$d", "changed      surface.dat"},
    {"contour.gp", "s/set/set /", "changed      contour.gp"},
    {"bands.dat", "3d", "changed      bands.dat"},
    {"contour.png", "s/Filled contours/Wrong contours/", "contour.png"},
    {"contour.svg", "s/<path /<path class=\"x\" /", "contour.svg"},
    {"report.md", "s/Adam/Eve/", "changed      report.md"},
    {"report.html", "s/Adam/Eve/", "changed      report.html"},
    {"figures.tex", "s/caption/Caption/", "changed      figures.tex"},
    {"manifest.json", "s/\"seed\": 1/\"seed\": 2/", "changed      trajectory.dat"},
    {"manifest.json", "s/\"final_value\": /&1/", "changed      manifest.json"},
    {"manifest.json", "s/\"caption\": \"/&x/", "changed      manifest.json"},
};

START_TEST(test_a_forged_file)
{
    const char *name = forgeries[_i].name;

    make_run(STRINGS("-q", "-o", "out", SMALL, "-f", "contour", "--format", "png,svg"));
    run_shell("cp -R out whole");
    forge(name, forgeries[_i].script);
    run_shell(format("! cmp -s out/%s whole/%s", name, name));
    struct result result = verify(VERIFY("out"), 1);
    assert_holds(result.out, forgeries[_i].line);
    assert_holds(result.out, "out: not all artifacts match the parameters");
}
END_TEST

START_TEST(test_files_too_many_and_too_few)
{
    make_run(STRINGS("-q", "-o", "out", SMALL, "-f", "contour"));
    write_text(work("out/notes.txt"), "");
    struct result result = verify(VERIFY("out"), 1);
    assert_holds(result.out, "added        notes.txt");
    verify(VERIFY("--ignore-added", "out"), 0);
    run_shell("rm out/notes.txt out/bands.dat");
    result = verify(VERIFY("out"), 1);
    assert_holds(result.out, "missing      bands.dat");
    run_shell("sed -i '/bands.dat/d' out/SHA256SUMS");
    result = verify(VERIFY("out"), 1);
    assert_holds(result.out, "changed      bands.dat  is not listed in SHA256SUMS");
    result = verify(VERIFY("-q", "out"), 1);
    ck_assert_ptr_null(strstr(result.out, "bands.dat"));
}
END_TEST

/* Bytes after the image change no pixel, so that only digests show them. */
START_TEST(test_bytes_after_an_image)
{
    make_run(STRINGS("-q", "-o", "out", SMALL, "-f", "contour"));
    run_shell("echo junk >>out/contour.png; sed -i '/contour.png/d' out/SHA256SUMS");
    struct result result = verify(VERIFY("out"), 1);
    assert_holds(result.out, "changed      contour.png  is not listed in SHA256SUMS");
    run_shell("cd out && sha256sum contour.png >>SHA256SUMS");
    result = verify(VERIFY("out"), 1);
    assert_holds(
        result.out,
        "changed      contour.png  has another digest in manifest.json than in SHA256SUMS");
}
END_TEST

START_TEST(test_links_are_no_files_of_a_run)
{
    make_run(STRINGS("-q", "-o", "out", SMALL, "-f", "contour"));
    run_shell("cp -R out whole && mv out/contour.png out/x.png && ln -s x.png out/contour.png");
    assert_holds(verify(VERIFY("--ignore-added", "out"), 1).out,
                 "unreadable   contour.png  is a symbolic link");
    run_shell("rm -rf out && cp -R whole out && mv out/manifest.json x && ln -s ../x "
              "out/manifest.json && sed -i '/manifest/d' out/SHA256SUMS");
    struct result result = verify(VERIFY("out"), 2);
    assert_failed(&result, 2, "out/manifest.json: not a regular file");
    run_shell("mv out/SHA256SUMS y && ln -s ../y out/SHA256SUMS");
    result = verify(VERIFY("out"), 2);
    assert_failed(&result, 2, "out/SHA256SUMS: not a regular file");
}
END_TEST

/* ---- What is refused ------------------------------------------------------------------------- */

static const struct {
    const char *script, *message;
} refusals[] = {
    {"s/\"adam-report [0-9.]*\"/\"adam-report 0.0.1\"/", "written by adam-report 0.0.1, but this"},
    {"s/\"parameters\": {/&\"output\": \"x\",/", "parameters.output: unknown parameter"},
    {"s/\"parameters\": {/&\"gnuplot\": \".\\/x\",/", "parameters.gnuplot"},
    {"s/\"parameters\": {/&\"figures\": \".\",/", "--figures"},
    {"s/\"iterations\": 60,$/\"iterations\": 100001,/", "--iterations '100001': must be"},
    {"s/\"iterations\": 60,$/\"iterations\": [60],\"runs\": \"a\\\\nb\",/",
     "--runs 'a\\nb': must be"},
    {"s/{/[/", "manifest.json: invalid JSON: line "},
};

START_TEST(test_a_manifest_is_refused)
{
    make_run(STRINGS("-q", "-o", "out", SMALL, "-f", "contour"));
    forge("manifest.json", refusals[_i].script);
    struct result result = verify(VERIFY("out"), 2);
    assert_failed(&result, 2, refusals[_i].message);
    ck_assert_str_eq(names_in(work(".")), "out");
}
END_TEST

START_TEST(test_scripts_of_the_users_own_are_refused)
{
    make_run(STRINGS("-q", "-o", "out", SMALL, "-f", "contour", "--figures",
                     repository_path("scripts/figures")));
    struct result result = verify(VERIFY("out"), 2);

    assert_failed(&result, 2, "scripts given with --figures");
}
END_TEST

/* A script in the candidate is data, whatever its manifest says of scripts. */
static const struct {
    const char *script;
    int status;
} claims[] = {
    {"s/\"figure\": /\"figures\": true, &/", 2},
    {"s/\"figure\": /\"figures\": false, &/", 2},
    {"s/x/x/", 1},
};

START_TEST(test_scripts_of_the_candidate_do_not_run)
{
    make_run(STRINGS("-q", "-o", "out", SMALL, "-f", "contour"));
    forge("manifest.json", claims[_i].script);
    forge("contour.gp", "s/^set encoding.*/&; system(\"touch ..\\/ran\")/");
    run_shell("grep -q 'touch ../ran' out/contour.gp");
    verify(VERIFY("out"), claims[_i].status);
    ck_assert_str_eq(names_in(work(".")), "out");
}
END_TEST

START_TEST(test_the_pixels_are_limited)
{
    make_run(
        STRINGS("-q", "-o", "out", SMALL, "-f", "contour", "-f", "surface", "--theme", "both"));
    struct result result = verify(VERIFY("--max-pixels", "76799", "out"), 2);

    assert_failed(&result, 2,
                  "the images of the run have 76800 pixels; use --max-pixels 76800 to allow that");
    verify(VERIFY("--max-pixels", "76800", "out"), 0);
}
END_TEST

START_TEST(test_no_artifacts)
{
    struct result result = verify(VERIFY("out"), 2);

    assert_failed(&result, 2, "verify out: No such file or directory");
    make_directory(work("out"));
    result = verify(VERIFY("out"), 2);
    assert_failed(&result, 2, "out: no SHA256SUMS");
    write_text(work("out/SHA256SUMS"), "");
    result = verify(VERIFY("out"), 2);
    assert_failed(&result, 2, "out: no manifest.json");
    result = verify(VERIFY("out", "out"), 2);
    assert_failed(&result, 2, "verify: requires one directory");
    result = verify(STRINGS("verify"), 2);
    assert_failed(&result, 2, "verify: requires one directory");
    result = verify(VERIFY("--timeout", "0", "out"), 2);
    assert_failed(&result, 2, "--timeout '0': must be");
}
END_TEST

/* ---- Time, signals, privacy ------------------------------------------------------------------ */

/* What a manifest may ask for takes days. */
static void make_endless(void)
{
    make_run(STRINGS("-q", "-o", "out", SMALL, "-f", "none"));
    forge("manifest.json", "s/\"iterations\": 60,$/\"iterations\": 100000, \"runs\": 100000,/");
}

START_TEST(test_the_time_is_limited)
{
    make_endless();
    struct result result = verify(VERIFY("--timeout", "0.2", "out"), 3);

    assert_failed(&result, 3, "verify out: took longer than 0.2 s; increase --timeout");
    ck_assert_double_lt(result.seconds, SOON);
}
END_TEST

START_TEST(test_a_signal_leaves_nothing)
{
    make_endless();
    make_directory(tools("tmp"));
    struct how how = {.environment = STRINGS(format("TMPDIR=%s", tools("tmp")))};
    struct process process = start(&how, VERIFY("out"));

    while (*names_in(tools("tmp")) == '\0')
        sleep_ms(10);
    ck_assert_int_eq(kill(process.pid, SIGTERM), 0);
    struct result result = finish(&process);
    ck_assert_int_eq(result.status, 128 + SIGTERM);
    ck_assert_str_eq(names_in(tools("tmp")), "");
}
END_TEST

START_TEST(test_the_directory_is_private)
{
    make_run(STRINGS("-q", "-o", "out", SMALL, "-f", "contour"));
    verify(VERIFY("--gnuplot",
                  fake_gnuplot("ls -ld $tools/tmp/* >$tools/mode; exec gnuplot \"$@\""), "out"),
           0);
    assert_holds(read_bytes(tools("mode")).data, "drwx------");
}
END_TEST

START_TEST(test_the_reports)
{
    make_run(STRINGS("-q", "-o", "out", SMALL, "-f", "contour"));
    verify(VERIFY("-o", "reports", "out"), 0);
    assert_holds(read_bytes(work("reports/comparison.json")).data,
                 "\"baseline\": \"the repeated run\"");
    struct result result = verify(VERIFY("-o", "out/reports", "out"), 2);
    assert_failed(&result, 2, "must not be inside out, which is being compared");
}
END_TEST

Suite *verify_suite(void)
{
    Suite *suite = suite_create("verify");
    TCase *tests = add_case(suite, "verify");

    tcase_add_loop_test(tests, test_a_run_is_verified, 0, (int)COUNT(runs));
    tcase_add_test(tests, test_a_dated_pdf_is_verified);
    tcase_add_test(tests, test_another_gnuplot);
    tcase_add_test(tests, test_a_changed_file);
    tcase_add_loop_test(tests, test_a_forged_file, 0, (int)COUNT(forgeries));
    tcase_add_test(tests, test_files_too_many_and_too_few);
    tcase_add_test(tests, test_bytes_after_an_image);
    tcase_add_test(tests, test_links_are_no_files_of_a_run);
    tcase_add_loop_test(tests, test_a_manifest_is_refused, 0, (int)COUNT(refusals));
    tcase_add_test(tests, test_scripts_of_the_users_own_are_refused);
    tcase_add_loop_test(tests, test_scripts_of_the_candidate_do_not_run, 0, COUNT(claims));
    tcase_add_test(tests, test_the_pixels_are_limited);
    tcase_add_test(tests, test_no_artifacts);
    tcase_add_test(tests, test_the_time_is_limited);
    tcase_add_test(tests, test_a_signal_leaves_nothing);
    tcase_add_test(tests, test_the_directory_is_private);
    tcase_add_test(tests, test_the_reports);
    return suite;
}
