#include "plot/script_settings.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "plot/figure_data.h"
#include "plot/gnuplot.h"
#include "plot/tics.h"
#include "plot/title.h"

/* The page that the scripts have room on, in points. A smaller one is drawn as this one, shrunk:
 * that is better than texts that run into each other. */
#define LEAST_WIDTH 480.0
#define LEAST_HEIGHT 360.0

/* Left and right of the title, in points. */
#define TITLE_MARGIN 14.0

/* Of a character in the line above a figure; there are some 22 besides the formula. */
#define POINTS_PER_CHARACTER 8.2

/* Most marks on an axis, less one. */
#define TICS 5

/* Marks on a path, about. */
#define MARKS 7

/* Of a chart's scale: the digits of a double. */
#define MOST_DECADES 16

/* gnuplot divides whole numbers as C does: a point makes it a real number. */
static void append_real(struct text *script, double value)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%.17g", value);
    text_append(script, digits);
    text_append(script, strpbrk(digits, ".en") == NULL ? ".0\n" : "\n");
}

static void define_axis(struct text *script, const char *axis, double min, double max)
{
    struct tics tics = tics_choose(min, max, TICS);

    if (*axis == 'f' && min < 0)
        tics.characters++; /* a minus sign is wide, and beside the colour bar there is no room */

    text_appendf(script, "%s_min = ", axis);
    append_real(script, min);
    text_appendf(script, "%s_max = ", axis);
    append_real(script, max);
    text_appendf(script, "%s_step = ", axis);
    append_real(script, tics.step);
    text_appendf(script, "%s_format = '%s'\n%s_characters = %d\n", axis, tics.format, axis,
                 tics.characters);
}

static bool is_within(const double x[], const struct bounds *bounds)
{
    return x[0] >= bounds->min[0] && x[0] <= bounds->max[0] && x[1] >= bounds->min[1] &&
           x[1] <= bounds->max[1];
}

/* The minima that can be shown, as a named data block. */
static void define_minima(struct text *script, const struct figure_subject *subject)
{
    int shown = 0;

    text_append(script, "$minima << END\n");
    for (size_t i = 0; i < subject->problem->minima_count; i++) {
        const double *x = subject->problem->minima[i];
        if (!is_within(x, &subject->bounds))
            continue;
        text_appendf(script, "%.17g %.17g\n", x[0], x[1]);
        shown++;
    }
    text_appendf(script, "END\nminima = %d\n", shown);
}

/* Bytes of a power that begins here: a number, or what is in parentheses with these. */
static size_t power_length(const char *text, size_t length)
{
    size_t depth = 0, i = 0;

    if (text[0] != '(') {
        size_t sign = text[0] == '-' || text[0] == '+';
        i = sign + strspn(text + sign, "0123456789.");
        return i > sign && i < length ? i : i > sign ? length : 1;
    }
    for (; i < length; i++) {
        depth += text[i] == '(';
        depth -= text[i] == ')';
        if (depth == 0)
            return i + 1;
    }
    return length;
}

/* A formula as gnuplot's enhanced text sets it: x1^2 with the index below the power, both so small
 * that they do not touch, and not of one size: in SVG gnuplot would not set the second one small.
 */
static void append_enhanced(struct text *script, const char *formula, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        const char *c = formula + i;
        bool index = i > 0 && c[-1] == 'x' && (*c == '1' || *c == '2');
        bool power = i > 0 && c[-1] == '^';
        if (index) {
            text_append(script, i + 1 < length && c[1] == '^' ? "@_" : "_");
            text_appendf(script, "{/*0.8 %c}", *c);
        } else if (power) {
            size_t bytes = power_length(c, length - i);
            text_append(script, "{/*0.81 ");
            append_enhanced(script, c, bytes);
            text_append(script, "}");
            i += bytes - 1;
        } else {
            text_append_bytes(script, c, 1);
        }
    }
}

/* How many characters are seen, nearly. */
static size_t count_characters(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80 && *text != '^';
    return count;
}

