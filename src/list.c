#include "list.h"

#include <string.h>

#include "base/notation.h"
#include "base/suggestion.h"
#include "base/text.h"
#include "optimize/method.h"
#include "optimize/problem.h"
#include "plot/figure.h"
#include "report/snippet.h"
#include "run/output_names.h"

/* Local minima follow the global ones in the table. */
static const char *minimum_word(const struct problem *problem, size_t i)
{
    if (i == 0)
        return " at";
    return problem_minimum_is_local(problem, i) && !problem_minimum_is_local(problem, i - 1)
               ? "; local minima at"
               : ",";
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
        fputs("random start", stream);
    fprintf(stream, "; %s levels\n      minimum %.10g",
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

static void print_parameter(const struct optimizer_parameter *parameter, FILE *stream)
{
    fprintf(stream, "      %s: %s, %s (%g)\n", parameter->name, parameter->meaning,
            optimizer_range_text(parameter->range), parameter->value);
}

static void print_optimizer(const struct optimizer *optimizer, FILE *stream)
{
    fprintf(stream, "  %s", optimizer->name);
    for (size_t k = 0; k < OPTIMIZER_MAX_ALIASES && optimizer->aliases[k] != NULL; k++)
        fprintf(stream, "%s%s", k == 0 ? ", also " : ", ", optimizer->aliases[k]);
    fputc('\n', stream);
    print_rule(optimizer->rule, stream);
    for (size_t k = 0; k < optimizer->parameter_count; k++)
        print_parameter(&optimizer->parameters[k], stream);
    fprintf(stream, "      %s\n", optimizer->reference);
}

static void print_schedule(const struct schedule *schedule, FILE *stream)
{
    fprintf(stream, "  %s\n      %s\n      %s\n", schedule->name, schedule->formula,
            schedule->about);
    for (size_t k = 0; k < schedule->parameter_count; k++)
        print_parameter(&schedule->parameters[k], stream);
}

static void print_problems(FILE *stream)
{
    fputs("Problems (--problem NAME, or a formula, such as --problem '(1-x)^2+100*(y-x^2)^2'):\n",
          stream);
    for (size_t i = 0; i < problem_count; i++)
        print_problem(&problems[i], stream);
}

static void print_optimizers(FILE *stream)
{
    fputs("Optimizers (--optimizer NAME[:PARAMETER=VALUE,...]); g is the gradient, defaults are in "
          "parentheses:\n",
          stream);
    for (size_t i = 0; i < optimizer_count; i++)
        print_optimizer(&optimizers[i], stream);
}

static void print_schedules(FILE *stream)
{
    fputs("Schedules (--optimizer NAME:" METHOD_SCHEDULE_KEY
          "=SCHEDULE,KEY=VALUE,...): in update t = 1, ..., T, the step size is α times this\n"
          "factor, where s = t − warmup and S = T − warmup; during the warmup it is α t / warmup. "
          "Defaults are in\nparentheses:\n",
          stream);
    for (size_t i = 0; i < schedule_count; i++)
        print_schedule(&schedules[i], stream);
}

static void print_figure(const struct figure *figure, FILE *stream)
{
    fprintf(stream, "  %-14s %s\n", figure->name, figure->about);
}

static void print_figures(FILE *stream)
{
    fputs("Figures (--figure NAME):\n", stream);
    for (size_t i = 0; i < figure_count; i++)
        print_figure(&figures[i], stream);
}

static void print_palette(const struct figure_palette *palette, FILE *stream)
{
    fprintf(stream, "  %-14s %s to %s\n", palette->name, palette->low, palette->high);
}

static void print_palettes(FILE *stream)
{
    fputs("Palettes (--palette NAME):\n", stream);
    for (size_t i = 0; i < figure_palette_count; i++)
        print_palette(&figure_palettes[i], stream);
}

static void print_snippets(FILE *stream)
{
    fputs("Snippets (--snippets NAME), each with its file and its use:\n", stream);
    for (size_t i = 0; i < snippet_language_count; i++)
        fprintf(stream, "  %-10s %-18s %s\n", snippet_languages[i].name, snippet_languages[i].file,
                snippet_languages[i].about);
}

static void print_name(const char *name, const char *kind, void *stream)
{
    (void)kind;
    fprintf(stream, "%s\n", name);
}

/* One name per line, without a heading, for scripts. */
static void print_files(FILE *stream)
{
    output_names_for_each(print_name, stream);
}

static const struct {
    const char *name;
    void (*print)(FILE *stream);
    bool on_request; /* not printed unless named */
} lists[] = {
    {"problems", print_problems, false},   {"optimizers", print_optimizers, false},
    {"schedules", print_schedules, false}, {"figures", print_figures, false},
    {"palettes", print_palettes, false},   {"snippets", print_snippets, false},
    {"files", print_files, true},
};
#define LISTS (sizeof lists / sizeof *lists)

const char *list_name(size_t i)
{
    return i < LISTS ? lists[i].name : NULL;
}

static enum status reject(const char *what, struct error *error)
{
    static name_list *const names[] = {list_name,     problem_name, optimizer_name,
                                       schedule_name, figure_name,  figure_palette_name};
    struct suggestion nearest = {.word = what, .length = strlen(what)};

    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        for (size_t i = 0; names[k](i) != NULL; i++)
            suggestion_consider(&nearest, names[k](i));
    if (nearest.name != NULL)
        return error_set(error, STATUS_USAGE, "list '%.255s': unknown name; did you mean '%s'?",
                         what, nearest.name);
    error_set(error, STATUS_USAGE, "list '%.255s': must be ", what);
    for (size_t i = 0; i < LISTS; i++)
        error_extend(error, STATUS_USAGE, "%s, ", lists[i].name);
    return error_extend(error, STATUS_USAGE,
                        "or the name of a problem, optimizer, schedule, figure or palette");
}

/* Prints the item of this name; false if the name is unknown. */
static bool print_one(const char *name, FILE *stream)
{
    const struct problem *problem = problem_find(name);
    const struct optimizer *optimizer = optimizer_find(name);
    const struct schedule *schedule = schedule_find(name);
    const struct figure *figure = figure_find(name);
    const struct figure_palette *palette = figure_palette_find(name);

    if (problem != NULL)
        print_problem(problem, stream);
    else if (optimizer != NULL)
        print_optimizer(optimizer, stream);
    else if (schedule != NULL)
        print_schedule(schedule, stream);
    else if (figure != NULL)
        print_figure(figure, stream);
    else if (palette != NULL)
        print_palette(palette, stream);
    return problem != NULL || optimizer != NULL || schedule != NULL || figure != NULL ||
           palette != NULL;
}

enum status list_print(const char *what, FILE *stream, struct error *error)
{
    bool found = false;

    for (size_t i = 0; i < LISTS; i++) {
        if (what == NULL ? lists[i].on_request : !name_matches(what, strlen(what), lists[i].name))
            continue;
        if (found)
            fputc('\n', stream);
        lists[i].print(stream);
        found = true;
    }
    return found || print_one(what, stream) ? STATUS_OK : reject(what, error);
}
