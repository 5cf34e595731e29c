/* Runs whose images and snippets are in directories of the output directory, and runs that write
 * only these: their files, what replaces and removes them, and how they are compared, verified and
 * accepted. */
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

static void assert_checksums(const char *directory)
{
    run_shell(format("cd %s && sha256sum --quiet --strict -c SHA256SUMS", directory));
}

#define RUN(...) STRINGS("-q", "-n", "5", SMALL, __VA_ARGS__)

static struct result make(const char *const arguments[])
{
    struct result result = run_program(arguments);

    assert_done(&result);
    return result;
}

/* A set with an image of every kind. */
#define RICH                                                                                       \
    "-f", "contour_path", "--theme", "both", "--format", "png,svg,pdf", "--animate", "--images",   \
        "img"

/* ---- The files ------------------------------------------------------------------------------- */

START_TEST(test_images_are_in_the_directory)
{
    make(RUN("-o", "out", RICH));
    ck_assert_str_eq(names_in(work("out/img")),
                     "contour_path-dark.gif contour_path-dark.pdf contour_path-dark.png "
                     "contour_path-dark.svg contour_path.gif contour_path.pdf "
                     "contour_path.png contour_path.svg");
    assert_lacks(names_in(work("out")), ".png");
    assert_holds(names_in(work("out")), "contour_path.gp");
    assert_checksums("out");
    assert_holds(read_bytes(work("out/SHA256SUMS")).data, "  img/contour_path.png\n");
    assert_holds(read_bytes(work("out/manifest.json")).data,
                 "\"name\": \"img/contour_path-dark.png\"");
    assert_holds(read_bytes(work("out/manifest.json")).data, "\"images\": \"img\"");
}
END_TEST

/* Every link in a document leads to a file from the output directory. */
START_TEST(test_links_lead_to_the_images)
{
    make(RUN("-o", "out", RICH, "--snippets", "all"));
    run_shell(
        "cd out && grep -hEo '(src|srcset)=\"[^\"]*\"|\\]\\([^)#]*|:: [^ ]*\\.[a-z]+|"
        "path\\{[^}]*\\}|image::[^[]*' figures* report.md | "
        "sed -E 's/^(src|srcset)=\"//; s/\"$//; s/^\\]\\(//; s/^:: //; s/^path\\{//; s/\\}$//; "
        "s/^image:://; s/-dark\\.\\*/-dark.png/' | grep -v ^https: | sort -u >links && "
        "test $(wc -l <links) -ge 4 && while read -r link; do test -f \"$link\" || "
        "{ echo \"$link\"; exit 1; }; done <links");
    run_shell(
        "cd out && grep -q 'src=\"data:image/png' report.html && ! grep -q 'img/' report.html");
}
END_TEST

START_TEST(test_the_link_prefix_comes_first)
{
    make(RUN("-o", "out", "-f", "contour", "--images", "img", "--link-prefix", "/docs"));
    assert_holds(read_bytes(work("out/figures.rst")).data, ".. figure:: /docs/img/contour.png");
    assert_holds(read_bytes(work("out/report.md")).data, "](img/contour.png)");
}
END_TEST

/* As the first line of the script says. */
START_TEST(test_scripts_redraw_the_images)
{
    make(RUN("-o", "out", "-f", "contour", "--images", "img"));
    run_shell("cd out && mv img/contour.png .. && gnuplot contour.gp && test -f img/contour.png && "
              "gnuplot -e \"format='svg'\" contour.gp && test -f img/contour.svg");
    struct result result = run_program(STRINGS("compare", "contour.png", "out/img/contour.png"));
    assert_holds(result.out, "same pixels");
}
END_TEST

/* ---- What was there before ------------------------------------------------------------------- */

