/* PDFs drawn by gnuplot 5.4 and 6.0 from the same data, and forgeries of a small one. */
#define _GNU_SOURCE /* memmem */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "diff/pdf_rendering.h"
#include "support.h"
#include "unit_tests.h"

#define DIRECTORY "tests/data/rendering"

static const char *const names[] = {"contour_path", "convergence", "sweep"};

static enum status compare(const struct text *baseline, const struct text *candidate,
                           struct rendering *rendering, struct error *error)
{
    const struct rendering_image images[2] = {{baseline->data, baseline->length},
                                              {candidate->data, candidate->length}};

    return pdf_rendering(images, -1, rendering, error);
}

static struct text drawn_by(const char *name, const char *gnuplot)
{
    char file[64];

    snprintf(file, sizeof file, "%s.%s.pdf", name, gnuplot);
    return file_content(DIRECTORY, file);
}

START_TEST(two_releases_of_cairo_paint_the_same)
{
    struct text old = drawn_by(names[_i], "5.4"), new = drawn_by(names[_i], "6.0");
    struct rendering rendering;
    struct error error;

    ck_assert(old.length != new.length || memcmp(old.data, new.data, old.length) != 0);
    assert_status(compare(&old, &new, &rendering, &error), STATUS_OK, &error);
    ck_assert_msg(rendering.same, "%s", rendering.reason);
    assert_status(compare(&new, &old, &rendering, &error), STATUS_OK, &error);
    ck_assert_msg(rendering.same, "%s", rendering.reason);
    text_free(&old);
    text_free(&new);
}
END_TEST

START_TEST(other_data_or_another_figure_differ)
{
    struct text a = drawn_by("contour_path", "5.4"), b = drawn_by("convergence", "6.0");
    struct rendering rendering;
    struct error error;

    assert_status(compare(&a, &b, &rendering, &error), STATUS_OK, &error);
    ck_assert(!rendering.same);
    text_free(&a);
    text_free(&b);
}
END_TEST

/* ---- A small document ------------------------------------------------------------------------ */

/* What cairo writes, one object a line; @ stands for the length of a stream, whose bytes are
 * between { and }. */
static const char document[] =
    "<</Type/Catalog/Pages 2 0 R>>\n"
    "<</Type/Pages/Count 1/Kids[3 0 R]>>\n"
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 320 240]/Contents 4 0 R"
    "/Group<</Type/Group/S/Transparency/I true/CS/DeviceRGB>>"
    "/Resources<</ExtGState<</a0<</CA 0.5/ca 0.5>>>>/Font<</f-0-0 5 0 R>>>>>>\n"
    "<</Length @>>{1 0 0 -1 0 240 cm q 1 0 0 rg /a0 gs 10 20 30 40 re f "
    "BT 10 0 0 -10 50 60 Tm /f-0-0 1 Tf (ab)Tj 2 -1 Td [(c)-10(d)]TJ ET "
    "0.8 w 10 20 m 30 40 l S Q}\n"
    "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+DejaVuSans/FirstChar 97/LastChar 98"
    "/Encoding/WinAnsiEncoding/Widths[612 634]/ToUnicode 6 0 R/FontDescriptor 7 0 R>>\n"
    "<</Length @>>{begincmap}\n"
    "<</Type/FontDescriptor/FontName/ABCDEF+DejaVuSans/FontFamily(DejaVu Sans)/Flags 32"
    "/FontBBox[-1021 -463 1793 1232]/ItalicAngle 0/Ascent 928/Descent -235/CapHeight 1232"
    "/StemV 80/StemH 80/FontFile2 8 0 R>>\n"
    "<</Length @/Length1 88>>{tablNT......headsum0OFFS0054"
    "........SUM4MAGI....CREATED8CHANGED8..................glyphs}\n";

