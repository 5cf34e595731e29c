#include "optimize/rule.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- Symbols --------------------------------------------------------------------------------- */

static void set_symbol(struct rule_symbols *symbols, const char *name, double value)
{
    size_t i = 0;

    while (i < symbols->count && strcmp(symbols->list[i].name, name) != 0)
        i++;
    symbols->list[i] = (struct rule_symbol){name, value};
    symbols->count += i == symbols->count;
}

/* The symbol with the longest name that the text begins with, or NULL. */
static const struct rule_symbol *symbol_at(const struct rule_symbols *symbols, const char *text)
{
    const struct rule_symbol *best = NULL;

    for (size_t i = 0; i < symbols->count; i++) {
        const struct rule_symbol *symbol = &symbols->list[i];
        if (strncmp(text, symbol->name, strlen(symbol->name)) == 0 &&
            (best == NULL || strlen(symbol->name) > strlen(best->name)))
            best = symbol;
    }
    return best;
}

/* The step size of the update. */
static double alpha_of(const struct rule_update *update)
{
    const struct method *method = update->method;
    double alpha = method->parameters[0];

    return !method_is_scheduled(method)
               ? alpha
               : alpha * schedule_factor(method->schedule, method_schedule_parameters(method),
                                         (long)update->t, (long)update->iterations);
}

/* Whether the rule computes a value from its previous one: "π ← π μₜ". */
static bool accumulates(const struct optimizer *optimizer, const char *symbol)
{
    const char *line = strstr(optimizer->rule, symbol);

    for (; line != NULL; line = strstr(line + 1, symbol))
        if ((line == optimizer->rule || line[-1] == '\n') &&
            strncmp(line + strlen(symbol), " ←", strlen(" ←")) == 0)
            return true;
    return false;
}

/* Derived quantities have the values that they get in the update, or, if it multiplies them, had
 * before: products begin as 1. */
static double derived_before(const struct rule_update *update, size_t variable, size_t k)
{
    const struct optimizer *optimizer = update->method->optimizer;
    const struct record *record = &update->trajectory->record;
    size_t quantity = record_derived(optimizer) + k;

    if (!accumulates(optimizer, optimizer->derived[k].symbol))
        return record_value(record, update->t, variable, quantity);
    return update->t == 1 ? 1 : record_value(record, update->t - 1, variable, quantity);
}

static void begin_variable(struct rule_update *update, size_t variable)
{
    const struct optimizer *optimizer = update->method->optimizer;
    const struct record *record = &update->trajectory->record;
    struct rule_symbols *symbols = &update->symbols[variable];

    symbols->count = 0;
    set_symbol(symbols, "t", (double)update->t);
    set_symbol(symbols, "g", record_value(record, update->t, variable, RECORD_GRADIENT));
    for (size_t k = 0; k < optimizer->parameter_count; k++)
        set_symbol(symbols, optimizer->symbols[k],
                   k == 0 ? alpha_of(update) : update->method->parameters[k]);
    for (size_t k = 0; k < optimizer->state_count; k++)
        set_symbol(symbols, optimizer->states[k],
                   record_value(record, update->t - 1, variable, RECORD_STATES + k));
    for (size_t k = 0; k < optimizer->derived_count; k++)
        set_symbol(symbols, optimizer->derived[k].symbol, derived_before(update, variable, k));
    set_symbol(symbols, "x", trajectory_point(update->trajectory, update->t - 1)[variable]);
}

void rule_begin(struct rule_update *update)
{
    for (size_t v = 0; v < update->trajectory->variables; v++)
        begin_variable(update, v);
}

/* The quantity with this symbol, or record_width(). */
static size_t quantity_of(const struct optimizer *optimizer, const char *symbol)
{
    size_t k = 0, width = record_width(optimizer);

    while (k < width && strcmp(record_symbol(optimizer, k), symbol) != 0)
        k++;
    return k;
}

/* The value that a line assigns; the last line assigns the new x. */
static double value_after(const struct rule_update *update, const struct rule_line *line,
                          size_t variable)
{
    const struct optimizer *optimizer = update->method->optimizer;
    size_t quantity = quantity_of(optimizer, line->symbol);

    return line->is_last ? trajectory_point(update->trajectory, update->t)[variable]
           : quantity == record_width(optimizer)
               ? (double)NAN
               : record_value(&update->trajectory->record, update->t, variable, quantity);
}

/* ---- Numbers in place of symbols ------------------------------------------------------------- */