static const char *const moves[][2][8] = {
    {{"--images", "img"}, {NULL}},
    {{NULL}, {"--images", "img"}},
    {{"--images", "img"}, {"--images", "figures"}},
    {{"--images", "img", "--theme", "both"}, {"--images", "img", "--atomic"}},
    {{"--images", "img"}, {"--atomic"}},
    {{"--atomic"}, {"--images", "img", "--atomic"}},
    {{"--snippets-each"}, {NULL}},
    {{"--snippets-each"}, {"--snippets-each", "--snippets", "tex", "--atomic"}},
    {{NULL}, {"--only", "documents"}},
    {{"--theme", "both"}, {"--only", "documents", "--images", "img", "--snippets-each"}},
    {{"--only", "documents", "--images", "img", "--snippets-each"}, {"--images", "i", "--atomic"}},
};

static struct result run_into(const char *directory, const char *const arguments[])
{
    const char *all[32] = {"-n", "5", SMALL, "-o", directory};
    size_t count = 8;

    for (size_t i = 0; arguments[i] != NULL; i++)
        all[count++] = arguments[i];
    return make(all);
}

/* What is left is what the last run alone would have made: no file, and no empty directory. */
START_TEST(test_the_output_is_one_set)
{
    run_into("out", moves[_i][0]);
    struct result result = run_into("out", moves[_i][1]);
    run_into("fresh", moves[_i][1]);

    assert_holds(result.out, "removed ");
    run_shell("diff -r out fresh");
    assert_lacks(run_into("out", moves[_i][1]).out, "removed ");
}
END_TEST

START_TEST(test_a_directory_in_use_stays)
{
    run_into("out", STRINGS("--images", "img"));
    write_text(work("out/img/photo.png"), "mine");
    run_into("out", STRINGS("--images", "pictures"));
    ck_assert_str_eq(names_in(work("out/img")), "photo.png");
    ck_assert_str_eq(read_bytes(work("out/img/photo.png")).data, "mine");
}
END_TEST

START_TEST(test_keep_keeps_them)
{
    run_into("out", STRINGS("-f", "contour", "--images", "img"));
    run_into("out", STRINGS("-f", "surface", "--images", "img"));
    ck_assert_str_eq(names_in(work("out/img")), "contour.png surface.png");
    run_into("out", STRINGS("--keep", "-f", "contour", "--images", "other"));
    ck_assert_str_eq(names_in(work("out/img")), "contour.png surface.png");
    assert_checksums("out");
    assert_holds(read_bytes(work("out/SHA256SUMS")).data, "  img/surface.png\n");
}
END_TEST

/* The figure that this run draws elsewhere is not another figure. */
START_TEST(test_a_moved_figure_is_not_kept)
{
    run_into("out", STRINGS("-f", "contour", "-f", "surface"));
    struct result result = run_into("out", STRINGS("-f", "contour", "--images", "img"));

    assert_holds(result.out, "removed contour.png (left from an earlier run)");
    ck_assert(!exists(work("out/contour.png")));
    ck_assert(exists(work("out/surface.png")));
    assert_checksums("out");
}
END_TEST

/* ---- What is not followed, and not removed --------------------------------------------------- */

static const struct {
    const char *command, *message;
} obstacles[] = {
    {"mkdir elsewhere && ln -s ../elsewhere out/img", "out/img is not a directory"},
    {"ln -s nowhere out/img", "out/img is not a directory"},
    {"echo x >out/img", "out/img is not a directory"},
    {"mkfifo out/img", "out/img is not a directory"},
    {"mkdir -p out/img/contour.png/x", "img/contour.png: Is a directory"},
    {"mkdir out/img && echo '{}' >out/img/manifest.json", "is the output directory of another run"},
    {"mkdir elsewhere && ln -s ../elsewhere out/snippets", "out/snippets is not a directory"},
    {"mkdir -p out/snippets/contour.md/x", "snippets/contour.md: Is a directory"},
};

