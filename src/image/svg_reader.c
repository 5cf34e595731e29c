#include "image/svg_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <expat.h>

#include "base/deadline.h"
#include "base/text.h"
#include "image/svg_compact.h"
#include "image/svg_values.h"

/* So much is parsed at a time. Older libexpat reads an element that is not whole yet again from its
 * beginning each time. */
#define CHUNK ((size_t)64 << 10)
#define MAX_DEPTH 16
#define MAX_ATTRIBUTES 24
#define BLANKS " \t\n"
#define XLINK "http://www.w3.org/1999/xlink"
#define NAMESPACE "http://www.w3.org/2000/svg"

/* ---- Elements and attributes ------------------------------------------------------------------
 */

/* Elements, one bit each. Those in <defs> are other ones, although some have the same name. */
enum element {
    SVG = 1 << 0,
    TITLE = 1 << 1,
    DESC = 1 << 2,
    GROUP = 1 << 3,
    DEFS = 1 << 4,
    RECT = 1 << 5,
    PATH = 1 << 6,
    POLYGON = 1 << 7,
    USE = 1 << 8,
    TEXT_GROUP = 1 << 9, /* a <g> that moves the text in it to its place */
    TEXT = 1 << 10,
    TSPAN = 1 << 11,
    DEFINED_SHAPE = 1 << 12,
    DEFINED_USE = 1 << 13,
    FILTER = 1 << 14,
    FILTER_STEP = 1 << 15,
    COMPACT_GROUP = 1 << 16, /* a <g> of compact polygons, see svg_compact.h */
    COMPACT_POLYGON = 1 << 17,
};

static const struct {
    const char *name;
    unsigned parents; /* 0: the root */
    enum element element;
} elements[] = {
    {"svg", 0, SVG},
    {"title", SVG, TITLE},
    {"desc", SVG, DESC},
    {"g", SVG | GROUP, GROUP},
    {"defs", SVG | GROUP, DEFS},
    {"rect", GROUP, RECT},
    {"path", GROUP, PATH},
    {"path", COMPACT_GROUP, COMPACT_POLYGON},
    {"polygon", GROUP, POLYGON},
    {"use", GROUP, USE},
    {"text", TEXT_GROUP, TEXT},
    {"tspan", TEXT, TSPAN},
    {"circle", DEFS, DEFINED_SHAPE},
    {"path", DEFS, DEFINED_SHAPE},
    {"rect", DEFS, DEFINED_SHAPE},
    {"use", DEFS, DEFINED_USE},
    {"filter", DEFS, FILTER},
    {"feFlood", FILTER, FILTER_STEP},
    {"feComposite", FILTER, FILTER_STEP},
};

/* What children inherit, and what an element says of itself. */
struct style {
    int32_t color, fill, stroke;
    double fill_opacity, stroke_width;
    char cap[8], join[8], dashes[64], shape_rendering[16];
    char font_family[64], font_weight[16], font_style[16], anchor[8];
    double font_size;
    /* not inherited: */
    double opacity;
    double x, y, width, height;
    struct svg_transform transform;
    const char *data; /* of a path or polygon, or the definition that is used */
};

static const struct style initial_style = {.stroke = SVG_NO_COLOR,
                                           .fill_opacity = 1,
                                           .stroke_width = 1,
                                           .cap = "butt",
                                           .join = "miter",
                                           .shape_rendering = "auto",
                                           .anchor = "start",
                                           .opacity = 1};

enum form {
    COLOR,
    OWN_COLOR, /* neither none nor currentColor */
    NUMBER,
    PLAIN,     /* kept as it is written */
    OUR_PLAIN, /* so, and of no meaning but for this element */
    OPACITY,   /* a number from 0 to 1 */
    SIZE,      /* a number from 0 on */
    TRANSFORM,
    DATA,
    GROUP_ID,
    DEFINITION_ID,
    REFERENCE, /* to a definition */
    EXACTLY,   /* what stands in the table */
};

#define DEFINITIONS (DEFINED_SHAPE | DEFINED_USE | FILTER | FILTER_STEP)
#define AT(member) offsetof(struct style, member), sizeof((struct style *)0)->member

