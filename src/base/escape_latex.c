/* Escaping for LaTeX. Tested with pdflatex; XeTeX and LuaTeX also have the characters that pdfTeX's
 * usual fonts lack. */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/escape.h"
#include "base/notation.h"

struct replacement {
    const char *character; /* UTF-8 */
    const char *command;
};

static const struct replacement replacements[] = {
    {"\\", "\\textbackslash{}"},
    {"{", "\\{"},
    {"}", "\\}"},
    {"$", "\\$"},
    {"&", "\\&"},
    {"#", "\\#"},
    {"%", "\\%"},
    {"_", "\\_"},
    {"^", "\\textasciicircum{}"},
    {"~", "\\textasciitilde{}"},
    {"<", "\\textless{}"},
    {">", "\\textgreater{}"},
    {"|", "\\textbar{}"},
    {"\"", "{\\ttfamily\\symbol{34}}"}, /* other fonts have only typographic quotation marks */
    {"'", "\\textquotesingle{}"},
    {"`", "\\textasciigrave{}"},
    {"\u2212", "$-$"},
    {"\u00d7", "$\\times$"},
    {"\u00b7", "$\\cdot$"},
    {"\u2013", "\\textendash{}"},
    {"\u2014", "\\textemdash{}"},
    {"\u2026", "\\ldots{}"},
    {"\u2018", "\\textquoteleft{}"},
    {"\u2019", "\\textquoteright{}"},
    {"\u201c", "\\textquotedblleft{}"},
    {"\u201d", "\\textquotedblright{}"},
    {"\u2264", "$\\le$"},
    {"\u2265", "$\\ge$"},
    {"\u2260", "$\\ne$"},
    {"\u03b1", "$\\alpha$"},
    {"\u03b2", "$\\beta$"},
    {"\u03b5", "$\\varepsilon$"},
    {"\u03c0", "$\\pi$"},
};

static size_t character_length(const char *c)
{
    unsigned char byte = (unsigned char)*c;

    return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

static unsigned long code_point(const char *c)
{
    size_t length = character_length(c);
    unsigned long code = length == 1 ? (unsigned char)*c : (unsigned char)*c & (0x7fu >> length);

    for (size_t i = 1; i < length; i++)
        code = code << 6 | ((unsigned char)c[i] & 0x3f);
    return code;
}

/* Accented letters supported by every LaTeX: Latin-1 except eth and thorn. */
static bool is_plain(unsigned long code)
{
    return code < 0x80 || (code >= 0xc0 && code <= 0xff && code != 0xd0 && code != 0xde &&
                           code != 0xf0 && code != 0xfe);
}

static const char *find_replacement(const char *c, size_t length)
{
    for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++)
        if (strlen(replacements[i].character) == length &&
            memcmp(replacements[i].character, c, length) == 0)
            return replacements[i].command;
    return NULL;
}

/* A pair of them would become a dash or a quotation mark. */
static bool would_join(const char *c)
{
    return (*c == '-' || *c == ',') && c[1] == *c;
}

/* ---- Mathematics ----------------------------------------------------------------------------- */

/* The digit if the character at c is a superscript or, otherwise, a subscript; -1 if not. */
static int script_digit(const char *c, bool is_super)
{
    unsigned long code = *c == '\0' ? 0 : code_point(c);
    unsigned long first = is_super ? 0x2070 : 0x2080;

    if (is_super && (code == 0xb2 || code == 0xb3))
        return (int)(code - 0xb0);
    if (is_super && code == 0xb9)
        return 1;
    if (code < first || code > first + 9 || (is_super && code - first - 1 < 3))
        return -1;
    return (int)(code - first);
}

/* Appends the superscripts or subscripts at c, "^2" or "^{12}"; returns their end. */
static const char *append_scripts(struct text *out, const char *c, bool is_super)
{
    char digits[16];
    size_t count = 0;

    for (int digit; (digit = script_digit(c, is_super)) >= 0 && count + 1 < sizeof digits;) {
        digits[count++] = (char)('0' + digit);
        c += character_length(c);
    }
    digits[count] = '\0';
    if (count > 0)
        text_appendf(out, count == 1 ? "%c%s" : "%c{%s}", is_super ? '^' : '_', digits);
    return c;
}

/* "x₁²" or "²" alone: the letter, if any, with its index and power; returns its end,
 * or c if nothing is there. */
