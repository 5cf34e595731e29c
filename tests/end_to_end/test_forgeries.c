/* adam-report compare: manual changes to a set of files, with correct digests, must not pass as
 * another rendering. */
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "compare_support.h"

/* In the directory b, puts the digests and sizes of the files as they are now into manifest.json
 * and SHA256SUMS. */
#define RESEAL                                                                                     \
    "; reseal() { cd b; cp SHA256SUMS ../old; while read -r old name; do "                         \
    "[ -f \"$name\" ] && [ \"$name\" != manifest.json ] || continue; "                             \
    "new=$(sha256sum \"$name\" | cut -c-64); "                                                     \
    "[ $old = $new ] || sed -i \"s/$old/$new/\" manifest.json SHA256SUMS; done <../old; "          \
    "awk '/\"name\":/ { split($0, part, \"\\\"\"); name = part[4] } "                              \
    "/\"size\": [0-9]+,/ { command = \"stat -c %s \" name; command | getline size; "               \
    "close(command); sub(/[0-9]+/, size) } "                                                       \
    "{ print }' manifest.json >../new && cp ../new manifest.json; "                                \
    "sum=$(sha256sum manifest.json | cut -c-64); "                                                 \
    "sed -i \"s/^[0-9a-f]*  manifest.json/$sum  manifest.json/\" SHA256SUMS; cd ..; }; "

static void append(struct bytes *to, const void *data, size_t length)
{
    char *grown = realloc((char *)to->data, to->length + length);

    ck_assert_ptr_nonnull(grown);
    memcpy(grown + to->length, data, length);
    to->data = grown;
    to->length += length;
}

/* Appends the chunks of a PNG that are texts, or those that are not: all after IHDR. */
static void append_chunks(struct bytes *to, const char *path, bool texts)
{
    struct bytes png = read_bytes(path);

    for (size_t at = 8 + 25; at < png.length;) {
        const char *chunk = png.data + at;
        size_t size = png_get_uint_32((png_const_bytep)chunk) + 12;
        if ((memcmp(chunk + 5, "EXt", 3) == 0 || memcmp(chunk + 5, "TXt", 3) == 0) == texts)
            append(to, chunk, size);
        at += size;
    }
}

/* The image gets the pixels of another one and keeps its texts. */
static void graft(const char *path, const char *donor)
{
    struct bytes made = {.data = NULL, .length = 0};

    append(&made, read_bytes(donor).data, 8 + 25);
    append_chunks(&made, path, true);
    append_chunks(&made, donor, false);
    write_bytes(path, made);
    free((char *)made.data);
}

static void graft_seed_7(void)
{
    graft(work("b/contour_path.png"), work("seed7/contour_path.png"));
}

static void graft_without_path(void)
{
    graft(work("b/contour_path.png"), work("seed7/contour.png"));
}

static const struct forgery {
    const char *command; /* in the directory b */
    void (*change)(void);
    const char *name, *words;
} forgeries[] = {
    {"sed -i 's|</svg>|<script>alert(1)</script></svg>|' contour_path.svg", NULL,
     "contour_path.svg", "script"},
    {"sed -i 's|<svg |<svg onload=\"alert(1)\" |' contour_path.svg", NULL, "contour_path.svg",
     "onload"},
    {"sed -i '0,/<path/s//<path transform=\"scale(2)\"/' contour_path.svg", NULL,
     "contour_path.svg", ""},
    {"cp ../seed7/contour_path.svg contour_path.svg", NULL, "contour_path.svg", ""},
    {"cp ../seed7/contour.svg contour_path.svg", NULL, "contour_path.svg", ""},
    {"{ head -c 20 contour_path.pdf; echo rubbish; echo %%EOF; } >x; mv x contour_path.pdf", NULL,
     "contour_path.pdf", ""},
    {"cp ../seed7/contour_path.pdf contour_path.pdf", NULL, "contour_path.pdf", ""},
    {"cp ../seed7/contour_path.gif contour_path.gif", NULL, "contour_path.gif", ""},
    {"sed -i 's/Adam/Eve/' report.html", NULL, "report.html", "first differs"},
    {"sed -i 's|</body>|<script>alert(1)</script></body>|' report.html", NULL, "report.html", ""},
    {"echo more >>figures.md", NULL, "figures.md", "first differs"},
    {"sed -i 's|=\"data:image/png;base64,iVBORw0KGgo|&AAAA|' report.html", NULL, "report.html",
     "not one of the passing images"},
    {"echo '# x' >>contour_path.gp", NULL, "contour_path.png", "contour_path.gp"},
    {"mv contour_path.gp real.gp; ln -s real.gp contour_path.gp", NULL, "contour_path.png",
     "contour_path.gp"},
    {"sed -i 's/gnuplot [0-9.]* patchlevel [0-9]*/gnuplot <script>/' manifest.json report.html",
     NULL, "report.html", "renderer"},
    {"sed -i 's/gnuplot [0-9.]* patchlevel [0-9]*/gnuplot with which all is as it was/' "
     "manifest.json report.html figures.*",
     NULL, "report.html", "renderer"},
    {"line=$(grep path.png SHA256SUMS); echo \"$line\" >>SHA256SUMS", NULL, "SHA256SUMS",
     "listed a different number of times"},
    {"sed -i 's/\"caption\": \"./&X/' manifest.json", NULL, "manifest.json", "caption"},
    {"true", graft_seed_7, "contour_path.png", "changed outside of text"},
    {"true", graft_without_path, "contour_path.png", "changed outside of text"},
};

