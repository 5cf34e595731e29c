/* Files that accompany the figures: scripts that draw them again, text chunks with their sources,
 * checksums, and the same bytes every time. */
#define _GNU_SOURCE /* memmem */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <png.h>

#include "base/digest.h"
#include "support.h"

#define ALL_FORMATS "--format", "png,svg,pdf", "--theme", "both"

static struct result run_shell(const char *command)
{
    return run_how(&(struct how){.program = "/bin/sh"}, STRINGS("-c", command));
}

static json_t *read_manifest(const char *directory)
{
    json_t *manifest = json_load_file(work("%s/manifest.json", directory), 0, NULL);

    ck_assert_ptr_nonnull(manifest);
    return manifest;
}

static const char *member(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));

    ck_assert_msg(value != NULL, "no %s", key);
    return value;
}

/* ---- Redrawing ------------------------------------------------------------------------------- */

/* All chunks but those that describe: what gnuplot itself wrote. */
static struct bytes undescribed(struct bytes png)
{
    char *left = malloc(png.length);
    size_t length = 8;

    ck_assert_ptr_nonnull(left);
    memcpy(left, png.data, 8);
    for (size_t i = 8; i + 12 <= png.length;) {
        size_t size = png_get_uint_32((png_const_bytep)png.data + i) + 12;
        const char *name = png.data + i + 4;
        if (memcmp(name, "pHYs", 4) != 0 && memcmp(name, "tEXt", 4) != 0 &&
            memcmp(name, "iTXt", 4) != 0) {
            memcpy(left + length, png.data + i, size);
            length += size;
        }
        i += size;
    }
    return (struct bytes){.data = left, .length = length};
}

static void assert_same_bytes(struct bytes a, struct bytes b, const char *what)
{
    ck_assert_msg(a.length == b.length && memcmp(a.data, b.data, a.length) == 0, "%s", what);
}

static const struct redrawing {
    const char *const *settings;
    const char *names[4];
} redrawings[] = {
    {STRINGS(NULL), {"surface", "contour", "contour_path", NULL}},
    {STRINGS("--theme", "both", "--palette", "cividis", "--title", "it's \"x\" \\ `y` $z", SMALL),
     {"surface", "contour-dark", "contour_path-dark", NULL}},
    {STRINGS("--transparent", "--bounds", "-3,0.5,1e-3,2", "--levels", "7"),
     {"surface", "contour", "contour_path", NULL}},
    {STRINGS("--zoom", "auto", SMALL), {"contour_path", "contour_zoom", NULL}},
};

/* As the README says: in the directory, with nothing but the script's name. */
START_TEST(test_scripts_redraw)
{
    const struct redrawing *redrawing = &redrawings[_i];
    const char *arguments[32] = {"-o", "out"};

    for (size_t i = 0; redrawing->settings[i] != NULL; i++)
        arguments[2 + i] = redrawing->settings[i];
    struct result result = run_program(arguments);
    assert_done(&result);
    for (size_t i = 0; redrawing->names[i] != NULL; i++) {
        const char *name = redrawing->names[i];
        struct bytes before = read_bytes(work("out/%s.png", name));
        ck_assert_int_eq(remove(work("out/%s.png", name)), 0);
        result = run_shell(format("cd out && gnuplot %s.gp", name));
        ck_assert_msg(result.status == 0, "%s: %s", name, result.err);
        struct bytes left = undescribed(before);
        assert_same_bytes(left, read_bytes(work("out/%s.png", name)), name);
        free((char *)left.data);
    }
}
END_TEST

START_TEST(test_scripts_draw_other_formats)
{
    struct result result = run_program(STRINGS("-o", "out"));

    assert_done(&result);
    result = run_shell("cd out && gnuplot -e \"format='svg'\" contour.gp && "
                       "gnuplot -e \"format='pdf'\" contour.gp");
    ck_assert_msg(result.status == 0, "%s", result.err);
    ck_assert_ptr_nonnull(strstr(read_bytes(work("out/contour.svg")).data, "</svg>"));
    ck_assert_int_eq(memcmp(read_bytes(work("out/contour.pdf")).data, "%PDF", 4), 0);
}
END_TEST

/* The parts of the animation draw the background, each path, the image in front, and the
 * characters of numbers. */
START_TEST(test_frames_can_be_drawn)
{
    struct result result =
        run_program(STRINGS("-o", "out", "--animate", "-f", "contour_path", "-n", "3", SMALL));

    assert_done(&result);
    ck_assert_int_eq(memcmp(read_bytes(work("out/contour_path.gif")).data, "GIF89a", 6), 0);
    result =
        run_shell("cd out && gnuplot contour_path_frames.gp && ls contour_path_0*.png | wc -l");
    ck_assert_msg(result.status == 0, "%s", result.err);
    ck_assert_int_eq(atoi(result.out), 4);
    result = run_program(STRINGS("-o", "race", "--animate", "-f", "contour_path", "-n", "30",
                                 "--optimizer", "adam", "--optimizer", "momentum", "--theme",
                                 "dark", SMALL));
    assert_done(&result);
    ck_assert_int_eq(memcmp(read_bytes(work("race/contour_path.gif")).data, "GIF89a", 6), 0);
    result =
        run_shell("cd race && gnuplot contour_path_frames.gp && ls contour_path_0*.png | wc -l");
    ck_assert_msg(result.status == 0, "%s", result.err);
    ck_assert_int_eq(atoi(result.out), 5);
}
END_TEST

