#include "plot/plane_layout.h"

#include <math.h>
#include <string.h>

#include "plot/gnuplot_text.h"
#include "plot/legend_layout.h"
#include "plot/surface_view.h"
#include "plot/text_width.h"

/* The color bar next to the box. */
#define BAR_GAP 20.0
#define BAR_WIDTH 14.0

static const char axis_name[] = "x_{/*0.8 1}"; /* or 2: digits are equally wide */

static void place_color_bar(struct layout *layout, struct text *script, struct plane *plane,
                            const struct frame *frame, bool lies)
{
    struct color_bar bar = {.frame = *frame,
                            .lies = lies,
                            .has_labels = true,
                            .name_width = text_width_enhanced(
                                plane->bar_name != NULL ? plane->bar_name : GNUPLOT_F_NAME)};

    layout_place_color_bar(layout, script, &bar, &plane->f);
}

static bool has_note(const struct axis *axis)
{
    return *axis->note != '\0';
}

static double note_length(const struct axis *axis)
{
    return layout_points(LABEL_SIZE, axis_note_width(axis));
}

/* The note of an axis, if it has one: appends AXIS_note_x and AXIS_note_y. */
static void place_note(struct layout *layout, struct text *script, const char *name,
                       const struct axis *axis, enum text_anchor anchor, double x, double y)
{
    gnuplot_variable(script, name, "_note_x", x);
    gnuplot_variable(script, name, "_note_y", y);
    if (has_note(axis))
        layout_add_formula(layout, anchor, x, y, LABEL_SIZE, axis_note_width(axis));
}

/* The factor by which a box is lengthened if there is space for one `room` times as long: a wide or
 * a high page is not filled completely. */
static double stretch(double room)
{
    return fmax(1, fmin(1.6, 1 + 1.2 * (room - 1.35)));
}

/* ---- In the plane ---------------------------------------------------------------------------- */

/* From the ends of the labels to the center of the name on their left, and from there to the edge
 * of the page. */
#define BEFORE_LABELS 7.32
#define NAME_MARGIN 15.0

/* To the right of the name of a vertical color bar; next to a box with a horizontal one, for half a
 * label. */
#define BAR_MARGIN 12.0
#define BOX_MARGIN 28.0

/* From the box to the centers of the name of x1 and of the notes, and from one such row to the
 * next. */
#define BELOW_LABELS 36.0
#define NOTE_BELOW 39.0
#define NOTE_ABOVE 16.0
#define NOTE_LEADING 20.0

/* From a box to the upper edge of a horizontal bar, and to the lower edge of the page. */
#define BELOW_NAMES 52.0

/* Between texts side by side. */
#define APART 8.0

/* With a vertical color bar next to the box, or a horizontal one below it. */
struct plane_page {
    struct frame box;
    bool bar_lies;
    bool note_below; /* the note of x1 does not fit next to its name */
};

/* From the box to the center of the name of x2, which keeps a distance from the labels next to
 * it. */
static double beside_box(const struct plane *plane, double height)
{
    const struct axis *x2 = &plane->x2;
    double widest = layout_points(LABEL_SIZE, axis_widest_label(x2)), beside = 0;
    double half = 0.5 * layout_points(NAME_SIZE, text_width_enhanced(axis_name));

    for (size_t i = 0; i < x2->label_count; i++)
        if (fabs((x2->labels[i].value - x2->min) / (x2->max - x2->min) - 0.5) * height < 18)
            beside = fmax(beside, layout_points(LABEL_SIZE, x2->labels[i].width));
    return BESIDE_AXIS + fmax(widest + BEFORE_LABELS, beside + APART + half);
}

/* The largest box in a space, with equal scales on both axes; on a wide or a high page (`page` is
 * its width by its height; 1: regardless of it), the scales differ slightly. If one axis is many
 * times as long as the other, equal scales would make the box a thin strip. */
static void shape_box(const struct plane *plane, double page, double *width, double *height)
{
    double shape = (plane->x1.max - plane->x1.min) / (plane->x2.max - plane->x2.min);
    double space = *width / *height;

    if (!(shape >= 0.25 && shape <= 4))
        return;
    if (space > shape)
        *width = *height * shape * stretch(fmin(page, space / shape));
    else
        *height = *width / shape * stretch(fmin(1 / page, shape / space));
}

/* As large as the page allows, with `rows` points for rows above it. */
static void find_box(const struct layout *layout, const struct plane *plane, double rows,
                     struct plane_page *page)
{
    double old_height = page->box.top - page->box.bottom;
    double notes =
        has_note(&plane->x2) || (has_note(&plane->f) && !page->bar_lies) ? NOTE_LEADING : 0;
    double left = beside_box(plane, old_height) + NAME_MARGIN;
    double right = page->bar_lies ? BOX_MARGIN
                                  : BAR_GAP + BAR_WIDTH + layout_beside_bar(&plane->f) + BAR_MARGIN;
    double bottom = BELOW_NAMES + (page->note_below ? NOTE_LEADING : 0) +
                    (page->bar_lies ? BAR_WIDTH + BELOW_NAMES : 0);
    double top = 60 + layout_title_height(layout) + rows + notes;
    double room_x = layout->width - left - right, room_y = layout->height - bottom - top;
    double width = room_x, height = room_y;

    shape_box(plane, layout->width / layout->height, &width, &height);
    page->box.left = left + (room_x - width) / 2;
    page->box.right = page->box.left + width;
    page->box.bottom = bottom + (room_y - height) / 2;
    page->box.top = page->box.bottom + height;
}

static struct axis_line line_of_x1(const struct frame *box)
{
    return (struct axis_line){.x0 = box->left,
                              .y0 = box->bottom - BELOW_AXIS,
                              .x1 = box->right,
                              .y1 = box->bottom - BELOW_AXIS,
                              .anchor = TEXT_CENTER};
}

