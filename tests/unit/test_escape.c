/* Text escaped for other languages, and decoded again if a library can read the language. */
#include "base/escape.h"

#include <stdlib.h>
#include <string.h>

#include <md4c-html.h>

#include "base/notation.h"
#include "summary_samples.h"
#include "support.h"
#include "unit_tests.h"

typedef void markup(struct text *out, const char *plain);

static void assert_becomes(markup *write, const char *plain, const char *wanted)
{
    struct text out = {0};

    write(&out, plain);
    ck_assert_str_eq(text_string(&out), wanted);
    text_free(&out);
}

static void append_chunk(const MD_CHAR *bytes, MD_SIZE length, void *out)
{
    text_append_bytes(out, bytes, length);
}

/* What a browser would show of HTML: without the tags, which must be these, and with the entities
 * that md4c writes turned back. */
static void assert_shows(const char *html, const char *before, const char *wanted,
                         const char *after)
{
    static const struct {
        const char *entity, *character;
    } entities[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}};
    struct text shown = {0};

    ck_assert_msg(strncmp(html, before, strlen(before)) == 0, "%s", html);
    for (const char *c = html + strlen(before);
         *c != '\0' && strncmp(c, after, strlen(after)) != 0;) {
        size_t i = 0;
        ck_assert_msg(*c != '<' && *c != '>', "a tag in %s", html);
        while (i < 4 && strncmp(c, entities[i].entity, strlen(entities[i].entity)) != 0)
            i++;
        text_append_bytes(&shown, i < 4 ? entities[i].character : c, 1);
        c += i < 4 ? strlen(entities[i].entity) : 1;
    }
    ck_assert_str_eq(text_string(&shown), wanted);
    text_free(&shown);
}

static const struct {
    const char *markdown, *before, *after; /* %s in the Markdown is the text */
} places[] = {
    {"%s\n", "<p>", "</p>"},
    {"# %s\n", "<h1>", "</h1>"},
    {"text\n%s\n", "<p>text\n", "</p>"}, /* where a line can make a heading of the one before */
    {"*%s*\n", "<p><em>", "</em></p>"},
    {"![%s](p.png)\n", "<p><img src=\"p.png\" alt=\"", "\"></p>"},
    {"| a |\n| --- |\n| %s |\n",
     "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>",
     "</td>\n</tr>\n</tbody>\n</table>"},
};

START_TEST(markdown_gives_the_text_back)
{
    const char *hole = strstr(places[_i].markdown, "%s");

    for (size_t i = 0; i < hostile_text_count; i++) {
        struct text markdown = {0}, html = {0};
        text_append_bytes(&markdown, places[_i].markdown, (size_t)(hole - places[_i].markdown));
        escape_markdown(&markdown, hostile_texts[i]);
        text_append(&markdown, hole + 2);
        ck_assert_int_eq(md_html(text_string(&markdown), (MD_SIZE)markdown.length, append_chunk,
                                 &html, MD_DIALECT_GITHUB, 0),
                         0);
        assert_shows(text_string(&html), places[_i].before, hostile_texts[i], places[_i].after);
        text_free(&markdown);
        text_free(&html);
    }
}
END_TEST

START_TEST(markdown_stays_readable)
{
    assert_becomes(escape_markdown, "f(x\u2081, x\u2082) = 2: 60 steps from (-0.17, 0.44), done.",
                   "f(x\u2081, x\u2082) = 2: 60 steps from (-0.17, 0.44), done.");
    assert_becomes(escape_markdown, " two  spaces ", "&#32;two  spaces&#32;");
}
END_TEST

START_TEST(pandoc_raises_and_lowers_digits)
{
    assert_becomes(escape_pandoc, "f(x\u2081, x\u2081\u2082) = x\u2081\u00b2 + 2\u00b9\u2070~",
                   "f(x~1~, x~12~) = x~1~^2^ + 2^10^&#126;");
}
END_TEST

START_TEST(html_is_escaped)
{
    assert_becomes(escape_html, "<a href=\"b\">&amp;'", "&lt;a href=&quot;b&quot;&gt;&amp;amp;'");
}
END_TEST

