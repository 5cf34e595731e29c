/* SVG and PDF as written by the installed gnuplot. */
#define _GNU_SOURCE /* memmem */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "image/pdf_document.h"
#include "image/svg_image.h"
#include "support.h"
#include "unit_tests.h"

/* What gnuplot writes for these commands. */
static struct text draw(const char *terminal, const char *commands)
{
    struct text command = {0}, output = {0};

    text_appendf(&command, "gnuplot -d -e \"set terminal %s; %s\"", terminal, commands);
    FILE *pipe = popen(text_string(&command), "r");
    ck_assert_ptr_nonnull(pipe);
    for (int c; (c = fgetc(pipe)) != EOF;)
        text_append_bytes(&output, &(char){(char)c}, 1);
    ck_assert_int_eq(pclose(pipe), 0);
    text_free(&command);
    return output;
}

#define SVG "svg enhanced size 320,240 font 'DejaVu Sans,10'"
#define PDF "pdfcairo enhanced size 320/72.,240/72. font 'DejaVu Sans,10'"
#define BLANK "unset border; unset tics; unset key; plot [0:1][0:1] 2"

/* ---- SVG ------------------------------------------------------------------------------------- */

static const struct svg_description drawing = {
    .title = "a < b & c > \"d\"", .description = "x\u2081 ]]> <desc>", .width = 320, .height = 240};

static enum status finish_svg(const struct text *svg, size_t length, struct text *out,
                              struct error *error)
{
    struct text copy = {0}; /* ended where it is cut */

    text_append_bytes(&copy, svg->data, length);
    enum status status = svg_image_finish(text_string(&copy), length, &drawing, out, error);
    text_free(&copy);
    return status;
}

static size_t count(const struct text *text, const char *part)
{
    size_t found = 0;

    for (const char *c = text_string(text); (c = strstr(c, part)) != NULL; c++)
        found++;
    return found;
}

/* gnuplot's groups without contents are left out; what is painted is not. */
START_TEST(an_svg_has_no_empty_groups)
{
    struct text svg = draw(SVG, "plot [0:1] x with filledcurves x1, x + 1"), out = {0};
    struct error error;

    assert_status(finish_svg(&svg, svg.length, &out, &error), STATUS_OK, &error);
    ck_assert_uint_gt(count(&svg, "\"miter\">\n</g>"), 0);
    ck_assert_uint_eq(count(&out, "\"miter\">\n</g>"), 0);
    ck_assert_uint_eq(count(&out, "<g ") + count(&out, "<g>"), count(&out, "</g>"));
    ck_assert_uint_eq(count(&out, "<polygon"), 0);
    ck_assert_uint_eq(count(&out, "<path "), count(&svg, "<path ") + count(&svg, "<polygon"));
    text_free(&svg);
    text_free(&out);
}
END_TEST

START_TEST(an_svg_gets_our_words)
{
    struct text svg = draw(SVG, "plot x"), out = {0};
    struct error error;

    assert_status(finish_svg(&svg, svg.length, &out, &error), STATUS_OK, &error);
    ck_assert_uint_eq(count(&out, "<title>a &lt; b &amp; c &gt; \"d\"</title>"), 1);
    ck_assert_uint_eq(count(&out, "<desc>x\u2081 ]]&gt; &lt;desc&gt;</desc>"), 1);
    ck_assert_uint_eq(count(&out, "<svg role=\"img\""), 1);
    ck_assert_uint_gt(count(&svg, "<title>"), 1);
    ck_assert_uint_eq(count(&out, "<title>"), 1); /* a browser would show others beside the mouse */
    ck_assert_uint_eq(count(&out, "</title>"), 1);
    ck_assert_uint_eq(count(&out, "GNUPLOT"), 0);
    ck_assert_uint_eq(count(&out, "Gnuplot"), 0);
    ck_assert_uint_gt(count(&svg, "\"DejaVu Sans\""), 0);
    ck_assert_uint_eq(count(&out, "\"DejaVu Sans, Verdana, sans-serif\""),
                      count(&svg, "\"DejaVu Sans\""));
    ck_assert_uint_eq(count(&out, "<path"), count(&svg, "<path"));
    text_free(&svg);
    text_free(&out);
}
END_TEST

