#include "run/frames.h"

#include <math.h>
#include <stdlib.h>

/* The drawn path is within this distance of it, in points: the dots of
 * scripts/figures/path_legend.gp or the small marks of path_marks.gp, with their casings; and a
 * width in pixels for smooth edges. */
#define DOT_RADIUS 2.6
#define MARK_RADIUS 3.1
#define EDGE_PIXELS 1.0

static size_t longest(const struct figure_subject *subject)
{
    size_t count = 0;

    for (size_t i = 0; i < subject->result_count; i++)
        if (subject->results[i].trajectory->count > count)
            count = subject->results[i].trajectory->count;
    return count;
}

/* Whether a step is long enough for the data file of a path: see path_data.c. */
static bool moves(const struct figure_subject *subject, const double from[], const double to[])
{
    const struct bounds *bounds = &subject->bounds;

    for (size_t i = 0; i < 2; i++)
        if (!(fabs(to[i] - from[i]) < (bounds->max[i] - bounds->min[i]) * subject->tolerance))
            return true;
    return false;
}

/* Marks the iterations at which any path moves visibly, and returns their number. */
static size_t find_steps(const struct figure_subject *subject, size_t count, bool step[])
{
    size_t steps = 0;

    step[0] = true;
    for (size_t i = 0; i < subject->result_count; i++) {
        const struct trajectory *trajectory = subject->results[i].trajectory;
        const double *last = trajectory_point(trajectory, 0);
        for (size_t t = 1; t < trajectory->count; t++) {
            const double *x = trajectory_point(trajectory, t);
            if (!moves(subject, last, x))
                continue;
            step[t] = true;
            last = x;
        }
    }
    for (size_t t = 0; t < count; t++)
        steps += step[t];
    return steps;
}

/* frame[t]: the first frame that shows iteration t. Returns the number of frames. */
static size_t number_frames(const bool step[], size_t count, size_t steps, size_t frame[])
{
    size_t chosen[ANIMATION_MAX_FRAMES], seen = 0, k = 0;
    size_t frames = animation_frames(steps, chosen, ANIMATION_MAX_FRAMES);

    for (size_t t = 0; t < count; t++) {
        seen += step[t];
        while (k + 1 < frames && seen > chosen[k] + 1)
            k++;
        frame[t] = k;
    }
    return frames;
}

/* Counted from the upper left corner. */
static struct animation_point place(const struct figure_subject *subject,
                                    const struct animation_plan *plan, const struct frame *plane,
                                    const double x[])
{
    const struct bounds *b = &subject->bounds;

    return (struct animation_point){
        .x = plane->left +
             (plane->right - plane->left) * (x[0] - b->min[0]) / (b->max[0] - b->min[0]),
        .y = (double)plan->height - plane->bottom -
             (plane->top - plane->bottom) * (x[1] - b->min[1]) / (b->max[1] - b->min[1])};
}

static enum status add_path(struct frames *frames, size_t i, const struct figure_subject *subject,
                            const struct frame *plane, const size_t frame[], struct error *error)
{
    const struct trajectory *trajectory = subject->results[i].trajectory;
    struct animation_path *path = &frames->paths[i];

    path->points = malloc(trajectory->count * sizeof *path->points);
    if (path->points == NULL)
        return error_out_of_memory(error);
    for (size_t t = 0; t < trajectory->count; t++) {
        struct animation_point point =
            place(subject, &frames->plan, plane, trajectory_point(trajectory, t));
        point.frame = frame[t];
        if (isfinite(point.x) && isfinite(point.y))
            path->points[path->count++] = point;
    }
    return STATUS_OK;
}

/* Whole pixels, rounded like page_x() and page_y() in style.gp. */
static size_t in_pixels(const struct figure_script *script, double points)
{
    return (size_t)floor(points * script->scale + 0.5);
}

static void place_text(struct animation_plan *plan, const struct figure_script *script)
{
    const struct frame_text *from = &script->frame_text;
    struct animation_text *text = &plan->text;

    *text = (struct animation_text){.cells = from->cells,
                                    .characters = FRAME_TEXT_CHARACTERS,
                                    .y = plan->height - in_pixels(script, from->y),
                                    .half_width = 1 + in_pixels(script, from->half_width),
                                    .half_height = 1 + in_pixels(script, from->half_height)};
    for (size_t i = 0; i < from->cells; i++)
        text->x[i] = in_pixels(script, from->x[i]);
    for (size_t i = 0; i < FRAME_TEXT_CHARACTER_COUNT; i++)
        text->from_x[i] = in_pixels(script, from->from_x[i]);
}
_Static_assert(FRAME_TEXT_MAX_CELLS <= ANIMATION_MAX_CELLS &&
                   FRAME_TEXT_CHARACTER_COUNT <= ANIMATION_MAX_CHARACTERS,
               "enlarge animation_text");

/* The text of each frame: the last iteration that it shows. */
static void write_text(struct frames *frames, const struct figure_subject *subject,
                       const struct figure_script *script, const size_t frame[], size_t count)
{
    for (size_t t = 0; t < count; t++)
        if (t + 1 == count || frame[t + 1] != frame[t])
            frame_text_write(&script->frame_text, subject, t, frames->plan.text.frames[frame[t]]);
}

static enum status add_paths(struct frames *frames, const struct figure_subject *subject,
                             const struct figure_script *script, bool step[], size_t frame[],
                             struct error *error)
{
    size_t count = longest(subject), steps = find_steps(subject, count, step);
    enum status status = STATUS_OK;

    frames->plan.frames = number_frames(step, count, steps, frame);
    place_text(&frames->plan, script);
    write_text(frames, subject, script, frame, count);
    for (size_t i = 0; i < subject->result_count && status == STATUS_OK; i++)
        status = add_path(frames, i, subject, &script->plane, frame, error);
    return status;
}

enum status frames_plan(struct frames *frames, const struct figure_subject *subject,
                        const struct figure_settings *settings, const struct figure_script *script,
                        struct error *error)
{
    double reach = subject->result_count > 1 ? MARK_RADIUS : DOT_RADIUS;
    bool *step = calloc(longest(subject) + 1, sizeof *step);
    size_t *frame = calloc(longest(subject) + 1, sizeof *frame);
    enum status status;

    frames->plan =
        (struct animation_plan){.width = figure_pixels(settings->width, settings->scale),
                                .height = figure_pixels(settings->height, settings->scale),
                                .paths = frames->paths,
                                .path_count = subject->result_count,
                                .radius = reach * script->scale + EDGE_PIXELS};
    if (step == NULL || frame == NULL)
        status = error_out_of_memory(error);
    else
        status = add_paths(frames, subject, script, step, frame, error);
    free(step);
    free(frame);
    return status;
}

void frames_free(struct frames *frames)
{
    for (size_t i = 0; i < METHODS_MAX; i++)
        free(frames->paths[i].points);
    *frames = (struct frames){0};
}