START_TEST(rst_is_escaped)
{
    assert_becomes(escape_rst, "plain text: yes", "plain text: yes");
    assert_becomes(escape_rst, "*a* `b` c_ |d| \\", "\\ \\*a\\* \\`b\\` c\\_ \\|d\\| \\\\");
    assert_becomes(escape_rst, "http://a.b ::", "http\\://a.b \\:\\:");
    assert_becomes(escape_rst, "1. a", "\\ 1. a");
    assert_becomes(escape_rst, "- a", "\\ - a");
    assert_becomes(escape_rst, "", "\\ ");
}
END_TEST

START_TEST(yaml_strings_keep_quotes_and_backslashes)
{
    assert_becomes(escape_yaml, "a: b \"c\" \\d", "a: b \\\"c\\\" \\\\d");
}
END_TEST

START_TEST(latex_is_escaped)
{
    assert_becomes(escape_latex, "100%_{x} \\a $#&^~<>|",
                   "100\\%\\_\\{x\\} \\textbackslash{}a \\$\\#\\&\\textasciicircum{}"
                   "\\textasciitilde{}\\textless{}\\textgreater{}\\textbar{}");
    assert_becomes(escape_latex, "a-b--c, d,,", "a-b-{}-c, d,{},");
    assert_becomes(escape_latex, "x\u2081\u00b2\u2070\u2074 \u2212 \u00e9",
                   "$x_1^{204}$ $-$ \u00e9");
    assert_becomes(escape_latex, "\u4e2d\U0001f600",
                   "\\adamreportcharacter{\u4e2d}{4E2D}\\adamreportcharacter{\U0001f600}{1F600}");
}
END_TEST

START_TEST(numbers_and_indices_are_mathematics_in_latex)
{
    assert_becomes(escape_latex, "x₁ from -1 to 1e-06, (-0.17, 2.5e+03)",
                   "$x_1$ from $-1$ to $10^{-6}$, ($-0.17$, $2.5 \\times 10^{3}$)");
    assert_becomes(escape_latex, "f stays; the f of f", "$f$ stays; the $f$ of $f$");
    assert_becomes(escape_latex, "10⁻⁷ m² x₁₂³ (a)²",
                   "10\\adamreportcharacter{⁻}{207B}$^7$ $m^2$ "
                   "$x_{12}^3$ (a)$^2$");
    assert_becomes(escape_latex, "β₁ ab₁ a-1 1e-x v-1e-3", "$\\beta$$_1$ ab$_1$ a-1 1e-x v-1e-3");
    assert_becomes(escape_latex, "alpha=0.1,beta1=-0.5", "alpha=0.1,\\allowbreak{}beta1=$-0.5$");
}
END_TEST

START_TEST(latex_strings_have_their_characters)
{
    assert_becomes(escape_latex_string, "100% {x₁} \\^~\"'",
                   "100\\% \\{x₁\\} \\textbackslash{}\\textasciicircum{}"
                   "\\textasciitilde{}\\textquotedbl{}'");
    assert_becomes(escape_latex_path, "a b/{c}%_#&~$^\\'", "a b/\\{c\\}\\%_\\#\\&\\~\\$\\^\\\\'");
}
END_TEST

static const struct {
    const char *formula, *latex;
} formulas[] = {
    {"x1^2 + 3*x2^10", "x_1^2 + 3\\cdot x_2^{10}"},
    {"-cos(x1) exp(-(x1 - π)^2)", "-\\cos (x_1) \\exp (-(x_1 - \\pi )^2)"},
    {"20 exp(-0.2 √((x1^2 + x2^2)/2))", "20 \\exp (-0.2 \\sqrt{(x_1^2 + x_2^2)/2})"},
    {"sqrt(x1) + 2.5^-x2 - x1^(x2 + 2)", "\\sqrt{x_1} + 2.5^{-x_2} - x_1^{x_2 + 2}"},
    {"2^x1^2 + 2^sin(x1)^2", "2^{x_1^2} + 2^{\\sin (x_1)^2}"},
    {"1e-7 x1 + 2.5e10", "10^{-7} x_1 + 2.5 \\times 10^{10}"},
    {"atan2(x1, x2) e", "\\mathrm{atan2}(x_1, x_2) e"},
    {"2^2^2^", "2^{2^{2^{}}}"},
    {"√(x1 ^( )", "√(x_1 ^{ }"},
};

