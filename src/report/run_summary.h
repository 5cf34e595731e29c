/* A run and its results, as described by the manifest, the documents and the snippets. All pointers
 * are borrowed from the caller. All texts are plain UTF-8: characters that look like markup are
 * literal. */
#ifndef ADAM_REPORT_REPORT_RUN_SUMMARY_H
#define ADAM_REPORT_REPORT_RUN_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "optimize/basins.h"
#include "optimize/optimizer_pairs.h"
#include "optimize/optimizer_result.h"
#include "optimize/problem.h"
#include "optimize/suite.h"
#include "optimize/sweep.h"
#include "optimize/variation.h"

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
    const char *name;  /* as on the command line, with _ for -: "alpha", "beta1", "link_prefix"; for
                        * the date, ARTIFACT_PARAMETER_EPOCH */
    const char *label; /* description for readers: "step size"; NULL: in the manifest only */
    enum parameter_kind kind;
    size_t count;
    double reals[PARAMETER_MAX_REALS];
    unsigned long long whole;
    const char *text;
    const char *const *texts;
    bool flag;
};

/* An image format in documents. The numbers rank the formats for each use; 0: unsuitable. */
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
    const char *name;              /* "contour_path" */
    const char *caption;           /* one or two sentences with a trailing period */
    const char *short_caption;     /* for a list of figures, without a period */
    const char *alternative;       /* the alternative text: a description from the numbers */
    size_t width, height;          /* on a page, in points (1/72 inch), used as CSS pixels */
    const struct problem *problem; /* whose objective the caption can contain; NULL: none */
    bool animated;                 /* NAME.gif exists, in the same themes */
    bool is_thumbnail;             /* of a problem of a suite */
};

struct run_summary {
    const char *program; /* "adam-report 0.2.0" */
    const char *title;   /* "": none */
    /* A suite has no problem, bounds, threshold, minimum or sweep, and its results are only names
     * and methods. */
    const struct suite_plan *suite_plan; /* NULL: no suite */
    const struct suite *suite;
    const struct tuned *suite_tuned; /* of each problem and optimizer, in the order of the suite's
                                      * results, empty if it was not tuned; NULL: none was */
    const struct problem *problem;
    struct bounds bounds;
    const struct optimizer_result *results; /* at least one */
    size_t result_count;
    const struct optimizer_pair *pairs; /* with ensembles, every two results */
    size_t pair_count;                  /* 0: no ensembles, or a single result */
    size_t iterations;                  /* requested number */
    double tolerance;                   /* of the excess: the objective minus its minimum */
    double threshold;                   /* the objective below which the tolerance is reached */
    double minimum; /* the minimum of the objective or, if not known, the lowest value found */
    bool minimum_known;
    const struct seed_range *merged; /* the seeds of a merged ensemble; NULL: it was not merged */
    size_t merged_count;
    const struct noise *noise; /* of the gradients; NULL: none */
    uint32_t seed;             /* of the noise, and of the start unless has_start; with noise */
    bool has_start;            /* the start was specified */
    enum vary vary;            /* between the runs of an ensemble */
    const struct sweep_plan *sweep_plan; /* NULL: no sweep */
    const struct sweep *sweep;
    const struct basins *basins; /* NULL: none */
    const struct parameter *parameters;
    size_t parameter_count;
    const struct figure_summary *figures;
    size_t figure_count;
    const struct format_markup *const *formats; /* of each figure: at least one */
    size_t format_count;
    bool dark;                /* drawn for dark pages */
    bool dark_too;            /* drawn for light pages, and also as NAME-dark.EXT for dark ones */
    const char *gnuplot;      /* "gnuplot 5.4 patchlevel 4"; "": nothing was drawn */
    const char *font;         /* "DejaVu Sans" */
    const char *font_digest;  /* of its file, SHA-256; "": nothing was drawn */
    const char *images;       /* before the names of images in the output directory: "", "img/" */
    const char *link_prefix;  /* literally before every path in the snippets, ends with `images`:
                                 "", "/docs/img/" */
    bool explore;             /* explore.html exists */
    const char *label_prefix; /* before every label in the snippets: "", "run1-" */
};

/* How an optimizer was tuned on a problem of a suite; NULL: it was not. */
static inline const struct tuned *run_summary_tuned(const struct run_summary *summary,
                                                    size_t problem, size_t optimizer)
{
    const struct tuned *tuned = summary->suite_tuned;

    if (tuned == NULL)
        return NULL;
    tuned += problem * summary->result_count + optimizer;
    return tuned->plan.axis_count > 0 ? tuned : NULL;
}

#endif
