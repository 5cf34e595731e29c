/* adam-report compare: every verdict and each reason, for sets of files that differ in one respect.
 * */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>
#include <png.h>
#include <zlib.h>

#include "compare_support.h"
#include "support.h"

/* A run into work/DIRECTORY. */
static void make_run(const char *directory, const char *option, const char *value)
{
    struct result result = run_program(STRINGS("-q", "-o", directory, SMALL, option, value));

    assert_done(&result);
}

/* Two equal runs, a and b, of which the tests change b. */
static void make_runs(void)
{
    run_shell(format("cp -R '%s' a && cp -R a b", repository_path("tests/baseline")));
}

/* ---- Changing one thing ---------------------------------------------------------------------- */

static void replace_in(const char *path, const char *old, const char *new)
{
    struct bytes bytes = read_bytes(path);
    const char *place = strstr(bytes.data, old);

    ck_assert_msg(place != NULL, "%s has no %s", path, old);
    write_text(path,
               format("%.*s%s%s", (int)(place - bytes.data), bytes.data, new, place + strlen(old)));
}

/* A tEXt chunk of a picture gets another text: PNG's way, with its length and checksum. */
static void set_text(const char *path, const char *keyword, const char *text)
{
    struct bytes png = read_bytes(path);
    size_t length = strlen(keyword) + 1 + strlen(text);
    unsigned char *made = malloc(png.length + length + 12), *to = made;

    ck_assert_ptr_nonnull(made);
    memcpy(to, png.data, 8);
    to += 8;
    for (size_t at = 8; at < png.length;) {
        size_t size = png_get_uint_32((png_const_bytep)png.data + at) + 12;
        const char *data = png.data + at + 8;
        if (memcmp(data - 4, "tEXt", 4) == 0 && strcmp(data, keyword) == 0) {
            png_save_uint_32(to, (png_uint_32)length);
            memcpy(to + 4, "tEXt", 4);
            memcpy(to + 8, keyword, strlen(keyword) + 1);
            memcpy(to + 8 + strlen(keyword) + 1, text, strlen(text));
            png_save_uint_32(to + 8 + length, (png_uint_32)crc32(0, to + 4, (uInt)length + 4));
            to += length + 12;
        } else {
            memcpy(to, png.data + at, size);
            to += size;
        }
        at += size;
    }
    write_bytes(path, (struct bytes){.data = (char *)made, .length = (size_t)(to - made)});
    free(made);
}

/* ---- What passes ----------------------------------------------------------------------------- */

START_TEST(test_identical)
{
    make_runs();
    struct result result = run_compare(WORDS("a", "b"), 0);
    assert_line(&result, "contour.png", "identical  ", "");
    assert_summary(&result, "20 files: 20 identical");
    result = run_compare(WORDS("--quiet", "a", "b"), 0);
    ck_assert_str_eq(result.out, "20 files: 20 identical\n");
    result = run_compare(WORDS("a/contour.png", "b/contour.png"), 0);
    assert_summary(&result, "1 file: 1 identical");
}
END_TEST

/* With a specified start, the seed does not matter: it is only in metadata and manifest. */
START_TEST(test_same_pixels)
{
    make_runs();
    set_text(work("b/contour.png"), "adam-report:renderer",
             "gnuplot 6.0 patchlevel 2; DejaVu Sans x");
    struct result result = run_compare(WORDS("a", "b"), 0);
    assert_line(&result, "contour.png", "same pixels", "different metadata: texts");
    assert_line(&result, "contour.png", "same pixels", "-> gnuplot 6.0 patchlevel 2");
    result = run_compare(WORDS("--strict", "a", "b"), 0);
}
END_TEST

START_TEST(test_other_font_setting)
{
    make_run("a", NULL, NULL);
    make_run("b", "--gnuplot", gnuplot_with_other_hinting());
    struct result result = run_compare(WORDS("a", "b", "-o", "report"), 0);
    assert_line(&result, "contour.png", "rendering  ", "gnuplot and font are the same");
    assert_line(&result, "contour.png", "rendering  ", "pixels changed");
    assert_line(&result, "manifest.json", "rendering  ", "caused only by");
    assert_line(&result, "SHA256SUMS", "rendering  ", "caused only by");
    assert_line(&result, "report.html", "rendering  ", "");
    assert_line(&result, "trajectory.dat", "identical  ", "");
    ck_assert(exists(work("report/contour.diff.png")));
    /* The same is a failure where that is wanted. */
    run_compare(WORDS("--strict", "a", "b"), 1);
}
END_TEST

