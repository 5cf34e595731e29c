#include "report/document.h"

#include <stdlib.h>
#include <string.h>

#include "report/snippet.h"
#include "report/themed_svg.h"
#include "summary_samples.h"
#include "support.h"
#include "unit_tests.h"

typedef enum status writer(const struct run_summary *summary, struct text *out,
                           struct error *error);

static struct text make(writer *write, const struct run_summary *summary)
{
    struct text out = {0};
    struct error error;

    assert_status(write(summary, &out, &error), STATUS_OK, &error);
    return out;
}

static void assert_holds(const struct text *text, const char *part)
{
    ck_assert_msg(strstr(text_string(text), part) != NULL, "no '%s' in\n%s", part,
                  text_string(text));
}

static void assert_lacks(const struct text *text, const char *part)
{
    ck_assert_msg(strstr(text_string(text), part) == NULL, "'%s' in\n%s", part, text_string(text));
}

static void assert_made(writer *write, const struct run_summary *summary, const char *const parts[])
{
    struct text out = make(write, summary);

    for (; *parts != NULL; parts++)
        assert_holds(&out, *parts);
    text_free(&out);
}

#define PARTS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* ---- report.md ------------------------------------------------------------------------------- */

START_TEST(a_report_has_its_sections)
{
    struct run_summary summary = sample_summary();

    assert_made(
        document_markdown, &summary,
        PARTS("# Adam on f(x\u2081, x\u2082) = x\u2081\u00b2 + x\u2082\u00b2\n",
              "\n## Problem\n\nMinimize f(x\u2081, x\u2082) = x\u2081\u00b2 + x\u2082\u00b2 for "
              "x\u2081 from -1 to 1 and x\u2082 from -1 to 1. The known minimum is f(0, 0) = 0.\n",
              "\n## Method\n", "\n| seed | 4294967295 |\n", "\n| step size | 0.02 |\n",
              "\n| colors | a&#124;b &#34;c&#34; |\n", "\n![Rings.](contour.png)\n",
              "\n*Figure 3. A path.*\n", "\n| start | 0 | -0.5 | 0.25 | 13 |  |\n",
              "\n| 3 | 4 | -0.1 | 0.025 | 9 |  |\n"
              "| \u2026 | \u2026 | \u2026 | \u2026 | \u2026 | |\n| 7 | 8 |",
              "\n| 11 | 12 | 1e-05 | -2e-05 | 1 |  |\n",
              "By adam-report 9.8.7, with figures by gnuplot 5.4 patchlevel 4 in DejaVu Sans "
              "(0123456789ab\u2026).",
              "`gnuplot surface.gp`"));
}
END_TEST

START_TEST(a_short_search_is_shown_whole)
{
    struct run_summary summary = sample_summary();
    struct trajectory first = *summary.results[0].trajectory;
    struct optimizer_result result = summary.results[0];

    first.count = 11;
    result.trajectory = &first;
    summary.results = &result;
    struct text out = make(document_markdown, &summary);
    assert_lacks(&out, "\u2026 |");
    assert_holds(&out, "\n| 4 | 5 | -0.05 | 0.01 | 8 |  |\n");
    text_free(&out);
}
END_TEST

START_TEST(the_renderer_can_be_left_out)
{
    struct run_summary summary = sample_summary();

    summary.gnuplot = summary.font_digest = "";
    struct text out = make(document_markdown, &summary);
    assert_lacks(&out, "gnuplot 5.4");
    assert_lacks(&out, "DejaVu");
    text_free(&out);
}
END_TEST

START_TEST(pictures_are_those_that_there_are)
{
    struct run_summary summary = sample_summary();

    summary.dark_too = true;
    assert_made(document_markdown, &summary,
                PARTS("<picture><source media=\"(prefers-color-scheme: dark)\" "
                      "srcset=\"contour-dark.png\">![Rings.](contour.png)</picture>"));
    summary.dark_too = false;
    set_formats(&summary, "png svg");
    assert_made(document_markdown, &summary, PARTS("![Rings.](contour.png)"));
    set_formats(&summary, "svg");
    assert_made(document_markdown, &summary, PARTS("![Rings.](contour.svg)"));
    set_formats(&summary, "pdf");
    assert_made(document_markdown, &summary, PARTS("[Figure 2 (PDF)](contour.pdf): Rings."));
    summary.figure_count = 0;
    struct text out = make(document_markdown, &summary);
    assert_lacks(&out, "## Figures");
    text_free(&out);
}
END_TEST