/* Where there is no room for the formula, what it is called. */
static void define_formula(struct text *script, const struct problem *problem, double width)
{
    bool fits = (double)count_characters(problem->formula) <= width / POINTS_PER_CHARACTER - 22;

    text_append(script, "formula = '");
    if (fits)
        append_enhanced(script, problem->formula, strlen(problem->formula));
    else
        text_append(script, problem->title);
    text_append(script, "'\n");
}

/* In single quotes nothing is special but these themselves, and a string that begins with one (as
 * ''') is beyond gnuplot: they are put between the strings in double quotes. */
static void append_quoted(struct text *script, const char *bytes, size_t length)
{
    text_append(script, "'");
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\'')
            text_append(script, "'.\"'\".'");
        else
            text_append_bytes(script, bytes + i, 1);
    }
    text_append(script, "'\n");
}

/* What a reader of the file should know, and what gnuplot was not told on the command line. */
static void append_preamble(struct text *script, const struct figure_settings *settings,
                            const struct script_page *page)
{
    if (page->frames == NULL)
        text_appendf(script,
                     "# Where its data is, `gnuplot %s.gp` draws %s.png, and with\n"
                     "# -e \"format='svg'\" before the name, or 'pdf', %s.svg or %s.pdf.\n",
                     page->name, page->name, page->name, page->name);
    text_appendf(script, "if (GPVAL_VERSION < %d.%d) exit status 3\n", GNUPLOT_MIN_MAJOR,
                 GNUPLOT_MIN_MINOR);
    text_append(script, "reset\nset encoding utf8\n");
    text_append(script, "if (!exists('format')) format = 'png'\n");
    text_appendf(script, "name = '%s'\n", page->frames == NULL ? page->name : "");
    text_appendf(script, "theme = '%s'\n", figure_theme_name(page->theme));
    text_appendf(script, "palette_name = '%s'\n", settings->palette->name);
    /* An animation has a ground in every case: its pictures are put over one another. */
    text_appendf(script, "transparent = %d\n", settings->transparent && page->frames == NULL);
}

static void define_title(struct text *script, const char *text, double width)
{
    struct title title = title_set(text, width - 2 * TITLE_MARGIN);

    text_appendf(script, "title_lines = %zu\ntitle_size = %.2f\ntitle_width = %.2f\n", title.lines,
                 title.size, title.width);
    for (size_t i = 0; i < title.lines; i++) {
        text_appendf(script, "title_%zu = ", i + 1);
        append_quoted(script, text + title.start[i], title.length[i]);
    }
}

/* Pixels belong to a PNG; the other formats have points. */
static void define_size(struct text *script, const struct figure_settings *settings, double shrink)
{
    text_appendf(script, "png_width = %zu\n", figure_pixels(settings->width, settings->scale));
    text_appendf(script, "png_height = %zu\n", figure_pixels(settings->height, settings->scale));
    text_append(script, "shrink = ");
    append_real(script, shrink);
    text_append(script, "width = ");
    append_real(script, settings->width * shrink);
    text_append(script, "height = ");
    append_real(script, settings->height * shrink);
    text_append(script, "scale = 1 / shrink\n");
    text_append(script, "if (format eq 'png') scale = ");
    append_real(script, settings->scale / shrink);
}

/* Powers of ten, at most about six of them, as numbers with a high exponent. */
static void define_decades(struct text *script, const char *axis, double min, double max)
{
    text_appendf(script, "%s_min = ", axis);
    append_real(script, min);
    text_appendf(script, "%s_max = ", axis);
    append_real(script, max);
    text_appendf(script, "%s_step = ", axis);
    append_real(script, fmax(1, ceil((max - min) / 6.5)));
    text_appendf(script, "%s_format = '10^{/*0.8 %%.0f}'\n%s_characters = 4\n", axis, axis);
}

/* Of the figures that show the objective over x1 and x2; scripts/figures/style.gp says what it all
 * means. */
