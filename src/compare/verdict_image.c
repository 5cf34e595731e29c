/* Verdicts on images: by their sources if recorded, otherwise by pixels or bytes. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "compare/pair_file.h"
#include "compare/sources.h"
#include "compare/verdict.h"

/* ---- Sources --------------------------------------------------------------------------------- */

static void explain_parts(const struct verdict_input *input, struct comparison_file *file,
                          const struct sources *sources)
{
    const struct provenance_list *a = &sources->lists[0], *b = &sources->lists[1];

    for (size_t i = 0; i < a->count; i++) {
        const struct provenance_part *part = &a->parts[i];
        const struct comparison_file *source = verdict_source(input, file, part->name);
        if (sources_find(sources, 1, part->name) == NULL)
            comparison_add_reason(file, "source %s removed", part->name);
        else if (sources_same_part(sources, part))
            continue;
        else if (source != NULL && source->verdict == VERDICT_CHANGED)
            verdict_explain_part(file, source);
        else
            comparison_add_reason(file, "source %s differs", part->name);
    }
    for (size_t i = 0; i < b->count; i++)
        if (sources_find(sources, 0, b->parts[i].name) == NULL)
            comparison_add_reason(file, "new source %s", b->parts[i].name);
}

/* The provenance recorded in an image or its manifest. */
struct claims {
    struct sources sources;
    struct json_value parameters[2]; /* of the run; absent: not named */
    struct json_tree trees[2];       /* of parameters in chunks */
    bool unpublished[2];             /* the manifest lists the file without sources */
    bool are_other_sources;          /* both name sources, published or not, but other ones */
};

static void free_claims(struct claims *claims)
{
    json_tree_free(&claims->trees[0]);
    json_tree_free(&claims->trees[1]);
    free(claims);
}

/* The provenance recorded in a PNG. If it is invalid, that is noted, and the PNG has no source. */
static enum status read_chunks(const struct verdict_input *input,
                               const struct pair_difference *difference, size_t side,
                               struct claims *claims, struct error *error)
{
    const struct png_info *png = &difference->png[side];
    struct json_tree *tree = &claims->trees[side];
    enum status status = STATUS_OK;
    size_t line = 0;

    if (!provenance_parts(&png->source, &claims->sources.lists[side], &line))
        comparison_add_reason(
            difference->file,
            "%s: line %zu of its source is not 'DIGEST  NAME'; the source is ignored",
            comparison_sides[side], line);
    if (png->parameters.length > 0)
        status = json_tree_parse(png->parameters.data, png->parameters.length, input->account, tree,
                                 error);
    claims->parameters[side] = tree->root;
    if (status == STATUS_OK && tree->too_large)
        status = error_set(error, STATUS_BAD_INPUT, "too large");
    if (status != STATUS_BAD_INPUT)
        return status;
    comparison_add_reason(difference->file, "%s: its parameters cannot be read: %s",
                          comparison_sides[side], error->message);
    return STATUS_OK;
}

/* The entry of the manifest of the file's run, if it has the digest of this file; else absent.
 */
static enum status find_entry(const struct verdict_input *input, const struct comparison_file *file,
                              size_t side, struct json_value *entry, struct error *error)
{
    const struct verdict_run *run = verdict_run_of(input, file);
    char digest[DIGEST_SIZE];

    *entry = (struct json_value){NULL};
    if (run == NULL)
        return STATUS_OK;
    struct json_value named =
        provenance_file(&run->manifests[side], verdict_name_in_run(input, file, side));
    if (json_value_kind(named) == JSON_ABSENT)
        return STATUS_OK;
    enum status status = sources_own_digest(input, file, side, digest, error);
    if (status == STATUS_OK && strcmp(provenance_string(named, MANIFEST_FILE_DIGEST), digest) == 0)
        *entry = named;
    return status;
}

static enum status read_manifest(const struct verdict_input *input,
                                 const struct comparison_file *file, size_t side,
                                 struct claims *claims, struct error *error)
{
    struct json_value entry;
    enum status status = find_entry(input, file, side, &entry, error);