START_TEST(minima_are_listed)
{
    struct run_summary summary = sample_summary();

    summary.problem = problem_find("himmelblau");
    assert_made(document_markdown, &summary,
                PARTS(" The known minima are f(3, 2) = 0, f(-2.80512, 3.13131) = 0, ",
                      ") = 0 and f(3.58443, -1.84813) = 0.\n"));
}
END_TEST

START_TEST(iterations_of_several_searches_are_counted)
{
    struct run_summary summary = sample_summary();
    struct optimizer_result results[] = {summary.results[0], summary.results[0]};

    summary.results = results;
    summary.result_count = 2;
    summary.iterations = 1;
    assert_made(document_markdown, &summary,
                PARTS(" | first below 2.5 at | times above it again | stays below from |\n",
                      "\nEach search runs for at most 1 iteration, numbered from 0.\n"));
    summary.iterations = 12;
    summary.minimum = -78.5;
    summary.tolerance = 0.125;
    assert_made(document_markdown, &summary,
                PARTS(" | first within 0.125 of the minimum at | times outside it again | stays "
                      "within from |\n",
                      " at most 12 iterations, numbered from 0.\n"));
}
END_TEST

START_TEST(many_starts_are_summarized)
{
    struct ensemble ensemble = {.points = 2,
                                .run_count = 8,
                                .mean = 3,
                                .reached = 4,
                                .running_time = 1.5,
                                .criterion = CRITERION_STAYS,
                                .has_median_interval = true,
                                .median_interval = {1, 4}};
    struct run_summary summary = sample_summary();
    struct optimizer_result result = summary.results[0];

    for (size_t i = 0; i < ENSEMBLE_QUANTILES; i++)
        ensemble.final[i] = 2;
    result.ensemble = &ensemble;
    summary.results = &result;
    assert_made(
        document_markdown, &summary,
        PARTS("f minus its minimum (0) after 1 iteration, for 8 runs from",
              "| optimizer | mean | 10% quantile | median | 90% quantile |\n",
              " | 3 | 2 | 2 (1 to 4) | 2 |\n",
              "| optimizer | reached the tolerance | expected running time | diverged |\n",
              " | 4: 50% (22% to 78%) | 1.5 | 0 |\n",
              "\nThe tolerance is reached by 50% of the runs (95% interval 22% to 78%). The "
              "tolerance is 2.5; a run reaches it if f falls below the tolerance and stays "
              "below it.\n",
              "order-statistic intervals of medians and Wilson intervals of shares."));
    summary.minimum = -78.5;
    ensemble.points = 1;
    ensemble.run_count = 5;
    ensemble.reached = 0;
    ensemble.has_median_interval = false;
    ensemble.criterion = CRITERION_FINAL;
    assert_made(document_markdown, &summary,
                PARTS("f minus its minimum (-78.5) after 0 iterations, for 5 runs", " | 2 | 2 |\n",
                      " | 0: 0% (0% to 43%) | – | 0 |\n",
                      "; a run reaches it if f minus its minimum is below the tolerance at the end",
                      "intervals of medians (none for fewer than 6 runs) and"));
}
END_TEST

/* Of three optimizers, the second one is better than the first with every seed, and the third one
 * diverges. */
