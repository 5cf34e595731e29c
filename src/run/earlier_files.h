/* Files of an earlier run in OUTPUT, which would stand beside those of this one as if they belonged
 * together.
 *
 * A file is of an earlier run if the manifest.json in OUTPUT lists it, and it has a name that runs
 * make (run/output_names.h), is a regular file in OUTPUT itself, and has the digest that is listed.
 * What this run does not make anew of these,
 *
 * - is removed, when the new files are put in place;
 * - but stays with --keep;
 * - and with --figure, which draws some figures of several, stays if it is an image, a script or a
 *   snippet, or data that an image which stays was drawn from.
 *
 * What stays is listed in the new manifest as kept, and in SHA256SUMS. Nobody has looked again
 * whether it belongs to the parameters there. So it has a source only if the recorded one still
 * follows from the files as they are after this run.
 *
 * Everything else stays where it is, is not listed, and if the old manifest lists it, is said: what
 * somebody has changed, what is no regular file, what has a name that no run makes (a manifest that
 * came from elsewhere must not remove README.md). If that manifest cannot be read, nothing is
 * removed and nothing listed. */
#ifndef ADAM_REPORT_RUN_EARLIER_FILES_H
#define ADAM_REPORT_RUN_EARLIER_FILES_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "report/manifest_reader.h"
#include "run/output_files.h"
#include "run/run_options.h"

struct earlier_file;

/* Starts as {0}; whoever declares it frees it, not before the last use of the files that it has
 * added to others: their strings are here. */
struct earlier_files {
    struct manifest manifest;
    struct earlier_file *list; /* as the manifest's files */
    struct text removed;       /* the names of those that are removed, a line each */
    struct text notices;       /* what stays although it is listed: see base/notices.h */
};

void earlier_files_free(struct earlier_files *earlier);

/* Looks at OUTPUT, once all files of this run are staged but manifest and checksums: has what goes
 * removed by the staging, and adds what is kept to the outputs. */
enum status earlier_files_sort(struct earlier_files *earlier, const struct run_options *options,
                               struct output_files *outputs, int interrupt_fd, struct error *error);

#endif