/* Cut behind any byte but the line ends at the end. */
START_TEST(a_cut_svg_is_refused)
{
    struct text svg = draw(SVG, "plot x"), out = {0};
    struct error error;

    for (size_t length = 0; length < svg.length - 3; length += 97)
        ck_assert_int_eq(finish_svg(&svg, length, &out, &error), STATUS_FAILED);
    ck_assert_uint_eq(out.length, 0);
    text_free(&svg);
}
END_TEST

/* What is behind a NUL would be lost, although the end is there. */
START_TEST(an_svg_with_a_nul_is_refused)
{
    struct text svg = draw(SVG, "plot x"), out = {0};
    struct error error;

    svg.data[svg.length / 2] = '\0';
    assert_status(finish_svg(&svg, svg.length, &out, &error), STATUS_FAILED, &error);
    ck_assert_uint_eq(out.length, 0);
    text_free(&svg);
}
END_TEST

/* A text alone is a picture; what gnuplot defines and does not use is none. */
START_TEST(a_text_alone_is_no_blank_svg)
{
    struct text svg = draw(SVG, "set label 1 'x' at screen 0.5,0.5; " BLANK), out = {0};
    struct error error;

    assert_status(finish_svg(&svg, svg.length, &out, &error), STATUS_OK, &error);
    text_free(&svg);
    text_free(&out);
}
END_TEST

static const struct {
    const char *terminal, *commands, *why;
} bad_svgs[] = {
    {SVG, "print 1", "no image"},
    {SVG, BLANK, "blank"},
    {SVG, "plot x; plot x", "more than one"},
    {"svg size 640,480", "plot x", "640x480 points instead of 320x240"},
    {"svg size 640,240", "plot x", "640x240 points instead of 320x240"},
    {"svg size 320,480", "plot x", "320x480 points instead of 320x240"},
    {"pngcairo size 320,240", "plot x", "unexpected start"},
};