static struct axis_line line_of_x2(const struct frame *box)
{
    return (struct axis_line){.x0 = box->left - BESIDE_AXIS,
                              .y0 = box->bottom,
                              .x1 = box->left - BESIDE_AXIS,
                              .y1 = box->top,
                              .anchor = TEXT_RIGHT};
}

/* Fits the labels of the axes to the box, and the box to the space that they leave. */
static struct plane_page fit_page(const struct layout *layout, struct plane *plane, double rows,
                                  bool bar_lies)
{
    struct plane_page page = {.box.top = layout->height, .bar_lies = bar_lies};
    double name = layout_points(NAME_SIZE, text_width_enhanced(axis_name));

    for (int i = 0; i < 3; i++) {
        find_box(layout, plane, rows, &page);
        struct axis_line x1 = line_of_x1(&page.box), x2 = line_of_x2(&page.box);
        axis_line_fit(&x1, &plane->x1, 10);
        axis_line_fit(&x2, &plane->x2, 0);
        page.note_below =
            note_length(&plane->x1) + APART + 0.5 * name > 0.5 * (page.box.right - page.box.left);
    }
    return page;
}

static double area(const struct frame *box)
{
    return (box->right - box->left) * (box->top - box->bottom);
}

/* How much larger a box has to be below which the color bar is horizontal. */
#define LARGER_BOX 1.2

/* The color bar is horizontal, below the box, if that allows a much larger box. */
static struct plane_page choose_page(const struct layout *layout, struct plane *plane, double rows)
{
    struct plane other = *plane;
    struct plane_page upright = fit_page(layout, plane, rows, false);
    struct plane_page lying = fit_page(layout, &other, rows, true);

    if (area(&lying.box) < LARGER_BOX * area(&upright.box))
        return upright;
    *plane = other;
    return lying;
}

static struct frame bar_of(const struct plane_page *page)
{
    const struct frame *box = &page->box;

    if (page->bar_lies) {
        double top = box->bottom - BELOW_NAMES - (page->note_below ? NOTE_LEADING : 0);
        return (struct frame){box->left, box->right, top - BAR_WIDTH, top};
    }
    double left = box->right + BAR_GAP;
    return (struct frame){left, left + BAR_WIDTH, box->bottom, box->top};
}

/* Labels, names and notes of both axes. */
static void place_axes(struct layout *layout, struct text *script, const struct plane *plane,
                       const struct plane_page *page)
{
    const struct frame *box = &page->box;
    struct axis_line x1 = line_of_x1(box), x2 = line_of_x2(box);
    double width = text_width_enhanced(axis_name), middle = 0.5 * (box->left + box->right);
    double side = box->left - beside_box(plane, box->top - box->bottom);
    double below = NOTE_BELOW + (page->note_below ? NOTE_LEADING : 0);
    double bar = has_note(&plane->f) && !page->bar_lies ? box->right + BAR_GAP : layout->width;

    layout_add_labels(layout, &plane->x1, &x1);
    layout_add_labels(layout, &plane->x2, &x2);
    gnuplot_variable(script, "x2", "_name_x", side);
    layout_add_formula(layout, TEXT_CENTER, middle, box->bottom - BELOW_LABELS, NAME_SIZE, width);
    layout_add_formula(layout, TEXT_CENTER, side, 0.5 * (box->bottom + box->top), NAME_SIZE, width);
    place_note(layout, script, "x1", &plane->x1, TEXT_RIGHT,
               fmin(fmax(box->right, note_length(&plane->x1) + APART), layout->width - APART),
               box->bottom - below);
    place_note(layout, script, "x2", &plane->x2, TEXT_LEFT,
               fmax(APART, fmin(box->left, bar - APART - note_length(&plane->x2))),
               box->top + NOTE_ABOVE);
}

/* Where the rows above the box begin: the notes are below them. */
struct plane_top {
    double middle, y;
};

/* Everything except heading and legend, which get `rows` points above the box. */
static struct plane_top place_plane(struct layout *layout, struct text *script, struct plane *plane,
                                    double rows)
{
    struct plane_page page = choose_page(layout, plane, rows);
    struct frame bar = bar_of(&page);
    struct plane_top top = {0.5 * (page.box.left + page.box.right), page.box.top};

    gnuplot_axis(script, "x1", &plane->x1);
    gnuplot_axis(script, "x2", &plane->x2);
    layout->plane = page.box;
    layout_define_frame(script, "box", &page.box);
    gnuplot_variable(script, "box", "_width", page.box.right - page.box.left);
    gnuplot_variable(script, "box", "_height", page.box.top - page.box.bottom);
    gnuplot_variable(script, "plot", "_middle", top.middle);
    place_color_bar(layout, script, plane, &bar, page.bar_lies);
    place_axes(layout, script, plane, &page);
    layout_place_title(layout, script, top.middle);
    if (has_note(&plane->x2) || (has_note(&plane->f) && !page.bar_lies))
        top.y += NOTE_LEADING;
    return top;
}

void plane_place_contour(struct layout *layout, struct text *script, struct plane *plane)
{
    struct plane_top top = place_plane(layout, script, plane, 0);

    layout_place_heading(layout, script, top.middle, top.y + 22, plane->heading);
}

/* The height of the line of an animation. */
#define FRAME_TEXT_LEADING 18.0

static double frame_text_height(const struct plane *plane)
{
    return plane->moves ? FRAME_TEXT_LEADING : 0;
}

/* Places the line of an animation directly above the box, if it has one, and moves the parts above
 * it up. */
static void place_frame_text(struct layout *layout, struct text *script, const struct plane *plane,
                             struct plane_top *top)
{
    if (!plane->moves)
        return;
    frame_text_place(layout, script, plane->subject, top->middle, top->y + 14);
    top->y += FRAME_TEXT_LEADING;
}

void plane_place_path(struct layout *layout, struct text *script, struct plane *plane)
{
    struct plane_top top = place_plane(layout, script, plane, frame_text_height(plane));

    place_frame_text(layout, script, plane, &top);
    layout_place_heading(layout, script, top.middle, top.y + 41, plane->heading);
    legend_place_path(layout, script, plane->subject->trajectory->count - 1, &plane->marks,
                      top.middle, top.y + 16);
}