/* SVG, PDF and GIF carry no pixels to look at: the manifest tells their source. */
START_TEST(test_other_formats)
{
    static const char *const names[] = {"contour.pdf", "contour_path.gif", "contour_path.png"};

    for (int i = 0; i < 2; i++) {
        struct result result = run_program(
            STRINGS("-q", "-o", i == 0 ? "a" : "b", SMALL, "--format", "png,svg,pdf", "--animate",
                    "-f", "contour", "-f", "contour_path", "-n", i == 0 ? "3" : "4"));
        assert_done(&result);
    }
    struct result result = run_compare(WORDS("a", "b"), 1);
    for (size_t i = 0; i < COUNT(names); i++)
        if (strncmp(names[i], "contour.", 8) != 0)
            assert_line(&result, names[i], "changed    ", "iterations 3 -> 4");
    /* What the manifest does not know is judged by its bytes. */
    replace_in(work("b/contour.svg"), "<svg", "<!-- -- --><svg");
    result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, "contour.svg", "changed    ", "no manifest.json lists the sources");
}
END_TEST

/* What another gnuplot calls itself stands in everything that tells of it. */
START_TEST(test_other_gnuplot_version)
{
    make_run("a", NULL, NULL);
    make_run("b", "--gnuplot",
             fake_gnuplot("exec 3>&1\n"
                          "/usr/bin/gnuplot \"$@\" 2>&1 >&3 | sed 's/^5\\.4$/5.9/; s/^6\\.0$/6.9/; "
                          "s/gnuplot \\([56]\\)\\.[0-9]/gnuplot \\1.9/' >&2"));
    struct result result = run_compare(WORDS("a", "b"), 0);
    assert_line(&result, "contour.png", "same pixels", ".9 patchlevel");
    assert_line(&result, "manifest.json", "rendering  ", "renderer.gnuplot");
    assert_line(&result, "report.md", "rendering  ", "->");
}
END_TEST

START_TEST(test_values_written_otherwise)
{
    make_runs();
    run_shell("sed 's/ / \\t /g' a/trajectory.dat | sed 's/^#[ \\t]*/# /; /^#/s/[ \\t][ \\t]*/ /g'"
              " > b/trajectory.dat");
    struct result result = run_compare(WORDS("a", "b"), 0);
    assert_line(&result, "trajectory.dat", "same values", "written differently");
}
END_TEST

/* ---- What does not --------------------------------------------------------------------------- */

/* Tables of other programs: what is the same in them, and in what words they differ. */
START_TEST(test_tables)
{
    run_shell(
        "mkdir a b;"
        "printf 'seed;loss\\n1;0,5\\n' >a/comma.csv; printf 'seed;loss\\n1;0,05\\n' >b/comma.csv;"
        "printf 'id\\n1763000000000000001\\n' >a/id.csv;"
        "printf 'id\\n1763000000000000101\\n' >b/id.csv;"
        "printf 't,x\\n1,0.50\\n2,7\\n' >a/same.csv; printf 't,x\\n1,0.5\\n2,7\\n' >b/same.csv;"
        "seq 1 60 >a/row.dat; sed 12d a/row.dat >b/row.dat;"
        "printf 'a,b\\n1,2\\n3\\n' >a/ragged.csv; printf 'a,b\\n1,2\\n4\\n' >b/ragged.csv;"
        "printf 'k,v\\nx,1\\ny,2\\n' >a/key.csv; printf 'k,v\\ny,2\\nx,1\\n' >b/key.csv");
    struct result result = run_compare(WORDS("a", "b", "--key", "k"), 1);
    assert_line(&result, "comma.csv", "changed    ",
                "first differs in row 2, column loss: 0,5 -> 0,05");
    assert_line(&result, "id.csv", "changed    ", "1763000000000000001 -> 1763000000000000101");
    assert_line(
        &result, "same.csv", "same values",
        "1 of 6 values is written in a different notation, first in row 2, column x: 0.50 -> 0.5");
    assert_line(&result, "row.dat", "changed    ", "1 row removed, row 12");
    assert_line(&result, "ragged.csv", "changed    ",
                "compared as text: not a table with commas: baseline: line 3 has 1 column");
    assert_line(&result, "ragged.csv", "changed    ", "first differs on line 3: '3' -> '4'");
    assert_line(&result, "key.csv", "same values", "1 row is in a different order");
    result = run_compare(WORDS("--delimiter", "comma", "a/comma.csv", "b/comma.csv"), 1);
    assert_line(&result, "comma.csv", "changed    ", "row 2, column 2: 5 -> 05");
}
END_TEST

/* The smallest change of alpha that one would set, as the README shows it. */
START_TEST(test_alpha)
{
    make_run("a", NULL, NULL);
    make_run("b", "--alpha", "0.021");
    struct result result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, "contour_path.png", "changed    ", "alpha 0.02 -> 0.021");
    assert_line(&result, "contour_path.png", "changed    ",
                "path.dat first differs in row 2, column x1: -0.14595599119742136 -> ");
    assert_line(&result, "contour_path.png", "changed    ", " of 19200 pixels ");
    assert_line(&result, "trajectory.dat", "changed    ", "first differs in row 2, column x1: ");
    assert_line(&result, "manifest.json", "changed    ", "parameters.alpha 0.02 -> 0.021");
    assert_line(&result, "report.md", "changed    ", "alpha 0.02 -> 0.021");
    assert_line(&result, "surface.png", "same pixels", "");
    assert_line(&result, "surface.dat", "identical  ", "");
    /* The pair alone tells it too, but for the data beside it. */
    result = run_compare(WORDS("a/contour_path.png", "b/contour_path.png"), 1);
    assert_line(&result, "contour_path.png", "changed    ", "source path.dat differs");
}
END_TEST

