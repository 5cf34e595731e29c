#include "plot/script_variables.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "plot/figure_data.h"
#include "plot/gnuplot.h"
#include "plot/gnuplot_text.h"
#include "plot/layout.h"
#include "plot/plane_layout.h"
#include "plot/text_width.h"

/* The smallest page, in points, on which all parts fit. A smaller page is laid out with this size
 * and scaled down, so that texts do not overlap. */
#define LEAST_WIDTH 480.0
#define LEAST_HEIGHT 360.0

/* The approximate number of marks on a path. */
#define MARKS 7

static bool is_within(const double x[], const struct bounds *bounds)
{
    return x[0] >= bounds->min[0] && x[0] <= bounds->max[0] && x[1] >= bounds->min[1] &&
           x[1] <= bounds->max[1];
}

/* The minima within the bounds, as a named data block. */
static size_t define_minima(struct text *script, const struct figure_subject *subject)
{
    size_t shown = 0;

    text_append(script, "$minima << END\n");
    for (size_t i = 0; i < subject->problem->minima_count; i++) {
        const double *x = subject->problem->minima[i];
        if (!is_within(x, &subject->bounds))
            continue;
        text_appendf(script, "%.17g %.17g\n", x[0], x[1]);
        shown++;
    }
    text_appendf(script, "END\nminima = %zu\n", shown);
    return shown;
}

/* Instructions for readers of the file, and the settings not made on gnuplot's command line. */
static void append_preamble(struct text *script, const struct figure_settings *settings,
                            const struct script_page *page)
{
    if (page->frames == NULL)
        text_appendf(
            script,
            "# Run `gnuplot %s.gp` in the directory with its data files to draw %s.png;\n"
            "# insert -e \"format='svg'\" or 'pdf' before the name to draw %s.svg or %s.pdf.\n",
            page->name, page->name, page->name, page->name);
    text_appendf(script, "if (GPVAL_VERSION < %d.%d) exit status 3\n", GNUPLOT_MIN_MAJOR,
                 GNUPLOT_MIN_MINOR);
    text_append(script, "reset\nset encoding utf8\n");
    text_append(script, "if (!exists('format')) format = 'png'\n");
    text_appendf(script, "name = '%s'\n", page->frames == NULL ? page->name : "");
    text_appendf(script, "theme = '%s'\n", figure_theme_name(page->theme));
    text_appendf(script, "palette_name = '%s'\n", settings->palette->name);
    /* An animation always has a background: its images are laid over one another. */
    text_appendf(script, "transparent = %d\n", settings->transparent && page->frames == NULL);
}