/* All figures of this page reserve the space of a legend's first row. */
void plane_place_paths(struct layout *layout, struct text *script, struct plane *plane)
{
    struct legend legend = legend_of_paths(layout, plane->subject, &plane->marks);
    double rows = LEGEND_LEADING * (double)(legend.rows - 1);
    struct plane_top top = place_plane(layout, script, plane, rows + frame_text_height(plane));

    place_frame_text(layout, script, plane, &top);
    layout_place_heading(layout, script, top.middle, top.y + 41 + rows, plane->heading);
    legend_place(layout, script, &legend, plane->subject, &plane->marks, top.middle,
                 top.y + 24 + rows);
}

void plane_place_items(struct layout *layout, struct text *script, struct plane *plane, size_t rows,
                       double *middle, double *y)
{
    double more = LEGEND_LEADING * (double)(rows - 1);
    struct plane_top top = place_plane(layout, script, plane, more);

    layout_place_heading(layout, script, top.middle, top.y + 41 + more, plane->heading);
    *middle = top.middle;
    *y = top.y + 16 + more;
}

/* ---- Panels in the plane --------------------------------------------------------------------- */

/* The space above a panel, for its name. */
#define PANEL_NAME 20.0

struct path_panels {
    size_t columns, rows;
    double width, height, gap_x, gap_y; /* of a box, and between boxes */
    struct frame all;                   /* around all boxes */
    bool bar_lies;
};

/* Whether there is a row of notes above the panels. */
static bool has_notes_above(const struct plane *plane, bool bar_lies)
{
    return has_note(&plane->x2) || (has_note(&plane->f) && !bar_lies);
}

/* The area for the panels, with space around it for everything else, in points. */
static struct frame around_panels(const struct layout *layout, const struct plane *plane,
                                  bool bar_lies)
{
    double widest = layout_points(LABEL_SIZE, axis_widest_label(&plane->x2));
    double notes = has_notes_above(plane, bar_lies) ? NOTE_LEADING : 0;
    double beside = BAR_GAP + BAR_WIDTH + layout_beside_bar(&plane->f) + BAR_MARGIN;

    return (struct frame){.left = BESIDE_AXIS + widest + APART + 10 + NAME_MARGIN,
                          .right = layout->width - (bar_lies ? BOX_MARGIN : beside),
                          .bottom = BELOW_NAMES + (bar_lies ? BAR_WIDTH + BELOW_NAMES : 0),
                          .top = layout->height - 60 - layout_title_height(layout) - notes -
                                 PANEL_NAME};
}

/* The number of columns that makes the boxes the largest, in the middle of the area. */
static struct path_panels divide_area(const struct frame *area, const struct plane *plane)
{
    double widest = layout_points(LABEL_SIZE, axis_widest_label(&plane->x1));
    size_t count = plane->subject->result_count;
    struct path_panels best = {.columns = 1, .rows = count};

    for (size_t columns = 1; columns <= count; columns++) {
        struct path_panels p = {.columns = columns,
                                .rows = (count + columns - 1) / columns,
                                .gap_x = fmax(16, widest + APART),
                                .gap_y = PANEL_NAME + 8};
        double more_x = (double)(p.columns - 1) * p.gap_x, more_y = (double)(p.rows - 1) * p.gap_y;
        p.width = (area->right - area->left - more_x) / (double)p.columns;
        p.height = (area->top - area->bottom - more_y) / (double)p.rows;
        if (p.width < 20 || p.height < 20)
            continue;
        shape_box(plane, 1, &p.width, &p.height);
        if (p.width * p.height <= best.width * best.height)
            continue;
        double width = (double)p.columns * p.width + more_x;
        double height = (double)p.rows * p.height + more_y;
        p.all.left = 0.5 * (area->left + area->right - width);
        p.all.bottom = 0.5 * (area->bottom + area->top - height);
        p.all.right = p.all.left + width;
        p.all.top = p.all.bottom + height;
        best = p;
    }
    return best;
}

static struct frame panel_box_of(const struct path_panels *panels, size_t i)
{
    size_t column = i % panels->columns, row = i / panels->columns;
    double left = panels->all.left + (double)column * (panels->width + panels->gap_x);
    double top = panels->all.top - (double)row * (panels->height + panels->gap_y);

    return (struct frame){left, left + panels->width, top - panels->height, top};
}

static struct path_panels fit_path_panels(const struct layout *layout, struct plane *plane,
                                          bool bar_lies)
{
    struct path_panels panels = {.columns = 1};

    for (int i = 0; i < 3; i++) {
        struct frame area = around_panels(layout, plane, bar_lies);
        panels = divide_area(&area, plane);
        struct frame box = panel_box_of(&panels, 0);
        struct axis_line x1 = line_of_x1(&box), x2 = line_of_x2(&box);
        axis_line_fit(&x1, &plane->x1, 10);
        axis_line_fit(&x2, &plane->x2, 0);
    }
    panels.bar_lies = bar_lies;
    return panels;
}

/* The color bar is horizontal, below the panels, if that allows much larger ones. */
static struct path_panels find_path_panels(const struct layout *layout, struct plane *plane)
{
    struct plane other = *plane;
    struct path_panels upright = fit_path_panels(layout, plane, false);
    struct path_panels lying = fit_path_panels(layout, &other, true);

    if (lying.width * lying.height < LARGER_BOX * upright.width * upright.height)
        return upright;
    *plane = other;
    return lying;
}

static struct frame bar_of_path_panels(const struct path_panels *panels)
{
    const struct frame *all = &panels->all;
    double left = all->right + BAR_GAP, top = all->bottom - BELOW_NAMES;

    if (panels->bar_lies)
        return (struct frame){all->left, all->right, top - BAR_WIDTH, top};
    return (struct frame){left, left + BAR_WIDTH, all->bottom, all->top};
}

