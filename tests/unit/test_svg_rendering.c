/* SVGs drawn by gnuplot 5.4 and 6.0 from the same data, and forgeries of them. */
#define _GNU_SOURCE /* memmem */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diff/svg_rendering.h"
#include "image/svg_compact.h"
#include "support.h"
#include "unit_tests.h"

#define DIRECTORY "tests/data/rendering"
#define PATH "contour_path.6.0.svg"
#define CHART "convergence.6.0.svg"

static const char *const names[] = {"contour_path", "convergence", "sweep"};

static enum status compare(const struct text *baseline, const struct text *candidate,
                           struct rendering *rendering, struct error *error)
{
    const struct rendering_image images[2] = {{baseline->data, baseline->length},
                                              {candidate->data, candidate->length}};

    return svg_rendering(images, -1, rendering, error);
}

static struct text drawn_by(const char *name, const char *gnuplot)
{
    char file[64];

    snprintf(file, sizeof file, "%s.%s.svg", name, gnuplot);
    return file_content(DIRECTORY, file);
}

/* The file with the first `from` replaced. */
static struct text forge(const char *file, const char *from, const char *to)
{
    struct text image = file_content(DIRECTORY, file), forged = {0};
    char *at = memmem(image.data, image.length, from, strlen(from));

    ck_assert_msg(at != NULL, "'%s' is not in %s", from, file);
    text_append_bytes(&forged, image.data, (size_t)(at - image.data));
    text_append(&forged, to);
    at += strlen(from);
    text_append_bytes(&forged, at, image.length - (size_t)(at - image.data));
    text_free(&image);
    return forged;
}

#define COMPACT(attributes, data)                                                                  \
    "<g " attributes " transform='scale(.01)'><path fill='#ff0000' d='" data "'/></g>"

/* The same image with all polygons in their compact form. */
static struct text compacted(const struct text *image)
{
    struct text compact = {0};

    for (const char *c = image->data; *c != '\0';) {
        const char *behind = svg_compact_group(&compact, c);
        if (behind == NULL)
            text_append_bytes(&compact, c++, 1);
        else
            c = behind;
    }
    return compact;
}

START_TEST(compact_polygons_paint_the_same)
{
    struct text image = drawn_by(names[_i], "5.4"), compact = compacted(&image);
    struct rendering rendering;
    struct error error;

    if (strcmp(names[_i], "convergence") != 0) /* which has none */
        ck_assert_uint_lt(compact.length, image.length);
    ck_assert_ptr_null(strstr(text_string(&compact), "<polygon"));
    assert_status(compare(&image, &compact, &rendering, &error), STATUS_OK, &error);
    ck_assert_msg(rendering.same, "%s", rendering.reason);
    text_free(&image);
    text_free(&compact);
}
END_TEST

/* What is not in gnuplot's form stays as it is. */
START_TEST(other_polygons_are_not_made_compact)
{
    static const char *const others[] = {
        "<polygon fill = 'rgb(  0,   0, 256)' points = '1.00,2.00 '/>",
        "<polygon fill = 'rgb(  0,   0, 25)' points = '1.0,2.00 '/>",
        "<polygon fill = 'rgb(  0,   0, 25)' points = '1.00,2.00 3.00'/>",
        "<polygon fill = 'rgb(  0,   0, 25)' points = '1.000,2.00 '/>",
        "<polygon fill = 'rgb(  0,   0, 25)' points = '1234567.00,2.00 '/>",
        "<polygon fill = 'rgb(  0,   0, 25)' points = ''/>",
        "<polygon fill = 'rgb(  0,   0, 25)' points = '1.00,2.00 ",
        "<polygon fill = 'none' points = '1.00,2.00 '/>",
        "<path d='M0,0 L1,1'/>",
    };
    struct text group = {0}, out = {0};

    text_appendf(&group, "<g stroke='none' shape-rendering='crispEdges'>%s</g>", others[_i]);
    text_append(&out, "before");
    ck_assert_ptr_null(svg_compact_group(&out, text_string(&group)));
    ck_assert_str_eq(text_string(&out), "before");
    text_free(&group);
    text_free(&out);
}
END_TEST

START_TEST(two_releases_of_gnuplot_paint_the_same)
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

/* Differences between releases of gnuplot. */
static const struct {
    const char *file, *from, *to;
} same[] = {
    {PATH, "M81.00,205.00 L76.50,205.00", "M81.01,205.00 L76.50,204.99"},
    {PATH, "M81.00,205.00 L76.50,205.00", "M 81,205\nL 76.5,205 "},
    {PATH, "stroke='rgb( 38,  38,  38)'", "stroke='#262626'"},
    {PATH, "<g id=\"gnuplot_canvas\">", "<g id=\"gnuplot_canvas\" fill=\"none\">"},
    {PATH, "rotate(-90.00)", "rotate(-90)"},
};

