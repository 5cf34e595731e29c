/* Verdicts on PNG images: by where they come from, if they say so, else by their pixels. */
#include <string.h>

#include "compare/provenance.h"
#include "compare/verdict.h"

/* A figure from the same source is another rendering of it as long as no more of its pixels are
 * changed, in percent. Other fonts or hinting move the labels: some 0.5 %. */
#define DEFAULT_MAX_SHARE 5.0

struct image_sources {
    struct provenance_part parts[2][PROVENANCE_MAX_PARTS];
    size_t count[2]; /* 0: the image does not say */
};

/* ---- Sources --------------------------------------------------------------------------------- */

static const struct provenance_part *find_part(const struct image_sources *sources, size_t side,
                                               const char *name)
{
    for (size_t i = 0; i < sources->count[side]; i++)
        if (strcmp(sources->parts[side][i].name, name) == 0)
            return &sources->parts[side][i];
    return NULL;
}

static bool is_same_part(const struct image_sources *sources, const struct provenance_part *part)
{
    const struct provenance_part *other = find_part(sources, 1, part->name);

    return other != NULL && strcmp(other->digest, part->digest) == 0;
}

/* Whether both name the same source; where a part has changed but passes, as data within the
 * tolerance do, what follows from it passes too. */
static bool has_same_source(const struct verdict_input *input, const struct comparison_file *file,
                            const struct image_sources *sources)
{
    if (sources->count[0] == 0 || sources->count[0] != sources->count[1])
        return false;
    for (size_t i = 0; i < sources->count[0]; i++) {
        const struct provenance_part *part = &sources->parts[0][i];
        const struct comparison_file *beside = verdict_sibling(input, file, part->name);
        bool passes = beside != NULL && beside->passes && beside->verdict != VERDICT_IDENTICAL &&
                      find_part(sources, 1, part->name) != NULL;
        if (!is_same_part(sources, part) && !passes)
            return false;
    }
    return true;
}

static void explain_parts(const struct verdict_input *input, struct comparison_file *file,
                          const struct image_sources *sources)
{
    for (size_t i = 0; i < sources->count[0]; i++) {
        const struct provenance_part *part = &sources->parts[0][i];
        const struct comparison_file *beside = verdict_sibling(input, file, part->name);
        if (is_same_part(sources, part))
            continue;
        if (beside != NULL && beside->verdict == VERDICT_CHANGED)
            verdict_explain_part(file, beside);
        else
            comparison_add_reason(file, "%s differs, which it was drawn from", part->name);
    }
    for (size_t i = 0; i < sources->count[1]; i++)
        if (find_part(sources, 0, sources->parts[1][i].name) == NULL)
            comparison_add_reason(file, "drawn from %s too", sources->parts[1][i].name);
}

static void explain_parameters(struct pair_difference *difference)
{
    json_t *parameters[2];
    struct error ignored = {""}; /* what is no JSON says nothing */

    for (size_t i = 0; i < 2; i++)
        json_diff_parse(&difference->png[i].parameters, &parameters[i], &ignored);
    verdict_explain_parameters(difference->file, parameters[0], parameters[1]);
    json_decref(parameters[0]);
    json_decref(parameters[1]);
}

/* ---- Pixels ---------------------------------------------------------------------------------- */

static bool is_other_size(const struct pair_difference *difference)
{
    return difference->png[0].width != difference->png[1].width ||
           difference->png[0].height != difference->png[1].height;
}

static size_t changed_pixels(const struct image_difference *image)
{
    return image->changed + image->outside;
}

static double changed_share(const struct image_difference *image)
{
    double all = (double)(image->compared + image->outside);

    return all == 0 ? 0 : 100 * (double)changed_pixels(image) / all;
}

/* Within the limits that the user gave, or the usual ones. */
static bool is_within_limits(const struct pair_settings *settings,
                             const struct image_difference *image, bool same_source)
{
    if (settings->pixels_given && changed_pixels(image) > settings->max_pixels)
        return false;
    if (settings->share_given && changed_share(image) > settings->max_share)
        return false;
    if (settings->pixels_given || settings->share_given)
        return true;
    return same_source ? changed_share(image) <= DEFAULT_MAX_SHARE : changed_pixels(image) == 0;
}

static void explain_size(struct pair_difference *difference)
{
    if (is_other_size(difference))
        comparison_add_reason(difference->file, "%zux%zu -> %zux%zu pixels",
                              difference->png[0].width, difference->png[0].height,
                              difference->png[1].width, difference->png[1].height);
}