START_TEST(test_an_obstacle_changes_nothing)
{
    run_into("out", STRINGS("-f", "contour"));
    run_shell(obstacles[_i / 2].command);
    struct bytes before = snapshot(work("."));
    struct result result =
        run_program(RUN("-o", "out", "-f", "contour", "--images", "img", "--snippets-each",
                        "--alpha", "0.1", _i % 2 == 0 ? "--quiet" : "--atomic"));

    assert_failed(&result, 3, obstacles[_i / 2].message);
    assert_same_snapshot(before, snapshot(work(".")));
}
END_TEST

static const char *const paths_of_images[] = {"n/img", "n/img/", "n/./img", "link", "new/img"};

START_TEST(test_images_of_another_run_are_not_overwritten)
{
    run_into("n", STRINGS("-f", "contour", "--images", "img"));
    run_shell("ln -s n/img link && mkdir new && cp n/manifest.json new");
    struct bytes before = snapshot(work("."));
    struct result result = run_program(
        RUN("-o", paths_of_images[_i / 2], "-f", "contour", _i % 2 == 0 ? "--quiet" : "--atomic"));
    assert_failed(&result, 3,
                  format("%s holds the images of the run in its parent directory; choose another "
                         "--output",
                         paths_of_images[_i / 2]));
    assert_same_snapshot(before, snapshot(work(".")));
}
END_TEST

static const char *const other_parents[] = {
    "sed -i 's|\"images\": \"img\"|\"images\": \"pictures\"|' n/manifest.json",
    "sed -i 's|\"images\": \"img\"|\"images\": \"../n/img\"|' n/manifest.json",
    "sed -i 's|\"images\": \"img\"|\"images\": {\"img\": 1}|' n/manifest.json",
    "sed -i 's|\"program\": \"adam-report |\"program\": \"other |' n/manifest.json",
    "sed -i '/\"program\"/d' n/manifest.json",
    "mv n/manifest.json m && ln -s ../m n/manifest.json",
    "rm n/manifest.json && mkfifo n/manifest.json",
    "rm n/manifest.json && mkdir n/manifest.json",
    "head -c 20000000 /dev/zero >n/manifest.json",
    "echo '[' >n/manifest.json",
    "rm n/manifest.json",
};

START_TEST(test_other_manifests_in_the_parent_do_not_matter)
{
    run_into("n", STRINGS("-f", "none", "--images", "img"));
    run_shell(other_parents[_i]);
    make(RUN("-o", "n/img", "-f", "none"));
}
END_TEST

/* In the manifest of an earlier run, for the name of its stale image; elsewhere and out/inner have
 * that file with the recorded digest. */
static const char *const foreign_names[] = {
    "../elsewhere/contour-dark.png",
    "/tmp/contour-dark.png",
    "img/../elsewhere/contour-dark.png",
    "img/inner/contour-dark.png",
    "./contour-dark.png",
    "img//contour-dark.png",
    "link/contour-dark.png",
    "snippets/contour-dark.png",
    ".git/contour-dark.png",
    "img/mine.png",
    "img/report.md",
    "img/bands.dat",
    "snippets/mine.md",
    "img/contour.md",
};

START_TEST(test_a_foreign_manifest_removes_nothing)
{
    run_into("out", STRINGS("-f", "contour", "--images", "img", "--theme", "both"));
    run_shell(
        "mkdir -p elsewhere out/img/inner out/snippets out/.git && ln -s ../elsewhere out/link");
    run_shell("for to in elsewhere out/img/inner out/snippets out/.git out; do "
              "cp out/img/contour-dark.png $to; done; "
              "cp out/img/contour-dark.png out/snippets/mine.md; "
              "cp out/img/contour-dark.png out/img/contour.md; "
              "for to in mine.png report.md bands.dat; do cp out/img/contour-dark.png out/img/$to; "
              "done");
    run_shell(
        format("sed -i 's|\"img/contour-dark.png\"|\"%s\"|' out/manifest.json", foreign_names[_i]));
    struct result result =
        run_program(RUN("-o", "out", "-f", "contour", "--images", "img", "--format", "png"));
    ck_assert_int_eq(result.status, 0);
    assert_holds(result.err, "adam-report: warning: ");
    run_shell("for name in elsewhere/contour-dark.png out/contour-dark.png "
              "out/img/inner/contour-dark.png out/snippets/contour-dark.png "
              "out/.git/contour-dark.png out/img/mine.png out/img/report.md out/img/bands.dat "
              "out/snippets/mine.md out/img/contour.md; do "
              "test -f $name || { echo $name; exit 1; }; done");
}
END_TEST

