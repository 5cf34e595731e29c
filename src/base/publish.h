/* Publication of several files into a directory as one set: after a kill at any moment there is the
 * old set or the new one, never some of each.
 *
 * The files are first gathered in staging/set. One rename makes that directory
 * output/.adam-report-commit: from here on the set counts as published, and each file is renamed
 * from there to its place. A process of its own does this, in a session of its own, so that a
 * SIGKILL meant for the program does not stop it between two renames. If the machine itself goes
 * down there, the commit directory is still in output, and publish_recover() ends the work: it does
 * what the list of changes in that directory says (see publish_list.h), and nothing without one. */
#ifndef ADAM_REPORT_BASE_PUBLISH_H
#define ADAM_REPORT_BASE_PUBLISH_H

#include <stddef.h>

#include "base/publish_list.h"
#include "base/status.h"
#include "base/text.h"

/* The end of a message: neither the new set nor the old one could be put in place. What is needed
 * for the new one is in the commit directory, where it stays. */
#define PUBLISH_BETWEEN_SETS                                                                       \
    "the directory is between two sets of files; repeat the command that was writing to it, "      \
    "which "                                                                                       \
    "finishes the new set"

/* Makes the changes: moves files from the directory staging to their places below the directory
 * output, where they replace older files, and removes others, with the directories that this leaves
 * empty. Both are descriptors, on the same file system, and the caller holds the lock on output. No
 * two changes have one name. A link is replaced, and none is followed. On failure output holds what
 * it held before, or if that could not be had back, the commit directory, and the message ends with
 * PUBLISH_BETWEEN_SETS. A commit directory that stays although all files are in place is said in
 * *notices. */
enum status publish_changes(int output, int staging, const struct publish_change changes[],
                            size_t count, struct text *notices, struct error *error);

/* Ends a publication that was cut off after its commit; does nothing if there is none.
 * STATUS_FAILED where its list was not made here or is damaged, and where a file cannot be put in
 * place. The caller holds the lock on output. */
enum status publish_recover(int output, struct text *notices, struct error *error);

#endif