/* The font's directory has its numbers in bytes that text cannot show. */
static void append_stream(struct text *pdf, const char *begin, const char *end)
{
    size_t start = pdf->length;

    text_append_bytes(pdf, begin, (size_t)(end - begin));
    char *font = memmem(pdf->data + start, pdf->length - start, "tablNT", 6);
    if (font != NULL) {
        memcpy(font + 4, "\0\1", 2);        /* how many tables */
        memcpy(font + 20, "\0\0\0\x1c", 4); /* the place of 'head': behind the directory */
        memcpy(font + 40, "\x5f\x0f\x3c\xf5", 4);
    }
    font = memmem(pdf->data + start, pdf->length - start, "tab2NT", 6);
    if (font != NULL) { /* with another table, whose bytes are the dates in 'head' */
        memcpy(font + 4, "\0\2", 2);
        memcpy(font + 20, "\0\0\0\x2c", 4);
        memcpy(font + 36, "\0\0\0\x40\0\0\0\x10", 8);
        memcpy(font + 56, "\x5f\x0f\x3c\xf5", 4);
    }
}

/* A whole file of these objects. */
static struct text make_pdf(const char *objects)
{
    struct text pdf = {0};
    size_t offsets[32], count = 0;

    text_append(&pdf, "%PDF-1.5\n");
    for (const char *line = objects; *line != '\0'; count++) {
        const char *newline = strchr(line, '\n'),
                   *open = memchr(line, '{', (size_t)(newline - line));
        const char *end = open == NULL ? newline : open,
                   *at = memchr(line, '@', (size_t)(end - line));
        ck_assert_uint_lt(count, 32);
        offsets[count] = pdf.length;
        text_appendf(&pdf, "%zu 0 obj\n", count + 1);
        text_append_bytes(&pdf, line, (size_t)((at == NULL ? end : at) - line));
        if (at != NULL) {
            text_appendf(&pdf, "%zu", (size_t)(newline - 1 - open - 1));
            text_append_bytes(&pdf, at + 1, (size_t)(end - at - 1));
        }
        if (open != NULL) {
            text_append(&pdf, "\nstream\n");
            append_stream(&pdf, open + 1, newline - 1);
            text_append(&pdf, "\nendstream");
        }
        text_append(&pdf, "\nendobj\n");
        line = newline + 1;
    }
    size_t table = pdf.length;
    text_appendf(&pdf, "xref\n0 %zu\n0000000000 65535 f \n", count + 1);
    for (size_t i = 0; i < count; i++)
        text_appendf(&pdf, "%010zu 00000 n \n", offsets[i]);
    text_appendf(&pdf, "trailer\n<</Size %zu/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", count + 1,
                 table);
    return pdf;
}

/* The first `from` replaced, and objects added behind the others. */
static struct text forge(const char *from, const char *to, const char *added)
{
    struct text objects = {0};
    const char *at = strstr(document, from);

    ck_assert_msg(at != NULL, "no '%s'", from);
    text_append_bytes(&objects, document, (size_t)(at - document));
    text_append(&objects, to);
    text_append(&objects, at + strlen(from));
    text_append(&objects, added);
    struct text pdf = make_pdf(text_string(&objects));
    text_free(&objects);
    return pdf;
}

static const struct {
    const char *from, *to;
} same[] = {
    {"/MediaBox", "/StructParents 0/MediaBox"},
    {"/BaseFont/ABCDEF+", "/BaseFont/UVWXYZ+"},
    {"612 634", "612.793 634.765"},
    {"50 60 Tm", "50.4 59.7 Tm"},
    {"2 -1 Td", "2.05 -1 Td"},
    {"[(c)-10(d)]TJ", "[(c)-11(d)]TJ"},
    {"10 20 m", "10\t20  m"},
    {"sum0", "SUM0"},
    {"SUM4", "sum4"},
    {"CREATED8CHANGED8", "created8changed8"},
};

START_TEST(what_a_release_may_change_is_the_same)
{
    struct text image = make_pdf(document), other = forge(same[_i].from, same[_i].to, "");
    struct rendering rendering;
    struct error error;

    assert_status(compare(&image, &other, &rendering, &error), STATUS_OK, &error);
    ck_assert_msg(rendering.same, "%s -> %s: %s", same[_i].from, same[_i].to, rendering.reason);
    text_free(&image);
    text_free(&other);
}
END_TEST

