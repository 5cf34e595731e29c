/* Reading, durable writing and removal of whole files and directory trees. Paths are relative to a
 * directory descriptor, or AT_FDCWD. */
#ifndef ADAM_REPORT_BASE_FILE_H
#define ADAM_REPORT_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/status.h"
#include "base/text.h"

/* Appends the file's bytes to *text. STATUS_FAILED if it cannot be read, is not a regular file, or
 * is larger than limit bytes. */
enum status file_read(int directory, const char *path, size_t limit, struct text *text,
                      struct error *error);

/* The same for an open file, from its position; `path` is its name in messages. */
enum status file_read_open(int file, const char *path, size_t limit, struct text *text,
                           struct error *error);

/* Block size of the functions below, in bytes. */
#define FILE_BLOCK ((size_t)1 << 16)

/* Reads `wanted` bytes of an open file from this offset; *count is less at the end of the file. The
 * file position is neither used nor changed. */
enum status file_read_at(int file, void *to, size_t wanted, off_t offset, size_t *count,
                         struct error *error);

/* Whether two open files have the same content. Here and below, STATUS_INTERRUPTED when
 * interrupt_fd
 * (-1: never) is readable, since files can be very large. */
enum status file_same_bytes(int a, int b, int interrupt_fd, bool *same, struct error *error);

/* Appends all bytes of an open file, from its beginning, to another one. */
enum status file_copy(int from, int to, int interrupt_fd, struct error *error);

/* Creates the file, which must not exist, with these bytes. file_write_behind() also starts writing
 * them to disk, so that a later file_sync() is faster, and file_write_durably() waits until they
 * are on disk. After a failure the file is removed. */
enum status file_write(int directory, const char *path, const void *bytes, size_t length,
                       struct error *error);
enum status file_write_behind(int directory, const char *path, const void *bytes, size_t length,
                              struct error *error);
enum status file_write_durably(int directory, const char *path, const void *bytes, size_t length,
                               struct error *error);

/* Appends the bytes to an open file. */
enum status file_append(int file, const void *bytes, size_t length, struct error *error);

/* Waits until the content of an existing file is on disk. */
enum status file_sync(int directory, const char *path, struct error *error);

/* Waits until the entries of the directory are on disk. */
enum status file_sync_directory(int directory, struct error *error);

/* Removes a file, or a directory and its content; symbolic links are removed, not followed.
 * Directories not writable by their owner are made writable. It is not an error if the path does
 * not exist. */
enum status file_remove_tree(int directory, const char *path, struct error *error);

/* The part of a path after its last slash. */
const char *file_base_name(const char *path);

/* Whether the name ends with this extension (".png"), ignoring case. */
bool file_has_extension(const char *name, const char *extension);

/* The status for a path given by the user that cannot be accessed, by errno: `blamed` if the path
 * or the file is the cause, STATUS_FAILED if the system lacks a resource. */
enum status file_open_status(int reason, enum status blamed);

#endif
