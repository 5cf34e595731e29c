/* Whether a manifest that was written says what it was written from: read again with the reader of
 * strange manifests, and compared member by member, so that nothing that went wrong on the way to
 * its text is published. */
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
