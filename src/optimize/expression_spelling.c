#include "optimize/expression_spelling.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/suggestion.h"
#include "optimize/expression_program.h"

#define DIGITS "0123456789"

/* UTF-8 sequences and their replacements. A sequence of superscripts is preceded by a single ^. */
static const struct {
    const char *given, *meant;
    bool is_superscript;
} spellings[] = {
    {"**", "^", false},   {"·", "*", false}, {"×", "*", false}, {"⋅", "*", false},
    {"∙", "*", false},    {"÷", "/", false}, {"−", "-", false}, {"–", "-", false},
    {"π", "pi", false},   {"₁", "1", false}, {"₂", "2", false}, {"\u00a0", " ", false},
    {"√", "sqrt", false}, {"⁰", "0", true},  {"¹", "1", true},  {"²", "2", true},
    {"³", "3", true},     {"⁴", "4", true},  {"⁵", "5", true},  {"⁶", "6", true},
    {"⁷", "7", true},     {"⁸", "8", true},  {"⁹", "9", true},
};
#define SPELLINGS (sizeof spellings / sizeof *spellings)

struct speller {
    const char *at;
    size_t column; /* of `at` */
    struct expression_spelling *out;
    struct error *error;
};

static size_t find_spelling(const char *at)
{
    size_t i = 0;

    while (i < SPELLINGS && strncmp(at, spellings[i].given, strlen(spellings[i].given)) != 0)
        i++;
    return i;
}

static enum status emit(struct speller *speller, const char *bytes, size_t length)
{
    struct expression_spelling *out = speller->out;

    if (out->length + length > EXPRESSION_MAX_LENGTH)
        return error_set(speller->error, STATUS_USAGE, "formula longer than %d characters",
                         EXPRESSION_MAX_LENGTH);
    for (size_t i = 0; i < length; i++) {
        out->text[out->length] = bytes[i];
        out->columns[out->length++] = speller->column;
    }
    return STATUS_OK;
}

static size_t characters(const char *bytes, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)bytes[i] & 0xc0) != 0x80;
    return count;
}

static void advance(struct speller *speller, size_t bytes)
{
    speller->column += characters(speller->at, bytes);
    speller->at += bytes;
}

/* Copies bytes unchanged, each with the column of its character. */
static enum status copy(struct speller *speller, size_t bytes)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < bytes && status == STATUS_OK; i++) {
        status = emit(speller, speller->at, 1);
        advance(speller, 1);
    }
    return status;
}

static enum status fail_twice(struct speller *speller, size_t column)
{
    return error_set(speller->error, STATUS_USAGE,
                     "column %zu: a power of a power needs parentheses: (u^2)^3 or u^(2^3)",
                     column);
}

/* Whether a ^ or a superscript follows, after any spaces. */
static bool begins_power(const char *at)
{
    at += strspn(at, " \t");
    size_t i = find_spelling(at);
    return *at == '^' || (i < SPELLINGS && (spellings[i].is_superscript || i == 0));
}

static enum status spell_superscript(struct speller *speller)
{
    enum status status = emit(speller, "^", 1);
    size_t i;

    while (status == STATUS_OK && (i = find_spelling(speller->at)) < SPELLINGS &&
           spellings[i].is_superscript) {
        status = emit(speller, spellings[i].meant, 1);
        advance(speller, strlen(spellings[i].given));
    }
    return status == STATUS_OK && begins_power(speller->at) ? fail_twice(speller, speller->column)
                                                            : status;
}

/* π is a separate name, regardless of adjacent characters. */
static enum status spell_symbol(struct speller *speller, size_t i)
{
    const char *given = spellings[i].given, *meant = spellings[i].meant;
    const char *next = speller->at + strlen(given);
    size_t length = speller->out->length;
    bool is_name = isalpha((unsigned char)*meant);

    if (spellings[i].is_superscript)
        return spell_superscript(speller);
    if (is_name && ((length > 0 && isalnum((unsigned char)speller->out->text[length - 1])) ||
                    isalnum((unsigned char)*next) || strncmp(next, "π", strlen("π")) == 0))
        return error_set(speller->error, STATUS_USAGE,
                         "column %zu: expected an operator next to %s, as in 2*%s", speller->column,
                         given, given);
    enum status status = emit(speller, meant, strlen(meant));
    advance(speller, strlen(given));
    return status;
}