static const struct {
    const char *from, *to, *added, *why;
} forgeries[] = {
    /* what acts, or is attached */
    {"/Type/Catalog", "/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", "",
     "/OpenAction"},
    {"/Type/Catalog", "/Type/Catalog/AA<<>>", "", "/AA"},
    {"/Type/Catalog", "/Type/Catalog/Names<</EmbeddedFiles<<>>>>", "", "/Names"},
    {"/Type/Catalog", "/Type/Catalog/AcroForm<<>>", "", "/AcroForm"},
    {"/Type/Catalog", "/Type/Catalog/OCProperties<<>>", "", "/OCProperties"},
    {"/Type/Catalog", "/Type/Catalog/Version/1.7", "", "/Version"},
    {"/Type/Page/", "/Type/Page/Annots[9 0 R]/", "<</Type/Annot/Subtype/Square/Rect[0 0 99 99]>>\n",
     "/Annots"},
    {"/Type/Page/", "/Type/Page/AA<<>>/", "", "/AA"},
    /* the page */
    {"/Kids[3 0 R]", "/Kids[3 0 R 3 0 R]", "", "Kids"},
    {"/Count 1/Kids[3 0 R]", "/Count 2/Kids[3 0 R 9 0 R]",
     "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\n", "/Pages/"},
    {"320 240]", "320 241]", "", "/MediaBox[3] differs"},
    {"320 240]", "320 240 0]", "", "/MediaBox differs"},
    {"/MediaBox", "/CropBox[0 0 9 9]/MediaBox", "", "/CropBox is not as cairo writes it"},
    {"/MediaBox", "/Rotate 90/MediaBox", "", "/Rotate"},
    {"/MediaBox", "/UserUnit 2/MediaBox", "", "/UserUnit"},
    {"/MediaBox", "/Thumb 4 0 R/MediaBox", "", "/Thumb"},
    {"/MediaBox", "/StructParents(x)/MediaBox", "", "/StructParents"},
    {"/Contents 4 0 R", "/Contents[4 0 R 4 0 R]", "", "/Contents"},
    {"/Contents 4 0 R", "/Contents 6 0 R", "", "of the page"},
    {"/I true", "/I false", "", "/Group/I"},
    {"/CS/DeviceRGB", "/CS/DeviceCMYK", "", "/Group/CS"},
    /* resources */
    {"/CA 0.5", "/CA 0.4", "", "/CA differs"},
    {"/ca 0.5", "/ca 0.51", "", "/ca differs"},
    {"/ca 0.5", "/ca 0.5/SMask<</S/Alpha/G 4 0 R>>", "", "/SMask"},
    {"/ca 0.5", "/ca 0.5/BM/Multiply", "", "/BM"},
    {"/ExtGState", "/XObject<</x 9 0 R>>/ExtGState", "<</Subtype/Image/Length @>>{x}\n",
     "/XObject"},
    {"/ExtGState", "/Pattern<<>>/ExtGState", "", "/Pattern"},
    {"/ExtGState", "/Properties<<>>/ExtGState", "", "/Properties"},
    {"/ExtGState", "/ColorSpace<<>>/ExtGState", "", "/ColorSpace"},
    /* what is painted */
    {"1 0 0 rg", "0.996 0 0 rg", "", "operator 3 of the page: it paints something else"},
    {"10 20 30 40 re", "10 20 30 41 re", "", "it paints something else"},
    {"10 20 m", "10 20.001 m", "", "it paints something else"},
    {" 30 40 l", "", "", "a different operator"},
    {"30 40 l", "30 40 l 50 60 l", "", "a different operator"},
    {"/a0 gs", "/a1 gs", "", "it paints something else"},
    {"0.8 w", "0.9 w", "", "it paints something else"},
    {" S Q", " S 0 0 999 999 re f Q", "", "a different operator"},
    {" S Q", " S BI /W 1 /H 1 ID x EI Q", "", "a different operator"},
    {" S Q", " S /x Do Q", "", "a different operator"},
    {" S Q", " S % Q", "", "syntax"},
    {"-1 0 240 cm", "-1 0 241 cm", "", "it paints something else"},
    /* text */
    {"50 60 Tm", "55 60 Tm", "", "has moved"},
    {"2 -1 Td", "9 -1 Td", "", "has moved"},
    {"10 0 0 -10", "11 0 0 -11", "", "a different size"},
    {"10 0 0 -10", "10 5 0 -10", "", "a different size"},
    {"50 60 Tm", "nan 60 Tm", "", "a different operator"},
    {"50 60 Tm", "1 50 60 Tm", "", "placed in a way"},
    {"(ab)Tj", "(abc)Tj", "", "different characters"},
    {"(ab)Tj", "(ab)Tj (ab)Tj", "", "a different operator"},
    {"(ab)Tj", "7 Tr (ab)Tj", "", "a different operator"},
    {"(ab)Tj", "99 Tz (ab)Tj", "", "a different operator"},
    {"1 Tf", "9 Tf", "", "it paints something else"},
    {"-10(d)", "-900(d)", "", "characters of a text have moved"},
    {" ET", " 0 0 999 999 re f ET", "", "a different operator"},
    /* fonts */
    {"/Subtype/TrueType", "/Subtype/Type3/CharProcs<</a 4 0 R>>/FontMatrix[1 0 0 1 0 0]", "",
     "/CharProcs"},
    {"/Subtype/TrueType", "/Subtype/Type1", "", "/Subtype is not as"},
    {"/Encoding/WinAnsiEncoding", "/Encoding<</Differences[97/b/a]>>", "", "/Encoding"},
    {"+DejaVuSans/First", "+Other/First", "", "/BaseFont differs"},
    {"612 634", "612 635.1", "", "/Widths[1] differs"},
    {"612 634", "612", "", "/Widths differs"},
    {"FontFile2 8 0 R", "FontFile3 8 0 R", "", "/FontFile3"},
    {"glyphs", "GLYPHS", "", "/FontFile2/Stream differs"},
    {"begincmap", "otherxmap", "", "/ToUnicode/Stream differs"},
    {"-1021 -463", "-1021 -465", "", "/FontBBox[1] differs"},
    /* what libqpdf shall not read */
    {"<</Length @>>{begin", "<</Length @/Filter/LZWDecode>>{begin", "",
     "a filter other than Flate"},
    {"<</Length @>>{begin", "<</Length @/F#69lter[/FlateDecode/FlateDecode]>>{begin", "",
     "a filter other than Flate"},
    {"<</Length @>>{begin", "<</Length @/DecodeParms 9 0 R>>{begin", "<</Columns 1>>\n",
     "parameters"},
    {"<</Length @>>{begin", "<</N 99999999 /Length @>>{begin", "", "too many objects"},
    {"/Type/Catalog", "/Type/Catalog/Prev 9", "", "more than one cross-reference section"},
    /* what pages inherit in some readers */
    {"/Parent 2 0 R", "/Parent 9 0 R",
     "<</Type/Pages/Count 1/Kids[3 0 R]/Rotate 90/CropBox[0 0 99 99]>>\n", "/Parent"},
    {"/Parent 2 0 R", "/Parent<</Type/Pages/Rotate 90>>", "", "/Parent"},
    {"/Parent 2 0 R", "", "", "/Parent"},
};

