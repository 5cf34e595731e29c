#include "plot/plane_layout.h"

#include <math.h>
#include <string.h>

#include "plot/gnuplot_text.h"
#include "plot/legend_layout.h"
#include "plot/text_width.h"

/* The color bar next to the box. */
#define BAR_GAP 20.0
#define BAR_WIDTH 14.0

static const char axis_name[] = "x_{/*0.8 1}"; /* or 2: digits are equally wide */

/* The steps of the axes are known only now. */
static void define_axes(struct text *script, const struct plane *plane)
{
    gnuplot_axis(script, "x1", &plane->x1);
    gnuplot_axis(script, "x2", &plane->x2);
    gnuplot_axis(script, "f", &plane->f);
}

static void place_heading(struct layout *layout, struct text *script, const struct plane *plane,
                          double x, double y)
{
    gnuplot_variable(script, "heading", "_x", x);
    gnuplot_variable(script, "heading", "_y", y);
    layout_add_formula(layout, TEXT_CENTER, x, y, HEADING_SIZE, plane->heading);
}

static void place_color_bar(struct layout *layout, struct text *script, const struct plane *plane,
                            const struct frame *bar)
{
    layout_place_color_bar(layout, script, bar, &plane->f, true,
                           text_width_enhanced(GNUPLOT_F_NAME));
}

/* ---- In the plane ---------------------------------------------------------------------------- */

/* Equal scales on both axes, unless one is many times as long as the other and would make the box a
 * thin strip. As large as the page allows, with space for more rows above. */
static struct frame find_box(const struct layout *layout, const struct plane *plane, double rows)
{
    double left = 40 + DIGIT_WIDTH * plane->x2.characters;
    double right = BAR_GAP + BAR_WIDTH + 34 + DIGIT_WIDTH * plane->f.characters;
    double bottom = 52, top = 60 + layout_title_height(layout) + rows;
    double shape = (plane->x1.max - plane->x1.min) / (plane->x2.max - plane->x2.min);

    shape = fmax(0.25, fmin(shape, 4));
    double height = layout->height - bottom - top, width = height * shape;
    if (width > layout->width - left - right) {
        width = layout->width - left - right;
        height = width / shape;
    }
    struct frame box = {.left = left + (layout->width - left - right - width) / 2,
                        .bottom = bottom + (layout->height - bottom - top - height) / 2};
    box.right = box.left + width;
    box.top = box.bottom + height;
    return box;
}

/* Labels and names of both axes. */
static void add_axes(struct layout *layout, const struct plane *plane, const struct frame *box)
{
    struct axis_line x1 = {.x0 = box->left,
                           .y0 = box->bottom - BELOW_AXIS,
                           .x1 = box->right,
                           .y1 = box->bottom - BELOW_AXIS,
                           .anchor = TEXT_CENTER};
    struct axis_line x2 = {.x0 = box->left - BESIDE_AXIS,
                           .y0 = box->bottom,
                           .x1 = box->left - BESIDE_AXIS,
                           .y1 = box->top,
                           .anchor = TEXT_RIGHT};
    double width = text_width_enhanced(axis_name);

    layout_add_labels(layout, &plane->x1, &x1);
    layout_add_labels(layout, &plane->x2, &x2);
    layout_add_formula(layout, TEXT_CENTER, 0.5 * (box->left + box->right), box->bottom - 36,
                       NAME_SIZE, width);
    layout_add_formula(layout, TEXT_CENTER, box->left - 25 - DIGIT_WIDTH * plane->x2.characters,
                       0.5 * (box->bottom + box->top), NAME_SIZE, width);
}