START_TEST(optimizers_are_compared_in_pairs)
{
    static struct outcome runs[3][20];
    struct ensemble ensembles[3] = {{.points = 2}};
    struct optimizer_result results[3];
    struct optimizer_pair pairs[OPTIMIZER_PAIRS_MAX];
    struct run_summary summary = sample_summary();

    for (size_t i = 0; i < 3; i++) {
        for (size_t run = 0; run < 20; run++)
            runs[i][run] = (struct outcome){
                .first = 9 - (int)i, .stays = 9 - (int)i, .ended = i == 2 ? 10 : OUTCOME_NEVER};
        ensembles[i] = (struct ensemble){
            .points = 2, .run_count = 20, .runs = runs[i], .criterion = CRITERION_STAYS};
        results[i] = summary.results[0];
        results[i].ensemble = &ensembles[i];
    }
    summary.results = results;
    summary.result_count = 2;
    summary.pairs = pairs;
    summary.pair_count = optimizer_pairs_compare(results, 2, pairs);
    ck_assert_uint_eq(summary.pair_count, 1);
    assert_made(
        document_markdown, &summary,
        PARTS("if it reaches the tolerance in fewer updates, or if neither reaches it and its "
              "final f is lower; a run that diverges is worse than all others.\n",
              " | 0 | 20 | 0 | -1.000 | 1.9e-06 |\n",
              " The difference is significant at the 5% level.\n"));
    summary.result_count = 3;
    summary.pair_count = optimizer_pairs_compare(results, 3, pairs);
    ck_assert_uint_eq(summary.pair_count, 3);
    assert_made(
        document_markdown, &summary,
        PARTS(" | 20 | 0 | 0 | +1.000 | 5.7e-06 |\n",
              " All 3 differences are significant at the 5% level after this correction.\n"));
    for (size_t run = 0; run < 20; run++)
        runs[1][run].first = runs[1][run].stays = 9;
    summary.pair_count = optimizer_pairs_compare(results, 3, pairs);
    ensembles[0].criterion = CRITERION_FIRST;
    assert_made(document_markdown, &summary,
                PARTS("; a run that diverges before it reaches the tolerance is worse than",
                      " | 0 | 0 | 20 | +0.000 | 1 |\n", " 2 of the 3 differences are significant"));
}
END_TEST

START_TEST(a_sweep_is_summarized)
{
    struct outcome cells[] = {{.first = 23, .stays = 23, .ended = OUTCOME_NEVER, .value = 0.5}};
    struct sweep sweep = {.counts = {1, 1}, .cells = cells, .has_best = true};
    struct run_summary summary = sample_summary();
    struct sweep_plan plan = {.method = *summary.results[0].method};

    summary.sweep = &sweep;
    summary.sweep_plan = &plan;
    assert_made(document_markdown, &summary,
                PARTS(": f is below the tolerance from iteration 23 on, and is 0.5 at the end.\n",
                      "| outcome | number of settings |\n"));
    cells[0].stays = 25;
    assert_made(document_markdown, &summary,
                PARTS(": f is first below the tolerance at iteration 23, and consistently from "
                      "iteration 25 on, and is 0.5 at the end.\n"));
}
END_TEST

/* ---- report.html ----------------------------------------------------------------------------- */

static const struct document_image pictures[] = {
    {"contour.png", "image/png", "\x01\xff\x02", 3},
    {"contour_path.png", "image/png", "abcd", 4},
    {"surface.png", "image/png", "", 0},
    {"contour.svg", "image/svg+xml", "<svg/>", 6},
};

static struct text make_page(const struct run_summary *summary)
{
    struct text out = {0};
    struct error error;

    assert_status(document_html(summary, pictures, 4, &out, &error), STATUS_OK, &error);
    return out;
}

START_TEST(a_page_holds_its_pictures)
{
    struct run_summary summary = sample_summary();
    struct text page = make_page(&summary);

    assert_holds(&page, "<!DOCTYPE html>\n<html lang=\"en\">");
    assert_holds(&page, "<img src=\"data:image/png;base64,Af8C\" width=\"640\"");
    assert_holds(&page, "src=\"data:image/png;base64,YWJjZA==\"");
    assert_holds(&page, "<figcaption>Figure 2. Contours.</figcaption></figure>");
    assert_lacks(&page, "embed:");
    assert_lacks(&page, "<script");
    text_free(&page);
    set_formats(&summary, "svg");
    summary.figures++;
    summary.figure_count = 1;
    page = make_page(&summary);
    assert_holds(&page, "<img src=\"data:image/svg+xml;base64,PHN2Zy8+\"");
    text_free(&page);
}
END_TEST

