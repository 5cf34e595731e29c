#include "plot/script_variables.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "plot/figure_data.h"
#include "plot/gnuplot.h"
#include "plot/gnuplot_text.h"
#include "plot/title.h"

/* The page that the scripts have room on, in points. A smaller one is drawn as this one, shrunk:
 * that is better than texts that run into each other. */
#define LEAST_WIDTH 480.0
#define LEAST_HEIGHT 360.0

/* Left and right of the title, in points. */
#define TITLE_MARGIN 14.0

/* Marks on a path, about. */
#define MARKS 7

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
    /* An animation has a ground in every case: its images are put over one another. */
    text_appendf(script, "transparent = %d\n", settings->transparent && page->frames == NULL);
}

static void define_title(struct text *script, const char *text, double width)
{
    struct title title = title_set(text, width - 2 * TITLE_MARGIN);

    text_appendf(script, "title_lines = %zu\ntitle_size = %.2f\ntitle_width = %.2f\n", title.lines,
                 title.size, title.width);
    for (size_t i = 0; i < title.lines; i++) {
        text_appendf(script, "title_%zu = ", i + 1);
        gnuplot_quoted(script, text + title.start[i], title.length[i]);
    }
}

/* Pixels belong to a PNG; the other formats have points. */
static void define_size(struct text *script, const struct figure_settings *settings, double shrink)
{
    text_appendf(script, "png_width = %zu\n", figure_pixels(settings->width, settings->scale));
    text_appendf(script, "png_height = %zu\n", figure_pixels(settings->height, settings->scale));
    text_append(script, "shrink = ");
    gnuplot_real(script, shrink);
    text_append(script, "width = ");
    gnuplot_real(script, settings->width * shrink);
    text_append(script, "height = ");
    gnuplot_real(script, settings->height * shrink);
    text_append(script, "scale = 1 / shrink\n");
    text_append(script, "if (format eq 'png') scale = ");
    gnuplot_real(script, settings->scale / shrink);
}

/* Of the figures that show the objective over x1 and x2; scripts/figures/plane_page.gp says
 * what it all means. */
static void define_plane(struct text *script, const struct figure_subject *subject,
                         const struct figure_settings *settings, double width)
{
    const struct trajectory *trajectory = subject->trajectory;
    const struct level_scale *scale = &subject->map->scale;

    text_appendf(script, "levels = %zu\nband_blocks = %zu\n", settings->levels,
                 objective_map_blocks(subject->map));
    gnuplot_axis(script, "x1", subject->bounds.min[0], subject->bounds.max[0]);
    gnuplot_axis(script, "x2", subject->bounds.min[1], subject->bounds.max[1]);
    if (scale->spacing == LEVELS_LOGARITHMIC)
        gnuplot_decades(script, "f", scale->level_min, scale->level_max);
    else
        gnuplot_axis(script, "f", scale->f_min, scale->f_max);
    /* "gradient descent on f(x1, x2) = ", and some room. */
    gnuplot_formula(script, subject->problem, 18 + strlen(subject->results[0].label), width);
    text_appendf(script, "iterations = %zu\n", trajectory->count - 1);
    text_append(script, "start_x1 = ");
    gnuplot_real(script, trajectory_point(trajectory, 0)[0]);
    text_append(script, "start_x2 = ");
    gnuplot_real(script, trajectory_point(trajectory, 0)[1]);
    define_minima(script, subject);
}

/* Points of each path that get a mark: some, and the last. */
static void define_marked_points(struct text *script, const struct figure_subject *subject)
{
    for (size_t i = 0; i < subject->result_count; i++) {
        const struct trajectory *trajectory = subject->results[i].trajectory;
        size_t last = trajectory->count - 1, every = last / MARKS + 1;
        /* Not all begin at the same iteration: paths that go together show all their marks. */
        size_t t = every * (i + 1) / (subject->result_count + 1) + 1;
        text_appendf(script, "$marks_%zu << END\n", i + 1);
        for (; t <= last; t = t < last && t + every > last ? last : t + every) {
            const double *x = trajectory_point(trajectory, t);
            if (is_within(x, &subject->bounds))
                text_appendf(script, "%.9g %.9g\n", x[0], x[1]);
        }
        text_append(script, "END\n");
    }
}

/* How high the start and the minima that are shown are on the surface. */
static void define_heights(struct text *script, const struct figure_subject *subject)
{
    const struct problem *problem = subject->problem;
    const double *start = trajectory_point(subject->trajectory, 0);

    text_append(script, "start_f = ");
    gnuplot_real(script,
                 level_scale_level(&subject->map->scale, problem_objective(problem, start)));
    text_append(script, "minimum_f = '");
    for (size_t i = 0; i < problem->minima_count; i++)
        if (is_within(problem->minima[i], &subject->bounds))
            text_appendf(script, " %.9g",
                         level_scale_level(&subject->map->scale,
                                           problem_objective(problem, problem->minima[i])));
    text_append(script, "'\n");
}

void variables_of_plane(struct text *script, const struct figure_subject *subject,
                        const struct figure_settings *settings, double width)
{
    define_plane(script, subject, settings, width);
    text_append(script, "paths = 0\n");
}

/* Adam's figure, the tutorial's, says "Adam" whatever the parameters are. */
void variables_of_path(struct text *script, const struct figure_subject *subject,
                       const struct figure_settings *settings, double width)
{
    const struct optimizer_result *result = &subject->results[0];
    bool is_adam = result->method->optimizer == &optimizers[0];
    const char *name = is_adam ? optimizers[0].title : result->label;

    define_plane(script, subject, settings, width);
    text_append(script, "paths = 1\noptimizer = ");
    gnuplot_quoted(script, name, strlen(name));
}

void variables_of_paths(struct text *script, const struct figure_subject *subject,
                        const struct figure_settings *settings, double width)
{
    define_plane(script, subject, settings, width);
    gnuplot_names(script, subject);
    define_marked_points(script, subject);
}

void variables_of_surface_paths(struct text *script, const struct figure_subject *subject,
                                const struct figure_settings *settings, double width)
{
    define_plane(script, subject, settings, width);
    define_heights(script, subject);
    gnuplot_names(script, subject);
}

/* ---- All of them ----------------------------------------------------------------------------- */

void script_variables(struct text *script, const struct figure *figure,
                      const struct figure_subject *subject, const struct figure_settings *settings,
                      const struct script_page *page)
{
    double shrink = fmax(1, fmax(LEAST_WIDTH / settings->width, LEAST_HEIGHT / settings->height));
    double width = settings->width * shrink;

    append_preamble(script, settings, page);
    define_title(script, settings->title, width);
    define_size(script, settings, shrink);
    figure_form_for(figure, subject)->define(script, subject, settings, width);
    if (page->frames != NULL)
        text_appendf(script, "frames = '%s'\n", page->frames);
}
