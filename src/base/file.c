#define _GNU_SOURCE /* sync_file_range */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/deadline.h"

static enum status fail(struct error *error, const char *verb, const char *path)
{
    return error_set(error, STATUS_FAILED, "cannot %s %.255s: %s", verb, path, strerror(errno));
}

static enum status read_all(int file, const char *path, size_t limit, struct text *text,
                            struct error *error)
{
    size_t before = text->length;

    for (;;) {
        char *end = text_reserve(text, 65536);
        if (end == NULL)
            return error_out_of_memory(error);
        ssize_t count = read(file, end, 65536);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail(error, "read", path);
        if (count == 0)
            return STATUS_OK;
        text_grew(text, (size_t)count);
        if (text->length - before > limit)
            return error_set(error, STATUS_FAILED, "cannot read %.255s: larger than %zu bytes",
                             path, limit);
    }
}

enum status file_read_open(int file, const char *path, size_t limit, struct text *text,
                           struct error *error)
{
    struct stat about;

    if (fstat(file, &about) != 0)
        return fail(error, "read", path);
    if (!S_ISREG(about.st_mode))
        return error_set(error, STATUS_FAILED, "cannot read %.255s: not a regular file", path);
    return read_all(file, path, limit, text, error);
}

enum status file_read(int directory, const char *path, size_t limit, struct text *text,
                      struct error *error)
{
    /* O_NONBLOCK: a FIFO in place of the file must not block the program. */
    int file = openat(directory, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0)
        return fail(error, "read", path);
    enum status status = file_read_open(file, path, limit, text, error);
    close(file);
    return status;
}

static bool write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t count = write(file, bytes, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        bytes += count;
        length -= (size_t)count;
    }
    return true;
}

enum status file_read_at(int file, void *to, size_t wanted, off_t offset, size_t *count,
                         struct error *error)
{
    *count = 0;
    while (*count < wanted) {
        ssize_t got = pread(file, (char *)to + *count, wanted - *count, offset + (off_t)*count);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(error, "read", "the file");
        if (got == 0)
            break;
        *count += (size_t)got;
    }
    return STATUS_OK;
}

/* Files of one block are compared without checking for a signal. */
static enum status check_between_blocks(off_t offset, int interrupt_fd, struct error *error)
{
    return offset == 0 ? STATUS_OK : interrupt_check(interrupt_fd, error);
}

static enum status same_size(int a, int b, bool *same, struct error *error)
{
    struct stat about_a, about_b;

    *same = false;
    if (fstat(a, &about_a) != 0 || fstat(b, &about_b) != 0)
        return fail(error, "read", "the file");
    *same = about_a.st_size == about_b.st_size;
    return STATUS_OK;
}

enum status file_same_bytes(int a, int b, int interrupt_fd, bool *same, struct error *error)
{
    char bytes_a[FILE_BLOCK], bytes_b[FILE_BLOCK];
    size_t count_a = FILE_BLOCK, count_b;
    enum status status = same_size(a, b, same, error);

    for (off_t at = 0; status == STATUS_OK && *same && count_a == FILE_BLOCK;
         at += (off_t)count_a) {
        status = check_between_blocks(at, interrupt_fd, error);
        if (status == STATUS_OK)
            status = file_read_at(a, bytes_a, FILE_BLOCK, at, &count_a, error);
        if (status == STATUS_OK)
            status = file_read_at(b, bytes_b, FILE_BLOCK, at, &count_b, error);
        if (status == STATUS_OK)
            *same = count_a == count_b && memcmp(bytes_a, bytes_b, count_a) == 0;
    }
    return status;
}

enum status file_copy(int from, int to, int interrupt_fd, struct error *error)
{
    char bytes[FILE_BLOCK];
    size_t count = FILE_BLOCK;
    enum status status = STATUS_OK;

    for (off_t at = 0; status == STATUS_OK && count == FILE_BLOCK; at += (off_t)count) {
        status = check_between_blocks(at, interrupt_fd, error);
        if (status == STATUS_OK)
            status = file_read_at(from, bytes, FILE_BLOCK, at, &count, error);
        if (status == STATUS_OK && !write_all(to, bytes, count))
            status = fail(error, "write", "a copy");
    }
    return status;
}

/* Some file systems (pipes and a few network file systems) do not support fsync() and return
 * EINVAL. */
static bool sync_whole(int file)
{
    return fsync(file) == 0 || errno == EINVAL || errno == ENOTSUP;
}