START_TEST(test_seed)
{
    make_run("a", NULL, NULL);
    make_run("b", "--seed", "2");
    struct result result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, "contour_path.png", "changed    ", "seed 1 -> 2");
    assert_line(&result, "manifest.json", "changed    ", "parameters.seed 1 -> 2");
}
END_TEST

START_TEST(test_last_bit)
{
    make_runs();
    replace_in(work("b/trajectory.dat"), "-0.14595599119742136", "-0.14595599119742133");
    struct result result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, "trajectory.dat", "changed    ",
                "row 2, column x1: -0.14595599119742136 -> -0.14595599119742133");
    assert_line(&result, "trajectory.dat", "changed    ", "1 of 244 values differ");
    assert_line(&result, "trajectory.dat", "changed    ", "2.78e-17, relative 1.9e-16");
    assert_summary(&result, "20 files: 1 changed, 19 identical");
    result = run_compare(WORDS("--relative", "1e-15", "a", "b"), 0);
    assert_line(&result, "trajectory.dat", "same values", "within the tolerance");
}
END_TEST

START_TEST(test_json_within_a_tolerance)
{
    run_shell("mkdir a b; echo '{\"x\": 1, \"y\": \"1\"}' >a/x.json;"
              "echo '{\"y\": \"1\", \"x\": 1.0625}' >b/x.json");
    struct result result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, "x.json", "changed    ", "x 1 -> 1.0625");
    result = run_compare(WORDS("--absolute", "0.0625", "a", "b"), 0);
    assert_line(&result, "x.json", "same values", "1 numbers differ within the tolerance");
    run_compare(WORDS("--absolute", "0.0624", "a", "b"), 1);
    run_shell("echo '{\"y\":\"1\",\"x\":1}' >b/x.json");
    result = run_compare(WORDS("a", "b"), 0);
    assert_line(&result, "x.json", "same values", "written differently");
}
END_TEST

START_TEST(test_color_of_a_script)
{
    run_shell(format("cp -R '%s' figures", repository_path("scripts/figures")));
    replace_in(work("figures/path_legend.gp"), "#", "# another remark\n#");
    make_run("a", NULL, NULL);
    make_run("b", "--figures", "figures");
    struct result result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, "contour_path.gp", "changed    ", "first differs on line");
    /* A comment does not affect pixels: the image's source differs, but it looks the same. */
    assert_line(&result, "contour_path.png", "same pixels", "");
    run_shell("sed -i 's/#[0-9a-f]\\{6\\}/#00aa00/g' figures/*.gp");
    make_run("c", "--figures", "figures");
    result = run_compare(WORDS("a", "c"), 1);
    assert_line(&result, "contour_path.png", "changed    ",
                "contour_path.gp first differs on line");
}
END_TEST

#define ONE "1111111111111111111111111111111111111111111111111111111111111111"
#define TWO "2222222222222222222222222222222222222222222222222222222222222222"

static const struct {
    const char *baseline, *candidate;
    int status;
    const char *reason;
} sums[] = {
    {ONE "  a\n" TWO "  b\n", TWO "  b\n" ONE "  a\n", 0, "the same values, written differently"},
    {ONE "  a\n", TWO "  a\n", 1, "a has a different checksum"},
    {ONE "  a\n" TWO "  b\n", TWO "  b\n", 1, "a is no longer listed"},
    {ONE "  a\n", TWO "  b\n" ONE "  a\n", 1, "b is newly listed"},
    {ONE "  a\n", ONE "  a\n" ONE "  a\n", 1, "a is listed a different number of times"},
    {ONE "  a\n" ONE "  a\n", ONE "  a\n" TWO "  a\n", 1, "a has a different checksum"},
    {ONE "  a\n", ONE "  a\nno sum\n", 1, "no sum is newly listed"},
    {ONE "  a\n", "1  a\n", 1, "1  a is newly listed"},
    {ONE "  a", TWO "  a", 1, "a has a different checksum"},
    {ONE "  a\n", "", 1, "a is no longer listed"},
    {"a\nb\nc\nd\ne\nf\ng\nh\n", "x\n", 1, "f is no longer listed"},
};