START_TEST(a_picture_that_is_not_there_is_an_error)
{
    struct run_summary summary = sample_summary();
    struct text out = {0};
    struct error error;

    assert_status(document_html(&summary, pictures, 1, &out, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, "surface.png");
    text_free(&out);
}
END_TEST

/* ---- SVG for both themes --------------------------------------------------------------------- */

#define SVG_BEGIN                                                                                  \
    "<?xml version=\"1.0\"?>\n<svg role=\"img\" \n width=\"64\" height=\"48\"\n viewBox=\"0 0 64 " \
    "48\"\n>\n"
#define SVG_DRAWING "<g id=\"gnuplot_canvas\">"

static const struct {
    const char *light, *dark, *merged; /* NULL: they are not merged */
} drawings[] = {
    {"<title>a</title>" SVG_DRAWING "<path fill=\"#ffffff\" d='m1'/></g></svg>\n",
     "<title>a</title>" SVG_DRAWING "<path fill=\"#0d1117\" d='m1'/></g></svg>\n",
     "<svg id=\"plot-drawing\" role=\"img\" aria-label=\"A bowl.\" width=\"64\" height=\"48\"\n "
     "viewBox=\"0 0 64 48\">\n<style>\n#plot-drawing { --v0: #ffffff; }\n"
     "@media screen and (prefers-color-scheme: dark) {\n#plot-drawing { --v0: #0d1117; }\n}\n"
     "</style>\n<g id=\"plot-gnuplot_canvas\"><path fill=\"var(--v0)\" d='m1'/></g></svg>"},
    {SVG_DRAWING "<path id='p'/><use xlink:href='#p' stroke='rgb( 38,  38,  38)'/></g></svg>\n",
     SVG_DRAWING "<path id='p'/><use xlink:href='#p' stroke='rgb(215, 221, 229)'/></g></svg>\n",
     "<path id='plot-p'/><use xlink:href='#plot-p' stroke='var(--v0)'/></g></svg>"},
    {SVG_DRAWING "<g fill=\"#111111\" fill-opacity=\"0.59\"><g color='#111111'/></g></g></svg>\n",
     SVG_DRAWING "<g fill=\"#222222\" fill-opacity=\"0.5\"><g color='#333333'/></g></g></svg>\n",
     "<g fill=\"var(--v0)\" fill-opacity=\"var(--v1)\"><g color='var(--v2)'/></g></g></svg>"},
    {SVG_DRAWING "<path fill=\"#123456\"/><text>#ffffff</text></g></svg>\n",
     SVG_DRAWING "<path fill=\"#123456\"/><text>#ffffff</text></g></svg>\n",
     "<path fill=\"#123456\"/><text>#ffffff</text></g></svg>"},
    {SVG_DRAWING "<text>#ffffff</text></g></svg>\n", SVG_DRAWING "<text>#000000</text></g></svg>\n",
     NULL},
    {SVG_DRAWING "<path d='m1'/></g></svg>\n", SVG_DRAWING "<path d='m2'/></g></svg>\n", NULL},
    {SVG_DRAWING "<path/></g></svg>\n", SVG_DRAWING "<path/><path/></g></svg>\n", NULL},
    {SVG_DRAWING "<path fill=\"#ffffff\"/></g></svg>\n",
     SVG_DRAWING "<path fill=\"url(#x)\"/></g></svg>\n", NULL},
    {"<g></g></svg>\n", "<g></g></svg>\n", NULL},
};

START_TEST(drawings_that_differ_in_colors_are_merged)
{
    struct text light = {0}, dark = {0}, out = {0};

    text_appendf(&light, SVG_BEGIN "%s", drawings[_i].light);
    text_appendf(&dark, SVG_BEGIN "%s", drawings[_i].dark);
    bool merged = themed_svg_append(&out, &(struct svg_bytes){text_string(&light), light.length},
                                    &(struct svg_bytes){text_string(&dark), dark.length}, "plot",
                                    "A bowl.\"", 7);
    ck_assert_int_eq(merged, drawings[_i].merged != NULL);
    if (merged)
        assert_holds(&out, drawings[_i].merged);
    else
        ck_assert_uint_eq(out.length, 0);
    text_free(&light);
    text_free(&dark);
    text_free(&out);
}
END_TEST

/* In a page, there are two images or one drawing. */
START_TEST(a_page_has_one_drawing_for_both_themes)
{
    static const char light[] = SVG_BEGIN SVG_DRAWING "<path fill=\"#ffffff\"/></g></svg>\n",
                      dark[] = SVG_BEGIN SVG_DRAWING "<path fill=\"#000000\"/></g></svg>\n",
                      other[] = SVG_BEGIN SVG_DRAWING "<circle/></g></svg>\n";
    const struct document_image both[] = {
        {"contour.svg", "image/svg+xml", light, sizeof light - 1},
        {"contour-dark.svg", "image/svg+xml", dark, sizeof dark - 1},
        {"contour-dark.svg", "image/svg+xml", other, sizeof other - 1},
    };
    struct run_summary summary = sample_summary();
    struct error error;

    set_formats(&summary, "svg");
    summary.dark_too = true;
    summary.figures++;
    summary.figure_count = 1;
    struct text page = {0};
    assert_status(document_html(&summary, both, 2, &page, &error), STATUS_OK, &error);
    assert_holds(&page, "<svg id=\"contour-drawing\" role=\"img\" aria-label=\"Rings.\" width");
    assert_holds(&page, "</svg><figcaption>");
    assert_lacks(&page, "<img");
    text_free(&page);
    const struct document_image apart[] = {both[0], both[2]};
    assert_status(document_html(&summary, apart, 2, &page, &error), STATUS_OK, &error);
    assert_lacks(&page, "<svg");
    assert_holds(&page, "<img class=\"on-light\" src=\"data:image/svg+xml;base64,");
    assert_holds(&page, "<img class=\"on-dark\" src=\"data:image/svg+xml;base64,");
    text_free(&page);
}
END_TEST

/* Even one that looks like the place of a picture. */
START_TEST(a_title_is_text_in_a_page)
{
    struct run_summary summary = sample_summary();

    summary.title = hostile_texts[_i];
    struct text page = make_page(&summary);
    assert_lacks(&page, "<b>&amp;</b>");
    assert_lacks(&page, "<script");
    assert_lacks(&page, "<em>x</em>");
    const char *title = strstr(text_string(&page), "<title>");
    ck_assert_ptr_nonnull(title);
    size_t length = strcspn(title + 7, "<");
    ck_assert_int_eq(strncmp(title + 7 + length, "</title>", 8), 0);
    text_free(&page);
}
END_TEST

/* ---- Snippets -------------------------------------------------------------------------------- */

START_TEST(snippets_have_all_that_a_figure_needs)
{
    struct run_summary summary = sample_summary();

    summary.link_prefix = "a b/";
    assert_made(snippet_github, &summary,
                PARTS("<a id=\"contour-path\"></a><img src=\"a%20b/contour_path.png\" "
                      "width=\"640\" height=\"480\" alt=\"Dots.\">\n\n*A path.*\n"));
    assert_made(snippet_html, &summary,
                PARTS("<figure id=\"contour-path\">\n  <img src=\"a%20b/contour_path.png\" "
                      "width=\"640\" height=\"480\" alt=\"Dots.\">\n"
                      "  <figcaption>A path.</figcaption>\n</figure>\n"));
    assert_made(snippet_rst, &summary,
                PARTS(".. figure:: a%20b/contour_path.png\n   :width: 640px\n   :alt: Dots.\n"
                      "   :name: contour-path\n\n   A path.\n"));
    assert_made(snippet_latex, &summary,
                PARTS("  \\adamreportimage{640bp}{7}{\\includegraphics{a b/contour_path.png}}"
                      "{Dots.}\n  \\caption[{Path}]{A path.}\n"
                      "  \\label{fig:contour-path}\n\\end{figure}}\n"));
}
END_TEST

START_TEST(markdown_is_that_of_its_processor)
{
    struct run_summary summary = sample_summary();

    summary.label_prefix = "run1-";
    summary.dark_too = true;
    assert_made(snippet_markdown, &summary, PARTS("![Dots.](./contour_path.png)\n\n*A path.*\n"));
    assert_made(snippet_github, &summary, PARTS("<a id=\"run1-contour-path\"></a><picture>"));
    assert_made(snippet_pandoc, &summary,
                PARTS("![A path.](./contour_path.png){#fig:run1-contour-path width=100% "
                      "alt=\"Dots.\"}\n"));
    assert_made(
        snippet_mkdocs, &summary,
        PARTS("![Dots.](./contour_path.png#only-light){ #run1-contour-path width=\"640\" }\n"
              "![Dots.](./contour_path-dark.png#only-dark){ width=\"640\" }\n\n"
              "*A path.*\n"));
    assert_made(snippet_myst, &summary,
                PARTS("````{only} html\n```{image} contour_path-dark.*\n:width: 640px\n"
                      ":alt: \"Dots.\"\n:align: center\n:class: only-dark\n```\n````\n\n"
                      "```{figure} contour_path.*\n:width: 640px\n:alt: \"Dots.\"\n"
                      ":align: center\n:class: only-light\n:name: run1-contour-path\n\n"
                      "A path.\n```\n"));
    assert_made(snippet_hugo, &summary,
                PARTS("{{< figure src=\"contour_path.png\" width=\"640\" alt=\"Dots.\" "
                      "caption=\"A path.\" >}}\n"));
}
END_TEST

START_TEST(labels_begin_with_the_prefix)
{
    struct run_summary summary = sample_summary();

    summary.label_prefix = "run1-";
    summary.dark_too = true;
    assert_made(snippet_html, &summary, PARTS("<figure id=\"run1-contour-path\">"));
    assert_made(snippet_rst, &summary, PARTS("   :name: run1-contour-path\n"));
    assert_made(snippet_latex, &summary, PARTS("\\label{fig:run1-contour-path}"));
    assert_made(snippet_asciidoc, &summary,
                PARTS("[#run1-contour-path]\n.A path.\n"
                      "image::contour_path.png[\"Dots.\", width=640]\n"));
    assert_made(snippet_sphinx, &summary,
                PARTS(".. only:: html\n\n   .. image:: contour_path-dark.*\n",
                      "      :class: only-dark\n\n.. figure:: contour_path.*\n",
                      "   :class: only-light\n   :name: run1-contour-path\n\n   A path.\n"));
}
END_TEST

/* Sphinx and Asciidoctor read the files, and do not decode URLs. */
START_TEST(directives_and_macros_have_paths_of_files)
{
    struct run_summary summary = sample_summary();

    summary.dark_too = true;
    summary.link_prefix = "b\u00fccher/a b/";
    assert_made(snippet_sphinx, &summary,
                PARTS(".. image:: b\u00fccher/a\\ b/contour-dark.*\n",
                      ".. figure:: b\u00fccher/a\\ b/contour.*\n"));
    assert_made(snippet_myst, &summary,
                PARTS("```{image} b\u00fccher/a\\ b/contour-dark.*\n",
                      "```{figure} b\u00fccher/a\\ b/contour.*\n"));
    assert_made(snippet_asciidoc, &summary, PARTS("image::b\u00fccher/a b/contour.png[\""));
    summary.link_prefix = "a`b/";
    assert_made(snippet_myst, &summary,
                PARTS("\n~~~~{only} html\n~~~{image} a`b/contour-dark.*\n",
                      "only-dark\n~~~\n~~~~\n", "\n~~~{figure} a`b/contour.*\n", "\n~~~\n"));
}
END_TEST

/* The builder cannot search a server for the formats. */
START_TEST(directives_have_urls_of_one_format)
{
    struct run_summary summary = sample_summary();

    summary.dark_too = true;
    summary.link_prefix = "https://a.org/b c/";
    set_formats(&summary, "png svg");
    assert_made(snippet_sphinx, &summary,
                PARTS(".. image:: https://a.org/b%20c/contour-dark.svg\n",
                      ".. figure:: https://a.org/b%20c/contour.svg\n"));
    set_formats(&summary, "pdf png");
    assert_made(snippet_myst, &summary, PARTS("{figure} https://a.org/b%20c/contour.png\n"));
    set_formats(&summary, "pdf");
    assert_made(snippet_myst, &summary, PARTS("{figure} https://a.org/b%20c/contour.pdf\n"));
}
END_TEST

/* A path that is relative to a root or a site is left as it is. */
START_TEST(markdown_paths_begin_with_a_period_or_slash)
{
    static const char *const prefixes[][2] = {{"", "](./contour.png)"},
                                              {"img/", "](./img/contour.png)"},
                                              {"../img/", "](../img/contour.png)"},
                                              {"/img/", "](/img/contour.png)"},
                                              {"https://a.org/", "](https://a.org/contour.png)"}};
    struct run_summary summary = sample_summary();

    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        summary.link_prefix = prefixes[i][0];
        assert_made(snippet_markdown, &summary, PARTS(prefixes[i][1]));
    }
}
END_TEST

