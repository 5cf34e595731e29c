#include "diff/text_excerpt.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/excerpt.h"

#define WINDOW (EXCERPT_BEFORE + EXCERPT_AFTER)

static enum status read_window(int file, off_t begin, size_t wanted, char *bytes,
                               struct excerpt_window *window, struct error *error)
{
    size_t length = 0;

    while (length < wanted) {
        ssize_t count = pread(file, bytes + length, wanted - length, begin + (off_t)length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return error_set(error, STATUS_FAILED, "cannot read the file: %s", strerror(errno));
        if (count == 0)
            break;
        length += (size_t)count;
    }
    *window = (struct excerpt_window){bytes, length, length < wanted};
    return STATUS_OK;
}

/* Drops the rest of a line that began before the windows, and returns the number of lines that end
 * from there to the difference. */
static size_t drop_cut_line(struct excerpt_window windows[2], size_t before)
{
    const char *bytes = windows[0].bytes, *newline = memchr(bytes, '\n', before);
    size_t dropped = newline == NULL ? 0 : (size_t)(newline + 1 - bytes), lines = 0;

    for (size_t i = 0; i < 2; i++) {
        windows[i].bytes += dropped;
        windows[i].length -= dropped;
    }
    for (size_t i = dropped; i < before; i++)
        lines += bytes[i] == '\n';
    return lines;
}

enum status text_excerpt(const int files[2], off_t at, size_t line, off_t line_begin,
                         struct text *out, struct error *error)
{
    char bytes[2][WINDOW];
    struct excerpt_window windows[2];
    off_t begin = at > (off_t)EXCERPT_BEFORE ? at - (off_t)EXCERPT_BEFORE : 0;
    bool within = line_begin < begin;
    size_t before = (size_t)(at - begin), lines = 0;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = read_window(files[i], begin, before + EXCERPT_AFTER, bytes[i], &windows[i], error);
    if (status != STATUS_OK)
        return status;
    if (begin > 0 && !within)
        lines = drop_cut_line(windows, before);
    else if (!within)
        lines = line - 1;
    excerpt_unified(out, windows, line - lines, within);
    return text_check(out, error);
}