/* The names above the boxes, in a smaller font if the longest does not fit. */
static void place_panel_names(struct layout *layout, struct text *script, const struct plane *plane,
                              const struct path_panels *panels)
{
    const struct figure_subject *subject = plane->subject;
    double longest = 0;

    for (size_t i = 0; i < subject->result_count; i++)
        longest = fmax(longest, layout_label_points(subject->results[i].label));
    double size =
        LABEL_SIZE * fmin(1, (panels->width + fmin(panels->gap_x, BAR_GAP) - 22) / longest);
    size = floor(100 * size) / 100;
    gnuplot_variable(script, "panel", "_name_size", size);
    for (size_t i = 0; i < subject->result_count; i++) {
        struct frame box = panel_box_of(panels, i);
        const char *name = subject->results[i].label;
        layout_add_text(layout, TEXT_LEFT, box.left + 14, box.top + 10, size,
                        text_width(name, strlen(name)));
    }
}

/* Labels below the last box of each column and next to the first one of each row; the names of the
 * axes and the notes around all boxes. */
static void place_panel_axes(struct layout *layout, struct text *script, const struct plane *plane,
                             const struct path_panels *panels)
{
    const struct frame *all = &panels->all;
    size_t count = plane->subject->result_count;
    double width = text_width_enhanced(axis_name);
    double widest = layout_points(LABEL_SIZE, axis_widest_label(&plane->x2));
    double side = all->left - BESIDE_AXIS - widest - APART - 10;

    for (size_t i = 0; i < count; i++) {
        struct frame box = panel_box_of(panels, i);
        struct axis_line x1 = line_of_x1(&box), x2 = line_of_x2(&box);
        if (i + panels->columns >= count)
            layout_add_labels(layout, &plane->x1, &x1);
        if (i % panels->columns == 0)
            layout_add_labels(layout, &plane->x2, &x2);
    }
    gnuplot_variable(script, "x2", "_name_x", side);
    layout_add_formula(layout, TEXT_CENTER, 0.5 * (all->left + all->right),
                       all->bottom - BELOW_LABELS, NAME_SIZE, width);
    layout_add_formula(layout, TEXT_CENTER, side, 0.5 * (all->bottom + all->top), NAME_SIZE, width);
    place_note(layout, script, "x1", &plane->x1, TEXT_RIGHT, all->right, all->bottom - NOTE_BELOW);
    place_note(layout, script, "x2", &plane->x2, TEXT_LEFT, all->left,
               all->top + PANEL_NAME + NOTE_ABOVE);
}

void plane_place_path_panels(struct layout *layout, struct text *script, struct plane *plane)
{
    struct figure_subject no_paths = {.result_count = 0};
    struct path_panels panels = find_path_panels(layout, plane);
    struct frame bar = bar_of_path_panels(&panels);
    double middle = 0.5 * (panels.all.left + panels.all.right);
    double top =
        panels.all.top + PANEL_NAME + (has_notes_above(plane, panels.bar_lies) ? NOTE_LEADING : 0);

    gnuplot_axis(script, "x1", &plane->x1);
    gnuplot_axis(script, "x2", &plane->x2);
    layout_define_frame(script, "box", &panels.all);
    gnuplot_variable(script, "box", "_width", panels.width);
    gnuplot_variable(script, "box", "_height", panels.height);
    text_appendf(script, "panel_columns = %zu\n", panels.columns);
    gnuplot_variable(script, "panel", "_gap_x", panels.gap_x);
    gnuplot_variable(script, "panel", "_gap_y", panels.gap_y);
    gnuplot_variable(script, "plot", "_middle", middle);
    place_color_bar(layout, script, plane, &bar, panels.bar_lies);
    place_panel_names(layout, script, plane, &panels);
    place_panel_axes(layout, script, plane, &panels);
    layout_place_title(layout, script, middle);
    layout_place_heading(layout, script, middle, top + 41, plane->heading);
    struct legend legend = legend_of_paths(layout, &no_paths, &plane->marks);
    legend_place(layout, script, &legend, &no_paths, &plane->marks, middle, top + 24);
}

/* ---- Surfaces -------------------------------------------------------------------------------- */

struct view {
    struct surface_view box;
    double side, middle, height;     /* a side of the floor; the center of the box */
    double f_name, x1_name, x2_name; /* from the edges of the box, outwards, as fractions of a
                                      * side */
    double bar_left;
    bool bar_lies;
};

/* A side on a page of 640x480 points. Distances from the box given as fractions of it are the same
 * on pages of all sizes. */
#define USUAL_SIDE 263.0

static double box_width(const struct view *view)
{
    return VIEW_BOX_WIDTH * view->side;
}

static double box_height(const struct view *view)
{
    return view_box_height(&view->box) * view->side;
}

/* The projection of a point, given relative to the center of the box in units of its sides. */
static double seen_x(const struct view *view, double part1, double part2)
{
    return view->middle + view->side * view_project(&view->box, part1, part2, 0).x;
}

static double seen_y(const struct view *view, double part1, double part2, double part_f)
{
    return view->height + view->side * view_project(&view->box, part1, part2, part_f).y;
}

/* A line of labels from one end of an axis to the other, in units of the box's sides. */
static struct axis_line seen_line(const struct view *view, const double from[3], const double to[3],
                                  enum text_anchor anchor)
{
    return (struct axis_line){.x0 = seen_x(view, from[0], from[1]),
                              .y0 = seen_y(view, from[0], from[1], from[2]),
                              .x1 = seen_x(view, to[0], to[1]),
                              .y1 = seen_y(view, to[0], to[1], to[2]),
                              .anchor = anchor};
}

