#include "run/explore_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "base/builtin.h"
#include "base/escape.h"
#include "base/json_writer.h"
#include "base/page_template.h"
#include "base/version.h"
#include "explore/module_bytes.h"
#include "report/rule_source.h"
#include "run/data_files.h"
#include "run/documents.h"

/* Most points in the page of those that it compares with its own, of all optimizers together. */
#define MOST_POINTS 2000

void explore_file_digest(char digest[DIGEST_SIZE])
{
    digest_bytes(explore_module, explore_module_length, digest);
}

/* ---- Settings -------------------------------------------------------------------------------- */

/* Pairs of a key and its value as on the command line. Every value is complete: nothing depends on
 * defaults. */

static void write_pair(struct json_writer *json, const char *key, const struct text *value)
{
    json_open_array(json, NULL);
    json_write_string(json, NULL, key);
    json_write_text(json, NULL, value);
    json_close_array(json);
}

static void write_text(struct json_writer *json, const char *key, const char *value)
{
    json_open_array(json, NULL);
    json_write_string(json, NULL, key);
    json_write_string(json, NULL, value);
    json_close_array(json);
}

static void write_reals(struct json_writer *json, const char *key, const double values[],
                        size_t count)
{
    struct text value = {0};

    for (size_t i = 0; i < count; i++) {
        text_append(&value, i > 0 ? "," : "");
        text_append_readable(&value, values[i]);
    }
    write_pair(json, key, &value);
    text_free(&value);
}

static void write_whole(struct json_writer *json, const char *key, unsigned long long whole)
{
    struct text value = {0};

    text_appendf(&value, "%llu", whole);
    write_pair(json, key, &value);
    text_free(&value);
}

static void write_levels(struct json_writer *json, const struct figure_settings *settings)
{
    struct text value = {0};

    text_appendf(&value, "%zu:%s", settings->levels,
                 settings->spacing == LEVELS_LOGARITHMIC ? "log" : "linear");
    write_pair(json, "levels", &value);
    text_free(&value);
}

static void write_method(struct json_writer *json, const struct method *method)
{
    write_text(json, "optimizer", method->optimizer->name);
    for (size_t k = 0; k < method_shown_count(method); k++) {
        struct text value = {0};
        if (k == method->optimizer->parameter_count)
            write_text(json, METHOD_SCHEDULE_KEY, method->schedule->name);
        method_append_value(method, k, &value);
        write_pair(json, method_parameter(method, k)->name, &value);
        text_free(&value);
    }
}

/* Optimizers that were tuned have their best settings. */
static void write_settings(struct json_writer *json, const struct run_options *options,
                           const struct results *results)
{
    const struct bounds *b = &options->bounds;

    json_open_array(json, "settings");
    write_text(json, "problem", options->problem->name);
    write_reals(json, "bounds", (double[]){b->min[0], b->max[0], b->min[1], b->max[1]}, 4);
    if (options->problem->minimum_given)
        write_reals(json, "minimum", &options->problem->minimum, 1);
    if (options->has_start)
        write_reals(json, "start", options->start, 2);
    if (!options->has_start || options->noise.given)
        write_whole(json, "seed", options->seed);
    if (options->noise.given)
        write_text(json, "noise", options->noise.text);
    write_whole(json, "iterations", options->iterations);
    write_reals(json, "tolerance", &options->tolerance, 1);
    write_levels(json, &options->figures.settings);
    for (size_t i = 0; i < results->methods.count; i++)
        write_method(json, &results->methods.list[i].method);
    json_close_array(json);
}

/* ---- Points ---------------------------------------------------------------------------------- */

static size_t point_count(const struct results *results)
{
    size_t points = 0;

    for (size_t i = 0; i < results->count; i++)
        if (results->trajectories[i].count > points)
            points = results->trajectories[i].count;
    return points;
}

/* Appends every k-th row of a table, and the last. */
static void append_rows(struct text *out, const char *table, size_t points, size_t every)
{
    for (size_t t = 0; *table != '\0';) {
        size_t length = strcspn(table, "\n") + 1;
        if (*table != '#' && (t % every == 0 || t + 1 == points))
            text_append_bytes(out, table, length);
        t += *table != '#';
        table += length;
    }
}

/* The rows of trajectory.dat or, if there are too many, every k-th and the last. */
static enum status write_points(struct json_writer *json, const struct run_options *options,
                                const struct results *results, struct error *error)
{
    size_t points = point_count(results), most = MOST_POINTS / results->count;
    size_t every = points <= most ? 1 : (points + most - 3) / (most - 1);
    struct text table = {0}, rows = {0};
    enum status status = data_files_find("trajectory.dat")->write(options, results, &table, error);

    append_rows(&rows, text_string(&table), points, every);
    json_open_object(json, "recorded");
    json_write_whole(json, "points", points);
    json_write_whole(json, "every", every);
    json_write_text(json, "rows", &rows);
    json_close_object(json);
    text_free(&table);
    text_free(&rows);
    return status;
}