/* Without the files that they are of, only the lines themselves tell. */
START_TEST(test_checksums)
{
    make_directory(work("a"));
    make_directory(work("b"));
    write_text(work("a/SHA256SUMS"), sums[_i].baseline);
    write_text(work("b/SHA256SUMS"), sums[_i].candidate);
    struct result result = run_compare(WORDS("a", "b"), sums[_i].status);
    assert_line(&result, "SHA256SUMS", sums[_i].status == 0 ? "same values" : "changed",
                sums[_i].reason);
}
END_TEST

START_TEST(test_checksums_with_a_nul)
{
    static const char hidden[] = ONE "  a\n\0" TWO "  b\n";

    make_directory(work("a"));
    make_directory(work("b"));
    write_text(work("a/SHA256SUMS"), ONE "  a\n");
    write_bytes(work("b/SHA256SUMS"), (struct bytes){hidden, sizeof hidden - 1});
    struct result result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, "SHA256SUMS", "changed", "");
}
END_TEST

START_TEST(test_missing_and_added)
{
    make_runs();
    run_shell("rm b/surface.dat; echo x >b/new.txt; mkdir b/empty");
    struct result result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, "surface.dat", "missing    ", "");
    assert_line(&result, "new.txt", "added      ", "");
    assert_summary(&result, "21 files: 1 missing, 1 added, 19 identical");
    run_compare(WORDS("--ignore-added", "a", "b"), 1);
    result = run_compare(WORDS("--ignore-added", "b", "a"), 1);
    assert_line(&result, "surface.dat", "added      ", "");
    run_shell("rm b/new.txt");
    run_compare(WORDS("--ignore-added", "b", "a"), 0);
}
END_TEST

START_TEST(test_other_size)
{
    make_run("a", NULL, NULL);
    struct result result =
        run_program(STRINGS("-q", "-o", "b", "--size", "320x260", "--scale", "0.5"));
    assert_done(&result);
    result = run_compare(WORDS("a", "b", "-o", "report"), 1);
    assert_line(&result, "contour.png", "changed    ", "160x120 -> 160x130 pixels");
    assert_line(&result, "contour.png", "changed    ", "size[1] 240.0 -> 260.0");
    struct bytes drawn = read_bytes(work("report/contour.diff.png"));
    ck_assert_uint_eq(png_get_uint_32((png_const_bytep)drawn.data + 16), 160);
    ck_assert_uint_eq(png_get_uint_32((png_const_bytep)drawn.data + 20), 130);
}
END_TEST

/* ---- Pictures of others ---------------------------------------------------------------------- */

START_TEST(test_plain_pictures)
{
    write_plain(work("a.png"), 20, 10, 0xffffffff);
    write_plain(work("b.png"), 20, 10, 0xfefeffff);
    write_plain(work("c.png"), 20, 10, 0x000000ff);
    write_plain(work("d.png"), 20, 10, 0xffffff00);
    write_plain(work("e.png"), 20, 12, 0xffffffff);
    struct result result = run_compare(WORDS("a.png", "b.png"), 1);
    assert_line(&result, "b.png", "changed    ", "1 of 200 pixels changed");
    result = run_compare(WORDS("--threshold", "0.1", "a.png", "b.png"), 0);
    assert_line(&result, "b.png", "rendering  ", "1 of 200 pixels differ, none by more than");
    run_compare(WORDS("--threshold", "0.1", "--strict", "a.png", "b.png"), 1);
    result = run_compare(WORDS("a.png", "c.png"), 1);
    assert_line(&result, "c.png", "changed    ",
                "1 of 200 pixels changed (0.5 %) in 1 place, most of "
                "them at 1,1 in 1x1");
    result = run_compare(WORDS("a.png", "d.png"), 1); /* alpha 0 against white */
    assert_line(&result, "d.png", "changed    ", "1 of 200 pixels changed");
    run_compare(WORDS("--max-pixels", "1", "a.png", "c.png"), 0);
    run_compare(WORDS("--max-share", "0.5", "a.png", "c.png"), 0);
    run_compare(WORDS("--max-share", "0.4", "a.png", "c.png"), 1);
    run_compare(WORDS("--max-share", "0.5", "--max-pixels", "0", "a.png", "c.png"), 1);
    result = run_compare(WORDS("--ignore", "0,0,2,2", "a.png", "c.png"), 0);
    assert_line(&result, "c.png", "same pixels", "outside of the ignored regions");
    run_compare(WORDS("--ignore", "2,2,5,5", "a.png", "c.png"), 1);
    result = run_compare(WORDS("a.png", "e.png"), 1);
    assert_line(&result, "e.png", "changed    ", "20x10 -> 20x12 pixels");
    run_compare(WORDS("--max-share", "100", "a.png", "e.png"), 1);
}
END_TEST

