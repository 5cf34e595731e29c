#include "plot/state_caption.h"

#include <math.h>

#include "base/notation.h"
#include "optimize/bias.h"
#include "plot/state_panels.h"

static void append_objective(const struct figure_subject *subject, struct text *out)
{
    text_appendf(out, "%s on ", subject->results[0].label);
    notation_objective(out, subject->problem->formula, subject->problem->title);
}

/* "the gradient, m and m̂, v and v̂, and the step": rows by the names of their lines. */
static void append_rows(const struct figure_subject *subject, struct text *out)
{
    struct state_row rows[STATE_ROWS];
    size_t count = state_rows(subject, rows);

    text_append(out, "the gradient");
    for (size_t i = 1; i + 1 < count; i++) {
        text_append(out, ", ");
        for (size_t k = 0; k < rows[i].line_count; k++)
            text_appendf(out, "%s%s", k == 0 ? "" : " and ", rows[i].lines[k].name);
        text_appendf(out, " (%s%s)", rows[i].title,
                     rows[i].is_logarithmic ? "; logarithmic axis" : "");
    }
    text_append(out, count > 2 ? ", and the step taken" : " and the step taken");
}

void caption_state(const struct figure_subject *subject, const struct figure_settings *settings,
                   struct text *caption)
{
    const struct trajectory *trajectory = subject->results[0].trajectory;

    (void)settings;
    text_append(caption, "Inside ");
    append_objective(subject, caption);
    text_append(caption, ": for each variable, ");
    append_rows(subject, caption);
    text_append(caption, " next to that of gradient descent with the same α, in each update t on "
                         "a logarithmic axis.");
    bias_describe(trajectory, caption);
    if (trajectory->diverged)
        text_appendf(caption, " The search ends in update %zu, which is not shown.",
                     trajectory->count);
    if (subject->result_count > 1)
        text_appendf(caption, " Of %zu optimizers, the first one is shown.", subject->result_count);
}

void short_state(const struct figure_subject *subject, const struct figure_settings *settings,
                 struct text *caption)
{
    (void)settings;
    text_append(caption, "Inside ");
    append_objective(subject, caption);
}

/* ---- The alternative text -------------------------------------------------------------------- */

static void describe_variable(const struct figure_subject *subject, size_t variable,
                              struct text *out)
{
    const struct state_line gradient = {.kind = STATE_GRADIENT}, step = {.kind = STATE_STEP};
    const struct state_line descent = {.kind = STATE_DESCENT};
    size_t last = subject->results[0].trajectory->count - 1;

    text_appendf(out, " In x%s, the gradient is %.3g in update 1 and %.3g in update %zu;",
                 variable == 0 ? "₁" : "₂", state_value(subject, &gradient, 1, variable),
                 state_value(subject, &gradient, last, variable), last);
    text_appendf(out,
                 " the first step is %.3g and the largest one %.3g, of gradient descent at most "
                 "%.3g.",
                 state_value(subject, &step, 1, variable), state_largest(subject, &step, variable),
                 state_largest(subject, &descent, variable));
}

void alternative_state(const struct figure_subject *subject, const struct figure_settings *settings,
                       struct text *out)
{
    (void)settings;
    text_append(out, "Small line charts over the updates, a column for each variable: ");
    append_rows(subject, out);
    text_append(out, ".");
    for (size_t v = 0; v < subject->problem->variables; v++)
        describe_variable(subject, v, out);
    bias_describe(subject->results[0].trajectory, out);
}
