#include "compare/pair_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/file.h"

/* Whether the path in the directory still is the file that is open. */
static bool is_listed(const struct tree_entry *entry, const struct stat *about)
{
    const struct tree_entry *file = entry != NULL && entry->target != NULL ? entry->target : entry;

    return file == NULL || (file->device == about->st_dev && file->inode == about->st_ino);
}

static enum status check_file(const struct tree_entry *entry, int file, uint64_t *size,
                              struct error *error)
{
    struct stat about;

    if (file < 0 || fstat(file, &about) != 0)
        return error_set(error, file_open_status(errno, STATUS_BAD_INPUT), "cannot be read: %s",
                         strerror(errno));
    if (!S_ISREG(about.st_mode))
        return error_set(error, STATUS_BAD_INPUT, "is not a regular file");
    if (!is_listed(entry, &about))
        return error_set(error, STATUS_BAD_INPUT, "was replaced during the comparison; try again");
    *size = (uint64_t)about.st_size;
    return STATUS_OK;
}

enum status pair_file_open(const struct pair *pair, size_t side, int *file, uint64_t *size,
                           struct error *error)
{
    const struct tree_entry *entry = pair->entries[side];

    /* O_NONBLOCK: a FIFO that replaced the file must not block. */
    *file = open(pair->paths[side],
                 O_RDONLY | O_CLOEXEC | O_NONBLOCK | (entry != NULL ? O_NOFOLLOW : 0));
    enum status status = check_file(entry, *file, size, error);
    if (status != STATUS_OK && *file >= 0) {
        close(*file);
        *file = -1;
    }
    return status;
}

static enum status read_all(int file, size_t limit, int interrupt_fd, struct text *bytes,
                            struct error *error)
{
    size_t count = FILE_BLOCK;
    enum status status = STATUS_OK;

    for (off_t at = 0; status == STATUS_OK && count == FILE_BLOCK; at += (off_t)count) {
        char *to = text_reserve(bytes, FILE_BLOCK);
        if (to == NULL)
            return error_out_of_memory(error);
        status = file_read_at(file, to, FILE_BLOCK, at, &count, error);
        text_grew(bytes, count);
        if (status == STATUS_OK && (size_t)at + count > limit)
            status = error_set(error, STATUS_BAD_INPUT, "is larger than %zu bytes", limit);
        if (status == STATUS_OK)
            status = interrupt_check(interrupt_fd, error);
    }
    return status;
}

enum status pair_file_read(const struct pair *pair, size_t side, size_t limit, int interrupt_fd,
                           struct text *bytes, struct error *error)
{
    int file;
    uint64_t size;
    enum status status = pair_file_open(pair, side, &file, &size, error);

    if (status == STATUS_OK) {
        status = read_all(file, limit, interrupt_fd, bytes, error);
        close(file);
    }
    return status == STATUS_FAILED ? error_prefix(error, status, "%.255s", pair->name) : status;
}
