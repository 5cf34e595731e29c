/* In no figure do labels overlap or extend beyond the page. Poppler's pdftotext measures them in
 * the PDF. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text_boxes.h"
#include "support.h"

/* The contents of a figure; the ranges of axes and values make labels long. */
static const char *const *const subjects[] = {
    STRINGS("--problem", "sphere"),
    STRINGS("--problem", "rosenbrock"),
    STRINGS("--problem", "himmelblau"),
    STRINGS("--problem", "beale"),
    STRINGS("--problem", "booth"),
    STRINGS("--problem", "matyas"),
    STRINGS("--problem", "rastrigin"),
    STRINGS("--problem", "ackley"),
    STRINGS("--problem", "goldstein-price"),
    STRINGS("--problem", "three-hump-camel"),
    STRINGS("--problem", "styblinski-tang"),
    STRINGS("--problem", "mccormick"),
    STRINGS("--problem", "easom"),
    STRINGS("--problem", "1/(x^2+y^2)", "--start", "0.3,0.3"),
    STRINGS("--problem", "(x-0.5)^2+y^2", "--bounds", "0.4999995,0.5000005,-1e-6,1e-6", "--start",
            "0.5000002,5e-7"),
    STRINGS("--problem", "x^2+y^2-123456", "--bounds", "-3,3,-1,1"),
    STRINGS("--problem", "1e7*(x^2^2+y^2)-3e6", "--levels", "9:linear"),
    STRINGS("--problem", "1e-200*(x^2+y^2)", "--bounds", "1e8,1.0001e8,-2e8,-1e8"),
    STRINGS("--problem", "exp(40*x)+exp(-40*y)", "--bounds", "-5,5,-0.25,0.25", "--levels",
            "20:log"),
    STRINGS("--problem", "1000+x^2+y^2", "--levels", "20:log", "--bounds", "-20,1,100000,100001"),
};

static const char *const sizes[] = {"640x480", "320x240", "1600x900", "480x960", "960x330"};

static const char *const *const optimizers[] = {
    STRINGS("--optimizer", "adam"),
    STRINGS("--optimizer", "adam,momentum,gradient-descent"),
    STRINGS("--optimizer", "adam:alpha=0.001", "--optimizer", "adam:alpha=0.1", "--optimizer",
            "rmsprop,nesterov,adagrad,momentum"),
    STRINGS("--optimizer", "adam,momentum", "--panels"),
};

static const char *const *const figures[] = {
    STRINGS("-f", "contour", "-n", "12"),
    STRINGS("-f", "surface", "-n", "12"),
    STRINGS("-f", "contour_path", "-n", "12"),
    STRINGS("-f", "surface_path", "-n", "12"),
};

static const char *const *const charts[] = {
    STRINGS("-f", "convergence", "-n", "12"),
    STRINGS("-f", "ensemble", "--runs", "6", "-n", "12"),
    STRINGS("-f", "sweep", "--sweep", "alpha=1e-4:10:7:log,beta1=0:0.99:5", "-n", "40"),
    STRINGS("-f", "convergence", "-n", "2000"),
    STRINGS("-f", "ensemble", "--runs", "12", "-n", "60", "--tolerance", "0.1"),
    STRINGS("-f", "runtime", "--runs", "12", "-n", "60", "--tolerance", "0.1"),
    STRINGS("-f", "runtime", "--runs", "5", "-n", "3000"),
    STRINGS("-f", "sweep", "--sweep", "beta2=0.9:0.999:7,epsilon=1e-12:1:13:log", "-n", "30",
            "--sweep-shows", "value"),
    STRINGS("-f", "convergence", "-n", "300", "--tolerance", "0.1"),
    STRINGS("-f", "sweep", "--sweep", "alpha=0.5:1.5:3,beta1=0.8:0.8001:3", "-n", "60",
            "--tolerance", "10", "--criterion", "first"),
    STRINGS("-f", "state", "-n", "60"),
    STRINGS("-f", "state", "-n", "3000"),
    STRINGS("-f", "sweep", "--sweep", "alpha=1e-4:10:30:log", "-n", "60", "--sweep-shows", "value"),
    STRINGS("-f", "sweep", "--sweep", "beta2=0:0.999:5", "-n", "60", "--tolerance", "1"),
    STRINGS("-f", "sweep", "--sweep", "epsilon=1e-12:1e3:40:log", "-n", "500"),
    STRINGS("-f", "basins", "--basins", "12", "-n", "60", "--alpha", "0.1", "--tolerance", "0.01"),
};

#define LONG_TITLE                                                                                 \
    "A title that is so long that it needs two lines on a page that is as small as the smallest "  \
    "one"

static const char *const titles[] = {"", "Paths", LONG_TITLE};

