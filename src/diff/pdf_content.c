#include "diff/pdf_content.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_OPERANDS 64
#define MOST_DEPTH 8
#define MOST_NUMBER 32

/* Maximum distance of texts, in units of the page; as a fraction of their size; and of the
 * characters of a text, in thousandths of its size. */
#define TEXT_MOVED 2.0
#define TEXT_SCALED 0.02
#define CHARACTERS_MOVED 100.0

/* Maximum difference of their size, in units of the page. */
#define MOST_SCALED 0.5

struct token {
    const char *text;
    size_t length;
};

/* An operator with its operands; none at the end of the content. An array is as many operands as it
 * has members, and its brackets. */
struct operation {
    struct token name, operands[MOST_OPERANDS];
    size_t count;
};

struct content {
    const char *at, *end;
    bool in_text;
    double font_size;
    double matrix[6]; /* of the text: a b c d e f */
};

/* ---- Tokens ---------------------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == '\0' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static bool is_regular(char c)
{
    return !is_blank(c) && strchr("()<>[]{}/%", c) == NULL;
}

/* The end of the string that begins at *at; NULL if unterminated. */
static const char *skip_string(const char *at, const char *end)
{
    int depth = 0;

    for (; at < end; at++) {
        if (*at == '\\')
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at + 1;
    }
    return NULL;
}

static const char *skip_token(const char *at, const char *end)
{
    if (*at == '(')
        return skip_string(at, end);
    if (end - at > 1 && (memcmp(at, "<<", 2) == 0 || memcmp(at, ">>", 2) == 0))
        return at + 2;
    if (*at == '<') {
        const char *close = memchr(at, '>', (size_t)(end - at));
        return close == NULL ? NULL : close + 1;
    }
    if (*at == '[' || *at == ']')
        return at + 1;
    if (*at != '/' && !is_regular(*at))
        return NULL; /* comments and other syntax that cairo does not write */
    do
        at++;
    while (at < end && is_regular(*at));
    return at;
}

/* False for syntax that cairo does not write. At the end, *token is empty. */
static bool read_token(struct content *content, struct token *token)
{
    while (content->at < content->end && is_blank(*content->at))
        content->at++;
    *token = (struct token){.text = content->at};
    if (content->at == content->end)
        return true;
    const char *behind = skip_token(content->at, content->end);
    if (behind == NULL)
        return false;
    token->length = (size_t)(behind - content->at);
    content->at = behind;
    return true;
}

static bool is_operator(const struct token *token)
{
    char c = token->text[0];

    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'' || c == '"';
}

static bool read_operation(struct content *content, struct operation *operation)
{
    operation->count = 0;
    for (;;) {
        if (!read_token(content, &operation->name))
            return false;
        if (operation->name.length == 0)
            return operation->count == 0;
        if (is_operator(&operation->name))
            return true;
        if (operation->count == MOST_OPERANDS)
            return false;
        operation->operands[operation->count++] = operation->name;
    }
}

static bool is_called(const struct operation *operation, const char *name)
{
    return operation->name.length == strlen(name) &&
           memcmp(operation->name.text, name, operation->name.length) == 0;
}

static bool same_tokens(const struct token *a, const struct token *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static bool read_number(const struct token *token, double *number)
{
    char text[MOST_NUMBER];

    if (token->length == 0 || token->length >= sizeof text)
        return false;
    memcpy(text, token->text, token->length);
    text[token->length] = '\0';
    if (strspn(text, "+-.0123456789") != token->length)
        return false;
    char *end;
    *number = strtod(text, &end);
    return *end == '\0';
}

static bool read_numbers(const struct operation *operation, double *numbers, size_t count)
{
    if (operation->count != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!read_number(&operation->operands[i], &numbers[i]))
            return false;
    return true;
}

/* ---- Comparison ------------------------------------------------------------------------------ */

static bool same_operands(const struct operation *a, const struct operation *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!same_tokens(&a->operands[i], &b->operands[i]))
            return false;
    return true;
}

/* Tm and Td, the operators by which cairo moves text. */
static bool move_text(struct content *content, const struct operation *operation)
{
    double by[2], *m = content->matrix;

    if (is_called(operation, "Tm"))
        return read_numbers(operation, m, 6);
    if (!read_numbers(operation, by, 2))
        return false;
    m[4] += by[0] * m[0] + by[1] * m[2];
    m[5] += by[0] * m[1] + by[1] * m[3];
    return true;
}

/* Of a text, in units of the page, of which font sizes are multiples. */
static double unit_of(const struct content *content)
{
    double unit = 0;

    for (int i = 0; i < 4; i++)
        unit = fmax(unit, fabs(content->matrix[i]));
    return unit;
}

