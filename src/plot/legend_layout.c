#include "plot/legend_layout.h"

#include <math.h>
#include <string.h>

#include "plot/gnuplot_text.h"
#include "plot/text_width.h"

/* Margin to the left and right of the rows. */
#define MARGIN 10.0

/* Gap at the end of each row, after the last name. */
#define LAST_GAP 20.0

/* From the left edge of a mark to the name. */
#define MARK 23.0

static double width_of(const char *text)
{
    return text_width(text, strlen(text));
}

/* At least 1. */
static size_t quotient_above(size_t a, size_t b)
{
    size_t quotient = (a + b - 1) / b;

    return quotient > 0 ? quotient : 1;
}

size_t legend_longest(const struct figure_subject *subject)
{
    size_t longest = 0;

    for (size_t i = 0; i < subject->result_count; i++) {
        size_t length = strlen(subject->results[i].label);
        longest = length > longest ? length : longest;
    }
    return longest;
}

size_t legend_fit(double length, double item, size_t items)
{
    double fit = floor(length / item);
    size_t columns = fit < (double)items ? (size_t)fit : items;

    return columns > 0 ? columns : 1;
}

/* The names of the marks, in the order of scripts/figures/legend.gp. */
static size_t names_of(const struct legend_marks *marks, const char *names[3])
{
    size_t count = 0;

    if (marks->start)
        names[count++] = "start";
    if (marks->minima > 0)
        names[count++] = marks->minima > 1 ? "minima" : "minimum";
    if (marks->zoom)
        names[count++] = "zoom";
    return count;
}

struct legend legend_of_paths(const struct layout *layout, const struct figure_subject *subject,
                              const struct legend_marks *marks)
{
    const char *names[3];
    size_t items = subject->result_count + names_of(marks, names);
    double longest = width_of("minimum");

    for (size_t i = 0; i < subject->result_count; i++)
        longest = fmax(longest, width_of(subject->results[i].label));
    struct legend legend = {.item = MARK + layout_points(LABEL_SIZE, longest) + LAST_GAP};

    legend.rows = quotient_above(items, legend_fit(layout->width - 2 * MARGIN, legend.item, items));
    legend.columns = quotient_above(items, legend.rows);
    return legend;
}

static void add_name(struct layout *layout, const struct legend *legend, double left, double top,
                     size_t index, const char *name)
{
    size_t column = index % legend->columns, row = index / legend->columns;
    double x = left + (double)column * legend->item;
    double y = top - LEGEND_LEADING * ((double)row + 0.5);

    layout_add_text(layout, TEXT_LEFT, x + MARK, y, LABEL_SIZE, width_of(name));
}

void legend_place(struct layout *layout, struct text *script, const struct legend *legend,
                  const struct figure_subject *subject, const struct legend_marks *marks,
                  double middle, double top)
{
    const char *names[3];
    double length = (double)legend->columns * legend->item - LAST_GAP;
    double left = middle - 0.5 * length;
    size_t count = subject->result_count;

    if (left + length > layout->width - MARGIN)
        left = layout->width - MARGIN - length;
    left = fmax(left, MARGIN);
    gnuplot_variable(script, "legend", "_left", left);
    gnuplot_variable(script, "legend", "_top", top);
    gnuplot_variable(script, "legend", "_item", legend->item);
    gnuplot_variable(script, "legend", "_leading", LEGEND_LEADING);
    text_appendf(script, "legend_columns = %zu\n", legend->columns);
    for (size_t i = 0; i < count; i++)
        add_name(layout, legend, left, top, i, subject->results[i].label);
    for (size_t i = 0; i < names_of(marks, names); i++)
        add_name(layout, legend, left, top, count + i, names[i]);
}

/* The width of a text in the legend of one path, in points. */
static double about(const char *text)
{
    return 6.1 * (double)strlen(text);
}

void legend_place_path(struct layout *layout, struct text *script, size_t iterations,
                       const struct legend_marks *marks, double middle, double y)
{
    const char *minimum = marks->minima > 1 ? "minima" : "minimum";
    struct text path = {0};

    text_appendf(&path, "%zu iteration%s", iterations, iterations == 1 ? "" : "s");
    double name = 44 + about(text_string(&path));
    double length = name + (marks->start ? 32 + about("start") : 0) +
                    (marks->minima > 0 ? 34 + about(minimum) : 0) +
                    (marks->zoom ? 58 + about("zoom") : 0);
    double left = fmax(6, fmin(middle - 0.5 * length, layout->width - 6 - length));
    double start = left + name + 24;
    double cross = marks->start ? start + 8 + about("start") + 26 : start;
    double zoom =
        marks->minima > 0 ? cross + 38 + layout_points(LABEL_SIZE, width_of(minimum)) : cross + 4;
    gnuplot_variable(script, "legend", "_y", y);
    gnuplot_variable(script, "legend", "_path", left);
    gnuplot_variable(script, "legend", "_start", start);
    gnuplot_variable(script, "legend", "_minimum", cross);
    gnuplot_variable(script, "legend", "_zoom", zoom);
    text_appendf(script, "path_text = '%s'\nminimum_text = '%s'\n", text_string(&path), minimum);
    layout_add_text(layout, TEXT_LEFT, left + 44, y, LABEL_SIZE, width_of(text_string(&path)));
    if (marks->start)
        layout_add_text(layout, TEXT_LEFT, start + 8, y, LABEL_SIZE, width_of("start"));
    if (marks->minima > 0)
        layout_add_text(layout, TEXT_LEFT, cross + 8, y, LABEL_SIZE, width_of(minimum));
    if (marks->zoom)
        layout_add_text(layout, TEXT_LEFT, zoom + 12, y, LABEL_SIZE, width_of("zoom"));
    script->failed = script->failed || path.failed;
    text_free(&path);
}
