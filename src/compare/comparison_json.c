/* A comparison as JSON: comparison.json, and the data of index.html, which has small images
 * embedded and the worst file first. */
#include "compare/reports.h"

#include <string.h>

#include "base/escape.h"
#include "base/json_writer.h"
#include "base/unicode.h"

/* Incremented when a member is removed or changes its meaning. src/SCHEMAS.md lists the members. */
#define COMPARISON_SCHEMA 1

/* The maximum number of listed fields of a JSON file. */
#define MOST_FIELDS 50

/* Strings from files and command lines. */
static void write_printable(struct json_writer *json, const char *name, const char *bytes)
{
    struct text text = {0};

    if (bytes != NULL)
        unicode_printable(&text, bytes);
    json_write_text(json, name, bytes == NULL ? NULL : &text);
    text_free(&text);
}

/* Whether the text is printed unchanged. */
static bool is_printable(const char *bytes)
{
    struct text text = {0};

    unicode_printable(&text, bytes);
    bool same = strcmp(text_string(&text), bytes) == 0;
    text_free(&text);
    return same;
}

/* A file in the report's directory, as a relative URL. */
static void write_reference(struct json_writer *json, const char *name, const char *file)
{
    struct text text = {0};

    if (file != NULL)
        escape_link(&text, file);
    json_write_text(json, name, file == NULL ? NULL : &text);
    text_free(&text);
}

static void write_side(struct json_writer *json, const char *name,
                       const struct comparison_side *side)
{
    if (!side->there) {
        json_write_null(json, name);
        return;
    }
    json_open_object(json, name);
    if (side->width > 0)
        json_write_whole(json, "height", side->height);
    json_write_whole(json, "size", side->size);
    if (side->width > 0)
        json_write_whole(json, "width", side->width);
    json_close_object(json);
}

static void write_reasons(struct json_writer *json, const struct comparison_file *file)
{
    json_open_array(json, "reasons");
    for (size_t i = 0; i < file->reason_count; i++)
        json_write_string(json, NULL, file->reasons[i]);
    json_close_array(json);
}

static void write_clusters(struct json_writer *json, const struct clusters *clusters)
{
    json_open_array(json, "clusters");
    for (size_t i = 0; i < clusters->count && i < CLUSTERS_KEPT; i++) {
        const struct cluster *c = &clusters->kept[i];
        json_open_object(json, NULL);
        json_write_whole(json, "height", c->height);
        json_write_whole(json, "pixels", c->pixels);
        json_write_whole(json, "width", c->width);
        json_write_whole(json, "x", c->left);
        json_write_whole(json, "y", c->top);
        json_close_object(json);
    }
    json_close_array(json);
}

static void write_image(struct json_writer *json, const struct image_difference *image)
{
    json_open_object(json, "image");
    json_write_whole(json, "antialiased", image->antialiased);
    json_write_whole(json, "changed", image->changed);
    json_write_whole(json, "cluster_count", image->clusters.count);
    write_clusters(json, &image->clusters);
    json_write_whole(json, "compared", image->compared);
    json_write_whole(json, "different", image->different);
    json_write_real(json, "largest_distance", image->largest);
    json_write_whole(json, "moved", image->moved);
    json_write_whole(json, "outside", image->outside);
    json_close_object(json);
}

static void write_cell(struct json_writer *json, const char *name, const struct cell_difference *c)
{
    json_open_object(json, name);
    write_printable(json, "baseline", c->baseline);
    write_printable(json, "candidate", c->candidate);
    json_write_whole(json, "column", c->column);
    json_write_whole(json, "line", c->line);
    write_printable(json, "name", c->name);
    json_write_whole(json, "row", c->row);
    json_close_object(json);
}

static void write_cells(struct json_writer *json, const struct table_difference *table)
{
    json_open_array(json, "first");
    for (size_t i = 0; i < table->different && i < TABLE_DIFF_KEPT; i++)
        write_cell(json, NULL, &table->first[i]);
    json_close_array(json);
}

