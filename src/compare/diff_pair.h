/* Differences between the two files of a pair, whatever there is beside it. Several threads can
 * compare pairs at once. */
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

/* Starts as {0} but for pair, settings, report_name and file, which are borrowed, and work;
 * pair_difference_free() frees the rest. */
struct pair_difference {
    const struct pair *pair;
    const struct pair_settings *settings;
    const char *report_name; /* what the names of this pair's files in the report begin with */
    struct comparison_file *file;
    double work; /* what comparing it takes, for the progress, in units of the caller's */

    bool verdict_final; /* whatever there is beside the pair */
    /* Where the bytes differ and nothing is broken: */
    struct png_info *png;         /* of PNG images, of both of them; else NULL */
    bool same_data;               /* of images: the same image data, not decoded */
    bool undecoded;               /* of images: too large for one thread, for diff_pair_large() */
    char digests[2][DIGEST_SIZE]; /* "": not computed yet */
    /* Of a drawing (SVG, PDF, GIF): whether the candidate is another rendering of the baseline, if
     * it is drawn from the same source; and if not, why, in words. */
    bool same_drawing;
    char other_drawing[256];
    /* Of the script that says where the baseline, an image, has text; "": there is none. */
    char script_digest[DIGEST_SIZE];
};

void pair_difference_free(struct pair_difference *difference);

struct diff_pair_settings {
    /* There are so many files that of tables only the verdict is kept, and of texts no excerpt. */
    bool many_files;
    size_t json_fields, manifest_fields; /* that are kept of what differs in JSON, in a manifest */
    struct budget *budget; /* an account of it for each pair that is compared at a time */
    struct copy_images_settings copies; /* where images of differences go, and copies of the
                                           images to show beside them */
    int interrupt_fd;
    bool inspect; /* both files of a pair are the same one: only whether it is readable matters, so
                     that equal bytes do not end the comparison */
};

/* What can be said of the pair alone. What is wrong with one of the files is a verdict and not a
 * failure: STATUS_FAILED is for a lack of memory or disk. */
enum status diff_pair(struct pair_difference *difference, const struct diff_pair_settings *settings,
                      struct error *error);

/* The rest, where `undecoded` says so: on two threads, or three. */
enum status diff_pair_large(struct pair_difference *difference,
                            const struct diff_pair_settings *settings, struct error *error);

#endif
