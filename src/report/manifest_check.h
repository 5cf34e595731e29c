/* Checks that a written manifest matches its source: it is parsed by the reader of untrusted
 * manifests and compared member by member, so that an error in writing it is not published. */
#ifndef ADAM_REPORT_REPORT_MANIFEST_CHECK_H
#define ADAM_REPORT_REPORT_MANIFEST_CHECK_H

#include <stddef.h>

#include "base/status.h"
#include "report/manifest.h"

/* STATUS_FAILED with the member that differs from the summary and the files. All members of every
 * file are compared, all parameters, the outcomes of the searches, and the number of each. */
enum status manifest_check(const char *bytes, size_t length, const struct run_summary *summary,
                           const struct output_file files[], size_t count, struct error *error);

#endif