    if (status != STATUS_OK || json_value_kind(entry) == JSON_ABSENT)
        return status;
    const struct provenance_manifest *manifest = &verdict_run_of(input, file)->manifests[side];
    claims->parameters[side] = json_value_member(manifest->root, MANIFEST_PARAMETERS);
    return provenance_manifest_parts(manifest, entry, &claims->sources.lists[side], error);
}

/* A PNG names its sources even if they are not published, or no longer exist if it was kept from an
 * earlier run. Then the manifest has none for it, and it has no source, as if the chunk were
 * missing. */
static enum status forget_lost_source(const struct verdict_input *input,
                                      const struct comparison_file *file, size_t side,
                                      struct claims *claims, struct error *error)
{
    struct json_value entry;
    enum status status = find_entry(input, file, side, &entry, error);

    claims->unpublished[side] =
        status == STATUS_OK && json_value_kind(entry) != JSON_ABSENT &&
        json_value_kind(json_value_member(entry, MANIFEST_FILE_SOURCE)) == JSON_ABSENT;
    if (claims->unpublished[side])
        claims->sources.lists[side].count = 0;
    return status;
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

/* Whether the change is within the user's limits; without limits, no pixel may change. */
static bool is_within_limits(const struct pair_settings *settings,
                             const struct image_difference *image)
{
    if (settings->pixels_given && changed_pixels(image) > settings->max_pixels)
        return false;
    if (settings->share_given && changed_share(image) > settings->max_share)
        return false;
    return settings->pixels_given || settings->share_given || changed_pixels(image) == 0;
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
                              "%zu of %zu pixels changed (%s %%) in %zu %s, most of them at "
                              "%zu,%zu in %zux%zu",
                              image->changed, image->compared,
                              comparison_percent(image->changed, image->compared).string,
                              image->clusters.count, places, largest->left, largest->top,
                              largest->width, largest->height);
    else if (image->different > 0)
        comparison_add_reason(file, "%zu of %zu pixels differ, none by more than the threshold%s",
                              image->different, image->compared,
                              image->antialiased > 0 ? " except antialiased edges" : "");
}

/* ---- Verdicts -------------------------------------------------------------------------------- */

static bool has_other(const struct pair_difference *difference, enum png_metadata kind)
{
    return strcmp(difference->png[0].metadata[kind], difference->png[1].metadata[kind]) != 0;
}

/* Differences in metadata that affect how viewers show the same pixels; NULL: none. */
static const char *other_appearance(const struct pair_difference *difference)
{
    if (has_other(difference, PNG_METADATA_ANIMATION))
        return "an animated PNG whose frames after the first differ in their bytes; only the first "
               "is compared by pixels";
    if (has_other(difference, PNG_METADATA_COLOR))
        return "different color space: viewers may show different colors";
    if (has_other(difference, PNG_METADATA_CAMERA))
        return "different Exif data: viewers may rotate the image";
    return has_other(difference, PNG_METADATA_UNKNOWN)
               ? "different unknown chunks: viewers may show a different image"
               : NULL;
}

static void explain_metadata(struct pair_difference *difference)
{
    static const char *const names[PNG_METADATA_KINDS] = {
        [PNG_METADATA_TEXT] = "texts",
        [PNG_METADATA_RESOLUTION] = "the resolution",
        [PNG_METADATA_TIME] = "the time",
        [PNG_METADATA_OTHER] = "other chunks",
    };
    struct text list = {0};

    for (size_t i = 0; i < PNG_METADATA_KINDS; i++)
        if (names[i] != NULL && has_other(difference, (enum png_metadata)i))
            text_appendf(&list, "%s%s", list.length > 0 ? ", " : "", names[i]);
    if (list.length > 0)
        comparison_add_reason(difference->file, "different metadata: %s", text_string(&list));
    else if (other_appearance(difference) == NULL)
        comparison_add_reason(difference->file,
                              "the same image data, split into chunks differently");
    difference->file->incomplete = difference->file->incomplete || list.failed;
    text_free(&list);
    if (strcmp(text_string(&difference->png[0].renderer),
               text_string(&difference->png[1].renderer)) != 0)
        verdict_explain_renderer(difference->file, text_string(&difference->png[0].renderer),
                                 text_string(&difference->png[1].renderer));
}