static const char *append_indexed(struct text *out, const char *c)
{
    struct text scripts = {0};
    size_t letter = isalpha((unsigned char)*c) ? 1 : 0;
    const char *after = append_scripts(&scripts, c + letter, false);

    after = append_scripts(&scripts, after, true);
    if (scripts.failed)
        out->failed = true;
    if (scripts.length > 0)
        text_appendf(out, "$%.*s%s$", (int)letter, c, text_string(&scripts));
    else
        after = c;
    text_free(&scripts);
    return after;
}

static bool is_word_character(char c)
{
    return isalnum((unsigned char)c) || (c & 0x80) != 0;
}

/* "-0.5" or "1e-06", which a text font would show with a hyphen: the end of the number, or c. */
static const char *find_number(const char *c)
{
    const char *from = c;

    c += *c == '-';
    size_t digits = strspn(c, "0123456789.");
    while (digits > 0 && c[digits - 1] == '.') /* the end of a sentence */
        digits--;
    if (digits == 0 || *c == '.')
        return from;
    c += digits;
    bool is_math = *from == '-';
    if (*c == 'e' && (c[1] == '-' || c[1] == '+') && isdigit((unsigned char)c[2])) {
        c += 2 + strspn(c + 2, "0123456789");
        is_math = true;
    }
    return is_math && !is_word_character(*c) && *c != '-' && *c != '_' ? c : from;
}

/* At the beginning of a word: a number, or f, the objective. */
static const char *append_word(struct text *out, const char *c)
{
    const char *after = find_number(c);

    if (after > c) {
        text_append(out, "$");
        notation_latex_number(out, c, (size_t)(after - c));
        text_append(out, "$");
    } else if (*c == 'f' && (c[1] == ' ' || c[1] == '\0')) {
        text_append(out, "$f$");
        after = c + 1;
    }
    return after;
}

/* Appends what is to be set as mathematics at c, and returns its end, or c if nothing is. */
static const char *append_mathematics(struct text *out, const char *plain, const char *c)
{
    bool begins = c == plain || strchr(" (=", c[-1]) != NULL;
    bool is_inside = c > plain && is_word_character(*c) && is_word_character(c[-1]);
    const char *after = begins ? append_word(out, c) : c;

    if (after == c && !(is_inside && isalpha((unsigned char)*c)))
        after = append_indexed(out, c);
    return after;
}

/* ---- Text ------------------------------------------------------------------------------------ */

static void append_character(struct text *out, const char *c, size_t length)
{
    const char *command = find_replacement(c, length);
    unsigned long code = code_point(c);

    if (command != NULL)
        text_append(out, command);
    else if (would_join(c))
        text_appendf(out, "%c{}", *c);
    else if (*c == ',' && isalpha((unsigned char)c[1])) /* lists of parameters have no spaces */
        text_append(out, ",\\allowbreak{}");
    else if (is_plain(code))
        text_append_bytes(out, c, length);
    else
        text_appendf(out, "\\adamreportcharacter{%.*s}{%04lX}", (int)length, c, code);
}

void escape_latex(struct text *out, const char *plain)
{
    for (const char *c = plain; *c != '\0';) {
        const char *after = append_mathematics(out, plain, c);
        if (after == c) {
            append_character(out, c, character_length(c));
            after = c + character_length(c);
        }
        c = after;
    }
}

void escape_latex_string(struct text *out, const char *plain)
{
    static const struct replacement commands[] = {{"\\", "\\textbackslash{}"},
                                                  {"^", "\\textasciicircum{}"},
                                                  {"~", "\\textasciitilde{}"},
                                                  {"\"", "\\textquotedbl{}"}};

    for (const char *c = plain; *c != '\0'; c++) {
        const char *command = NULL;
        for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
            if (*c == *commands[i].character)
                command = commands[i].command;
        if (command != NULL)
            text_append(out, command);
        else
            text_appendf(out, strchr("{}%#&_$", *c) != NULL ? "\\%c" : "%c", *c);
    }
}

void escape_latex_preamble(struct text *out)
{
    text_append(out, "% A character that pdfTeX's usual fonts lack, and its number.\n"
                     "\\providecommand{\\adamreportcharacter}[2]"
                     "{\\ifdefined\\Umathchardef#1\\else[U+#2]\\fi}\n");
}

void escape_latex_path(struct text *out, const char *path)
{
    for (const char *c = path; *c != '\0'; c++)
        text_appendf(out, strchr("\\{}%#&~$^", *c) != NULL ? "\\%c" : "%c", *c);
}