/* The positions and distances are those of surface_box.gp. */
static void seen_lines(const struct view *view, struct axis_line lines[3])
{
    double reach = USUAL_SIDE / view->side, along = 0.03 * reach;
    double out = 0.5 + 0.0575 / view->box.sine * reach, beside = 0.5 + 0.06 * reach;
    double out1 = 0.5 + 0.866 * 13 / view->side, out2 = 0.5 + 0.5 * 13 / view->side;

    lines[0] = seen_line(view, (double[]){along - 0.5, -out, -0.5},
                         (double[]){along + 0.5, -out, -0.5}, TEXT_CENTER);
    lines[1] =
        seen_line(view, (double[]){beside, -0.5, -0.5}, (double[]){beside, 0.5, -0.5}, TEXT_LEFT);
    lines[2] =
        seen_line(view, (double[]){-out1, -out2, -0.5}, (double[]){-out1, -out2, 0.5}, TEXT_RIGHT);
}

/* The frame of a name with the note of its axis below it, if there is one. */
static struct frame name_frame(const struct axis *axis, double x, double y)
{
    double name = layout_points(NAME_SIZE, text_width_enhanced(axis_name));
    double half = 0.5 * fmax(name, note_length(axis)), below = has_note(axis) ? NOTE_LEADING : 0;

    return (struct frame){x - half, x + half, y - 9 - below, y + 9};
}

/* Moves the name of an axis outwards, by `step` on the page per point of distance, until it is
 * clear of the labels on the floor: returns the distance in points, at least `least`. */
static double clear_of_labels(const struct plane *plane, const struct axis_line lines[3],
                              const struct axis *axis, const double from[2], const double step[2],
                              double least)
{
    double far = least;

    for (int moves = 0; moves < 80; moves++, far += 2) {
        struct frame name = name_frame(axis, from[0] + far * step[0], from[1] + far * step[1]);
        if (!axis_line_meets(&lines[0], &plane->x1, &name, 5) &&
            !axis_line_meets(&lines[1], &plane->x2, &name, 5))
            break;
    }
    return far;
}

static void place_names(const struct plane *plane, struct view *view)
{
    struct axis_line lines[3];
    double x2_least = 25.08 + layout_points(LABEL_SIZE, axis_widest_label(&plane->x2));

    seen_lines(view, lines);
    const double x1[2] = {seen_x(view, 0, -0.5), seen_y(view, 0, -0.5, -0.5)};
    const double x2[2] = {seen_x(view, 0.5, 0), seen_y(view, 0.5, 0, -0.5)};
    view->x1_name =
        clear_of_labels(plane, lines, &plane->x1, x1, (double[]){-0.5, -0.8660254 * view->box.sine},
                        0.25 * USUAL_SIDE) /
        view->side;
    view->x2_name = clear_of_labels(plane, lines, &plane->x2, x2,
                                    (double[]){0.8660254, -0.5 * view->box.sine}, x2_least) /
                    view->side;
    view->f_name = (31.87 + layout_points(LABEL_SIZE, axis_widest_label(&plane->f))) / view->side;
}

/* The space around the box, in points. */
struct surroundings {
    double left, right, bottom, top;
};

static struct surroundings surroundings_of(const struct layout *layout, const struct plane *plane,
                                           const struct view *view, double rows)
{
    double f_label = layout_points(LABEL_SIZE, axis_widest_label(&plane->f));
    double x1_label = layout_points(LABEL_SIZE, axis_widest_label(&plane->x1));
    double x2_label = layout_points(LABEL_SIZE, axis_widest_label(&plane->x2));
    double x1_far = view->x1_name * view->side, x2_far = view->x2_name * view->side;
    struct frame x1 = name_frame(&plane->x1, 0, 0), x2 = name_frame(&plane->x2, 0, 0);
    double sine = view->box.sine;
    struct surroundings around = {.left = 55.87 + f_label,
                                  .right = 19.07 + x2_label,
                                  .bottom = 40,
                                  .top = 44 + layout_title_height(layout) + rows};

    around.left = fmax(around.left, 16 + 0.5 * x1_label);
    around.left = fmax(around.left, 8 + x1.right + 0.5 * x1_far - 0.433 * view->side);
    around.left = fmax(around.left, 21 + note_length(&plane->f));
    around.right = fmax(around.right, 8 + x2.right + 0.866 * x2_far - 0.25 * view->side);
    around.bottom =
        fmax(around.bottom, 8 - x1.bottom + sine * (0.866 * x1_far - 0.25 * view->side));
    around.bottom = fmax(around.bottom, 8 - x2.bottom + sine * (0.5 * x2_far - 0.433 * view->side));
    return around;
}

/* Below the box, for a horizontal bar: its length as a fraction of the box's width. */
#define LYING_BAR 0.8

/* As large as the page allows. */
static void fit_view(const struct layout *layout, const struct plane *plane, double rows,
                     struct view *view)
{
    struct surroundings around = surroundings_of(layout, plane, view, rows);
    double bar_space = view->bar_lies ? 0 : BAR_WIDTH + layout_beside_bar(&plane->f) + 24;
    double bottom = around.bottom + (view->bar_lies ? BAR_WIDTH + BELOW_NAMES : 0);
    double room_x = layout->width - around.left - around.right - bar_space;
    double room_y = layout->height - around.top - bottom;

    view->side = fmin(room_x / VIEW_BOX_WIDTH, room_y / view_box_height(&view->box));
    /* Box and bar share the remaining width, but stay close together on a wide page. */
    double spare = room_x - box_width(view);
    double apart = view->bar_lies ? 0 : spare > 80 ? 40 : 0.5 * spare;
    view->middle = 0.5 * (spare - apart) + around.left + 0.5 * box_width(view);
    view->height = 0.5 * (bottom + layout->height - around.top);
    view->bar_left = view->middle + 0.5 * box_width(view) + around.right + apart;
}

