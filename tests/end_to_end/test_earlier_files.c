/* Files of an earlier run in the output directory: removed with the new set, kept on request, and
 * left alone if they were modified or not made by a run. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compare_support.h"

static void assert_holds(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "no '%s' in\n%s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) == NULL, "'%s' in\n%s", part, text);
}

/* A run of small images into a directory, with one option before its own. */
static struct result run_into(const char *directory, const char *option,
                              const char *const arguments[])
{
    const char *all[32] = {"-o", directory, SMALL, "-n", "5", option};
    size_t count = 9;

    for (size_t i = 0; arguments[i] != NULL; i++)
        all[count++] = arguments[i];
    return run_program(all);
}

static struct result run_again(const char *const arguments[])
{
    struct result result = run_into("out", "--seed=1", arguments);

    assert_done(&result);
    return result;
}

/* The same where something is to be said of earlier files. */
static struct result run_with_warning(const char *const arguments[], const char *warning)
{
    struct result result = run_into("out", "--seed=1", arguments);

    ck_assert_msg(result.status == 0, "status %d: %s", result.status, result.err);
    ck_assert_msg(strncmp(result.err, "adam-report: warning: ", 22) == 0, "%s", result.err);
    assert_holds(result.err, warning);
    return result;
}

static void assert_checksums(void)
{
    run_shell("cd out && sha256sum --quiet --strict -c SHA256SUMS");
}

/* What manifest.json in out/ says of a file; "" if that is nothing. */
static const char *entry_of(const char *name)
{
    const char *manifest = read_bytes(work("out/manifest.json")).data;
    const char *at = strstr(manifest, format("\"name\": \"%s\"", name));

    if (at == NULL)
        return "";
    const char *begin = at;
    while (*begin != '{')
        begin--;
    return format("%.*s", (int)(strchr(at, '}') - begin), begin);
}

static void assert_kept(const char *name, bool with_source)
{
    const char *entry = entry_of(name);

    ck_assert(exists(work("out/%s", name)));
    assert_holds(entry, "\"kept\": true");
    ck_assert_msg((strstr(entry, "\"source\": ") != NULL) == with_source, "%s", entry);
    run_shell(format("grep -q '  %s$' out/SHA256SUMS", name));
}

/* ---- Removed --------------------------------------------------------------------------------- */

static const struct {
    const char *first[8], *then[8];
} kinds[] = {
    {{"--runs", "3"}, {NULL}},
    {{"--theme", "both"}, {"--theme", "light"}},
    {{"--theme", "both"}, {"--theme", "dark"}},
    {{"--theme", "both"}, {"--atomic"}},
    {{"--format", "svg"}, {"--format", "png"}},
    {{"--format", "png,pdf", "--animate"}, {NULL}},
    {{"--optimizer", "adam", "--optimizer", "rmsprop"}, {NULL}},
    {{"--sweep", "alpha=0.1:1:3,beta1=0:0.9:3"}, {"--runs", "3"}},
};

/* Standard output without the line that names the directory. */
static const char *without_report(struct result result)
{
    const char *report = strstr(result.out, "Report: ");

    ck_assert_msg(report != NULL && strchr(report, '\n')[1] == '\0', "%s", result.out);
    return format("%.*s", (int)(report - result.out), result.out);
}

START_TEST(test_output_is_one_set)
{
    run_again(kinds[_i].first);
    const char *before = names_in(work("out"));
    struct result result = run_again(kinds[_i].then);
    struct result fresh = run_into("fresh", "--seed=1", kinds[_i].then);
    const char *out = without_report(result), *expected = without_report(fresh);
    const char *line = out + strlen(expected);

    assert_done(&fresh);
    assert_same_files(work("out"), work("fresh"));
    ck_assert_int_eq(strncmp(out, expected, strlen(expected)), 0);
    ck_assert_str_ne(line, "");
    for (; *line != '\0'; line = strchr(line, '\n') + 1) {
        const char *end = strstr(line, " (left from an earlier run)\n");
        ck_assert_msg(strncmp(line, "removed ", 8) == 0 && end != NULL, "%s", line);
        const char *name = format("%.*s", (int)(end - line) - 8, line + 8);
        assert_holds(format(" %s ", before), format(" %s ", name));
        ck_assert(!exists(work("out/%s", name)));
    }
    assert_same_files(work("out"), work("fresh"));
    ck_assert_str_eq(without_report(run_again(kinds[_i].then)), expected);
}
END_TEST

