#include "plot/figure.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/builtin.h"
#include "base/file.h"
#include "plot/contour.h"
#include "plot/font.h"
#include "plot/gnuplot.h"
#include "plot/grid.h"
#include "plot/polyline.h"
#include "plot/tics.h"

const struct figure figures[] = {
    {.name = "surface",
     .parts = {"style", "surface_page", "colour_bar", "surface"},
     .needs_surface = true},
    {.name = "contour", .parts = {"style", "plane_page", "colour_bar", "contour"}},
    {.name = "contour_path",
     .parts = {"style", "plane_page", "colour_bar", "contour_path"},
     .needs_path = true},
};
const size_t figure_count = sizeof figures / sizeof *figures;
_Static_assert(sizeof figures / sizeof *figures <= FIGURE_MAX, "make FIGURE_MAX larger");

/* The figures sample the objective as finely as the eye can see and no finer, whatever --step says.
 * Odd numbers: the middle of the bounds, often the minimum, is a node. */
#define SURFACE_NODES 41
#define BANDS_NODES 201

/* The page that the scripts have room on, in points. A smaller one is drawn as this one, shrunk:
 * that is better than texts that run into each other. */
#define LEAST_WIDTH 480.0
#define LEAST_HEIGHT 360.0

/* Most marks on an axis, less one. */
#define TICS 5

/* No script is as long. */
#define SCRIPT_LIMIT ((size_t)1 << 20)

const struct figure *figure_find(const char *name)
{
    for (size_t i = 0; i < figure_count; i++)
        if (strcmp(figures[i].name, name) == 0)
            return &figures[i];
    return NULL;
}

/* A tenth of a pixel, if the box were as large as the picture; so it is less. */
double figure_tolerance(const struct figure_settings *settings)
{
    return 0.1 / (fmin(settings->width, settings->height) * settings->scale);
}

size_t figure_pixels(double points, double scale)
{
    return (size_t)lround(points * scale);
}

/* Fewer digits than in the files that users read, since gnuplot takes its time to read them: enough
 * for a thousandth of a pixel, also where the bounds are far from the origin. */
static int digits_for(double min, double max)
{
    int digits = 7 + (int)ceil(log10(fmax(fabs(min), fabs(max)) / (max - min)));

    return digits < 9 ? 9 : digits > 17 ? 17 : digits;
}

static void append_point(struct text *data, const struct bounds *bounds, double x1, double x2,
                         double value)
{
    text_appendf(data, "%.*g %.*g %.9g\n", digits_for(bounds->min[0], bounds->max[0]), x1,
                 digits_for(bounds->min[1], bounds->max[1]), x2, value);
}

enum status figure_surface_data(const struct figure_subject *subject, struct text *data,
                                struct error *error)
{
    struct grid grid;
    enum status status =
        grid_sample(&grid, subject->problem, &subject->bounds, SURFACE_NODES, SURFACE_NODES, error);

    if (status != STATUS_OK)
        return status;
    for (size_t i2 = 0; i2 < grid.nodes[1]; i2++) {
        for (size_t i1 = 0; i1 < grid.nodes[0]; i1++)
            append_point(data, &subject->bounds, grid_node(&grid, 0, i1), grid_node(&grid, 1, i2),
                         grid.f[i2 * grid.nodes[0] + i1]);
        text_append(data, "\n");
    }
    grid_free(&grid);
    return text_check(data, error);
}

/* Straight parts of a loop need no points between their ends: less to write, read and draw. */
static void append_loop(const struct figure_subject *subject, struct point points[], size_t count,
                        double colour, struct text *data)
{
    const struct bounds *b = &subject->bounds;
    struct point tolerance = {(b->max[0] - b->min[0]) * subject->tolerance,
                              (b->max[1] - b->min[1]) * subject->tolerance};

    if (subject->tolerance > 0)
        count = polyline_simplify(points, count, tolerance);
    for (size_t k = 0; k < count; k++)
        append_point(data, b, points[k].x1, points[k].x2, colour);
    text_append(data, "\n");
}

