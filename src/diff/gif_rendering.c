#include "diff/gif_rendering.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"
#include "diff/pixel_compare.h"
#include "image/gif_reader.h"

#define ROWS_BETWEEN_CHECKS 256

static const char *const side_names[2] = {"baseline", "candidate"};

struct gif_job {
    struct gif_reader readers[2];
    const struct gif_rendering_settings *settings;
    double limit;         /* distance of two colors */
    unsigned char *boxed; /* for each pixel of the row, whether it is in a box */
    struct rendering *rendering;
};

static void mark_boxes(struct gif_job *job, size_t y)
{
    size_t width = job->readers[0].width;
    const struct text_boxes *boxes = job->settings->boxes;

    memset(job->boxed, 0, width);
    for (size_t i = 0; i < boxes->count; i++) {
        const struct text_box *box = &boxes->list[i];
        if (y < box->top || y - box->top >= box->height || box->left >= width)
            continue;
        size_t left = width - box->left;
        memset(job->boxed + box->left, 1, box->width < left ? box->width : left);
    }
}

/* Compares row y of both pages in their current state; false, with a report, at the first
 * difference.
 */
static bool compare_row(struct gif_job *job, size_t frame, size_t y)
{
    size_t width = job->readers[0].width, at = 4 * y * width;
    struct pixel_window window = {
        .layout = PIXEL_RGBA8, .width = width, .height = job->readers[0].height, .y = y};
    const unsigned char *a = job->readers[0].pixels + at, *b = job->readers[1].pixels + at;

    if (memcmp(a, b, 4 * width) == 0)
        return true;
    mark_boxes(job, y);
    window.a[PIXEL_WINDOW / 2] = a;
    window.b[PIXEL_WINDOW / 2] = b;
    for (size_t x = 0; x < width; x++)
        if (!job->boxed[x] && memcmp(a + 4 * x, b + 4 * x, 4) != 0 &&
            pixel_distance(&window, x) > job->limit) {
            job->rendering->same = false;
            snprintf(job->rendering->reason, sizeof job->rendering->reason,
                     "frame %zu differs at %zu,%zu", frame, x, y);
            return false;
        }
    return true;
}

static bool refuse(struct gif_job *job, const char *format, const char *name, const char *why)
{
    job->rendering->same = false;
    snprintf(job->rendering->reason, sizeof job->rendering->reason, format, name, why);
    return false;
}

static bool is_permitted(struct gif_job *job)
{
    for (int side = 0; side < 2; side++)
        if (job->readers[side].refusal != NULL)
            return refuse(job, "%s: %s", side_names[side], job->readers[side].refusal);
    return true;
}

static bool compare_pages(struct gif_job *job, size_t frame, const struct gif_page pages[2])
{
    if (pages[0].ended != pages[1].ended)
        return refuse(job, "%s%s", "the number of frames differs", "");
    if (pages[0].ended) {
        if (job->readers[0].loops != job->readers[1].loops)
            return refuse(job, "%s%s", "the number of repetitions differs", "");
        return true;
    }
    if (pages[0].centiseconds == pages[1].centiseconds)
        return true;
    job->rendering->same = false;
    snprintf(job->rendering->reason, sizeof job->rendering->reason,
             "the delay of frame %zu differs", frame);
    return false;
}

/* Outside of the regions that the frames may have changed, the pages were compared before. */
static enum status compare_rows(struct gif_job *job, size_t frame, const struct gif_page pages[2],
                                struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t y = 0; y < job->readers[0].height && status == STATUS_OK; y++) {
        bool changed = false;
        for (int side = 0; side < 2; side++)
            changed = changed || (y >= pages[side].top && y - pages[side].top < pages[side].height);
        if (y % ROWS_BETWEEN_CHECKS == 0)
            status = interrupt_check(job->settings->interrupt_fd, error);
        if (status == STATUS_OK && changed && !compare_row(job, frame, y))
            return STATUS_OK;
    }
    return status;
}

static enum status compare_frames(struct gif_job *job, struct error *error)
{
    struct gif_page pages[2];

    for (size_t frame = 1;; frame++) {
        for (int side = 0; side < 2; side++) {
            enum status status = gif_reader_next(&job->readers[side], job->settings->interrupt_fd,
                                                 &pages[side], error);
            if (status == STATUS_BAD_INPUT)
                error_prefix(error, status, "%s", side_names[side]);
            if (status != STATUS_OK)
                return status;
        }
        if (!is_permitted(job) || !compare_pages(job, frame, pages) || pages[0].ended)
            return STATUS_OK;
        enum status status = compare_rows(job, frame, pages, error);
        if (status != STATUS_OK || !job->rendering->same)
            return status;
    }
}

/* The distance between a transparent pixel and the color behind it would be 0. */
static double limit_of(const struct gif_rendering_settings *settings)
{
    double threshold = settings->threshold;

    return threshold == 0 ? -1 : threshold * threshold * PIXEL_COMPARE_LARGEST;
}

enum status gif_rendering(const struct rendering_image images[2],
                          const struct gif_rendering_settings *settings,
                          struct rendering *rendering, struct error *error)
{
    struct gif_job job = {
        .settings = settings, .limit = limit_of(settings), .rendering = rendering};
    enum status status = STATUS_OK;

    *rendering = (struct rendering){.same = true};
    for (int side = 0; side < 2 && status == STATUS_OK; side++) {
        status =
            gif_reader_open(&job.readers[side], images[side].bytes, images[side].length, error);
        if (status == STATUS_BAD_INPUT)
            error_prefix(error, status, "%s", side_names[side]);
    }
    if (status == STATUS_OK && is_permitted(&job)) {
        job.boxed = malloc(job.readers[0].width);
        if (job.boxed == NULL)
            status = error_out_of_memory(error);
        else if (job.readers[0].width != job.readers[1].width ||
                 job.readers[0].height != job.readers[1].height)
            refuse(&job, "%s%s", "the size differs", "");
        else if (text_boxes_cover_most(settings->boxes, job.readers[0].width,
                                       job.readers[0].height))
            refuse(&job, "%s%s", "the text boxes in the script cover more than half of the image",
                   "");
        else
            status = compare_frames(&job, error);
    }
    free(job.boxed);
    gif_reader_close(&job.readers[0]);
    gif_reader_close(&job.readers[1]);
    return status;
}