static void append_number(struct text *out, double value)
{
    if (value < 0)
        text_appendf(out, "−%.6g", -value);
    else
        text_appendf(out, "%.6g", value == 0 ? 0 : value);
}

/* Negative numbers in parentheses, unless nothing or a bar is before them. */
static void append_operand(struct text *out, double value, bool is_alone)
{
    bool has_sign = value < 0 && !is_alone;

    text_append(out, has_sign ? "(" : "");
    append_number(out, value);
    text_append(out, has_sign ? ")" : "");
}

/* The exponent t as superscripts: "¹²". */
static void append_power(struct text *out, size_t t)
{
    static const char *const superscripts[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    char digits[24];

    snprintf(digits, sizeof digits, "%zu", t);
    for (const char *digit = digits; *digit != '\0'; digit++)
        text_append(out, superscripts[*digit - '0']);
}

static bool begins_with(const char *text, const char *part)
{
    return strncmp(text, part, strlen(part)) == 0;
}

/* Whether an operand begins here, which a space before it multiplies by the previous one. */
static bool is_operand(const char *text)
{
    static const char *const others[] = {"+", "−", "/", "·", "=", "←", ")", ",", "|"};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (begins_with(text, others[i]))
            return false;
    return *text != '\0' && *text != ' ';
}

/* Whether the previous character, of which this is the last byte, ends an operand. */
static bool ends_operand(const char *text, const char *at)
{
    return at > text && (strchr(")0123456789", at[-1]) != NULL || (unsigned char)at[-1] >= 0x80U) &&
           !(at - text >= 3 && begins_with(at - 3, "−")) &&
           !(at - text >= 2 && begins_with(at - 2, "·"));
}

/* Appends an expression with the values of its symbols and of the power t. */
static void append_substituted(struct text *out, const struct rule_symbols *symbols, size_t t,
                               const char *text)
{
    const char *begin = text;
    bool after_symbol = false;

    while (*text != '\0') {
        const struct rule_symbol *symbol =
            begins_with(text, "max(") ? NULL : symbol_at(symbols, text);
        if (symbol != NULL) {
            append_operand(out, symbol->value, text == begin || text[-1] == '|');
            text += strlen(symbol->name);
            after_symbol = true;
            continue;
        }
        size_t length = 1;
        if (begins_with(text, "max("))
            length = strlen("max(");
        while (((unsigned char)text[length] & 0xC0U) == 0x80U)
            length++;
        bool multiplies =
            *text == ' ' && (after_symbol || ends_operand(begin, text)) && is_operand(text + 1);
        if (multiplies)
            text_append(out, " · ");
        else if (begins_with(text, "ᵗ"))
            append_power(out, t);
        else
            text_append_bytes(out, text, length);
        after_symbol = begins_with(text, "ᵗ") || begins_with(text, "²");
        text += length;
    }
}

/* ---- Lines ----------------------------------------------------------------------------------- */

const char *rule_read_line(const char *rule, struct rule_line *line)
{
    size_t length = strcspn(rule, "\n");
    size_t kept = length < RULE_MAX_LINE ? length : RULE_MAX_LINE - 1;

    memcpy(line->text, rule, kept);
    line->text[kept] = '\0';
    memcpy(line->symbol, line->text, sizeof line->symbol);
    line->symbol[strcspn(line->symbol, " ")] = '\0';
    const char *sign = line->text + strcspn(line->text, " ") + 1;
    line->expression = sign + strcspn(sign, " ") + 1;
    line->is_last = rule[length] == '\0';
    return line->is_last ? NULL : rule + length + 1;
}

bool rule_is_shared(const struct rule_update *update, const struct rule_line *line)
{
    const struct optimizer *optimizer = update->method->optimizer;

    return !line->is_last && record_is_shared(optimizer, quantity_of(optimizer, line->symbol));
}

void rule_append_numbers(struct rule_update *update, const struct rule_line *line, size_t variable,
                         struct text *out)
{
    struct rule_symbols *symbols = &update->symbols[variable];
    const struct rule_symbol *symbol = symbol_at(symbols, line->symbol);
    double value = value_after(update, line, variable);
    bool is_shared = rule_is_shared(update, line);

    if (is_shared && variable == 0)
        text_appendf(out, "t = %zu: ", update->t);
    if (!is_shared)
        text_appendf(out, "x%s: ", variable == 0 ? "₁" : "₂");
    if (variable == 0 || !is_shared) {
        append_substituted(out, symbols, update->t, line->expression);
        text_append(out, " = ");
        append_number(out, value);
    }
    if (symbol != NULL)
        set_symbol(symbols, symbol->name, value);
}