/* Fits the labels of the axes to the box, and the box to the space that they leave. */
static struct view find_view(const struct layout *layout, struct plane *plane, double rows,
                             bool bar_lies)
{
    struct view view = {.box = view_for_shape(plane->subject->view_shape),
                        .side = USUAL_SIDE,
                        .bar_lies = bar_lies};
    struct axis_line lines[3];

    for (int i = 0; i < 4; i++) {
        place_names(plane, &view);
        fit_view(layout, plane, rows, &view);
        seen_lines(&view, lines);
        axis_line_fit(&lines[0], &plane->x1, 6);
        axis_line_fit(&lines[1], &plane->x2, 6);
        axis_line_fit(&lines[2], &plane->f, 0);
    }
    place_names(plane, &view);
    return view;
}

/* The color bar is horizontal, below the box, if that allows a much larger box. */
static struct view choose_view(const struct layout *layout, struct plane *plane, double rows)
{
    struct plane other = *plane;
    struct view upright = find_view(layout, plane, rows, false);
    struct view lying = find_view(layout, &other, rows, true);

    if (lying.side < 1.1 * upright.side)
        return upright;
    *plane = other;
    return lying;
}

static void define_view(struct text *script, const struct view *view)
{
    gnuplot_variable(script, "view", "_elevation", view->box.elevation);
    gnuplot_variable(script, "view", "_sine", view->box.sine);
    gnuplot_variable(script, "view", "_cosine", view->box.cosine);
    gnuplot_variable(script, "z", "_scale", view->box.height);
    gnuplot_variable(script, "side", "", view->side);
    gnuplot_variable(script, "reach", "", USUAL_SIDE / view->side);
    gnuplot_variable(script, "plot", "_middle", view->middle);
    gnuplot_variable(script, "view", "_height", view->height);
    gnuplot_variable(script, "x1", "_name_out", view->x1_name);
    gnuplot_variable(script, "x2", "_name_out", view->x2_name);
    gnuplot_variable(script, "f", "_name_out", view->f_name);
    gnuplot_variable(script, "note", "_below", NOTE_LEADING);
}

static void add_box_labels(struct layout *layout, const struct plane *plane,
                           const struct view *view)
{
    struct axis_line lines[3];

    seen_lines(view, lines);
    layout_add_labels(layout, &plane->x1, &lines[0]);
    layout_add_labels(layout, &plane->x2, &lines[1]);
    layout_add_labels(layout, &plane->f, &lines[2]);
}

/* The notes of x1 and x2 are below their names, that of f is above its labels. */
static void add_box_names(struct layout *layout, const struct plane *plane, const struct view *view)
{
    double width = text_width_enhanced(axis_name);
    double x1_x = seen_x(view, 0, -0.5 - view->x1_name);
    double x1_y = seen_y(view, 0, -0.5 - view->x1_name, -0.5);
    double x2_x = seen_x(view, 0.5 + view->x2_name, 0);
    double x2_y = seen_y(view, 0.5 + view->x2_name, 0, -0.5);
    double f1 = -0.5 - 0.866 * view->f_name, f2 = -0.5 - 0.5 * view->f_name;
    double out1 = 0.5 + 0.866 * 13 / view->side, out2 = 0.5 + 0.5 * 13 / view->side;

    layout_add_formula(layout, TEXT_CENTER, x1_x, x1_y, NAME_SIZE, width);
    layout_add_formula(layout, TEXT_CENTER, x2_x, x2_y, NAME_SIZE, width);
    layout_add_upright(layout, seen_x(view, f1, f2), seen_y(view, f1, f2, 0), NAME_SIZE,
                       text_width_enhanced(GNUPLOT_F_NAME));
    if (has_note(&plane->x1))
        layout_add_formula(layout, TEXT_CENTER, x1_x, x1_y - NOTE_LEADING, LABEL_SIZE,
                           axis_note_width(&plane->x1));
    if (has_note(&plane->x2))
        layout_add_formula(layout, TEXT_CENTER, x2_x, x2_y - NOTE_LEADING, LABEL_SIZE,
                           axis_note_width(&plane->x2));
    if (has_note(&plane->f))
        layout_add_formula(layout, TEXT_RIGHT, seen_x(view, -out1, -out2),
                           seen_y(view, -out1, -out2, 0.5) + NOTE_LEADING, LABEL_SIZE,
                           axis_note_width(&plane->f));
}

static struct frame bar_of_view(const struct view *view, double bottom)
{
    if (view->bar_lies)
        return (struct frame){view->middle - 0.5 * LYING_BAR * box_width(view),
                              view->middle + 0.5 * LYING_BAR * box_width(view), bottom,
                              bottom + BAR_WIDTH};
    return (struct frame){view->bar_left, view->bar_left + BAR_WIDTH,
                          view->height - 0.29 * box_height(view),
                          view->height + 0.29 * box_height(view)};
}

/* Everything except the heading and the legend, which gets this many points at the top. */
static struct view place_surface(struct layout *layout, struct text *script, struct plane *plane,
                                 double rows)
{
    struct view view = choose_view(layout, plane, rows);
    struct surroundings around = surroundings_of(layout, plane, &view, rows);
    double bottom = view.height - 0.5 * box_height(&view) - around.bottom - BAR_WIDTH;
    struct frame bar = bar_of_view(&view, bottom);

    gnuplot_axis(script, "x1", &plane->x1);
    gnuplot_axis(script, "x2", &plane->x2);
    define_view(script, &view);
    place_color_bar(layout, script, plane, &bar, view.bar_lies);
    add_box_labels(layout, plane, &view);
    add_box_names(layout, plane, &view);
    layout_place_title(layout, script, view.middle);
    return view;
}

void plane_place_surface(struct layout *layout, struct text *script, struct plane *plane)
{
    struct view view = place_surface(layout, script, plane, 0);

    layout_place_heading(layout, script, view.middle, view.height + 0.5 * box_height(&view) + 21,
                         plane->heading);
}

