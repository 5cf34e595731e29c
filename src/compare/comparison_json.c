/* A comparison as JSON: comparison.json, and what index.html is made from. */
#include "compare/reports.h"

#include <jansson.h>
#include <math.h>

#include "base/escape.h"

/* Grows when a member gets another meaning or goes. The members are in the README. */
#define COMPARISON_SCHEMA 1

#define DIGITS JSON_REAL_PRECISION(17)

/* So many fields of a JSON file are listed. */
#define MOST_FIELDS 50

/* The functions that make JSON return NULL when there is no memory, and take such a NULL as an
 * argument and fail in turn. So one check at the end is enough. */

static json_t *whole(size_t number)
{
    return json_integer((json_int_t)number);
}

/* JSON has no infinity. */
static json_t *real(double number)
{
    return isfinite(number) ? json_real(number) : json_null();
}

static json_t *printable(const char *bytes)
{
    struct text text = {0};

    comparison_printable(&text, bytes);
    json_t *string = text.failed ? NULL : json_string(text_string(&text));
    text_free(&text);
    return string;
}

static json_t *printable_or_null(const char *bytes)
{
    return bytes == NULL ? json_null() : printable(bytes);
}

/* A file of the report's directory, as a reference from there. */
static json_t *reference(const char *name)
{
    struct text text = {0};

    if (name == NULL)
        return json_null();
    escape_link(&text, name);
    json_t *string = text.failed ? NULL : json_string(text_string(&text));
    text_free(&text);
    return string;
}

static json_t *side_of(const struct comparison_side *side)
{
    if (!side->there)
        return json_null();
    if (side->width == 0)
        return json_pack("{s:I}", "size", (json_int_t)side->size);
    return json_pack("{s:I, s:o, s:o}", "size", (json_int_t)side->size, "width", whole(side->width),
                     "height", whole(side->height));
}

static json_t *reasons_of(const struct comparison_file *file)
{
    json_t *array = json_array();

    for (size_t i = 0; i < file->reason_count; i++)
        json_array_append_new(array, json_string(file->reasons[i]));
    return array;
}

static json_t *clusters_of(const struct clusters *clusters)
{
    json_t *array = json_array();

    for (size_t i = 0; i < clusters->count && i < CLUSTERS_KEPT; i++) {
        const struct cluster *c = &clusters->kept[i];
        json_array_append_new(array,
                              json_pack("{s:o, s:o, s:o, s:o, s:o}", "x", whole(c->left), "y",
                                        whole(c->top), "width", whole(c->width), "height",
                                        whole(c->height), "pixels", whole(c->pixels)));
    }
    return array;
}

static json_t *image_of(const struct image_difference *image)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "compared",
                     whole(image->compared), "different", whole(image->different), "changed",
                     whole(image->changed), "antialiased", whole(image->antialiased), "moved",
                     whole(image->moved), "outside", whole(image->outside), "largest_distance",
                     real(image->largest), "cluster_count", whole(image->clusters.count),
                     "clusters", clusters_of(&image->clusters));
}

static json_t *cells_of(const struct table_difference *table)
{
    json_t *array = json_array();

    for (size_t i = 0; i < table->different && i < TABLE_DIFF_KEPT; i++) {
        const struct cell_difference *c = &table->first[i];
        json_array_append_new(array,
                              json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "row", whole(c->row),
                                        "line", whole(c->line), "column", whole(c->column), "name",
                                        printable(c->name), "baseline", printable(c->baseline),
                                        "candidate", printable(c->candidate)));
    }
    return array;
}

static json_t *table_of(const struct table_difference *table)
{
    return json_pack(
        "{s:[oo], s:[oo], s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "rows", whole(table->rows[0]),
        whole(table->rows[1]), "columns", whole(table->columns[0]), whole(table->columns[1]),
        "compared", whole(table->compared), "different", whole(table->different), "tolerated",
        whole(table->tolerated), "largest_absolute", real(table->largest_absolute),
        "largest_relative", real(table->largest_relative), "shape", printable(table->shape),
        "header", printable(table->header), "first", cells_of(table));
}