static void define_plane(struct text *script, const struct figure_subject *subject,
                         const struct figure_settings *settings, double width)
{
    const struct trajectory *trajectory = subject->trajectory;

    text_appendf(script, "levels = %zu\n", settings->levels);
    define_axis(script, "x1", subject->bounds.min[0], subject->bounds.max[0]);
    define_axis(script, "x2", subject->bounds.min[1], subject->bounds.max[1]);
    if (subject->spacing == LEVELS_LOGARITHMIC)
        define_decades(script, "f", subject->level_min, subject->level_max);
    else
        define_axis(script, "f", subject->f_min, subject->f_max);
    define_formula(script, subject->problem, width);
    text_appendf(script, "iterations = %zu\n", trajectory->count - 1);
    text_append(script, "start_x1 = ");
    append_real(script, trajectory_point(trajectory, 0)[0]);
    text_append(script, "start_x2 = ");
    append_real(script, trajectory_point(trajectory, 0)[1]);
    define_minima(script, subject);
}

/* The optimizers' names; scripts/figures/markers.gp says what it means. */
static void define_names(struct text *script, const struct figure_subject *subject)
{
    size_t longest = 0;

    text_appendf(script, "paths = %zu\n", subject->attempt_count);
    for (size_t i = 0; i < subject->attempt_count; i++) {
        const char *label = subject->attempts[i].label;
        text_appendf(script, "label_%zu = ", i + 1);
        append_quoted(script, label, strlen(label));
        longest = strlen(label) > longest ? strlen(label) : longest;
    }
    text_appendf(script, "label_characters = %zu\n", longest);
}

/* Points of each path that get a mark: some, and the last. */
static void define_marked_points(struct text *script, const struct figure_subject *subject)
{
    for (size_t i = 0; i < subject->attempt_count; i++) {
        const struct trajectory *trajectory = subject->attempts[i].trajectory;
        size_t last = trajectory->count - 1, every = last / MARKS + 1;
        /* Not all begin at the same iteration: paths that go together show all their marks. */
        size_t t = every * (i + 1) / (subject->attempt_count + 1) + 1;
        text_appendf(script, "$marks_%zu << END\n", i + 1);
        for (; t <= last; t = t < last && t + every > last ? last : t + every) {
            const double *x = trajectory_point(trajectory, t);
            if (is_within(x, &subject->bounds))
                text_appendf(script, "%.9g %.9g\n", x[0], x[1]);
        }
        text_append(script, "END\n");
    }
}

static bool shows_several(const struct figure *figure, const struct figure_subject *subject)
{
    return figure->kind == FIGURE_SURFACE_PATH ||
           (figure->kind == FIGURE_CONTOUR_PATH && subject->attempt_count > 1);
}

/* How high the start and the minima that are shown are on the surface. */
static void define_heights(struct text *script, const struct figure_subject *subject)
{
    const struct problem *problem = subject->problem;
    const double *start = trajectory_point(subject->trajectory, 0);

    text_append(script, "start_f = ");
    append_real(script, figure_level(subject, problem_objective(problem, start)));
    text_append(script, "minimum_f = '");
    for (size_t i = 0; i < problem->minima_count; i++)
        if (is_within(problem->minima[i], &subject->bounds))
            text_appendf(script, " %.9g",
                         figure_level(subject, problem_objective(problem, problem->minima[i])));
    text_append(script, "'\n");
}

static void define_optimizers(struct text *script, const struct figure *figure,
                              const struct figure_subject *subject)
{
    if (figure->kind == FIGURE_SURFACE_PATH)
        define_heights(script, subject);
    if (shows_several(figure, subject)) {
        define_names(script, subject);
        if (figure->kind == FIGURE_CONTOUR_PATH)
            define_marked_points(script, subject);
    } else if (figure->kind == FIGURE_CONTOUR_PATH &&
               subject->attempts[0].method->optimizer != &optimizers[0]) {
        text_append(script, "optimizer = ");
        append_quoted(script, subject->attempts[0].label, strlen(subject->attempts[0].label));
    }
}

/* ---- Charts ---------------------------------------------------------------------------------- */

struct range {
    double least, most; /* of what is above 0; 0 and 0 if there is nothing */
};

static void widen(struct range *range, double value)
{
    if (!(value > 0) || !isfinite(value))
        return;
    range->least = range->least == 0 || value < range->least ? value : range->least;
    range->most = value > range->most ? value : range->most;
}