/* ---- Colors and rules ------------------------------------------------------------------------ */

/* The colors of a palette in palette.gp: position, red, green and blue, each from 0 to 1. */
static const char *palette_colors(const char *script, const char *name)
{
    static const char before[] = "(palette_name eq '", after[] = "') set palette defined (";
    size_t length = strlen(name);

    for (const char *at = script; (at = strstr(at, before)) != NULL;) {
        at += sizeof before - 1;
        if (strncmp(at, name, length) == 0 && strncmp(at + length, after, sizeof after - 1) == 0)
            return at + length + sizeof after - 1;
    }
    return ")";
}

static void write_palette(struct json_writer *json, const char *name)
{
    const struct builtin *file = builtin_find("palette.gp");
    struct text script = {0}; /* terminated by a NUL */

    text_append_bytes(&script, file->bytes, file->length);
    json_open_array(json, "palette");
    for (const char *at = palette_colors(text_string(&script), name); *at != ')' && *at != '\0';) {
        json_open_array(json, NULL);
        for (size_t i = 0; i < 4; i++) {
            char *end;
            at += strspn(at, ", \\\n");
            json_write_real(json, NULL, strtod(at, &end));
            at = end;
        }
        json_close_array(json);
    }
    json_close_array(json);
    json->out->failed = json->out->failed || script.failed;
    text_free(&script);
}

/* The assignments of src/optimize/optimizer.c. */
static void write_sources(struct json_writer *json)
{
    json_open_object(json, "sources");
    for (size_t i = 0; i < rule_source_count; i++) {
        json_open_array(json, rule_sources[i].optimizer);
        for (size_t k = 0; k < RULE_MAX_LINES && rule_sources[i].lines[k] != NULL; k++)
            json_write_string(json, NULL, rule_sources[i].lines[k]);
        json_close_array(json);
    }
    json_close_object(json);
}

/* ---- The page -------------------------------------------------------------------------------- */

static enum status write_data(const struct run_options *options, const struct results *results,
                              const struct explore_content *content, const char *program,
                              struct text *out, struct error *error)
{
    struct text text = {0};
    struct json_writer json = json_writer(&text, false);
    char digest[DIGEST_SIZE];

    explore_file_digest(digest);
    json_open_object(&json, NULL);
    json_write_string(&json, "program", program);
    json_write_string(&json, "title", content->title);
    json_write_string(&json, "digest", digest);
    write_palette(&json, options->figures.settings.palette->name);
    write_settings(&json, options, results);
    enum status status = write_points(&json, options, results, error);
    write_sources(&json);
    json_close_object(&json);
    page_template_json(out, &text);
    text_free(&text);
    return status == STATUS_OK ? text_check(out, error) : status;
}

static enum status fill(const struct explore_content *content, const struct text *data,
                        const struct text *module, const struct text *report, struct text *out,
                        struct error *error)
{
    struct text title = {0};

    escape_html(&title, content->title);
    enum status status = page_template_fill(
        document_names[EXPLORE_HTML],
        (struct page_value[]){
            {"data", data}, {"module", module}, {"title", &title}, {"report", report}},
        4, out, error);
    text_free(&title);
    return status;
}

static enum status find_source(const struct run_options *options, const struct results *results,
                               const struct explore_content *content, char source[DIGEST_SIZE],
                               struct error *error)
{
    struct text data = {0}, module = {0}, page = {0};
    char digest[DIGEST_SIZE];

    explore_file_digest(digest);
    text_append(&module, digest);
    enum status status = write_data(options, results, content, PROGRAM_NAME, &data, error);
    if (status == STATUS_OK)
        status = fill(content, &data, &module, content->source, &page, error);
    digest_bytes(text_string(&page), page.length, source);
    text_free(&data);
    text_free(&module);
    text_free(&page);
    return status;
}

enum status explore_file_write(const struct run_options *options, const struct results *results,
                               const struct explore_content *content, struct text *out,
                               char source[DIGEST_SIZE], struct error *error)
{
    struct text data = {0}, module = {0};

    enum status status = find_source(options, results, content, source, error);
    if (status == STATUS_OK)
        status = write_data(options, results, content, PROGRAM, &data, error);
    base64_append(&module, explore_module, explore_module_length);
    if (status == STATUS_OK)
        status = fill(content, &data, &module, content->report, out, error);
    text_free(&data);
    text_free(&module);
    return status;
}
