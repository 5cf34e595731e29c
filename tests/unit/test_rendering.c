/* Verdicts on a figure whose bytes differ: what may differ in another rendering of the same source,
 * and what a forger would try. */
#include <fcntl.h>
#include <png.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/digest.h"
#include "compare/compare.h"
#include "image/png_describe.h"
#include "image_samples.h"
#include "support.h"
#include "unit_tests.h"

#define SIDE 100

#define DIGEST_OF_X "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* The figure has text in its first ten rows. */
#define SCRIPT "# text box: 0 0 100 10\nplot x\n"
#define IN_TEXT (10 * SIDE)

/* A figure that says that it was drawn by the script beside it. */
struct figure {
    size_t black;           /* so many pixels, row by row */
    size_t side;            /* 0: SIDE */
    const char *script;     /* beside it; NULL: none */
    const char *claimed;    /* the script that it names; NULL: the one beside it */
    const char *format;     /* of its source, with %s for the digest; NULL: the usual one */
    const char *parameters; /* NULL: none */
    const char *chunk;      /* the name of one that is put behind the header; NULL: none */
};

static size_t black_pixels, side_pixels;

static struct rgba black_then_white(size_t x, size_t y)
{
    uint16_t level = y * side_pixels + x < black_pixels ? 0 : 0xffff;

    return (struct rgba){level, level, level, 0xffff};
}

static void write_chunk(int file, const char *name)
{
    unsigned char chunk[4 + 4 + 3 + 4] = {0, 0, 0, 3};

    memcpy(chunk + 4, name, 4);
    memcpy(chunk + 8, "abc", 3);
    png_save_uint_32(chunk + 11, (png_uint_32)crc32(0, chunk + 4, 7));
    ck_assert_int_eq(write(file, chunk, sizeof chunk), sizeof chunk);
}

static void write_described(const char *directory, const struct png_description *description,
                            const struct figure *figure)
{
    static const struct picture_kind rgb = {"rgb 8", PNG_COLOR_TYPE_RGB, 8, false, false};
    char bytes[50000];
    struct text described = {0};
    struct error error;

    black_pixels = figure->black;
    side_pixels = figure->side == 0 ? SIDE : figure->side;
    int file = picture_file(&rgb, side_pixels, side_pixels, black_then_white);
    ssize_t length = pread(file, bytes, sizeof bytes, 0);
    ck_assert(length > 0 && length < (ssize_t)sizeof bytes);
    close(file);
    assert_status(png_describe(bytes, (size_t)length, description, &described, &error), STATUS_OK,
                  &error);
    file = open(path_in(directory, "figure.png").string, O_WRONLY | O_CREAT, 0666);
    size_t header = 8 + 12 + 13;
    ck_assert_int_eq(write(file, described.data, header), (ssize_t)header);
    if (figure->chunk != NULL)
        write_chunk(file, figure->chunk);
    ck_assert_int_eq(write(file, described.data + header, described.length - header),
                     (ssize_t)(described.length - header));
    close(file);
    text_free(&described);
}

static void make_figure(const char *directory, const struct figure *figure)
{
    const char *script = figure->claimed != NULL ? figure->claimed : figure->script;
    const char *format = figure->format != NULL ? figure->format : "%s  figure.gp\n";
    char digest[DIGEST_SIZE], source[1000];

    if (figure->script != NULL)
        make_file(directory, "figure.gp", figure->script);
    digest_bytes(script, strlen(script), digest);
    const char *mark = strstr(format, "%s");
    snprintf(source, sizeof source, "%.*s%s%s", (int)(mark - format), format, digest, mark + 2);
    const struct png_text texts[] = {{"adam-report:source", source},
                                     {"adam-report:parameters", figure->parameters}};
    const struct png_description description = {
        .pixels_per_inch = 72, .texts = texts, .text_count = figure->parameters == NULL ? 1 : 2};
    write_described(directory, &description, figure);
}

static struct comparison compare_directories(const struct path *a, const struct path *b,
                                             const char *option)
{
    struct path paths[2] = {*a, *b};
    char given[100];
    char *words[] = {"compare", paths[0].string, paths[1].string, given, NULL};
    struct compare_options options;
    struct comparison comparison;
    struct error error;

    snprintf(given, sizeof given, "%s", option == NULL ? "" : option);
    assert_status(compare_options_parse(&options, option == NULL ? 3 : 4, words, &error), STATUS_OK,
                  &error);
    assert_status(compare(&options, &comparison, -1, &error), STATUS_OK, &error);
    return comparison;
}

