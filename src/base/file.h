/* Whole files: read into memory, written with their bytes on the disk, and removed with all that
 * is below them. Paths are relative to a directory's descriptor, or AT_FDCWD. */
#ifndef ADAM_REPORT_BASE_FILE_H
#define ADAM_REPORT_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/status.h"
#include "base/text.h"

/* Appends the file's bytes to *text. Fails (STATUS_FAILED) when it cannot be read, is no regular
 * file, or holds more than limit bytes. */
enum status file_read(int directory, const char *path, size_t limit, struct text *text,
                      struct error *error);

/* How much the functions below read at once. */
#define FILE_BLOCK ((size_t)1 << 16)

/* Reads `wanted` bytes of an open file from this offset on, or all there are: *count is less at the
 * end of the file. Its position does not matter and does not change. */
enum status file_read_at(int file, void *to, size_t wanted, off_t offset, size_t *count,
                         struct error *error);

/* Whether two open files hold the same bytes. Here and below, STATUS_INTERRUPTED when interrupt_fd
 * (-1: never) is readable, which can be soon in files that have no end in sight. */
enum status file_same_bytes(int a, int b, int interrupt_fd, bool *same, struct error *error);

/* Appends all bytes of an open file, from its begin, to another one. */
enum status file_copy(int from, int to, int interrupt_fd, struct error *error);

/* Creates the file, which must not exist, with these bytes; file_write_behind also has the disk
 * begin with them, so that a file_sync() later has less to wait for, and file_write_durably waits
 * until the disk has them. On failure the file is removed again. */
enum status file_write(int directory, const char *path, const void *bytes, size_t length,
                       struct error *error);
enum status file_write_behind(int directory, const char *path, const void *bytes, size_t length,
                              struct error *error);
enum status file_write_durably(int directory, const char *path, const void *bytes, size_t length,
                               struct error *error);

/* Appends the bytes to an open file. */
enum status file_append(int file, const void *bytes, size_t length, struct error *error);

/* Waits until the disk has the bytes of a file that is there. */
enum status file_sync(int directory, const char *path, struct error *error);

/* Waits until the disk has the directory's entries. */
enum status file_sync_directory(int directory, struct error *error);

/* Removes a file, or a directory with all that is in it; symbolic links are removed, not
 * followed. Directories in which their owner may not write are made writable for that. A path that
 * is not there is no error. */
enum status file_remove_tree(int directory, const char *path, struct error *error);

/* The part of a path after its last slash. */
const char *file_base_name(const char *path);

/* Whether the name ends with this (".png"), in any case. */
bool file_has_extension(const char *name, const char *extension);

/* The status where a path that the user named cannot be opened or looked at, by errno: `blamed` if
 * that is due to the path or the file, STATUS_FAILED if the system has not enough of something. */
enum status file_open_status(int reason, enum status blamed);

#endif