/* Other bits, the same pixels. */
START_TEST(test_other_depth)
{
    png_image image = {
        .version = PNG_IMAGE_VERSION, .width = 4, .height = 2, .format = PNG_FORMAT_GRAY};
    unsigned char gray[8] = {0, 255, 0, 255, 255, 255, 0, 0}, rgb[24];

    for (size_t i = 0; i < sizeof rgb; i++)
        rgb[i] = gray[i / 3];
    ck_assert_int_ne(png_image_write_to_file(&image, work("a.png"), 0, gray, 0, NULL), 0);
    image.format = PNG_FORMAT_RGB;
    ck_assert_int_ne(png_image_write_to_file(&image, work("b.png"), 0, rgb, 0, NULL), 0);
    struct result result = run_compare(WORDS("--strict", "a.png", "b.png", "-o", "report"), 0);
    assert_line(&result, "b.png", "same pixels", "stored differently");
    ck_assert(!exists(work("report/b.diff.png")));
}
END_TEST

/* ---- What cannot be read --------------------------------------------------------------------- */

START_TEST(test_unreadable)
{
    static const struct {
        const char *command, *name, *reason;
    } cases[] = {
        {"head -c 3000 a/contour.png >b/contour.png", "contour.png",
         "candidate: broken PNG: truncated"},
        {"head -c 3000 a/contour.png >b/contour.png; mv b c; mv a b; mv c a", "contour.png",
         "baseline: broken PNG"},
        {": >b/contour.png", "contour.png", "candidate: not a PNG: the file is empty"},
        {"printf '\\001' | dd of=b/contour.png bs=1 seek=4000 conv=notrunc 2>&1", "contour.png",
         "candidate: broken PNG"},
        {"rm b/contour.png; mkdir b/contour.png", "contour.png", "candidate: is a directory"},
        {"rm b/contour.png; ln -s ../a/contour.png b/contour.png", "contour.png",
         "candidate: is a symbolic link out of the directory"},
        {"rm b/contour.png; mkfifo b/contour.png", "contour.png",
         "candidate: is neither a file nor a directory"},
        {"cp a/report.md b/contour.png", "contour.png", "candidate: not a PNG: wrong signature"},
        {"echo '{' >b/manifest.json", "manifest.json", "candidate: invalid JSON: line"},
        {"echo '<svg></svg>' >a/x.svg; echo '<svg>' >b/x.svg", "x.svg", "candidate: broken SVG"},
    };

    make_runs();
    run_shell(cases[_i].command);
    struct result result = run_compare(WORDS("a", "b", "-o", "report"), 2);
    assert_line(&result, cases[_i].name, "unreadable ", cases[_i].reason);
    ck_assert_msg(strstr(result.err, cases[_i].name) != NULL, "%s", result.err);
    ck_assert(exists(work("report/index.html")));
}
END_TEST

#define UNREADABLE_CASES 10

/* The same broken bytes are the same. */
START_TEST(test_broken_but_identical)
{
    run_shell("mkdir a b; echo none >a/x.png; echo none >b/x.png");
    run_compare(WORDS("a", "b"), 0);
}
END_TEST

START_TEST(test_too_many_pixels)
{
    write_plain(work("a.png"), 20, 10, 0);
    write_plain(work("b.png"), 20, 10, 0xffffffff);
    struct result result = run_compare(WORDS("--max-image-pixels", "199", "a.png", "b.png"), 2);
    assert_line(&result, "b.png", "unreadable ", "20x10 pixels exceed the limit of 199");
    run_compare(WORDS("--max-image-pixels", "200", "a.png", "b.png"), 1);
}
END_TEST

START_TEST(test_wrong_paths)
{
    static const char *const wrong[][4] = {
        {"a", "none", "candidate none: No such file", NULL},
        {"none", "a", "baseline none: No such file", NULL},
        {"a", "file", "a is a directory and file is a file", NULL},
        {"file", "a", "a is a directory and file is a file", NULL},
        {"a", "/dev/null", "is neither a file nor a directory", NULL},
    };

    run_shell("mkdir a; echo x >file; echo x >a/x");
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct result result = run_program(WORDS(wrong[i][0], wrong[i][1]));
        assert_failed(&result, 2, wrong[i][2]);
    }
    struct result result = run_program(WORDS("a", "a", "-o", "a"));
    assert_failed(&result, 2, "--output 'a': must not be inside a");
    result = run_program(WORDS("a", "a", "-o", "a/b/c"));
    assert_failed(&result, 2, "must not be inside a");
    ck_assert(!exists(work("a/b")));
}
END_TEST

/* ---- Reports --------------------------------------------------------------------------------- */

static json_t *read_json(const char *path)
{
    json_error_t error;
    json_t *json = json_load_file(path, 0, &error);

    ck_assert_msg(json != NULL, "%s: %s", path, error.text);
    return json;
}

/* The file of this name in comparison.json. */
static const json_t *file_in(const json_t *json, const char *name)
{
    const json_t *file;
    size_t i;

    json_array_foreach(json_object_get(json, "files"), i, file)
    {
        if (strcmp(json_string_value(json_object_get(file, "name")), name) == 0)
            return file;
    }
    ck_abort_msg("no %s", name);
    return NULL;
}