/* Refused whichever of the two it is. */
START_TEST(a_forgery_is_refused)
{
    struct text image = make_pdf(document);
    struct text forged = forge(forgeries[_i].from, forgeries[_i].to, forgeries[_i].added);
    struct rendering rendering;
    struct error error;

    assert_status(compare(&image, &forged, &rendering, &error), STATUS_OK, &error);
    ck_assert_msg(!rendering.same, "%s -> %s", forgeries[_i].from, forgeries[_i].to);
    ck_assert_msg(strstr(rendering.reason, forgeries[_i].why) != NULL,
                  "%s -> %s: '%s' is not in '%s'", forgeries[_i].from, forgeries[_i].to,
                  forgeries[_i].why, rendering.reason);
    assert_status(compare(&forged, &image, &rendering, &error), STATUS_OK, &error);
    ck_assert(!rendering.same);
    text_free(&image);
    text_free(&forged);
}
END_TEST

/* The baseline was forged, too, and accepted. */
static const struct {
    const char *from, *baseline, *candidate, *why;
} accepted[] = {
    {"2 -1 Td [(c)-10(d)]TJ", "2 -1 Td (cd)'", "9 -9 Td (cd)'", "an operator that cairo"},
    {" S Q", " S BI /W 1 /H 1 ID [1]TJ EI Q", " S BI /W 1 /H 1 ID [2]TJ EI Q",
     "an operator that cairo"},
    {"10 0 0 -10 50 60 Tm /f-0-0 1 Tf (ab)Tj 2 -1 Td",
     "9000 0 0 -9000 50 60 Tm /f-0-0 1 Tf (ab)Tj 0 0 Td",
     "9100 0 0 -9100 50 60 Tm /f-0-0 1 Tf (ab)Tj 0 0 Td", "a different size"},
    {"10 0 0 -10 50 60 Tm /f-0-0 1 Tf (ab)Tj 2 -1 Td [(c)-10",
     "9000 0 0 -9000 50 60 Tm /f-0-0 1 Tf (ab)Tj 2 -1 Td [(c)-10",
     "9000 0 0 -9000 50 60 Tm /f-0-0 1 Tf (ab)Tj 2 -1 Td [(c)-90",
     "characters of a text have moved"},
    {"0 0 -10 50 60 Tm /f-0-0 1 Tf (ab)Tj 2 -1 Td [(c)-10",
     "0 0 -10 50 60 Tm /f-0-0 900 Tf (ab)Tj 2 -1 Td [(c)-10",
     "0 0 -10 50 60 Tm /f-0-0 900 Tf (ab)Tj 2 -1 Td [(c)-90", "characters of a text have moved"},
    {"tablNT......headsum0OFFS0054........SUM4MAGI....CREATED8",
     "tab2NT......headsum0OFFS0054locasum1OFFSLENG........SUM4MAGI....CREATED8",
     "tab2NT......headsum0OFFS0054locasum1OFFSLENG........SUM4MAGI....created8",
     "/FontFile2/Stream differs"},
    {"q 1 0 0 rg", "q 1 1 -1 1 0 0 cm 1 0 0 rg", "q 1 1 -1 1 0 0 cm 1 0 0  rg", "enlarged"},
};

