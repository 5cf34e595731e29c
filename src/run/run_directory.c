#include "run/run_directory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/below.h"
#include "base/file.h"
#include "base/publish.h"

enum status run_directory_check(int directory, const char *path, struct error *error)
{
    struct stat about;
    bool there = fstatat(directory, ARTIFACT_COMMIT, &about, AT_SYMLINK_NOFOLLOW) == 0;

    if (!there && errno == ENOENT)
        return STATUS_OK;
    if (!there)
        return error_set(error, STATUS_FAILED, "cannot read %.255s/" ARTIFACT_COMMIT ": %s", path,
                         strerror(errno));
    return error_set(error, STATUS_BAD_INPUT, "%.255s/" ARTIFACT_COMMIT ": " PUBLISH_BETWEEN_SETS,
                     path);
}

/* By its name first, since a file that is not regular cannot always be opened. */
static enum status look_at(int directory, const char *path, const char *name, size_t limit,
                           struct error *error)
{
    struct stat about;
    int reason = fstatat(directory, name, &about, AT_SYMLINK_NOFOLLOW) == 0 ? 0 : errno;

    if (reason == ENOENT)
        return error_set(error, STATUS_BAD_INPUT,
                         "%.255s: no %s; is it the output directory of a run?", path, name);
    if (reason != 0)
        return error_set(error, STATUS_FAILED, "cannot read %.255s/%s: %s", path, name,
                         strerror(reason));
    if (!S_ISREG(about.st_mode))
        return error_set(error, STATUS_BAD_INPUT, "%.255s/%s: not a regular file", path, name);
    if ((uintmax_t)about.st_size > limit)
        return error_set(error, STATUS_BAD_INPUT, "%.255s/%s: larger than %zu bytes", path, name,
                         limit);
    return STATUS_OK;
}

enum status run_directory_read(int directory, const char *path, const char *name, size_t limit,
                               struct text *bytes, struct error *error)
{
    enum status status = look_at(directory, path, name, limit, error);

    if (status != STATUS_OK)
        return status;
    /* O_NONBLOCK: a FIFO that replaced the file must not block the program. */
    int file = below_open(directory, name, O_RDONLY | O_NONBLOCK);
    if (file < 0)
        return error_set(error, STATUS_FAILED, "cannot read %.255s/%s: %s", path, name,
                         strerror(errno));
    status = file_read_open(file, name, limit, bytes, error);
    close(file);
    return status == STATUS_OK ? status : error_prefix(error, status, "%.255s", path);
}