START_TEST(test_json)
{
    make_run("a", NULL, NULL);
    make_run("b", "--alpha", "0.03");
    run_compare(WORDS("a", "b", "-o", "report"), 1);
    json_t *json = read_json(work("report/comparison.json"));
    ck_assert_int_eq(json_integer_value(json_object_get(json, "schema")), 1);
    ck_assert(json_is_false(json_object_get(json, "passes")));
    const json_t *summary = json_object_get(json, "summary");
    ck_assert_int_eq(json_integer_value(json_object_get(summary, "files")), 20);
    const json_t *picture = file_in(json, "contour_path.png");
    ck_assert_str_eq(json_string_value(json_object_get(picture, "verdict")), "changed");
    ck_assert(json_integer_value(json_object_get(json_object_get(picture, "image"), "changed")) >
              0);
    const json_t *pictures = json_object_get(picture, "pictures");
    ck_assert_str_eq(json_string_value(json_object_get(pictures, "difference")),
                     "contour_path.diff.png");
    const json_t *table = json_object_get(file_in(json, "trajectory.dat"), "table");
    ck_assert_int_eq(json_integer_value(json_object_get(table, "different")), 180);
    ck_assert_uint_eq(json_array_size(json_object_get(table, "first")), 10);
    json_decref(json);
    /* Once more the same bytes. */
    run_compare(WORDS("a", "b", "-o", "again"), 1);
    run_shell("diff -r report again");
}
END_TEST

/* Names as nobody should choose them come out of every report as themselves. */
START_TEST(test_hostile_names)
{
    static const char *const names[] = {"<b>&\"'.dat",  "a|b`c`.dat",    "]]>.dat",
                                        "\xff\xfe.dat", "new\nline.dat", "\x1b[31mred.dat",
                                        "<script>.dat", "%41#?.dat",     "-o"};

    make_directory(work("a"));
    make_directory(work("b"));
    for (size_t i = 0; i < COUNT(names); i++) {
        write_text(work("a/%s", names[i]), "1\n");
        write_text(work("b/%s", names[i]), "2\n");
    }
    write_plain(work("a/<i>#%%.png"), 3, 3, 0);
    write_plain(work("b/<i>#%%.png"), 3, 3, 0xffffffff);
    struct result result = run_compare(WORDS("a", "b", "-o", "report"), 1);
    ck_assert_ptr_null(strchr(result.out, '\x1b'));
    ck_assert_ptr_nonnull(strstr(result.out, "new\\nline.dat"));
    ck_assert_ptr_nonnull(strstr(result.out, "\\xff\\xfe.dat"));
    json_t *json = read_json(work("report/comparison.json"));
    ck_assert_uint_eq(json_array_size(json_object_get(json, "files")), COUNT(names) + 1);
    json_decref(json);
    const char *page = read_bytes(work("report/index.html")).data;
    ck_assert_ptr_nonnull(strstr(page, "\"difference\":\"data:image/png;base64,"));
    ck_assert_ptr_null(strstr(page, "<script>.dat"));
    run_shell("xmllint --noout report/junit.xml"); /* `scripts/bootstrap --dev` installs it */
    ck_assert_ptr_null(strchr(read_bytes(work("report/junit.xml")).data, '\xff'));
}
END_TEST

/* The first change is in all reports but junit.xml, and where a CI system reads lines as commands,
 * no line begins as one. */
START_TEST(test_excerpts_of_texts)
{
    make_directory(work("a"));
    make_directory(work("b"));
    write_text(work("a/n.yaml"), "::error::x\nversion: 1\n");
    write_text(work("b/n.yaml"), "::error::x\nversion: 1.0\n");
    struct result result = run_compare(WORDS("a", "b", "-o", "report"), 1);
    ck_assert_ptr_nonnull(strstr(result.out, "first differs on line 2: 'version: 1' -> 'version: "
                                             "1.0'\n    | @@ -1,2 +1,2 @@\n    |  "));
    ck_assert_ptr_nonnull(strstr(result.out, "    | -version: 1\n    | +version: 1.0\n"));
    json_t *json = read_json(work("report/comparison.json"));
    const char *excerpt = json_string_value(json_object_get(file_in(json, "n.yaml"), "excerpt"));
    ck_assert_ptr_nonnull(excerpt);
    ck_assert_ptr_nonnull(strstr(excerpt, "\n-version: 1\n+version: 1.0\n"));
    json_decref(json);
    ck_assert_ptr_nonnull(
        strstr(read_bytes(work("report/comparison.md")).data, "\n```diff\n@@ -1,2 +1,2 @@\n"));
    ck_assert_ptr_nonnull(
        strstr(read_bytes(work("report/index.html")).data, "-version: 1\\n+version: 1.0\\n"));
    result = run_compare(WORDS("-q", "a", "b"), 1);
    ck_assert_str_eq(result.out, "1 file: 1 changed\n");
}
END_TEST