static void append_loops(const struct figure_subject *subject, const struct contours *contours,
                         size_t bands, struct text *data)
{
    for (size_t i = 0; i < contours->loop_count; i++) {
        const struct contour_loop *loop = &contours->loops[i];
        append_loop(subject, contours->points + loop->first, loop->count,
                    ((double)loop->band + 0.5) / (double)bands, data);
    }
}

/* Bands of equal height between the least and the largest value. */
static enum status find_loops(const struct figure_subject *subject, const struct grid *grid,
                              size_t bands, struct text *data, struct error *error)
{
    struct contours contours = {0};
    double *levels = malloc(bands * sizeof *levels);

    if (levels == NULL)
        return error_out_of_memory(error);
    for (size_t k = 1; k < bands; k++)
        levels[k - 1] =
            subject->f_min + (subject->f_max - subject->f_min) * ((double)k / (double)bands);
    enum status status = contours_find(&contours, grid, levels, bands - 1, error);
    if (status == STATUS_OK)
        append_loops(subject, &contours, bands, data);
    contours_free(&contours);
    free(levels);
    return status;
}

enum status figure_bands_data(struct figure_subject *subject, size_t levels, struct text *data,
                              struct error *error)
{
    struct grid grid;
    enum status status =
        grid_sample(&grid, subject->problem, &subject->bounds, BANDS_NODES, BANDS_NODES, error);

    if (status != STATUS_OK)
        return status;
    subject->f_min = grid.f_min;
    subject->f_max = grid.f_max;
    if (!(subject->f_min < subject->f_max)) { /* a plain: one colour, and a scale to name it */
        double half = fmax(1, 0.5 * fabs(subject->f_min));
        subject->f_min -= half;
        subject->f_max += half;
    }
    status = find_loops(subject, &grid, levels, data, error);
    grid_free(&grid);
    return status == STATUS_OK ? text_check(data, error) : status;
}

enum status figure_path_data(const struct figure_subject *subject, struct text *data,
                             struct error *error)
{
    const struct trajectory *trajectory = subject->trajectory;
    const struct bounds *b = &subject->bounds;
    double near[2] = {(b->max[0] - b->min[0]) * subject->tolerance,
                      (b->max[1] - b->min[1]) * subject->tolerance};
    const double *last = NULL;

    for (size_t t = 0; t < trajectory->count; t++) {
        const double *x = trajectory_point(trajectory, t);
        if (last != NULL && fabs(x[0] - last[0]) < near[0] && fabs(x[1] - last[1]) < near[1])
            continue;
        text_appendf(data, "%.17g %.17g\n", x[0], x[1]);
        last = x;
    }
    return text_check(data, error);
}

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

/* A formula as gnuplot's enhanced text sets it: x1^2 with the index below the power, both so small
 * that they do not touch. */
static void define_formula(struct text *script, const char *formula)
{
    text_append(script, "formula = '");
    for (const char *c = formula; *c != '\0'; c++) {
        bool index = c > formula && c[-1] == 'x' && (*c == '1' || *c == '2');
        bool power = c > formula && c[-1] == '^';
        if (index && c[1] == '^')
            text_append(script, "@");
        if (index)
            text_append(script, "_");
        if (index || power)
            text_appendf(script, "{/*0.8 %c}", *c);
        else
            text_append_bytes(script, c, 1);
    }
    text_append(script, "'\n");
}

