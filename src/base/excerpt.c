#include "base/excerpt.h"

#include <string.h>

/* Of one line: bytes before the difference and from there on. A shorter line is shown whole. */
#define MOST_BEFORE 40
#define MOST_AFTER 50
#define MOST_WHOLE 80

/* Of several lines. */
#define CONTEXT ((size_t)3)
#define MOST_LINES ((size_t)24) /* in all, but for the first one with the places */
#define MOST_COMPARED ((size_t)64)
#define MOST_LINE ((size_t)200) /* bytes */

/* The second and further bytes of a character of UTF-8. */
static bool continues(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* ---- One line -------------------------------------------------------------------------------- */

/* The first begin of a word that is near enough; else of a character. */
static size_t find_begin(const char *line, size_t difference)
{
    size_t least = difference > MOST_BEFORE ? difference - MOST_BEFORE : 0;

    for (size_t i = least; i > 0 && i < difference; i++)
        if (line[i - 1] == ' ' || line[i - 1] == '\t')
            return i;
    while (least > 0 && least < difference && continues(line[least]))
        least++;
    return least;
}

static void append_part(struct text *out, const char *line, size_t length, size_t begin,
                        size_t difference)
{
    size_t end = length - difference > MOST_AFTER ? difference + MOST_AFTER : length;

    if (begin == 0 && length <= MOST_WHOLE)
        end = length;
    while (end < length && end > difference && continues(line[end]))
        end--;
    text_append(out, begin > 0 ? "'..." : "'");
    for (size_t i = begin; i < end; i++) /* a NUL would end what is to be shown */
        text_append_bytes(out, line[i] == '\0' ? "?" : &line[i], 1);
    text_append(out, end < length ? "...'" : "'");
}

/* Where the lines first differ, at the start of a character. */
static size_t find_difference(const char *a, size_t length_a, const char *b, size_t length_b)
{
    size_t at = 0;

    while (at < length_a && at < length_b && a[at] == b[at])
        at++;
    while (at > 0 && ((at < length_a && continues(a[at])) || (at < length_b && continues(b[at]))))
        at--;
    return at;
}

void excerpt_difference(struct text *out, const char *a, size_t length_a, const char *b,
                        size_t length_b)
{
    for (; length_a > 0 && length_b > 0 && *a == *b && (*a == ' ' || *a == '\t'); a++, b++) {
        length_a--;
        length_b--;
    }
    size_t difference = find_difference(a, length_a, b, length_b);
    bool whole = length_a <= MOST_WHOLE && length_b <= MOST_WHOLE;
    size_t begin = whole ? 0 : find_begin(a, difference);

    if (difference == length_a && difference == length_b) {
        append_part(out, a, length_a, begin, difference);
        text_append(out, " with and without a newline at its end");
        return;
    }
    append_part(out, a, length_a, begin, difference);
    text_append(out, " -> ");
    append_part(out, b, length_b, begin, difference);
}

/* ---- Several lines --------------------------------------------------------------------------- */

struct line {
    const char *bytes;
    size_t length; /* without its newline */
    bool newline;
};

struct lines {
    struct line list[MOST_COMPARED + CONTEXT];
    size_t count;
};

struct hunk {
    struct lines sides[2];
    size_t same;      /* common lines at the beginning */
    size_t counts[2]; /* lines of each that are shown */
    size_t shown;     /* lines that are shown */
    size_t shift;     /* bytes of the first differing lines that are left out */
    struct text body;
    unsigned char common[MOST_COMPARED + CONTEXT + 1][MOST_COMPARED + CONTEXT + 1];
};

static bool are_equal(const struct line *a, const struct line *b)
{
    return a->length == b->length && a->newline == b->newline &&
           memcmp(a->bytes, b->bytes, a->length) == 0;
}

/* The next line of the window; false at its end. A line that only the window cuts counts if it is
 * the only one. */
static bool next_line(const struct excerpt_window *window, size_t *at, bool first,
                      struct line *line)
{
    size_t left = window->length - *at;

    if (left == 0)
        return false;
    line->bytes = window->bytes + *at;
    const char *newline = memchr(line->bytes, '\n', left);
    line->newline = newline != NULL || !window->ends;
    line->length = newline == NULL ? left : (size_t)(newline - line->bytes);
    *at += line->length + (newline != NULL);
    return newline != NULL || window->ends || first;
}

/* Omits common lines at the beginning, except those before the first difference. */
static void split(struct hunk *hunk, const struct excerpt_window windows[2], size_t *first)
{
    size_t at[2] = {0, 0}, before[CONTEXT + 1][2] = {{0, 0}}, same = 0;
    struct line lines[2];

    for (;; same++) {
        size_t begin[2] = {at[0], at[1]};
        memmove(before[1], before[0], CONTEXT * sizeof *before);
        memcpy(before[0], begin, sizeof begin);
        if (!next_line(&windows[0], &at[0], true, &lines[0]) ||
            !next_line(&windows[1], &at[1], true, &lines[1]) || !are_equal(&lines[0], &lines[1]))
            break;
    }
    hunk->same = same < CONTEXT ? same : CONTEXT;
    *first = same - hunk->same;
    for (size_t i = 0; i < 2; i++) {
        struct lines *side = &hunk->sides[i];
        size_t next = before[hunk->same][i];
        while (side->count < hunk->same + MOST_COMPARED &&
               next_line(&windows[i], &next, side->count == hunk->same, &side->list[side->count]))
            side->count++;
    }
}

/* common[i][j]: how many lines the rest of a from i on and the rest of b from j on have in common,
 * in this order. */
static void find_common(struct hunk *hunk)
{
    const struct lines *a = &hunk->sides[0], *b = &hunk->sides[1];

    for (size_t i = a->count; i-- > 0;)
        for (size_t j = b->count; j-- > 0;) {
            unsigned char without_a = hunk->common[i + 1][j], without_b = hunk->common[i][j + 1];
            hunk->common[i][j] = are_equal(&a->list[i], &b->list[j])
                                     ? (unsigned char)(hunk->common[i + 1][j + 1] + 1)
                                 : without_a > without_b ? without_a
                                                         : without_b;
        }
}

static void append_line(struct hunk *hunk, char sign, const struct line *line, size_t begin)
{
    size_t end = line->length - begin > MOST_LINE ? begin + MOST_LINE : line->length;

    while (end < line->length && end > begin && continues(line->bytes[end]))
        end--;
    text_append_bytes(&hunk->body, &sign, 1);
    text_append(&hunk->body, begin > 0 ? "..." : "");
    for (size_t i = begin; i < end; i++)
        text_append_bytes(&hunk->body, line->bytes[i] == '\0' ? "?" : &line->bytes[i], 1);
    text_append(&hunk->body, end < line->length ? "...\n" : "\n");
    if (!line->newline)
        text_append(&hunk->body, "\\ No newline at end of file\n");
    hunk->shown++;
    hunk->counts[0] += sign != '+';
    hunk->counts[1] += sign != '-';
}

/* How many lines from here on both have. */
static size_t count_same(const struct hunk *hunk, size_t i, size_t j)
{
    const struct lines *a = &hunk->sides[0], *b = &hunk->sides[1];
    size_t same = 0;

    while (i + same < a->count && j + same < b->count &&
           are_equal(&a->list[i + same], &b->list[j + same]))
        same++;
    return same;
}

/* Of the first two lines that differ, both are shown from the same place on. */
static void find_shift(struct hunk *hunk)
{
    const struct line *a = &hunk->sides[0].list[hunk->same], *b = &hunk->sides[1].list[hunk->same];

    if (hunk->same >= hunk->sides[0].count || hunk->same >= hunk->sides[1].count ||
        (a->length <= MOST_LINE && b->length <= MOST_LINE))
        return;
    size_t difference = find_difference(a->bytes, a->length, b->bytes, b->length);
    if (difference > MOST_LINE / 2)
        hunk->shift = find_begin(a->bytes, difference);
}

/* From the context before the change to that behind it. */
static void append_body(struct hunk *hunk)
{
    const struct lines *a = &hunk->sides[0], *b = &hunk->sides[1];
    size_t i = 0, j = 0;

    for (; i < hunk->same; i++, j++)
        append_line(hunk, ' ', &a->list[i], 0);
    while ((i < a->count || j < b->count) && hunk->shown < MOST_LINES) {
        size_t same = count_same(hunk, i, j);
        bool end = i + same == a->count && j + same == b->count;
        size_t wanted = (end || same > 2 * CONTEXT) && same > CONTEXT ? CONTEXT : same;
        for (size_t n = 0; n < wanted; n++, i++, j++)
            append_line(hunk, ' ', &a->list[i], 0);
        if (wanted < same || (i == a->count && j == b->count))
            return;
        if (same > 0)
            continue;
        if (i < a->count && (j == b->count || hunk->common[i + 1][j] >= hunk->common[i][j + 1])) {
            append_line(hunk, '-', &a->list[i], i == hunk->same ? hunk->shift : 0);
            i++;
        } else {
            append_line(hunk, '+', &b->list[j], j == hunk->same ? hunk->shift : 0);
            j++;
        }
    }
    if (i < a->count || j < b->count)
        text_append(&hunk->body, "...\n");
}

void excerpt_unified(struct text *out, const struct excerpt_window windows[2], size_t line,
                     bool within)
{
    struct hunk hunk = {.same = 0};
    size_t first;

    split(&hunk, windows, &first);
    if (hunk.sides[0].count == hunk.same && hunk.sides[1].count == hunk.same)
        return;
    find_common(&hunk);
    find_shift(&hunk);
    append_body(&hunk);
    /* As diff does: an empty range is behind the line before. */
    text_appendf(out, "@@ -%zu,%zu +%zu,%zu @@%s\n", line + first - (hunk.counts[0] == 0),
                 hunk.counts[0], line + first - (hunk.counts[1] == 0), hunk.counts[1],
                 within ? " within a long line" : "");
    text_append_bytes(out, text_string(&hunk.body), hunk.body.length);
    out->failed = out->failed || hunk.body.failed;
    text_free(&hunk.body);
}
