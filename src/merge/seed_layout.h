/* The seeds of all parts together, and which of the parts has each. */
#ifndef ADAM_REPORT_MERGE_SEED_LAYOUT_H
#define ADAM_REPORT_MERGE_SEED_LAYOUT_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "merge/part.h"

/* Runs with consecutive seeds, of one part. */
struct seed_segment {
    struct seed_range seeds;
    size_t part; /* its index */
    size_t from; /* index of the first run in the part */
    size_t to;   /* and in the merged set */
};

/* Starts as {0}; the caller frees it. */
struct seed_layout {
    struct seed_segment *segments; /* in the order of the seeds */
    size_t segment_count;
    struct merged_parts merged; /* adjacent ranges as one; without ensembles */
    size_t runs;
};

void seed_layout_free(struct seed_layout *layout);

/* STATUS_BAD_INPUT, with the seeds and the directories, if parts overlap, and if there are too many
 * runs or ranges. */
enum status seed_layout_make(struct seed_layout *layout, const struct part parts[], size_t count,
                             struct error *error);

/* Adds a line with the missing seeds between the first and the last, if there are any. */
enum status seed_layout_report_gaps(const struct seed_layout *layout, struct text *notices,
                                    struct error *error);

#endif