static const struct {
    const char *name;
    unsigned elements;
    enum form form;
    size_t offset, size; /* of the member of struct style */
    const char *value;
} attributes[] = {
    {"width", SVG, SIZE, AT(width), NULL},
    {"height", SVG, SIZE, AT(height), NULL},
    {"viewBox", SVG, OUR_PLAIN, 0, 0, NULL},
    {"xmlns", SVG, EXACTLY, 0, 0, NAMESPACE},
    {"xmlns:xlink", SVG, EXACTLY, 0, 0, XLINK},
    {"role", SVG, EXACTLY, 0, 0, "img"},
    {"id", GROUP, GROUP_ID, 0, 0, NULL},
    {"color", GROUP | USE, OWN_COLOR, AT(color), NULL},
    {"fill", GROUP | TEXT_GROUP | RECT | PATH | POLYGON | USE, COLOR, AT(fill), NULL},
    {"stroke", GROUP | TEXT_GROUP | RECT | PATH | POLYGON | USE, COLOR, AT(stroke), NULL},
    {"fill-opacity", RECT | PATH | POLYGON, OPACITY, AT(fill_opacity), NULL},
    {"opacity", PATH | USE, OPACITY, AT(opacity), NULL},
    {"stroke-width", GROUP | PATH, SIZE, AT(stroke_width), NULL},
    {"stroke-linecap", GROUP | PATH, PLAIN, AT(cap), NULL},
    {"stroke-linejoin", GROUP | PATH, PLAIN, AT(join), NULL},
    {"stroke-dasharray", GROUP | PATH, PLAIN, AT(dashes), NULL},
    {"shape-rendering", GROUP, PLAIN, AT(shape_rendering), NULL},
    {"x", RECT | USE, NUMBER, AT(x), NULL},
    {"y", RECT | USE, NUMBER, AT(y), NULL},
    {"width", RECT, SIZE, AT(width), NULL},
    {"height", RECT, SIZE, AT(height), NULL},
    {"d", PATH, DATA, AT(data), NULL},
    {"points", POLYGON, DATA, AT(data), NULL},
    {"xlink:href", USE | DEFINED_USE, REFERENCE, AT(data), NULL},
    {"transform", TEXT_GROUP | USE, TRANSFORM, AT(transform), NULL},
    {"transform", COMPACT_GROUP, EXACTLY, 0, 0, SVG_COMPACT_SCALE},
    {"stroke", COMPACT_GROUP, COLOR, AT(stroke), NULL},
    {"shape-rendering", COMPACT_GROUP, PLAIN, AT(shape_rendering), NULL},
    {"fill", COMPACT_POLYGON, COLOR, AT(fill), NULL},
    {"fill-opacity", COMPACT_POLYGON, OPACITY, AT(fill_opacity), NULL},
    {"d", COMPACT_POLYGON, DATA, AT(data), NULL},
    {"font-family", GROUP | TEXT_GROUP, PLAIN, AT(font_family), NULL},
    {"font-size", GROUP | TEXT_GROUP, SIZE, AT(font_size), NULL},
    {"font-weight", GROUP | TEXT_GROUP, PLAIN, AT(font_weight), NULL},
    {"font-style", GROUP | TEXT_GROUP, PLAIN, AT(font_style), NULL},
    {"text-anchor", GROUP | TEXT_GROUP, PLAIN, AT(anchor), NULL},
    {"font-family", TSPAN, OUR_PLAIN, 0, 0, NULL},
    {"font-size", TSPAN, OUR_PLAIN, 0, 0, NULL},
    {"font-weight", TSPAN, OUR_PLAIN, 0, 0, NULL},
    {"font-style", TSPAN, OUR_PLAIN, 0, 0, NULL},
    {"text-decoration", TSPAN, OUR_PLAIN, 0, 0, NULL},
    {"fill", TSPAN, OUR_PLAIN, 0, 0, NULL},
    {"dx", TSPAN, OUR_PLAIN, 0, 0, NULL},
    {"dy", TSPAN, OUR_PLAIN, 0, 0, NULL},
    {"id", DEFINED_SHAPE | DEFINED_USE | FILTER, DEFINITION_ID, 0, 0, NULL},
    {"d", DEFINED_SHAPE, OUR_PLAIN, 0, 0, NULL},
    {"r", DEFINED_SHAPE, OUR_PLAIN, 0, 0, NULL},
    {"cx", DEFINED_SHAPE, OUR_PLAIN, 0, 0, NULL},
    {"cy", DEFINED_SHAPE, OUR_PLAIN, 0, 0, NULL},
    {"x", DEFINED_SHAPE | FILTER, OUR_PLAIN, 0, 0, NULL},
    {"y", DEFINED_SHAPE | FILTER, OUR_PLAIN, 0, 0, NULL},
    {"width", DEFINED_SHAPE | FILTER, OUR_PLAIN, 0, 0, NULL},
    {"height", DEFINED_SHAPE | FILTER, OUR_PLAIN, 0, 0, NULL},
    {"fill", DEFINED_SHAPE | DEFINED_USE, OUR_PLAIN, 0, 0, NULL},
    {"stroke", DEFINED_SHAPE | DEFINED_USE, OUR_PLAIN, 0, 0, NULL},
    {"stroke-width", DEFINED_SHAPE | DEFINED_USE, OUR_PLAIN, 0, 0, NULL},
    {"transform", DEFINED_USE, OUR_PLAIN, 0, 0, NULL},
    {"filterUnits", FILTER, OUR_PLAIN, 0, 0, NULL},
    {"flood-color", FILTER_STEP, OUR_PLAIN, 0, 0, NULL},
    {"flood-opacity", FILTER_STEP, OUR_PLAIN, 0, 0, NULL},
    {"result", FILTER_STEP, OUR_PLAIN, 0, 0, NULL},
    {"in", FILTER_STEP, OUR_PLAIN, 0, 0, NULL},
    {"in2", FILTER_STEP, OUR_PLAIN, 0, 0, NULL},
    {"operator", FILTER_STEP, OUR_PLAIN, 0, 0, NULL},
};

