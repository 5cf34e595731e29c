#include "base/escape.h"

#include <ctype.h>
#include <string.h>

static bool is_alphanumeric(char c)
{
    return isalnum((unsigned char)c) && (unsigned char)c < 0x80;
}

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* If the text begins like a list item, with some of these characters and a period or parenthesis
 * ("12.", "a)"), the position of that; otherwise the text itself. */
static const char *item_mark(const char *plain, const char *characters)
{
    const char *mark = plain + strspn(plain, characters);

    return mark > plain && is_one_of(*mark, ".)") ? mark : plain;
}

/* GitHub and others turn www. and :// into links, and :words: into images. */
static bool begins_a_link(const char *plain, const char *c)
{
    if (*c == ':')
        return c[1] == '/' || is_alphanumeric(c[1]) || is_one_of(c[1], "+-");
    return *c == '.' && c - plain >= 3 && strchr("wW", c[-1]) != NULL &&
           strchr("wW", c[-2]) != NULL;
}

/* After a backslash, some processors take fewer characters than others: CommonMark, pandoc and
 * Python-Markdown agree on these; the others are written as character references. */
void escape_markdown(struct text *out, const char *plain)
{
    const char *mark = item_mark(plain, "0123456789");

    for (const char *c = plain; *c != '\0'; c++) {
        bool first = c == plain;
        if (is_one_of(*c, "\\`*_[]") || (first && is_one_of(*c, "-+")) || (c == mark && !first))
            text_appendf(out, "\\%c", *c);
        else if (is_one_of(*c, "{}<>&|~^#$@\"'") || begins_a_link(plain, c) ||
                 (first && *c == '=') || (*c == ' ' && (first || c[1] == '\0')))
            text_appendf(out, "&#%d;", *c);
        else
            text_append_bytes(out, c, 1);
    }
}

/* The digits as superscripts and subscripts. */
static const char *const raised[] = {"\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074",
                                     "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};
static const char *const lowered[] = {"\u2080", "\u2081", "\u2082", "\u2083", "\u2084",
                                      "\u2085", "\u2086", "\u2087", "\u2088", "\u2089"};

/* The digit that the text begins with, or -1. */
static int digit_at(const char *plain, const char *const digits[10])
{
    for (int i = 0; i < 10; i++)
        if (strncmp(plain, digits[i], strlen(digits[i])) == 0)
            return i;
    return -1;
}

/* Appends the digits that the text begins with between marks, and returns their length. */
static size_t append_digits(struct text *out, const char *plain, const char *const digits[10],
                            char mark)
{
    const char *c = plain;
    int digit = digit_at(c, digits);

    if (digit < 0)
        return 0;
    text_append_bytes(out, &mark, 1);
    for (; digit >= 0; digit = digit_at(c, digits)) {
        text_appendf(out, "%d", digit);
        c += strlen(digits[digit]);
    }
    text_append_bytes(out, &mark, 1);
    return (size_t)(c - plain);
}

void escape_pandoc(struct text *out, const char *plain)
{
    struct text markdown = {0};

    escape_markdown(&markdown, plain);
    for (const char *c = text_string(&markdown); *c != '\0';) {
        size_t length = append_digits(out, c, raised, '^');
        if (length == 0)
            length = append_digits(out, c, lowered, '~');
        if (length == 0)
            text_append_bytes(out, c, length = 1);
        c += length;
    }
    if (markdown.failed)
        out->failed = true;
    text_free(&markdown);
}

/* Character references are not AsciiDoc's markup. What is doubled, or first, may be. */
void escape_asciidoc(struct text *out, const char *plain)
{
    for (const char *c = plain; *c != '\0'; c++) {
        bool is_alone = c > plain && c[-1] != *c && c[1] != *c;
        bool is_plain = is_alphanumeric(*c) || (*c & 0x80) != 0 || is_one_of(*c, ",/") ||
                        (is_one_of(*c, "-.;=)") && is_alone) ||
                        (*c == ' ' && c > plain && c[1] != '\0') || (*c == ':' && c[1] == ' ') ||
                        (*c == '(' && strchr("CRT", c[1]) == NULL);
        if (is_plain)
            text_append_bytes(out, c, 1);
        else
            text_appendf(out, "&#%d;", *c);
    }
}

void escape_html(struct text *out, const char *plain)
{
    for (const char *c = plain; *c != '\0'; c++) {
        switch (*c) {
        case '&':
            text_append(out, "&amp;");
            break;
        case '<':
            text_append(out, "&lt;");
            break;
        case '>':
            text_append(out, "&gt;");
            break;
        case '"':
            text_append(out, "&quot;");
            break;
        default:
            text_append_bytes(out, c, 1);
        }
    }
}

/* A backslash and a space are nothing, but with them a paragraph begins as nothing else does. */
void escape_rst(struct text *out, const char *plain)
{
    static const char enumerators[] =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ#";

    if (!is_alphanumeric(*plain) || item_mark(plain, enumerators) != plain)
        text_append(out, "\\ ");
    for (const char *c = plain; *c != '\0'; c++) {
        bool ends_nothing = *c == ':' && c[1] == ' ';
        if (is_one_of(*c, "\\*`_|<>[]:@\"'") && !ends_nothing)
            text_append(out, "\\");
        text_append_bytes(out, c, 1);
    }
}

void escape_yaml(struct text *out, const char *plain)
{
    for (const char *c = plain; *c != '\0'; c++) {
        if (is_one_of(*c, "\\\""))
            text_append(out, "\\");
        text_append_bytes(out, c, 1);
    }
}

bool escape_is_url(const char *path)
{
    return strstr(path, "://") != NULL;
}

void escape_link(struct text *out, const char *path)
{
    bool is_url = escape_is_url(path);

    for (const char *c = path; *c != '\0'; c++) {
        bool stands = is_alphanumeric(*c) || is_one_of(*c, "-._~/") ||
                      (is_url && is_one_of(*c, ":?#=&%@!$+,;"));
        if (stands)
            text_append_bytes(out, c, 1);
        else
            text_appendf(out, "%%%02X", (unsigned char)*c);
    }
}

/* docutils removes spaces that do not follow a backslash. In brackets, a character matches itself.
 */
void escape_sphinx_path(struct text *out, const char *path)
{
    for (const char *c = path; *c != '\0'; c++) {
        if (is_one_of(*c, "*?["))
            text_appendf(out, "[%c]", *c);
        else
            text_appendf(out, is_one_of(*c, " \\") ? "\\%c" : "%c", *c);
    }
}

/* Browsers take an ampersand before letters for a character reference, and a backslash for a slash.
 */
void escape_asciidoc_path(struct text *out, const char *path)
{
    if (escape_is_url(path)) {
        escape_link(out, path);
        return;
    }
    for (const char *c = path; *c != '\0'; c++) {
        bool is_reference = *c == '&' && is_alphanumeric(c[1]) && is_alphanumeric(c[2]);
        if (is_one_of(*c, "%#?:\"\\[{") || is_reference || (*c == ' ' && c == path))
            text_appendf(out, "%%%02X", *c);
        else
            text_append_bytes(out, c, 1);
    }
}