static json_t *fields_of(const struct json_difference *json)
{
    json_t *array = json_array();

    for (size_t i = 0; i < json->kept && i < MOST_FIELDS; i++) {
        const struct field_difference *f = &json->fields[i];
        json_array_append_new(array, json_pack("{s:o, s:o, s:o}", "path", printable(f->path),
                                               "baseline", printable_or_null(f->baseline),
                                               "candidate", printable_or_null(f->candidate)));
    }
    return array;
}

static json_t *json_of(const struct json_difference *json)
{
    return json_pack("{s:o, s:o, s:o}", "different", whole(json->different), "tolerated",
                     whole(json->tolerated), "fields", fields_of(json));
}

/* What does not apply to a file is left out. */
static json_t *file_of(const struct comparison_file *file)
{
    json_t *object =
        json_pack("{s:o, s:s, s:s, s:b, s:o, s:o, s:o}", "name", printable(file->name), "kind",
                  file_kind_name(file->kind), "verdict", comparison_verdict(file), "passes",
                  file->passes, "reasons", reasons_of(file), "baseline", side_of(&file->sides[0]),
                  "candidate", side_of(&file->sides[1]));

    if (file->image != NULL)
        json_object_set_new(object, "image", image_of(file->image));
    if (file->table != NULL)
        json_object_set_new(object, "table", table_of(file->table));
    if (file->json != NULL)
        json_object_set_new(object, "json", json_of(file->json));
    if (file->copies[0] != NULL || file->copies[1] != NULL)
        json_object_set_new(object, "pictures",
                            json_pack("{s:o, s:o, s:o}", "baseline", reference(file->copies[0]),
                                      "candidate", reference(file->copies[1]), "difference",
                                      reference(file->diff_image)));
    return object;
}

static json_t *files_of(const struct comparison *comparison)
{
    json_t *array = json_array();

    for (size_t i = 0; i < comparison->count; i++)
        if (json_array_append_new(array, file_of(&comparison->files[i])) != 0) {
            json_decref(array);
            return NULL;
        }
    return array;
}

static json_t *summary_of(const struct comparison *comparison)
{
    json_t *object = json_pack("{s:o, s:o}", "files", whole(comparison->count), "failed",
                               whole(comparison->failed));

    for (size_t i = 0; i < VERDICTS; i++)
        json_object_set_new(object, comparison_verdict_name((enum verdict)i),
                            whole(comparison->verdicts[i]));
    return object;
}

static int append_dump(const char *bytes, size_t length, void *context)
{
    struct text *out = context;

    text_append_bytes(out, bytes, length);
    return out->failed ? -1 : 0;
}

static enum status dump(const struct comparison *comparison, size_t flags, struct text *out,
                        struct error *error)
{
    json_t *json = json_pack(
        "{s:i, s:s, s:o, s:o, s:b, s:b, s:o, s:o}", "schema", COMPARISON_SCHEMA, "program",
        comparison->program, "baseline", printable(comparison->baseline), "candidate",
        printable(comparison->candidate), "strict", comparison->strict, "passes",
        comparison->failed == 0, "summary", summary_of(comparison), "files", files_of(comparison));
    int failed = json == NULL ||
                 json_dump_callback(json, append_dump, out, flags | JSON_SORT_KEYS | DIGITS) != 0;

    json_decref(json);
    return failed ? error_out_of_memory(error) : text_check(out, error);
}

/* Files in the order of their names, members in the order of theirs. */
enum status comparison_json(const struct comparison *comparison, struct text *out,
                            struct error *error)
{
    enum status status = dump(comparison, JSON_INDENT(2), out, error);

    text_append(out, "\n");
    return status == STATUS_OK ? text_check(out, error) : status;
}

enum status comparison_json_compact(const struct comparison *comparison, struct text *out,
                                    struct error *error)
{
    return dump(comparison, JSON_COMPACT, out, error);
}