#define ATTRIBUTES (sizeof attributes / sizeof *attributes)

/* ---- The reader ------------------------------------------------------------------------------ */

/* A piece that was read and not handed over yet. */
struct queued {
    enum svg_kind kind;
    struct svg_paint paint;
    size_t words; /* where they begin */
    size_t numbers, number_count;
};

struct level {
    enum element element;
    struct style style;
};

struct svg_reader {
    XML_Parser parser;
    const char *bytes;
    size_t length, parsed;
    bool ended, refused, failed; /* failed: out of memory */
    struct text why;             /* it was refused */
    struct level levels[MAX_DEPTH];
    size_t depth;
    struct text content; /* of a title, a description or a text, so far */
    struct queued *queue;
    size_t queue_count, queue_capacity, delivered;
    struct text words;
    double *numbers;
    size_t number_count, number_capacity;
};

static void refuse(struct svg_reader *reader, const char *format, const char *what,
                   const char *more)
{
    if (reader->refused)
        return;
    reader->refused = true;
    text_appendf(&reader->why, format, what, more);
    XML_StopParser(reader->parser, XML_FALSE);
}

static void fail(struct svg_reader *reader)
{
    reader->failed = true;
    XML_StopParser(reader->parser, XML_FALSE);
}

/* ---- Pieces ---------------------------------------------------------------------------------- */

/* The array with space for one more element, perhaps elsewhere; NULL: out of memory, and it is as
 * it was. */
static void *grow(void *array, size_t size, size_t count, size_t *capacity)
{
    if (count < *capacity)
        return array;
    size_t wanted = 2 * *capacity + 64;
    void *larger = realloc(array, wanted * size);
    if (larger != NULL)
        *capacity = wanted;
    return larger;
}

/* Begins a piece, to which words and numbers are added; then end_piece(). */
static struct queued *begin_piece(struct svg_reader *reader, enum svg_kind kind)
{
    struct queued *queue =
        grow(reader->queue, sizeof *queue, reader->queue_count, &reader->queue_capacity);

    if (queue == NULL) {
        fail(reader);
        return NULL;
    }
    reader->queue = queue;
    struct queued *piece = &reader->queue[reader->queue_count++];
    *piece = (struct queued){
        .kind = kind, .words = reader->words.length, .numbers = reader->number_count};
    return piece;
}

static void end_piece(struct svg_reader *reader)
{
    text_append_bytes(&reader->words, "", 1);
    if (reader->words.failed)
        fail(reader);
}

static void add_number(struct svg_reader *reader, double number)
{
    double *numbers =
        grow(reader->numbers, sizeof *numbers, reader->number_count, &reader->number_capacity);

    if (numbers == NULL) {
        fail(reader);
        return;
    }
    reader->numbers = numbers;
    reader->numbers[reader->number_count++] = number;
    reader->queue[reader->queue_count - 1].number_count++;
}

/* An attribute that is compared as it is written. */
struct written {
    const char *name, *value;
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct written *)a)->name, ((const struct written *)b)->name);
}

static void append_element(struct text *out, const char *name, struct written *list, size_t count)
{
    qsort(list, count, sizeof *list, compare_names);
    text_appendf(out, "<%s", name);
    for (size_t i = 0; i < count; i++)
        text_appendf(out, " %s=\"%s\"", list[i].name, list[i].value);
    text_append(out, ">");
}

static int32_t resolve(int32_t color, const struct style *style)
{
    return color == SVG_CURRENT_COLOR ? style->color : color;
}

static struct svg_paint paint_of(const struct style *style)
{
    struct svg_paint paint = {.fill = resolve(style->fill, style),
                              .stroke = resolve(style->stroke, style),
                              .opacity = style->opacity};

