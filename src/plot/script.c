#include "plot/script.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/builtin.h"
#include "base/file.h"
#include "plot/gnuplot.h"
#include "plot/tics.h"
#include "plot/title.h"

/* The page that the scripts have room on, in points. A smaller one is drawn as this one, shrunk:
 * that is better than texts that run into each other. */
#define LEAST_WIDTH 480.0
#define LEAST_HEIGHT 360.0

/* Left and right of the title, in points. */
#define TITLE_MARGIN 14.0

/* Most marks on an axis, less one. */
#define TICS 5

/* No script is as long. */
#define SCRIPT_LIMIT ((size_t)1 << 20)

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
 * that they do not touch, and not of one size: in SVG gnuplot would not set the second one small.
 */
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
            text_appendf(script, index ? "{/*0.8 %c}" : "{/*0.81 %c}", *c);
        else
            text_append_bytes(script, c, 1);
    }
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

/* What the scripts can count on; scripts/figures/style.gp says what it all means. */
static void append_settings(struct text *script, const struct figure_subject *subject,
                            const struct figure_settings *settings, const struct script_page *page)
{
    const struct trajectory *trajectory = subject->trajectory;
    double shrink = fmax(1, fmax(LEAST_WIDTH / settings->width, LEAST_HEIGHT / settings->height));

    append_preamble(script, settings, page);
    define_title(script, settings->title, settings->width * shrink);
    define_size(script, settings, shrink);
    text_appendf(script, "levels = %zu\n", settings->levels);
    define_axis(script, "x1", subject->bounds.min[0], subject->bounds.max[0]);
    define_axis(script, "x2", subject->bounds.min[1], subject->bounds.max[1]);
    define_axis(script, "f", subject->f_min, subject->f_max);
    define_formula(script, subject->problem->formula);
    text_appendf(script, "iterations = %zu\n", trajectory->count - 1);
    text_append(script, "start_x1 = ");
    append_real(script, trajectory_point(trajectory, 0)[0]);
    text_append(script, "start_x2 = ");
    append_real(script, trajectory_point(trajectory, 0)[1]);
    define_minima(script, subject);
    if (page->frames != NULL)
        text_appendf(script, "frames = '%s'\n", page->frames);
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
                           const struct figure_settings *settings, const struct script_page *page,
                           struct figure_script *script, struct error *error)
{
    enum status status = STATUS_OK;

    *script = (struct figure_script){0};
    append_settings(&script->text, subject, settings, page);
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