static const char *compare_places(const struct content *a, const struct content *b)
{
    double unit = unit_of(a);

    for (int i = 0; i < 4; i++) {
        double apart = fabs(a->matrix[i] - b->matrix[i]);
        if (!(apart <= TEXT_SCALED * unit && apart * fabs(a->font_size) <= MOST_SCALED))
            return "a text has a different size";
    }
    double dx = a->matrix[4] - b->matrix[4], dy = a->matrix[5] - b->matrix[5];
    if (!(sqrt(dx * dx + dy * dy) <= TEXT_MOVED))
        return "a text has moved";
    return NULL;
}

/* The operands of TJ: strings, and numbers that move what follows, in thousandths of `size`, which
 * is in units of the page. */
static const char *compare_shown(const struct operation *a, const struct operation *b, double size)
{
    double moved = 0, x, y;

    if (a->count != b->count)
        return "a text has different characters";
    for (size_t i = 0; i < a->count; i++) {
        if (same_tokens(&a->operands[i], &b->operands[i]))
            continue;
        if (!read_number(&a->operands[i], &x) || !read_number(&b->operands[i], &y))
            return "a text has different characters";
        moved += fabs(x - y);
    }
    return moved <= CHARACTERS_MOVED && moved / 1000 * size <= TEXT_MOVED
               ? NULL
               : "the characters of a text have moved";
}

/* Whether the operator may scale up the units of the page. */
static bool enlarges(const struct operation *operation)
{
    double matrix[6];

    if (!is_called(operation, "cm"))
        return false;
    if (!read_numbers(operation, matrix, 6))
        return true;
    for (int i = 0; i < 2; i++)
        if (!(fabs(matrix[i]) + fabs(matrix[i + 2]) <= 1))
            return true;
    return false;
}

/* All operators that cairo writes for gnuplot; others could show text or contain data that look
 * like operators. */
static bool is_known(const struct operation *operation)
{
    static const char *const names[] = {
        "q", "Q",  "cm", "w",  "J",  "j",  "M",  "d",  "gs", "rg", "RG", "g",   "G",  "m",
        "l", "c",  "h",  "re", "S",  "s",  "f",  "f*", "B",  "B*", "b",  "b*",  "W",  "W*",
        "n", "BT", "v",  "y",  "ET", "Tf", "Tm", "Td", "Tj", "TJ", "Tr", "BDC", "EMC"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_called(operation, names[i]))
            return true;
    return operation->name.length == 0;
}

/* The operand of Tf; NaN, with which any text differs, if it is not a number. */
static void take_font_size(struct content *content, const struct operation *operation)
{
    content->font_size = NAN;
    if (operation->count == 2)
        read_number(&operation->operands[1], &content->font_size);
}

/* Compares one operator of each, of the same name; NULL: equivalent. */
static const char *compare_operations(struct content contents[2], const struct operation ops[2])
{
    bool moves = is_called(&ops[0], "Tm") || is_called(&ops[0], "Td");
    bool shows = is_called(&ops[0], "Tj") || is_called(&ops[0], "TJ");

    for (int side = 0; side < 2; side++) {
        struct content *content = &contents[side];
        if (!is_known(&ops[side]))
            return "it has an operator that cairo does not write";
        if (is_called(&ops[side], "Tf"))
            take_font_size(content, &ops[side]);
        if (is_called(&ops[side], "BT")) {
            content->in_text = true;
            memcpy(content->matrix, (const double[6]){1, 0, 0, 1, 0, 0}, sizeof content->matrix);
        }
        if (is_called(&ops[side], "ET"))
            content->in_text = false;
        if (moves && !move_text(content, &ops[side]))
            return "a text is placed in a way that cairo does not write";
        if (enlarges(&ops[side]))
            return "it is enlarged in a way that cairo does not write";
    }
    if ((moves || shows) && !contents[0].in_text)
        return "there is text outside of text objects";
    if (moves)
        return NULL;
    if (!shows)
        return same_operands(&ops[0], &ops[1]) ? NULL : "it paints something else";
    const char *places = compare_places(&contents[0], &contents[1]);
    double size = unit_of(&contents[0]) * fabs(contents[0].font_size);
    return places != NULL ? places : compare_shown(&ops[0], &ops[1], size);
}

bool pdf_content_same(const char *a, size_t a_length, const char *b, size_t b_length,
                      char why[static 160])
{
    struct content contents[2] = {{.at = a, .end = a + a_length}, {.at = b, .end = b + b_length}};
    struct operation operations[2];
    size_t number = 0;

    if (a_length == b_length && memcmp(a, b, a_length) == 0)
        return true;
    do {
        const char *difference = NULL;
        number++;
        if (!read_operation(&contents[0], &operations[0]) ||
            !read_operation(&contents[1], &operations[1]))
            difference = "it has syntax that cairo does not write";
        else if (!same_tokens(&operations[0].name, &operations[1].name))
            difference = "it has a different operator";
        else
            difference = compare_operations(contents, operations);
        if (difference != NULL) {
            snprintf(why, 160, "operator %zu of the page: %s", number, difference);
            return false;
        }
    } while (operations[0].name.length > 0);
    return true;
}
