#include "plot/script.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text_boxes.h"
#include "plot/gnuplot_text.h"
#include "support.h"
#include "unit_tests.h"

static const struct script_page light = {.name = "picture", .directory = "", .theme = FIGURE_LIGHT};

static struct figure_settings usual(void)
{
    return (struct figure_settings){.width = 640,
                                    .height = 480,
                                    .scale = 2,
                                    .levels = 50,
                                    .title = "",
                                    .palette = figure_palette_find("jet")};
}

/* A search of three points. */
static double some_x[] = {-0.5, 0.5, -0.2, 0.1, 0, 0};
static double some_f[] = {0.5, 0.05, 0};
static const struct trajectory some_search = {.variables = 2, .count = 3, .x = some_x, .f = some_f};

static const struct method adam = {.optimizer = &optimizers[0], .schedule = &schedules[0]};
static const struct optimizer_result result = {
    .label = "Adam", .column = "adam", .method = &adam, .trajectory = &some_search};

static const struct objective_map map = {.scale = {.f_max = 2, .level_max = 2}};

static struct figure_subject sphere_within(double min, double max)
{
    return (struct figure_subject){.problem = &problems[0],
                                   .bounds = {.min = {min, min}, .max = {max, max}},
                                   .trajectory = &some_search,
                                   .results = &result,
                                   .result_count = 1,
                                   .map = &map};
}

static struct figure_script compose_page(const struct figure *figure,
                                         const struct figure_subject *subject,
                                         const struct figure_settings *settings,
                                         const struct script_page *page)
{
    struct figure_script script;
    struct error error;

    assert_status(figure_compose(figure, subject, settings, page, &script, &error), STATUS_OK,
                  &error);
    return script;
}

static struct figure_script compose(const struct figure *figure,
                                    const struct figure_subject *subject,
                                    const struct figure_settings *settings)
{
    return compose_page(figure, subject, settings, &light);
}

static struct figure_script compose_usual(const struct figure *figure,
                                          const struct figure_subject *subject)
{
    struct figure_settings settings = usual();

    return compose(figure, subject, &settings);
}

static void assert_holds(const struct figure_script *script, const char *part)
{
    ck_assert_msg(strstr(text_string(&script->text), part) != NULL, "'%s' is not in the script",
                  part);
}