static void write_notation(struct json_writer *json, const struct table_difference *table)
{
    if (table->notation > 0)
        write_cell(json, "first_notation", &table->first_notation);
    else
        json_write_null(json, "first_notation");
}

static void write_rows(struct json_writer *json, const struct table_difference *table)
{
    json_open_array(json, "first_rows");
    for (size_t i = 0; i < table->added + table->removed && i < TABLE_DIFF_KEPT; i++) {
        const struct row_difference *r = &table->first_rows[i];
        json_open_object(json, NULL);
        json_write_string(json, "change", r->added ? "added" : "removed");
        json_write_whole(json, "line", r->line);
        json_write_whole(json, "row", r->row);
        write_printable(json, "text", r->text);
        json_close_object(json);
    }
    json_close_array(json);
}

static void write_pair(struct json_writer *json, const char *name, const size_t values[2])
{
    json_open_array(json, name);
    json_write_whole(json, NULL, values[0]);
    json_write_whole(json, NULL, values[1]);
    json_close_array(json);
}

static void write_table(struct json_writer *json, const struct table_difference *table)
{
    static const char *const delimiters[TABLE_DELIMITERS] = {"any",   "tab",    "semicolon",
                                                             "comma", "blanks", "none"};

    json_open_object(json, "table");
    json_write_whole(json, "added", table->added);
    write_pair(json, "columns", table->columns);
    json_write_whole(json, "compared", table->compared);
    json_write_string(json, "decimal", table->decimal_mark == ',' ? "comma" : "point");
    json_write_string(json, "delimiter", delimiters[table->delimiter]);
    json_write_whole(json, "different", table->different);
    write_cells(json, table);
    write_notation(json, table);
    write_rows(json, table);
    write_printable(json, "header", table->header);
    json_write_real(json, "largest_absolute", table->largest_absolute);
    json_write_real(json, "largest_relative", table->largest_relative);
    json_write_whole(json, "moved", table->moved);
    json_write_whole(json, "notation", table->notation);
    write_printable(json, "note", table->note);
    json_write_whole(json, "removed", table->removed);
    write_pair(json, "rows", table->rows);
    write_printable(json, "shape", table->shape);
    json_write_whole(json, "tolerated", table->tolerated);
    json_close_object(json);
}

static void write_fields(struct json_writer *json, const struct json_difference *difference)
{
    json_open_array(json, "fields");
    for (size_t i = 0; i < difference->kept && i < MOST_FIELDS; i++) {
        const struct field_difference *f = &difference->fields[i];
        json_open_object(json, NULL);
        write_printable(json, "baseline", f->baseline);
        write_printable(json, "candidate", f->candidate);
        write_printable(json, "path", f->path);
        json_close_object(json);
    }
    json_close_array(json);
}

static void write_json(struct json_writer *json, const struct json_difference *difference)
{
    json_open_object(json, "json");
    json_write_whole(json, "different", difference->different);
    write_fields(json, difference);
    json_write_whole(json, "rewritten", difference->rewritten);
    json_write_whole(json, "tolerated", difference->tolerated);
    json_close_object(json);
}

/* A file in the report's directory or, for the page, embedded data. */
static void write_picture(struct json_writer *json, const char *name, const char *file,
                          const char *embedded, bool page)
{
    if (page && embedded != NULL)
        json_write_string(json, name, embedded);
    else
        write_reference(json, name, file);
}

static void write_pictures(struct json_writer *json, const struct comparison_file *file, bool page)
{
    bool files = file->copies[0] != NULL || file->copies[1] != NULL;

    if (!files && !(page && (file->embedded[0] != NULL || file->embedded[1] != NULL)))
        return;
    json_open_object(json, "pictures");
    write_picture(json, "baseline", file->copies[0], file->embedded[0], page);
    write_picture(json, "candidate", file->copies[1], file->embedded[1], page);
    write_picture(json, "difference", file->diff_image, file->embedded[2], page);
    json_close_object(json);
}