/* Starts writing to disk, so that a later file_sync() is faster. */
static void begin_to_sync(int file)
{
#ifdef SYNC_FILE_RANGE_WRITE
    sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE);
#else
    (void)file;
#endif
}

/* When the bytes must be on disk. */
enum sync_mode { SYNC_LATER, SYNC_BEGIN, SYNC_WAIT };

static enum status write_file(int directory, const char *path, const void *bytes, size_t length,
                              enum sync_mode mode, struct error *error)
{
    int file = openat(directory, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

    if (file < 0)
        return fail(error, "write", path);
    enum status status = STATUS_OK;
    if (!write_all(file, bytes, length) || (mode == SYNC_WAIT && !sync_whole(file)))
        status = fail(error, "write", path);
    if (mode == SYNC_BEGIN)
        begin_to_sync(file);
    if (close(file) != 0 && status == STATUS_OK && errno != EINTR)
        status = fail(error, "write", path);
    if (status != STATUS_OK)
        unlinkat(directory, path, 0);
    return status;
}

enum status file_write(int directory, const char *path, const void *bytes, size_t length,
                       struct error *error)
{
    return write_file(directory, path, bytes, length, SYNC_LATER, error);
}

enum status file_write_behind(int directory, const char *path, const void *bytes, size_t length,
                              struct error *error)
{
    return write_file(directory, path, bytes, length, SYNC_BEGIN, error);
}

enum status file_write_durably(int directory, const char *path, const void *bytes, size_t length,
                               struct error *error)
{
    return write_file(directory, path, bytes, length, SYNC_WAIT, error);
}

enum status file_append(int file, const void *bytes, size_t length, struct error *error)
{
    return write_all(file, bytes, length) ? STATUS_OK : fail(error, "write", "the file");
}

enum status file_sync(int directory, const char *path, struct error *error)
{
    int file = openat(directory, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

    if (file < 0)
        return fail(error, "write", path);
    enum status status = sync_whole(file) ? STATUS_OK : fail(error, "write", path);
    close(file);
    return status;
}

enum status file_sync_directory(int directory, struct error *error)
{
    return sync_whole(directory) ? STATUS_OK : fail(error, "write", "the directory");
}

static enum status remove_entries(int directory, struct error *error)
{
    DIR *stream = fdopendir(directory); /* owns the descriptor from here */
    enum status status = STATUS_OK;

    if (stream == NULL) {
        status = fail(error, "read", "the directory");
        close(directory);
        return status;
    }
    const struct dirent *entry;
    while (status == STATUS_OK && (errno = 0, entry = readdir(stream)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            status = file_remove_tree(dirfd(stream), entry->d_name, error);
    if (status == STATUS_OK && errno != 0)
        status = fail(error, "read", "the directory");
    closedir(stream);
    return status;
}

/* Makes a directory writable, since nothing can be removed from a read-only one. If this fails, the
 * removal fails, too, and reports it. */
static void allow_removal(int directory)
{
    struct stat about;

    if (fstat(directory, &about) == 0 && (about.st_mode & S_IRWXU) != S_IRWXU)
        (void)!fchmod(directory, (about.st_mode & 07777) | S_IRWXU);
}

enum status file_remove_tree(int directory, const char *path, struct error *error)
{
    if (unlinkat(directory, path, 0) == 0 || errno == ENOENT)
        return STATUS_OK;
    if (errno != EISDIR && errno != EPERM) /* returned for directories by Linux and POSIX */
        return fail(error, "remove", path);
    if (unlinkat(directory, path, AT_REMOVEDIR) ==
        0) /* removing an empty one requires no descriptor */
        return STATUS_OK;
    int below = openat(directory, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (below < 0) {
        errno = errno == ENOTDIR ? EPERM : errno; /* a file that must not be removed */
        return fail(error, "remove", path);
    }
    allow_removal(below);
    enum status status = remove_entries(below, error);
    if (status == STATUS_OK && unlinkat(directory, path, AT_REMOVEDIR) != 0)
        status = fail(error, "remove", path);
    return status;
}

const char *file_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

bool file_has_extension(const char *name, const char *extension)
{
    size_t length = strlen(name), wanted = strlen(extension);

    return length > wanted && strcasecmp(name + length - wanted, extension) == 0;
}

enum status file_open_status(int reason, enum status blamed)
{
    switch (reason) {
    case EACCES:
    case EPERM:
    case ENOENT:
    case ENOTDIR:
    case ELOOP:
    case ENAMETOOLONG:
    case ENXIO:
    case ENODEV:
        return blamed;
    default:
        return STATUS_FAILED;
    }
}
