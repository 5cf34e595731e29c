/* The interface of the WebAssembly module of explore.html: a single explorer, its texts, and what
 * replaces the parts of base/ and of the C library that a module has no use for. Compiled only for
 * wasm32. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"
#include "base/progress.h"
#include "base/text.h"
#include "explore/explorer.h"
#include "explore/explorer_json.h"
#include "explore/module_tables.h"

#define EXPORT(name) __attribute__((export_name(#name))) name

static struct explorer explorer;
static struct text input, output; /* from and for the page */
static bool started;

/* The contours of the last map as the page reads them. */
static int32_t *loops;
static double scale[5];

/* ---- Texts ----------------------------------------------------------------------------------- */

/* Returns 0, or a value other than 0 if memory ran out, which is then the text. */
static int finish(void)
{
    if (!output.failed)
        return 0;
    text_free(&output);
    text_append(&output, "out of memory");
    return 1;
}

static int report(enum status status, const struct error *error)
{
    if (status == STATUS_OK)
        return finish();
    text_free(&output);
    text_append(&output, error->message);
    return 1;
}

/* A buffer for a text of this length, or NULL. */
char *EXPORT(explore_input)(size_t length)
{
    text_free(&input);
    char *bytes = text_reserve(&input, length);
    if (bytes != NULL)
        memset(bytes, 0, length + 1);
    return bytes;
}

const char *EXPORT(explore_text)(void)
{
    return text_string(&output);
}

size_t EXPORT(explore_text_length)(void)
{
    return output.length;
}

/* ---- Searches -------------------------------------------------------------------------------- */

int EXPORT(explore_set)(size_t length)
{
    struct settings_place place = {"", -1};
    struct error error = {""};

    if (!started)
        module_tables_complete();
    started = true;
    text_free(&output);
    input.length = length;
    input.data[length] = '\0';
    if (explorer_set(&explorer, input.data, &place, &error) == STATUS_OK)
        return 0;
    explorer_json_error(&place, &error, &output);
    if (output.failed) /* no allocation is needed for an empty text */
        text_free(&output);
    return 1;
}

int EXPORT(explore_tables)(void)
{
    text_free(&output);
    explorer_json_tables(&output);
    return finish();
}

int EXPORT(explore_summary)(void)
{
    text_free(&output);
    explorer_json_summary(&explorer, &output);
    return finish();
}

const double *EXPORT(explore_x)(size_t i)
{
    return explorer.searches.trajectories[i].x;
}

const double *EXPORT(explore_f)(size_t i)
{
    return explorer.searches.trajectories[i].f;
}

const double *EXPORT(explore_record)(size_t i)
{
    return explorer.searches.trajectories[i].record.values;
}

/* f, without noise, at any place. */
double EXPORT(explore_value)(double x1, double x2)
{
    double x[] = {x1, x2};

    return problem_objective(settings_problem(&explorer.searches.settings), x);
}

int EXPORT(explore_rule)(size_t i, size_t t)
{
    text_free(&output);
    explorer_rule(&explorer, i, t, &output);
    return finish();
}

/* ---- Contours -------------------------------------------------------------------------------- */

static enum status take_loops(struct error *error)
{
    const struct contours *contours = &explorer.map.contours;

    free(loops);
    loops = malloc((contours->loop_count + 1) * 3 * sizeof *loops);
    if (loops == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < contours->loop_count; i++) {
        loops[3 * i] = (int32_t)contours->loops[i].first;
        loops[3 * i + 1] = (int32_t)contours->loops[i].count;
        loops[3 * i + 2] = contours->loops[i].band;
    }
    return STATUS_OK;
}

int EXPORT(explore_map)(double x1_min, double x1_max, double x2_min, double x2_max)
{
    double region[] = {x1_min, x1_max, x2_min, x2_max};
    struct error error = {""};

    text_free(&output);
    enum status status = explorer_map(&explorer, region, &error);
    return report(status == STATUS_OK ? take_loops(&error) : status, &error);
}

