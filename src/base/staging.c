#include "base/staging.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "base/notices.h"
#include "base/publish.h"

static const struct staging closed = {
    .output = -1, .directory = -1, .work = -1, .replacement = {.parent = -1}};

/* Replaces the slash in the names of staged files; names with a slash do not contain it. */
#define STAGED_SLASH '+'

/* Messages truncate long paths, so that the reason after them is not cut off. */
static enum status fail(const struct staging *staging, const char *what, struct error *error)
{
    return error_set(error, STATUS_FAILED, "%s %.255s: %s", what, staging->path, strerror(errno));
}

static enum status in_output(const struct staging *staging, enum status status, struct error *error)
{
    return status == STATUS_OK
               ? status
               : error_prefix(error, status, "output directory %.255s", staging->path);
}

static bool make_directory(const char *path, bool *made)
{
    struct stat about;

    *made = mkdir(path, 0777) == 0;
    if (*made)
        return true;
    int reason = errno; /* an existing directory does not always give EEXIST: the file system can be
                           read-only */
    bool there = stat(path, &about) == 0;
    errno = reason;
    return there; /* what is not a directory is detected at open */
}

/* The length of the next prefix of the path, without trailing slashes; 0 at the end. */
static size_t next_prefix(const char *path, size_t length)
{
    length += strspn(path + length, "/");
    return path[length] == '\0' ? 0 : length + strcspn(path + length, "/");
}

/* Creates every missing directory of the path. */
static bool make_directories(struct staging *staging, char *path)
{
    for (size_t end = next_prefix(path, 0); end > 0; end = next_prefix(path, end)) {
        bool made;
        char cut = path[end];
        path[end] = '\0';
        bool there = make_directory(path, &made);
        path[end] = cut;
        if (!there)
            return false;
        if (made && staging->made_from == 0)
            staging->made_from = end;
    }
    return true;
}

/* Reports what could not be removed: as a notice, or after an error. */
static void say_left(enum status status, struct text *notices, struct error *error,
                     const char *name, const char *why)
{
    if (status == STATUS_OK)
        notices_add(notices, "%.600s could not be removed: %s", name, why);
    else
        error_append(error, "%.600s could not be removed: %s", name, why);
}

/* Otherwise the directory is not empty, no longer exists, or the path ends with "..". */
static bool is_trouble(int reason)
{
    return reason == EIO || reason == EACCES || reason == EPERM || reason == EROFS;
}

/* Removes the directories created by make_directories() that are empty, innermost first. */
static void remove_made(const struct staging *staging, enum status status, struct text *notices,
                        struct error *error)
{
    char *path = strdup(staging->path);

    if (path == NULL || staging->made_from == 0)
        goto done;
    for (size_t end = strlen(path); end >= staging->made_from; end--) {
        if (path[end] != '\0' && path[end] != '/')
            continue;
        path[end] = '\0';
        if (rmdir(path) != 0 && is_trouble(errno))
            say_left(status, notices, error, path, strerror(errno));
    }
done:
    free(path);
}

static enum status open_output(struct staging *staging, struct error *error)
{
    char *path = strdup(staging->path);

    if (path == NULL)
        return error_out_of_memory(error);
    bool made = make_directories(staging, path);
    free(path);
    if (!made)
        return fail(staging, "cannot create the output directory", error);
    staging->output = open(staging->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (staging->output < 0)
        return fail(staging, "cannot use the output directory", error);
    return STATUS_OK;
}

static enum status lock(struct staging *staging, struct deadline *deadline, struct error *error)
{
    while (flock(staging->output, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return fail(staging, "cannot lock the output directory", error);
        enum status status = interrupt_check(deadline->interrupt_fd, error);
        if (status != STATUS_OK)
            return status;
        int left = deadline_remaining(deadline, 10);
        if (left == 0)
            return error_set(
                error, STATUS_FAILED,
                "cannot lock the output directory %.255s: another adam-report has been "
                "using it for %g s; wait until it has finished, or choose another --output",
                staging->path, deadline->seconds);
        interrupt_sleep(deadline->interrupt_fd, left);
    }
    return STATUS_OK;
}

/* Whether the path still leads to the locked directory: while waiting, the previous owner of the
 * lock might have removed the directory that it had created. */
static enum status check_still_there(const struct staging *staging, bool *there,
                                     struct error *error)
{
    struct stat ours, theirs;