START_TEST(latex_sets_the_objective_as_mathematics)
{
    struct run_summary summary = sample_summary();
    struct figure_summary figure = summary.figures[2];

    figure.problem = summary.problem;
    figure.caption = "On f(x₁, x₂) = x₁² + x₂²: from x₁ = -1.";
    figure.short_caption = "f(x₁, x₂) = x₁² + x₂²";
    figure.alternative = "f(x₁, x₂) = x₁² + x₂² from -1";
    summary.figures = &figure;
    summary.figure_count = 1;
    assert_made(snippet_latex, &summary,
                PARTS("{f(x₁, x₂) = x₁² + x₂² from -1}\n"
                      "  \\caption[{$f(x_1, x_2) = x_1^2 + x_2^2$}]"
                      "{On $f(x_1, x_2) = x_1^2 + x_2^2$: from $x_1$ = $-1$.}\n"));
}
END_TEST

START_TEST(snippets_take_vectors)
{
    struct run_summary summary = sample_summary();

    set_formats(&summary, "png svg pdf");
    assert_made(snippet_html, &summary, PARTS("src=\"contour.svg\""));
    assert_made(snippet_latex, &summary, PARTS("\\includegraphics{contour.pdf}"));
    set_formats(&summary, "svg");
    assert_made(snippet_latex, &summary, PARTS("% LaTeX does not support SVG"));
    set_formats(&summary, "pdf");
    assert_made(snippet_html, &summary, PARTS("<a href=\"contour.pdf\">Rings.</a>"));
    assert_made(snippet_markdown, &summary, PARTS("[Rings.](./contour.pdf)"));
    assert_made(snippet_rst, &summary, PARTS("`PDF: contour <contour.pdf>`__"));
}
END_TEST