/* Everything except the legend, which gets this many points above the box. */
static struct frame place_plane(struct layout *layout, struct text *script, struct plane *plane,
                                double rows)
{
    struct frame box = find_box(layout, plane, rows);
    struct frame bar = {.left = box.right + BAR_GAP,
                        .right = box.right + BAR_GAP + BAR_WIDTH,
                        .bottom = box.bottom,
                        .top = box.top};
    double middle = 0.5 * (box.left + box.right);

    axis_thin(&plane->x1, box.right - box.left, 10);
    define_axes(script, plane);
    layout_define_frame(script, "box", &box);
    gnuplot_variable(script, "plot", "_middle", middle);
    place_color_bar(layout, script, plane, &bar);
    add_axes(layout, plane, &box);
    layout_place_title(layout, script, middle);
    return box;
}

void plane_place_contour(struct layout *layout, struct text *script, struct plane *plane)
{
    struct frame box = place_plane(layout, script, plane, 0);

    place_heading(layout, script, plane, 0.5 * (box.left + box.right), box.top + 22);
}

/* With a name longer than Adam's, the heading needs the whole width of a narrow page. */
void plane_place_path(struct layout *layout, struct text *script, struct plane *plane)
{
    struct frame box = place_plane(layout, script, plane, 0);
    double middle = 0.5 * (box.left + box.right);
    bool wide = strlen(plane->optimizer) > 4 && layout->width < 560;

    place_heading(layout, script, plane, wide ? 0.5 * layout->width : middle, box.top + 41);
    legend_place_path(layout, script, plane->subject->trajectory->count - 1, plane->minima, middle,
                      box.top + 16);
}

/* All figures of this page reserve the space of a legend's first row. */
void plane_place_paths(struct layout *layout, struct text *script, struct plane *plane)
{
    struct legend legend = legend_of_paths(layout, plane->subject, plane->minima);
    double rows = LEGEND_LEADING * (double)(legend.rows - 1);
    struct frame box = place_plane(layout, script, plane, rows);
    double middle = 0.5 * (box.left + box.right);

    place_heading(layout, script, plane, middle, box.top + 41 + rows);
    legend_place(layout, script, &legend, plane->subject, plane->minima, middle,
                 box.top + 24 + rows);
}

/* ---- Surfaces -------------------------------------------------------------------------------- */

/* A box with a square floor and a height of Z_SCALE sides, seen from 30 degrees above the horizon
 * and rotated by 60 degrees: in the image, it is 1.366 sides wide and 0.683 + 0.866 Z_SCALE sides
 * high. */
#define Z_SCALE 0.95

struct view {
    double side, middle, height; /* a side of the floor; the center of the box */
};

static double box_width(const struct view *view)
{
    return 1.366 * view->side;
}

static double box_height(const struct view *view)
{
    return (0.683 + 0.866 * Z_SCALE) * view->side;
}

/* The projection of a point, given relative to the center of the box in units of its sides. */
static double seen_x(const struct view *view, double part1, double part2)
{
    return view->middle + view->side * (0.8660254 * part1 + 0.5 * part2);
}

