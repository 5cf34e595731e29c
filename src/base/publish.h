/* Atomic publication of several files into a directory: if the program is killed at any moment, the
 * directory contains the old set or the new set, never a mixture.
 *
 * The files are first collected in staging/set. A single rename makes that directory
 * output/.adam-report-commit: from then on the set counts as published, and each file is renamed to
 * its final name. This is done by a separate process in a separate session, so that a SIGKILL sent
 * to the program does not stop it between two renames. If the machine crashes meanwhile, the commit
 * directory remains in output, and publish_recover() finishes the work according to the list of
 * changes in that directory (see publish_list.h). */
#ifndef ADAM_REPORT_BASE_PUBLISH_H
#define ADAM_REPORT_BASE_PUBLISH_H

#include <stddef.h>

#include "base/publish_list.h"
#include "base/status.h"
#include "base/text.h"

/* The end of a message: neither the new set nor the old one could be put in place. The commit
 * directory stays; it contains the rest of the new set. */
#define PUBLISH_BETWEEN_SETS                                                                       \
    "the directory is between two sets of files; repeat the command that was writing to it, "      \
    "which finishes the new set"

/* Applies the changes: moves files from the directory staging to their names below the directory
 * output, replacing older files, and removes others, with directories that become empty. Both are
 * descriptors on the same file system, and the caller holds the lock on output. All names are
 * distinct. Symbolic links are replaced, never followed. After a failure, output contains what it
 * contained before or, if that could not be restored, the commit directory, and the message ends
 * with PUBLISH_BETWEEN_SETS. If all files are in place but the commit directory cannot be removed,
 * a line is added to *notices. */
enum status publish_changes(int output, int staging, const struct publish_change changes[],
                            size_t count, struct text *notices, struct error *error);

/* Finishes a publication that was interrupted after its commit; does nothing if there is none.
 * STATUS_FAILED if its list was not created in this directory or is damaged, or if a file cannot be
 * put in place. The caller holds the lock on output. */
enum status publish_recover(int output, struct text *notices, struct error *error);

#endif
