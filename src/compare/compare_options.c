#include "compare/compare_options.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/option_value.h"
#include "diff/table_key.h"

/* ---- Readers --------------------------------------------------------------------------------- */

static enum status read_region(void *member, const struct option_argument *argument,
                               struct error *error)
{
    struct pair_settings *settings = member;
    const char *text = argument->value;
    size_t numbers[4];

    for (size_t i = 0; i < 4; i++) {
        char *end = NULL;
        size_t digits = strspn(text, "0123456789");
        if (digits == 0 || digits > 9 || text[digits] != (i < 3 ? ',' : '\0'))
            return option_value_reject(argument, error);
        numbers[i] = strtoul(text, &end, 10);
        text = end + 1;
    }
    if (settings->region_count == COMPARE_MAX_REGIONS)
        return error_set(error, STATUS_USAGE, "--ignore: can be given at most %d times",
                         COMPARE_MAX_REGIONS);
    settings->regions[settings->region_count++] = (struct image_region){
        .left = numbers[0], .top = numbers[1], .width = numbers[2], .height = numbers[3]};
    return STATUS_OK;
}

/* A single CI system is supported. */
static NAME_LIST(annotation_system, "github")

    static enum status
    read_annotate(void *member, const struct option_argument *argument, struct error *error)
{
    size_t place;
    enum status status = option_value_name(argument, &place, error);

    *(bool *)member = status == STATUS_OK;
    return status;
}

/* In the order of enum table_delimiter. */
static NAME_LIST(delimiter_name, "tab", "semicolon", "comma", "blanks")

    static enum status
    read_delimiter(void *member, const struct option_argument *argument, struct error *error)
{
    struct pair_settings *settings = member;
    size_t place;
    enum status status = option_value_name(argument, &place, error);

    if (status == STATUS_OK)
        settings->delimiter = (enum table_delimiter)(TABLE_TAB + (int)place);
    return status;
}

static NAME_LIST(decimal_mark_name, "point", "comma")

    static enum status
    read_decimal_mark(void *member, const struct option_argument *argument, struct error *error)
{
    struct pair_settings *settings = member;

    size_t place;
    enum status status = option_value_name(argument, &place, error);

    if (status == STATUS_OK)
        settings->decimal_mark = ".,"[place];
    return status;
}

/* Names, separated by commas. */
static enum status read_key(void *member, const struct option_argument *argument,
                            struct error *error)
{
    struct pair_settings *settings = member;
    const char *name = argument->value;
    size_t count = 1;

    for (;; count++) {
        size_t length = strcspn(name, ",");
        if (length == 0 || count > TABLE_KEY_COLUMNS)
            return option_value_reject(argument, error);
        if (name[length] == '\0')
            break;
        name += length + 1;
    }
    settings->key = argument->value;
    return STATUS_OK;
}

static NAME_LIST(antialiasing_name, "ignore", "count")

    static enum status
    read_antialiasing(void *member, const struct option_argument *argument, struct error *error)
{
    size_t place;
    enum status status = option_value_name(argument, &place, error);

    if (status == STATUS_OK)
        *(bool *)member = place == 1;
    return status;
}

static enum status read_pixels(void *member, const struct option_argument *argument,
                               struct error *error)
{
    unsigned long long pixels = 0;
    enum status status = option_value_whole(argument, &pixels, error);

    *(uint64_t *)member = pixels;
    return status;
}

static enum status read_max_pixels(void *member, const struct option_argument *argument,
                                   struct error *error)
{
    struct pair_settings *settings = member;

    settings->pixels_given = true;
    return read_pixels(&settings->max_pixels, argument, error);
}

static enum status read_max_share(void *member, const struct option_argument *argument,
                                  struct error *error)
{
    struct pair_settings *settings = member;

    settings->share_given = true;
    return option_value_real(argument, &settings->max_share, error);
}

/* ---- The table ------------------------------------------------------------------------------- */

#define TO(field, reader) .member = offsetof(struct compare_options, field), .read = (reader)
#define TO_PAIR(reader) .member = offsetof(struct compare_options, pair), .read = (reader)

#define MOST_PIXELS 1e12