START_TEST(another_notation_is_the_same)
{
    const char *file = same[_i].file;
    struct text image = file_content(DIRECTORY, file),
                other = forge(file, same[_i].from, same[_i].to);
    struct rendering rendering;
    struct error error;

    assert_status(compare(&image, &other, &rendering, &error), STATUS_OK, &error);
    ck_assert_msg(rendering.same, "%s", rendering.reason);
    text_free(&image);
    text_free(&other);
}
END_TEST

#define CANVAS "<g id=\"gnuplot_canvas\">"
#define TICK "<path stroke='rgb( 38,  38,  38)'  d='M81.00,205.00 L76.50,205.00  '/>"
#define LABEL "<text><tspan font-family=\"DejaVu Sans, Verdana, sans-serif\" >"
#define ROOT "<svg role=\"img\""

static const struct {
    const char *file, *from, *to, *why;
} forgeries[] = {
    /* what runs, or comes from elsewhere */
    {PATH, CANVAS, "<script>alert(1)</script>" CANVAS, "<script> is not an element"},
    {PATH, CANVAS, CANVAS "<script href=\"data:,alert(1)\"/>", "<script> is not an element"},
    {PATH, CANVAS, "<g id=\"gnuplot_canvas\" onclick=\"alert(1)\">", "onclick"},
    {PATH, ROOT, ROOT " onload=\"alert(1)\"", "onload"},
    {PATH, CANVAS, CANVAS "<image xlink:href=\"http://x/y.png\" width=\"9\" height=\"9\"/>",
     "<image>"},
    {PATH, CANVAS, CANVAS "<foreignObject width=\"9\" height=\"9\"/>", "<foreignObject>"},
    {PATH, CANVAS, CANVAS "<a xlink:href=\"javascript:alert(1)\"/>", "<a> is not an element"},
    {PATH, CANVAS, CANVAS "<style>path{display:none}</style>", "<style> is not an element"},
    {PATH, CANVAS, "<g id=\"gnuplot_canvas\" style=\"display:none\">", "style"},
    {PATH, CANVAS, "<g id=\"gnuplot_canvas\" class=\"x\">", "class"},
    {PATH, CANVAS, CANVAS "<animate attributeName=\"x\"/>", "<animate>"},
    {PATH, CANVAS, CANVAS "<set attributeName=\"x\"/>", "<set>"},
    {PATH, CANVAS, CANVAS "<use xlink:href=\"other.svg#gpPt1\"/>", "write in xlink:href"},
    {PATH, CANVAS, CANVAS "<use href=\"#gpPt1\"/>", "href"},
    {PATH, CANVAS, CANVAS "<use xlink:href=\"#gnuplot_canvas\"/>", "write in xlink:href"},
    {PATH, CANVAS, CANVAS "<use xlink:href=\"#gpPt1\" color=\"black\"/>", "rectangle 1"},
    {PATH, CANVAS, CANVAS "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\"/>", "<h:script>"},
    {PATH, "xmlns=\"http://www.w3.org/2000/svg\"", "xmlns=\"http://www.w3.org/1999/xhtml\"",
     "xmlns"},
    {PATH, ROOT, "<?xml-stylesheet href=\"x.css\"?>" ROOT, "processing instruction"},
    {PATH, ROOT, "<!DOCTYPE svg>" ROOT, "document type"},
    {PATH, ROOT, "<!DOCTYPE svg [<!ENTITY a \"&a;\">]>" ROOT, "document type"},
    {PATH, CANVAS, CANVAS "<!-- x -->", "comment"},
    {PATH, CANVAS, CANVAS "<![CDATA[x]]>", "CDATA"},
    {PATH, "encoding=\"utf-8\"", "encoding=\"iso-8859-1\"", "encoding"},
    /* what paints something else */
    {PATH, "rgb(243,   9,   0)", "rgb(243,   8,   0)", "has a different color"},
    {PATH, "rgb(243,   9,   0)", "url(#textbox)", "write in fill"},
    {PATH, "rgb( 38,  38,  38)", "rgb( 38,  38,  39)", "has a different color"},
    {PATH, "rgb( 38,  38,  38)", "rgba(38,38,38,1)", "write in stroke"},
    {PATH, "'224.99,205.00 224.99,188.77", "'224.99,205.00 224.99,188.75", "has moved"},
    {PATH, "'224.99,205.00 224.99,188.77", "'224.99,205.00 224.99,1e99", "points"},
    {PATH, "'224.99,205.00 224.99,188.77", "'224.99,205.00 224.99,nan", "points"},
    {PATH, "'224.99,205.00 224.99,188.77", "'224.99,188.77", "number of points"},
    {PATH, TICK, "", "has moved"},
    {PATH, TICK, TICK TICK, "has moved"},
    {PATH, "d='M81.00,205.00 L76.50,205.00", "d='M81.00,205.00 C76.50,205.00 1,1 1,1", "commands"},
    {PATH, "d='M81.00,205.00 L76.50,205.00", "d='M81.00,205.00 L76.50,205.00 Z", "path 1"},
    {PATH, "<polygon ", "<polygon stroke='black' ", "has a different color"},
    {PATH, "<polygon ", "<polygon opacity='0' ", "opacity"},
    {PATH, "<polygon ", "<polygon transform='scale(2)' ", "transform"},
    {PATH, "<polygon ", "<polygon display='none' ", "display"},
    {PATH, "<polygon ", "<polygon clip-path='none' ", "clip-path"},
    {PATH, "opacity='0.69'", "opacity='0.68'", "has a different opacity"},
    {PATH, TICK, "<g stroke-width=\"9\">" TICK "</g>", "path 1 has a different line width"},
    {PATH, TICK, "<g stroke-linejoin=\"round\">" TICK "</g>", "path 1 has a different line style"},
    {PATH, TICK, "<g stroke-linecap=\"square\">" TICK "</g>", "path 1 has a different line style"},
    {PATH, "<path stroke='rgb( 38", "<path stroke-dasharray='1,2' stroke='rgb( 38", "line style"},
    {PATH, "shape-rendering='crispEdges'", "shape-rendering='auto'", "kind"},
    {PATH, "<defs>",
     "<g fill=\"none\" color=\"black\" stroke=\"currentColor\"><path d='M0,0 L9,9'/></g><defs>",
     "has moved"},
    {PATH, "<rect x=\"0\" y=\"0\" width=\"320\"", "<rect x=\"0\" y=\"0\" width=\"300\"",
     "rectangle 1"},
    {PATH, "viewBox=\"0 0 320 240\"", "viewBox=\"0 0 160 120\"", "its page"},
    {PATH, "width=\"320\"", "width=\"321\"", "its page"},
    {PATH, "<circle id='gpDot' r='0.5'", "<circle id='gpDot' r='9'", "definition 1"},
    {PATH, "<title>Title", "<title>Other", "the title"},
    {PATH, "<desc>Filled", "<desc>Empty", "the description"},
    {PATH, LABEL, LABEL "9", "text 1"},
    {PATH, LABEL, LABEL "<b>", "<b> is not an element"},
    {PATH, "<text><tspan ", "<text><tspan dy=\"9px\" ", "text 1"},
    {PATH, "translate(69.50,208.25)", "translate(99.50,108.25)", "text 1 has moved"},
    {PATH, "font-size=\"8.89\"", "font-size=\"88.9\"", "text 1"},
    {PATH, "fill=\"rgb(38,38,38)\"", "fill=\"rgb(255,255,255)\"", "text 1"},
    {PATH, "text-anchor=\"end\"", "text-anchor=\"start\"", "text 1"},
    {PATH, "rotate(-90.00)", "rotate(90.00)", "text"},
    {PATH, "rotate(-90.00)", "rotate(-90.00) scale(9)", "text"},
    {PATH, "rotate(-90.00)", "matrix(1 0 0 1 0 0)", "write in transform"},
    {PATH, "color=\"black\" stroke=\"currentColor\"", "color=\"red\" stroke=\"currentColor\"",
     "write in color"},
    {CHART, CANVAS, CANVAS "<g color=\"black\" stroke=\"currentColor\"><g color=\"white\"/></g>",
     "changes the line color"},
    {CHART, "</g>", "x</g>", "unexpected text"},
    /* compact polygons */
    {PATH, CANVAS, CANVAS COMPACT("stroke='black'", "m0 0h9v9z"), "has a line"},
    {PATH, CANVAS, CANVAS "<g stroke='black'>" COMPACT("", "m0 0h9v9z") "</g>", "has a line"},
    {PATH, CANVAS, CANVAS COMPACT("stroke='none'", "m0 0h9v9z"), "rectangle 1"},
    {PATH, CANVAS, CANVAS COMPACT("stroke='none'", "m0 0h9v9"), "another form"},
    {PATH, CANVAS, CANVAS COMPACT("stroke='none'", "m0 0h9v9z "), "another form"},
    {PATH, CANVAS, CANVAS COMPACT("stroke='none'", "m0 0h9v9zm1 1z"), "another form"},
    {PATH, CANVAS, CANVAS COMPACT("stroke='none'", "m0 0 9 9z"), "another form"},
    {PATH, CANVAS, CANVAS COMPACT("stroke='none'", "m0 0l9 9h1 2z"), "another form"},
    {PATH, CANVAS, CANVAS COMPACT("stroke='none'", "M0 0h9v9z"), "another form"},
    {PATH, CANVAS, CANVAS COMPACT("stroke='none'", "m0 0h.9v9z"), "another form"},
    {PATH, CANVAS, CANVAS COMPACT("stroke='none'", "m0 0h9e9v9z"), "another form"},
    {PATH, CANVAS, CANVAS COMPACT("stroke='none'", "z"), "another form"},
    {PATH, CANVAS, CANVAS COMPACT("stroke='none'", ""), "another form"},
    {PATH, CANVAS, CANVAS "<g stroke='none' transform='scale(.1)'/>", "write in transform"},
    {PATH, CANVAS, CANVAS "<g stroke='none' transform='scale(.01)'><rect/></g>", "<rect>"},
    {PATH, CANVAS, CANVAS "<g stroke='none' transform='scale(.01)' opacity='0'/>", "opacity"},
    /* where a browser stops to read a path, or takes an attribute for none */
    {PATH, "d='M81.00,205.00 L76.50,205.00", "d='M81.00,205.00 L76.50,205.", "commands"},
    {PATH, TICK, "<g color=\"none\" fill=\"currentColor\">" TICK "</g>", "write in color"},
    {PATH, TICK, "<g color=\"currentColor\" fill=\"currentColor\">" TICK "</g>", "write in color"},
};