START_TEST(test_quiet_says_nothing_of_it)
{
    run_again(STRINGS("-f", "contour", "--theme", "both"));
    struct result quiet = run_again(STRINGS("-q", "--format", "png"));

    ck_assert(!exists(work("out/contour-dark.png")));
    assert_lacks(quiet.out, "removed");
}
END_TEST

START_TEST(test_a_run_that_fails_removes_nothing)
{
    run_again(STRINGS("--theme", "both"));
    struct bytes before = snapshot(work("out"));
    struct result result = run_into("out", "--gnuplot", STRINGS(fake_gnuplot("exit 1")));

    ck_assert_int_eq(result.status, 3);
    assert_lacks(result.out, "removed");
    assert_same_snapshot(before, snapshot(work("out")));
}
END_TEST

/* As in a repository that keeps the directory by this file. */
START_TEST(test_other_files_stay)
{
    make_directory(work("out"));
    write_text(work("out/.gitignore"), "*\n!.gitignore\n");
    make_directory(work("out/gallery"));
    write_text(work("out/gallery/contour.png"), "");
    run_again(STRINGS("--theme", "both"));
    run_again(STRINGS("--seed", "7"));
    ck_assert_str_eq(read_bytes(work("out/.gitignore")).data, "*\n!.gitignore\n");
    ck_assert(exists(work("out/gallery/contour.png")));
}
END_TEST

/* ---- Left alone ------------------------------------------------------------------------------ */

static const struct {
    const char *change, *why;
} changes[] = {
    {"printf x >>contour-dark.png", "was modified since"},
    {"size=$(stat -c %s contour-dark.png); head -c $size /dev/zero >contour-dark.png",
     "was modified since"},
    {"mv contour-dark.png ../x && ln -s ../x contour-dark.png", "is no longer a regular file"},
    {"rm contour-dark.png && mkdir contour-dark.png", "is no longer a regular file"},
    {"rm contour-dark.png && mkfifo contour-dark.png", "is no longer a regular file"},
};

START_TEST(test_what_somebody_changed_stays)
{
    run_again(STRINGS("-f", "contour", "--theme", "both"));
    run_shell(format("cd out && %s", changes[_i].change));
    run_shell("stat -c '%F %s %Y %i' out/contour-dark.png >before");
    struct result result =
        run_with_warning(STRINGS("--format", "png"),
                         format("contour-dark.png, listed in the manifest.json of an earlier run, "
                                "%s; it is left in place",
                                changes[_i].why));
    run_shell("stat -c '%F %s %Y %i' out/contour-dark.png | cmp - before");
    assert_holds(result.out, "removed contour-dark.gp (left from an earlier run)");
    assert_lacks(result.out, "contour-dark.png");
    ck_assert_str_eq(entry_of("contour-dark.png"), "");
    assert_checksums();
    run_again(STRINGS("--format", "png"));
}
END_TEST

/* Neither is gone, nor said: nothing is there to say. */
START_TEST(test_what_is_gone_is_not_missed)
{
    run_again(STRINGS("-f", "contour", "--theme", "both"));
    run_shell("rm out/contour-dark.png");
    assert_lacks(run_again(STRINGS("--format", "png")).out, "contour-dark.png");
}
END_TEST

/* A manifest with these files, whose digests and sizes are those of the files in out/. */
static void plant(const char *const names[])
{
    run_shell("printf '{\"schema\": 1, \"files\": [' >out/manifest.json");
    for (size_t i = 0; names[i] != NULL; i++)
        run_shell(format("cd out && printf '%s{\"name\": \"%s\", \"kind\": \"figure\", \"sha256\": "
                         "\"%%s\", \"size\": %%s}' $(sha256sum '%s' | cut -c 1-64) "
                         "$(stat -c %%s '%s') >>manifest.json",
                         i == 0 ? "" : ", ", names[i], names[i], names[i]));
    run_shell("printf ']}' >>out/manifest.json");
}

