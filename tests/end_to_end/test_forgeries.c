/* adam-report compare: what somebody changes by hand in a set, with all digests corrected, must not
 * pass as another rendering. */
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
    graft(work("b/contour_path.png"), work("b/contour.png"));
}

static const struct forgery {
    const char *command; /* in the directory b */
    void (*change)(void);
    const char *name, *words;
} forgeries[] = {
    {"sed -i 's|</svg>|<script>alert(1)</script></svg>|' contour.svg", NULL, "contour.svg",
     "script"},
    {"sed -i 's|<svg |<svg onload=\"alert(1)\" |' contour.svg", NULL, "contour.svg", "onload"},
    {"sed -i '0,/<path/s//<path transform=\"scale(2)\"/' contour.svg", NULL, "contour.svg", ""},
    {"cp ../seed7/contour_path.svg contour_path.svg", NULL, "contour_path.svg", ""},
    {"cp contour.svg contour_path.svg", NULL, "contour_path.svg", ""},
    {"{ head -c 20 contour.pdf; echo rubbish; echo %%EOF; } >x; mv x contour.pdf", NULL,
     "contour.pdf", ""},
    {"cp ../seed7/contour_path.pdf contour_path.pdf", NULL, "contour_path.pdf", ""},
    {"cp ../seed7/contour_path.gif contour_path.gif", NULL, "contour_path.gif", ""},
    {"sed -i 's/Adam/Eve/' report.html", NULL, "report.html", "first differs"},
    {"sed -i 's|</body>|<script>alert(1)</script></body>|' report.html", NULL, "report.html", ""},
    {"echo more >>figures.md", NULL, "figures.md", "first differs"},
    {"sed -i 's|=\"data:image/png;base64,iVBORw0KGgo|&AAAA|' report.html", NULL, "report.html",
     "none of the images beside it"},
    {"echo '# x' >>contour.gp", NULL, "contour.png", "contour.gp"},
    {"mv contour.gp real.gp; ln -s real.gp contour.gp", NULL, "contour.png", "contour.gp"},
    {"sed -i 's/gnuplot [0-9.]* patchlevel [0-9]*/gnuplot <script>/' manifest.json report.html",
     NULL, "report.html", "renderer"},
    {"sed -i 's/\"caption\": \"./&X/' manifest.json", NULL, "manifest.json", "caption"},
    {"true", graft_seed_7, "contour_path.png", "beside the text"},
    {"true", graft_without_path, "contour_path.png", "beside the text"},
};

static void make_set(const char *directory, const char *option, const char *value)
{
    struct result result = run_program(
        STRINGS("-q", "-o", directory, "--size", "320x240", "--format", "png,svg,pdf", "--animate",
                "-f", "contour", "-f", "contour_path", "-n", "5", option, value));

    assert_done(&result);
}

START_TEST(test_forgeries)
{
    make_set("a", NULL, NULL);
    make_set("b0", "--gnuplot", gnuplot_with_other_hinting());
    make_set("seed7", "--seed", "7");
    /* Other hinting is another choice of glyphs in a PDF, which is compared more strictly. */
    run_shell("mv b0 b && cp a/*.pdf b" RESEAL "reseal; mv b b0");
    struct result result = run_compare(WORDS("a", "b0"), 0);
    assert_line(&result, "contour_path.png", "rendering", "");
    assert_line(&result, "contour_path.gif", "rendering", "");
    assert_line(&result, "report.html", "rendering", "");
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
    make_set("a", NULL, NULL);
    make_set("b", "--gnuplot", gnuplot_with_other_hinting());
    run_shell("rm a/bands.dat b/bands.dat");
    struct result result = run_compare(WORDS("a", "b"), 1);
    assert_line(&result, "contour.png", "changed", "baseline: bands.dat, which it was drawn from");
}
END_TEST

Suite *forgeries_suite(void)
{
    Suite *suite = suite_create("forgeries");
    TCase *tests = add_case(suite, "forgeries");

    tcase_add_test(tests, test_forgeries);
    tcase_add_test(tests, test_sources_are_needed);
    return suite;
}
