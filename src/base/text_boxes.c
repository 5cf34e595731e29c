#include "base/text_boxes.h"

#include <stdbool.h>
#include <string.h>

#include "base/artifact_format.h"

/* A line that begins like that of a box must be one: a missing space or colon is an error. */
#define MARK_LENGTH (sizeof ARTIFACT_TEXT_BOX - sizeof ": ")

/* Reads a number terminated by the given character, and moves past it. */
static bool read_side(const char **at, const char *end, char last, size_t *side)
{
    const char *begin = *at;

    for (*side = 0; *at < end && **at >= '0' && **at <= '9' && *side <= TEXT_BOX_SIDE_MAX; (*at)++)
        *side = 10 * *side + (size_t)(**at - '0');
    bool is_number = *at > begin && (*begin != '0' || *at == begin + 1);
    return is_number && *side <= TEXT_BOX_SIDE_MAX && *at < end && *(*at)++ == last;
}

/* The end is after the newline. */
static bool read_box(const char *line, const char *end, struct text_box *box)
{
    size_t mark = strlen(ARTIFACT_TEXT_BOX);
    const char *at = line + mark;

    return (size_t)(end - line) > mark && memcmp(line, ARTIFACT_TEXT_BOX, mark) == 0 &&
           read_side(&at, end, ' ', &box->left) && read_side(&at, end, ' ', &box->top) &&
           read_side(&at, end, ' ', &box->width) && read_side(&at, end, '\n', &box->height) &&
           at == end && box->width > 0 && box->height > 0 &&
           box->left + box->width <= TEXT_BOX_SIDE_MAX &&
           box->top + box->height <= TEXT_BOX_SIDE_MAX;
}

enum status text_boxes_read(const char *script, size_t length, struct text_boxes *boxes,
                            struct error *error)
{
    const char *line = script, *end = script + length;

    boxes->count = 0;
    for (size_t number = 1; line < end; number++) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *next = newline == NULL ? end : newline + 1;
        bool is_box = (size_t)(next - line) >= MARK_LENGTH &&
                      memcmp(line, ARTIFACT_TEXT_BOX, MARK_LENGTH) == 0;
        if (is_box && boxes->count == TEXT_BOXES_MAX)
            return error_set(error, STATUS_BAD_INPUT, "line %zu: more than %d text boxes", number,
                             TEXT_BOXES_MAX);
        if (is_box && !read_box(line, next, &boxes->list[boxes->count]))
            return error_set(error, STATUS_BAD_INPUT,
                             "line %zu: a text box must be '" ARTIFACT_TEXT_BOX
                             "LEFT TOP WIDTH HEIGHT' in whole pixels",
                             number);
        boxes->count += is_box;
        line = next;
    }
    return STATUS_OK;
}

/* The part of the interval within the image. */
static size_t within(size_t begin, size_t length, size_t most)
{
    size_t end = begin + length < most ? begin + length : most;

    return begin < end ? end - begin : 0;
}

bool text_boxes_cover_most(const struct text_boxes *boxes, size_t width, size_t height)
{
    size_t covered = 0;

    for (size_t i = 0; i < boxes->count; i++) {
        const struct text_box *box = &boxes->list[i];
        covered += within(box->left, box->width, width) * within(box->top, box->height, height);
    }
    return covered > width * height / 2;
}

void text_box_append(struct text *script, const struct text_box *box)
{
    text_appendf(script, ARTIFACT_TEXT_BOX "%zu %zu %zu %zu\n", box->left, box->top, box->width,
                 box->height);
}
