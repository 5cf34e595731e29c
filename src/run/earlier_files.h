/* Files of an earlier run in the output directory: removed or kept.
 *
 * A file belongs to an earlier run if it is listed in the manifest.json of the output directory,
 * has the name of an output file (run/output_names.h), is a regular file, reached without symbolic
 * links, and has the listed digest. In a subdirectory, it must be a snippet in snippets/, or an
 * image in the directory that the manifest records as --images. Such a file that this run does not
 * regenerate is
 *
 * - removed when the new files are published;
 * - but kept with --keep;
 * - and with --figure, kept if it is an image, a script or a snippet (snippets/NAME) of a figure
 *   that this run does not draw, or data from which a kept image was drawn; with --only documents,
 *   only if it is an image or a snippet. Collected snippets (figures.md) show several figures, and
 *   are kept only if this run draws none.
 *
 * Kept files are listed as such in the new manifest, and in SHA256SUMS. They are not checked
 * against the parameters recorded there, and have a source only if the recorded one still matches
 * the files after this run.
 *
 * All other files are left in place and not listed. If the old manifest lists such a file, a notice
 * is printed: it was modified, is not a regular file, or does not have the name of an output file
 * (a foreign manifest must not remove README.md). If the manifest cannot be read, nothing is
 * removed or listed. */
#ifndef ADAM_REPORT_RUN_EARLIER_FILES_H
#define ADAM_REPORT_RUN_EARLIER_FILES_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "report/manifest_reader.h"
#include "run/output_files.h"
#include "run/run_options.h"

struct earlier_file;

/* Starts as {0}. The caller frees it, after the last use of the files added to the outputs, whose
 * strings it owns. */
struct earlier_files {
    struct manifest manifest;
    struct earlier_file *list; /* parallel to manifest.files */
    struct text removed;       /* names of the files to remove, one per line */
    struct text notices;       /* listed files that are left in place: see base/notices.h */
};

void earlier_files_free(struct earlier_files *earlier);

/* STATUS_FAILED if the output directory is the directory of images of a run in its parent
 * directory, whose images would be overwritten. A manifest there that cannot be read, or is not one
 * of this program, is ignored. */
enum status earlier_files_check_parent(const struct staging *staging, int interrupt_fd,
                                       struct error *error);

/* Examines the output directory after all files of this run except manifest and checksums are
 * staged: schedules removals in the staging, and adds kept files to the outputs. STATUS_FAILED if a
 * listed file cannot be checked. */
enum status earlier_files_sort(struct earlier_files *earlier, const struct run_options *options,
                               struct output_files *outputs, int interrupt_fd, struct error *error);

#endif