    memcpy(paint.shape_rendering, style->shape_rendering, sizeof paint.shape_rendering);
    if (paint.fill != SVG_NO_COLOR)
        paint.fill_opacity = style->fill_opacity;
    if (paint.stroke == SVG_NO_COLOR)
        return paint;
    paint.stroke_width = style->stroke_width;
    memcpy(paint.cap, style->cap, sizeof paint.cap);
    memcpy(paint.join, style->join, sizeof paint.join);
    memcpy(paint.dashes, style->dashes, sizeof paint.dashes);
    return paint;
}

/* Units of the page are those that places are compared in. A page without size is one, too. */
static bool shows_page_as_it_is(const struct style *style, const struct written *list, size_t count)
{
    double box[4];

    for (size_t i = 0; i < count; i++) {
        const char *at = list[i].value;
        if (strcmp(list[i].name, "viewBox") != 0)
            continue;
        for (size_t k = 0; k < 4; k++, at += *at == ' ')
            if (!svg_read_number_at(&at, &box[k]))
                return false;
        return *at == '\0' && box[0] == 0 && box[1] == 0 && box[2] == style->width &&
               box[3] == style->height;
    }
    return true;
}

static void add_page(struct svg_reader *reader, const struct style *style, struct written *list,
                     size_t count)
{
    if (begin_piece(reader, SVG_PAGE) == NULL)
        return;
    append_element(&reader->words, "svg", list, count);
    text_appendf(&reader->words, " %.17g %.17g", style->width, style->height);
    end_piece(reader);
    if (!shows_page_as_it_is(style, list, count))
        refuse(reader, "<%s> scales its page: the viewBox differs from the size%s", "svg", "");
}

static void add_rectangle(struct svg_reader *reader, const struct style *style)
{
    struct queued *piece = begin_piece(reader, SVG_RECTANGLE);

    if (piece == NULL)
        return;
    piece->paint = paint_of(style);
    add_number(reader, style->x);
    add_number(reader, style->y);
    add_number(reader, style->width);
    add_number(reader, style->height);
    end_piece(reader);
}

/* A definition that is used can have a line where the element that uses it has none. */
static void append_line(struct text *words, const struct style *style)
{
    text_appendf(words, "width=%.17g cap=%s join=%s dashes=%s ", style->stroke_width, style->cap,
                 style->join, style->dashes);
}

static void add_symbol(struct svg_reader *reader, const struct style *style)
{
    struct queued *piece = begin_piece(reader, SVG_SYMBOL);

    if (piece == NULL)
        return;
    piece->paint = paint_of(style);
    text_appendf(&reader->words, "%s color=%d scale=%.17g angle=%.17g ", style->data,
                 (int)style->color, style->transform.scale, style->transform.angle);
    append_line(&reader->words, style);
    add_number(reader, style->transform.x);
    add_number(reader, style->transform.y);
    add_number(reader, style->x * style->transform.scale);
    add_number(reader, style->y * style->transform.scale);
    end_piece(reader);
}

/* "x,y" with white space around, as gnuplot writes points. */
static bool read_point(const char **at, double point[2])
{
    *at += strspn(*at, BLANKS);
    if (!svg_read_number_at(at, &point[0]) || *(*at)++ != ',' || !svg_read_number_at(at, &point[1]))
        return false;
    *at += strspn(*at, BLANKS);
    return true;
}

static void add_point(struct svg_reader *reader, const double point[2])
{
    add_number(reader, point[0]);
    add_number(reader, point[1]);
}

static void add_polygon(struct svg_reader *reader, const struct style *style)
{
    struct queued *piece = begin_piece(reader, SVG_POLYGON);
    const char *at = style->data;
    double point[2];

    if (piece == NULL)
        return;
    piece->paint = paint_of(style);
    do {
        if (!read_point(&at, point)) {
            refuse(reader, "a polygon has points that gnuplot does not write%s%s", "", "");
            return;
        }
        add_point(reader, point);
    } while (*at != '\0');
    end_piece(reader);
}

static bool read_whole(const char **at, double *number)
{
    const char *begin = *at;

    return svg_read_number_at(at, number) && memchr(begin, '.', (size_t)(*at - begin)) == NULL;
}

/* "m50899 38400l1399 0 3-200h5v-7z", as svg_compact.c writes it. Sums of whole numbers are exact.
 */
