/* A comparison's second look: what was found in each pair of files, seen together, becomes verdicts
 * with their reasons. */
#ifndef ADAM_REPORT_COMPARE_VERDICT_H
#define ADAM_REPORT_COMPARE_VERDICT_H

#include <jansson.h>

#include "compare/compare_options.h"
#include "compare/comparison.h"
#include "compare/diff_pair.h"

/* The files of one run: those beside a manifest.json. */
struct judge_run {
    const char *directory; /* the path to it with a slash at its end, or ""; not ended by a NUL */
    size_t length;         /* of that */
    json_t *manifests[2];  /* NULL: it has none */
};

struct judge {
    const struct compare_options *options;
    bool directories; /* not two files */
    struct comparison *comparison;
    struct examination *examinations; /* one for each of the comparison's files, in their order */
    struct judge_run *runs;
    size_t run_count;
};

/* Gives every file a verdict, whether it passes, and reasons. */
enum status judge(struct judge *judge, struct error *error);

/* What judge.c and its chapters (judge_*.c) share. ----------------------------------------------
 */

/* The file of this name beside another one; NULL if the comparison has none. */
const struct comparison_file *judge_beside(const struct judge *judge,
                                           const struct comparison_file *file, const char *name);

/* The run that a file belongs to; NULL if it has no manifest on both sides. */
const struct judge_run *judge_run_of(const struct judge *judge, const struct comparison_file *file);

/* The name without directories. */
const char *judge_base_name(const char *name);

/* Sets the verdict and whether it passes. */
void judge_settle(const struct judge *judge, struct comparison_file *file, enum verdict verdict);

/* Says which parameters differ, before all else: "alpha 0.02 -> 0.021". */
void judge_say_parameters(struct comparison_file *file, const json_t *baseline,
                          const json_t *candidate);

/* Says where a file that a figure was drawn from differs first. */
void judge_say_part(struct comparison_file *file, const struct comparison_file *part);

/* Says what has become of the renderer: "gnuplot 5.4 patchlevel 4 -> gnuplot 6.0 patchlevel 2". */
void judge_say_renderer(struct comparison_file *file, const char *baseline, const char *candidate);

/* The chapters. */
void judge_picture(const struct judge *judge, struct examination *examination);
void judge_manifest(const struct judge *judge, struct comparison_file *file);
enum status judge_checksums(const struct judge *judge, struct examination *examination,
                            struct error *error);

#endif
