/* A comparison's first look: one pair of files, whatever there is beside it. Pairs can be looked at
 * by several threads at once. */
#ifndef ADAM_REPORT_COMPARE_DIFF_PAIR_H
#define ADAM_REPORT_COMPARE_DIFF_PAIR_H

#include <stdbool.h>

#include "base/digest.h"
#include "base/staging.h"
#include "base/status.h"
#include "compare/compare_options.h"
#include "compare/comparison.h"
#include "compare/pairing.h"
#include "image/png_info.h"

/* Starts as {0} but for pair, stem and file, which are borrowed; examination_free() frees the rest.
 */
struct examination {
    const struct pair *pair;
    const char *stem; /* what the names of this pair's files in the report begin with */
    struct comparison_file *file;

    bool settled; /* the verdict stands, whatever there is beside the pair */
    /* Where the bytes differ and nothing is broken: */
    struct png_file png[2];       /* of pictures */
    bool same_data;               /* of pictures: the same image data, not decoded */
    bool undecoded;               /* of pictures: too large for one thread, for examine_large() */
    char digests[2][DIGEST_SIZE]; /* of files that only their source can tell about */
};

void examination_free(struct examination *examination);

struct examine_settings {
    const struct compare_options *options;
    const struct staging *staging; /* for pictures of differences, and copies of the pictures to
                                      show beside them; NULL: there will be no report */
    int interrupt_fd;
};

/* What can be said of the pair alone. What is wrong with one of the files is a verdict and not a
 * failure: STATUS_FAILED is for a lack of memory or disk. */
enum status examine(struct examination *examination, const struct examine_settings *settings,
                    struct error *error);

/* The rest, where `undecoded` says so: on two threads, or three. */
enum status examine_large(struct examination *examination, const struct examine_settings *settings,
                          struct error *error);

#endif
