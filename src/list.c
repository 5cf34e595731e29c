#include "list.h"

#include <string.h>

#include "base/notation.h"
#include "base/text.h"
#include "optimize/optimizer.h"
#include "optimize/problem.h"
#include "plot/figure.h"

/* Local minima come after those of least value, and are much higher than these are exact. */
static bool is_local(const struct problem *problem, size_t i)
{
    return problem_objective(problem, problem->minima[i]) > problem->minimum + 1e-6;
}

static const char *minimum_word(const struct problem *problem, size_t i)
{
    if (i == 0)
        return "; minima";
    return is_local(problem, i) && !is_local(problem, i - 1) ? "; local minima" : ",";
}

static void print_problem(const struct problem *problem, FILE *stream)
{
    const struct bounds *d = &problem->domain;
    struct text formula = {0};

    notation_formula(&formula, problem->formula);
    fprintf(stream, "  %s\n      f = %s\n", problem->name, text_string(&formula));
    fprintf(stream, "      x1 from %g to %g, x2 from %g to %g; ", d->min[0], d->max[0], d->min[1],
            d->max[1]);
    if (problem->has_start)
        fprintf(stream, "start (%g, %g)", problem->start[0], problem->start[1]);
    else
        fputs("a random start", stream);
    fprintf(stream, "; %s levels\n      least value %.10g",
            problem->spacing == LEVELS_LOGARITHMIC ? "logarithmic" : "linear", problem->minimum);
    for (size_t i = 0; i < problem->minima_count; i++)
        fprintf(stream, "%s (%.10g, %.10g)", minimum_word(problem, i), problem->minima[i][0],
                problem->minima[i][1]);
    fputc('\n', stream);
    text_free(&formula);
}

static void print_rule(const char *rule, FILE *stream)
{
    while (*rule != '\0') {
        size_t length = strcspn(rule, "\n");
        fprintf(stream, "      %.*s\n", (int)length, rule);
        rule += length + (rule[length] == '\n');
    }
}

static void print_optimizer(const struct optimizer *optimizer, FILE *stream)
{
    fprintf(stream, "  %s\n", optimizer->name);
    print_rule(optimizer->rule, stream);
    for (size_t k = 0; k < optimizer->parameter_count; k++) {
        const struct optimizer_parameter *parameter = &optimizer->parameters[k];
        fprintf(stream, "      %s: %s, %s (%g)\n", parameter->name, parameter->meaning,
                optimizer_range_text(parameter->range), parameter->value);
    }
    fprintf(stream, "      %s\n", optimizer->reference);
}

void list_print(FILE *stream)
{
    fputs("Problems (--problem NAME; or a formula, as --problem 'expr:(1-x)^2+100*(y-x^2)^2'):\n",
          stream);
    for (size_t i = 0; i < problem_count; i++)
        print_problem(&problems[i], stream);
    fputs(
        "\nOptimizers (--optimizer NAME[:parameter=value,...]), defaults in parentheses; g is the "
        "gradient:\n",
        stream);
    for (size_t i = 0; i < optimizer_count; i++)
        print_optimizer(&optimizers[i], stream);
    fputs("\nFigures (--figure NAME):\n", stream);
    for (size_t i = 0; i < figure_count; i++)
        fprintf(stream, "  %-14s %s\n", figures[i].name, figures[i].about);
    fputs("\nPalettes (--palette NAME):\n", stream);
    for (size_t i = 0; i < figure_palette_count; i++)
        fprintf(stream, "  %-14s %s to %s\n", figure_palettes[i].name, figure_palettes[i].low,
                figure_palettes[i].high);
}
