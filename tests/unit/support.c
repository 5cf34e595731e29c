#include "support.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

static char everything[512];

bool support_begin(void)
{
    const char *base = getenv("TMPDIR");

    snprintf(everything, sizeof everything, "%s/adam-report-unit-XXXXXX",
             base == NULL || *base == '\0' ? "/tmp" : base);
    return mkdtemp(everything) != NULL;
}

void support_end(void)
{
    struct error error;

    if (file_remove_tree(AT_FDCWD, everything, &error) != STATUS_OK)
        fprintf(stderr, "%s\n", error.message);
}

struct path new_directory(void)
{
    struct path path = path_in(everything, "test-XXXXXX");

    ck_assert_ptr_nonnull(mkdtemp(path.string));
    return path;
}

struct path path_in(const char *directory, const char *name)
{
    struct path path;
    int length = snprintf(path.string, sizeof path.string, "%s/%s", directory, name);

    ck_assert_int_lt(length, (int)sizeof path.string);
    return path;
}

int open_directory(const char *path)
{
    int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    ck_assert_int_ge(directory, 0);
    return directory;
}

void make_file(const char *directory, const char *name, const char *content)
{
    FILE *file = fopen(path_in(directory, name).string, "wb");

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(content, 1, strlen(content), file), strlen(content));
    ck_assert_int_eq(fclose(file), 0);
}

void make_program(const char *directory, const char *name, const char *shell_script)
{
    struct text script = {0};

    text_append(&script, "#!/bin/sh\n");
    text_append(&script, shell_script);
    text_append(&script, "\n");
    make_file(directory, name, text_string(&script));
    text_free(&script);
    ck_assert_int_eq(chmod(path_in(directory, name).string, 0755), 0);
}

void make_directory_in(const char *directory, const char *name)
{
    ck_assert_int_eq(mkdir(path_in(directory, name).string, 0777), 0);
}

struct text file_content(const char *directory, const char *name)
{
    struct text content = {0};
    FILE *file = fopen(path_in(directory, name).string, "rb");
    char block[4096];
    size_t count;

    ck_assert_msg(file != NULL, "%s is not there", name);
    while ((count = fread(block, 1, sizeof block, file)) > 0)
        text_append_bytes(&content, block, count);
    fclose(file);
    return content;
}

bool is_there(const char *directory, const char *name)
{
    struct stat about;

    return lstat(path_in(directory, name).string, &about) == 0;
}

size_t entries_in(const char *directory)
{
    size_t count = 0;
    DIR *stream = opendir(directory);

    ck_assert_ptr_nonnull(stream);
    for (struct dirent *entry; (entry = readdir(stream)) != NULL;)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(stream);
    return count;
}

void assert_content(const char *directory, const char *name, const char *content)
{
    struct text actual = file_content(directory, name);

    ck_assert_str_eq(text_string(&actual), content);
    text_free(&actual);
}

void assert_message_holds(const struct error *error, const char *part)
{
    ck_assert_msg(strstr(error->message, part) != NULL, "'%s' is not in the message: %s", part,
                  error->message);
}

void assert_status(enum status status, enum status wanted, const struct error *error)
{
    ck_assert_msg(status == wanted, "status %d instead of %d: %s", (int)status, (int)wanted,
                  status == STATUS_OK ? "(no error)" : error->message);
}

unsigned long long ulps_between(double a, double b)
{
    int64_t i, k;

    memcpy(&i, &a, sizeof i);
    memcpy(&k, &b, sizeof k);
    return (unsigned long long)llabs((long long)(i - k));
}

void assert_same_double(double actual, double wanted)
{
    if (isnan(actual) && isnan(wanted))
        return;
    ck_assert_msg(memcmp(&actual, &wanted, sizeof actual) == 0, "%.17g (%a) instead of %.17g (%a)",
                  actual, actual, wanted, wanted);
}

static void read_row(char *line, double *values, size_t columns)
{
    char *end = line;

    for (size_t column = 0; column < columns; column++) {
        values[column] = strtod(end, &end);
        ck_assert_int_eq(*end, column + 1 < columns ? ',' : '\n');
        end++;
    }
}

size_t read_numbers(const char *name, double *values, size_t columns, size_t most_rows)
{
    char line[512];
    size_t rows = 0;
    FILE *file = fopen(path_in("tests/data", name).string, "r");

    ck_assert_msg(file != NULL, "tests/data/%s is not there: run from the top directory", name);
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file) != NULL) {
        ck_assert_uint_lt(rows, most_rows);
        read_row(line, values + rows * columns, columns);
        rows++;
    }
    fclose(file);
    return rows;
}

bool has_children(void)
{
    siginfo_t about;

    return waitid(P_ALL, 0, &about, WEXITED | WNOHANG | WNOWAIT) == 0;
}

double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int readable_descriptor(void)
{
    int ends[2];

    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], "", 1), 1);
    close(ends[1]);
    return ends[0];
}