/* Refused whichever of the two it is. */
START_TEST(a_forgery_is_refused)
{
    const char *file = forgeries[_i].file;
    struct text image = file_content(DIRECTORY, file);
    struct text forged = forge(file, forgeries[_i].from, forgeries[_i].to);
    struct rendering rendering;
    struct error error;

    assert_status(compare(&image, &forged, &rendering, &error), STATUS_OK, &error);
    ck_assert_msg(!rendering.same, "%s -> %s", forgeries[_i].from, forgeries[_i].to);
    ck_assert_msg(strstr(rendering.reason, forgeries[_i].why) != NULL, "'%s' is not in '%s'",
                  forgeries[_i].why, rendering.reason);
    assert_status(compare(&forged, &image, &rendering, &error), STATUS_OK, &error);
    ck_assert(!rendering.same);
    text_free(&image);
    text_free(&forged);
}
END_TEST

#define CROSS "<use xlink:href='#gpPt1' "

/* The baseline was forged, too, and accepted. */
static const struct {
    const char *file, *from, *baseline, *candidate, *why;
} accepted[] = {
    {PATH, "viewBox=\"0 0 320 240\"", "viewBox=\"0 0 0.32 0.24\"", "viewBox=\"0 0 0.32 0.24\"",
     "scales its page"},
    {PATH, CANVAS, CANVAS CROSS "x='0.001' transform='translate(1,1) scale(9000)'/>",
     CANVAS CROSS "x='0.002' transform='translate(1,1) scale(9000)'/>", "symbol 1 has moved"},
    {PATH, CANVAS, CANVAS CROSS "opacity='0.69'/>", CANVAS CROSS "opacity='0.6'/>",
     "has a different opacity"},
    {PATH, CANVAS, CANVAS "<g stroke='none'>" CROSS "/></g>",
     CANVAS "<g stroke='none' stroke-dasharray='0,99'>" CROSS "/></g>", "symbol 1"},
    {PATH, CANVAS, CANVAS "<g stroke='none'>" CROSS "/></g>",
     CANVAS "<g stroke='none' stroke-width='99'>" CROSS "/></g>", "symbol 1"},
    {PATH, CANVAS, CANVAS "<g transform='translate(9,9)' stroke='black'><text>x</text></g>",
     CANVAS "<g stroke-width='99'><g transform='translate(9,9)' stroke='black'><text>x</text>"
            "</g></g>",
     "text 1"},
    {PATH, CANVAS, CANVAS COMPACT("stroke='none'", "m0 0h9l9 0z"),
     CANVAS COMPACT("stroke='none'", "m0 0h9l9-9z"), "polygon 1 has moved"},
    {PATH, CANVAS, CANVAS COMPACT("stroke='none'", "m0 0h9v9z"),
     CANVAS COMPACT("stroke='none' shape-rendering='auto'", "m0 0h9v9v-9z"), "polygon 1"},
};