START_TEST(test_a_planted_manifest_removes_no_other_file)
{
    static const char *const names[] = {"README.md", ".gitignore", "contour.jpg", "Contour.png",
                                        "contour-dark.dat"};

    make_directory(work("out"));
    for (size_t i = 0; i < COUNT(names); i++)
        write_text(work("out/%s", names[i]), "precious\n");
    plant(STRINGS(names[0], names[1], names[2], names[3], names[4]));
    struct result result = run_with_warning(STRINGS("--format", "png"), "");
    for (size_t i = 0; i < COUNT(names); i++) {
        assert_holds(result.err,
                     format("%s, listed in the manifest.json of an earlier run, does not "
                            "have the name of an output file; it is left in place",
                            names[i]));
        ck_assert_str_eq(read_bytes(work("out/%s", names[i])).data, "precious\n");
    }
    assert_lacks(result.out, "removed");
    assert_checksums();
}
END_TEST

/* Nor one above it or below it; then nothing in the manifest counts. */
START_TEST(test_a_manifest_that_is_none_removes_nothing)
{
    static const char *const commands[] = {
        "cd out && sed -i 's|\"contour-dark.png\"|\"../contour.png\"|' manifest.json",
        "cd out && sed -i 's|\"contour-dark.png\"|\"gallery/inner/contour.png\"|' manifest.json",
        "cd out && sed -i 's|\"schema\": 1|\"schema\": 2|' manifest.json",
        "echo '{' >out/manifest.json",
        "head -c 20000000 /dev/zero >out/manifest.json",
        "cp out/manifest.json . && ln -sf ../manifest.json out/manifest.json",
    };

    run_again(STRINGS("-f", "contour", "--theme", "both"));
    make_directory(work("out/gallery"));
    write_text(work("contour.png"), "above");
    write_text(work("out/gallery/contour.png"), "below");
    run_shell(commands[_i]);
    struct result result = run_with_warning(STRINGS("--format", "png"),
                                            "cannot read the manifest.json of an earlier run: ");
    assert_lacks(result.out, "removed");
    ck_assert_str_eq(read_bytes(work("contour.png")).data, "above");
    ck_assert_str_eq(read_bytes(work("out/gallery/contour.png")).data, "below");
    ck_assert(exists(work("out/contour-dark.png")));
    ck_assert_str_eq(entry_of("contour-dark.png"), "");
    run_again(STRINGS("--format", "png"));
}
END_TEST

/* ---- Kept ------------------------------------------------------------------------------------ */

START_TEST(test_keep)
{
    run_again(STRINGS("--runs", "3", "--theme", "both", "-f", "contour", "-f", "ensemble"));
    struct result result = run_again(STRINGS("--keep", "-f", "contour"));

    assert_lacks(result.out, "removed");
    assert_kept("contour-dark.png", true);
    assert_kept("contour-dark.gp", true);
    assert_kept("ensemble.png", true);
    assert_kept("ensemble.dat", true);
    assert_kept("ensemble_runs.dat", true);
    assert_lacks(entry_of("contour.png"), "kept");
    assert_checksums();
    run_again(STRINGS("--keep", "--format", "png"));
    assert_kept("ensemble_runs.dat", true);
    assert_holds(run_again(STRINGS("--format", "png")).out, "removed ensemble_runs.dat");
    struct result fresh = run_into("fresh", "--seed=1", STRINGS("--format", "png"));
    assert_done(&fresh);
    assert_same_files(work("out"), work("fresh"));
}
END_TEST