static void explain_pixels(struct comparison_file *file)
{
    const struct image_difference *image = file->image;
    const struct cluster *largest = &image->clusters.kept[0];
    const char *places = image->clusters.count == 1 ? "place" : "places";

    if (image->changed > 0)
        comparison_add_reason(file,
                              "%zu of %zu pixels changed (%.2g %%) in %zu %s, most of them at "
                              "%zu,%zu in %zux%zu",
                              image->changed, image->compared,
                              100 * (double)image->changed / (double)image->compared,
                              image->clusters.count, places, largest->left, largest->top,
                              largest->width, largest->height);
    else if (image->different > 0)
        comparison_add_reason(
            file, "%zu of %zu pixels differ, none of them by more than the threshold%s",
            image->different, image->compared, image->antialiased > 0 ? " but smoothed edges" : "");
}

/* ---- Verdicts -------------------------------------------------------------------------------- */

static void explain_metadata(struct pair_difference *difference)
{
    static const char *const names[PNG_METADATA_KINDS] = {
        [PNG_METADATA_TEXT] = "texts",
        [PNG_METADATA_COLOR] = "the colour space",
        [PNG_METADATA_RESOLUTION] = "the resolution",
        [PNG_METADATA_TIME] = "the time",
        [PNG_METADATA_ANIMATION] = "further frames",
        [PNG_METADATA_OTHER] = "other chunks",
    };
    struct text list = {0};

    for (size_t i = 0; i < PNG_METADATA_KINDS; i++)
        if (difference->png[0].metadata[i] != difference->png[1].metadata[i])
            text_appendf(&list, "%s%s", list.length > 0 ? ", " : "", names[i]);
    if (list.length > 0)
        comparison_add_reason(difference->file, "other metadata: %s", text_string(&list));
    else
        comparison_add_reason(difference->file, "the same image data in other chunks");
    text_free(&list);
    if (strcmp(text_string(&difference->png[0].renderer),
               text_string(&difference->png[1].renderer)) != 0)
        verdict_explain_renderer(difference->file, text_string(&difference->png[0].renderer),
                                 text_string(&difference->png[1].renderer));
}

/* Further frames are pixels too, and were not compared. */
static bool has_other_frames(const struct pair_difference *difference)
{
    return difference->png[0].metadata[PNG_METADATA_ANIMATION] !=
           difference->png[1].metadata[PNG_METADATA_ANIMATION];
}

static void set_same(const struct verdict_input *input, struct pair_difference *difference)
{
    verdict_set(input, difference->file,
                has_other_frames(difference) ? VERDICT_CHANGED : VERDICT_SAME);
    if (difference->same_data || has_other_frames(difference))
        explain_metadata(difference);
    else if (difference->settings->region_count > 0)
        comparison_add_reason(difference->file, "the same pixels outside of what is ignored");
    else
        comparison_add_reason(difference->file, "the same pixels, stored in another way");
}

static void set_same_source(const struct verdict_input *input, struct pair_difference *difference)
{
    struct comparison_file *file = difference->file;
    bool within =
        !is_other_size(difference) && is_within_limits(difference->settings, file->image, true);

    verdict_set(input, file, within ? VERDICT_RENDERING : VERDICT_CHANGED);
    explain_size(difference);
    if (!within)
        comparison_add_reason(file, "the same source, but more pixels changed than another "
                                    "rendering would");
    verdict_explain_renderer(file, text_string(&difference->png[0].renderer),
                             text_string(&difference->png[1].renderer));
    explain_pixels(file);
}

static void set_by_pixels(const struct verdict_input *input, struct pair_difference *difference)
{
    bool within = !is_other_size(difference) &&
                  is_within_limits(difference->settings, difference->file->image, false);

    verdict_set(input, difference->file, within ? VERDICT_RENDERING : VERDICT_CHANGED);
    explain_size(difference);
    explain_pixels(difference->file);
}

enum status verdict_of_image(const struct verdict_input *input, struct pair_difference *difference,
                             struct error *error)
{
    struct comparison_file *file = difference->file;
    struct image_sources sources = {.count = {0, 0}};

    (void)error;
    for (size_t i = 0; i < 2; i++)
        sources.count[i] = provenance_parts(&difference->png[i].source, sources.parts[i]);
    bool same_pixels =
        difference->same_data || (!is_other_size(difference) && file->image->different == 0);
    if (same_pixels) {
        set_same(input, difference);
    } else if (has_same_source(input, file, &sources)) {
        set_same_source(input, difference);
    } else if (sources.count[0] == 0 || sources.count[1] == 0) {
        set_by_pixels(input, difference);
    } else {
        verdict_set(input, file, VERDICT_CHANGED);
        explain_parameters(difference);
        explain_size(difference);
        explain_parts(input, file, &sources);
        explain_pixels(file);
    }
    return STATUS_OK;
}