#define COMBINATIONS 200
#define CHART_COMBINATIONS 120

struct rectangle {
    double left, top, right, bottom;
};

#define LABELS_MAX 256

/* The labels of a figure, each around its words. */
struct labels {
    struct rectangle list[LABELS_MAX];
    bool seen[LABELS_MAX];
};

static bool is_in(const struct text_box *box, double x, double y)
{
    return x >= (double)box->left && x <= (double)(box->left + box->width) &&
           y >= (double)box->top && y <= (double)(box->top + box->height);
}

/* The label that a word is part of: the smallest of the program's boxes around it. At scale 1, a
 * pixel is a point. */
static size_t label_of(const struct text_boxes *boxes, const struct rectangle *word)
{
    double x = 0.5 * (word->left + word->right), y = 0.5 * (word->top + word->bottom);
    size_t best = boxes->count;

    for (size_t i = 0; i < boxes->count; i++)
        if (is_in(&boxes->list[i], x, y) &&
            (best == boxes->count || boxes->list[i].width * boxes->list[i].height <
                                         boxes->list[best].width * boxes->list[best].height))
            best = i;
    return best;
}

static double smaller(double a, double b)
{
    return a < b ? a : b;
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static void widen(struct labels *labels, size_t i, const struct rectangle *word)
{
    struct rectangle *label = &labels->list[i];

    if (!labels->seen[i]) {
        labels->seen[i] = true;
        *label = *word;
        return;
    }
    label->left = smaller(label->left, word->left);
    label->top = smaller(label->top, word->top);
    label->right = larger(label->right, word->right);
    label->bottom = larger(label->bottom, word->bottom);
}

static double attribute(const char *element, const char *name)
{
    const char *at = strstr(element, name);

    ck_assert_ptr_nonnull(at);
    return strtod(at + strlen(name), NULL);
}

static void assert_on_page(const char *what, const char *page, const struct rectangle *word)
{
    ck_assert_msg(word->left >= 0 && word->top >= 0 && word->right <= attribute(page, "width=\"") &&
                      word->bottom <= attribute(page, "height=\""),
                  "%s: text leaves the page at %g,%g", what, word->left, word->top);
}

/* A word's box is as high as a line of the font; labels leave at least this part of it free at the
 * top, where accents on capital letters would be. */
#define SPARE 0.1

static void gather(const char *what, const struct text_boxes *boxes, const char *words,
                   struct labels *labels)
{
    const char *page = strstr(words, "<page ");

    ck_assert_msg(page != NULL, "%s", words);
    for (const char *at = page; (at = strstr(at, "<word ")) != NULL; at++) {
        struct rectangle word = {.left = attribute(at, "xMin=\""),
                                 .top = attribute(at, "yMin=\""),
                                 .right = attribute(at, "xMax=\""),
                                 .bottom = attribute(at, "yMax=\"")};
        word.top += SPARE * (word.bottom - word.top);
        size_t label = label_of(boxes, &word);
        ck_assert_msg(label < boxes->count, "%s: no box is around %.100s", what, at);
        assert_on_page(what, page, &word);
        widen(labels, label, &word);
    }
}

static bool meet(const struct rectangle *a, const struct rectangle *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static void assert_apart(const char *what, const struct labels *labels, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++)
            ck_assert_msg(!labels->seen[i] || !labels->seen[k] ||
                              !meet(&labels->list[i], &labels->list[k]),
                          "%s: labels meet at %g,%g and %g,%g", what, labels->list[i].left,
                          labels->list[i].top, labels->list[k].left, labels->list[k].top);
}

static void check_labels(const char *what, const char *name)
{
    struct bytes script = read_bytes(work("out/%s.gp", name));
    struct text_boxes boxes;
    struct labels labels = {0};
    struct error error;

    ck_assert_msg(text_boxes_read(script.data, script.length, &boxes, &error) == STATUS_OK, "%s",
                  error.message);
    ck_assert_uint_le(boxes.count, LABELS_MAX);
    ck_assert_int_eq(
        system(format("pdftotext -bbox '%s' '%s'", work("out/%s.pdf", name), tools("words.html"))),
        0);
    gather(what, &boxes, read_bytes(tools("words.html")).data, &labels);
    assert_apart(what, &labels, boxes.count);
}

static void append(const char *arguments[], size_t *count, const char *const *more)
{
    for (; *more != NULL; more++)
        arguments[(*count)++] = *more;
}

static const char *join(const char *const *arguments)
{
    const char *joined = "";

    for (; *arguments != NULL; arguments++)
        joined = format("%s %s", joined, *arguments);
    return joined;
}

/* Under the sanitizers, which are slow, every third combination must do. */
static size_t combination(int i)
{
    return (sanitized ? 3 : 1) * (size_t)i;
}

static int combinations(int all)
{
    return sanitized ? all / 3 : all;
}

static void check_combination(size_t i, const char *const *figure, const char *const *methods)
{
    const char *arguments[64] = {"-o", "out", "-q", "--levels", "6"};
    size_t count = 5;

    append(arguments, &count, subjects[i % COUNT(subjects)]);
    append(arguments, &count, figure);
    append(arguments, &count, methods);
    append(arguments, &count,
           STRINGS("--size", sizes[(i / COUNT(subjects) + i) % COUNT(sizes)], "--title",
                   titles[(i / 3) % COUNT(titles)], "--format", "pdf", "--scale", "1"));
    struct result result = run_program(arguments);
    ck_assert_msg(result.status == 0 || result.status == 3, "%s: %s", join(arguments), result.err);
    check_labels(join(arguments), figure[1]);
}

START_TEST(test_labels_do_not_meet)
{
    size_t i = combination(_i);

    check_combination(i, figures[(i / COUNT(subjects) + i) % COUNT(figures)],
                      optimizers[(i / 7) % COUNT(optimizers)]);
}
END_TEST

/* A sweep is of a single optimizer, and so are basins. */
START_TEST(test_labels_of_charts_do_not_meet)
{
    size_t i = combination(_i);
    const char *const *chart = charts[(i / COUNT(subjects) + i) % COUNT(charts)];
    bool sweeps = strcmp(chart[1], "sweep") == 0 || strcmp(chart[1], "basins") == 0;

    check_combination(i, chart, optimizers[sweeps ? 0 : (i / 7) % COUNT(optimizers)]);
}
END_TEST

static const char *const *const zooms[] = {
    STRINGS("--optimizer", "adam"),
    STRINGS("--optimizer", "adam,rmsprop"),
    STRINGS("--optimizer", "adam,adagrad", "--panels"),
};

#define ZOOMS 60

/* The bounds of this subject are the smallest there can be. */
#define SMALLEST 14

/* The smallest region, which has the longest labels, and the figure with its frame. */
START_TEST(test_labels_of_zooms_do_not_meet)
{
    size_t i = (size_t)_i;
    const char *arguments[64] = {"-o",       "out", "-q",           "-n",   "12",
                                 "--levels", "6",   "--alpha",      "1e-9", "--zoom",
                                 "auto",     "-f",  "contour_path", "-f",   "contour_zoom"};
    size_t count = 15;

    append(arguments, &count, subjects[i % COUNT(subjects)]);
    append(arguments, &count, zooms[i / COUNT(subjects)]);
    append(arguments, &count,
           STRINGS("--size", sizes[i % COUNT(sizes)], "--format", "pdf", "--scale", "1"));
    struct result result = run_program(arguments);
    if (i % COUNT(subjects) == SMALLEST) {
        ck_assert_msg(result.status == 2 && strstr(result.err, "more than half as wide") != NULL,
                      "%s: %s", join(arguments), result.err);
        return;
    }
    ck_assert_msg(result.status == 0, "%s: %s", join(arguments), result.err);
    check_labels(join(arguments), "contour_path");
    check_labels(join(arguments), "contour_zoom");
}
END_TEST

static const char *const states[] = {"amsgrad", "nadam", "adadelta", "adagrad"};

/* Each optimizer has its own states, whose names are above the panels. */
START_TEST(test_labels_of_states_do_not_meet)
{
    const char *arguments[64] = {"-o", "out", "-q"};
    size_t count = 3;

    append(arguments, &count, STRINGS("--problem", _i % 2 == 0 ? "rosenbrock" : "quadratic-1e6"));
    append(arguments, &count,
           STRINGS("-f", "state", "--optimizer", states[_i], "--noise", "2", "--size", "320x240",
                   "--format", "pdf", "--scale", "1"));
    struct result result = run_program(arguments);
    ck_assert_msg(result.status == 0 || result.status == 3, "%s: %s", join(arguments), result.err);
    check_labels(join(arguments), "state");
}
END_TEST

Suite *labels_suite(void)
{
    Suite *suite = suite_create("labels");

    tcase_add_loop_test(add_case(suite, "figures"), test_labels_do_not_meet, 0,
                        combinations(COMBINATIONS));
    tcase_add_loop_test(add_case(suite, "zooms"), test_labels_of_zooms_do_not_meet, 0, ZOOMS);
    tcase_add_loop_test(add_case(suite, "charts"), test_labels_of_charts_do_not_meet, 0,
                        combinations(CHART_COMBINATIONS));
    tcase_add_loop_test(add_case(suite, "states"), test_labels_of_states_do_not_meet, 0,
                        COUNT(states));
    return suite;
}
