/* A gnuplot that replies with recorded images, in half a millisecond. A directory `images` next to
 * it contains the replies of the real one to each script, by the hash of the script. To an unknown
 * script, it replies with the last image of the same arguments, which is the worst case: a wrong
 * image that looks right. If a file `record` is next to it, it calls the real one. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Larger than any script, and than any image. */
#define MOST_BYTES ((size_t)1 << 22)

static char here[PATH_MAX];
static char bytes[MOST_BYTES];

static void die(const char *what)
{
    fprintf(stderr, "fake gnuplot: %s: %s\n", what, strerror(errno));
    exit(99);
}

static size_t read_all(int file)
{
    size_t length = 0;

    for (ssize_t count; length < MOST_BYTES; length += (size_t)count) {
        count = read(file, bytes + length, MOST_BYTES - length);
        if (count < 0)
            die("read");
        if (count == 0)
            return length;
    }
    errno = EFBIG;
    die("read");
    return 0;
}

static void write_all(int file, size_t length)
{
    for (size_t done = 0; done < length;) {
        ssize_t count = write(file, bytes + done, length - done);
        if (count < 0)
            die("write");
        done += (size_t)count;
    }
}

/* FNV-1a. */
static uint64_t hash(uint64_t state, const char *from, size_t length)
{
    for (size_t i = 0; i < length; i++)
        state = (state ^ (unsigned char)from[i]) * 0x100000001b3U;
    return state;
}

/* The path of a stored answer: what comes on standard output, or on standard error, where gnuplot
 * says who it is. */
static const char *answer_path(uint64_t key, int stream)
{
    static char paths[2][2 * PATH_MAX];
    char *path = paths[stream == STDERR_FILENO];

    snprintf(path, sizeof paths[0], "%s/images/%016jx.%d", here, (uintmax_t)key, stream);
    return path;
}

static void find_self(void)
{
    ssize_t length = readlink("/proc/self/exe", here, sizeof here - 1);

    if (length < 0)
        die("/proc/self/exe");
    here[length] = '\0';
    *strrchr(here, '/') = '\0';
}

static int create(const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

    if (file < 0)
        die(path);
    return file;
}

/* The real one gets the script from a file and answers into files. */
static void ask(char *argv[], size_t script, uint64_t key)
{
    FILE *input = tmpfile();
    int out = create(answer_path(key, STDOUT_FILENO)),
        err = create(answer_path(key, STDERR_FILENO));

    if (input == NULL)
        die("temporary file");
    write_all(fileno(input), script);
    lseek(fileno(input), 0, SEEK_SET);
    pid_t child = fork();
    if (child == 0) {
        dup2(fileno(input), STDIN_FILENO);
        dup2(out, STDOUT_FILENO);
        dup2(err, STDERR_FILENO);
        execvp("gnuplot", argv);
        die("gnuplot");
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0)
        die("the real gnuplot");
    close(out);
    close(err);
}

static size_t read_file(const char *path)
{
    int file = open(path, O_RDONLY);

    if (file < 0)
        die(path);
    size_t length = read_all(file);
    close(file);
    return length;
}

static void copy(uint64_t from, uint64_t to, int stream)
{
    size_t length = read_file(answer_path(from, stream));
    int target = create(answer_path(to, stream));

    write_all(target, length);
    close(target);
}

static bool is_known(uint64_t key)
{
    return access(answer_path(key, STDOUT_FILENO), R_OK) == 0;
}

int main(int argc, char *argv[])
{
    char record[PATH_MAX + 16];
    uint64_t arguments = 0xcbf29ce484222325U;

    find_self();
    for (int i = 1; i < argc; i++)
        arguments = hash(arguments, argv[i], strlen(argv[i]) + 1);
    size_t length = read_all(STDIN_FILENO);
    uint64_t key = hash(arguments, bytes, length);
    snprintf(record, sizeof record, "%s/record", here);
    if (!is_known(key) && access(record, F_OK) == 0) {
        ask(argv, length, key);
        copy(key, arguments, STDOUT_FILENO);
        copy(key, arguments, STDERR_FILENO);
    }
    for (int stream = STDOUT_FILENO; stream <= STDERR_FILENO; stream++)
        write_all(stream, read_file(answer_path(is_known(key) ? key : arguments, stream)));
    return 0;
}