START_TEST(another_svg_is_refused)
{
    struct text svg = draw(bad_svgs[_i].terminal, bad_svgs[_i].commands), out = {0};
    struct error error;

    assert_status(finish_svg(&svg, svg.length, &out, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, bad_svgs[_i].why);
    text_free(&svg);
    text_free(&out);
}
END_TEST

/* ---- PDF ------------------------------------------------------------------------------------- */

static struct pdf_information page(void)
{
    return (struct pdf_information){
        .title = "T (x\u2081) \\", .subject = "S", .creator = "C 1", .width = 320, .height = 240};
}

static bool holds(const struct text *bytes, const char *part)
{
    return memmem(bytes->data, bytes->length, part, strlen(part)) != NULL;
}

/* The dates that cairo writes differ, since they tell seconds. */
START_TEST(a_pdf_has_no_date_of_its_own)
{
    struct text first = draw(PDF, "plot x"), second = {0}, out[2] = {{0}, {0}};
    struct pdf_information information = page();
    struct error error;
    struct timespec rest = {.tv_sec = 1, .tv_nsec = 100000000};

    nanosleep(&rest, NULL);
    second = draw(PDF, "plot x");
    assert_status(pdf_document_finish(first.data, first.length, &information, &out[0], &error),
                  STATUS_OK, &error);
    assert_status(pdf_document_finish(second.data, second.length, &information, &out[1], &error),
                  STATUS_OK, &error);
    ck_assert_uint_eq(out[0].length, out[1].length);
    ck_assert_int_eq(memcmp(out[0].data, out[1].data, out[0].length), 0);
    ck_assert_int_eq(memcmp(out[0].data, "%PDF-1.", 7), 0);
    text_free(&first);
    text_free(&second);
    text_free(&out[0]);
    text_free(&out[1]);
}
END_TEST

/* pdfinfo, which is there with --pages, reads it; here we ask libqpdf's other half, if installed.
 */
START_TEST(a_pdf_is_sound_and_informed)
{
    struct path at = new_directory();
    struct text pdf = draw(PDF, "plot x"), out = {0}, command = {0};
    struct pdf_information information = page();
    struct error error;
    char line[4096] = "";

    if (system("command -v qpdf >/dev/null") != 0) {
        text_free(&pdf);
        return;
    }
    information.dated = true;
    information.date = 1000000000; /* 2001-09-09 01:46:40 UTC */
    assert_status(pdf_document_finish(pdf.data, pdf.length, &information, &out, &error), STATUS_OK,
                  &error);
    FILE *file = fopen(path_in(at.string, "a.pdf").string, "wb");
    ck_assert_uint_eq(fwrite(out.data, 1, out.length, file), out.length);
    fclose(file);
    text_appendf(&command,
                 "cd %s && qpdf --check a.pdf >/dev/null && "
                 "qpdf --json --json-key=qpdf a.pdf | tr -d '\\n'",
                 at.string);
    FILE *pipe = popen(text_string(&command), "r");
    struct text json = {0};
    while (fgets(line, sizeof line, pipe) != NULL)
        text_append(&json, line);
    ck_assert_int_eq(pclose(pipe), 0);
    ck_assert(holds(&json, "\"/CreationDate\": \"u:D:20010909014640Z\""));
    ck_assert(holds(&json, "\"/Title\": \"u:T (x\u2081) \\\\\""));
    ck_assert(holds(&json, "\"/Creator\": \"u:C 1\""));
    ck_assert(!holds(&json, "/ModDate"));
    text_free(&pdf);
    text_free(&out);
    text_free(&json);
    text_free(&command);
}
END_TEST

START_TEST(a_cut_pdf_is_refused)
{
    struct text pdf = draw(PDF, "plot x"), out = {0};
    struct pdf_information information = page();
    struct error error;

    for (size_t length = 0; length + 8 < pdf.length; length += 1 + pdf.length / 13)
        ck_assert_int_eq(pdf_document_finish(pdf.data, length, &information, &out, &error),
                         STATUS_FAILED);
    ck_assert_uint_eq(out.length, 0);
    text_free(&pdf);
}
END_TEST

static const struct {
    const char *terminal, *commands, *why;
} bad_pdfs[] = {
    {PDF, "print 1", "no image"},
    {PDF, "plot x; plot x", "2 pages"},
    {"pdfcairo size 5,3", "plot x", "360x216 points instead of 320x240"},
    {"pdfcairo size 322/72.,240/72.", "plot x", "322x240 points instead of 320x240"},
    {"pdfcairo size 320/72.,242/72.", "plot x", "320x242 points instead of 320x240"},
    {"pngcairo size 320,240", "plot x", "broken PDF"},
};

START_TEST(another_pdf_is_refused)
{
    struct text pdf = draw(bad_pdfs[_i].terminal, bad_pdfs[_i].commands), out = {0};
    struct pdf_information information = page();
    struct error error;

    assert_status(pdf_document_finish(text_string(&pdf), pdf.length, &information, &out, &error),
                  STATUS_FAILED, &error);
    assert_message_holds(&error, bad_pdfs[_i].why);
    text_free(&pdf);
    text_free(&out);
}
END_TEST

Suite *vector_images_suite(void)
{
    Suite *suite = suite_create("vector_images");
    TCase *svg = tcase_create("svg"), *pdf = tcase_create("pdf");

    tcase_add_test(svg, an_svg_has_no_empty_groups);
    tcase_add_test(svg, an_svg_gets_our_words);
    tcase_add_test(svg, a_cut_svg_is_refused);
    tcase_add_test(svg, an_svg_with_a_nul_is_refused);
    tcase_add_test(svg, a_text_alone_is_no_blank_svg);
    tcase_add_loop_test(svg, another_svg_is_refused, 0, sizeof bad_svgs / sizeof *bad_svgs);
    suite_add_tcase(suite, svg);
    tcase_add_test(pdf, a_pdf_has_no_date_of_its_own);
    tcase_add_test(pdf, a_pdf_is_sound_and_informed);
    tcase_add_test(pdf, a_cut_pdf_is_refused);
    tcase_add_loop_test(pdf, another_pdf_is_refused, 0, sizeof bad_pdfs / sizeof *bad_pdfs);
    suite_add_tcase(suite, pdf);
    return suite;
}