static void set_same(const struct verdict_input *input, struct pair_difference *difference)
{
    verdict_set(input, difference->file, VERDICT_SAME);
    if (difference->same_data)
        explain_metadata(difference);
    else if (difference->settings->region_count > 0)
        comparison_add_reason(difference->file, "the same pixels outside of the ignored regions");
    else
        comparison_add_reason(difference->file, "the same pixels, stored differently");
}

static void set_by_pixels(const struct verdict_input *input, struct pair_difference *difference)
{
    bool within = !is_other_size(difference) &&
                  is_within_limits(difference->settings, difference->file->image);

    verdict_set(input, difference->file, within ? VERDICT_RENDERING : VERDICT_CHANGED);
    explain_size(difference);
    explain_pixels(difference->file);
}

/* Whether the image was drawn by the script from which the boxes were read. */
static bool has_text_boxes(const struct pair_difference *difference, const struct sources *sources)
{
    const struct provenance_list *list = &sources->lists[0];

    for (size_t i = 0; i < list->count; i++)
        if (*difference->script_digest != '\0' &&
            strcmp(list->parts[i].digest, difference->script_digest) == 0 &&
            sources_same_part(sources, &list->parts[i]))
            return true;
    return false;
}

/* The sources are the same and verified: only text may differ. */
static void set_same_source(const struct verdict_input *input, struct pair_difference *difference,
                            const struct sources *sources)
{
    struct comparison_file *file = difference->file;
    bool boxes = has_text_boxes(difference, sources);

    verdict_set(input, file, VERDICT_CHANGED);
    if (is_other_size(difference))
        comparison_add_reason(file, "the source is unchanged");
    else if (!boxes && !is_within_limits(difference->settings, file->image))
        comparison_add_reason(file,
                              "the source is unchanged, but its script records no text boxes");
    else if (boxes && file->image->beside_text > 0 &&
             !is_within_limits(difference->settings, file->image))
        comparison_add_reason(file,
                              "the source is unchanged, but %zu pixels changed outside of text",
                              file->image->beside_text);
    else
        verdict_set(input, file, VERDICT_RENDERING);
    verdict_explain_renderer(file, text_string(&difference->png[0].renderer),
                             text_string(&difference->png[1].renderer));
}

/* Whether the difference can be due to re-rendering: the same verified source and the same
 * parameters. If not, sets the verdict and adds reasons. */
static enum status check_source(const struct verdict_input *input,
                                struct pair_difference *difference, const struct claims *claims,
                                bool *same, struct error *error)
{
    struct comparison_file *file = difference->file;
    const struct sources *sources = &claims->sources;
    bool other_parameters;
    enum status status = verdict_explain_parameters(
        input, file, claims->parameters[0], claims->parameters[1], &other_parameters, error);

    *same = sources_claim_same(input, file, sources);
    if (!*same)
        explain_parts(input, file, sources);
    else if (status == STATUS_OK)
        status = sources_check(input, file, sources, same, error);
    *same = *same && !other_parameters;
    if (!*same)
        verdict_set(input, file, VERDICT_CHANGED);
    return status;
}

/* Reads the metadata of an image again, which were not kept. */
static enum status read_texts(const struct verdict_input *input, struct pair_difference *difference,
                              size_t side, struct error *error)
{
    struct png_info found = {0};
    uint64_t size;
    int file;
    enum status status = pair_file_open(difference->pair, side, &file, &size, error);

    if (status == STATUS_OK)
        status = png_info_read(file, input->interrupt_fd, &found, error);
    if (file >= 0)
        close(file);
    if (status == STATUS_BAD_INPUT)
        status = error_set(error, STATUS_FAILED, "%.255s: was changed during the comparison",
                           difference->file->name);
    png_info_free(&difference->png[side]);
    difference->png[side] = found;
    return status;
}

static bool name_other_sources(const struct verdict_input *input,
                               const struct comparison_file *file, const struct sources *sources)
{
    return sources->lists[0].count > 0 && sources->lists[1].count > 0 &&
           !sources_claim_same(input, file, sources);
}