size_t EXPORT(explore_loop_count)(void)
{
    return loops == NULL ? 0 : explorer.map.contours.loop_count;
}

/* For each loop the index of its first point, the number of points, and the band; -1: no value. */
const int32_t *EXPORT(explore_loops)(void)
{
    return loops;
}

const struct point *EXPORT(explore_loop_points)(void)
{
    return explorer.map.contours.points;
}

/* The lowest and the highest level, the number of bands, whether levels are logarithmic, and
 * whether the objective has no value at some nodes. */
const double *EXPORT(explore_scale)(void)
{
    const struct objective_map *map = &explorer.map;

    scale[0] = map->scale.level_min;
    scale[1] = map->scale.level_max;
    scale[2] = (double)map->bands;
    scale[3] = map->scale.spacing == LEVELS_LOGARITHMIC;
    scale[4] = map->has_holes;
    return scale;
}

/* ---- Files, the command and numbers ---------------------------------------------------------- */

int EXPORT(explore_trajectory)(void)
{
    struct error error = {""};

    text_free(&output);
    return report(explorer_trajectory(&explorer, &output, &error), &error);
}

int EXPORT(explore_bands)(void)
{
    struct error error = {""};

    text_free(&output);
    return report(explorer_bands(&explorer, &output, &error), &error);
}

int EXPORT(explore_command)(void)
{
    text_free(&output);
    settings_command(&explorer.searches.settings, &output);
    return finish();
}

int EXPORT(explore_number)(double value, int digits)
{
    text_free(&output);
    text_appendf(&output, "%.*g", digits, value);
    return finish();
}

/* ---- Recorded points ------------------------------------------------------------------------- */

int EXPORT(explore_recorded)(size_t length)
{
    struct error error = {""};

    text_free(&output);
    input.length = length;
    input.data[length] = '\0';
    return report(explorer_set_recorded(&explorer, input.data, &error), &error);
}

size_t EXPORT(explore_recorded_count)(void)
{
    return explorer.recorded.rows;
}

size_t EXPORT(explore_identical)(void)
{
    return explorer_identical(&explorer);
}

/* ---- What a module has no use for ------------------------------------------------------------ */

enum status interrupt_check(int interrupt_fd, struct error *error)
{
    (void)interrupt_fd;
    (void)error;
    return STATUS_OK;
}

enum status interrupt_check_at(size_t pass, int interrupt_fd, struct error *error)
{
    (void)pass;
    return interrupt_check(interrupt_fd, error);
}

bool progress_add(struct progress *progress, double amount)
{
    (void)progress;
    (void)amount;
    return true;
}

enum status progress_status(const struct progress *progress, struct error *error)
{
    (void)progress;
    (void)error;
    return STATUS_OK;
}

/* The C library's stdio ends in these calls of the host; the module neither reads nor writes. */
#define BAD_FILE 8

int32_t __imported_wasi_snapshot_preview1_fd_close(int32_t fd);
int32_t __imported_wasi_snapshot_preview1_fd_seek(int32_t fd, int64_t offset, int32_t whence,
                                                  int32_t result);
int32_t __imported_wasi_snapshot_preview1_fd_write(int32_t fd, int32_t vectors, int32_t count,
                                                   int32_t result);

int32_t __imported_wasi_snapshot_preview1_fd_close(int32_t fd)
{
    (void)fd;
    return BAD_FILE;
}

int32_t __imported_wasi_snapshot_preview1_fd_seek(int32_t fd, int64_t offset, int32_t whence,
                                                  int32_t result)
{
    (void)fd;
    (void)offset;
    (void)whence;
    (void)result;
    return BAD_FILE;
}

int32_t __imported_wasi_snapshot_preview1_fd_write(int32_t fd, int32_t vectors, int32_t count,
                                                   int32_t result)
{
    (void)fd;
    (void)vectors;
    (void)count;
    (void)result;
    return BAD_FILE;
}