/* The other figures stay, and what they were drawn from; other data go. */
START_TEST(test_figures_that_are_not_asked_for_stay)
{
    run_again(STRINGS("--runs", "3", "--format", "png,svg"));
    struct result result = run_again(STRINGS("-f", "surface"));

    ck_assert_str_eq(strstr(without_report(result), "removed"),
                     "removed ensemble_runs.dat (left from an earlier run)\n"
                     "removed runtime.dat (left from an earlier run)\n"
                     "removed surface.svg (left from an earlier run)\n");
    assert_kept("contour.png", true);
    assert_kept("contour.svg", true);
    assert_kept("contour_path.gp", true);
    assert_kept("path.dat", true);
    assert_kept("ensemble.dat", true);
    assert_holds(entry_of("contour.png"), "\"sources\": [\n        \"contour.gp\",\n");
    assert_lacks(entry_of("surface.png"), "kept");
    assert_checksums();
    assert_lacks(read_bytes(work("out/report.md")).data, "contour");
    assert_lacks(read_bytes(work("out/figures.md")).data, "contour");
    assert_lacks(run_again(STRINGS("-f", "surface")).out, "removed");
    assert_kept("contour.png", true);
}
END_TEST

/* No file of a redrawn figure is left, whatever its format, theme or kind, and no snippet of
 * several figures with the old caption. */
START_TEST(test_a_redrawn_figure_is_not_kept)
{
    const char *const again[] = {"-f", "contour_path", "--snippets", "md", "--seed", "2", NULL};
    const char *const each[] = {
        "-f", "contour_path", "--snippets", "md", "--snippets-each", "--seed", "2", NULL};

    run_again(STRINGS("--format", "png,svg,pdf", "--theme", "both", "--animate", "--images", "img",
                      "--snippets", "all", "--snippets-each"));
    struct result result = run_again(_i == 0 ? again : each);
    ck_assert_str_eq(names_in(work("out/img")),
                     "contour-dark.pdf contour-dark.png contour-dark.svg contour.pdf contour.png "
                     "contour.svg surface-dark.pdf surface-dark.png surface-dark.svg surface.pdf "
                     "surface.png surface.svg");
    run_shell(format("cd out && test \"$(echo figures* contour_path*)\" = "
                     "'figures.md contour_path.gp contour_path.png' && "
                     "test $(ls snippets/surface* | wc -l) = 11 && "
                     "test $(find snippets -name 'contour_path*' | wc -l) = %d",
                     _i));
    assert_holds(result.out, "removed figures-github.md (left from an earlier run)\n");
    assert_holds(result.out, "removed snippets/contour_path.tex (left from an earlier run)\n");
    assert_holds(result.out, "removed contour_path_frames-dark.gp (left from an earlier run)\n");
    assert_kept("img/contour.png", true);
    assert_kept("contour-dark.gp", true);
    assert_kept("snippets/surface-github.md", false);
    assert_checksums();
}
END_TEST

START_TEST(test_a_modified_file_of_a_redrawn_figure_stays)
{
    run_again(STRINGS("--theme", "both"));
    run_shell("echo mine >>out/figures.rst && echo mine >>out/contour-dark.png");
    struct result result = run_with_warning(
        STRINGS("-f", "contour", "--snippets", "md"),
        "figures.rst, listed in the manifest.json of an earlier run, was modified since; it is "
        "left in place but no longer listed");
    assert_holds(result.err, "contour-dark.png, listed");
    assert_holds(result.out, "removed figures.tex");
    assert_kept("surface-dark.png", true);
    run_shell("cd out && tail -n 1 figures.rst | grep -q mine && "
              "! grep -e figures.rst -e '\"contour-dark.png' manifest.json SHA256SUMS");
}
END_TEST

/* What was drawn from other data than there are now, or by another script, has no source. */
START_TEST(test_a_source_that_is_gone_is_not_claimed)
{
    run_again(STRINGS("--format", "png,svg"));
    run_shell("echo >>out/surface.gp");
    struct result result = run_with_warning(STRINGS("-f", "contour"), "surface.gp, listed");
    assert_lacks(result.out, "removed surface");
    assert_kept("surface.png", false);
    assert_kept("contour_path.png", true);
    ck_assert_str_eq(entry_of("surface.gp"), "");
    run_again(STRINGS("-f", "contour", "--levels", "9"));
    assert_kept("contour_path.png", false);
    assert_kept("contour_path.svg", false);
    assert_kept("contour_path.gp", true);
    assert_holds(entry_of("contour_path.png"), "\"caption\": ");
    assert_lacks(entry_of("contour_path.png"), "sources");
    assert_checksums();
}
END_TEST