START_TEST(nothing_more_is_the_same_where_the_baseline_is_forged)
{
    struct text a = forge(accepted[_i].from, accepted[_i].baseline, "");
    struct text b = forge(accepted[_i].from, accepted[_i].candidate, "");
    struct rendering rendering;
    struct error error;

    assert_status(compare(&a, &b, &rendering, &error), STATUS_OK, &error);
    ck_assert_msg(!rendering.same, "%s", accepted[_i].candidate);
    ck_assert_msg(strstr(rendering.reason, accepted[_i].why) != NULL, "'%s' is not in '%s'",
                  accepted[_i].why, rendering.reason);
    text_free(&a);
    text_free(&b);
}
END_TEST

START_TEST(the_same_action_on_both_sides_is_refused)
{
    struct text forged = forge("/Type/Catalog", "/Type/Catalog/OpenAction[3 0 R/Fit]", "");
    struct rendering rendering;
    struct error error;

    assert_status(compare(&forged, &forged, &rendering, &error), STATUS_OK, &error);
    ck_assert(!rendering.same);
    ck_assert_str_eq(rendering.reason, "baseline: /OpenAction is not as cairo writes it");
    text_free(&forged);
}
END_TEST

/* An update appended to a file would be seen by one reader and not by another. */
START_TEST(an_appended_update_is_refused)
{
    struct text image = make_pdf(document), updated = make_pdf(document),
                other = make_pdf(document);
    struct rendering rendering;
    struct error error;

    text_append_bytes(&updated, other.data, other.length);
    assert_status(compare(&image, &updated, &rendering, &error), STATUS_OK, &error);
    ck_assert_str_eq(rendering.reason, "candidate: it has more than one cross-reference section");
    text_free(&image);
    text_free(&updated);
    text_free(&other);
}
END_TEST

START_TEST(a_broken_pdf_is_bad_input)
{
    struct text image = drawn_by("convergence", "5.4"), broken = {0};
    struct rendering rendering;
    struct error error;

    for (size_t length = 0; length + 16 < image.length; length += 1 + image.length / 17) {
        broken.length = 0;
        text_append_bytes(&broken, image.data, length);
        ck_assert_int_eq(compare(&image, &broken, &rendering, &error), STATUS_BAD_INPUT);
        ck_assert_int_eq(strncmp(error.message, "candidate: broken PDF: ", 23), 0);
    }
    broken.length = 0;
    text_append(&broken, "%PDF-1.5\nrubbish\nstartxref\n9\n%%EOF\n");
    ck_assert_int_eq(compare(&broken, &image, &rendering, &error), STATUS_BAD_INPUT);
    ck_assert_int_eq(strncmp(error.message, "baseline: broken PDF: ", 22), 0);
    text_free(&image);
    text_free(&broken);
}
END_TEST

