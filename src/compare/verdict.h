/* Verdicts with their reasons, from what was found in each pair of files and from how the files
 * depend on one another. */
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

/* Images of a run that pass, sorted by digest. */
struct verdict_images {
    struct verdict_image *list; /* NULL: not asked for yet */
    size_t count;
};

/* The files of one run: those beside a manifest.json. */
struct verdict_run {
    const char *directory; /* the path to it with a slash at its end, or ""; not ended by a NUL */
    size_t length;         /* of that */
    struct provenance_manifest manifests[2];
    struct verdict_images images[2];
};

struct verdict_input {
    const struct compare_options *options;
    bool directories; /* not two files */
    int interrupt_fd; /* readable: give up with STATUS_INTERRUPTED; -1: never */
    struct comparison *comparison;
    struct pair_difference
        *differences; /* one for each of the comparison's files, in their order */
    struct verdict_run *runs;
    size_t run_count;
    struct budget_account *account; /* of all manifests, and for comparing them */
};

/* Gives every file a verdict, whether it passes, and reasons. */
enum status verdict_decide(struct verdict_input *input, struct error *error);

/* ---- What verdict.c and verdict_*.c share ---------------------------------------------------- */

/* The file of this name beside another one; NULL if the comparison has none. */
const struct comparison_file *verdict_sibling(const struct verdict_input *input,
                                              const struct comparison_file *file, const char *name);

/* The run that a file belongs to; NULL if it has no manifest on both sides. */
struct verdict_run *verdict_run_of(const struct verdict_input *input,
                                   const struct comparison_file *file);

/* Sets the verdict and whether it passes. */
void verdict_set(const struct verdict_input *input, struct comparison_file *file,
                 enum verdict verdict);

/* For what cannot be read any more, STATUS_BAD_INPUT with the reason: that is a verdict. Any other
 * status is returned. */
enum status verdict_unless_unreadable(const struct verdict_input *input,
                                      struct comparison_file *file, enum status status,
                                      const struct error *error);

/* Says which parameters differ, before all else: "alpha 0.02 -> 0.021", and whether any does: also
 * if one side names none (absent). */
enum status verdict_explain_parameters(const struct verdict_input *input,
                                       struct comparison_file *file, struct json_value baseline,
                                       struct json_value candidate, bool *differ,
                                       struct error *error);

/* Says where a file that a figure was drawn from differs first. */
void verdict_explain_part(struct comparison_file *file, const struct comparison_file *part);

/* Says what has become of the renderer: "gnuplot 5.4 patchlevel 4 -> gnuplot 6.0 patchlevel 2". */
void verdict_explain_renderer(struct comparison_file *file, const char *baseline,
                              const char *candidate);

/* The same from the manifests of the file's run, which it must have. */
void verdict_explain_renderers(const struct verdict_input *input, struct comparison_file *file);

/* Whether the manifests of a run name the file as a document or a snippet. */
bool verdict_is_document(const struct verdict_input *input, const struct comparison_file *file);

/* Gives a file whose bytes differ and which is not broken its verdict and reasons. */
typedef enum status verdict_function(const struct verdict_input *input,
                                     struct pair_difference *difference, struct error *error);

verdict_function verdict_of_image;     /* verdict_image.c */
verdict_function verdict_of_drawing;   /* verdict_image.c */
verdict_function verdict_of_document;  /* verdict_document.c */
verdict_function verdict_of_manifest;  /* verdict_manifest.c */
verdict_function verdict_of_checksums; /* verdict_manifest.c */

#endif
