#include "plot/thumbnails.h"

#include <math.h>
#include <stdio.h>

/* Of most thumbnails: a smaller page is laid out at this size and scaled down. */
#define SMALL_WIDTH 480
#define SMALL_HEIGHT 360

void thumbnail_suffix(const struct problem *problem, char suffix[THUMBNAIL_SUFFIX])
{
    snprintf(suffix, THUMBNAIL_SUFFIX, "-%s", problem->name);
}

void thumbnails_init(struct thumbnails *thumbnails)
{
    const struct figure *row = figure_of_thumbnails();

    for (size_t i = 0; i < problem_count; i++) {
        char suffix[THUMBNAIL_SUFFIX];
        thumbnail_suffix(&problems[i], suffix);
        snprintf(thumbnails->names[i], sizeof thumbnails->names[i], "%s%s", row->name, suffix);
        thumbnails->figures[i] = *row;
        thumbnails->figures[i].name = thumbnails->names[i];
        thumbnails->figures[i].problem = &problems[i];
        thumbnails->figures[i].frames = NULL;
    }
}

struct figure_settings thumbnail_settings(const struct figure_settings *settings)
{
    struct figure_settings small = *settings;

    small.width = fmax(fmin(SMALL_WIDTH, settings->width), floor(0.5 * settings->width));
    small.height = fmax(fmin(SMALL_HEIGHT, settings->height), floor(0.5 * settings->height));
    small.title = "";
    return small;
}