START_TEST(test_images_that_are_not_read)
{
    make_directory(work("a"));
    make_directory(work("b"));
    write_text(work("a/photo.JPG"), "1");
    write_text(work("b/photo.JPG"), "2");
    struct result result = run_compare(WORDS("a", "b"), 1);
    ck_assert_ptr_nonnull(
        strstr(result.out, "JPEG images are compared byte by byte, not by pixels; first differs"));
}
END_TEST

/* Two that are alike are paired in the order of their names; empty files are not. */
START_TEST(test_renamed_files)
{
    make_directory(work("a"));
    make_directory(work("b"));
    write_text(work("a/old"), "text\n");
    write_text(work("a/older"), "text\n");
    write_text(work("a/same size"), "texT\n");
    write_text(work("a/empty"), "");
    write_text(work("b/new"), "text\n");
    write_text(work("b/nothing"), "");
    struct result result = run_compare(WORDS("a", "b", "-o", "report"), 1);
    ck_assert_ptr_nonnull(strstr(result.out, "renamed to new\n"));
    ck_assert_ptr_nonnull(strstr(result.out, "renamed from old\n"));
    ck_assert_ptr_null(strstr(result.out, "nothing  renamed"));
    ck_assert_ptr_nonnull(strstr(result.out, "6 files: 4 missing, 2 added\n"));
    json_t *json = read_json(work("report/comparison.json"));
    ck_assert_str_eq(json_string_value(json_object_get(file_in(json, "old"), "renamed_to")), "new");
    ck_assert_str_eq(json_string_value(json_object_get(file_in(json, "new"), "renamed_from")),
                     "old");
    ck_assert_ptr_null(json_object_get(file_in(json, "older"), "renamed_to"));
    json_decref(json);
}
END_TEST

/* Of one verdict and kind, what has changed most comes first. */
START_TEST(test_larger_changes_come_first)
{
    make_directory(work("a"));
    make_directory(work("b"));
    write_text(work("a/1.dat"), "1 2 3 4\n");
    write_text(work("b/1.dat"), "1 2 3 5\n");
    write_text(work("a/2.dat"), "1 2 3 4\n");
    write_text(work("b/2.dat"), "5 6 7 8\n");
    write_text(work("a/3.dat"), "1 2 3 4\n");
    write_text(work("b/3.dat"), "1 2 5 6\n");
    struct result result = run_compare(WORDS("a", "b"), 1);
    const char *first = strstr(result.out, "2.dat"), *second = strstr(result.out, "3.dat"),
               *third = strstr(result.out, "1.dat");
    ck_assert(first != NULL && first < second && second < third);
}
END_TEST

/* A drawing with a script, too large to be in the page. */
static void write_drawing(const char *path, const char *size)
{
    static char drawing[10000];

    snprintf(drawing, sizeof drawing,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" %s><script>alert(1)</script>%9000s</svg>",
             size, "");
    write_text(path, drawing);
}

/* It becomes the data of a drawing of ours, which keeps its size. */
START_TEST(test_no_copy_of_a_drawing_runs)
{
    make_directory(work("a"));
    make_directory(work("b"));
    write_drawing(work("a/d.svg"), "viewBox=\"0 0 30 20\"");
    write_drawing(work("b/d.svg"), "width=\"30\" height='20'");
    run_compare(WORDS("a", "b", "-o", "report"), 1);
    for (int i = 0; i < 2; i++) {
        const char *copy =
            read_bytes(work(i == 0 ? "report/d.svg.baseline.svg" : "report/d.svg.candidate.svg"))
                .data;
        ck_assert_ptr_nonnull(strstr(copy, " width=\"30\" height=\"20\"><image "));
        ck_assert_ptr_null(strstr(copy, "script"));
    }
    run_shell("xmllint --noout report/d.svg.baseline.svg report/d.svg.candidate.svg");
    const char *page = read_bytes(work("report/index.html")).data;
    ck_assert_ptr_nonnull(strstr(page, "default-src 'none'; style-src 'sha256-"));
    ck_assert_ptr_null(strstr(page, "unsafe"));
}
END_TEST

START_TEST(test_junit_and_markdown)
{
    make_runs();
    run_shell("rm b/surface.dat; : >b/contour.png");
    run_compare(WORDS("a", "b", "-o", "report"), 2);
    const char *junit = read_bytes(work("report/junit.xml")).data;
    ck_assert_ptr_nonnull(
        strstr(junit, "<testsuites tests=\"20\" failures=\"1\" errors=\"1\" skipped=\"0\""));
    ck_assert_ptr_nonnull(
        strstr(junit, "name=\"surface.dat\" time=\"0\">\n      <failure type=\"missing\""));
    ck_assert_ptr_nonnull(
        strstr(junit, "<error type=\"unreadable\" message=\"unreadable: candidate: not a PNG"));
    const char *markdown = read_bytes(work("report/comparison.md")).data;
    ck_assert_ptr_nonnull(strstr(markdown, "## Artifacts: 2 of 20 files differ\n"));
    ck_assert_ptr_nonnull(strstr(markdown, "| **missing** | surface.dat |"));
}
END_TEST

