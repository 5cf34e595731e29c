/* Differences between the two files of a pair, independent of other files. Several threads can
 * compare pairs simultaneously. */
#ifndef ADAM_REPORT_COMPARE_DIFF_PAIR_H
#define ADAM_REPORT_COMPARE_DIFF_PAIR_H

#include <stdbool.h>

#include "base/budget.h"
#include "base/digest.h"
#include "base/status.h"
#include "compare/compare_options.h"
#include "compare/comparison.h"
#include "compare/copy_images.h"
#include "compare/pairing.h"
#include "image/png_info.h"

/* Initialized to {0} except pair, settings, report_name and file, which are borrowed, and work; the
 * rest is freed by pair_difference_free(). */
struct pair_difference {
    const struct pair *pair;
    const struct pair_settings *settings;
    const char *report_name; /* prefix of the names of this pair's files in the report */
    struct comparison_file *file;
    double work; /* cost of comparing it, for the progress bar, in arbitrary units */

    bool verdict_final; /* independent of other files */
    /* If the bytes differ and neither file is broken: */
    struct png_info *png;         /* of both PNG images; else NULL */
    bool same_data;               /* of images: the same image data, not decoded */
    bool undecoded;               /* of images: too large for one thread; see diff_pair_large() */
    char digests[2][DIGEST_SIZE]; /* "": not computed yet */
    /* Of a drawing (SVG, PDF, GIF): whether the candidate, if drawn from the same source, can be a
     * re-rendering of the baseline, and otherwise the reason. */
    bool same_drawing;
    char other_drawing[256];
    /* Of the script that records the text boxes of the baseline, an image; "": no script. */
    char script_digest[DIGEST_SIZE];
};

void pair_difference_free(struct pair_difference *difference);

struct diff_pair_settings {
    /* So many files that only the verdict is kept for tables, and no excerpts of texts. */
    bool many_files;
    size_t json_fields, manifest_fields; /* differing fields kept of a JSON file, of a manifest */
    struct budget *budget;               /* has an account for each pair that is being compared */
    struct copy_images_settings copies;  /* for copies of images and images of differences */
    int interrupt_fd;
    bool inspect; /* both files of a pair are the same one: only its readability matters, so equal
                     bytes do not end the comparison */
};

/* Compares the pair, without regard to other files. A defect of a file is a verdict, not a failure:
 * STATUS_FAILED is for exhausted memory or disk space. */
enum status diff_pair(struct pair_difference *difference, const struct diff_pair_settings *settings,
                      struct error *error);

/* The rest of the comparison if `undecoded` is set, on two or three threads. */
enum status diff_pair_large(struct pair_difference *difference,
                            const struct diff_pair_settings *settings, struct error *error);

#endif
