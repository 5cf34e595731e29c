#include "diff/svg_rendering.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "image/svg_reader.h"

/* Maximum difference of coordinates, in units of the page, and an allowance for rounding. */
#define CLOSE (0.01 + 1e-9)

static const char *const side_names[2] = {"baseline", "candidate"};

/* For messages: the name of the piece, and whether it is numbered. */
static const struct {
    const char *name;
    bool numbered;
} kinds[] = {
    [SVG_PAGE] = {"page", false},
    [SVG_TITLE] = {"title", false},
    [SVG_DESCRIPTION] = {"description", false},
    [SVG_DEFINITION] = {"definition", true},
    [SVG_RECTANGLE] = {"rectangle", true},
    [SVG_PATH] = {"path", true},
    [SVG_POLYGON] = {"polygon", true},
    [SVG_SYMBOL] = {"symbol", true},
    [SVG_TEXT] = {"text", true},
    [SVG_END] = {"end", false},
};

static bool differ(double a, double b)
{
    return a != b;
}

/* The first difference in painting, or NULL. Opacities, widths and colors are compared exactly. */
static const char *paint_difference(const struct svg_paint *a, const struct svg_paint *b)
{
    if (a->fill != b->fill || a->stroke != b->stroke)
        return "has a different color";
    if (differ(a->fill_opacity, b->fill_opacity) || differ(a->opacity, b->opacity))
        return "has a different opacity";
    if (differ(a->stroke_width, b->stroke_width))
        return "has a different line width";
    if (strcmp(a->cap, b->cap) != 0 || strcmp(a->join, b->join) != 0 ||
        strcmp(a->dashes, b->dashes) != 0)
        return "has a different line style";
    if (strcmp(a->shape_rendering, b->shape_rendering) != 0)
        return "has edges of a different kind";
    return NULL;
}

static const char *piece_difference(const struct svg_piece *a, const struct svg_piece *b)
{
    const char *paint = paint_difference(&a->paint, &b->paint);

    if (paint != NULL)
        return paint;
    if (a->number_count != b->number_count)
        return "has a different number of points";
    if (strcmp(a->words, b->words) != 0)
        return a->kind == SVG_PATH ? "has different commands" : "is different";
    for (size_t i = 0; i < a->number_count; i++)
        if (!(fabs(a->numbers[i] - b->numbers[i]) <= CLOSE))
            return "has moved";
    return NULL;
}

static void report(struct rendering *rendering, enum svg_kind kind, size_t number,
                   const char *difference)
{
    rendering->same = false;
    if (kinds[kind].numbered)
        snprintf(rendering->reason, sizeof rendering->reason, "%s %zu %s", kinds[kind].name, number,
                 difference);
    else
        snprintf(rendering->reason, sizeof rendering->reason, "the %s %s", kinds[kind].name,
                 difference);
}

/* Whether the pieces are the same; otherwise reports the difference. */
static bool compare_pieces(const struct svg_piece pieces[2], size_t counts[],
                           struct rendering *rendering)
{
    enum svg_kind kind = pieces[0].kind;

    for (int side = 0; side < 2; side++)
        if (pieces[side].kind == SVG_REFUSED) {
            rendering->same = false;
            snprintf(rendering->reason, sizeof rendering->reason, "%s: %s", side_names[side],
                     pieces[side].words);
            return false;
        }
    counts[kind]++;
    if (pieces[1].kind != kind) {
        report(rendering, kind == SVG_END ? pieces[1].kind : kind,
               kind == SVG_END ? counts[pieces[1].kind] + 1 : counts[kind],
               kind == SVG_END ? "is only in the candidate" : "is missing or has moved");
        return false;
    }
    const char *difference = piece_difference(&pieces[0], &pieces[1]);
    if (difference != NULL)
        report(rendering, kind, counts[kind], difference);
    return difference == NULL;
}

static enum status compare(struct svg_reader *readers[2], int interrupt_fd,
                           struct rendering *rendering, struct error *error)
{
    struct svg_piece pieces[2];
    size_t counts[SVG_END + 1] = {0};

    do {
        for (int side = 0; side < 2; side++) {
            enum status status = svg_reader_next(readers[side], interrupt_fd, &pieces[side], error);
            if (status == STATUS_BAD_INPUT)
                return error_prefix(error, status, "%s", side_names[side]);
            if (status != STATUS_OK)
                return status;
        }
    } while (compare_pieces(pieces, counts, rendering) && pieces[0].kind != SVG_END);
    return STATUS_OK;
}

enum status svg_rendering(const struct rendering_image images[2], int interrupt_fd,
                          struct rendering *rendering, struct error *error)
{
    struct svg_reader *readers[2] = {NULL, NULL};
    enum status status = STATUS_OK;

    *rendering = (struct rendering){.same = true};
    for (int side = 0; side < 2 && status == STATUS_OK; side++) {
        readers[side] = svg_reader_open(images[side].bytes, images[side].length, error);
        if (readers[side] == NULL)
            status = STATUS_FAILED;
    }
    if (status == STATUS_OK)
        status = compare(readers, interrupt_fd, rendering, error);
    svg_reader_close(readers[0]);
    svg_reader_close(readers[1]);
    return status;
}