void plane_place_surface_paths(struct layout *layout, struct text *script, struct plane *plane)
{
    struct legend legend = legend_of_paths(layout, plane->subject, &plane->marks);
    double rows = LEGEND_LEADING * (double)legend.rows;
    struct view view = place_surface(layout, script, plane, rows);
    double top = view.height + 0.5 * box_height(&view);

    layout_place_heading(layout, script, view.middle, top + 23 + rows, plane->heading);
    legend_place(layout, script, &legend, plane->subject, &plane->marks, view.middle,
                 top + 5 + rows);
}

/* ---- Many surfaces --------------------------------------------------------------------------- */

/* The space around the box of a panel: its name above, the labels of the axes below. */
#define PANEL_ABOVE 24.0
#define PANEL_BELOW 20.0
#define PANEL_APART 12.0

/* From the panels to the center of the notes of the axes below them. */
#define NOTES_BELOW 12.0

struct panels {
    struct surface_view view;
    size_t columns;
    double left, top, width, height; /* of the first one */
    double side;                     /* of the floor of a box */
    double beside[2];                /* left and right of the box, for the labels of the axes */
    double label_size, name_size;    /* font sizes: of the axis labels, and of the panel's name */
};

/* The font size at which the longest name fits. */
static double panel_name_size(const struct panels *panels, const struct figure_subject *subject)
{
    double longest = 0;

    for (size_t i = 0; i < subject->result_count; i++) {
        const char *name = subject->results[i].label;
        longest = fmax(longest, layout_points(LABEL_SIZE, text_width(name, strlen(name))));
    }
    return fmin(panels->label_size, LABEL_SIZE * (panels->width - 10) / longest);
}

/* The position of a value on its axis, from -0.5 to 0.5. */
static double axis_part(const struct axis *axis, double value)
{
    return (value - axis->min) / (axis->max - axis->min) - 0.5;
}

/* The number of columns that makes the boxes the largest, close to one another, in the middle of
 * the area. */
static struct panels find_panels(const struct frame *area, const struct plane *plane,
                                 double label_size)
{
    struct panels best = {.columns = 1,
                          .label_size = label_size,
                          .view = view_for_shape(plane->subject->panel_shape)};
    double box = view_box_height(&best.view);
    size_t count = plane->subject->result_count;
    double width = area->right - area->left, height = area->top - area->bottom;
    double beside[] = {0.8 * label_size + layout_points(label_size, axis_widest_label(&plane->x1)),
                       label_size + layout_points(label_size, axis_widest_label(&plane->x2))};

    for (size_t columns = 1; columns <= count; columns++) {
        size_t rows = (count + columns - 1) / columns;
        struct panels p = {.columns = columns,
                           .width = width / (double)columns,
                           .height = height / (double)rows,
                           .beside = {beside[0], beside[1]},
                           .label_size = label_size,
                           .view = best.view};
        p.side = fmin((p.width - beside[0] - beside[1]) / VIEW_BOX_WIDTH,
                      (p.height - PANEL_ABOVE - PANEL_BELOW) / box);
        if (p.side > best.side)
            best = p;
    }
    size_t rows = (count + best.columns - 1) / best.columns;
    best.width = fmin(best.width, VIEW_BOX_WIDTH * best.side + beside[0] + beside[1] + PANEL_APART);
    best.height = fmin(best.height, box * best.side + PANEL_ABOVE + PANEL_BELOW + PANEL_APART);
    best.left = area->left + 0.5 * (width - (double)best.columns * best.width);
    best.top = area->top - 0.5 * (height - (double)rows * best.height);
    return best;
}

/* Whether the names of the axes fit between the labels, which are to the left of x1, and one below
 * the other to the right of x2. */
static bool labels_fit(const struct panels *panels, const struct plane *plane)
{
    double size = panels->label_size;
    double name = layout_points(size, text_width_enhanced(axis_name)), sine = panels->view.sine;

    for (size_t i = 0; i < plane->x1.label_count; i++) {
        double part = axis_part(&plane->x1, plane->x1.labels[i].value);
        double label = part > 0 ? layout_points(size, plane->x1.labels[i].width) : 0;
        if (0.866 * fabs(part) * panels->side < label + 0.5 * name + 1.2 * size)
            return false;
    }
    for (size_t i = 0; i < plane->x2.label_count; i++)
        if (sine * 0.866 * fabs(axis_part(&plane->x2, plane->x2.labels[i].value)) * panels->side <
            1.8 * size)
            return false;
    return true;
}

/* With labels small enough to fit at the box. */
static struct panels fit_panels(const struct frame *area, const struct plane *plane)
{
    struct panels panels = find_panels(area, plane, LABEL_SIZE);

    for (double size = LABEL_SIZE; size > 5 && !labels_fit(&panels, plane); size -= 0.5)
        panels = find_panels(area, plane, size);
    panels.name_size = panel_name_size(&panels, plane->subject);
    return panels;
}

/* From the left edge of a panel to the center of its box, and from the upper edge. */
static double panel_middle(const struct panels *panels)
{
    return 0.5 * (panels->width + panels->beside[0] - panels->beside[1]);
}

static double panel_box(const struct panels *panels)
{
    return 0.5 * (PANEL_ABOVE + panels->height - PANEL_BELOW);
}

static double panel_name(const struct panels *panels)
{
    return panel_box(panels) - 0.5 * view_box_height(&panels->view) * panels->side - 10;
}

/* The first and the last label of an axis, and its name. */
static void add_panel_axis(struct layout *layout, const struct axis *axis, const struct view *view,
                           double size, bool is_x1)
{
    enum text_anchor anchor = is_x1 ? TEXT_RIGHT : TEXT_LEFT;
    struct axis_line line = seen_line(view, (double[]){is_x1 ? -0.5 : 0.5, -0.5, -0.5},
                                      (double[]){0.5, is_x1 ? -0.5 : 0.5, -0.5}, anchor);
    double x = (is_x1 ? -0.2 : 0.6) * size, y = (is_x1 ? -1.1 : -0.5) * size;

    for (size_t i = 0; i < axis->label_count; i++) {
        const struct axis_label *label = &axis->labels[i];
        layout_add_formula(layout, anchor, axis_line_x(&line, axis, label->value) + x,
                           axis_line_y(&line, axis, label->value) + y, size, label->width);
    }
    layout_add_formula(layout, is_x1 ? TEXT_CENTER : TEXT_LEFT,
                       0.5 * (line.x0 + line.x1) + (is_x1 ? -1 : 1) * size,
                       0.5 * (line.y0 + line.y1) + (is_x1 ? -1.3 : -0.6) * size, size,
                       text_width_enhanced(axis_name));
}