static size_t count_lines(const char *text)
{
    size_t lines = 0;

    for (; *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

START_TEST(a_script_is_settings_and_parts)
{
    const struct figure *figure = &figures[_i];
    struct figure_subject subject = sphere_within(-1, 1);
    struct figure_script script = compose_usual(figure, &subject);
    size_t lines = script.lines[0];

    assert_holds(&script, "set terminal pngcairo");
    assert_holds(&script, "png_width = 1280\npng_height = 960\n");
    assert_holds(&script, "name = 'picture'\n");
    assert_holds(&script, "theme = 'light'\n");
    assert_holds(&script, "palette_name = 'jet'\n");
    assert_holds(&script, "transparent = 0\n");
    assert_holds(&script, "title_lines = 0\n");
    assert_holds(&script, "DejaVu Sans");
    assert_holds(&script, "set encoding utf8\n");
    assert_holds(&script, "x1_min = -1.0\n");
    assert_holds(&script, "x2_max = 1.0\n");
    assert_holds(&script, "iterations = 2\n");
    assert_holds(&script, "levels = 50\n");
    ck_assert_int_eq(script.text.data[script.text.length - 1], '\n');
    for (int part = 0; figure->form->parts[part] != NULL; part++) {
        ck_assert_uint_gt(script.lines[part + 1], 1);
        lines += script.lines[part + 1];
    }
    ck_assert_uint_eq(lines, count_lines(text_string(&script.text)));
    figure_script_free(&script);
}
END_TEST

START_TEST(a_size_of_half_pixels_is_rounded)
{
    struct figure_settings settings = usual();
    struct figure_subject subject = sphere_within(-1, 1);

    settings.width = 641;
    settings.height = 483;
    settings.scale = 1.5;
    struct figure_script script = compose(&figures[0], &subject, &settings);
    assert_holds(&script, "png_width = 962\npng_height = 725\n");
    figure_script_free(&script);
}
END_TEST

/* The scripts have room on pages from 480 times 360 points: a smaller one is such a page, shrunk.
 */
static const struct {
    double width, height;
    const char *wanted;
} pages[] = {
    {480, 360, "shrink = 1.0\nwidth = 480.0\nheight = 360.0\n"},
    {320, 270, "shrink = 1.5\nwidth = 480.0\nheight = 405.0\n"},
    {640, 288, "shrink = 1.25\nwidth = 800.0\nheight = 360.0\n"},
    {1600, 900, "shrink = 1.0\nwidth = 1600.0\nheight = 900.0\n"},
};

START_TEST(a_small_figure_is_a_larger_one_shrunk)
{
    struct figure_settings settings = usual();
    struct figure_subject subject = sphere_within(-1, 1);

    settings.width = pages[_i].width;
    settings.height = pages[_i].height;
    struct figure_script script = compose(&figures[0], &subject, &settings);
    assert_holds(&script, pages[_i].wanted);
    figure_script_free(&script);
}
END_TEST

START_TEST(a_title_is_quoted_as_it_is)
{
    struct figure_settings settings = usual();
    struct figure_subject subject = sphere_within(-1, 1);

    settings.title = "it's `a` \"b\" \\ {/*9 c} '; system('x')";
    struct figure_script script = compose(&figures[1], &subject, &settings);
    assert_holds(&script, "title_lines = 1\n");
    assert_holds(&script, "title_1 = 'it'.\"'\".'s `a` \"b\" \\ {/*9 c} '.\"'\".'; "
                          "system('.\"'\".'x'.\"'\".')'\n");
    figure_script_free(&script);
}
END_TEST

START_TEST(theme_palette_and_transparency_are_told)
{
    static const struct script_page dark = {
        .name = "contour-dark", .directory = "", .theme = FIGURE_DARK};
    struct figure_settings settings = usual();
    struct figure_subject subject = sphere_within(-1, 1);

    settings.palette = figure_palette_find("cividis");
    settings.transparent = true;
    struct figure_script script = compose_page(&figures[1], &subject, &settings, &dark);
    assert_holds(&script, "name = 'contour-dark'\n");
    assert_holds(&script, "theme = 'dark'\n");
    assert_holds(&script, "palette_name = 'cividis'\n");
    assert_holds(&script, "transparent = 1\n");
    figure_script_free(&script);
}
END_TEST

/* The images of an animation are composed: the background cannot be missing. And the box of the
 * paths is known in pixels. */
START_TEST(frames_are_named_and_have_a_ground)
{
    static const struct script_page frames = {
        .name = "contour_path_frames", .directory = "", .frames = true};
    struct figure_settings settings = usual();
    struct figure_subject subject = sphere_within(-1, 1);

    settings.transparent = true;
    struct figure_script script = compose_page(figures[2].frames, &subject, &settings, &frames);
    assert_holds(&script, "name = ''\n");
    assert_holds(&script, "transparent = 0\n");
    ck_assert(script.plane.left > 0 && script.plane.right > script.plane.left + 200);
    ck_assert_double_eq_tol(script.plane.right - script.plane.left,
                            script.plane.top - script.plane.bottom, 1);
    figure_script_free(&script);
}
END_TEST

START_TEST(a_page_is_told_how_many_paths_it_shows)
{
    struct figure_subject subject = sphere_within(-1, 1);

    struct contour_loop loop = {.band = 0};
    const struct objective_map holes = {
        .contours = {.loops = &loop, .loop_count = 1}, .has_holes = true, .scale = map.scale};

    subject.map = &holes; /* the box without a value, and the loop */
    struct figure_script script = compose_usual(figure_find("contour"), &subject);
    assert_holds(&script, "paths = 0\n");
    assert_holds(&script, "band_blocks = '0 1 1'\n");
    figure_script_free(&script);
    script = compose_usual(figure_find("surface_path"), &subject);
    assert_holds(&script, "paths = 1\nlabel_1 = 'Adam'\n");
    figure_script_free(&script);
}
END_TEST

/* The figure of Adam is the tutorial's, whatever its parameters are. */
START_TEST(a_single_path_has_the_name_of_its_optimizer)
{
    struct figure_subject subject = sphere_within(-1, 1);
    struct method method = {.optimizer = &optimizers[0], .schedule = &schedules[0]};
    struct optimizer_result own = {.label = "NAME (alpha=0.5)",
                                   .column = "name",
                                   .method = &method,
                                   .trajectory = &some_search};

    subject.results = &own;
    struct figure_script script = compose_usual(figure_find("contour_path"), &subject);
    assert_holds(&script, "paths = 1\noptimizer = 'Adam'\n");
    figure_script_free(&script);
    method.optimizer = &optimizers[1];
    script = compose_usual(figure_find("contour_path"), &subject);
    assert_holds(&script, "paths = 1\noptimizer = 'NAME (alpha=0.5)'\n");
    figure_script_free(&script);
}
END_TEST

/* Bounds, and whether the minimum at (0, 0) is within them. */
static const struct {
    struct bounds bounds;
    bool within;
} views[] = {
    {{{-1, -1}, {1, 1}}, true},     {{{0, 0}, {1, 1}}, true}, /* on the border is within */
    {{{-1, -1}, {0, 0}}, true},     {{{0.5, -1}, {1, 1}}, false},   {{{-1, 0.5}, {1, 1}}, false},
    {{{-1, -1}, {-0.5, 1}}, false}, {{{-1, -1}, {1, -0.5}}, false},
};

START_TEST(a_minimum_is_shown_where_it_is)
{
    struct figure_subject subject = sphere_within(-1, 1);

    subject.bounds = views[_i].bounds;
    struct figure_script script = compose_usual(&figures[1], &subject);
    assert_holds(&script, views[_i].within ? "$minima << END\n0 0\nEND\nminima = 1\n"
                                           : "$minima << END\nEND\nminima = 0\n");
    figure_script_free(&script);
}
END_TEST

START_TEST(numbers_are_real_numbers_for_gnuplot)
{
    struct figure_subject subject = sphere_within(-1e9, 0.1);
    struct figure_script script = compose_usual(&figures[1], &subject);

    assert_holds(&script, "x1_min = -1000000000.0\n");
    assert_holds(&script, "x1_max = 0.10000000000000001\n");
    assert_holds(&script, "f_max = 2.0\n");
    figure_script_free(&script);
}
END_TEST

static struct text_boxes boxes_of(const struct figure_script *script)
{
    struct text_boxes boxes;
    struct error error;

    assert_status(text_boxes_read(script->text.data, script->text.length, &boxes, &error),
                  STATUS_OK, &error);
    return boxes;
}

/* A sweep over the decay rates of Adam, of two cells by two. */
static struct figure_script compose_sweep(const struct outcome cells[4], bool of_values)
{
    struct sweep_plan plan = {.problem = &problems[0],
                              .method = adam,
                              .axis_count = 2,
                              .axes = {{.parameter = 1, .low = 0.1, .high = 0.9, .count = 2},
                                       {.parameter = 2, .low = 0.5, .high = 0.999, .count = 2}},
                              .iterations = 60,
                              .criterion = CRITERION_STAYS};
    struct outcome copy[] = {cells[0], cells[1], cells[2], cells[3]};
    struct sweep sweep = {.counts = {2, 2}, .cells = copy};
    struct figure_subject subject = sphere_within(-1, 1);

    sweep_find_best(&sweep, plan.criterion);
    subject.sweep = (struct figure_sweep){.plan = &plan, .sweep = &sweep, .of_values = of_values};
    subject.levels = 50;
    return compose_usual(figure_find("sweep"), &subject);
}

#define STAYS                                                                                      \
    {                                                                                              \
        .value = 1e-9, .first = 3, .stays = 7, .ended = OUTCOME_NEVER                              \
    }
#define RISES                                                                                      \
    {                                                                                              \
        .value = 1, .first = 3, .stays = OUTCOME_NEVER, .ended = OUTCOME_NEVER                     \
    }
#define ENDS                                                                                       \
    {                                                                                              \
        .value = 1, .first = OUTCOME_NEVER, .stays = OUTCOME_NEVER, .ended = 2                     \
    }

/* The legend contains only what the map shows, missing settings have negative positions, and a map
 * without colors says what to do. Indices are not separate characters. */
static const struct {
    struct outcome cells[4];
    const char *wanted[5];
    const char *absent;
} maps[] = {
    {{STAYS, STAYS, STAYS, STAYS},
     {"x_name = 'decay rate of the first moment β_{/*0.8 1}'\n",
      "y_name = 'decay rate of the second moment β_{/*0.8 2}'\n",
      "best_text = 'best: iteration 7'\n", "message_lines = 0\n", "ended_legend = -1.0\n"},
     "₁"},
    {{STAYS, RISES, STAYS, ENDS},
     {"never_text = 'above at the end'\n", "ended_text = 'diverged'\n",
      "best_text = 'best: iteration 7'\n", "best_x = 0.25\n", "colored = 1\n"},
     "never_legend = -1.0\n"},
    {{RISES, RISES, ENDS, ENDS},
     {"message_1 = 'No setting stays below the tolerance.'\n",
      "message_2 = 'Try more --iterations, a larger --tolerance,'\n",
      "message_3 = 'or --sweep-shows value.'\n", "best_legend = -1.0\n", "colored = 0\n"},
     "best_text"},
    {{ENDS, ENDS, ENDS, ENDS},
     {"message_1 = 'The search diverges with every setting.'\n", "message_lines = 2\n",
      "never_legend = -1.0\n", "best_legend = -1.0\n", "colored = 0\n"},
     "never_text"},
};

START_TEST(a_map_says_what_is_in_it)
{
    struct figure_script script = compose_sweep(maps[_i].cells, false);

    for (size_t i = 0; i < 5; i++)
        assert_holds(&script, maps[_i].wanted[i]);
    const char *part = strstr(text_string(&script.text), "# ---- style.gp");
    const char *found = strstr(text_string(&script.text), maps[_i].absent);
    ck_assert(found == NULL || found > part);
    figure_script_free(&script);
}
END_TEST

/* A chart shows the best setting and the run's own where they are on its line, and the latter near
 * the axis if it has no place there. */
START_TEST(a_sweep_of_one_parameter_is_a_chart)
{
    struct outcome cells[] = {STAYS, STAYS, RISES, ENDS};
    struct sweep_plan plan = {.problem = &problems[0],
                              .method = method_of(&optimizers[0]),
                              .axis_count = 1,
                              .axes = {{.parameter = 0, .low = 0.01, .high = 0.04, .count = 4}},
                              .threshold = 1e-9,
                              .iterations = 60,
                              .criterion = CRITERION_STAYS};
    struct sweep sweep = {.counts = {4, 1}, .cells = cells};
    struct figure_subject subject = sphere_within(-1, 1);

    cells[0].stays = 14;
    sweep_find_best(&sweep, plan.criterion);
    subject.sweep = (struct figure_sweep){.plan = &plan, .sweep = &sweep};
    struct figure_script script = compose_usual(figure_find("sweep"), &subject);
    assert_holds(&script, "x_name = 'step size α'\n");
    assert_holds(&script, "y_name = 'iteration from which f stays below'\n");
    assert_holds(&script, "$x_marks << END\n0.125 0.01\n0.375 0.02\n0.625 0.03\n0.875 0.04\nEND\n");
    assert_holds(&script, "best_text = 'best: iteration 14'\n");
    assert_holds(&script, "best_x = 0.125\n"); /* the other is next to one that does not stay */
    assert_holds(&script, "never_text = 'above at the end'\n");
    assert_holds(&script, "ended_text = 'diverged'\n");
    assert_holds(&script, "x_chosen = 0.375\n");
    ck_assert_ptr_null(strstr(text_string(&script.text), "# ---- color_bar.gp"));
    figure_script_free(&script);
}
END_TEST

/* The whole exponent is raised: a power in it, a name with its index, a function. */
static const struct {
    const char *formula, *shown;
} powers[] = {
    {"x1^2 + 1", "x@_{/*0.8 1}^{/*0.81 2} + 1"},
    {"x1^2^3 + 1", "x@_{/*0.8 1}^{/*0.81 2^{/*0.81 3}} + 1"},
    {"2^x2", "2^{/*0.81 x_{/*0.8 2}}"},
    {"2^x2^2", "2^{/*0.81 x@_{/*0.8 2}^{/*0.81 2}}"},
    {"2^-1.5e-1 + 1", "2^{/*0.81 −1.5e−1} + 1"},
    {"2^sin(x1) + 1", "2^{/*0.81 sin(x_{/*0.8 1})} + 1"},
    {"2^(1 + x1)^2", "2^{/*0.81 (1 + x_{/*0.8 1})^{/*0.81 2}}"},
    {"2^π/2", "2^{/*0.81 π}/2"},
};

START_TEST(exponents_are_raised_as_a_whole)
{
    struct problem problem = problems[0];
    struct text script = {0};
    char wanted[100];

    problem.formula = powers[_i].formula;
    gnuplot_formula(&script, &problem, 0, 1000);
    snprintf(wanted, sizeof wanted, "formula = '%s'\n", powers[_i].shown);
    ck_assert_str_eq(text_string(&script), wanted);
    text_free(&script);
}
END_TEST

/* Few settings are labeled each; iterations are whole numbers. */
START_TEST(the_settings_of_a_small_map_are_labeled)
{
    static const struct outcome cells[] = {STAYS, STAYS, STAYS, STAYS};
    struct figure_script script = compose_sweep(cells, false);

    assert_holds(&script, "$x_marks << END\n0.25 0.1\n0.75 0.9\nEND\n");
    assert_holds(&script, "$y_marks << END\n0.25 0.5\n0.75 0.999\nEND\n");
    assert_holds(&script, "$f_tics << END\n7 7\n8 8\nEND\n");
    figure_script_free(&script);
}
END_TEST

/* Each within the image, and all of them not more than a sixth of it. */
START_TEST(a_script_names_the_boxes_of_its_texts)
{
    struct figure_subject subject = sphere_within(-1, 1);
    struct figure_script script = compose_usual(&figures[_i], &subject);
    struct text_boxes boxes = boxes_of(&script);
    size_t area = 0;

    ck_assert_uint_gt(boxes.count, 9);
    for (size_t i = 0; i < boxes.count; i++) {
        const struct text_box *box = &boxes.list[i];
        ck_assert_uint_le(box->left + box->width, 1280);
        ck_assert_uint_le(box->top + box->height, 960);
        area += box->width * box->height;
    }
    ck_assert_uint_gt(area, 1280 * 960 / 50);
    ck_assert_uint_lt(area, 1280 * 960 / 6);
    figure_script_free(&script);
}
END_TEST

/* The frames of an animation have the texts of the figure, and a line that changes. */
START_TEST(frames_have_a_box_more_than_the_figure)
{
    static const struct script_page frames = {
        .name = "contour_path_frames", .directory = "", .frames = true};
    struct figure_settings settings = usual();
    struct figure_subject subject = sphere_within(-1, 1);
    struct figure_script still = compose(&figures[2], &subject, &settings);
    struct figure_script moving = compose_page(figures[2].frames, &subject, &settings, &frames);
    struct text_boxes a = boxes_of(&still), b = boxes_of(&moving);

    ck_assert_uint_eq(b.count, a.count + 1);
    ck_assert_uint_gt(moving.frame_text.cells, 0);
    ck_assert_uint_eq(still.frame_text.cells, 0);
    figure_script_free(&still);
    figure_script_free(&moving);
}
END_TEST

/* gnuplot takes no text as a number that is nearer to 0 than a usual double. */
START_TEST(a_mark_nearly_at_zero_is_at_zero)
{
    double x[] = {-0.5, 0.5, -1e-310, 1e-311, -0.2, 0.1};
    struct trajectory search = some_search;
    struct optimizer_result both[2] = {result, result};
    struct figure_subject subject = sphere_within(-1, 1);

    search.x = x;
    both[0].trajectory = &search;
    subject.results = both;
    subject.result_count = 2;
    struct figure_script script = compose_usual(figure_find("contour_path"), &subject);
    assert_holds(&script, "\n0 0\nEND\n$marks_2");
    figure_script_free(&script);
}
END_TEST

/* The first two end where one has left the bounds, the third elsewhere: a position, 1 if it leaves
 * there, and the number of later ones that end there. */
START_TEST(paths_end_where_they_leave_the_bounds)
{
    double out[] = {-0.5, 0.5, 0.5, 0.5, 3, 0.5}, near[] = {-0.5, 0.5, 0.5, 0.5, 0.99, 0.5};
    struct trajectory searches[2] = {some_search, some_search};
    struct optimizer_result three[3] = {result, result, result};
    struct figure_subject subject = sphere_within(-1, 1);

    searches[0].x = out;
    searches[1].x = near;
    three[0].trajectory = &searches[0];
    three[1].trajectory = &searches[1];
    subject.results = three;
    subject.result_count = 3;
    struct figure_script script = compose_usual(figure_find("contour_path"), &subject);
    assert_holds(&script, "$ends << END\n1 0.5 1 1\n0.98999999999999999 0.5 0 0\n0 0 0 0\nEND\n");
    figure_script_free(&script);
}
END_TEST

static void assert_located(const struct figure_script *script, size_t line, const char *part,
                           size_t line_there)
{
    struct text where = {0}, wanted = {0};

    figure_script_locate(script, (long)line, &where);
    text_appendf(&wanted, "%s:%zu", part, line_there);
    ck_assert_str_eq(text_string(&where), text_string(&wanted));
    text_free(&where);
    text_free(&wanted);
}

START_TEST(a_line_is_located_in_its_part)
{
    const struct figure *figure = &figures[_i];
    struct figure_subject subject = sphere_within(-1, 1);
    struct figure_script script = compose_usual(figure, &subject);
    size_t before = script.lines[0];

    assert_located(&script, 1, "settings", 1);
    assert_located(&script, before, "settings", before);
    for (int part = 0; figure->form->parts[part] != NULL; part++) {
        char name[64];
        size_t lines = script.lines[part + 1];
        snprintf(name, sizeof name, "%s.gp", figure->form->parts[part]);
        assert_located(&script, before + 2, name, 1); /* after the heading */
        assert_located(&script, before + lines, name, lines - 1);
        before += lines;
    }
    figure_script_free(&script);
}
END_TEST

/* The line of the script, counted from 1; "" if there are not so many. */
static struct text line_of(const struct figure_script *script, size_t number)
{
    struct text line = {0};
    const char *at = text_string(&script->text);

    for (; number > 1 && strchr(at, '\n') != NULL; number--)
        at = strchr(at, '\n') + 1;
    text_append_bytes(&line, at, strcspn(at, "\n"));
    return line;
}

START_TEST(a_heading_names_each_part)
{
    const struct figure *figure = &figures[_i];
    struct figure_subject subject = sphere_within(-1, 1);
    struct figure_script script = compose_usual(figure, &subject);
    size_t before = script.lines[0];

    for (int part = 0; figure->form->parts[part] != NULL; part++) {
        char start[64];
        struct text line = line_of(&script, before + 1);
        snprintf(start, sizeof start, "# ---- %s.gp ---", figure->form->parts[part]);
        ck_assert_msg(strncmp(text_string(&line), start, strlen(start)) == 0, "'%s' is not '%s...'",
                      text_string(&line), start);
        ck_assert_uint_eq(line.length, 75);
        text_free(&line);
        before += script.lines[part + 1];
    }
    figure_script_free(&script);
}
END_TEST

static void make_scripts(const char *directory, const struct figure *figure)
{
    for (int part = 0; figure->form->parts[part] != NULL; part++) {
        char name[64], content[256];
        snprintf(name, sizeof name, "%s.gp", figure->form->parts[part]);
        snprintf(content, sizeof content, "# %s\nthe end of %s", name, name);
        make_file(directory, name, content);
    }
}

START_TEST(the_users_scripts_are_taken_and_their_last_lines_ended)
{
    struct path at = new_directory();
    const struct figure *figure = &figures[1];
    struct figure_subject subject = sphere_within(-1, 1);
    struct figure_settings settings = usual();

    make_scripts(at.string, figure);
    make_file(at.string, "title.gp", "");
    make_file(at.string, "color_bar.gp", "");
    settings.scripts = at.string;
    struct figure_script script = compose(figure, &subject, &settings);
    assert_holds(&script, "--\n# style.gp\nthe end of style.gp\n# ---- palette.gp -");
    assert_holds(&script, "--\n# plane_page.gp\nthe end of plane_page.gp\n# ---- title.gp -");
    assert_holds(&script, "--\n# contour.gp\nthe end of contour.gp\n");
    ck_assert_int_eq(script.text.data[script.text.length - 1], '\n');
    /* Where these have texts is not known. */
    ck_assert_uint_eq(boxes_of(&script).count, 0);
    assert_located(&script, script.lines[0] + 3, "style.gp", 2);
    assert_located(&script, script.lines[0] + 5, "palette.gp", 1);
    figure_script_free(&script);
}
END_TEST

START_TEST(a_missing_script_is_the_users_mistake)
{
    struct path at = new_directory();
    const struct figure *figure = &figures[2];
    struct figure_subject subject = sphere_within(-1, 1);
    struct figure_settings settings = usual();
    struct figure_script script;
    struct error error;

    make_scripts(at.string, figure);
    ck_assert_int_eq(remove(path_in(at.string, "contour_path.gp").string), 0);
    settings.scripts = at.string;
    assert_status(figure_compose(figure, &subject, &settings, &light, &script, &error),
                  STATUS_USAGE, &error);
    assert_message_holds(&error, "--figures");
    assert_message_holds(&error, path_in(at.string, "contour_path.gp").string);
    figure_script_free(&script);
}
END_TEST

Suite *script_suite(void)
{
    Suite *suite = suite_create("script");
    TCase *tests = tcase_create("compose");

    tcase_add_loop_test(tests, a_script_is_settings_and_parts, 0, 3);
    tcase_add_test(tests, a_size_of_half_pixels_is_rounded);
    tcase_add_loop_test(tests, a_small_figure_is_a_larger_one_shrunk, 0,
                        sizeof pages / sizeof *pages);
    tcase_add_test(tests, a_title_is_quoted_as_it_is);
    tcase_add_test(tests, theme_palette_and_transparency_are_told);
    tcase_add_test(tests, frames_are_named_and_have_a_ground);
    tcase_add_test(tests, a_page_is_told_how_many_paths_it_shows);
    tcase_add_test(tests, a_single_path_has_the_name_of_its_optimizer);
    tcase_add_loop_test(tests, a_minimum_is_shown_where_it_is, 0, sizeof views / sizeof *views);
    tcase_add_test(tests, numbers_are_real_numbers_for_gnuplot);
    tcase_add_loop_test(tests, a_map_says_what_is_in_it, 0, sizeof maps / sizeof *maps);
    tcase_add_test(tests, a_sweep_of_one_parameter_is_a_chart);
    tcase_add_loop_test(tests, exponents_are_raised_as_a_whole, 0, sizeof powers / sizeof *powers);
    tcase_add_test(tests, the_settings_of_a_small_map_are_labeled);
    tcase_add_loop_test(tests, a_script_names_the_boxes_of_its_texts, 0, 5);
    tcase_add_test(tests, frames_have_a_box_more_than_the_figure);
    tcase_add_test(tests, a_mark_nearly_at_zero_is_at_zero);
    tcase_add_test(tests, paths_end_where_they_leave_the_bounds);
    tcase_add_loop_test(tests, a_line_is_located_in_its_part, 0, 3);
    tcase_add_loop_test(tests, a_heading_names_each_part, 0, 3);
    tcase_add_test(tests, the_users_scripts_are_taken_and_their_last_lines_ended);
    tcase_add_test(tests, a_missing_script_is_the_users_mistake);
    suite_add_tcase(suite, tests);
    return suite;
}