/* ---- What the files say ---------------------------------------------------------------------- */

/* The directories that there are: of the program, its output, its font and the user. */
START_TEST(test_no_path_of_the_machine)
{
    struct result result = run_program(
        STRINGS("-o", work("out"), ALL_FORMATS, "--animate", SMALL, "--gnuplot", "gnuplot"));

    assert_done(&result);
    result = run_shell("cd out && grep -lE '(/tmp|/usr|/home|/root|/work|adam-report-staging)' *");
    ck_assert_msg(result.status == 1, "%s", result.out);
}
END_TEST

/* The value of a text chunk, up to `length` bytes; NULL if there is none. */
static const char *find_text(struct bytes png, const char *keyword, size_t *length)
{
    for (size_t i = 8; i + 12 <= png.length;) {
        size_t size = png_get_uint_32((png_const_bytep)png.data + i);
        const char *data = png.data + i + 8;
        bool utf8 = memcmp(data - 4, "iTXt", 4) == 0;
        if ((utf8 || memcmp(data - 4, "tEXt", 4) == 0) && strcmp(data, keyword) == 0) {
            size_t skip = strlen(keyword) + (utf8 ? 5 : 1);
            *length = size - skip;
            return data + skip;
        }
        i += size + 12;
    }
    return NULL;
}

/* The source in the chunk is the digests of files that are there, and its own digest is what the
 * manifest has. */
static void assert_source(const json_t *file)
{
    const char *name = member(file, "name");
    size_t length;
    char digest[DIGEST_SIZE];
    const char *source = find_text(read_bytes(work("out/%s", name)), "adam-report:source", &length);

    ck_assert_msg(source != NULL, "%s", name);
    digest_bytes(source, length, digest);
    ck_assert_str_eq(digest, member(file, "source"));
    write_bytes(work("out/source"), (struct bytes){.data = source, .length = length});
    struct result result = run_shell("cd out && sha256sum -c source");
    ck_assert_msg(result.status == 0, "%s: %s", name, result.out);
}

START_TEST(test_pictures_know_their_source)
{
    struct result result =
        run_program(STRINGS("-o", "out", "--title", "T \xc3\xa9", ALL_FORMATS, SMALL));
    size_t pictures = 0, i, length;
    json_t *file;

    assert_done(&result);
    json_t *manifest = read_manifest("out");
    json_array_foreach(json_object_get(manifest, "files"), i, file)
    {
        const char *name = member(file, "name");
        if (strstr(name, ".png") == NULL)
            continue;
        struct bytes png = read_bytes(work("out/%s", name));
        const char *title = find_text(png, "Title", &length);
        ck_assert_uint_eq(length, 3); /* Latin-1 */
        ck_assert_int_eq(memcmp(title, "T \xe9", 3), 0);
        const char *description = find_text(png, "Description", &length);
        ck_assert_uint_eq(length, strlen(member(file, "alternative_text")));
        ck_assert_int_eq(memcmp(description, member(file, "alternative_text"), length), 0);
        ck_assert_ptr_nonnull(find_text(png, "Software", &length));
        const char *renderer = find_text(png, "adam-report:renderer", &length);
        ck_assert_int_eq(strncmp(renderer, "gnuplot ", 8), 0);
        const char *parameters = find_text(png, "adam-report:parameters", &length);
        const char *theme =
            strstr(name, "-dark") == NULL ? "\"theme\":\"light\"" : "\"theme\":\"dark\"";
        ck_assert_ptr_nonnull(memmem(parameters, length, theme, strlen(theme)));
        ck_assert_ptr_nonnull(memmem(parameters, length, "{\"alpha\":0.02,", 14));
        ck_assert_ptr_null(memmem(png.data, png.length, "tIME", 4));
        assert_source(file);
        pictures++;
    }
    ck_assert_uint_eq(pictures, 6);
    json_decref(manifest);
}
END_TEST

/* The picture is the same picture: its pixels' chunks are gnuplot's own. Another format beside it
 * changes none of its bytes. */
START_TEST(test_other_formats_change_nothing)
{
    struct result result = run_program(STRINGS("-o", "one", SMALL));
    assert_done(&result);
    result = run_program(STRINGS("-o", "many", "--format", "pdf,png,svg,png", "--animate", SMALL));
    assert_done(&result);
    static const char *const names[] = {"surface.png", "contour.png", "contour_path.png",
                                        "contour.gp"};
    for (size_t i = 0; i < COUNT(names); i++)
        assert_same_bytes(read_bytes(work("one/%s", names[i])),
                          read_bytes(work("many/%s", names[i])), names[i]);
}
END_TEST

