#include "report/rule_section.h"

#include <math.h>
#include <string.h>

#include "base/escape.h"
#include "optimize/bias.h"
#include "report/rule_source.h"

/* ---- Symbols --------------------------------------------------------------------------------- */

/* What a symbol of a rule stands for. */
struct symbol {
    const char *name;
    double value;
};

#define SYMBOLS_MAX (OPTIMIZER_MAX_PARAMETERS + OPTIMIZER_MAX_STATES + OPTIMIZER_MAX_DERIVED + 3)

struct symbols {
    struct symbol list[SYMBOLS_MAX];
    size_t count;
};

static void set_symbol(struct symbols *symbols, const char *name, double value)
{
    size_t i = 0;

    while (i < symbols->count && strcmp(symbols->list[i].name, name) != 0)
        i++;
    symbols->list[i] = (struct symbol){name, value};
    symbols->count += i == symbols->count;
}

/* The symbol with the longest name that the text begins with, or NULL. */
static const struct symbol *symbol_at(const struct symbols *symbols, const char *text)
{
    const struct symbol *best = NULL;

    for (size_t i = 0; i < symbols->count; i++) {
        const struct symbol *symbol = &symbols->list[i];
        if (strncmp(text, symbol->name, strlen(symbol->name)) == 0 &&
            (best == NULL || strlen(symbol->name) > strlen(best->name)))
            best = symbol;
    }
    return best;
}

/* One optimizer of the run, and its rule. */
struct rule {
    const struct run_summary *summary;
    const struct optimizer_result *result;
    const struct optimizer *optimizer;
    const struct trajectory *trajectory;
};

/* The step size of the first update. */
static double first_alpha(const struct rule *rule)
{
    const struct method *method = rule->result->method;
    double alpha = method->parameters[0];

    return !method_is_scheduled(method)
               ? alpha
               : alpha * schedule_factor(method->schedule, method_schedule_parameters(method), 1,
                                         (long)rule->summary->iterations);
}

/* Whether the rule computes a value from its previous one: "π ← π μₜ". */
static bool accumulates(const struct rule *rule, const char *symbol)
{
    const char *line = strstr(rule->optimizer->rule, symbol);

    for (; line != NULL; line = strstr(line + 1, symbol))
        if ((line == rule->optimizer->rule || line[-1] == '\n') &&
            strncmp(line + strlen(symbol), " ←", strlen(" ←")) == 0)
            return true;
    return false;
}

/* The values before the first update, in which states are 0 and products 1. Derived quantities
 * have the values that they get in it. */
static struct symbols symbols_before(const struct rule *rule, size_t variable)
{
    const struct optimizer *optimizer = rule->optimizer;
    const struct record *record = &rule->trajectory->record;
    size_t derived = record_derived(optimizer);
    struct symbols symbols = {.count = 0};

    set_symbol(&symbols, "t", 1);
    set_symbol(&symbols, "g", record_value(record, 1, variable, RECORD_GRADIENT));
    for (size_t k = 0; k < optimizer->parameter_count; k++)
        set_symbol(&symbols, optimizer->symbols[k],
                   k == 0 ? first_alpha(rule) : rule->result->method->parameters[k]);
    for (size_t k = 0; k < optimizer->state_count; k++)
        set_symbol(&symbols, optimizer->states[k], 0);
    for (size_t k = 0; k < optimizer->derived_count; k++)
        set_symbol(&symbols, optimizer->derived[k].symbol,
                   accumulates(rule, optimizer->derived[k].symbol)
                       ? 1
                       : record_value(record, 1, variable, derived + k));
    set_symbol(&symbols, "x", trajectory_point(rule->trajectory, 0)[variable]);
    return symbols;
}

/* The quantity with this symbol, or record_width(). */
static size_t quantity_of(const struct optimizer *optimizer, const char *symbol)
{
    size_t k = 0, width = record_width(optimizer);

    while (k < width && strcmp(record_symbol(optimizer, k), symbol) != 0)
        k++;
    return k;
}