static bool read_compact(struct svg_reader *reader, const char *at)
{
    double point[2] = {0, 0};
    char command = '\0';

    while (*at != 'z' || command == '\0') {
        double step[2] = {0, 0};
        if (strchr(command == '\0' ? "m" : "lhv", *at) != NULL && *at != '\0')
            command = *at++;
        else if (command != 'l' || (*at != ' ' && *at != '-'))
            return false;
        else
            at += *at == ' ';
        if (command != 'v' && !read_whole(&at, &step[0]))
            return false;
        at += (command == 'm' || command == 'l') && *at == ' ';
        if (command != 'h' && !read_whole(&at, &step[1]))
            return false;
        for (size_t i = 0; i < 2; i++) {
            point[i] += step[i];
            add_number(reader, point[i] / SVG_COMPACT_UNIT);
        }
    }
    return at[1] == '\0';
}

/* Longer data than this could need more memory than the points of a polygon. */
#define MAX_COMPACT (SVG_MAX_ELEMENT / 2)

/* Its lines would be a hundredth as wide as they say. */
static void add_compact_polygon(struct svg_reader *reader, const struct style *style)
{
    struct queued *piece = begin_piece(reader, SVG_POLYGON);

    if (piece == NULL)
        return;
    piece->paint = paint_of(style);
    if (piece->paint.stroke != SVG_NO_COLOR)
        refuse(reader, "a compact polygon has a line%s%s", "", "");
    else if (strlen(style->data) > MAX_COMPACT || !read_compact(reader, style->data))
        refuse(reader, "a compact polygon has another form%s%s", "", "");
    else
        end_piece(reader);
}

/* Solid lines through which nothing shows paint the same one after the other, but for the joints;
 * gnuplot's releases join them differently. Closed lines they join all. */
static bool is_divided(const struct svg_paint *paint, const char *behind_first_command)
{
    const char *next = strpbrk(behind_first_command, "MZz");

    return paint->fill == SVG_NO_COLOR && paint->opacity == 1 && paint->dashes[0] == '\0' &&
           (next == NULL || *next == 'M');
}

static bool begin_path(struct svg_reader *reader, const struct svg_paint *paint,
                       const double point[2])
{
    struct queued *piece = begin_piece(reader, SVG_PATH);

    if (piece == NULL)
        return false;
    piece->paint = *paint;
    text_append(&reader->words, "M");
    add_point(reader, point);
    return true;
}

/* A path as one piece, or one for each line, or for each line and closed line. */
static bool read_path(struct svg_reader *reader, const struct svg_paint *paint, const char *at)
{
    bool whole = paint->fill != SVG_NO_COLOR || paint->opacity != 1 || paint->dashes[0] != '\0';
    bool divided = false, begun = false, open = false;
    double from[2] = {0, 0}, to[2];

    for (at += strspn(at, BLANKS); *at != '\0'; at += strspn(at, BLANKS)) {
        char command = *at++;
        if (strchr("MLZz", command) == NULL || (command != 'M' && !open))
            return false;
        open = command == 'M' || command == 'L';
        if (command == 'M')
            divided = is_divided(paint, at);
        if (open && !read_point(&at, to))
            return false;
        if (begun && (divided || (command == 'M' && !whole))) {
            end_piece(reader);
            begun = false;
        }
        if (!begun && (command == 'L' || !divided)) {
            if (!begin_path(reader, paint, command == 'L' ? from : to))
                return true;
            begun = true;
        } else if (begun && command == 'M') {
            text_append(&reader->words, "M");
            add_point(reader, to);
        }
        if (command != 'M')
            text_append(&reader->words, open ? "L" : "Z");
        if (command == 'L')
            add_point(reader, to);
        memcpy(from, to, sizeof from);
    }
    if (begun)
        end_piece(reader);
    return true;
}

static void add_path(struct svg_reader *reader, const struct style *style)
{
    struct svg_paint paint = paint_of(style);

    if (!read_path(reader, &paint, style->data))
        refuse(reader, "a path has commands that gnuplot does not write%s%s", "", "");
}

/* ---- What libexpat calls --------------------------------------------------------------------- */

static bool matches_pattern(const char *id, const char *prefix, const char *tail)
{
    size_t length = strlen(prefix);

    if (strncmp(id, prefix, length) != 0)
        return false;
    size_t digits = strspn(id + length, "0123456789");
    id += length + digits;
    id += *id != '\0' && strchr(tail, *id) != NULL;
    return digits > 0 && digits < 7 && *id == '\0';
}

static bool is_symbol(const char *id)
{
    return strcmp(id, "gpDot") == 0 || matches_pattern(id, "gpPt", "");
}

static bool read_id(enum form form, const char *id)
{
    if (form == GROUP_ID)
        return strcmp(id, "gnuplot_canvas") == 0 || matches_pattern(id, "gnuplot_plot_", "abcdef");
    return is_symbol(id) || strcmp(id, "textbox") == 0 || strcmp(id, "greybox") == 0;
}

