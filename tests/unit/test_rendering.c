/* Verdicts on figures whose bytes differ: differences between renderings of the same source, and
 * forgeries. */
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
    assert_status(compare(&options, &comparison, NULL, -1, &error), STATUS_OK, &error);
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
    assert_pair(&original, &other, NULL, VERDICT_CHANGED, "1 pixels changed outside of text");
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
    {{.script = "plot x\n"}, {.script = "plot x\n", .black = 1}, "records no text boxes"},
    {{.script = "# text box: 0 0 100\nplot x\n"},
     {.script = "# text box: 0 0 100\nplot x\n", .black = 1},
     "records no text boxes"},
    /* Boxes that leave next to nothing. */
    {{.script = "# text box: 0 0 100 51\nplot x\n"},
     {.script = "# text box: 0 0 100 51\nplot x\n", .black = 1},
     "cover more than half of the image"},
    {{.script = "# text box: 0 0 100 40\n# text box: 0 50 900 900\nplot x\n"},
     {.script = "# text box: 0 0 100 40\n# text box: 0 50 900 900\nplot x\n", .black = 1},
     "cover more than half of the image"},
    /* Boxes of the candidate's own. */
    {{.script = SCRIPT}, {.script = "# text box: 0 0 100 100\nplot x\n", .black = 1}, "figure.gp"},
    {{.script = SCRIPT},
     {.script = "# text box: 0 0 100 100\nplot x\n", .claimed = SCRIPT, .black = 1},
     "candidate: source figure.gp does not have the recorded digest"},
    {{.script = "# text box: 0 0 100 100\nplot x\n", .claimed = SCRIPT},
     {.script = SCRIPT, .black = 1},
     "baseline: source figure.gp does not have the recorded digest"},
    /* No script. */
    {{.script = SCRIPT},
     {.claimed = SCRIPT, .black = 1},
     "candidate: source figure.gp is missing or not a regular file"},
    {{.claimed = SCRIPT},
     {.script = SCRIPT, .black = 1},
     "baseline: source figure.gp is missing or not a regular file"},
    /* Other sources. */
    {{.script = SCRIPT, .format = "%s  figure.gp\n" DIGEST_OF_X "  x.dat\n"},
     {.script = SCRIPT, .black = 1},
     "source x.dat removed"},
    {{.script = SCRIPT},
     {.script = SCRIPT, .format = "%s  figure.gp\n" DIGEST_OF_X "  x.dat\n", .black = 1},
     "new source x.dat"},
    {{.script = SCRIPT, .format = "%s  figure.gp\n" DIGEST_OF_X "  x.dat\n"},
     {.script = SCRIPT, .format = "%s  figure.gp\n" DIGEST_OF_X "  x.dat\n", .black = 1},
     "source x.dat is missing"},
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
     "candidate records no parameters"},
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
    assert_figure(&found, VERDICT_CHANGED, "is missing or not a regular file");
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

/* Metadata that makes viewers show the same pixels differently counts. */
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
    assert_pair(&original, &other, NULL, VERDICT_UNREADABLE, "unknown critical chunk ABCD");
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

/* ---- The order of chunks ----------------------------------------------------------------------
 */

static void append_chunk(struct text *png, const char *name, const void *data, size_t length)
{
    unsigned char head[8], checksum[4];
    uLong sum = crc32(crc32(0, (const unsigned char *)name, 4), data, (uInt)length);

    png_save_uint_32(head, (png_uint_32)length);
    memcpy(head + 4, name, 4);
    png_save_uint_32(checksum, (png_uint_32)sum);
    text_append_bytes(png, head, sizeof head);
    text_append_bytes(png, data, length);
    text_append_bytes(png, checksum, sizeof checksum);
}

/* 8x8 pixels of two colors, in chunks by letters: P the palette (p and q its halves), T its
 * transparency, D the image data (1 and 2 their halves), and others, which are not image data. */
static void write_chunks(const char *directory, const char *letters)
{
    static const unsigned char header[13] = {0, 0, 0, 8, 0, 0, 0, 8, 8, 3}, colors[6] = {255, 255};
    static const unsigned char clear[2] = {255, 0}, gamma[4] = {0, 1, 0, 0};
    unsigned char rows[8][9] = {{0}}, data[200];
    uLongf length = sizeof data;
    struct text png = {0};

    for (size_t y = 0; y < 8; y++)
        rows[y][1 + y] = 1;
    ck_assert_int_eq(compress(data, &length, rows[0], sizeof rows), Z_OK);
    text_append_bytes(&png, "\x89PNG\r\n\x1a\n", 8);
    append_chunk(&png, "IHDR", header, sizeof header);
    for (const char *letter = letters; *letter != '\0'; letter++) {
        size_t half = length / 2;
        switch (*letter) {
        case 'P':
            append_chunk(&png, "PLTE", colors, 6);
            break;
        case 'p':
            append_chunk(&png, "PLTE", colors, 3);
            break;
        case 'q':
            append_chunk(&png, "PLTE", colors + 3, 3);
            break;
        case 'T':
            append_chunk(&png, "tRNS", clear, 2);
            break;
        case 'D':
            append_chunk(&png, "IDAT", data, length);
            break;
        case '0':
            append_chunk(&png, "IDAT", "", 0);
            break;
        case '1':
            append_chunk(&png, "IDAT", data, half);
            break;
        case '2':
            append_chunk(&png, "IDAT", data + half, length - half);
            break;
        case 'g':
            append_chunk(&png, "gAMA", gamma, 4);
            break;
        case 'i': /* by which Apple's decoders find parts of the image data */
            append_chunk(&png, "iDOT", header, 13);
            break;
        case 'b':
            append_chunk(&png, "bKGD", clear, 1);
            break;
        case 's':
            append_chunk(&png, "sBIT", "\10\10\10", 3);
            break;
        default:
            append_chunk(&png, "tEXt", "a\0b", 3);
        }
    }
    append_chunk(&png, "IEND", "", 0);
    int file = open(path_in(directory, "figure.png").string, O_WRONLY | O_CREAT, 0666);
    ck_assert_int_eq(write(file, png.data, png.length), (ssize_t)png.length);
    close(file);
    text_free(&png);
}

