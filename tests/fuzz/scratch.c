#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

static char directory[64];

static void remove_directory(void)
{
    struct error error;

    if (file_remove_tree(AT_FDCWD, directory, &error) != STATUS_OK)
        fprintf(stderr, "%s\n", error.message);
}

const char *scratch_directory(void)
{
    if (*directory == '\0') {
        snprintf(directory, sizeof directory, "%s/adam-report-fuzz-XXXXXX",
                 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
        if (mkdtemp(directory) == NULL || atexit(remove_directory) != 0)
            abort();
    }
    return directory;
}

static int open_directory(void)
{
    int file = open(scratch_directory(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (file < 0)
        abort();
    return file;
}

void scratch_write(const char *path, const void *bytes, size_t length)
{
    int parent = open_directory();
    int file = openat(parent, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

    if (file < 0 || write(file, bytes, length) != (ssize_t)length)
        abort();
    close(file);
    close(parent);
}

void scratch_remove(const char *path)
{
    int parent = open_directory();
    struct error error;

    if (faccessat(parent, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0 &&
        file_remove_tree(parent, path, &error) != STATUS_OK)
        abort();
    close(parent);
}
