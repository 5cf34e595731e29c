/* The files that an image was drawn from: whether both sides name the same ones, and whether these
 * are what they are said to be. */
#ifndef ADAM_REPORT_COMPARE_SOURCES_H
#define ADAM_REPORT_COMPARE_SOURCES_H

#include <stdbool.h>

#include "compare/provenance.h"
#include "compare/verdict.h"

struct sources {
    struct provenance_list lists[2]; /* of the baseline, of the candidate; empty: not named */
};

/* The part of this name in one of the lists; NULL: there is none. */
const struct provenance_part *sources_find(const struct sources *sources, size_t side,
                                           const char *name);

/* Whether both lists have the part with the same digest. */
bool sources_same_part(const struct sources *sources, const struct provenance_part *part);

/* Whether both sides name the same files in the same order, each with the same digest, or one that
 * has changed and passes, as data within the tolerance do. Nothing was checked then. */
bool sources_claim_same(const struct verdict_input *input, const struct comparison_file *file,
                        const struct sources *sources);

/* Whether on both sides every file of the lists is there, is no symbolic link, has the digest that
 * the list says, computed anew, and is equal to that of the other side or passes. If not, a reason
 * is added to the file. STATUS_FAILED if one of them cannot be read. */
enum status sources_check(const struct verdict_input *input, struct comparison_file *file,
                          const struct sources *sources, bool *checked, struct error *error);

/* Computes the digest of a file beside `file` on one side, or of `file` itself by its own name; ""
 * if it is not there or no regular file. Those of files that are compared are kept. */
enum status sources_digest(const struct verdict_input *input, const struct comparison_file *file,
                           const char *name, size_t side, char digest[DIGEST_SIZE],
                           struct error *error);

#endif