/* Two sets of the same run, drawn by gnuplot 5.4 (Debian 12) and 6.0 (Debian 13): --format
 * png,svg,pdf --animate -f contour_path --size 320x240 --scale 0.5 --levels 3 -n 3. */
static void copy_sets(void)
{
    run_shell(format("cp -R '%s' a", repository_path("tests/data/sets/gnuplot-5.4")));
    run_shell(format("cp -R '%s' b0", repository_path("tests/data/sets/gnuplot-6.0")));
}

START_TEST(test_two_releases_of_gnuplot)
{
    static const char *const names[] = {"contour_path.png", "contour_path.gif", "contour_path.pdf",
                                        "contour_path.svg", "report.html",      "report.md",
                                        "manifest.json",    "SHA256SUMS"};

    copy_sets();
    struct result result = run_compare(WORDS("a", "b0"), 0);
    for (size_t i = 0; i < COUNT(names); i++)
        assert_line(&result, names[i], "rendering", "");
    assert_summary(&result, "18 files: 8 rendering, 10 identical");
    run_compare(WORDS("b0", "a"), 0);
    run_compare(WORDS("--strict", "a", "b0"), 1);
    run_compare(WORDS("a/contour_path.svg", "b0/contour_path.svg"), 0);
}
END_TEST

START_TEST(test_forgeries)
{
    copy_sets();
    struct result result =
        run_program(STRINGS("-q", "-o", "seed7", "--size", "320x240", "--scale", "0.5", "--format",
                            "png,svg,pdf", "--animate", "-f", "contour", "-f", "contour_path",
                            "--levels", "3", "-n", "3", "--seed", "7"));
    assert_done(&result);
    for (size_t i = 0; i < COUNT(forgeries); i++) {
        const struct forgery *forgery = &forgeries[i];
        run_shell(format("rm -rf b && cp -R b0 b && cd b && %s", forgery->command));
        if (forgery->change != NULL)
            forgery->change();
        run_shell("true" RESEAL "reseal; cd b && sha256sum --quiet -c SHA256SUMS");
        result = run_compare(WORDS("a", "b"), 1);
        assert_line(&result, forgery->name, "changed", forgery->words);
    }
}
END_TEST

/* The figure passes only with the files that it was drawn from. */
START_TEST(test_sources_are_needed)
{
    copy_sets();
    run_shell("rm a/bands.dat b0/bands.dat");
    struct result result = run_compare(WORDS("a", "b0"), 1);
    assert_line(&result, "contour_path.png", "changed", "baseline: source bands.dat");
}
END_TEST

Suite *forgeries_suite(void)
{
    Suite *suite = suite_create("forgeries");
    TCase *tests = add_case(suite, "forgeries");

    tcase_add_test(tests, test_two_releases_of_gnuplot);
    tcase_add_test(tests, test_forgeries);
    tcase_add_test(tests, test_sources_are_needed);
    return suite;
}
