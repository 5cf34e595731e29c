#include "plot/caption.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/notation.h"

static void append_formula(struct text *out, const struct figure_subject *subject)
{
    text_append(out, "f(x₁, x₂) = ");
    notation_formula(out, subject->problem->formula);
}

/* Three digits tell enough for a picture. No -0. */
static void append_number(struct text *out, double value)
{
    text_appendf(out, "%.3g", value == 0 ? 0 : value);
}

/* To two decimals of the bounds' width: what can be seen. */
static void append_point(struct text *out, const struct figure_subject *subject, const double x[])
{
    for (size_t i = 0; i < 2; i++) {
        double width = subject->bounds.max[i] - subject->bounds.min[i];
        int decimals = (int)fmax(0, 2 - floor(log10(width)));
        double unit = pow(10, -decimals);
        double rounded = round(x[i] / unit) * unit;
        text_append(out, i == 0 ? "(" : ", ");
        text_appendf(out, "%.*f", decimals, rounded == 0 ? 0 : rounded);
    }
    text_append(out, ")");
}

/* A place that the numbers name exactly: a node, a minimum. */
static void append_place(struct text *out, const double x[])
{
    text_append(out, "(");
    append_number(out, x[0]);
    text_append(out, ", ");
    append_number(out, x[1]);
    text_append(out, ")");
}

static void append_region(struct text *out, const struct figure_subject *subject)
{
    const struct bounds *b = &subject->bounds;

    text_appendf(out, "for x₁ from %g to %g and x₂ from %g to %g", b->min[0], b->max[0], b->min[1],
                 b->max[1]);
}

static void append_extremes(struct text *out, const struct figure_subject *subject)
{
    text_append(out, "it is lowest, ");
    append_number(out, subject->problem->objective(subject->lowest));
    text_append(out, ", at ");
    append_place(out, subject->lowest);
    text_append(out, " and highest, ");
    append_number(out, subject->problem->objective(subject->highest));
    text_append(out, ", at ");
    append_place(out, subject->highest);
}

static void append_steps(struct text *out, const struct figure_subject *subject)
{
    size_t steps = subject->trajectory->count - 1;

    text_appendf(out, "%zu step%s", steps, steps == 1 ? "" : "s");
}

static double distance(const double a[], const double b[])
{
    return hypot(a[0] - b[0], a[1] - b[1]);
}

/* The known minimum nearest to a point, or NULL. */
static const double *nearest_minimum(const struct problem *problem, const double x[])
{
    const double *nearest = NULL;

    for (size_t i = 0; i < problem->minima_count; i++)
        if (nearest == NULL || distance(problem->minima[i], x) < distance(nearest, x))
            nearest = problem->minima[i];
    return nearest;
}

/* The least number with one significant digit that is not below. */
static double round_up(double value)
{
    double unit = pow(10, floor(log10(value)));
    return ceil(value / unit * (1 - 1e-12)) * unit;
}

static void append_end(struct text *out, const struct figure_subject *subject)
{
    const struct trajectory *t = subject->trajectory;
    const double *last = trajectory_point(t, t->count - 1);
    const double *minimum = nearest_minimum(subject->problem, last);

    if (minimum == NULL) {
        text_append(out, "at ");
        append_point(out, subject, last);
        return;
    }
    double away = distance(last, minimum);
    double size = distance(subject->bounds.min, subject->bounds.max);
    if (away == 0)
        text_append(out, "exactly at the minimum at ");
    else if (away <= 0.01 * size)
        text_appendf(out, "within %.1g of the minimum at ", round_up(away));
    else
        text_appendf(out, "%.2g away from the minimum at ", away);
    append_place(out, minimum);
}

static bool leaves(const struct figure_subject *subject)
{
    const struct bounds *b = &subject->bounds;

    for (size_t t = 0; t < subject->trajectory->count; t++) {
        const double *x = trajectory_point(subject->trajectory, t);
        for (size_t i = 0; i < 2; i++)
            if (x[i] < b->min[i] || x[i] > b->max[i])
                return true;
    }
    return false;
}

static void describe_path(const struct figure_subject *subject, struct text *out)
{
    text_append(out, "; the path starts at ");
    append_point(out, subject, trajectory_point(subject->trajectory, 0));
    text_append(out, leaves(subject) ? ", leaves the picture," : "");
    text_append(out, " and ends ");
    append_end(out, subject);
    text_append(out, " after ");
    append_steps(out, subject);
    text_append(out, subject->trajectory->diverged
                         ? ", where the next one leads to no finite number."
                         : ".");
}

void caption_write(const struct figure *figure, const struct figure_subject *subject,
                   const struct figure_settings *settings, struct text *caption)
{
    if (figure->needs_path) {
        text_append(caption, "The path of Adam on ");
        append_formula(caption, subject);
        text_append(caption, ": ");
        append_steps(caption, subject);
        text_append(caption, " from ");
        append_point(caption, subject, trajectory_point(subject->trajectory, 0));
        text_append(caption, ", each solution a white dot.");
        return;
    }
    append_formula(caption, subject);
    text_append(caption, figure->needs_surface ? " as a surface " : " as filled contours ");
    append_region(caption, subject);
    if (figure->needs_surface)
        text_append(caption, ", coloured from ");
    else
        text_appendf(caption, ", in %zu colours from ", settings->levels);
    append_number(caption, subject->f_min);
    text_append(caption, " to ");
    append_number(caption, subject->f_max);
    text_append(caption, ".");
}

void caption_alternative(const struct figure *figure, const struct figure_subject *subject,
                         const struct figure_settings *settings, struct text *alternative)
{
    text_append(alternative, figure->needs_surface ? "Surface of " : "Filled contours of ");
    append_formula(alternative, subject);
    text_append(alternative, " ");
    append_region(alternative, subject);
    text_appendf(alternative, ", from %s where f is low to %s where it is high",
                 settings->palette->low, settings->palette->high);
    if (figure->needs_path) {
        describe_path(subject, alternative);
        return;
    }
    text_append(alternative, "; ");
    append_extremes(alternative, subject);
    text_append(alternative, ".");
}