/* Only what is in snippets/, and images in the directory that the old manifest records for them. */
START_TEST(test_a_planted_entry_removes_nothing_in_other_directories)
{
    static const char *const options[] = {"-q", "--keep", "--figure=surface"};

    run_into("out", STRINGS("-f", "contour", "--theme", "both", "--images", "img"));
    run_shell("cd out && mkdir docs sub && mv img/contour-dark.png docs/surface.png && "
              "mv contour-dark.gp sub/contour.gp && cp docs/surface.png sub/contour.png && "
              "sed -i -e 's|\"img/contour-dark.png\"|\"docs/surface.png\"|' "
              "-e 's|\"img/contour.png\"|\"sub/contour.png\"|' "
              "-e \"s|$(sha256sum <img/contour.png | cut -c 1-64)|"
              "$(sha256sum <docs/surface.png | cut -c 1-64)|\" "
              "-e \"s|\\\"size\\\": $(stat -c %s img/contour.png)|"
              "\\\"size\\\": $(stat -c %s docs/surface.png)|\" manifest.json");
    struct result result = run_program(
        RUN("-o", "out", "--format", "png", "--images", "img", "--snippets-each", options[_i]));
    ck_assert_int_eq(result.status, 0);
    assert_holds(result.err, "docs/surface.png, listed in the manifest.json of an earlier run, "
                             "does not have the name of an output file; it is left in place");
    assert_holds(result.err, "sub/contour.png, listed");
    ck_assert_str_eq(names_in(work("out/docs")), "surface.png");
    ck_assert_str_eq(names_in(work("out/sub")), "contour.gp contour.png");
    run_shell("! grep -e docs/ -e sub/ out/manifest.json out/SHA256SUMS");
    /* The snippets and images of this run can be removed. */
    run_into("out", STRINGS("-f", "none", "--images", "other", "--format", "png"));
    result = run_into("out", STRINGS("--images", "img"));
    assert_holds(result.out, "removed snippets/");
}
END_TEST

/* ---- Comparing ------------------------------------------------------------------------------- */

#define DRAWN(directory, ...)                                                                      \
    make(RUN("-o", directory, "-f", "contour", "--format", "png,svg", "--images", "img",           \
             __VA_ARGS__))

START_TEST(test_equal_runs_pass)
{
    make(RUN("-o", "a", RICH));
    make(RUN("-o", "b", RICH));
    assert_summary(&(struct result){.out = run_compare(WORDS("a", "b"), 0).out},
                   "25 files: 25 identical");
}
END_TEST

/* The sources of img/contour.png are in the directory above. */
START_TEST(test_another_rendering_passes)
{
    DRAWN("a", "--gnuplot", "gnuplot");
    DRAWN("b", "--gnuplot", gnuplot_with_other_hinting());
    struct result result = run_compare(WORDS("a", "b"), 0);
    assert_line(&result, "img/contour.png", "rendering", "");
    assert_line(&result, "report.html", "rendering", "");
    assert_line(&result, "manifest.json", "rendering", "img/contour.png");
    assert_line(&result, "SHA256SUMS", "rendering", "img/contour.png");
    run_compare(WORDS("--strict", "a", "b"), 1);
    result = run_compare(WORDS("a/img/contour.png", "b/img/contour.png"), 0);
    assert_line(&result, "contour.png", "rendering", "");
}
END_TEST

