/* The comparison of tables under libFuzzer. The first byte selects the settings: the file name's
 * extension, a delimiter, a decimal mark, a tolerance and a key. The rest is split at its last form
 * feed; the halves are compared with each other, in both directions, and each with itself, which
 * must be the same. */
#define _GNU_SOURCE /* memrchr, memfd_create */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "diff/table_diff.h"

static int file_of(const uint8_t *bytes, size_t length)
{
    int file = memfd_create("table", MFD_CLOEXEC);

    if (file < 0 || write(file, bytes, length) != (ssize_t)length)
        abort();
    return file;
}

static struct table_settings settings_of(uint8_t choice, struct budget_account *account)
{
    static const struct tolerance tolerances[] = {{0, 0}, {1e-3, 1e-6}};
    static const enum table_delimiter usual[] = {TABLE_BLANKS, TABLE_COMMA, TABLE_TAB,
                                                 TABLE_SEMICOLON};
    struct table_settings settings = {.tolerance = tolerances[choice & 1],
                                      .usual = usual[choice >> 1 & 3],
                                      .data_file = (choice & 6) == 0,
                                      .key = choice & 8 ? "1" : NULL,
                                      .account = account,
                                      .interrupt_fd = -1};

    if (choice & 16)
        settings.delimiter = usual[choice >> 1 & 3];
    if (choice & 32 && settings.delimiter != TABLE_COMMA)
        settings.decimal_mark = choice & 64 ? ',' : '.';
    return settings;
}

/* Whether they are tables, and the same. */
static int passes(int a, int b, const struct table_settings *settings)
{
    const int files[2] = {a, b};
    struct table_difference found;
    struct error error;
    bool is_table = false;

    if (table_diff(files, settings, &is_table, &found, &error) != STATUS_OK ||
        settings->account->taken != 0)
        abort();
    return is_table ? table_difference_passes(&found) : -1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct budget_account account = {0};

    if (size == 0)
        return 0;
    struct table_settings settings = settings_of(data[0], &account);
    const uint8_t *cut = memrchr(data, '\f', size);
    size_t length = cut == NULL || cut == data ? size : (size_t)(cut - data);
    int a = file_of(data + 1, length - 1), b = file_of(data + length, size - length);

    if (passes(a, a, &settings) == 0 || passes(b, b, &settings) == 0)
        abort();
    if (passes(a, b, &settings) != passes(b, a, &settings))
        abort();
    close(a);
    close(b);
    return 0;
}