/* The kinds of values, each into its member of the style. */
static bool read_value(enum form form, const char *value, const char *expected, void *member,
                       size_t size)
{
    char plain[256];
    double number;
    int32_t color;

    switch (form) {
    case COLOR:
    case OWN_COLOR:
        if (!svg_read_color(value, &color) || (form == OWN_COLOR && color < 0))
            return false;
        memcpy(member, &color, sizeof color);
        return true;
    case NUMBER:
    case SIZE:
    case OPACITY:
        if (!svg_read_number(value, &number) || (form != NUMBER && number < 0) ||
            (form == OPACITY && number > 1))
            return false;
        memcpy(member, &number, sizeof number);
        return true;
    case PLAIN:
        return svg_read_plain(value, member, size);
    case OUR_PLAIN:
        return svg_read_plain(value, plain, sizeof plain);
    case TRANSFORM:
        return svg_read_transform(value, member);
    case GROUP_ID:
    case DEFINITION_ID:
        return read_id(form, value);
    case REFERENCE:
        if (value[0] != '#' || !is_symbol(value + 1))
            return false;
        memcpy(member, &value, sizeof value);
        return true;
    case DATA:
        memcpy(member, &value, sizeof value);
        return true;
    default:
        return strcmp(value, expected) == 0;
    }
}

/* False, and refused, if one is none that gnuplot writes there. Those of the page, a definition or
 * a <tspan> go to *list as they are, too. */
static bool read_attributes(struct svg_reader *reader, enum element element, const char *name,
                            const char **pairs, struct style *style, struct written *list,
                            size_t *count)
{
    for (; pairs[0] != NULL; pairs += 2) {
        size_t i = 0;
        while (i < ATTRIBUTES && ((attributes[i].elements & element) == 0 ||
                                  strcmp(attributes[i].name, pairs[0]) != 0))
            i++;
        if (i == ATTRIBUTES || *count == MAX_ATTRIBUTES) {
            refuse(reader, "<%s> has an attribute that gnuplot does not write: %s", name, pairs[0]);
            return false;
        }
        if (!read_value(attributes[i].form, pairs[1], attributes[i].value,
                        (char *)style + attributes[i].offset, attributes[i].size)) {
            refuse(reader, "<%s> has a value that gnuplot does not write in %s", name, pairs[0]);
            return false;
        }
        if (attributes[i].form != EXACTLY || element == SVG)
            list[(*count)++] = (struct written){.name = pairs[0], .value = pairs[1]};
    }
    return true;
}

/* 0 if there is none here. A <g> that is moved or scaled is another element. */
static unsigned find_element(const char *name, unsigned parent, const char **pairs)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        bool fits = parent == 0 ? elements[i].parents == 0 : (elements[i].parents & parent) != 0;
        if (!fits || strcmp(elements[i].name, name) != 0)
            continue;
        if (elements[i].element == GROUP && parent == GROUP)
            for (; pairs[0] != NULL; pairs += 2)
                if (strcmp(pairs[0], "transform") == 0)
                    return strcmp(pairs[1], SVG_COMPACT_SCALE) == 0 ? COMPACT_GROUP : TEXT_GROUP;
        return elements[i].element;
    }
    return 0;
}

static void begin_text(struct svg_reader *reader, const struct style *style)
{
    reader->content.length = 0;
    text_appendf(&reader->content,
                 "size=%.17g angle=%.17g scale=%.17g family=%s weight=%s style=%s anchor=%s "
                 "fill=%d stroke=%d ",
                 style->font_size, style->transform.angle, style->transform.scale,
                 style->font_family, style->font_weight, style->font_style, style->anchor,
                 (int)resolve(style->fill, style), (int)resolve(style->stroke, style));
    if (style->stroke != SVG_NO_COLOR)
        append_line(&reader->content, style);
}

static void begin_element(struct svg_reader *reader, enum element element, const char *name,
                          const struct style *style, struct written *list, size_t count)
{
    switch (element) {
    case SVG:
        add_page(reader, style, list, count);
        break;
    case TITLE:
    case DESC:
        reader->content.length = 0;
        break;
    case RECT:
        add_rectangle(reader, style);
        break;
    case PATH:
        add_path(reader, style);
        break;
    case POLYGON:
        add_polygon(reader, style);
        break;
    case COMPACT_POLYGON:
        add_compact_polygon(reader, style);
        break;
    case USE:
        add_symbol(reader, style);
        break;
    case TEXT:
        begin_text(reader, style);
        break;
    case TSPAN:
        append_element(&reader->content, name, list, count);
        break;
    default:
        if ((element & DEFINITIONS) == 0 || begin_piece(reader, SVG_DEFINITION) == NULL)
            break;
        append_element(&reader->words, name, list, count);
        end_piece(reader);
    }
}