/* Places and distances are those of surface_panels.gp. */
static void add_panel(struct layout *layout, const struct plane *plane, const struct panels *panels,
                      size_t index)
{
    const char *name = plane->subject->results[index].label;
    size_t row = index / panels->columns;
    double top = panels->top - (double)row * panels->height;
    struct view view = {.box = panels->view,
                        .side = panels->side,
                        .middle = panels->left + panel_middle(panels) +
                                  (double)(index % panels->columns) * panels->width,
                        .height = top - panel_box(panels)};

    layout_add_text(layout, TEXT_CENTER, view.middle + 0.5 * panels->width - panel_middle(panels),
                    top - panel_name(panels), panels->name_size, text_width(name, strlen(name)));
    add_panel_axis(layout, &plane->x1, &view, panels->label_size, true);
    add_panel_axis(layout, &plane->x2, &view, panels->label_size, false);
}

static void define_panels(struct text *script, const struct panels *panels)
{
    text_appendf(script, "panel_columns = %zu\n", panels->columns);
    gnuplot_variable(script, "panel", "_left", panels->left);
    gnuplot_variable(script, "panel", "_top", panels->top);
    gnuplot_variable(script, "panel", "_width", panels->width);
    gnuplot_variable(script, "panel", "_height", panels->height);
    gnuplot_variable(script, "panel", "_name", panel_name(panels));
    gnuplot_variable(script, "panel", "_name_size", panels->name_size);
    gnuplot_variable(script, "panel", "_label_size", panels->label_size);
    gnuplot_variable(script, "panel", "_middle", panel_middle(panels));
    gnuplot_variable(script, "panel", "_box", panel_box(panels));
}

/* Below all panels, the notes of both axes. */
static void place_panel_notes(struct layout *layout, struct text *script, const struct plane *plane,
                              double middle, double y)
{
    const struct axis *axes[] = {&plane->x1, &plane->x2};
    double width = 0;

    gnuplot_variable(script, "notes", "_x", middle);
    gnuplot_variable(script, "notes", "_y", y);
    for (size_t i = 0; i < 2; i++)
        if (has_note(axes[i]))
            width += text_width_enhanced(axis_name) + text_width(":  ", 3) +
                     axis_note_width(axes[i]) + (width > 0 ? text_width(",   ", 4) : 0);
    if (width > 0)
        layout_add_formula(layout, TEXT_CENTER, middle, y, LABEL_SIZE, width);
}

/* Next to the panels, or below them and the notes, which get this many points. */
static struct frame bar_of_panels(const struct panels *panels, double rows, double notes, bool lies)
{
    double width = (double)panels->columns * panels->width, height = rows * panels->height;
    double length = lies ? LYING_BAR * width : fmin(300, 0.6 * height);
    double middle = panels->left + 0.5 * width, center = panels->top - 0.5 * height;
    double right = panels->left + width, bottom = panels->top - height - notes;

    if (lies)
        return (struct frame){middle - 0.5 * length, middle + 0.5 * length, bottom - 10 - BAR_WIDTH,
                              bottom - 10};
    return (struct frame){right + BAR_GAP, right + BAR_GAP + BAR_WIDTH, center - 0.5 * length,
                          center + 0.5 * length};
}

void plane_place_surface_panels(struct layout *layout, struct text *script, struct plane *plane)
{
    axis_keep_ends(&plane->x1);
    axis_keep_ends(&plane->x2);
    /* The legend has no paths: the panels have their names. */
    struct figure_subject no_paths = {.result_count = 0};
    struct legend legend = legend_of_paths(layout, &no_paths, &plane->marks);
    size_t count = plane->subject->result_count;
    bool bar_lies = view_panels_above_bar(layout->width, layout->height);
    double bar_space = BAR_GAP + BAR_WIDTH + layout_beside_bar(&plane->f) + 20;
    double notes = has_note(&plane->x1) || has_note(&plane->x2) ? 18 : 0;
    struct frame area = {.left = 12,
                         .right = layout->width - (bar_lies ? 12 : bar_space),
                         .bottom = notes + 10 + (bar_lies ? BAR_WIDTH + BELOW_NAMES + 10 : 0),
                         .top = layout->height - layout_title_height(layout) - 44 -
                                LEGEND_LEADING * (double)legend.rows};
    struct panels panels = fit_panels(&area, plane);
    double rows = ceil((double)count / (double)panels.columns);
    struct view view = {.box = panels.view,
                        .side = panels.side,
                        .middle = 0.5 * (area.left + area.right),
                        .height = panels.top - 0.5 * rows * panels.height};
    struct frame bar = bar_of_panels(&panels, rows, notes, bar_lies);

    gnuplot_axis(script, "x1", &plane->x1);
    gnuplot_axis(script, "x2", &plane->x2);
    define_view(script, &view);
    define_panels(script, &panels);
    place_panel_notes(layout, script, plane, view.middle,
                      panels.top - rows * panels.height - NOTES_BELOW);
    place_color_bar(layout, script, plane, &bar, bar_lies);
    for (size_t i = 0; i < count; i++)
        add_panel(layout, plane, &panels, i);
    layout_place_title(layout, script, view.middle);
    layout_place_heading(layout, script, view.middle,
                         panels.top + 22 + LEGEND_LEADING * (double)legend.rows, plane->heading);
    legend_place(layout, script, &legend, &no_paths, &plane->marks, view.middle,
                 panels.top + 4 + LEGEND_LEADING * (double)legend.rows);
}