static const struct option_row rows[] = {
    {.about = "Reports and verdicts"},
    {.name = "output",
     .letter = 'o',
     .value = "DIR",
     .about = "write index.html, comparison.json, comparison.md, junit.xml and images of the "
              "differences",
     TO(output, option_read_path)},
    {.name = "quiet",
     .letter = 'q',
     .about = "print only the summary",
     TO(quiet, option_read_flag)},
    {.name = "annotate",
     .value = "SYSTEM",
     .about = "annotate files that do not pass, in the syntax of this CI system",
     .allowed = "github",
     .names = annotation_system,
     TO(annotate, read_annotate)},
    {.name = "strict",
     .about = "fail figures that were only re-rendered",
     TO(strict, option_read_flag)},
    {.name = "ignore-added",
     .about = "pass files that exist only in CANDIDATE",
     TO(ignore_added, option_read_flag)},

    {.about = "Files"},
    {.name = "include",
     .value = "GLOB",
     .about = "compare only files whose path matches; may be repeated",
     TO(include, option_read_glob)},
    {.name = "exclude",
     .value = "GLOB",
     .about = "skip files whose path matches; may be repeated",
     TO(exclude, option_read_glob)},
    {.name = "rules",
     .value = "FILE",
     .about = "file with settings for paths that match globs; it must be outside of the "
              "directories compared",
     TO(rules, option_read_path)},

    {.about = "Tables (.dat, .csv, .tsv) and JSON"},
    {.name = "absolute",
     .value = "D",
     .initial = "0",
     .about = "absolute tolerance: numbers may differ by D",
     .allowed = "a number of 0 or more",
     .most = HUGE_VAL,
     TO(pair.tolerance.absolute, option_read_real)},
    {.name = "relative",
     .value = "R",
     .initial = "0",
     .about = "relative tolerance: numbers may differ by R times the larger of the two",
     .allowed = "a number from 0 to 1",
     .most = 1,
     TO(pair.tolerance.relative, option_read_real)},

    {.name = "delimiter",
     .value = "NAME",
     .shown = "detected",
     .about = "column delimiter of .csv, .tsv and .dat files",
     .allowed = "tab, semicolon, comma or blanks",
     .names = delimiter_name,
     TO_PAIR(read_delimiter)},
    {.name = "decimal",
     .value = "MARK",
     .shown = "detected",
     .about = "decimal separator; comma only if commas do not delimit columns",
     .allowed = "point or comma",
     .names = decimal_mark_name,
     TO_PAIR(read_decimal_mark)},
    {.name = "key",
     .value = "COLUMNS",
     .about = "pair the rows of a table by the text in these columns, in any order",
     .allowed = "up to 16 column names or numbers, separated by commas",
     TO_PAIR(read_key)},

    {.about = "Images (PNG)"},
    {.name = "threshold",
     .value = "T",
     .initial = "0",
     .about = "distance up to which two colors count as equal",
     .allowed = "a number from 0 to 1",
     .most = 1,
     TO(pair.threshold, option_read_real)},
    {.name = "antialiasing",
     .value = "MODE",
     .initial = "count",
     .about = "whether pixels that differ only in antialiasing count",
     .allowed = "ignore or count",
     .names = antialiasing_name,
     TO(pair.count_antialiased, read_antialiasing)},
    {.name = "max-pixels",
     .value = "N",
     .shown = "0",
     .about = "number of pixels that may differ by more than the threshold, in images without "
              "recorded sources or with the same sources",
     .allowed = "a whole number of pixels",
     .most = MOST_PIXELS,
     TO_PAIR(read_max_pixels)},
    {.name = "max-share",
     .value = "P",
     .shown = "0",
     .about = "the same limit as a percentage of all pixels",
     .allowed = "a percentage from 0 to 100",
     .most = 100,
     TO_PAIR(read_max_share)},
    {.name = "ignore",
     .value = "X,Y,W,H",
     .about = "exclude a region; may be repeated",
     .allowed = "four whole numbers X,Y,WIDTH,HEIGHT in pixels",
     TO_PAIR(read_region)},
    /* About 32000 x 32000: a larger image is more likely an attack than a plot. */
    {.name = "max-image-pixels",
     .value = "N",
     .initial = "1000000000",
     .about = "treat larger images as unreadable",
     .allowed = "a whole number of pixels",
     .most = MOST_PIXELS,
     TO(pair.max_image_pixels, read_pixels)},

    {.about = "General"},
    {.name = "help",
     .letter = 'h',
     .about = "print this help and exit",
     .ends = true,
     TO(help, option_read_flag)},
};
_Static_assert(sizeof rows / sizeof *rows <= OPTION_TABLE_MAX, "increase OPTION_TABLE_MAX");

const struct option_table compare_option_table = {
    .command = "compare", .rows = rows, .count = sizeof rows / sizeof *rows};

/* ---- After the last option ------------------------------------------------------------------- */

static enum status take_paths(struct compare_options *options, int argc, char *argv[],
                              struct error *error)
{
    if (argc != 2)
        return error_set(error, STATUS_USAGE,
                         "compare: expected 2 directories or files, BASELINE and CANDIDATE, "
                         "not %d; see compare --help",
                         argc);
    for (int i = 0; i < 2; i++) {
        if (*argv[i] == '\0')
            return error_set(error, STATUS_USAGE, "compare: a path must not be empty");
        options->paths[i] = argv[i];
    }
    return STATUS_OK;
}

enum status compare_options_parse(struct compare_options *options, int argc, char *argv[],
                                  struct error *error)
{
    bool ended;
    int rest;

    *options = (struct compare_options){0};
    enum status status =
        option_table_parse(&compare_option_table, options, argc, argv, &rest, &ended, error);
    if (status != STATUS_OK || ended)
        return status;
    status = pair_settings_check(&options->pair, error);
    return status == STATUS_OK ? take_paths(options, argc - rest, argv + rest, error) : status;
}

/* ---- Settings of a pair ---------------------------------------------------------------------- */

const struct option_row *pair_setting_find(const char *name)
{
    const struct option_row *row =
        name == NULL ? NULL : option_table_find(&compare_option_table, name);
    const size_t begin = offsetof(struct compare_options, pair);

    return row != NULL && row->member >= begin && row->member < begin + sizeof(struct pair_settings)
               ? row
               : NULL;
}

bool pair_setting_repeats(const struct option_row *row)
{
    return row->read == read_region;
}

void pair_setting_clear(struct pair_settings *settings, const struct option_row *row)
{
    if (pair_setting_repeats(row))
        settings->region_count = 0;
}

enum status pair_setting_read(struct pair_settings *settings, const struct option_row *row,
                              const char *value, struct error *error)
{
    const struct option_argument argument = {.row = row, .value = value};
    char *member = (char *)settings + (row->member - offsetof(struct compare_options, pair));

    return row->read(member, &argument, error);
}

enum status pair_settings_check(const struct pair_settings *settings, struct error *error)
{
    return settings->delimiter == TABLE_COMMA && settings->decimal_mark == ','
               ? error_set(error, STATUS_USAGE,
                           "--decimal comma: cannot be combined with --delimiter comma; choose "
                           "another delimiter, or point")
               : STATUS_OK;
}
