/* Escaping for LaTeX. Tested with pdflatex; XeTeX and LuaTeX also have the characters that pdfTeX's
 * usual fonts lack. */
#include <stdbool.h>
#include <string.h>

#include "base/escape.h"

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
    {"\u2212", "\\ensuremath{-}"},
    {"\u00d7", "\\ensuremath{\\times}"},
    {"\u00b7", "\\ensuremath{\\cdot}"},
    {"\u2013", "\\textendash{}"},
    {"\u2014", "\\textemdash{}"},
    {"\u2026", "\\ldots{}"},
    {"\u2018", "\\textquoteleft{}"},
    {"\u2019", "\\textquoteright{}"},
    {"\u201c", "\\textquotedblleft{}"},
    {"\u201d", "\\textquotedblright{}"},
    {"\u2264", "\\ensuremath{\\le}"},
    {"\u2265", "\\ensuremath{\\ge}"},
    {"\u2260", "\\ensuremath{\\ne}"},
    {"\u03b1", "\\ensuremath{\\alpha}"},
    {"\u03b2", "\\ensuremath{\\beta}"},
    {"\u03b5", "\\ensuremath{\\varepsilon}"},
    {"\u03c0", "\\ensuremath{\\pi}"},
    {"\u00b9", "\\textsuperscript{1}"},
    {"\u00b2", "\\textsuperscript{2}"},
    {"\u00b3", "\\textsuperscript{3}"},
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

static void append_character(struct text *out, const char *c, size_t length)
{
    const char *command = find_replacement(c, length);
    unsigned long code = code_point(c);

    if (command != NULL)
        text_append(out, command);
    else if (would_join(c))
        text_appendf(out, "%c{}", *c);
    else if (code >= 0x2080 && code <= 0x2089)
        text_appendf(out, "\\textsubscript{%lu}", code - 0x2080);
    else if (code == 0x2070 || (code >= 0x2074 && code <= 0x2079))
        text_appendf(out, "\\textsuperscript{%lu}", code - 0x2070);
    else if (is_plain(code))
        text_append_bytes(out, c, length);
    else
        text_appendf(out, "\\adamreportcharacter{%.*s}{%04lX}", (int)length, c, code);
}

void escape_latex(struct text *out, const char *plain)
{
    while (*plain != '\0') {
        size_t length = character_length(plain);
        append_character(out, plain, length);
        plain += length;
    }
}

void escape_latex_preamble(struct text *out)
{
    text_append(out, "% A character that pdfTeX's usual fonts lack, and its number.\n"
                     "\\providecommand{\\adamreportcharacter}[2]"
                     "{\\ifdefined\\Umathchardef#1\\else[U+#2]\\fi}\n");
}

/* Three characters that do not occur in the path: the escape character and the group delimiters for
 * the definition, in which all others, including the usual ones, are ordinary characters. */
static void append_any_path(struct text *out, const char *path)
{
    static const char candidates[] = "|<>!?;=@+*";
    char free_ones[3] = "|<>";
    size_t found = 0;

    for (const char *c = candidates; *c != '\0' && found < 3; c++)
        if (strchr(path, *c) == NULL)
            free_ones[found++] = *c;
    char escape = free_ones[0], left = free_ones[1], right = free_ones[2];
    text_append(out, "\\begingroup");
    text_appendf(out, "\\catcode`\\%c=0\\catcode`\\%c=1\\catcode`\\%c=2", escape, left, right);
    for (const char *c = "{}%#_&~$^"; *c != '\0'; c++)
        text_appendf(out, "\\catcode`\\%c=12", *c);
    text_appendf(out, "\\catcode`\\\\=12%cgdef%cadamreportpath%c%s%c%cendgroup\n", escape, escape,
                 left, path, right, escape);
}

void escape_latex_path(struct text *out, const char *path)
{
    if (strpbrk(path, "\\{}%#&~$^") == NULL)
        text_appendf(out, "\\def\\adamreportpath{%s}\n", path);
    else
        append_any_path(out, path);
}