    *there = false;
    if (fstat(staging->output, &ours) != 0)
        return fail(staging, "cannot use the output directory", error);
    *there = stat(staging->path, &theirs) == 0 && ours.st_dev == theirs.st_dev &&
             ours.st_ino == theirs.st_ino;
    return STATUS_OK;
}

static enum status open_and_lock(struct staging *staging, struct deadline *deadline,
                                 struct error *error)
{
    for (;;) {
        enum status status = open_output(staging, error);
        bool there = false;
        if (status == STATUS_OK)
            status = lock(staging, deadline, error);
        if (status == STATUS_OK)
            status = check_still_there(staging, &there, error);
        if (status != STATUS_OK || there)
            return status;
        close(staging->output);
        staging->output = -1;
    }
}

/* In a directory with the sticky bit, files left by another user can be removed only by that user.
 */
static enum status check_owner(int directory, const char *name, enum status status,
                               struct error *error)
{
    struct stat about;

    if (status == STATUS_OK || fstatat(directory, name, &about, AT_SYMLINK_NOFOLLOW) != 0 ||
        about.st_uid == geteuid())
        return status;
    const struct passwd *owner = getpwuid(about.st_uid);
    return error_set(error, STATUS_FAILED,
                     "%s was left by another user (%s, UID %ju); ask them to remove it, or "
                     "choose another --output",
                     name, owner == NULL ? "unknown name" : owner->pw_name,
                     (uintmax_t)about.st_uid);
}

/* The parent of the staging directory, and its name there. */
static int home(const struct staging *staging)
{
    return staging->atomic ? staging->replacement.parent : staging->output;
}

static const char *home_name(const struct staging *staging)
{
    return staging->atomic ? staging->replacement.staging : ARTIFACT_STAGING;
}

static enum status remove_stale(int directory, const char *name, struct error *error)
{
    return check_owner(directory, name, file_remove_tree(directory, name, error), error);
}

/* Finishes or removes what a crash has left. */
static enum status clean_up(struct staging *staging, struct error *error)
{
    enum status status = publish_recover(staging->output, &staging->notices, error);