START_TEST(test_without_figures_all_stay)
{
    run_again(STRINGS("--theme", "both"));
    run_again(STRINGS("-f", "none"));
    assert_kept("contour-dark.png", true);
    assert_kept("figures.md", false);
    assert_checksums();
    struct result result = run_again(STRINGS("--format", "png"));
    assert_holds(result.out, "removed contour-dark.png (left from an earlier run)");
}
END_TEST

/* ---- What others make of kept files ---------------------------------------------------------- */

/* A set in `directory` in which contour.png, .svg and .gp, and bands.dat are kept. */
static void make_kept(const char *directory, const char *gnuplot)
{
    struct result result =
        run_into(directory, "--gnuplot", STRINGS(gnuplot, "-f", "contour", "--format", "png,svg"));
    assert_done(&result);
    result = run_into(directory, "--gnuplot", STRINGS(gnuplot, "-f", "surface"));
    assert_done(&result);
}

START_TEST(test_verify_does_not_pass_them)
{
    static const char *const changes_of_manifest[] = {"", "sed -i '/\"kept\"/d' out/manifest.json"};

    make_kept("out", "gnuplot");
    for (size_t i = 0; i < COUNT(changes_of_manifest); i++) {
        run_shell(changes_of_manifest[i]);
        run_shell("cd out && sum=$(sha256sum manifest.json | cut -c 1-64) && "
                  "sed -i \"s/^.*  manifest.json/$sum  manifest.json/\" SHA256SUMS");
        struct result plain = run_program(STRINGS("verify", "out"));
        struct result result = run_program(STRINGS("verify", "--ignore-added", "out"));
        ck_assert_int_eq(plain.status, 1);
        ck_assert_int_eq(result.status, 1);
        assert_holds(result.out, i == 0
                                     ? "not checked  contour.png  was kept from an earlier run"
                                     : "not checked  contour.png  is listed in manifest.json, but "
                                       "not made by the run");
        assert_holds(result.out, "out: not all artifacts match the parameters");
    }
}
END_TEST

START_TEST(test_they_are_accepted_with_their_set)
{
    make_kept("b", "gnuplot");
    struct result other = run_into("a", "--seed=2", STRINGS("-f", "contour"));
    assert_done(&other);
    struct result result = run_program(STRINGS("accept", "--only", "/contour.svg", "a", "b"));
    assert_done(&result);
    run_shell("diff -r a b && cd a && sha256sum --quiet --strict -c SHA256SUMS");
    run_compare(WORDS("--strict", "a", "b"), 0);
}
END_TEST

/* Their source still holds: so another rendering of it passes, as of what the run made itself. */
START_TEST(test_compare_by_source)
{
    make_kept("a", "gnuplot");
    make_kept("b", gnuplot_with_other_hinting());
    struct result result = run_compare(WORDS("a", "b"), 0);

    assert_line(&result, "contour.png", "rendering", "");
}
END_TEST

/* The levels are others now: what is left is pixels. */
START_TEST(test_compare_without_source)
{
    for (int i = 0; i < 2; i++) {
        const char *gnuplot = i == 0 ? "gnuplot" : gnuplot_with_other_hinting();
        const char *directory = i == 0 ? "a" : "b";
        struct result first =
            run_into(directory, "--gnuplot", STRINGS(gnuplot, "-f", "contour_path"));
        struct result then =
            run_into(directory, "--gnuplot", STRINGS(gnuplot, "-f", "contour", "--levels", "9"));
        assert_done(&first);
        assert_done(&then);
    }
    struct result result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, "contour_path.png", "changed", "pixels changed");
    assert_line(&result, "contour.png", "rendering", "");
    result = run_compare(WORDS("--max-share", "50", "a", "b"), 0);
    assert_line(&result, "contour_path.png", "rendering", "");
}
END_TEST