/* A few kilobytes that become many megabytes. */
START_TEST(a_stream_that_grows_without_end_is_refused)
{
    uLongf length = 1 << 20;
    unsigned char *zeros = calloc(1, 48 << 20), *packed = malloc(length);
    struct text image = make_pdf(document), bomb = {0};
    struct rendering rendering;
    struct error error;

    ck_assert_int_eq(compress2(packed, &length, zeros, 48 << 20, 9), Z_OK);
    text_append(&bomb, "%PDF-1.5\n1 0 obj\n<</Filter/FlateDecode>>\nstream\n");
    text_append_bytes(&bomb, packed, length);
    text_append(&bomb, "\nendstream\nendobj\nstartxref\n9\n%%EOF\n");
    assert_status(compare(&image, &bomb, &rendering, &error), STATUS_OK, &error);
    ck_assert_str_eq(rendering.reason, "candidate: its streams are larger than 32 MiB");
    free(zeros);
    free(packed);
    text_free(&image);
    text_free(&bomb);
}
END_TEST

START_TEST(too_many_or_too_deep_objects_are_refused)
{
    static const struct {
        const char *repeated, *why;
        size_t times;
    } hostile[] = {{"0 ", "too many objects", 1000000},
                   {"0 ", "too many objects", 30000},
                   {"[", "nested too deeply", 30}};
    struct text objects = {0}, image = make_pdf(document);
    struct rendering rendering;
    struct error error;

    text_append(&objects, "<</Type/Catalog/Pages[");
    for (size_t i = 0; i < hostile[_i].times; i++)
        text_append(&objects, hostile[_i].repeated);
    for (size_t i = 0; i < hostile[_i].times && *hostile[_i].repeated == '['; i++)
        text_append(&objects, "]");
    text_append(&objects, "]>>\n");
    struct text forged = make_pdf(text_string(&objects));
    assert_status(compare(&image, &forged, &rendering, &error), STATUS_OK, &error);
    ck_assert_msg(strstr(rendering.reason, hostile[_i].why) != NULL, "%s", rendering.reason);
    text_free(&objects);
    text_free(&image);
    text_free(&forged);
}
END_TEST

START_TEST(a_signal_interrupts)
{
    struct text image = make_pdf(document);
    const struct rendering_image images[2] = {{image.data, image.length},
                                              {image.data, image.length}};
    struct rendering rendering;
    struct error error;
    int ends[2];

    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], "x", 1), 1);
    ck_assert_int_eq(pdf_rendering(images, ends[0], &rendering, &error), STATUS_INTERRUPTED);
    close(ends[0]);
    close(ends[1]);
    text_free(&image);
}
END_TEST

Suite *pdf_rendering_suite(void)
{
    Suite *suite = suite_create("pdf_rendering");
    TCase *tcase = tcase_create("pdf_rendering");

    tcase_add_loop_test(tcase, two_releases_of_cairo_paint_the_same, 0,
                        sizeof names / sizeof *names);
    tcase_add_test(tcase, other_data_or_another_figure_differ);
    tcase_add_loop_test(tcase, what_a_release_may_change_is_the_same, 0,
                        sizeof same / sizeof *same);
    tcase_add_loop_test(tcase, a_forgery_is_refused, 0, sizeof forgeries / sizeof *forgeries);
    tcase_add_loop_test(tcase, nothing_more_is_the_same_where_the_baseline_is_forged, 0,
                        sizeof accepted / sizeof *accepted);
    tcase_add_test(tcase, the_same_action_on_both_sides_is_refused);
    tcase_add_test(tcase, an_appended_update_is_refused);
    tcase_add_test(tcase, a_broken_pdf_is_bad_input);
    tcase_add_test(tcase, a_stream_that_grows_without_end_is_refused);
    tcase_add_loop_test(tcase, too_many_or_too_deep_objects_are_refused, 0, 3);
    tcase_add_test(tcase, a_signal_interrupts);
    suite_add_tcase(suite, tcase);
    return suite;
}