/* The figure's verdict and, in its reasons, these words. */
static void assert_figure(const struct comparison *comparison, enum verdict verdict,
                          const char *words)
{
    struct text reasons = {0};
    const struct comparison_file *figure = NULL;

    for (size_t i = 0; i < comparison->count; i++)
        if (strcmp(comparison->files[i].name, "figure.png") == 0)
            figure = &comparison->files[i];
    ck_assert_ptr_nonnull(figure);
    comparison_reasons(figure, &reasons);
    ck_assert_msg(figure->verdict == verdict && strstr(text_string(&reasons), words) != NULL,
                  "%s: %s", comparison_verdict_name(figure->verdict), text_string(&reasons));
    ck_assert(figure->passes == (verdict <= VERDICT_RENDERING));
    text_free(&reasons);
}

static void assert_pair(const struct figure *a, const struct figure *b, const char *option,
                        enum verdict verdict, const char *words)
{
    struct path paths[2] = {new_directory(), new_directory()};

    make_figure(paths[0].string, a);
    make_figure(paths[1].string, b);
    struct comparison found = compare_directories(&paths[0], &paths[1], option);
    assert_figure(&found, verdict, words);
    comparison_free(&found);
}

static const struct figure original = {.script = SCRIPT};

START_TEST(pixels_may_differ_where_there_is_text)
{
    struct figure other = original;

    other.black = IN_TEXT;
    assert_pair(&original, &other, NULL, VERDICT_RENDERING, "1000 of 10000 pixels changed");
    other.black = IN_TEXT + 1;
    assert_pair(&original, &other, NULL, VERDICT_CHANGED, "1 pixels changed beside the text");
}
END_TEST

START_TEST(the_limits_of_the_user_widen_it)
{
    struct figure other = original;

    other.black = IN_TEXT + 7;
    assert_pair(&original, &other, "--max-pixels=1007", VERDICT_RENDERING, "");
    assert_pair(&original, &other, "--max-pixels=1006", VERDICT_CHANGED, "7 pixels");
    assert_pair(&original, &other, "--max-share=10.07", VERDICT_RENDERING, "");
    assert_pair(&original, &other, "--max-share=10.06", VERDICT_CHANGED, "");
}
END_TEST

static const struct forgery {
    struct figure baseline, candidate;
    const char *words;
} forgeries[] = {
    /* No boxes, or none that can be read. */
    {{.script = "plot x\n"}, {.script = "plot x\n", .black = 1}, "does not say where the text is"},
    {{.script = "# text box: 0 0 100\nplot x\n"},
     {.script = "# text box: 0 0 100\nplot x\n", .black = 1},
     "does not say where the text is"},
    /* Boxes of the candidate's own. */
    {{.script = SCRIPT}, {.script = "# text box: 0 0 100 100\nplot x\n", .black = 1}, "figure.gp"},
    {{.script = SCRIPT},
     {.script = "# text box: 0 0 100 100\nplot x\n", .claimed = SCRIPT, .black = 1},
     "candidate: figure.gp, which it was drawn from, is not the file that it names"},
    {{.script = "# text box: 0 0 100 100\nplot x\n", .claimed = SCRIPT},
     {.script = SCRIPT, .black = 1},
     "baseline: figure.gp, which it was drawn from, is not the file that it names"},
    /* No script. */
    {{.script = SCRIPT},
     {.claimed = SCRIPT, .black = 1},
     "candidate: figure.gp, which it was drawn from, is not there as a regular file"},
    {{.claimed = SCRIPT},
     {.script = SCRIPT, .black = 1},
     "baseline: figure.gp, which it was drawn from, is not there as a regular file"},
    /* Other sources. */
    {{.script = SCRIPT, .format = "%s  figure.gp\n" DIGEST_OF_X "  x.dat\n"},
     {.script = SCRIPT, .black = 1},
     "no longer drawn from x.dat"},
    {{.script = SCRIPT},
     {.script = SCRIPT, .format = "%s  figure.gp\n" DIGEST_OF_X "  x.dat\n", .black = 1},
     "drawn from x.dat too"},
    {{.script = SCRIPT, .format = "%s  figure.gp\n" DIGEST_OF_X "  x.dat\n"},
     {.script = SCRIPT, .format = "%s  figure.gp\n" DIGEST_OF_X "  x.dat\n", .black = 1},
     "x.dat, which it was drawn from, is not there"},
    {{.script = SCRIPT}, {.script = SCRIPT, .format = "%s  other.gp\n", .black = 1}, "other.gp"},
    /* No sources. */
    {{.script = SCRIPT, .format = "%s\n"},
     {.script = SCRIPT, .format = "%s\n", .black = 1},
     "baseline: line 1 of its source is not 'DIGEST  NAME'"},
    {{.script = SCRIPT, .format = "%s  ../figure.gp\n"},
     {.script = SCRIPT, .format = "%s  ../figure.gp\n", .black = 1},
     "candidate: line 1 of its source"},
    /* Other parameters. */
    {{.script = SCRIPT, .parameters = "{\"seed\":1}"},
     {.script = SCRIPT, .parameters = "{\"seed\":2}", .black = 1},
     "seed 1 -> 2"},
    {{.script = SCRIPT, .parameters = "{\"seed\":1}"},
     {.script = SCRIPT, .black = 1},
     "candidate names no parameters"},
    {{.script = SCRIPT, .parameters = "{\"seed\":1}"},
     {.script = SCRIPT, .parameters = "{", .black = 1},
     "candidate: its parameters cannot be read"},
    /* Another size. */
    {{.script = SCRIPT}, {.script = SCRIPT, .side = SIDE - 1}, "100x100 -> 99x99 pixels"},
};