/* Nobody sees half a report: where it cannot be written there is the old one, or none. */
START_TEST(test_no_place_for_reports)
{
    run_shell(
        "mkdir a b; echo 1 >a/x; echo 2 >b/x; echo mine >file; mkdir old; echo old >old/index.html;"
        "mkdir old/junit.xml");
    struct result result = run_program(WORDS("a", "b", "-o", "file"));
    assert_failed(&result, 3, "file");
    result = run_program(WORDS("a", "b", "-o", "old"));
    assert_failed(&result, 3, "junit.xml");
    ck_assert_str_eq(read_bytes(work("old/index.html")).data, "old\n");
    ck_assert(!exists(work("old/comparison.json")));
}
END_TEST

START_TEST(test_closed_output)
{
    run_shell("mkdir a b; echo x >a/x; echo x >b/x");
    struct result result =
        run_how(&(struct how){.program = "/bin/sh"},
                STRINGS("-c", format("'%s' compare a b >/dev/full", program_path())));
    assert_failed(&result, 3, "cannot write to standard output");
}
END_TEST

START_TEST(test_help)
{
    struct result result = run_compare(WORDS("--help"), 0);
    ck_assert_ptr_nonnull(strstr(result.out, "compare [options] BASELINE CANDIDATE"));
    for (const char *line = result.out; *line != '\0'; line = strchr(line, '\n') + 1)
        ck_assert_uint_le(strcspn(line, "\n"), 88);
}
END_TEST

/* After the lines and the summary, also where these are left out. */
START_TEST(test_annotations)
{
    make_runs();
    write_text(work("b/report.md"), "");
    struct result result = run_compare(WORDS("-q", "--annotate", "github", "a", "./b"), 1);
    const char *annotation = strstr(result.out, "\n::error file=b/report.md,title=adam-report::");

    ck_assert_ptr_nonnull(annotation);
    ck_assert_ptr_null(strstr(annotation + 1, "\n::"));
    result = run_compare(WORDS("-q", "./a", "b"), 1);
    ck_assert_ptr_null(strstr(result.out, "::"));
    run_compare(WORDS("--annotate", "gitlab", "a", "b"), 2);
}
END_TEST

Suite *compare_suite(void)
{
    Suite *suite = suite_create("compare");
    TCase *verdicts = add_case(suite, "verdicts"), *reports = add_case(suite, "reports");

    tcase_add_test(verdicts, test_identical);
    tcase_add_test(verdicts, test_same_pixels);
    tcase_add_test(verdicts, test_other_font_setting);
    tcase_add_test(verdicts, test_other_formats);
    tcase_add_test(verdicts, test_other_gnuplot_version);
    tcase_add_test(verdicts, test_values_written_otherwise);
    tcase_add_test(verdicts, test_alpha);
    tcase_add_test(verdicts, test_seed);
    tcase_add_test(verdicts, test_last_bit);
    tcase_add_test(verdicts, test_json_within_a_tolerance);
    tcase_add_test(verdicts, test_color_of_a_script);
    tcase_add_loop_test(verdicts, test_checksums, 0, COUNT(sums));
    tcase_add_test(verdicts, test_checksums_with_a_nul);
    tcase_add_test(verdicts, test_missing_and_added);
    tcase_add_test(verdicts, test_other_size);
    tcase_add_test(verdicts, test_plain_pictures);
    tcase_add_test(verdicts, test_other_depth);
    tcase_add_loop_test(verdicts, test_unreadable, 0, UNREADABLE_CASES);
    tcase_add_test(verdicts, test_tables);
    tcase_add_test(verdicts, test_broken_but_identical);
    tcase_add_test(verdicts, test_too_many_pixels);
    tcase_add_test(verdicts, test_wrong_paths);
    tcase_add_test(reports, test_json);
    tcase_add_test(reports, test_hostile_names);
    tcase_add_test(reports, test_junit_and_markdown);
    tcase_add_test(reports, test_excerpts_of_texts);
    tcase_add_test(reports, test_images_that_are_not_read);
    tcase_add_test(reports, test_renamed_files);
    tcase_add_test(reports, test_larger_changes_come_first);
    tcase_add_test(reports, test_no_copy_of_a_drawing_runs);
    tcase_add_test(reports, test_no_place_for_reports);
    tcase_add_test(reports, test_closed_output);
    tcase_add_test(reports, test_help);
    tcase_add_test(reports, test_annotations);
    return suite;
}