/* Members that do not apply to a file are omitted. */
static void write_file(struct json_writer *json, const struct comparison_file *file, bool page)
{
    json_open_object(json, NULL);
    write_side(json, "baseline", &file->sides[0]);
    write_side(json, "candidate", &file->sides[1]);
    if (page && !is_printable(file->name))
        json_write_bool(json, "escaped", true);
    if (file->excerpt != NULL)
        json_write_string(json, "excerpt", file->excerpt);
    if (file->image != NULL)
        write_image(json, file->image);
    if (file->json != NULL)
        write_json(json, file->json);
    json_write_string(json, "kind", file_kind_name(file->kind));
    write_printable(json, "name", file->name);
    json_write_bool(json, "passes", file->passes);
    write_pictures(json, file, page);
    write_reasons(json, file);
    if (file->same_as != NULL)
        write_printable(json, file->verdict == VERDICT_ADDED ? "renamed_from" : "renamed_to",
                        file->same_as);
    if (file->table != NULL)
        write_table(json, file->table);
    json_write_string(json, "verdict", comparison_verdict(file));
    json_close_object(json);
}

static void write_files(struct json_writer *json, const struct comparison *comparison, bool page)
{
    json_open_array(json, "files");
    for (size_t i = 0; i < comparison->count; i++)
        write_file(json, page ? comparison->worst_first[i].file : &comparison->files[i], page);
    json_close_array(json);
}

static void write_summary(struct json_writer *json, const struct comparison *comparison)
{
    json_open_object(json, "summary");
    json_write_whole(json, "failed", comparison->failed);
    json_write_whole(json, "files", comparison->count);
    for (size_t i = 0; i < VERDICTS; i++)
        json_write_whole(json, comparison_verdict_name((enum verdict)i), comparison->verdicts[i]);
    json_close_object(json);
}

static void write_left_out(struct json_writer *json, const struct comparison *comparison)
{
    json_open_array(json, "left_out");
    for (size_t i = 0; i < comparison->left_out_count; i++)
        write_printable(json, NULL, comparison->left_out[i]);
    json_close_array(json);
}

static void write_notes(struct json_writer *json, const struct comparison *comparison)
{
    json_open_array(json, "notes");
    for (size_t i = 0; i < comparison->note_count; i++)
        json_write_string(json, NULL, comparison->notes[i]);
    json_close_array(json);
}

static enum status write_all(const struct comparison *comparison, bool page, struct text *out,
                             struct error *error)
{
    struct json_writer json = json_writer(out, !page);

    json_open_object(&json, NULL);
    if (page) /* whether a command that accepts files can be shown */
        json_write_bool(&json, "acceptable",
                        comparison->directories && is_printable(comparison->baseline) &&
                            is_printable(comparison->candidate));
    write_printable(&json, "baseline", comparison->baseline);
    write_printable(&json, "candidate", comparison->candidate);
    write_files(&json, comparison, page);
    write_left_out(&json, comparison);
    write_notes(&json, comparison);
    json_write_bool(&json, "passes", comparison->failed == 0);
    json_write_string(&json, "program", comparison->program);
    json_write_whole(&json, "schema", COMPARISON_SCHEMA);
    json_write_bool(&json, "strict", comparison->strict);
    write_summary(&json, comparison);
    json_close_object(&json);
    if (!page)
        text_append(out, "\n");
    return text_check(out, error);
}

/* Files in the order of their names. */
enum status comparison_json(const struct comparison *comparison, struct text *out,
                            struct error *error)
{
    return write_all(comparison, false, out, error);
}

enum status comparison_json_compact(const struct comparison *comparison, struct text *out,
                                    struct error *error)
{
    return write_all(comparison, true, out, error);
}
