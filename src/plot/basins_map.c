#include "plot/basins_map.h"

#include <math.h>
#include <stdlib.h>

#include "base/elementary.h"
#include "plot/cell_map.h"

/* Iterations that differ by such a factor are shown on a logarithmic scale. */
#define LARGE_FACTOR 40.0

struct basins_scale basins_scale_of(const struct basins *basins)
{
    struct basins_scale scale = {.least = INFINITY};

    for (size_t i = 0; i < basins->side * basins->side; i++) {
        double iteration = basins->starts[i].iteration;
        if (basins->starts[i].minimum < 0)
            continue;
        scale.least = fmin(scale.least, iteration);
        scale.most = fmax(scale.most, iteration);
    }
    if (!isfinite(scale.least))
        scale.least = 0;
    scale.logarithmic = scale.least >= 1 && scale.most > LARGE_FACTOR * scale.least;
    if (scale.logarithmic) {
        scale.least = elementary_log10(scale.least);
        scale.most = elementary_log10(scale.most);
    }
    if (!(scale.most > scale.least))
        scale.most = scale.least + 1;
    return scale;
}

/* Hues that remain distinguishable with color-vision deficiencies, in an order in which the first
 * ones differ most: based on Okabe and Ito's. */
static const unsigned hues[BASINS_HUES] = {0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7,
                                           0xd55e00, 0x56b4e9, 0xb8a800, 0x8c5a3c};

/* How far the first band is from a hue to white, and the last one to black. */
#define LIGHTEST 0.62
#define DARKEST 0.55

static unsigned shade(unsigned color, int band)
{
    double part = (double)band / (BASINS_BANDS - 1), middle = LIGHTEST / (LIGHTEST + DARKEST);
    double light = fmax(0, LIGHTEST * (1 - part / middle));
    double dark = fmax(0, DARKEST * (part - middle) / (1 - middle));
    unsigned shaded = 0;

    for (unsigned shift = 0; shift <= 16; shift += 8) {
        double channel = (color >> shift) & 0xff;
        channel = (channel + light * (255 - channel)) * (1 - dark);
        shaded |= (unsigned)(channel + 0.5) << shift;
    }
    return shaded;
}

unsigned basins_color(size_t k, int band)
{
    return shade(hues[k % BASINS_HUES], band);
}

unsigned basins_gray(int band)
{
    return shade(0x808080, band);
}

static int band_of(const struct basins_scale *scale, int iteration)
{
    double value = scale->logarithmic ? elementary_log10(iteration) : iteration;
    double band = floor((value - scale->least) / (scale->most - scale->least) * BASINS_BANDS);

    return (int)fmax(0, fmin(BASINS_BANDS - 1, band));
}

/* Hues and bands, then those without a minimum. */
#define CODE_NONE (BASINS_HUES * BASINS_BANDS)

static int code_of(const struct basins_scale *scale, const struct basin *basin)
{
    if (basin->minimum < 0)
        return CODE_NONE + (basin->minimum == BASIN_DIVERGED);
    return basin->minimum % BASINS_HUES * BASINS_BANDS + band_of(scale, basin->iteration);
}

static void append_color(const void *context, int code, struct text *data)
{
    (void)context;
    text_appendf(data, "%u",
                 code < CODE_NONE ? basins_color((size_t)(code / BASINS_BANDS), code % BASINS_BANDS)
                                  : 0);
}

static enum status write_basins(const struct figure_subject *subject, int interrupt_fd,
                                struct text *data, struct error *error)
{
    const struct basins *basins = subject->basins;
    struct basins_scale scale = basins_scale_of(basins);
    size_t count = basins->side * basins->side;
    int *codes = calloc(count + 1, sizeof *codes);

    if (codes == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < count; i++)
        codes[i] = code_of(&scale, &basins->starts[i]);
    struct cell_map map = {.columns = basins->side,
                           .rows = basins->side,
                           .codes = codes,
                           .block_ends = {CODE_NONE, CODE_NONE + 1, CODE_NONE + 2},
                           .append_color = append_color};
    text_append(data, "# x y color\n");
    enum status status = cell_map_write(&map, interrupt_fd, data, error);
    free(codes);
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_basins = {"basins_cells.dat", false, write_basins};