static double seen_y(const struct view *view, double part1, double part2, double part_f)
{
    return view->height +
           view->side * (0.4330127 * part2 - 0.25 * part1 + 0.8660254 * Z_SCALE * part_f);
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

static struct view find_view(const struct layout *layout, const struct plane *plane, double rows,
                             double *bar_left)
{
    double bottom = 40, top = 44 + layout_title_height(layout) + rows;
    double left = 58 + DIGIT_WIDTH * plane->f.characters;
    double right = 26 + DIGIT_WIDTH * plane->x2.characters;
    double bar_space = BAR_WIDTH + 46 + DIGIT_WIDTH * plane->f.characters;
    double room = layout->width - left - right - bar_space;
    struct view view = {
        .side = fmin(room / 1.366, (layout->height - top - bottom) / (0.683 + 0.866 * Z_SCALE))};

    /* Box and bar share the remaining width, but stay close together on a wide page. */
    double spare = layout->width - left - box_width(&view) - right - bar_space;
    double apart = spare > 80 ? 40 : 0.5 * spare;
    view.middle = 0.5 * (spare - apart) + left + 0.5 * box_width(&view);
    view.height = 0.5 * (bottom + layout->height - top);
    *bar_left = view.middle + 0.5 * box_width(&view) + right + apart;
    return view;
}

static void define_view(struct text *script, const struct view *view)
{
    gnuplot_variable(script, "z", "_scale", Z_SCALE);
    gnuplot_variable(script, "side", "", view->side);
    gnuplot_variable(script, "plot", "_middle", view->middle);
    gnuplot_variable(script, "view", "_height", view->height);
}

/* The positions and distances are those of surface_box.gp. */
static void add_box_labels(struct layout *layout, const struct plane *plane,
                           const struct view *view)
{
    double out1 = 0.5 + 0.866 * 13 / view->side, out2 = 0.5 + 0.5 * 13 / view->side;
    struct axis_line x1 = seen_line(view, (double[]){-0.47, -0.615, -0.5},
                                    (double[]){0.53, -0.615, -0.5}, TEXT_CENTER);
    struct axis_line x2 =
        seen_line(view, (double[]){0.56, -0.5, -0.5}, (double[]){0.56, 0.5, -0.5}, TEXT_LEFT);
    struct axis_line f =
        seen_line(view, (double[]){-out1, -out2, -0.5}, (double[]){-out1, -out2, 0.5}, TEXT_RIGHT);

    layout_add_labels(layout, &plane->x1, &x1);
    layout_add_labels(layout, &plane->x2, &x2);
    layout_add_labels(layout, &plane->f, &f);
}

static void add_box_names(struct layout *layout, const struct plane *plane, const struct view *view)
{
    double x2_far = 0.5 + (32 + DIGIT_WIDTH * plane->x2.characters) / view->side;
    double f_far = (34 + DIGIT_WIDTH * plane->f.characters) / view->side;
    double f1 = -0.5 - 0.866 * f_far, f2 = -0.5 - 0.5 * f_far;
    double width = text_width_enhanced(axis_name);

    layout_add_formula(layout, TEXT_CENTER, seen_x(view, 0, -0.75), seen_y(view, 0, -0.75, -0.5),
                       NAME_SIZE, width);
    layout_add_formula(layout, TEXT_CENTER, seen_x(view, x2_far, 0), seen_y(view, x2_far, 0, -0.5),
                       NAME_SIZE, width);
    layout_add_upright(layout, seen_x(view, f1, f2), seen_y(view, f1, f2, 0), NAME_SIZE,
                       text_width_enhanced(GNUPLOT_F_NAME));
}

/* Everything except the heading and the legend, which gets this many points at the top. */
static struct view place_surface(struct layout *layout, struct text *script, struct plane *plane,
                                 double rows)
{
    double bar_left;
    struct view view = find_view(layout, plane, rows, &bar_left);
    struct frame bar = {.left = bar_left,
                        .right = bar_left + BAR_WIDTH,
                        .bottom = view.height - 0.29 * box_height(&view),
                        .top = view.height + 0.29 * box_height(&view)};

    axis_thin(&plane->x1, 0.8 * view.side, 6);
    define_axes(script, plane);
    define_view(script, &view);
    place_color_bar(layout, script, plane, &bar);
    add_box_labels(layout, plane, &view);
    add_box_names(layout, plane, &view);
    layout_place_title(layout, script, view.middle);
    return view;
}

void plane_place_surface(struct layout *layout, struct text *script, struct plane *plane)
{
    struct view view = place_surface(layout, script, plane, 0);

    place_heading(layout, script, plane, view.middle, view.height + 0.5 * box_height(&view) + 21);
}

void plane_place_surface_paths(struct layout *layout, struct text *script, struct plane *plane)
{
    struct legend legend = legend_of_paths(layout, plane->subject, plane->minima);
    double rows = LEGEND_LEADING * (double)legend.rows;
    struct view view = place_surface(layout, script, plane, rows);
    double top = view.height + 0.5 * box_height(&view);

    place_heading(layout, script, plane, view.middle, top + 23 + rows);
    legend_place(layout, script, &legend, plane->subject, plane->minima, view.middle,
                 top + 5 + rows);
}