/* In b, whose digests are put right afterwards. The file does not pass. */
static const struct {
    const char *command, *name, *verdict;
} changes[] = {
    {"rm img/contour.png", "img/contour.png", "missing"},
    {"cp img/contour.png img/other.png", "img/other.png", "added"},
    {"mv img/contour.png .", "img/contour.png", "missing"},
    {"cp ../c/img/contour.png img", "img/contour.png", "changed"},
    {"cp ../c/img/contour.svg img", "img/contour.svg", "changed"},
    {"sed -i '0,/set /s//set  /' contour.gp", "contour.gp", "changed"},
    {"sed -i 20,30d bands.dat", "img/contour.png", "changed"},
    {"mv img inner && ln -s inner img", "img", "changed"},
    {"cp manifest.json img", "img/manifest.json", "added"},
    /* The sources of the image, changed where only the image's directory would find them. */
    {"cp contour.gp bands.dat img && cp ../c/contour.gp ../c/bands.dat ../c/img/contour.png . && "
     "mv contour.png img",
     "img/contour.png", "changed"},
};

static void update_digests(const char *directory)
{
    run_shell(format("cd %s && find . -type f ! -name SHA256SUMS | sed 's|^./||' | sort | "
                     "while read -r name; do sha256sum \"$name\"; done >../sums && "
                     "mv ../sums SHA256SUMS && while read -r sum name; do "
                     "sed -i -E \"\\|\\\"name\\\": \\\"$name\\\"|{n;s/[0-9a-f]{64}/$sum/}\" "
                     "manifest.json; done <SHA256SUMS",
                     directory));
}

START_TEST(test_a_change_does_not_pass)
{
    DRAWN("a", "--gnuplot", "gnuplot");
    DRAWN("b", "--gnuplot", gnuplot_with_other_hinting());
    DRAWN("c", "--alpha", "0.1", "--levels", "20");
    run_shell(format("cd b && %s", changes[_i].command));
    update_digests("b");
    struct result result = run_compare(WORDS("-o", "report", "a", "b"), 1);
    assert_line(&result, changes[_i].name, changes[_i].verdict, "");
    assert_holds(read_bytes(work("report/comparison.json")).data,
                 format("\"%s\"", changes[_i].name));
    assert_holds(read_bytes(work("report/junit.xml")).data, changes[_i].name);
    assert_holds(read_bytes(work("report/index.html")).data, changes[_i].name);
}
END_TEST

/* ---- Verifying and accepting ----------------------------------------------------------------- */

START_TEST(test_verify)
{
    make(RUN("-o", "out", RICH, "--title", "T"));
    struct result result = run_program(STRINGS("verify", "out"));
    assert_done(&result);
    assert_line(&result, "img/contour_path.gif", "identical", "");
    write_text(work("out/img/more.png"), "x");
    result = run_program(STRINGS("verify", "out"));
    ck_assert_int_eq(result.status, 1);
    assert_line(&result, "img/more.png", "added", "");
}
END_TEST

static const struct {
    const char *command, *line;
} damages[] = {
    {"rm img/contour.png", "missing      img/contour.png"},
    {"printf x >>img/contour.png", "changed      img/contour.png"},
    {"mv img inner && ln -s inner img", "unreadable   img/contour.png"},
};

START_TEST(test_verify_finds_damage)
{
    make(RUN("-o", "out", "-f", "contour", "--images", "img"));
    run_shell(format("cd out && %s", damages[_i].command));
    struct result result = run_program(STRINGS("verify", "out"));
    ck_assert_int_eq(result.status, 1);
    assert_holds(result.out, damages[_i].line);
}
END_TEST