/* ---- PNG ------------------------------------------------------------------------------------- */

static bool is_same_picture(const struct pair_difference *difference)
{
    return difference->same_data ||
           (!is_other_size(difference) && difference->file->image->different == 0);
}

static void explain_lost_sources(struct comparison_file *file, const struct claims *claims)
{
    if (claims->unpublished[0] || claims->unpublished[1])
        comparison_add_reason(file, ARTIFACT_MANIFEST " lists no sources for this image, so it is "
                                                      "judged by pixels");
}

static enum status set_png(const struct verdict_input *input, struct pair_difference *difference,
                           const struct claims *claims, struct error *error)
{
    struct comparison_file *file = difference->file;
    const struct provenance_list *lists = claims->sources.lists;
    bool same = false, other_parameters;
    enum status status = STATUS_OK;

    if (is_same_picture(difference)) {
        status = verdict_explain_parameters(input, file, claims->parameters[0],
                                            claims->parameters[1], &other_parameters, error);
        set_same(input, difference);
    } else if (lists[0].count == 0 || lists[1].count == 0) {
        set_by_pixels(input, difference);
        explain_lost_sources(file, claims);
        if (claims->are_other_sources)
            verdict_set(input, file, VERDICT_CHANGED);
    } else {
        status = check_source(input, difference, claims, &same, error);
        if (status == STATUS_OK && same)
            set_same_source(input, difference, &claims->sources);
        explain_size(difference);
        explain_pixels(file);
    }
    return status;
}

enum status verdict_of_image(const struct verdict_input *input, struct pair_difference *difference,
                             struct error *error)
{
    struct claims *claims = calloc(1, sizeof *claims);
    enum status status = STATUS_OK;

    if (claims == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = read_texts(input, difference, i, error);
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = read_chunks(input, difference, i, claims, error);
    claims->are_other_sources = name_other_sources(input, difference->file, &claims->sources);
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = forget_lost_source(input, difference->file, i, claims, error);
    if (status == STATUS_OK)
        status = set_png(input, difference, claims, error);
    const char *other = other_appearance(difference);
    if (status == STATUS_OK && other != NULL) {
        verdict_set(input, difference->file, VERDICT_CHANGED);
        comparison_add_first_reason(difference->file, "%s", other);
    }
    png_info_forget_texts(&difference->png[0]);
    png_info_forget_texts(&difference->png[1]);
    free_claims(claims);
    return status;
}

/* ---- SVG, PDF, GIF --------------------------------------------------------------------------- */

static enum status set_drawing(const struct verdict_input *input,
                               struct pair_difference *difference, const struct claims *claims,
                               struct error *error)
{
    struct comparison_file *file = difference->file;
    const struct provenance_list *lists = claims->sources.lists;
    enum verdict verdict = VERDICT_CHANGED;
    bool same = false;

    if (lists[0].count == 0 || lists[1].count == 0) {
        verdict_set(input, file, VERDICT_CHANGED);
        comparison_add_reason(file, "bytes differ, and no " ARTIFACT_MANIFEST
                                    " lists the sources of both");
        return STATUS_OK;
    }
    enum status status = check_source(input, difference, claims, &same, error);
    if (status != STATUS_OK || !same)
        return status;
    if (!difference->same_drawing)
        comparison_add_reason(file, "the source is unchanged, but the drawing differs: %s",
                              difference->other_drawing);
    else if (*difference->script_digest != '\0' && !has_text_boxes(difference, &claims->sources))
        comparison_add_reason(file,
                              "the script that records the text boxes is not one of its sources");
    else
        verdict = VERDICT_RENDERING;
    verdict_set(input, file, verdict);
    verdict_explain_renderers(input, file);
    return STATUS_OK;
}

enum status verdict_of_drawing(const struct verdict_input *input,
                               struct pair_difference *difference, struct error *error)
{
    struct claims *claims = calloc(1, sizeof *claims);
    enum status status = STATUS_OK;

    if (claims == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = read_manifest(input, difference->file, i, claims, error);
    if (status == STATUS_OK)
        status = set_drawing(input, difference, claims, error);
    free_claims(claims);
    return status;
}