static struct style inherit(const struct svg_reader *reader, enum element element)
{
    struct style style =
        reader->depth == 0 ? initial_style : reader->levels[reader->depth - 1].style;

    if (element != TEXT) /* a group's transform is the text's */
        style.transform = (struct svg_transform){.scale = 1};
    style.opacity = 1;
    style.x = style.y = style.width = style.height = 0;
    style.data = "";
    return style;
}

/* Whether inherited currentColor means another color now: of which group, renderers disagree. */
static bool changes_current_color(const struct svg_reader *reader, const struct style *style)
{
    const struct style *outer =
        reader->depth == 0 ? &initial_style : &reader->levels[reader->depth - 1].style;

    return outer->color != style->color &&
           (outer->stroke == SVG_CURRENT_COLOR || outer->fill == SVG_CURRENT_COLOR);
}

static void on_start(void *data, const char *name, const char **pairs)
{
    struct svg_reader *reader = data;
    struct written list[MAX_ATTRIBUTES];
    size_t count = 0;

    if (reader->refused || reader->failed)
        return;
    unsigned parent = reader->depth == 0 ? 0 : reader->levels[reader->depth - 1].element;
    unsigned element = find_element(name, parent, pairs);
    if (element == 0 || reader->depth == MAX_DEPTH) {
        refuse(reader, "<%s> is not an element that gnuplot writes%s", name,
               element != 0         ? " so deep"
               : reader->depth == 0 ? " first"
                                    : " there");
        return;
    }
    struct style style = inherit(reader, element);
    if (!read_attributes(reader, element, name, pairs, &style, list, &count))
        return;
    if (element == GROUP && changes_current_color(reader, &style)) {
        refuse(reader, "<%s> changes the line color of an enclosing group%s", name, "");
        return;
    }
    reader->levels[reader->depth++] = (struct level){.element = element, .style = style};
    begin_element(reader, element, name, &style, list, count);
    reader->levels[reader->depth - 1].style.data = ""; /* it is gone when we return */
}

static void add_content(struct svg_reader *reader, enum svg_kind kind)
{
    if (begin_piece(reader, kind) == NULL)
        return;
    text_append_bytes(&reader->words, text_string(&reader->content), reader->content.length);
    if (kind == SVG_TEXT) {
        add_number(reader, reader->levels[reader->depth - 1].style.transform.x);
        add_number(reader, reader->levels[reader->depth - 1].style.transform.y);
    }
    end_piece(reader);
}

static void on_end(void *data, const char *name)
{
    struct svg_reader *reader = data;

    (void)name;
    if (reader->refused || reader->failed || reader->depth == 0)
        return;
    switch (reader->levels[reader->depth - 1].element) {
    case TITLE:
        add_content(reader, SVG_TITLE);
        break;
    case DESC:
        add_content(reader, SVG_DESCRIPTION);
        break;
    case TEXT:
        add_content(reader, SVG_TEXT);
        break;
    case TSPAN:
        text_append(&reader->content, "</tspan>");
        break;
    default:
        break;
    }
    reader->depth--;
}

static void on_characters(void *data, const char *characters, int length)
{
    struct svg_reader *reader = data;

    if (reader->refused || reader->failed || reader->depth == 0)
        return;
    enum element element = reader->levels[reader->depth - 1].element;
    if ((element & (TITLE | DESC | TEXT | TSPAN)) == 0) {
        /* gnuplot 5.4 writes a Z behind some paths, which is not shown. */
        const char *allowed = element == GROUP ? BLANKS "Z" : BLANKS;
        for (int i = 0; i < length; i++)
            if (strchr(allowed, characters[i]) == NULL) {
                refuse(reader, "unexpected text%s%s", "", "");
                return;
            }
        return;
    }
    /* No character of the text can be taken for one of the elements that are kept beside it. */
    for (int i = 0; i < length; i++)
        if (characters[i] == '<' || characters[i] == '&')
            text_append(&reader->content, characters[i] == '<' ? "&lt;" : "&amp;");
        else
            text_append_bytes(&reader->content, &characters[i], 1);
    if (reader->content.length > SVG_MAX_TEXT)
        refuse(reader, "a text is longer than 64 KiB%s%s", "", "");
    else if (reader->content.failed)
        fail(reader);
}

static void on_declaration(void *data, const char *version, const char *encoding, int standalone)
{
    (void)version, (void)standalone;
    if (encoding != NULL && strcasecmp(encoding, "utf-8") != 0)
        refuse(data, "its encoding is not UTF-8%s%s", "", "");
}