/* The length of the number that begins there, including its exponent. */
static size_t number_length(const char *text)
{
    size_t length = strspn(text, DIGITS);

    if (text[length] == '.')
        length += 1 + strspn(text + length + 1, DIGITS);
    if (text[length] == 'e' || text[length] == 'E') {
        size_t sign = text[length + 1] == '+' || text[length + 1] == '-';
        size_t exponent = strspn(text + length + 1 + sign, DIGITS);
        length += exponent > 0 ? 1 + sign + exponent : 0;
    }
    return length;
}

static size_t word_length(const char *text)
{
    size_t length = 0;

    while (isalnum((unsigned char)text[length]))
        length++;
    return length;
}

/* Names in any case; ln is log. */
static enum status spell_word(struct speller *speller, size_t length)
{
    const char *name = name_matches(speller->at, length, "ln")
                           ? "log"
                           : expression_name(name_find(speller->at, length, expression_name));

    if (name == NULL)
        return copy(speller, length);
    enum status status = emit(speller, name, strlen(name));
    advance(speller, length);
    return status;
}

static enum status spell_next(struct speller *speller)
{
    size_t i = find_spelling(speller->at);
    bool is_digit = strchr(DIGITS ".", *speller->at) != NULL;

    if (i < SPELLINGS)
        return spell_symbol(speller, i);
    if (is_digit)
        return copy(speller, number_length(speller->at));
    if (isalpha((unsigned char)*speller->at))
        return spell_word(speller, word_length(speller->at));
    return copy(speller, 1);
}

/* ---- sin^2(x) -------------------------------------------------------------------------------- */

static void reverse(struct expression_spelling *spelling, size_t begin, size_t end)
{
    for (; begin + 1 < end; begin++, end--) {
        char c = spelling->text[begin];
        size_t column = spelling->columns[begin];
        spelling->text[begin] = spelling->text[end - 1];
        spelling->columns[begin] = spelling->columns[end - 1];
        spelling->text[end - 1] = c;
        spelling->columns[end - 1] = column;
    }
}

/* Exchanges the parts before and after the middle. */
static void rotate(struct expression_spelling *spelling, size_t begin, size_t middle, size_t end)
{
    reverse(spelling, begin, middle);
    reverse(spelling, middle, end);
    reverse(spelling, begin, end);
}

/* The position after the matching closing parenthesis, or the end of the text. */
static size_t behind_closing(const char *text, size_t open)
{
    size_t i = open;
    int depth = 0;

    for (; text[i] != '\0'; i++) {
        depth += (text[i] == '(') - (text[i] == ')');
        if (depth == 0)
            return i + 1;
    }
    return i;
}

/* After a function name, which ends at `word`, changes ^2(x) to (x)^2. */
static enum status move_power(struct expression_spelling *spelling, size_t word,
                              struct error *error)
{
    const char *text = spelling->text;
    size_t power = word + strspn(text + word, " "), number = power + 1;

    if (text[power] != '^')
        return STATUS_OK;
    number += strspn(text + number, " ");
    if (text[number] == '-')
        return error_set(
            error, STATUS_USAGE,
            "column %zu: ambiguous power of a function; write asin(x) for the inverse, "
            "or sin(x)^-1 for 1/sin(x)",
            spelling->columns[power]);
    size_t digits = strspn(text + number, DIGITS);
    size_t open = number + digits + strspn(text + number + digits, " ");
    if (digits == 0 || text[open] != '(')
        return STATUS_OK;
    size_t end = behind_closing(text, open), next = end + strspn(text + end, " ");
    if (text[next] == '^')
        return error_set(error, STATUS_USAGE,
                         "column %zu: a power of a power needs parentheses: (u^2)^3 or u^(2^3)",
                         spelling->columns[next]);
    rotate(spelling, power, open, end);
    return STATUS_OK;
}

static enum status move_powers(struct expression_spelling *spelling, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < spelling->length && status == STATUS_OK;) {
        const char *at = spelling->text + i;
        size_t length = strchr(DIGITS ".", *at) != NULL ? number_length(at) : word_length(at);
        if (expression_is_function(at, length))
            status = move_power(spelling, i + length, error);
        i += length > 0 ? length : 1;
    }
    return status;
}

enum status expression_spell(const char *text, struct expression_spelling *spelling,
                             struct error *error)
{
    struct speller speller = {.at = text, .column = 1, .out = spelling, .error = error};
    enum status status = STATUS_OK;

    spelling->length = 0;
    while (*speller.at != '\0' && status == STATUS_OK)
        status = spell_next(&speller);
    if (status != STATUS_OK)
        return status;
    spelling->text[spelling->length] = '\0';
    spelling->columns[spelling->length] = speller.column;
    return move_powers(spelling, error);
}