START_TEST(nothing_more_is_the_same_where_the_baseline_is_forged)
{
    struct text a = forge(accepted[_i].file, accepted[_i].from, accepted[_i].baseline);
    struct text b = forge(accepted[_i].file, accepted[_i].from, accepted[_i].candidate);
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

/* What no gnuplot writes is refused even where both have it. */
START_TEST(the_same_script_on_both_sides_is_refused)
{
    struct text forged = forge(PATH, CANVAS, CANVAS "<script/>");
    struct rendering rendering;
    struct error error;

    assert_status(compare(&forged, &forged, &rendering, &error), STATUS_OK, &error);
    ck_assert(!rendering.same);
    ck_assert_str_eq(rendering.reason,
                     "baseline: <script> is not an element that gnuplot writes there");
    text_free(&forged);
}
END_TEST

START_TEST(a_broken_svg_is_bad_input)
{
    struct text image = file_content(DIRECTORY, PATH), cut = {0};
    struct rendering rendering;
    struct error error;

    for (size_t length = 0; length + 10 < image.length; length += 1 + image.length / 17) {
        cut.length = 0;
        text_append_bytes(&cut, image.data, length);
        ck_assert_int_eq(compare(&image, &cut, &rendering, &error), STATUS_BAD_INPUT);
        ck_assert_int_eq(strncmp(error.message, "candidate: broken SVG: ", 23), 0);
    }
    text_free(&image);
    text_free(&cut);
}
END_TEST

/* Neither depth nor length is without a limit. */
START_TEST(hostile_sizes_are_refused)
{
    static const struct {
        const char *before, *repeated, *after, *why;
        size_t times;
    } hostile[] = {
        {"<svg>", "<g>", "", "so deep", 100000},
        {"<svg><title>", "0123456789abcdef", "</title></svg>", "longer than 64 KiB", 10000},
        {"<svg><g><path d='M0,0 ", "L0,0 ", "'/></g></svg>", "longer than 1 MiB", 1000000},
        {"<svg>", "                ", "</svg>", "larger than 32 MiB", 2100000},
    };
    struct text image = {0};
    struct rendering rendering;
    struct error error;

    text_append(&image, hostile[_i].before);
    for (size_t i = 0; i < hostile[_i].times; i++)
        text_append(&image, hostile[_i].repeated);
    text_append(&image, hostile[_i].after);
    assert_status(compare(&image, &image, &rendering, &error), STATUS_OK, &error);
    ck_assert(!rendering.same);
    ck_assert_msg(strstr(rendering.reason, hostile[_i].why) != NULL, "%s", rendering.reason);
    text_free(&image);
}
END_TEST

START_TEST(a_signal_interrupts)
{
    struct text image = file_content(DIRECTORY, PATH);
    const struct rendering_image images[2] = {{image.data, image.length},
                                              {image.data, image.length}};
    struct rendering rendering;
    struct error error;
    int ends[2];

    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], "x", 1), 1);
    ck_assert_int_eq(svg_rendering(images, ends[0], &rendering, &error), STATUS_INTERRUPTED);
    close(ends[0]);
    close(ends[1]);
    text_free(&image);
}
END_TEST

Suite *svg_rendering_suite(void)
{
    Suite *suite = suite_create("svg_rendering");
    TCase *tcase = tcase_create("svg_rendering");

    tcase_add_loop_test(tcase, two_releases_of_gnuplot_paint_the_same, 0,
                        sizeof names / sizeof *names);
    tcase_add_loop_test(tcase, compact_polygons_paint_the_same, 0, sizeof names / sizeof *names);
    tcase_add_loop_test(tcase, other_polygons_are_not_made_compact, 0, 9);
    tcase_add_loop_test(tcase, another_notation_is_the_same, 0, sizeof same / sizeof *same);
    tcase_add_loop_test(tcase, a_forgery_is_refused, 0, sizeof forgeries / sizeof *forgeries);
    tcase_add_loop_test(tcase, nothing_more_is_the_same_where_the_baseline_is_forged, 0,
                        sizeof accepted / sizeof *accepted);
    tcase_add_test(tcase, the_same_script_on_both_sides_is_refused);
    tcase_add_test(tcase, a_broken_svg_is_bad_input);
    tcase_add_loop_test(tcase, hostile_sizes_are_refused, 0, 4);
    tcase_add_test(tcase, a_signal_interrupts);
    suite_add_tcase(suite, tcase);
    return suite;
}