static double excess_at(const struct figure *figure, const struct figure_subject *subject,
                        size_t attempt, size_t t)
{
    const struct attempt *a = &subject->attempts[attempt];

    if (figure->kind == FIGURE_ENSEMBLE)
        return a->ensemble->quantiles[ENSEMBLE_MEDIAN][t];
    return t < a->trajectory->count ? a->trajectory->f[t] - subject->minimum : 0;
}

static size_t chart_points(const struct figure *figure, const struct figure_subject *subject)
{
    size_t points = 2;

    for (size_t i = 0; i < subject->attempt_count; i++) {
        const struct attempt *a = &subject->attempts[i];
        size_t own = figure->kind == FIGURE_ENSEMBLE ? a->ensemble->points : a->trajectory->count;
        points = own > points ? own : points;
    }
    return points;
}

static struct range chart_range(const struct figure *figure, const struct figure_subject *subject,
                                size_t points)
{
    struct range range = {0};

    for (size_t i = 0; i < subject->attempt_count; i++)
        for (size_t t = 0; t < points; t++) {
            widen(&range, excess_at(figure, subject, i, t));
            if (figure->kind == FIGURE_ENSEMBLE) {
                widen(&range, subject->attempts[i].ensemble->quantiles[ENSEMBLE_Q10][t]);
                widen(&range, subject->attempts[i].ensemble->quantiles[ENSEMBLE_Q90][t]);
            }
        }
    return range;
}

/* The last value of each line that the chart can show, as an exponent of ten: where its name goes.
 */
static void define_ends(struct text *script, const struct figure *figure,
                        const struct figure_subject *subject, size_t points, double low)
{
    for (size_t i = 0; i < subject->attempt_count; i++) {
        size_t t = points - 1;
        while (t > 0 && !(excess_at(figure, subject, i, t) > 0 &&
                          isfinite(excess_at(figure, subject, i, t))))
            t--;
        double excess = excess_at(figure, subject, i, t);
        double end = excess > 0 && isfinite(excess) ? log10(excess) : low;
        text_appendf(script, "end_%zu = %.9g\nlast_%zu = %zu\n", i + 1, fmax(low, end), i + 1, t);
    }
}

/* The excess over the iterations, on a logarithmic scale; scripts/figures/chart_page.gp says what
 * it means. */
static void define_chart(struct text *script, const struct figure *figure,
                         const struct figure_subject *subject, double width)
{
    size_t points = chart_points(figure, subject);
    struct range range = chart_range(figure, subject, points);
    double high = range.most > 0 ? ceil(log10(range.most)) : 0;
    double low = range.most > 0 ? floor(log10(range.least)) : -1;

    low = fmax(low, high - MOST_DECADES);
    low = low < high ? low : high - 1;
    define_axis(script, "t", 0, (double)(points - 1));
    define_decades(script, "excess", low, high);
    define_formula(script, subject->problem, width);
    text_appendf(script, "minimum_known = %d\nminimum = ", subject->minimum_known);
    append_real(script, subject->minimum);
    if (figure->kind == FIGURE_ENSEMBLE)
        text_appendf(script, "runs = %zu\n", subject->attempts[0].ensemble->run_count);
    define_names(script, subject);
    define_ends(script, figure, subject, points, low);
}

/* ---- Sweeps ---------------------------------------------------------------------------------- */

/* Where a value is along an axis whose cells have length 1 / count, the middle of the first one
 * being `low`. */
static double sweep_place(const struct sweep_axis *axis, double value)
{
    double share = axis->logarithmic ? log(value / axis->low) / log(axis->high / axis->low)
                                     : (value - axis->low) / (axis->high - axis->low);

    return (share * (double)(axis->count - 1) + 0.5) / (double)axis->count;
}

static void append_mark(struct text *script, const struct sweep_axis *axis, double value,
                        const char *format)
{
    double place = sweep_place(axis, value);

    if (place < 0 || place > 1)
        return;
    text_appendf(script, "%.9g ", place);
    text_appendf(script, format, value);
    text_append(script, "\n");
}

/* Marks of a logarithmic axis: powers of ten, and where there are few of these, 2 and 5 times them.
 */