static void define_title(struct text *script, const char *text, const struct title *title)
{
    text_appendf(script, "title_lines = %zu\n", title->lines);
    gnuplot_variable(script, "title", "_size", title->size);
    for (size_t i = 0; i < title->lines; i++) {
        text_appendf(script, "title_%zu = ", i + 1);
        gnuplot_quoted(script, text + title->start[i], title->length[i]);
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

static struct plane plane_of(const struct figure_subject *subject)
{
    const struct level_scale *scale = &subject->map->scale;
    struct plane plane = {.x1 = axis_linear(subject->bounds.min[0], subject->bounds.max[0]),
                          .x2 = axis_linear(subject->bounds.min[1], subject->bounds.max[1]),
                          .subject = subject};

    if (scale->spacing == LEVELS_LOGARITHMIC) {
        plane.f = axis_decades(scale->level_min, scale->level_max);
        return plane;
    }
    plane.f = axis_linear(scale->f_min, scale->f_max);
    if (scale->f_min < 0)
        plane.f.characters++; /* a minus sign is wide, and the space next to the color bar is
                                 limited */
    return plane;
}

/* Variables of the figures that show the objective over x1 and x2; scripts/figures/plane_page.gp
 * describes them. */
static struct plane define_plane(struct text *script, const struct figure_subject *subject,
                                 const struct figure_settings *settings,
                                 const struct layout *layout)
{
    const struct trajectory *trajectory = subject->trajectory;
    struct plane plane = plane_of(subject);

    text_appendf(script, "levels = %zu\nband_blocks = %zu\n", settings->levels,
                 objective_map_blocks(subject->map));
    /* The width of "gradient descent on f(x1, x2) = ", and some margin. */
    plane.heading = text_width_enhanced(GNUPLOT_F_NAME " = ") +
                    gnuplot_formula(script, subject->problem,
                                    18 + strlen(subject->results[0].label), layout->width);
    text_appendf(script, "iterations = %zu\n", trajectory->count - 1);
    gnuplot_variable(script, "start", "_x1", trajectory_point(trajectory, 0)[0]);
    gnuplot_variable(script, "start", "_x2", trajectory_point(trajectory, 0)[1]);
    plane.minima = define_minima(script, subject);
    return plane;
}

/* gnuplot's real() does not accept texts of subnormal numbers. */
static double normal(double value)
{
    return isnormal(value) ? value : 0;
}

/* The marked points of each path: some of them, and the last. */
static void define_marked_points(struct text *script, const struct figure_subject *subject)
{
    for (size_t i = 0; i < subject->result_count; i++) {
        const struct trajectory *trajectory = subject->results[i].trajectory;
        size_t last = trajectory->count - 1, every = last / MARKS + 1;
        /* The first marks are at different iterations, so that the marks of coinciding paths all
         * show. */
        size_t t = every * (i + 1) / (subject->result_count + 1) + 1;
        text_appendf(script, "$marks_%zu << END\n", i + 1);
        for (; t <= last; t = t < last && t + every > last ? last : t + every) {
            const double *x = trajectory_point(trajectory, t);
            if (is_within(x, &subject->bounds))
                text_appendf(script, "%.9g %.9g\n", normal(x[0]), normal(x[1]));
        }
        text_append(script, "END\n");
    }
}

/* The heights on the surface of the start and of the minima shown. */
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

void variables_of_contour(struct text *script, const struct figure_subject *subject,
                          const struct figure_settings *settings, struct layout *layout)
{
    struct plane plane = define_plane(script, subject, settings, layout);

    text_append(script, "paths = 0\n");
    plane_place_contour(layout, script, &plane);
}

void variables_of_surface(struct text *script, const struct figure_subject *subject,
                          const struct figure_settings *settings, struct layout *layout)
{
    struct plane plane = define_plane(script, subject, settings, layout);

    text_append(script, "paths = 0\n");
    plane_place_surface(layout, script, &plane);
}

/* Adam's figure, the tutorial's, says "Adam" regardless of the parameters. */
void variables_of_path(struct text *script, const struct figure_subject *subject,
                       const struct figure_settings *settings, struct layout *layout)
{
    const struct optimizer_result *result = &subject->results[0];
    bool is_adam = result->method->optimizer == &optimizers[0];
    struct plane plane = define_plane(script, subject, settings, layout);

    plane.optimizer = is_adam ? optimizers[0].title : result->label;
    plane.heading += text_width(plane.optimizer, strlen(plane.optimizer)) + text_width(" on ", 4);
    text_append(script, "paths = 1\noptimizer = ");
    gnuplot_quoted(script, plane.optimizer, strlen(plane.optimizer));
    plane_place_path(layout, script, &plane);
}

void variables_of_paths(struct text *script, const struct figure_subject *subject,
                        const struct figure_settings *settings, struct layout *layout)
{
    struct plane plane = define_plane(script, subject, settings, layout);

    gnuplot_names(script, subject);
    define_marked_points(script, subject);
    plane_place_paths(layout, script, &plane);
}

void variables_of_surface_paths(struct text *script, const struct figure_subject *subject,
                                const struct figure_settings *settings, struct layout *layout)
{
    struct plane plane = define_plane(script, subject, settings, layout);

    define_heights(script, subject);
    gnuplot_names(script, subject);
    plane_place_surface_paths(layout, script, &plane);
}

/* The title's size is rounded to two decimals to keep the script readable. */
static struct layout layout_of(const struct figure_settings *settings, double shrink)
{
    struct layout layout = {.width = settings->width * shrink,
                            .height = settings->height * shrink,
                            .scale = settings->scale / shrink};

    layout.title = title_set(settings->title, layout.width - 2 * TITLE_MARGIN);
    layout.title.size = round(100 * layout.title.size) / 100;
    return layout;
}

/* The texts drawn by the user's own scripts are not known here: such scripts may list their boxes
 * themselves. */
static void append_text_boxes(struct text *script, const struct text_boxes *boxes)
{
    text_append(script,
                "# Boxes around texts, in pixels of the PNG from its upper left corner: LEFT TOP "
                "WIDTH HEIGHT.\n");
    for (size_t i = 0; i < boxes->count; i++)
        text_box_append(script, &boxes->list[i]);
}

/* ---- All of them ----------------------------------------------------------------------------- */

void script_variables(struct text *script, const struct figure *figure,
                      const struct figure_subject *subject, const struct figure_settings *settings,
                      const struct script_page *page)
{
    double shrink = fmax(1, fmax(LEAST_WIDTH / settings->width, LEAST_HEIGHT / settings->height));
    struct layout layout = layout_of(settings, shrink);

    append_preamble(script, settings, page);
    define_title(script, settings->title, &layout.title);
    define_size(script, settings, shrink);
    figure_form_for(figure, subject)->define(script, subject, settings, &layout);
    if (page->frames != NULL)
        text_appendf(script, "frames = '%s'\n", page->frames);
    if (settings->scripts == NULL)
        append_text_boxes(script, &layout.boxes);
}
