/* The source files of an image: whether they are the same on both sides, and whether they have the
 * recorded digests. */
#ifndef ADAM_REPORT_COMPARE_SOURCES_H
#define ADAM_REPORT_COMPARE_SOURCES_H

#include <stdbool.h>

#include "compare/provenance.h"
#include "compare/verdict.h"

struct sources {
    struct provenance_list lists[2]; /* of the baseline, of the candidate; empty: not named */
};

/* The part with this name in one of the lists, or NULL. */
const struct provenance_part *sources_find(const struct sources *sources, size_t side,
                                           const char *name);

/* Whether both lists have the part with the same digest. */
bool sources_same_part(const struct sources *sources, const struct provenance_part *part);

/* Whether both sides name the same files in the same order, each with the same digest or as a
 * changed file that passes, such as data within the tolerance. Verifies nothing. */
bool sources_claim_same(const struct verdict_input *input, const struct comparison_file *file,
                        const struct sources *sources);

/* Whether every file of the lists exists on both sides, is not a symbolic link, has the recorded
 * digest (which is recomputed), and equals that of the other side or passes. If not, adds a reason
 * to the file. STATUS_FAILED if one of them cannot be read. */
enum status sources_check(const struct verdict_input *input, struct comparison_file *file,
                          const struct sources *sources, bool *checked, struct error *error);

/* Computes the digest of the file on one side; "" if it does not exist or is not a regular file.
 * Digests are kept. */
enum status sources_own_digest(const struct verdict_input *input,
                               const struct comparison_file *file, size_t side,
                               char digest[DIGEST_SIZE], struct error *error);

/* The same for the source with this name (see verdict_source_directory()), which need not be among
 * the compared files. */
enum status sources_digest(const struct verdict_input *input, const struct comparison_file *file,
                           const char *name, size_t side, char digest[DIGEST_SIZE],
                           struct error *error);

#endif
