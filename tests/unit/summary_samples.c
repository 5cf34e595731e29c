#include "summary_samples.h"

#include <string.h>

#include "run/image_format.h"

const char *const hostile_texts[] = {
    "plain",
    "<b>&amp;</b> &lt;script>alert(1)</script> <!-- x --> ]]>",
    "100%_{x} \\alpha $5 $x$ ^2 ~ #1 & %",
    "*x* _y_ **z** `code` ``c`` [l](u) ![p](q) [r]: s ~~t~~ <u@v.w> a\\*b\\",
    "|a|b| --- | :-: |",
    "http://example.org www.example.org https://e.org/?a=b&c=d me@example.org :smile:",
    "\"q\" 'r' ``s'' -- --- ,, ?` !` << >>",
    ":math:`x` |sub| ref_ `ref`_ anon__ [1]_ ::",
    "# no heading",
    "- no item",
    "1. no item",
    "a) no item",
    "> no quotation",
    "=== no line",
    "===",
    "---",
    "+ no item",
    "=\"embed:contour.png\"",
    "x\u2081\u00b2 \u2212 \u00e9 \u4e2d \U0001f600",
};
const size_t hostile_text_count = sizeof hostile_texts / sizeof *hostile_texts;

static double some_x[] = {-0.5,  0.25,  -0.4, 0.2,  -0.3,  0.1,   -0.2,  0.05,  -0.1,
                          0.025, -0.05, 0.01, 0.5,  0.5,   0.25,  0.25,  0.125, 0.125,
                          0.1,   0.1,   0.05, 0.05, 0.025, 0.025, 1e-05, -2e-05};
static double some_f[] = {13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
static const struct trajectory search = {.variables = 2, .count = 13, .x = some_x, .f = some_f};

static const struct method adam = {
    .optimizer = &optimizers[0], .schedule = &schedules[0], .parameters = {0.02, 0.8, 0.999, 1e-8}};
static const struct optimizer_result result = {
    .label = "Adam", .column = "adam", .method = &adam, .trajectory = &search};

static const char *const formats[] = {"png", "svg"};
static const struct parameter parameters[] = {
    {.name = "seed", .label = "seed", .kind = PARAMETER_WHOLE, .whole = 4294967295},
    {.name = "alpha", .label = "step size", .kind = PARAMETER_REALS, .count = 1, .reals = {0.02}},
    {.name = "bounds", .kind = PARAMETER_REALS, .count = 4, .reals = {-1, 1, -0.1, 1e-8}},
    {.name = "format", .kind = PARAMETER_TEXTS, .count = 2, .texts = formats},
    {.name = "palette", .label = "colors", .kind = PARAMETER_TEXT, .text = "a|b \"c\""},
    {.name = "transparent", .kind = PARAMETER_FLAG, .flag = true},
};

static const struct figure_summary figures[] = {
    {.name = "surface",
     .caption = "A surface.",
     .short_caption = "Surface",
     .alternative = "A bowl.",
     .width = 640,
     .height = 480},
    {.name = "contour",
     .caption = "Contours.",
     .short_caption = "Contours",
     .alternative = "Rings.",
     .width = 640,
     .height = 480},
    {.name = "contour_path",
     .caption = "A path.",
     .short_caption = "Path",
     .alternative = "Dots.",
     .width = 640,
     .height = 480},
};

static const struct format_markup *drawn_formats[IMAGE_FORMATS_MAX];

void set_formats(struct run_summary *summary, const char *names)
{
    summary->formats = drawn_formats;
    summary->format_count = 0;
    for (; *names != '\0'; names += strcspn(names, " "), names += *names == ' ')
        drawn_formats[summary->format_count++] =
            &image_format_find(names, strcspn(names, " "))->markup;
}

struct run_summary sample_summary(void)
{
    struct run_summary summary =
        (struct run_summary){.program = "adam-report 9.8.7",
                             .title = "",
                             .problem = &problems[0],
                             .bounds = problems[0].domain,
                             .results = &result,
                             .result_count = 1,
                             .tolerance = 2.5,
                             .threshold = 2.5,
                             .minimum_known = true,
                             .parameters = parameters,
                             .parameter_count = sizeof parameters / sizeof *parameters,
                             .figures = figures,
                             .figure_count = 3,

                             .gnuplot = "gnuplot 5.4 patchlevel 4",
                             .font = "DejaVu Sans",
                             .font_digest = "0123456789abcdef0123456789abcdef"
                                            "0123456789abcdef0123456789abcdef",
                             .images = "",
                             .link_prefix = "",
                             .label_prefix = ""};
    set_formats(&summary, "png");
    return summary;
}
