#include "report/rule_section.h"

#include <string.h>

#include "base/escape.h"
#include "optimize/bias.h"
#include "optimize/rule.h"
#include "report/rule_source.h"

/* The numbers of a line for all variables: "    x₁: 0.8 · 0 + (1 − 0.8) · (−0.33) = −0.066". */
static void append_numbers(struct rule_update *update, const struct rule_line *line,
                           struct text *out)
{
    for (size_t v = 0; v < update->trajectory->variables; v++) {
        bool has_text = v == 0 || !rule_is_shared(update, line);
        text_append(out, has_text ? "    " : "");
        rule_append_numbers(update, line, v, out);
        text_append(out, has_text ? "\n" : "");
    }
}

static const struct rule_source *find_source(const char *optimizer)
{
    size_t i = 0;

    while (i + 1 < rule_source_count && strcmp(rule_sources[i].optimizer, optimizer) != 0)
        i++;
    return &rule_sources[i];
}

/* The rule with the numbers of the first update, unless there is none. */
static void append_rule(const struct run_summary *summary, const struct optimizer_result *result,
                        struct text *out)
{
    const struct rule_source *source = find_source(result->method->optimizer->name);
    const char *next = result->method->optimizer->rule;
    bool has_numbers = result->trajectory->count > 1;
    struct rule_update update = {.method = result->method,
                                 .trajectory = result->trajectory,
                                 .iterations = summary->iterations,
                                 .t = 1};
    struct rule_line line;

    if (has_numbers)
        rule_begin(&update);
    text_append(out, "\n```text\n");
    for (size_t i = 0; next != NULL && i < RULE_MAX_LINES; i++) {
        next = rule_read_line(next, &line);
        text_appendf(out, "%s%s\n    %s\n", i == 0 ? "" : "\n", line.text, source->lines[i]);
        if (has_numbers)
            append_numbers(&update, &line, out);
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

static void append_biases(const struct trajectory *trajectory, struct text *out)
{
    struct text sentences = {0};

    bias_describe(trajectory, &sentences);
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
        if (many) {
            text_append(out, "\n<details>\n<summary>");
            escape_html(out, result->label);
            text_append(out, "</summary>\n");
        }
        append_rule(summary, result, out);
        append_biases(result->trajectory, out);
        text_append(out, many ? "\n</details>\n" : "");
    }
}