static void on_doctype(void *data, const char *name, const char *system, const char *public,
                       int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    refuse(data, "it has a document type%s%s", "", "");
}

static void on_instruction(void *data, const char *target, const char *text)
{
    (void)text;
    refuse(data, "it has a processing instruction: %s%s", target, "");
}

static void on_comment(void *data, const char *text)
{
    (void)text;
    refuse(data, "it has a comment%s%s", "", "");
}

static void on_cdata(void *data)
{
    refuse(data, "it has a CDATA section%s%s", "", "");
}

/* ---- Reading --------------------------------------------------------------------------------- */

struct svg_reader *svg_reader_open(const void *bytes, size_t length, struct error *error)
{
    struct svg_reader *reader = calloc(1, sizeof *reader);

    if (reader != NULL)
        reader->parser = XML_ParserCreate("UTF-8");
    if (reader == NULL || reader->parser == NULL) {
        free(reader);
        error_out_of_memory(error);
        return NULL;
    }
    reader->bytes = bytes;
    reader->length = length;
    XML_SetUserData(reader->parser, reader);
    XML_SetElementHandler(reader->parser, on_start, on_end);
    XML_SetCharacterDataHandler(reader->parser, on_characters);
    XML_SetXmlDeclHandler(reader->parser, on_declaration);
    XML_SetStartDoctypeDeclHandler(reader->parser, on_doctype);
    XML_SetProcessingInstructionHandler(reader->parser, on_instruction);
    XML_SetCommentHandler(reader->parser, on_comment);
    XML_SetStartCdataSectionHandler(reader->parser, on_cdata);
    if (length > SVG_MAX_BYTES)
        refuse(reader, "it is larger than 32 MiB%s%s", "", "");
    return reader;
}

static enum status parse_chunk(struct svg_reader *reader, struct error *error)
{
    size_t left = reader->length - reader->parsed, size = left < CHUNK ? left : CHUNK;
    enum XML_Status status = XML_Parse(reader->parser, reader->bytes + reader->parsed, (int)size,
                                       size == left ? XML_TRUE : XML_FALSE);
    enum XML_Error code = status == XML_STATUS_ERROR ? XML_GetErrorCode(reader->parser) : 0;

    if (reader->failed || code == XML_ERROR_NO_MEMORY)
        return error_out_of_memory(error);
    if (reader->refused)
        return STATUS_OK;
    if (status == XML_STATUS_ERROR)
        return error_set(error, STATUS_BAD_INPUT, "broken SVG: line %lu: %s",
                         (unsigned long)XML_GetCurrentLineNumber(reader->parser),
                         XML_ErrorString(code));
    reader->parsed += size;
    reader->ended = size == left;
    XML_Index at = XML_GetCurrentByteIndex(reader->parser);
    if (!reader->ended && at >= 0 && reader->parsed - (size_t)at > SVG_MAX_ELEMENT)
        refuse(reader, "an element is longer than 1 MiB%s%s", "", "");
    return STATUS_OK;
}

static enum status fill_queue(struct svg_reader *reader, int interrupt_fd, struct error *error)
{
    enum status status = STATUS_OK;

    reader->queue_count = reader->delivered = 0;
    reader->words.length = 0;
    reader->number_count = 0;
    while (status == STATUS_OK && reader->queue_count == 0 && !reader->ended && !reader->refused) {
        status = interrupt_check(interrupt_fd, error);
        if (status == STATUS_OK)
            status = parse_chunk(reader, error);
    }
    return status;
}

enum status svg_reader_next(struct svg_reader *reader, int interrupt_fd, struct svg_piece *piece,
                            struct error *error)
{
    if (reader->delivered == reader->queue_count) {
        enum status status = fill_queue(reader, interrupt_fd, error);
        if (status != STATUS_OK)
            return status;
    }
    if (reader->refused || reader->queue_count == 0) {
        *piece = (struct svg_piece){.kind = reader->refused ? SVG_REFUSED : SVG_END,
                                    .words = text_string(&reader->why)};
        return text_check(&reader->why, error);
    }
    const struct queued *next = &reader->queue[reader->delivered++];
    *piece = (struct svg_piece){
        .kind = next->kind,
        .paint = next->paint,
        .words = text_string(&reader->words) + next->words,
        .numbers = next->number_count == 0 ? NULL : reader->numbers + next->numbers,
        .number_count = next->number_count};
    return STATUS_OK;
}

void svg_reader_close(struct svg_reader *reader)
{
    if (reader == NULL)
        return;
    XML_ParserFree(reader->parser);
    text_free(&reader->why);
    text_free(&reader->content);
    text_free(&reader->words);
    free(reader->queue);
    free(reader->numbers);
    free(reader);
}
