#include "run/output_names.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "plot/figure_data.h"
#include "plot/thumbnails.h"
#include "report/snippet.h"
#include "run/data_files.h"
#include "run/documents.h"
#include "run/image_format.h"

struct visitor {
    void (*visit)(const char *name, const char *kind, void *context);
    void *context;
};

static void visit_with_extension(const struct visitor *visitor, const char *name,
                                 const char *suffix, const char *extension, const char *kind)
{
    char file[256];

    snprintf(file, sizeof file, "%s%s.%s", name, suffix, extension);
    visitor->visit(file, kind, visitor->context);
}

static void visit_data(const struct visitor *visitor, const struct figure_form *form,
                       const struct figure_subject *subject)
{
    if (form == NULL)
        return;
    for (size_t i = 0; form->data[i] != NULL; i++)
        visitor->visit(figure_data_name(form->data[i], subject).string, ARTIFACT_KIND_DATA,
                       visitor->context);
    visit_data(visitor, form->steep, subject);
    visit_data(visitor, form->many, subject);
}

static void visit_images_and_scripts(const struct visitor *visitor, const struct figure *figure)
{
    static const char *const suffixes[] = {"", ARTIFACT_DARK_SUFFIX};

    for (size_t s = 0; s < 2; s++) {
        for (size_t i = 0; i < image_format_count; i++)
            if (!image_formats[i].animated)
                visit_with_extension(visitor, figure->name, suffixes[s], image_formats[i].name,
                                     image_formats[i].kind);
        visit_with_extension(visitor, figure->name, suffixes[s], "gp", ARTIFACT_KIND_SCRIPT);
        if (figure->frames == NULL)
            continue;
        visit_with_extension(visitor, figure->name, suffixes[s], image_format_animated()->name,
                             image_format_animated()->kind);
        visit_with_extension(visitor, figure->frames->name, suffixes[s], "gp",
                             ARTIFACT_KIND_SCRIPT);
    }
}

static void visit_snippet(const struct visitor *visitor, const struct snippet_language *language,
                          const struct figure *figure)
{
    visitor->visit(snippet_file_name(language, figure->name).string, ARTIFACT_KIND_SNIPPET,
                   visitor->context);
}

/* All files of a figure. */
static void visit_figure(const struct visitor *visitor, const struct figure *figure)
{
    char suffix[THUMBNAIL_SUFFIX] = "";

    if (figure->problem != NULL)
        thumbnail_suffix(figure->problem, suffix);
    const struct figure_subject subject = {.suffix = suffix};
    visit_data(visitor, figure->form, &subject);
    visit_data(visitor, figure->form_of_several, &subject);
    visit_images_and_scripts(visitor, figure);
    for (size_t i = 0; i < snippet_language_count; i++)
        visit_snippet(visitor, &snippet_languages[i], figure);
}

void output_names_for_each(void (*visit)(const char *name, const char *kind, void *context),
                           void *context)
{
    const struct visitor visitor = {.visit = visit, .context = context};
    struct thumbnails thumbnails;

    for (size_t i = 0; i < data_file_count; i++)
        visit(data_files[i].name, ARTIFACT_KIND_DATA, context);
    for (size_t i = 0; i < snippet_language_count; i++)
        visit(snippet_languages[i].file, ARTIFACT_KIND_SNIPPET, context);
    thumbnails_init(&thumbnails);
    for (size_t i = 0; i < figure_count; i++)
        visit_figure(&visitor, &figures[i]);
    for (size_t i = 0; i < problem_count; i++)
        visit_figure(&visitor, &thumbnails.figures[i]);
    for (size_t i = 0; i < document_name_count; i++)
        visit(document_names[i], ARTIFACT_KIND_DOCUMENT, context);
}

struct name_search {
    const char *name, *kind;
    int (*compare)(const char *a, const char *b);
};

static void compare_name(const char *name, const char *kind, void *context)
{
    struct name_search *search = context;

    if (search->compare(name, search->name) == 0)
        search->kind = kind;
}

static const char *find_kind(const char *name, int (*compare)(const char *a, const char *b))
{
    struct name_search search = {.name = name, .kind = NULL, .compare = compare};

    output_names_for_each(compare_name, &search);
    return search.kind;
}

static bool is_image(const char *kind)
{
    return kind != NULL &&
           (strcmp(kind, ARTIFACT_KIND_FIGURE) == 0 || strcmp(kind, ARTIFACT_KIND_ANIMATION) == 0);
}

const char *output_names_kind(const char *name, const char *images)
{
    const char *kind = find_kind(name, strcmp), *slash = strchr(name, '/');

    if (kind != NULL || slash == NULL || strlen(images) != (size_t)(slash - name) ||
        strncmp(name, images, strlen(images)) != 0)
        return kind;
    kind = find_kind(slash + 1, strcmp);
    return is_image(kind) ? kind : NULL;
}

bool output_names_is_of(const char *name, const struct figure *figure)
{
    struct name_search search = {.name = name, .kind = NULL, .compare = strcmp};
    const struct visitor visitor = {.visit = compare_name, .context = &search};

    for (size_t i = 0; i < snippet_language_count; i++)
        visit_snippet(&visitor, &snippet_languages[i], figure);
    search.name = file_base_name(name);
    visit_images_and_scripts(&visitor, figure);
    return search.kind != NULL;
}

/* ---- Directories ----------------------------------------------------------------------------- */

bool output_names_is_taken(const char *name)
{
    return strcasecmp(name, SNIPPET_DIRECTORY) == 0 || find_kind(name, strcasecmp) != NULL;
}

bool output_names_is_directory(const char *name, size_t length)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
    char directory[OUTPUT_NAMES_LONGEST_DIRECTORY + 1];

    if (length == 0 || length > OUTPUT_NAMES_LONGEST_DIRECTORY || strspn(name, allowed) < length ||
        strchr(".-", name[0]) != NULL || strchr(".-", name[length - 1]) != NULL)
        return false;
    memcpy(directory, name, length);
    directory[length] = '\0';
    return !output_names_is_taken(directory);
}