#define WITHOUT_SOURCES "sed -i '/\"source\": \".*\",$/d; /\"sources\": \\[/,/]/d' manifest.json; "

/* In b, whose digests are put right afterwards. */
static const struct {
    const char *command, *name;
} forgeries[] = {
    /* What the run made is called kept, and the other way round. */
    {"sed -i '/\"name\": \"surface.png\"/i \"kept\": true,' manifest.json", "manifest.json"},
    {"sed -i '/\"kept\": true/d' manifest.json", "manifest.json"},
    /* Another image, with the source that the old one had. */
    {"cp surface.png contour.png", "contour.png"},
    {"sed -i '0,/<path /s//<path transform=\"scale(2)\" /' contour.svg", "contour.svg"},
    /* Data and scripts that are not what the image was drawn from. */
    {"sed -i '20,30d' bands.dat", "bands.dat"},
    {"sed -i '0,/set /s//set  /' contour.gp", "contour.gp"},
    /* No source at all. */
    {WITHOUT_SOURCES "cp surface.png contour.png", "contour.png"},
    {WITHOUT_SOURCES "sed -i '0,/<path /s//<path class=\"x\" /' contour.svg", "contour.svg"},
};

START_TEST(test_a_forgery_does_not_pass)
{
    make_kept("a", "gnuplot");
    run_shell("cp -R a b");
    run_compare(WORDS("a", "b"), 0);
    run_shell(format("cd b && %s", forgeries[_i].command));
    run_shell("cd b && for name in contour.png contour.svg contour.gp bands.dat; do "
              "old=$(sha256sum ../a/$name | cut -c 1-64); new=$(sha256sum $name | cut -c 1-64); "
              "sed -i \"s/$old/$new/\" manifest.json SHA256SUMS; done; "
              "new=$(sha256sum manifest.json | cut -c 1-64); "
              "sed -i \"s/^.*  manifest.json/$new  manifest.json/\" SHA256SUMS");
    struct result result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, forgeries[_i].name, "changed", "");
    result = run_compare(WORDS("b", "a"), 1);
    assert_line(&result, forgeries[_i].name, "changed", "");
}
END_TEST

Suite *earlier_files_suite(void)
{
    Suite *suite = suite_create("earlier_files");
    TCase *removed = add_case(suite, "removed"), *left = add_case(suite, "left alone"),
          *kept = add_case(suite, "kept"), *others = add_case(suite, "others");

    tcase_add_loop_test(removed, test_output_is_one_set, 0, COUNT(kinds));
    tcase_add_test(removed, test_quiet_says_nothing_of_it);
    tcase_add_test(removed, test_a_run_that_fails_removes_nothing);
    tcase_add_test(removed, test_other_files_stay);
    tcase_add_loop_test(left, test_what_somebody_changed_stays, 0, COUNT(changes));
    tcase_add_test(left, test_what_is_gone_is_not_missed);
    tcase_add_test(left, test_a_planted_manifest_removes_no_other_file);
    tcase_add_loop_test(left, test_a_manifest_that_is_none_removes_nothing, 0, 6);
    tcase_add_test(kept, test_keep);
    tcase_add_test(kept, test_figures_that_are_not_asked_for_stay);
    tcase_add_loop_test(kept, test_a_redrawn_figure_is_not_kept, 0, 2);
    tcase_add_test(kept, test_a_modified_file_of_a_redrawn_figure_stays);
    tcase_add_test(kept, test_a_source_that_is_gone_is_not_claimed);
    tcase_add_test(kept, test_without_figures_all_stay);
    tcase_add_test(others, test_verify_does_not_pass_them);
    tcase_add_test(others, test_they_are_accepted_with_their_set);
    tcase_add_test(others, test_compare_by_source);
    tcase_add_test(others, test_compare_without_source);
    tcase_add_loop_test(others, test_a_forgery_does_not_pass, 0, COUNT(forgeries));
    return suite;
}