START_TEST(formulas_are_set_in_latex)
{
    assert_becomes(notation_latex, formulas[_i].formula, formulas[_i].latex);
}
END_TEST

START_TEST(links_are_encoded)
{
    assert_becomes(escape_link, "img/a-b_c.d~", "img/a-b_c.d~");
    assert_becomes(escape_link, "a b%20\"<>&?#:\\(\u00e9",
                   "a%20b%2520%22%3C%3E%26%3F%23%3A%5C%28%C3%A9");
    assert_becomes(escape_link, "https://e.org/a%20b?c=d&e=f\"", "https://e.org/a%20b?c=d&e=f%22");
}
END_TEST

START_TEST(sphinx_takes_patterns_of_files)
{
    assert_becomes(escape_sphinx_path, "/b\u00fccher/100%25#&(c)_{d}:\"e\"`",
                   "/b\u00fccher/100%25#&(c)_{d}:\"e\"`");
    assert_becomes(escape_sphinx_path, " a  b\\c", "\\ a\\ \\ b\\\\c");
    assert_becomes(escape_sphinx_path, "a*b?[c]", "a[*]b[?][[]c]");
}
END_TEST

START_TEST(asciidoctor_takes_paths_that_are_links)
{
    assert_becomes(escape_asciidoc_path, "b\u00fccher/a b(c)_*+]R&D/",
                   "b\u00fccher/a b(c)_*+]R&D/");
    assert_becomes(escape_asciidoc_path, " a[b{c}%41#?\"\\:&copy/",
                   "%20a%5Bb%7Bc}%2541%23%3F%22%5C%3A%26copy/");
    assert_becomes(escape_asciidoc_path, "https://e.org/a b?c=d", "https://e.org/a%20b?c=d");
}
END_TEST

START_TEST(formulas_are_set)
{
    assert_becomes(notation_formula, "x1^2 + 3*x2^10",
                   "x\u2081\u00b2 + 3\u00b7x\u2082\u00b9\u2070");
    assert_becomes(notation_formula, "x1^2.5 + x2^1e1 + x1^2^3 + x1^x2",
                   "x₁^2.5 + x₂^1e1 + x₁^2³ + x₁^x₂");
    assert_becomes(notation_formula, "exp1(x) + max2 - (1 - x1)^2",
                   "exp1(x) + max2 - (1 - x\u2081)\u00b2");
}
END_TEST

Suite *escape_suite(void)
{
    Suite *suite = suite_create("markup");
    TCase *tests = tcase_create("escaping");

    tcase_add_loop_test(tests, markdown_gives_the_text_back, 0, sizeof places / sizeof *places);
    tcase_add_test(tests, markdown_stays_readable);
    tcase_add_test(tests, pandoc_raises_and_lowers_digits);
    tcase_add_test(tests, html_is_escaped);
    tcase_add_test(tests, rst_is_escaped);
    tcase_add_test(tests, yaml_strings_keep_quotes_and_backslashes);
    tcase_add_test(tests, latex_is_escaped);
    tcase_add_test(tests, numbers_and_indices_are_mathematics_in_latex);
    tcase_add_test(tests, latex_strings_have_their_characters);
    tcase_add_loop_test(tests, formulas_are_set_in_latex, 0, sizeof formulas / sizeof *formulas);
    tcase_add_test(tests, links_are_encoded);
    tcase_add_test(tests, sphinx_takes_patterns_of_files);
    tcase_add_test(tests, asciidoctor_takes_paths_that_are_links);
    tcase_add_test(tests, formulas_are_set);
    suite_add_tcase(suite, tests);
    return suite;
}
