#include "plot/figure_data.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"
#include "base/elementary.h"
#include "plot/grid.h"

/* Fraction of the range by which rounding may move a value out of it. */
#define ROUNDED 1e-6

struct figure_data_name figure_data_name(const struct figure_data *data,
                                         const struct figure_subject *subject)
{
    const char *extension = strrchr(data->name, '.');
    struct figure_data_name name;

    snprintf(name.string, sizeof name.string, "%.*s%s%s", (int)(extension - data->name), data->name,
             subject->suffix == NULL ? "" : subject->suffix, extension);
    return name;
}

int figure_data_digits(double min, double max)
{
    int digits = 7 + (int)ceil(elementary_log10(fmax(fabs(min), fabs(max)) / (max - min)));

    return digits < 9 ? 9 : digits > 17 ? 17 : digits;
}

void figure_data_append_place(struct text *data, const struct bounds *bounds, double x1, double x2)
{
    text_appendf(data, "%.*g %.*g ", figure_data_digits(bounds->min[0], bounds->max[0]), x1,
                 figure_data_digits(bounds->min[1], bounds->max[1]), x2);
}

/* The points of a loop, all with the same value. */
static void append_loop(struct text *data, const struct bounds *b, const struct point points[],
                        size_t count, double value)
{
    int digits[2] = {figure_data_digits(b->min[0], b->max[0]),
                     figure_data_digits(b->min[1], b->max[1])};
    char end[32];

    snprintf(end, sizeof end, " %.9g\n", value);
    for (size_t i = 0; i < count; i++) {
        text_appendf(data, "%.*g %.*g", digits[0], points[i].x1, digits[1], points[i].x2);
        text_append(data, end);
    }
    text_append(data, "\n");
}

void figure_data_append_level(struct text *data, const struct level_scale *scale, double f)
{
    int digits = figure_data_digits(scale->level_min, scale->level_max);
    double level = level_scale_level(scale, f);
    double room = ROUNDED * (scale->level_max - scale->level_min);
    char written[32];

    snprintf(written, sizeof written, "%.*g", digits, level);
    double shown = strtod(written, NULL);
    if (shown > scale->level_max && level - scale->level_max < room)
        text_appendf(data, "%.17g", scale->level_max);
    else if (shown < scale->level_min && scale->level_min - level < room)
        text_appendf(data, "%.17g", scale->level_min);
    else
        text_append(data, written);
}

/* ---- The bands ------------------------------------------------------------------------------- */

/* If the objective has no value in some region, the whole box is first painted in the color of such
 * regions. */
static void append_hole_ground(const struct figure_subject *subject, struct text *data)
{
    const struct bounds *b = &subject->bounds;
    const struct point corners[] = {{b->min[0], b->min[1]},
                                    {b->max[0], b->min[1]},
                                    {b->max[0], b->max[1]},
                                    {b->min[0], b->max[1]}};

    append_loop(data, b, corners, 4, 0);
}

static enum status append_bands(const struct figure_subject *subject,
                                const struct objective_map *map, int interrupt_fd,
                                struct text *data, struct error *error)
{
    enum status status = STATUS_OK;

    text_append(data, "# x1 x2 c\n");
    if (map->has_holes)
        append_hole_ground(subject, data);
    for (size_t i = 0; i < map->contours.loop_count && status == STATUS_OK; i++) {
        const struct contour_loop *loop = &map->contours.loops[i];
        if ((i > 0 || map->has_holes) && objective_map_begins_block(map, i))
            text_append(data, "\n");
        append_loop(data, &subject->bounds, map->contours.points + loop->first, loop->count,
                    loop->band < 0 ? 0 : ((double)loop->band + 0.5) / (double)map->bands);
        status = interrupt_check_at(i, interrupt_fd, error);
    }
    return status == STATUS_OK ? text_check(data, error) : status;
}

static enum status write_bands(const struct figure_subject *subject, int interrupt_fd,
                               struct text *data, struct error *error)
{
    return append_bands(subject, subject->map, interrupt_fd, data, error);
}

const struct figure_data figure_bands = {"bands.dat", true, write_bands};
const struct figure_data figure_zoom_bands = {"zoom_bands.dat", true, write_bands};

/* The image contains them once for each panel. */
#define PANEL_BANDS 16
#define FEW_PANEL_BANDS 12

size_t figure_data_panel_bands(const struct figure_subject *subject)
{
    const struct objective_map *map = subject->map;
    size_t bands = map->contours.point_count > OBJECTIVE_MAP_MANY ? FEW_PANEL_BANDS : PANEL_BANDS;

    return map->bands < bands ? map->bands : bands;
}

static enum status write_panel_bands(const struct figure_subject *subject, int interrupt_fd,
                                     struct text *data, struct error *error)
{
    return append_bands(subject, subject->panel_map, interrupt_fd, data, error);
}

const struct figure_data figure_panel_bands = {"band_panels.dat", true, write_panel_bands};
const struct figure_data figure_zoom_panel_bands = {"zoom_band_panels.dat", true,
                                                    write_panel_bands};