/* The same image data, in files of which viewers show one otherwise, in part, or not at all. */
static const struct {
    const char *baseline, *candidate;
    enum verdict verdict;
    const char *words;
} orders[] = {
    {"PTD", "PTxDx", VERDICT_SAME, "texts"},
    {"PTD", "PT12", VERDICT_SAME, ""},
    {"PTD", "sPTD", VERDICT_SAME, "other chunks"},
    {"PTD", "PT1x2", VERDICT_UNREADABLE, "candidate: broken PNG: IDAT chunks"},
    {"PTD", "PT0xD", VERDICT_UNREADABLE, "candidate: broken PNG: IDAT chunks"},
    {"PTD", "PDT", VERDICT_UNREADABLE, "candidate: broken PNG: chunk tRNS"},
    {"PTD", "TPD", VERDICT_UNREADABLE, "candidate: broken PNG: chunk PLTE"},
    {"PTD", "DPT", VERDICT_UNREADABLE, "candidate: broken PNG: chunk PLTE"},
    {"PTD", "pqTD", VERDICT_UNREADABLE, "candidate: broken PNG: chunk PLTE"},
    {"gPTD", "PTDg", VERDICT_CHANGED, "color space"},
    {"gPTD", "PgTD", VERDICT_CHANGED, "color space"},
    {"PTD", "iPTD", VERDICT_CHANGED, "chunk"},
    {"PTD", "PTbD", VERDICT_CHANGED, "chunk"},
};

#define ORDERS (sizeof orders / sizeof *orders)

START_TEST(chunks_must_stand_where_they_have_an_effect)
{
    struct path a = new_directory(), b = new_directory();

    write_chunks(a.string, orders[_i].baseline);
    write_chunks(b.string, orders[_i].candidate);
    struct comparison found = compare_directories(&a, &b, NULL);
    assert_figure(&found, orders[_i].verdict, orders[_i].words);
    comparison_free(&found);
}
END_TEST

/* 60 rows of pixels at random, each again after ten rows: data that refer to what is some 1,800
 * bytes back. */
static void write_windowed(const char *directory, unsigned char first, unsigned char second)
{
    static const unsigned char header[13] = {0, 0, 0, 60, 0, 0, 0, 60, 8, 2};
    unsigned char rows[60][181], data[12000];
    uLongf length = sizeof data;
    struct text png = {0};
    uint32_t random = 1;

    for (size_t y = 0; y < 60; y++)
        for (size_t x = 0; x < 181; x++) {
            random = 1664525 * random + 1013904223;
            rows[y][x] = y >= 10 ? rows[y - 10][x] : x == 0 ? 0 : (unsigned char)(random >> 24);
        }
    ck_assert_int_eq(compress(data, &length, rows[0], sizeof rows), Z_OK);
    data[0] = first;
    data[1] = second;
    text_append_bytes(&png, "\x89PNG\r\n\x1a\n", 8);
    append_chunk(&png, "IHDR", header, sizeof header);
    append_chunk(&png, "IDAT", data, length);
    append_chunk(&png, "IEND", "", 0);
    int file = open(path_in(directory, "figure.png").string, O_WRONLY | O_CREAT, 0666);
    ck_assert_int_eq(write(file, png.data, png.length), (ssize_t)png.length);
    close(file);
    text_free(&png);
}

/* The first byte names a window of 256 bytes, with which viewers decode the first rows only; or one
 * of 4 KiB, which is enough. */
START_TEST(data_must_be_within_their_window)
{
    static const unsigned char heads[][2] = {{0x08, 0x1d}, {0x48, 0x0d}};
    struct path a = new_directory(), b = new_directory();

    write_windowed(a.string, 0x78, 0x9c);
    write_windowed(b.string, heads[_i][0], heads[_i][1]);
    struct comparison found = compare_directories(&a, &b, NULL);
    assert_figure(&found, _i == 0 ? VERDICT_UNREADABLE : VERDICT_SAME,
                  _i == 0 ? "candidate: broken PNG" : "the same pixels");
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
    tcase_add_loop_test(tests, data_must_be_within_their_window, 0, 2);
    tcase_add_loop_test(tests, chunks_must_stand_where_they_have_an_effect, 0, ORDERS);
    tcase_add_test(tests, data_within_the_tolerance_is_the_same_source);
    suite_add_tcase(suite, tests);
    return suite;
}