    status = check_owner(staging->output, ARTIFACT_COMMIT, status, error);
    if (status == STATUS_OK)
        status = remove_stale(staging->output, ARTIFACT_STAGING, error);
    if (status == STATUS_OK && staging->atomic)
        status = remove_stale(home(staging), home_name(staging), error);
    return in_output(staging, status, error);
}

static enum status make_staging(struct staging *staging, struct error *error)
{
    if (mkdirat(home(staging), home_name(staging), 0777) != 0)
        return fail(staging,
                    staging->atomic ? "cannot write to the parent of the output directory"
                                    : "cannot write to the output directory",
                    error);
    staging->made = true;
    staging->directory =
        openat(home(staging), home_name(staging), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (staging->directory >= 0 && mkdirat(staging->directory, "work", 0777) == 0)
        staging->work = openat(staging->directory, "work", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (staging->work < 0)
        return fail(staging, "cannot write to the output directory", error);
    return STATUS_OK;
}

static enum status begin(struct staging *staging, struct error *error)
{
    enum status status = STATUS_OK;

    if (staging->atomic)
        status = in_output(
            staging, replacement_open(&staging->replacement, staging->path, staging->output, error),
            error);
    if (status == STATUS_OK)
        status = clean_up(staging, error);
    return status == STATUS_OK ? make_staging(staging, error) : status;
}

static enum status open_staging(struct staging *staging, struct deadline *deadline,
                                struct error *error)
{
    enum status status = open_and_lock(staging, deadline, error);
    bool locked = status == STATUS_OK;

    if (locked)
        status = begin(staging, error);
    if (!locked && staging->output >= 0) { /* belongs to another user: leave its content alone */
        close(staging->output);
        staging->output = -1;
    }
    if (status != STATUS_OK)
        staging_close(staging, status, NULL, error);
    return status;
}

enum status staging_open(struct staging *staging, const char *path, struct deadline *deadline,
                         struct error *error)
{
    *staging = closed;
    staging->path = path;
    return open_staging(staging, deadline, error);
}

enum status staging_open_atomic(struct staging *staging, const char *path,
                                struct deadline *deadline, struct error *error)
{
    *staging = closed;
    staging->path = path;
    staging->atomic = true;
    return open_staging(staging, deadline, error);
}

enum status staging_add_private(struct staging *staging, const char *name, const void *bytes,
                                size_t length, struct error *error)
{
    return in_output(staging, file_write(staging->work, name, bytes, length, error), error);
}

enum status staging_create(const struct staging *staging, const char *name, int *file,
                           struct error *error)
{
    *file = openat(staging->directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return *file < 0 ? fail(staging, "cannot write to the output directory", error) : STATUS_OK;
}

/* Takes ownership of `staged`. */
static enum status add_change(struct staging *staging, const char *name, char *staged,
                              struct error *error)
{
    struct publish_change *changes =
        realloc(staging->changes, (staging->count + 1) * sizeof *changes);
    char *own = strdup(name);

    if (changes != NULL)
        staging->changes = changes;
    if (changes == NULL || own == NULL) {
        free(own);
        free(staged);
        return error_out_of_memory(error);
    }
    changes[staging->count++] = (struct publish_change){.name = own, .staged = staged};
    return STATUS_OK;
}

/* The plain name under which a file is staged. NULL: out of memory. */
static char *staged_name(const char *name)
{
    char *staged = strdup(name);

    for (char *c = staged; c != NULL && *c != '\0'; c++)
        if (*c == '/')
            *c = STAGED_SLASH;
    return staged;
}

enum status staging_adopt(struct staging *staging, const char *name, struct error *error)
{
    char *staged = staged_name(name);

    return staged == NULL ? error_out_of_memory(error) : add_change(staging, name, staged, error);
}

enum status staging_remove(struct staging *staging, const char *name, struct error *error)
{
    return add_change(staging, name, NULL, error);
}

enum status staging_add(struct staging *staging, const char *name, const void *bytes, size_t length,
                        struct error *error)
{
    enum status status = staging_adopt(staging, name, error);

    if (status != STATUS_OK)
        return status;
    const char *staged = staging->changes[staging->count - 1].staged;
    status = staging->without_sync
                 ? file_write(staging->directory, staged, bytes, length, error)
                 : file_write_behind(staging->directory, staged, bytes, length, error);
    return in_output(staging, status, error);
}

/* Synced together at the end: the journal of the file system is then written once instead of once
 * per file. */
static enum status sync_files(const struct staging *staging, const struct publish_change changes[],
                              size_t count, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK && !staging->without_sync; i++)
        if (changes[i].staged != NULL)
            status = file_sync(staging->directory, changes[i].staged, error);
    return status;
}

/* If the path no longer leads to the locked directory, published files would never be seen. */
static enum status check_not_replaced(const struct staging *staging, struct error *error)
{
    bool there;
    enum status status = check_still_there(staging, &there, error);

    return status != STATUS_OK || there
               ? status
               : error_set(error, STATUS_FAILED,
                           "it was renamed or replaced during the run; run the program again");
}

enum status staging_publish_changes(struct staging *staging, const struct publish_change changes[],
                                    size_t count, struct error *error)
{
    enum status status = sync_files(staging, changes, count, error);

    if (status == STATUS_OK)
        status = check_not_replaced(staging, error);
    if (status == STATUS_OK && staging->atomic)
        status = replacement_publish(&staging->replacement, staging->output, staging->directory,
                                     changes, count, &staging->notices, error);
    else if (status == STATUS_OK)
        status = publish_changes(staging->output, staging->directory, changes, count,
                                 &staging->notices, error);
    staging->published = status == STATUS_OK;
    return in_output(staging, status, error);
}

enum status staging_publish(struct staging *staging, struct error *error)
{
    return staging_publish_changes(staging, staging->changes, staging->count, error);
}

char *staging_path(const struct staging *staging, const char *name)
{
    struct text path = {0};

    text_appendf(&path, "%s/%s%s/%s", staging->path, staging->atomic ? "../" : "",
                 home_name(staging), name);
    if (path.failed)
        text_free(&path);
    return path.data;
}

static void free_changes(struct publish_change *changes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free((char *)changes[i].name);
        free((char *)changes[i].staged);
    }
    free(changes);
}

static void remove_staging(const struct staging *staging, enum status status, struct text *notices,
                           struct error *error)
{
    struct error why;
    const char *name = home_name(staging);

    if (!staging->made || file_remove_tree(home(staging), name, &why) == STATUS_OK)
        return;
    if (status == STATUS_OK)
        notices_add(notices, "%.255s/%s%s could not be removed: %s", staging->path,
                    staging->atomic ? "../" : "", name, why.message);
    else
        error_append(error, "%s could not be removed: %s", name, why.message);
}

/* Descriptors are closed first, since removing a directory tree requires some. */
void staging_close(struct staging *staging, enum status status, struct text *notices,
                   struct error *error)
{
    if (staging->work >= 0)
        close(staging->work);
    if (staging->directory >= 0)
        close(staging->directory);
    if (status == STATUS_OK)
        text_append(notices, text_string(&staging->notices));
    text_free(&staging->notices);
    remove_staging(staging, status, notices, error);
    if (!staging->published)
        remove_made(staging, status, notices, error);
    if (staging->output >= 0)
        close(staging->output); /* and with it the lock */
    replacement_close(&staging->replacement);
    free_changes(staging->changes, staging->count);
    *staging = closed;
}