static void append_ratio_marks(struct text *script, const struct sweep_axis *axis)
{
    double decades = log10(axis->high / axis->low);
    int step = decades > 12 ? (int)ceil(decades / 8) : 1;

    for (int power = (int)floor(log10(axis->low)); power <= (int)ceil(log10(axis->high));
         power += step)
        for (int k = 0; k < 3; k++) {
            static const double factors[] = {1, 2, 5};
            if (k == 0 || decades < 3)
                append_mark(script, axis, factors[k] * pow(10, power), "%g");
        }
}

static void define_sweep_axis(struct text *script, const char *name, const struct sweep_axis *axis,
                              const struct optimizer *optimizer, double chosen)
{
    struct tics tics = tics_choose(axis->low, axis->high, TICS);

    text_appendf(script, "%s_name = '%s'\n%s_count = %zu\n", name,
                 optimizer->parameters[axis->parameter].meaning, name, axis->count);
    text_appendf(script, "%s_chosen = %.9g\n", name,
                 axis->logarithmic && !(chosen > 0) ? -1.0 : sweep_place(axis, chosen));
    text_appendf(script, "$%s_marks << END\n", name);
    if (axis->logarithmic)
        append_ratio_marks(script, axis);
    else
        for (double i = ceil(axis->low / tics.step - 1e-6);
             i <= floor(axis->high / tics.step + 1e-6); i++)
            append_mark(script, axis, i * tics.step + 0.0,
                        tics.format[strlen(tics.format) - 1] == 'h' ? "%g" : tics.format);
    text_append(script, "END\n");
}

static void define_sweep(struct text *script, const struct figure_subject *subject,
                         const struct figure_settings *settings, double width)
{
    const struct sweep_plan *plan = subject->sweep.plan;
    const struct sweep *sweep = subject->sweep.sweep;
    const struct sweep_cell *best = &sweep->cells[sweep->best];
    double least, most;

    bool coloured = figure_cells_range(subject, &least, &most);
    text_appendf(script, "levels = %zu\ncoloured = %d\nof_values = %d\niterations = %zu\n",
                 settings->levels, coloured, subject->sweep.of_values, plan->iterations);
    if (subject->sweep.of_values)
        define_decades(script, "f", least, most);
    else
        define_axis(script, "f", least, most);
    define_formula(script, subject->problem, width);
    text_append(script, "optimizer = ");
    append_quoted(script, subject->attempts[0].label, strlen(subject->attempts[0].label));
    for (size_t k = 0; k < 2; k++)
        define_sweep_axis(script, k == 0 ? "x" : "y", &plan->axes[k], plan->method.optimizer,
                          plan->method.parameters[plan->axes[k].parameter]);
    text_appendf(script, "best_x = %.9g\nbest_y = %.9g\nbest_first = %d\n",
                 ((double)(sweep->best % sweep->counts[0]) + 0.5) / (double)sweep->counts[0],
                 ((double)(sweep->best / sweep->counts[0]) + 0.5) / (double)sweep->counts[1],
                 best->first);
    text_appendf(script, "minimum_known = %d\nminimum = ", subject->minimum_known);
    append_real(script, subject->minimum);
}

/* ---- All of them ----------------------------------------------------------------------------- */

void script_settings(struct text *script, const struct figure *figure,
                     const struct figure_subject *subject, const struct figure_settings *settings,
                     const struct script_page *page)
{
    double shrink = fmax(1, fmax(LEAST_WIDTH / settings->width, LEAST_HEIGHT / settings->height));
    double width = settings->width * shrink;

    append_preamble(script, settings, page);
    define_title(script, settings->title, width);
    define_size(script, settings, shrink);
    switch (figure->kind) {
    case FIGURE_CONVERGENCE:
    case FIGURE_ENSEMBLE:
        define_chart(script, figure, subject, width);
        break;
    case FIGURE_SWEEP:
        define_sweep(script, subject, settings, width);
        break;
    default:
        define_plane(script, subject, settings, width);
        if (page->frames != NULL)
            text_appendf(script, "frames = '%s'\n", page->frames);
        define_optimizers(script, figure, subject);
    }
}
