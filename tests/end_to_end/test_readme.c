/* The README's quick start, as a reader would copy it: each block of commands in order, with its
 * output. */
#include <stdlib.h>
#include <string.h>

#include "support.h"

/* The text after the line that `opening` is, up to the closing fence; NULL if there is none. `rest`
 * moves behind it. */
static char *take_block(const char *opening, const char **rest)
{
    const char *begin = strstr(*rest, opening);

    if (begin == NULL)
        return NULL;
    begin += strlen(opening);
    const char *end = strstr(begin, "\n```");
    *rest = end + strlen("\n```");
    return strndup(begin, (size_t)(end + 1 - begin));
}

/* Whether the line is what the README shows, which may end in "...". */
static bool shows(const char *shown, size_t shown_length, const char *line, size_t length)
{
    if (shown_length >= 3 && strncmp(shown + shown_length - 3, "...", 3) == 0)
        return length >= shown_length - 3 && strncmp(shown, line, shown_length - 3) == 0;
    return length == shown_length && strncmp(shown, line, length) == 0;
}

/* Every line of `shown` is in the output, in this order; where no "..." is between, directly one
 * after the other. */
static void assert_shown(const char *shown, const char *output)
{
    bool skips = false;
    const char *at = output;

    for (const char *line = shown; *line != '\0'; line += strcspn(line, "\n") + 1) {
        size_t length = strcspn(line, "\n"), found = strcspn(at, "\n");
        if (length == 3 && strncmp(line, "...", 3) == 0) {
            skips = true;
            continue;
        }
        while (skips && *at != '\0' && !shows(line, length, at, found)) {
            at += found + (at[found] == '\n');
            found = strcspn(at, "\n");
        }
        ck_assert_msg(shows(line, length, at, found), "README.md shows '%.*s', not found in\n%s",
                      (int)length, line, output);
        at += found + (at[found] == '\n');
        skips = false;
    }
    ck_assert_msg(skips || *at == '\0', "README.md does not show '%s'", at);
}

/* What compares and differs ends with status 1. */
static struct result run_block(const char *commands)
{
    const char *directory = program_path();
    const char *path = format("PATH=%.*s:%s", (int)(strrchr(directory, '/') - directory), directory,
                              getenv("PATH"));
    struct how how = {.program = "/bin/sh", .environment = STRINGS(path)};

    return run_how(&how, STRINGS("-ec", commands));
}

START_TEST(test_quick_start)
{
    const char *rest = strstr(read_bytes(repository_path("README.md")).data, "## Quick start\n");
    size_t count = 0;

    ck_assert_ptr_nonnull(rest);
    for (char *commands; (commands = take_block("\n```sh\n", &rest)) != NULL; count++) {
        struct result result = run_block(commands);
        ck_assert_msg(result.status == (strstr(commands, "adam-report compare") != NULL),
                      "%sstatus %d: %s", commands, result.status, result.err);
        char *shown = take_block("\n```text\n", &rest);
        ck_assert_ptr_nonnull(shown);
        assert_shown(shown, result.out);
        free(commands);
        free(shown);
    }
    ck_assert_uint_eq(count, 6);
}
END_TEST

/* A README that a newcomer reads to the end. */
START_TEST(test_length)
{
    const char *readme = read_bytes(repository_path("README.md")).data;
    size_t lines = 0;

    for (const char *c = readme; *c != '\0'; c++)
        lines += *c == '\n';
    ck_assert_uint_le(lines, 200);
}
END_TEST

Suite *readme_suite(void)
{
    Suite *suite = suite_create("readme");
    TCase *tests = add_case(suite, "quick start");

    tcase_add_test(tests, test_quick_start);
    tcase_add_test(tests, test_length);
    return suite;
}