/* What the scripts can count on; scripts/figures/style.gp says what it all means. */
static void append_settings(struct text *script, const struct figure_subject *subject,
                            const struct figure_settings *settings)
{
    const struct trajectory *trajectory = subject->trajectory;
    double shrink = fmax(1, fmax(LEAST_WIDTH / settings->width, LEAST_HEIGHT / settings->height));
    double scale = settings->scale / shrink;

    text_appendf(script, "if (GPVAL_VERSION < %d.%d) exit status 3\n", GNUPLOT_MIN_MAJOR,
                 GNUPLOT_MIN_MINOR);
    text_append(script, "set encoding utf8\n");
    text_appendf(script,
                 "set terminal pngcairo enhanced size %zu,%zu font '" FONT_FAMILY
                 ",10' fontscale %.17g linewidth %.17g pointscale %.17g\n",
                 figure_pixels(settings->width, settings->scale),
                 figure_pixels(settings->height, settings->scale), scale, scale, scale);
    text_append(script, "width = ");
    append_real(script, settings->width * shrink);
    text_append(script, "height = ");
    append_real(script, settings->height * shrink);
    text_append(script, "scale = ");
    append_real(script, scale);
    text_appendf(script, "levels = %zu\n", settings->levels);
    define_axis(script, "x1", subject->bounds.min[0], subject->bounds.max[0]);
    define_axis(script, "x2", subject->bounds.min[1], subject->bounds.max[1]);
    define_axis(script, "f", subject->f_min, subject->f_max);
    define_formula(script, subject->problem->formula);
    text_appendf(script, "iterations = %zu\n", trajectory->count - 1);
    define_minima(script, subject);
}

static enum status append_script(const char *name, const char *directory, struct text *script,
                                 struct error *error)
{
    struct text path = {0};
    enum status status;

    if (directory == NULL) {
        text_appendf(&path, "%s.gp", name);
        const struct builtin *builtin = builtin_find(text_string(&path));
        text_free(&path);
        if (builtin ==
            NULL) /* a row of the table without its file: the tests compose every figure */
            return error_set(error, STATUS_FAILED, "the script %s is not built in", name);
        text_append_bytes(script, builtin->bytes, builtin->length);
        return text_check(script, error);
    }
    text_appendf(&path, "%s/%s.gp", directory, name);
    status = text_check(&path, error);
    if (status == STATUS_OK)
        status = file_read(AT_FDCWD, text_string(&path), SCRIPT_LIMIT, script, error);
    if (status != STATUS_OK) /* what the user named is at fault */
        status = error_prefix(error, STATUS_USAGE, "--figures %.255s", directory);
    text_free(&path);
    /* A last line without an end would run into what follows. */
    if (status == STATUS_OK && script->length > 0 && script->data[script->length - 1] != '\n')
        text_append(script, "\n");
    return status;
}

static size_t count_lines(const struct text *text, size_t from)
{
    size_t lines = 0;

    for (size_t i = from; i < text->length; i++)
        lines += text->data[i] == '\n';
    return lines;
}

enum status figure_compose(const struct figure *figure, const struct figure_subject *subject,
                           const struct figure_settings *settings, struct figure_script *script,
                           struct error *error)
{
    enum status status = STATUS_OK;

    *script = (struct figure_script){0};
    append_settings(&script->text, subject, settings);
    script->lines[0] = count_lines(&script->text, 0);
    for (size_t i = 0; figure->parts[i] != NULL && status == STATUS_OK; i++) {
        size_t begin = script->text.length;
        status = append_script(figure->parts[i], settings->scripts, &script->text, error);
        script->lines[i + 1] = count_lines(&script->text, begin);
    }
    return status == STATUS_OK ? text_check(&script->text, error) : status;
}

void figure_script_free(struct figure_script *script)
{
    text_free(&script->text);
}

void figure_script_locate(const struct figure_script *script, const struct figure *figure,
                          long line, struct text *where)
{
    size_t part = 0;

    while (line > (long)script->lines[part] && figure->parts[part] != NULL)
        line -= (long)script->lines[part++];
    if (part == 0)
        text_appendf(where, "settings:%ld", line);
    else
        text_appendf(where, "%s.gp:%ld", figure->parts[part - 1], line);
}
