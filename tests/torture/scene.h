/* Scenes: a command line, the files that it finds, and those that it leaves without a fault.
 *
 * A scene is run in a separate directory, whose subdirectory `trial` has all that the program can
 * change. Inputs are in ../fixed, which no scene changes. */
#ifndef ADAM_REPORT_TESTS_SCENE_H
#define ADAM_REPORT_TESTS_SCENE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

#include "trial.h"

/* What is in a directory, as text to be compared: a line for each file with its digest. What the
 * program uses to publish is left out of it and told here. */
struct tree_text {
    struct text text;
    struct text files;                           /* the same without the directories */
    bool has_staging, has_commit, has_temporary; /* the last: below TMPDIR */
    char output[256];                            /* where the commit directory is */
};

void tree_text(const char *directory, struct tree_text *tree);
void tree_text_free(struct tree_text *tree);
void tree_copy(const char *from, const char *to);
void tree_remove(const char *directory);

struct scene {
    const char *name;
    const char *arguments[40];
    const char *const (*before)[40]; /* command lines that make what is in `trial` at the start */
    /* An unreadable file affects the report without being a failure of the program. */
    bool reports_unreadable;
    bool reads_pdf; /* with libqpdf */

    /* Filled in by scene_prepare(). */
    struct tree_text start, end;
    struct trial usual;         /* without a fault */
    struct fault_counts counts; /* of the calls then */
};

extern struct scene scenes[];
extern const size_t scene_count;

/* Makes the directory `base` with ../fixed and the start of every scene whose name contains
 * `only`, and plays these once. Exits if that goes wrong. */
void scene_prepare_all(const char *base, const char *gnuplot, const struct trial_setup *setup,
                       const char *only);

/* Makes `trial` in the directory what it is at the start of the scene. */
void scene_reset(const struct scene *scene, const char *base, const char *directory);

#endif