/* The value that a line of the first update assigns; the last line assigns the new x. */
static double value_after(const struct rule *rule, size_t variable, const char *symbol,
                          bool is_last)
{
    size_t quantity = quantity_of(rule->optimizer, symbol);

    return is_last ? trajectory_point(rule->trajectory, 1)[variable]
           : quantity == record_width(rule->optimizer)
               ? (double)NAN
               : record_value(&rule->trajectory->record, 1, variable, quantity);
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

/* Appends an expression with the values of its symbols; t is 1, and powers of t are first powers.
 */
static void append_substituted(struct text *out, const struct symbols *symbols, const char *text)
{
    const char *begin = text;
    bool after_symbol = false;

    while (*text != '\0') {
        const struct symbol *symbol = begins_with(text, "max(") ? NULL : symbol_at(symbols, text);
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
            text_append(out, "¹");
        else
            text_append_bytes(out, text, length);
        after_symbol = begins_with(text, "ᵗ") || begins_with(text, "²");
        text += length;
    }
}

/* ---- Lines ----------------------------------------------------------------------------------- */

#define MOST_BYTES 200

/* A line of the rule: "m ← β₁ m + (1 − β₁) g". */
struct rule_line {
    char text[MOST_BYTES], symbol[MOST_BYTES];
    const char *expression; /* in the text */
    bool is_last;
};

/* Reads the line that begins here, and returns the next one, or NULL. */
static const char *read_line(const char *rule, struct rule_line *line)
{
    size_t length = strcspn(rule, "\n");
    size_t kept = length < MOST_BYTES ? length : MOST_BYTES - 1;

    memcpy(line->text, rule, kept);
    line->text[kept] = '\0';
    memcpy(line->symbol, line->text, sizeof line->symbol);
    line->symbol[strcspn(line->symbol, " ")] = '\0';
    const char *sign = line->text + strcspn(line->text, " ") + 1;
    line->expression = sign + strcspn(sign, " ") + 1;
    line->is_last = rule[length] == '\0';
    return line->is_last ? NULL : rule + length + 1;
}

static bool is_shared(const struct rule *rule, const struct rule_line *line)
{
    return !line->is_last &&
           record_is_shared(rule->optimizer, quantity_of(rule->optimizer, line->symbol));
}

/* "    x₁: 0.8 · 0 + (1 − 0.8) · (−0.33) = −0.066", and sets the symbol to the result. */
static void append_numbers(const struct rule *rule, const struct rule_line *line, size_t variable,
                           struct symbols *symbols, struct text *out)
{
    double value = value_after(rule, variable, line->symbol, line->is_last);
    const struct symbol *symbol = symbol_at(symbols, line->symbol);

    if (is_shared(rule, line))
        text_append(out, variable == 0 ? "    t = 1: " : "");
    else
        text_appendf(out, "    x%s: ", variable == 0 ? "₁" : "₂");
    if (variable == 0 || !is_shared(rule, line)) {
        append_substituted(out, symbols, line->expression);
        text_append(out, " = ");
        append_number(out, value);
        text_append(out, "\n");
    }
    if (symbol != NULL)
        set_symbol(symbols, symbol->name, value);
}

static const struct rule_source *find_source(const char *optimizer)
{
    size_t i = 0;

    while (i + 1 < rule_source_count && strcmp(rule_sources[i].optimizer, optimizer) != 0)
        i++;
    return &rule_sources[i];
}

static void append_rule(const struct rule *rule, struct text *out)
{
    const struct rule_source *source = find_source(rule->optimizer->name);
    const char *next = rule->optimizer->rule;
    struct symbols symbols[PROBLEM_MAX_VARIABLES];
    struct rule_line line;

    for (size_t v = 0; v < rule->trajectory->variables && rule->trajectory->count > 1; v++)
        symbols[v] = symbols_before(rule, v);
    text_append(out, "\n```text\n");
    for (size_t i = 0; next != NULL && i < RULE_MAX_LINES; i++) {
        next = read_line(next, &line);
        text_appendf(out, "%s%s\n    %s\n", i == 0 ? "" : "\n", line.text, source->lines[i]);
        for (size_t v = 0; v < rule->trajectory->variables && rule->trajectory->count > 1; v++)
            append_numbers(rule, &line, v, &symbols[v], out);
    }
    text_append(out, "```\n");
}

/* ---- The section ----------------------------------------------------------------------------- */

bool rule_section_is_possible(const struct run_summary *summary)
{
    return summary->result_count > 0 && summary->results[0].trajectory != NULL &&
           summary->results[0].trajectory->record.optimizer != NULL;
}

static bool mentions_corrections(const struct run_summary *summary)
{
    bool found = false;

    for (size_t i = 0; i < summary->result_count; i++) {
        const struct rule_source *source = find_source(summary->results[i].method->optimizer->name);
        for (size_t k = 0; k < RULE_MAX_LINES && source->lines[k] != NULL; k++)
            found = found || strstr(source->lines[k], "correction") != NULL;
    }
    return found;
}

static void append_heading(const struct run_summary *summary, struct text *out)
{
    bool is_algorithm_1 =
        summary->result_count == 1 && summary->results[0].method->optimizer == &optimizers[0];

    text_appendf(out, "\n## %s, line by line\n\n",
                 is_algorithm_1              ? "Algorithm 1"
                 : summary->result_count > 1 ? "The rules"
                                             : "The rule");
    text_append(out, "The following shows each line of the rule, the line of C in "
                     "`optimize/optimizer.c` that computes it, and the numbers of update t = 1. In "
                     "C, `i` is the index of the search, since several run in parallel");
    text_append(out, mentions_corrections(summary)
                         ? "; `correction1` and `correction2` are 1 − β₁ᵗ and 1 − β₂ᵗ.\n"
                         : ".\n");
}

static void append_biases(const struct rule *rule, struct text *out)
{
    struct text sentences = {0};

    bias_describe(rule->trajectory, &sentences);
    if (sentences.length > 0) {
        text_append(out, "\n");
        escape_markdown(out, text_string(&sentences) + 1);
        text_append(out, "\n");
    }
    out->failed = out->failed || sentences.failed;
    text_free(&sentences);
}

void rule_section_append(const struct run_summary *summary, struct text *out)
{
    bool many = summary->result_count > 1;

    if (!rule_section_is_possible(summary))
        return;
    append_heading(summary, out);
    for (size_t i = 0; i < summary->result_count; i++) {
        const struct optimizer_result *result = &summary->results[i];
        struct rule rule = {summary, result, result->method->optimizer, result->trajectory};
        if (many) {
            text_append(out, "\n<details>\n<summary>");
            escape_html(out, result->label);
            text_append(out, "</summary>\n");
        }
        append_rule(&rule, out);
        append_biases(&rule, out);
        text_append(out, many ? "\n</details>\n" : "");
    }
}