/* With the images, all other files of their run; and not a run in another directory. */
START_TEST(test_accept_takes_the_run)
{
    make(RUN("-o", "a/one", "-f", "contour", "--images", "img"));
    make(RUN("-o", "a/two", "-f", "contour", "--images", "img"));
    make(RUN("-o", "b/one", "-f", "contour", "--images", "img", "--levels", "9"));
    make(RUN("-o", "b/two", "-f", "contour", "--images", "img", "--levels", "9"));
    run_shell("cp -R a/two two");
    struct result result = run_program(STRINGS("accept", "--only", "one/img/*", "a", "b"));
    assert_done(&result);
    run_shell("diff -r a/one b/one && diff -r a/two two");
    make(RUN("-o", "b/one", "-f", "contour", "--images", "other", "--levels", "9"));
    result = run_program(STRINGS("accept", "--only", "one/SHA256SUMS", "a", "b"));
    assert_done(&result);
    run_shell("diff -r a/one b/one && test ! -e a/one/img");
}
END_TEST

/* ---- Only documents -------------------------------------------------------------------------- */

#define ONLY(directory, ...)                                                                       \
    make(RUN("-o", directory, "-f", "contour", "--format", "png,svg", "--images", "img", "--only", \
             "documents", __VA_ARGS__))

START_TEST(test_only_documents)
{
    ONLY("out", "--theme", "both");
    ck_assert_str_eq(names_in(work("out")), "SHA256SUMS figures-github.md figures.html figures.md "
                                            "figures.rst figures.tex img manifest.json");
    ck_assert_str_eq(names_in(work("out/img")),
                     "contour-dark.png contour-dark.svg contour.png contour.svg");
    assert_checksums("out");
    run_shell("! grep -e '\\.gp\"' -e '\\.dat\"' -e '\"sources\"' out/manifest.json");
    assert_holds(read_bytes(work("out/manifest.json")).data, "\"only\": \"documents\"");
    make(RUN("-o", "all", "-f", "contour", "--format", "png,svg", "--theme", "both", "--images",
             "img"));
    run_shell("diff -r out/img all/img && for f in out/figures*; do cmp $f all/${f#out/}; done");
    struct result result =
        make(STRINGS("-n", "5", SMALL, "-f", "contour", "-o", "out", "--only", "documents"));
    assert_holds(result.out, "\nFigures: out/\n");
    assert_lacks(result.out, "report.html");
}
END_TEST

/* With --figure, the images and snippets of others stay, but not what only a whole run has. */
START_TEST(test_only_documents_of_one_figure)
{
    run_into("out", STRINGS("-f", "surface,contour", "--snippets-each"));
    run_into("out", STRINGS("-f", "contour", "--snippets-each", "--only", "documents"));
    ck_assert_str_eq(names_in(work("out")),
                     "SHA256SUMS contour.png figures-github.md figures.html figures.md figures.rst "
                     "figures.tex manifest.json snippets surface.png");
    ck_assert(exists(work("out/snippets/surface.tex")));
    assert_checksums("out");
    run_into("out", STRINGS("-f", "contour", "--snippets-each"));
    ck_assert(exists(work("out/contour.gp")));
    run_into("out", STRINGS("-f", "contour", "--only", "documents", "--keep"));
    ck_assert(exists(work("out/contour.gp")));
    ck_assert(exists(work("out/report.html")));
    assert_checksums("out");
    struct result result = run_program(STRINGS("verify", "out"));
    ck_assert_int_eq(result.status, 1);
    assert_holds(result.out, "not checked  report.html  was kept from an earlier run");
}
END_TEST

/* The PNGs name their sources, although these are not there. */
START_TEST(test_no_limit_permits_other_sources)
{
    ONLY("a", "--levels", "50");
    ONLY("b", "--levels", "49");
    run_compare(WORDS("--max-share", "100", "--include", "**.png", "a", "b"), 1);
    run_compare(WORDS("--max-share", "100", "a/img/contour.png", "b/img/contour.png"), 1);
}
END_TEST