/* ---- The same bytes -------------------------------------------------------------------------- */

START_TEST(test_every_format_is_reproducible)
{
    static const char *const environments[2][3] = {{"TZ=Asia/Tokyo", "LC_ALL=C", NULL},
                                                   {"TZ=UTC", "LC_ALL=C.UTF-8", NULL}};
    static const char *const outputs[2] = {"first", "deep/er/second"};

    for (size_t i = 0; i < 2; i++) {
        struct result result =
            run_how(&(struct how){.environment = environments[i]},
                    STRINGS("-o", outputs[i], ALL_FORMATS, "--animate", "--title", "T", SMALL));
        assert_done(&result);
        sleep_ms(1100); /* dates tell seconds */
    }
    struct bytes first = snapshot(work("first")), second = snapshot(work("deep/er/second"));
    assert_same_snapshot(first, second);
}
END_TEST

START_TEST(test_source_date_epoch)
{
    const char *const pdf[] = {"-o", "out", "--format", "pdf", "-f", "contour", NULL};
    struct result result =
        run_how(&(struct how){.environment = STRINGS("SOURCE_DATE_EPOCH=1000000000")}, pdf);

    assert_done(&result);
    struct bytes dated = read_bytes(work("out/contour.pdf"));
    result = run_how(&(struct how){.environment = STRINGS("SOURCE_DATE_EPOCH=")}, pdf);
    assert_done(&result);
    struct bytes undated = read_bytes(work("out/contour.pdf"));
    ck_assert(dated.length != undated.length ||
              memcmp(dated.data, undated.data, dated.length) != 0);
    result = run_how(&(struct how){.environment = STRINGS("SOURCE_DATE_EPOCH=now")}, pdf);
    assert_failed(&result, 2, "SOURCE_DATE_EPOCH 'now'");
    /* where no file names a date, it is nobody's business */
    result = run_how(&(struct how){.environment = STRINGS("SOURCE_DATE_EPOCH=now")},
                     STRINGS("-o", "out", "-f", "none"));
    assert_done(&result);
}
END_TEST

/* ---- Broken vectors -------------------------------------------------------------------------- */

/* A gnuplot that is right about everything but one format. */
static const struct bad_vector {
    const char *format, *body, *message;
} bad_vectors[] = {
    {"svg", "gnuplot \"$@\" | head -c 3000", "figure contour.svg: broken SVG: unexpected end"},
    {"svg", "cat >/dev/null", "figure contour.svg: no image"},
    {"svg",
     "gnuplot -d -e 'set terminal svg size 640,480; unset border; unset tics; unset key; "
     "plot [0:1][0:1] 2'; cat >/dev/null",
     "figure contour.svg: the image is blank"},
    {"pdf", "gnuplot \"$@\" | head -c 3000", "figure contour.pdf: broken PDF"},
    {"pdf", "cat >/dev/null", "figure contour.pdf: no image"},
    {"pdf", "gnuplot \"$@\"; exit 3", "figure contour.pdf: gnuplot exited with status 3"},
    {"pdf",
     "test \"$1\" = --version && exec gnuplot --version\n"
     "sed 's/terminal pdfcairo/terminal nosuch/' | gnuplot \"$@\"",
     "has no pdfcairo terminal"},
};

START_TEST(test_bad_vector)
{
    const struct bad_vector *bad = &bad_vectors[_i];

    assert_fails_cleanly(
        &(struct how){0},
        STRINGS("--format", bad->format, "-f", "contour", "--gnuplot", fake_gnuplot(bad->body)), 3,
        bad->message);
}
END_TEST

START_TEST(test_bad_frames)
{
    assert_fails_cleanly(&(struct how){0},
                         STRINGS("--animate", "-f", "contour_path", "--format", "svg", "--gnuplot",
                                 fake_gnuplot("case \"$*\" in *svg*) exec gnuplot \"$@\";; esac\n"
                                              "gnuplot \"$@\" | head -c 5000"),
                                 SMALL),
                         3, "figure contour_path_frames: broken PNG: truncated");
}
END_TEST

Suite *provenance_suite(void)
{
    Suite *suite = suite_create("provenance");
    TCase *scripts = add_case(suite, "scripts"), *files = add_case(suite, "files"),
          *bytes = add_case(suite, "bytes"), *broken = add_case(suite, "broken");

    tcase_add_loop_test(scripts, test_scripts_redraw, 0, COUNT(redrawings));
    tcase_add_test(scripts, test_scripts_draw_other_formats);
    tcase_add_test(scripts, test_frames_can_be_drawn);
    tcase_add_test(files, test_no_path_of_the_machine);
    tcase_add_test(files, test_pictures_know_their_source);
    tcase_add_test(files, test_other_formats_change_nothing);
    tcase_add_test(bytes, test_every_format_is_reproducible);
    tcase_add_test(bytes, test_source_date_epoch);
    tcase_add_loop_test(broken, test_bad_vector, 0, COUNT(bad_vectors));
    tcase_add_test(broken, test_bad_frames);
    return suite;
}
