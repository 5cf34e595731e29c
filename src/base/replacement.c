#include "base/replacement.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

#include "base/artifact_format.h"
#include "base/below.h"
#include "base/file.h"
#include "base/notices.h"
#include "base/publish.h"
#include "base/tree.h"

#define STAGING_SUFFIX ".adam-report-staging"
#define PREVIOUS_SUFFIX ".adam-report-previous"

static enum status fail(struct error *error, const char *what, const char *name)
{
    return error_set(error, STATUS_FAILED, "cannot %s %.255s: %s", what, name, strerror(errno));
}

static int open_directory(int directory, const char *name)
{
    return openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* -1 with ENOSYS or EINVAL if the system or the file system does not support it. */
static int exchange(int directory, const char *name, int other, const char *other_name)
{
#if defined(SYS_renameat2)
    const unsigned rename_exchange = 2; /* RENAME_EXCHANGE in the kernel headers */
    return (int)syscall(SYS_renameat2, directory, name, other, other_name, rename_exchange);
#elif defined(RENAME_SWAP)
    return renameatx_np(directory, name, other, other_name, RENAME_SWAP);
#else
    errno = ENOSYS;
    return -1;
#endif
}

/* ---- Where it is ----------------------------------------------------------------------------- */

/* ".NAME" and the suffix; NULL if there is no memory. */
static char *beside(const char *name, const char *suffix)
{
    struct text text = {0};

    text_appendf(&text, ".%s%s", name, suffix);
    if (text.failed)
        text_free(&text);
    return text.data;
}

static enum status set_names(struct replacement *r, char *real, struct error *error)
{
    char *slash = strrchr(real, '/');

    r->name = strdup(slash + 1);
    if (r->name == NULL)
        return error_out_of_memory(error);
    slash[slash == real] = '\0'; /* keep the root of "/x" */
    r->staging = beside(r->name, STAGING_SUFFIX);
    r->previous = beside(r->name, PREVIOUS_SUFFIX);
    if (r->staging == NULL || r->previous == NULL)
        return error_out_of_memory(error);
    r->parent = open(real, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return r->parent < 0 ? fail(error, "use", real) : STATUS_OK;
}

static enum status find_place(struct replacement *r, const char *path, int output,
                              struct error *error)
{
    struct stat ours, theirs;
    char *real = realpath(path, NULL);
    int here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum status status = STATUS_OK;

    if (real == NULL || here < 0 || fstat(output, &ours) != 0) {
        status = fail(error, "use", path);
        if (here >= 0)
            close(here);
    } else if (below_lies_in(here, &ours)) {
        status = error_set(error, STATUS_USAGE,
                           "--atomic: %.255s is or contains the working directory and cannot be "
                           "replaced; run the program from another directory",
                           path);
    } else {
        status = set_names(r, real, error);
    }
    if (status == STATUS_OK && (fstatat(r->parent, r->name, &theirs, AT_SYMLINK_NOFOLLOW) != 0 ||
                                !below_same_file(&ours, &theirs)))
        status = error_set(error, STATUS_FAILED, "%.255s was renamed during the run", path);
    free(real);
    return status;
}

/* Calls a function for the directory and all directories below it, until it returns false. False
 * with errno. */
static bool for_each_directory(int directory, bool (*call)(int, const struct timespec *),
                               const struct timespec *time, int depth)
{
    int own = open_directory(directory, ".");
    DIR *stream = own < 0 ? NULL : fdopendir(own);
    const struct dirent *entry;
    struct stat about;
    bool done = stream != NULL && call(own, time);

    while (done && (errno = 0, entry = readdir(stream)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        done = fstatat(own, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) == 0;
        if (!done || !S_ISDIR(about.st_mode))
            continue;
        int inner = open_directory(own, entry->d_name);
        errno = inner >= 0 && depth == TREE_MAX_DEPTH ? ENAMETOOLONG : errno;
        done = inner >= 0 && depth < TREE_MAX_DEPTH &&
               for_each_directory(inner, call, time, depth + 1);
        if (inner >= 0)
            close(inner);
    }
    done = done && errno == 0;
    if (stream != NULL)
        closedir(stream);
    else if (own >= 0)
        close(own);
    return done;
}

static bool set_time(int directory, const struct timespec *time)
{
    const struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, *time};

    return futimens(directory, times) == 0;
}

/* An entry that was added, removed or renamed has changed the time. False with errno, which is 0 if
 * the time differs. */
static bool has_time(int directory, const struct timespec *time)
{
    struct stat about;

    if (fstat(directory, &about) != 0)
        return false;
    errno = 0;
    return about.st_mtim.tv_sec == time->tv_sec && about.st_mtim.tv_nsec == time->tv_nsec;
}

static enum status check_list(const struct replacement *r, int previous, struct error *error)
{
    struct publish_list list = {0};
    struct timespec time;

    enum status status = publish_list_read(previous, r->parent, &list, error);
    publish_list_free(&list);
    if (status != STATUS_OK)
        return error_set(error, STATUS_FAILED,
                         "%.255s, next to it, was not created by --atomic; remove it", r->previous);
    if (publish_list_time(previous, &time) && for_each_directory(previous, has_time, &time, 0))
        return STATUS_OK;
    if (errno != 0)
        return fail(error, "check the previous version", r->previous);
    return error_set(error, STATUS_FAILED,
                     "%.255s, next to it, was modified since --atomic created it; save the files "
                     "that you need and remove it",
                     r->previous);
}

/* Whether a previous version exists; it must have been created by a replacement and not been
 * modified since. */
static enum status check_previous(const struct replacement *r, bool *there, struct error *error)
{
    int previous = open_directory(r->parent, r->previous);

    *there = previous >= 0;
    if (previous < 0 && errno == ENOENT)
        return STATUS_OK;
    if (previous < 0 && errno != ENOTDIR && errno != ELOOP)
        return fail(error, "check the previous version", r->previous);
    enum status status = check_list(r, previous, error);
    if (previous >= 0)
        close(previous);
    return status;
}

enum status replacement_open(struct replacement *replacement, const char *path, int output,
                             struct error *error)
{
    bool there;

    *replacement = (struct replacement){.parent = -1};
    enum status status = find_place(replacement, path, output, error);
    return status == STATUS_OK ? check_previous(replacement, &there, error) : status;
}

void replacement_close(struct replacement *replacement)
{
    for (size_t i = 0; i < replacement->lock_count; i++)
        close(replacement->locks[i]);
    free(replacement->locks);
    if (replacement->parent >= 0)
        close(replacement->parent);
    free(replacement->name);
    free(replacement->staging);
    free(replacement->previous);
    *replacement = (struct replacement){.parent = -1};
}

/* ---- What stays ------------------------------------------------------------------------------ */

/* State of copying the unchanged files into the new directory. */
struct taking {
    struct replacement *replacement;
    const struct publish_change *changes;
    size_t count;
    dev_t device;
    bool again; /* second pass: existing entries are skipped, and nothing is locked */
};

static bool is_changed(const struct taking *taking, const char *path)
{
    for (size_t i = 0; i < taking->count; i++)
        if (strcmp(taking->changes[i].name, path) == 0)
            return true;
    return false;
}

/* Left by a program that was killed in a subdirectory, or a previous version of one. */
static bool is_left_behind(const char *name)
{
    return strcmp(name, ARTIFACT_STAGING) == 0 ||
           (*name == '.' && (file_has_extension(name, STAGING_SUFFIX) ||
                             file_has_extension(name, PREVIOUS_SUFFIX)));
}

/* A run in a subdirectory would write its files to the old one. It waits for this lock, and then
 * detects that its path leads to another directory. */
static enum status lock(struct replacement *r, int directory, const char *path, struct error *error)
{
    int *locks = realloc(r->locks, (r->lock_count + 1) * sizeof *locks);

    if (locks == NULL)
        return error_out_of_memory(error);
    r->locks = locks;
    int own = fcntl(directory, F_DUPFD_CLOEXEC, 0);
    if (own < 0)
        return fail(error, "lock", path);
    locks[r->lock_count++] = own;
    if (flock(own, LOCK_EX | LOCK_NB) == 0)
        return STATUS_OK;
    return errno == EWOULDBLOCK ? error_set(error, STATUS_FAILED,
                                            "another adam-report is running in its subdirectory "
                                            "%.255s; wait until it has finished",
                                            path)
                                : fail(error, "lock", path);
}

static enum status copy_bytes(int from, int to, const char *name, const struct stat *about,
                              struct error *error)
{
    const struct timespec times[2] = {about->st_atim, about->st_mtim};
    int source = openat(from, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    int copy = source < 0 ? -1 : openat(to, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    enum status status = copy < 0 ? fail(error, "copy", name) : STATUS_OK;

    if (status == STATUS_OK)
        status = file_copy(source, copy, -1, error);
    if (status == STATUS_OK &&
        (fchmod(copy, about->st_mode & 07777) != 0 || futimens(copy, times) != 0))
        status = fail(error, "copy", name);
    if (copy >= 0 && close(copy) != 0 && status == STATUS_OK)
        status = fail(error, "copy", name);
    if (source >= 0)
        close(source);
    return status == STATUS_OK ? file_sync(to, name, error) : status;
}

static enum status copy_link(int from, int to, const char *name, struct error *error)
{
    char target[PATH_MAX];
    ssize_t length = readlinkat(from, name, target, sizeof target - 1);

    if (length < 0)
        return fail(error, "copy", name);
    target[length] = '\0';
    return symlinkat(target, to, name) == 0 ? STATUS_OK : fail(error, "copy", name);
}

/* Creates a hard link or, where that is not supported or permitted, a copy. */
static enum status take_file(const struct taking *taking, int from, int to, const char *name,
                             const struct stat *about, struct error *error)
{
    struct stat there;

    if (taking->again && fstatat(to, name, &there, AT_SYMLINK_NOFOLLOW) == 0)
        return STATUS_OK;
    if (linkat(from, name, to, name, 0) == 0 || errno == ENOENT)
        return STATUS_OK;
    if (S_ISREG(about->st_mode))
        return copy_bytes(from, to, name, about, error);
    return S_ISLNK(about->st_mode) ? copy_link(from, to, name, error) : fail(error, "link", name);
}

/* Copies the attributes of the old directory to the new one. */
static bool set_owner(int directory, const struct stat *about)
{
    struct stat own;

    if (fstat(directory, &own) != 0)
        return false;
    if ((own.st_uid != about->st_uid || own.st_gid != about->st_gid) &&
        fchown(directory, about->st_uid, about->st_gid) != 0)
        return false;
    return fchmod(directory, about->st_mode & 07777) == 0;
}

static enum status take_all(const struct taking *taking, int from, int to, const char *path,
                            int depth, struct error *error);

static enum status take_directory(const struct taking *taking, int from, int to, const char *path,
                                  const char *name, int depth, struct error *error)
{
    enum status status = STATUS_OK;
    struct stat about = {0};
    bool made = mkdirat(to, name, 0700) == 0 || (errno == EEXIST && taking->again);
    int inner_from = open_directory(from, name), inner_to = made ? open_directory(to, name) : -1;

    if (inner_from < 0 || inner_to < 0 || fstat(inner_from, &about) != 0)
        status = fail(error, "keep", path);
    if (status == STATUS_OK && !taking->again)
        status = lock(taking->replacement, inner_from, path, error);
    if (status == STATUS_OK)
        status = take_all(taking, inner_from, inner_to, path, depth + 1, error);
    if (status == STATUS_OK && !set_owner(inner_to, &about))
        status = fail(error, "keep", path);
    if (inner_from >= 0)
        close(inner_from);
    if (inner_to >= 0)
        close(inner_to);
    return status;
}

static enum status take_entry(const struct taking *taking, int from, int to, const char *path,
                              const char *name, int depth, struct error *error)
{
    struct stat about;

    if (fstatat(from, name, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? STATUS_OK : fail(error, "keep", path);
    bool directory = S_ISDIR(about.st_mode);
    if (is_changed(taking, path)) {
        errno = EISDIR;
        return directory ? fail(error, "replace", path) : STATUS_OK;
    }
    if (directory && is_left_behind(name))
        return STATUS_OK;
    if (strcmp(name, ARTIFACT_COMMIT) == 0)
        return error_set(error, STATUS_FAILED, "%.255s: " PUBLISH_BETWEEN_SETS, path);
    if (about.st_dev != taking->device || (directory && depth == TREE_MAX_DEPTH)) {
        errno = about.st_dev != taking->device ? EXDEV : ENAMETOOLONG;
        return fail(error, "keep", path);
    }
    return directory ? take_directory(taking, from, to, path, name, depth, error)
                     : take_file(taking, from, to, name, &about, error);
}

static enum status take_named(const struct taking *taking, int from, int to, const char *outer,
                              const char *name, int depth, struct error *error)
{
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return STATUS_OK;
    char *path = tree_join(outer, name);
    if (path == NULL)
        return error_out_of_memory(error);
    enum status status = take_entry(taking, from, to, path, name, depth, error);
    free(path);
    return status;
}

/* Copies the content of a directory, whose path relative to the one to be replaced is `path`. */
static enum status take_all(const struct taking *taking, int from, int to, const char *path,
                            int depth, struct error *error)
{
    int own = open_directory(from, ".");
    DIR *stream = own < 0 ? NULL : fdopendir(own);
    enum status status = STATUS_OK;
    const struct dirent *entry;

    if (stream == NULL) {
        status = fail(error, "read", *path == '\0' ? "the directory" : path);
        if (own >= 0)
            close(own);
        return status;
    }
    while (status == STATUS_OK && (errno = 0, entry = readdir(stream)) != NULL)
        status = take_named(taking, from, to, path, entry->d_name, depth, error);
    if (status == STATUS_OK && errno != 0)
        status = fail(error, "read", *path == '\0' ? "the directory" : path);
    closedir(stream);
    return status == STATUS_OK && !taking->again ? file_sync_directory(to, error) : status;
}

/* ---- The exchange ---------------------------------------------------------------------------- */

/* Moves a staged file to its name in the new directory, creating the directories of its path. */
static enum status put_one(int staging, int set, const struct publish_change *change,
                           struct error *error)
{
    const char *last;
    int parent = below_parent(set, change->name, true, &last);

    if (parent < 0)
        return fail(error, "replace", change->name);
    enum status status = renameat(staging, change->staged, parent, last) == 0
                             ? STATUS_OK
                             : fail(error, "replace", change->name);
    close(parent);
    return status;
}

static enum status put_staged(int staging, int set, const struct publish_change changes[],
                              size_t count, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        if (changes[i].staged != NULL)
            status = put_one(staging, set, &changes[i], error);
    return status == STATUS_OK ? publish_list_sync(set, changes, count, error) : status;
}

/* Removes the directories of the new set whose last file this publication removes. */
static void remove_emptied(const struct taking *taking, int set)
{
    for (size_t i = 0; i < taking->count; i++)
        if (taking->changes[i].staged == NULL)
            below_remove_empty(set, taking->changes[i].name);
}

static enum status fill(const struct taking *taking, int output, int staging, int set,
                        struct error *error)
{
    struct stat about;

    if (fstat(output, &about) != 0)
        return fail(error, "replace", "the directory");
    enum status status = take_all(taking, output, set, "", 0, error);
    if (status == STATUS_OK)
        remove_emptied(taking, set);
    if (status == STATUS_OK)
        status = put_staged(staging, set, taking->changes, taking->count, error);
    if (status == STATUS_OK && !set_owner(set, &about))
        status = fail(error, "replace", "the directory");
    return status;
}

/* If the exchange cannot be synced to disk, it is reverted. */
static enum status exchange_durably(const struct replacement *r, int staging, struct text *notices,
                                    struct error *error)
{
    if (exchange(r->parent, r->name, staging, "set") != 0)
        return errno == EINVAL || errno == ENOSYS
                   ? error_set(error, STATUS_FAILED,
                               "the file system cannot exchange two directories; omit "
                               "--atomic")
                   : fail(error, "replace", "the directory");
    if (file_sync_directory(staging, error) == STATUS_OK &&
        file_sync_directory(r->parent, error) == STATUS_OK)
        return STATUS_OK;
    if (exchange(r->parent, r->name, staging, "set") == 0)
        return STATUS_FAILED;
    notices_add(notices, "the new files are in place, but possibly not yet on disk: %s",
                error->message);
    return STATUS_OK;
}

/* The previous version is removed with the staging directory, and the replaced one takes its place.
 */
static enum status rename_versions(const struct replacement *r, int staging, struct error *error)
{
    bool there;
    enum status status = check_previous(r, &there, error);

    if (status == STATUS_OK && there && renameat(r->parent, r->previous, staging, "before") != 0)
        status = fail(error, "remove", r->previous);
    if (status == STATUS_OK && renameat(staging, "set", r->parent, r->previous) != 0)
        status = fail(error, "rename", "it");
    return status;
}

/* Files added to the old directory after it was copied are copied, too; then the old directory is
 * kept next to the new one. */
static enum status keep_old(const struct taking *taking, int staging, int set, struct error *error)
{
    const struct replacement *r = taking->replacement;
    struct taking again = *taking;
    struct timespec time;
    int old = open_directory(staging, "set");

    if (old < 0)
        return fail(error, "open", "it");
    again.again = true;
    enum status status = take_all(&again, old, set, "", 0, error);
    remove_emptied(&again, set);
    if (status == STATUS_OK)
        status = publish_list_write(old, r->parent, NULL, 0, error);
    if (status == STATUS_OK &&
        !(publish_list_time(old, &time) && for_each_directory(old, set_time, &time, 0)))
        status = fail(error, "mark", "it");
    close(old);
    return status == STATUS_OK ? rename_versions(r, staging, error) : status;
}

enum status replacement_publish(struct replacement *replacement, int output, int staging,
                                const struct publish_change changes[], size_t count,
                                struct text *notices, struct error *error)
{
    struct taking taking = {.replacement = replacement, .changes = changes, .count = count};
    struct error late;
    struct stat about;

    if (mkdirat(staging, "set", 0700) != 0 || fstatat(staging, "set", &about, 0) != 0)
        return fail(error, "replace", "the directory");
    taking.device = about.st_dev;
    int set = open_directory(staging, "set");
    if (set < 0)
        return fail(error, "replace", "the directory");
    enum status status = lock(replacement, set, "the new directory", error);
    if (status == STATUS_OK)
        status = fill(&taking, output, staging, set, error);
    if (status == STATUS_OK)
        status = exchange_durably(replacement, staging, notices, error);
    if (status == STATUS_OK && keep_old(&taking, staging, set, &late) != STATUS_OK)
        notices_add(notices, "the previous version of the directory was not kept: %s",
                    late.message);
    close(set);
    return status;
}