/* Another rendering is another image: nothing shows that it is not other data. */
START_TEST(test_without_sources_only_pixels_count)
{
    ONLY("a", "--gnuplot", "gnuplot");
    ONLY("b", "--gnuplot", gnuplot_with_other_hinting());
    run_shell("cp -R a same");
    run_compare(WORDS("a", "same"), 0);
    struct result result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, "img/contour.png", "changed", "pixels changed");
    assert_line(&result, "img/contour.png", "changed",
                "manifest.json lists no sources for this image");
    assert_line(&result, "manifest.json", "changed", "img/contour.png");
    run_compare(WORDS("--max-share", "100", "a/img/contour.png", "b/img/contour.png"), 0);
    result = run_compare(WORDS("a/img/contour.png", "b/img/contour.png"), 1);
    assert_line(&result, "contour.png", "changed", "manifest.json lists no sources for this image");
    DRAWN("whole", "--gnuplot", gnuplot_with_other_hinting());
    result = run_compare(WORDS("a", "whole"), 1);
    assert_line(&result, "img/contour.png", "changed",
                "manifest.json lists no sources for this image");
}
END_TEST

START_TEST(test_an_svg_without_sources_changes_with_its_bytes)
{
    ONLY("a", "--gnuplot", "gnuplot");
    run_shell("cp -R a b && sed -i 's|</svg>| </svg>|' b/img/contour.svg");
    update_digests("b");
    struct result result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, "img/contour.svg", "changed", "no manifest.json lists the sources");
}
END_TEST

START_TEST(test_verify_only_documents)
{
    ONLY("out", "--snippets-each", "--label-prefix", "run1-");
    struct result result = run_program(STRINGS("verify", "out"));
    assert_done(&result);
    assert_line(&result, "snippets/contour.tex", "identical", "");
    /* What this run did not write is not checked, and does not pass. */
    make(RUN("-o", "all", "-f", "contour", "--format", "png,svg", "--images", "img"));
    run_shell("cp all/trajectory.dat out");
    result = run_program(STRINGS("verify", "out"));
    ck_assert_int_eq(result.status, 1);
    assert_line(&result, "trajectory.dat", "added", "");
    /* Nor does a whole run that claims to be only documents. */
    run_shell("sed -i 's|\"optimizer\": |\"only\": \"documents\",&|' all/manifest.json");
    update_digests("all");
    result = run_program(STRINGS("verify", "--ignore-added", "all"));
    ck_assert_int_eq(result.status, 1);
}
END_TEST

/* ---- A snippet for each figure --------------------------------------------------------------- */

/* The same text as in the collected file, with the same links. */
START_TEST(test_snippets_each)
{
    make(RUN("-o", "out", "-f", "surface,contour_path", "--snippets", "all", "--snippets-each",
             "--images", "img", "--label-prefix", "run1-", "--theme", "both"));
    ck_assert_str_eq(names_in(work("out/snippets")),
                     "contour_path-github.md contour_path-hugo.md contour_path-mkdocs.md "
                     "contour_path-myst.md contour_path-pandoc.md contour_path-sphinx.rst "
                     "contour_path.adoc contour_path.html contour_path.md contour_path.rst "
                     "contour_path.tex surface-github.md surface-hugo.md surface-mkdocs.md "
                     "surface-myst.md surface-pandoc.md surface-sphinx.rst surface.adoc "
                     "surface.html surface.md surface.rst surface.tex");
    run_shell("cd out && for all in figures*; do end=${all#figures}; "
              "cat snippets/surface$end snippets/contour_path$end >both; "
              "grep . $all | grep -vFxf both && { echo \"$all\"; exit 1; }; "
              "{ grep -q img/surface snippets/surface$end && "
              "! grep -q contour snippets/surface$end; } || { echo \"$end\"; exit 1; }; done; "
              "rm both");
    run_shell("cd out && cat snippets/surface.md >both && echo >>both && "
              "cat snippets/contour_path.md >>both && cmp both figures.md && rm both");
    assert_checksums("out");
    struct result result = run_program(STRINGS("verify", "out"));
    assert_done(&result);
}
END_TEST

