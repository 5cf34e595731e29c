/* A run and its results, for manifest, documents and snippets. Everything is borrowed: the caller
 * that fills it in owns what it points to. All texts are plain UTF-8: what looks like markup in
 * them is literal. */
#ifndef ADAM_REPORT_REPORT_RUN_SUMMARY_H
#define ADAM_REPORT_REPORT_RUN_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>

#include "optimize/optimizer_result.h"
#include "optimize/problem.h"
#include "optimize/sweep.h"

enum parameter_kind {
    PARAMETER_REALS, /* `count` numbers: one, or a list */
    PARAMETER_WHOLE,
    PARAMETER_TEXT,
    PARAMETER_TEXTS, /* a list of `count` texts */
    PARAMETER_FLAG,
};

#define PARAMETER_MAX_REALS 4

/* A setting of the run. */
struct parameter {
    const char *name;  /* as on the command line, with _ for -: "alpha", "beta1", "link_prefix"; or
                        * of the date, ARTIFACT_PARAMETER_EPOCH */
    const char *label; /* what it is, for readers: "step size"; NULL: in the manifest only */
    enum parameter_kind kind;
    size_t count;
    double reals[PARAMETER_MAX_REALS];
    unsigned long long whole;
    const char *text;
    const char *const *texts;
    bool flag;
};

/* An image format as documents use it. The numbers say how well it serves somewhere, compared with
 * others; 0: it cannot be shown there. */
struct format_markup {
    const char *extension;  /* "png" */
    const char *label;      /* "PNG" */
    const char *media_type; /* "image/png" */
    int web;                /* in snippets for web pages */
    int report;             /* in report.md and report.html */
    int latex;
};

/* A figure: one image in each format and theme. Its files are NAME.png, NAME-dark.png, NAME.svg
 * and so on. */
struct figure_summary {
    const char *name;        /* "contour_path" */
    const char *caption;     /* one or two sentences, with trailing period */
    const char *alternative; /* for those who cannot see it: a description made from the numbers */
    size_t width, height;    /* on a page, in points of 1/72 inch, which are pixels of CSS */
    bool animated;           /* NAME.gif is there too (never in dark) */
};

struct run_summary {
    const char *program; /* "adam-report 0.2.0" */
    const char *title;   /* "": none */
    const struct problem *problem;
    struct bounds bounds;
    const struct optimizer_result *results; /* at least one */
    size_t result_count;
    size_t iterations; /* that were asked for */
    double tolerance;  /* of the excess, which is the objective less the minimum */
    double threshold;  /* the objective at which the tolerance begins */
    double minimum;    /* the least objective there is, or if not known, that was found */
    bool minimum_known;
    const struct sweep_plan *sweep_plan; /* NULL: there is no sweep */
    const struct sweep *sweep;
    const struct parameter *parameters;
    size_t parameter_count;
    const struct figure_summary *figures;
    size_t figure_count;
    const struct format_markup *const *formats; /* that each figure was drawn in: at least one */
    size_t format_count;
    bool dark;               /* drawn for dark pages */
    bool dark_too;           /* drawn for light pages, and also as NAME-dark.EXT for dark ones */
    const char *gnuplot;     /* "gnuplot 5.4 patchlevel 4"; "": nothing was drawn */
    const char *font;        /* "DejaVu Sans" */
    const char *font_digest; /* of its file, SHA-256; "": nothing was drawn */
    const char *link_prefix; /* goes before every path in the snippets, as it is: "", "img/" */
};

#endif
