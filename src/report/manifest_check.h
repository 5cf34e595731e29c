/* Verification of a manifest before it is published: it is parsed with the reader of untrusted
 * manifests and compared, member by member, with the data from which it was written. */
#ifndef ADAM_REPORT_REPORT_MANIFEST_CHECK_H
#define ADAM_REPORT_REPORT_MANIFEST_CHECK_H

#include <stddef.h>

#include "base/status.h"
#include "report/manifest.h"

/* STATUS_FAILED, with the name of the member, if one differs from the summary and the files. All
 * members of each file, all parameters, the results of the searches and the number of each are
 * compared. */
enum status manifest_check(const char *bytes, size_t length, const struct run_summary *summary,
                           const struct output_file files[], size_t count, struct error *error);

#endif