#define FORGERIES (sizeof forgeries / sizeof *forgeries)

START_TEST(nothing_else_may_differ)
{
    const struct forgery *forgery = &forgeries[_i];

    assert_pair(&forgery->baseline, &forgery->candidate, NULL, VERDICT_CHANGED, forgery->words);
}
END_TEST

START_TEST(sources_may_be_written_as_on_windows)
{
    struct figure other = original;

    other.black = 1;
    other.format = "%s *figure.gp\r\n";
    assert_pair(&original, &other, NULL, VERDICT_RENDERING, "");
}
END_TEST

START_TEST(a_source_must_not_be_a_link)
{
    struct path a = new_directory(), b = new_directory();
    struct figure other = {.claimed = SCRIPT, .black = 1};

    make_figure(a.string, &original);
    make_figure(b.string, &other);
    make_file(b.string, "real.gp", SCRIPT);
    ck_assert_int_eq(symlink("real.gp", path_in(b.string, "figure.gp").string), 0);
    struct comparison found = compare_directories(&a, &b, NULL);
    assert_figure(&found, VERDICT_CHANGED, "is not there as a regular file");
    comparison_free(&found);
}
END_TEST

/* Whatever the metadata say, the same pixels are the same, and other parameters are said. */
START_TEST(parameters_are_said_with_the_same_pixels)
{
    struct figure a = original, b = original;

    a.parameters = "{\"seed\":1}";
    b.parameters = "{\"seed\":2}";
    assert_pair(&a, &b, NULL, VERDICT_SAME, "seed 1 -> 2");
}
END_TEST

/* What makes viewers show the same pixels in another way is no metadata like others. */
START_TEST(the_same_pixels_must_look_the_same)
{
    static const char *const names[] = {"gAMA", "iCCP", "cICP", "eXIf", "acTL", "fdAT"};
    struct figure other = original;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        other.chunk = names[i];
        other.black = 0;
        assert_pair(&original, &other, NULL, VERDICT_CHANGED, "");
        other.black = 1; /* in the text */
        assert_pair(&original, &other, NULL, VERDICT_CHANGED, "");
        assert_pair(&original, &other, "--max-share=50", VERDICT_CHANGED, "");
    }
    other = original;
    other.chunk = "tIME";
    assert_pair(&original, &other, NULL, VERDICT_SAME, "the time");
    other.chunk = "ABCD";
    assert_pair(&original, &other, NULL, VERDICT_UNREADABLE, "the chunk ABCD is unknown");
}
END_TEST

/* The digests that the program was given do not count, but those of the files. */
START_TEST(data_within_the_tolerance_is_the_same_source)
{
    struct path paths[2] = {new_directory(), new_directory()};
    static const char *const data[] = {"1 2\n", "1 2.5\n"};

    for (size_t i = 0; i < 2; i++) {
        char digest[DIGEST_SIZE], format[200];
        struct figure figure = {.script = SCRIPT, .format = format, .black = i};
        make_file(paths[i].string, "x.dat", data[i]);
        digest_bytes(data[i], strlen(data[i]), digest);
        snprintf(format, sizeof format, "%%s  figure.gp\n%s  x.dat\n", digest);
        make_figure(paths[i].string, &figure);
    }
    struct comparison found = compare_directories(&paths[0], &paths[1], NULL);
    assert_figure(&found, VERDICT_CHANGED, "x.dat");
    comparison_free(&found);
    found = compare_directories(&paths[0], &paths[1], "--absolute=0.5");
    assert_figure(&found, VERDICT_RENDERING, "");
    comparison_free(&found);
}
END_TEST

Suite *rendering_suite(void)
{
    Suite *suite = suite_create("rendering");
    TCase *tests = tcase_create("rendering");

    tcase_add_test(tests, pixels_may_differ_where_there_is_text);
    tcase_add_test(tests, the_limits_of_the_user_widen_it);
    tcase_add_loop_test(tests, nothing_else_may_differ, 0, FORGERIES);
    tcase_add_test(tests, sources_may_be_written_as_on_windows);
    tcase_add_test(tests, a_source_must_not_be_a_link);
    tcase_add_test(tests, parameters_are_said_with_the_same_pixels);
    tcase_add_test(tests, the_same_pixels_must_look_the_same);
    tcase_add_test(tests, data_within_the_tolerance_is_the_same_source);
    suite_add_tcase(suite, tests);
    return suite;
}