START_TEST(dark_and_moving_pictures_are_offered)
{
    struct run_summary summary = sample_summary();
    struct figure_summary moving = summary.figures[2];

    moving.animated = true;
    summary.figures = &moving;
    summary.figure_count = 1;
    summary.dark_too = true;
    assert_made(snippet_html, &summary,
                PARTS("<source media=\"(prefers-reduced-motion: reduce) and "
                      "(prefers-color-scheme: dark)\" srcset=\"contour_path-dark.png\">"
                      "<source media=\"(prefers-reduced-motion: reduce)\" "
                      "srcset=\"contour_path.png\">"
                      "<source media=\"(prefers-color-scheme: dark)\" "
                      "srcset=\"contour_path-dark.gif\"><img src=\"contour_path.gif\""));
    summary.dark_too = false;
    assert_made(document_markdown, &summary,
                PARTS("<picture><source media=\"(prefers-reduced-motion: reduce)\" "
                      "srcset=\"contour_path.png\">![Animation. Dots.](contour_path.gif)"));
}
END_TEST

Suite *document_suite(void)
{
    Suite *suite = suite_create("document");
    TCase *files = tcase_create("report.md"), *pages = tcase_create("report.html"),
          *snippets = tcase_create("snippets");

    tcase_add_test(files, a_report_has_its_sections);
    tcase_add_test(files, a_short_search_is_shown_whole);
    tcase_add_test(files, the_renderer_can_be_left_out);
    tcase_add_test(files, pictures_are_those_that_there_are);
    tcase_add_test(files, minima_are_listed);
    tcase_add_test(files, iterations_of_several_searches_are_counted);
    tcase_add_test(files, many_starts_are_summarized);
    tcase_add_test(files, optimizers_are_compared_in_pairs);
    tcase_add_test(files, a_sweep_is_summarized);
    suite_add_tcase(suite, files);
    tcase_add_test(pages, a_page_holds_its_pictures);
    tcase_add_loop_test(pages, drawings_that_differ_in_colors_are_merged, 0,
                        sizeof drawings / sizeof *drawings);
    tcase_add_test(pages, a_page_has_one_drawing_for_both_themes);
    tcase_add_test(pages, a_picture_that_is_not_there_is_an_error);
    tcase_add_loop_test(pages, a_title_is_text_in_a_page, 0, (int)hostile_text_count);
    suite_add_tcase(suite, pages);
    tcase_add_test(snippets, snippets_have_all_that_a_figure_needs);
    tcase_add_test(snippets, markdown_is_that_of_its_processor);
    tcase_add_test(snippets, labels_begin_with_the_prefix);
    tcase_add_test(snippets, directives_and_macros_have_paths_of_files);
    tcase_add_test(snippets, directives_have_urls_of_one_format);
    tcase_add_test(snippets, markdown_paths_begin_with_a_period_or_slash);
    tcase_add_test(snippets, latex_sets_the_objective_as_mathematics);
    tcase_add_test(snippets, snippets_take_vectors);
    tcase_add_test(snippets, dark_and_moving_pictures_are_offered);
    suite_add_tcase(suite, snippets);
    return suite;
}
