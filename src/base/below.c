#include "base/below.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool below_is_component(const char *bytes, size_t length)
{
    return length > 0 && !(length == 1 && bytes[0] == '.') &&
           !(length == 2 && bytes[0] == '.' && bytes[1] == '.');
}

bool below_is_path(const char *name)
{
    for (;;) {
        size_t length = strcspn(name, "/");
        if (!below_is_component(name, length))
            return false;
        if (name[length] == '\0')
            return true;
        name += length + 1;
    }
}

/* Closes the directory. */
static int open_next(int directory, const char *bytes, size_t length, bool create)
{
    const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    char *component = strndup(bytes, length);
    int next = component == NULL ? -1 : openat(directory, component, flags);

    if (next < 0 && component != NULL && create && errno == ENOENT &&
        (mkdirat(directory, component, 0777) == 0 || errno == EEXIST))
        next = openat(directory, component, flags);
    int reason = errno;
    free(component);
    close(directory);
    errno = reason;
    return next;
}

int below_parent(int root, const char *name, bool create, const char **last)
{
    if (!below_is_path(name)) {
        errno = EINVAL;
        return -1;
    }
    int directory = fcntl(root, F_DUPFD_CLOEXEC, 0);
    for (const char *slash; directory >= 0 && (slash = strchr(name, '/')) != NULL; name = slash + 1)
        directory = open_next(directory, name, (size_t)(slash - name), create);
    *last = name;
    return directory;
}

int below_open(int root, const char *name, int flags)
{
    const char *last;
    int directory = below_parent(root, name, false, &last);

    if (directory < 0)
        return -1;
    int file = openat(directory, last, flags | O_NOFOLLOW | O_CLOEXEC);
    int reason = errno;
    close(directory);
    errno = reason;
    return file;
}

void below_remove_empty(int root, const char *name)
{
    char *path = strdup(name);

    for (char *slash; path != NULL && (slash = strrchr(path, '/')) != NULL;) {
        const char *last;
        *slash = '\0';
        int directory = below_parent(root, path, false, &last);
        bool removed =
            (directory >= 0 && unlinkat(directory, last, AT_REMOVEDIR) == 0) || errno == ENOENT;
        if (directory >= 0)
            close(directory);
        if (!removed)
            break;
    }
    free(path);
}

bool below_same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

bool below_lies_in(int directory, const struct stat *outer)
{
    struct stat here, above;
    char path[PATH_MAX] = ".";
    size_t length = 1;
    bool known = directory >= 0 && fstat(directory, &here) == 0, top = false;

    while (known && !top && !below_same_file(&here, outer)) {
        known = length + sizeof "/.." <= sizeof path;
        if (known)
            memcpy(path + length, "/..", sizeof "/..");
        length += sizeof "/.." - 1;
        known = known && fstatat(directory, path, &above, 0) == 0;
        top = known && below_same_file(&above, &here);
        here = above;
    }
    if (directory >= 0)
        close(directory);
    return !top;
}