/* As with \input, from the directory of the document. */
START_TEST(test_a_snippet_can_be_included)
{
    make(
        RUN("-o", "out", "-f", "contour", "--format", "png", "--snippets-each", "--images", "img"));
    write_text(work("out/document.tex"), "\\documentclass{article}\\usepackage{graphicx}"
                                         "\\begin{document}\\input{snippets/contour.tex}"
                                         "\\end{document}\n");
    if (run_how(&(struct how){.program = "/bin/sh"}, STRINGS("-c", "command -v pdflatex")).status !=
        0) {
        skip("there is no pdflatex");
        return;
    }
    run_shell("cd out && pdflatex -halt-on-error document.tex >log && grep -q img/contour.png log");
}
END_TEST

static const char *const refused[][2][8] = {
    {{"--snippets-each", "--snippets", "none"},
     {"--snippets-each: cannot be combined with --snippets none"}},
    {{"--only", "documents", "-f", "none"}, {"--only 'documents': requires a figure"}},
    {{"--only", "data"}, {"--only 'data': must be documents"}},
    {{"--images", "a/b"}, {"--images 'a/b': must be at most 64"}},
    {{"--images", "Figures.md"}, {"a name that no other output file or directory has"}},
};

START_TEST(test_what_makes_no_sense_is_refused)
{
    struct result result = run_program(refused[_i][0]);

    assert_failed(&result, 2, refused[_i][1][0]);
    ck_assert_str_eq(names_in(work(".")), "");
}
END_TEST

Suite *directories_suite(void)
{
    Suite *suite = suite_create("directories");
    TCase *files = add_case(suite, "files"), *before = add_case(suite, "before"),
          *untouched = add_case(suite, "untouched"), *compared = add_case(suite, "compared"),
          *checked = add_case(suite, "checked"), *only = add_case(suite, "only"),
          *each = add_case(suite, "each");

    tcase_add_test(files, test_images_are_in_the_directory);
    tcase_add_test(files, test_links_lead_to_the_images);
    tcase_add_test(files, test_the_link_prefix_comes_first);
    tcase_add_test(files, test_scripts_redraw_the_images);
    tcase_add_loop_test(before, test_the_output_is_one_set, 0, COUNT(moves));
    tcase_add_test(before, test_a_directory_in_use_stays);
    tcase_add_test(before, test_keep_keeps_them);
    tcase_add_test(before, test_a_moved_figure_is_not_kept);
    tcase_add_loop_test(untouched, test_an_obstacle_changes_nothing, 0, 2 * COUNT(obstacles));
    tcase_add_loop_test(untouched, test_images_of_another_run_are_not_overwritten, 0,
                        2 * COUNT(paths_of_images));
    tcase_add_loop_test(untouched, test_other_manifests_in_the_parent_do_not_matter, 0,
                        COUNT(other_parents));
    tcase_add_loop_test(untouched, test_a_foreign_manifest_removes_nothing, 0,
                        COUNT(foreign_names));
    tcase_add_loop_test(untouched, test_a_planted_entry_removes_nothing_in_other_directories, 0, 3);
    tcase_add_test(compared, test_equal_runs_pass);
    tcase_add_test(compared, test_another_rendering_passes);
    tcase_add_loop_test(compared, test_a_change_does_not_pass, 0, COUNT(changes));
    tcase_add_test(checked, test_verify);
    tcase_add_loop_test(checked, test_verify_finds_damage, 0, COUNT(damages));
    tcase_add_test(checked, test_accept_takes_the_run);
    tcase_add_test(only, test_only_documents);
    tcase_add_test(only, test_only_documents_of_one_figure);
    tcase_add_test(only, test_no_limit_permits_other_sources);
    tcase_add_test(only, test_without_sources_only_pixels_count);
    tcase_add_test(only, test_an_svg_without_sources_changes_with_its_bytes);
    tcase_add_test(only, test_verify_only_documents);
    tcase_add_test(each, test_snippets_each);
    tcase_add_test(each, test_a_snippet_can_be_included);
    tcase_add_loop_test(each, test_what_makes_no_sense_is_refused, 0, COUNT(refused));
    return suite;
}
