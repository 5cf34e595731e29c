/* Verdicts with their reasons, from the differences of each pair and the dependencies between
 * files.
 */
#ifndef ADAM_REPORT_COMPARE_VERDICT_H
#define ADAM_REPORT_COMPARE_VERDICT_H

#include "compare/compare_options.h"
#include "compare/comparison.h"
#include "compare/diff_pair.h"
#include "compare/provenance.h"

/* An image, by the digest of its bytes. */
struct verdict_image {
    char digest[DIGEST_SIZE];
    const struct comparison_file *file;
};

/* The passing images of a run, sorted by digest. */
struct verdict_images {
    struct verdict_image *list; /* NULL: not determined yet */
    size_t count;
};

/* The files of one run: those in the same directory as a manifest.json, and those in directories in
 * it that the manifests of both sides list. */
struct verdict_run {
    const char *directory; /* its path with a trailing slash, or ""; not terminated by a NUL */
    size_t length;         /* of that */
    struct provenance_manifest manifests[2];
    struct verdict_images images[2];
};

struct verdict_input {
    const struct compare_options *options;
    bool directories; /* false: two files */
    int interrupt_fd; /* when readable, STATUS_INTERRUPTED; -1: never */
    struct comparison *comparison;
    struct pair_difference
        *differences; /* one for each of the comparison's files, in their order */
    struct verdict_run *runs;
    size_t run_count;
    const char *names[2];           /* of two files, in their runs: the end of each path */
    struct budget_account *account; /* of all manifests, and for comparing them */
};

/* Sets the verdict of every file, whether it passes, and the reasons. */
enum status verdict_decide(struct verdict_input *input, struct error *error);

/* ---- Shared by verdict.c and verdict_*.c ----------------------------------------------------- */

/* The file with this name in the directory of another one; NULL if it is not compared. */
const struct comparison_file *verdict_sibling(const struct verdict_input *input,
                                              const struct comparison_file *file, const char *name);

/* The run of a file; NULL without a manifest on both sides. Its own directory takes precedence over
 * the one above. */
struct verdict_run *verdict_run_of(const struct verdict_input *input,
                                   const struct comparison_file *file);

/* The name of a file in its run, as the manifest lists it: "img/contour.png". Of one of two files
 * that are compared on their own, the name on this side. */
const char *verdict_name_in_run(const struct verdict_input *input,
                                const struct comparison_file *file, size_t side);

/* The length of the directory that the sources of a file are in, a prefix of its name: that of its
 * run or, without a run, its own. */
size_t verdict_source_directory(const struct verdict_input *input,
                                const struct comparison_file *file);

/* The source with this name of another file; NULL if it is not compared. */
const struct comparison_file *verdict_source(const struct verdict_input *input,
                                             const struct comparison_file *file, const char *name);

/* Sets the verdict and whether it passes. */
void verdict_set(const struct verdict_input *input, struct comparison_file *file,
                 enum verdict verdict);

/* Turns STATUS_BAD_INPUT, for a file that can no longer be read, into a verdict with the reason.
 * Returns any other status. */
enum status verdict_unless_unreadable(const struct verdict_input *input,
                                      struct comparison_file *file, enum status status,
                                      const struct error *error);

/* Adds the differing parameters before all other reasons: "alpha 0.02 -> 0.021". Returns whether
 * any differ, which is also the case if one side records none (absent). */
enum status verdict_explain_parameters(const struct verdict_input *input,
                                       struct comparison_file *file, struct json_value baseline,
                                       struct json_value candidate, bool *differ,
                                       struct error *error);

/* Adds where a source file of a figure first differs. */
void verdict_explain_part(struct comparison_file *file, const struct comparison_file *part);

/* Adds the change of the renderer: "gnuplot 5.4 patchlevel 4 -> gnuplot 6.0 patchlevel 2". */
void verdict_explain_renderer(struct comparison_file *file, const char *baseline,
                              const char *candidate);

/* The same from the manifests of the file's run, which must exist. */
void verdict_explain_renderers(const struct verdict_input *input, struct comparison_file *file);

/* Whether the manifests of a run list the file as a document or a snippet. */
bool verdict_is_document(const struct verdict_input *input, const struct comparison_file *file);

/* Sets verdict and reasons of a file whose bytes differ and which is not broken. */
typedef enum status verdict_function(const struct verdict_input *input,
                                     struct pair_difference *difference, struct error *error);

verdict_function verdict_of_image;     /* verdict_image.c */
verdict_function verdict_of_drawing;   /* verdict_image.c */
verdict_function verdict_of_document;  /* verdict_document.c */
verdict_function verdict_of_manifest;  /* verdict_manifest.c */
verdict_function verdict_of_checksums; /* verdict_manifest.c */

#endif
