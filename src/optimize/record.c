#include "optimize/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/elementary.h"

/* ---- The quantities -------------------------------------------------------------------------- */

size_t record_derived(const struct optimizer *optimizer)
{
    return RECORD_STATES + optimizer->state_count;
}

size_t record_rate(const struct optimizer *optimizer)
{
    return record_derived(optimizer) + optimizer->derived_count;
}

size_t record_width(const struct optimizer *optimizer)
{
    return record_rate(optimizer) + 1;
}

const char *record_name(const struct optimizer *optimizer, size_t quantity)
{
    if (quantity == RECORD_GRADIENT)
        return "g";
    if (quantity < record_derived(optimizer))
        return optimizer->states[quantity - RECORD_STATES];
    if (quantity < record_rate(optimizer))
        return optimizer->derived[quantity - record_derived(optimizer)].name;
    return "rate";
}

const char *record_symbol(const struct optimizer *optimizer, size_t quantity)
{
    if (quantity < record_derived(optimizer))
        return record_name(optimizer, quantity);
    return quantity < record_rate(optimizer)
               ? optimizer->derived[quantity - record_derived(optimizer)].symbol
               : "";
}

bool record_is_shared(const struct optimizer *optimizer, size_t quantity)
{
    return quantity >= record_derived(optimizer) && quantity < record_rate(optimizer) &&
           optimizer->derived[quantity - record_derived(optimizer)].is_shared;
}

size_t record_find(const struct optimizer *optimizer, const char *name)
{
    size_t quantity = 0, width = record_width(optimizer);

    while (quantity < width && strcmp(record_name(optimizer, quantity), name) != 0)
        quantity++;
    return quantity;
}

/* ---- Recording ------------------------------------------------------------------------------- */

enum status record_init(struct record *record, const struct search *search, size_t points,
                        struct error *error)
{
    size_t variables = search->problem->variables;

    *record = (struct record){.optimizer = search->optimizer, .variables = variables};
    record->values =
        calloc(points, variables * record_width(search->optimizer) * sizeof *record->values);
    if (search->is_noisy)
        record->true_gradients = calloc(points, variables * sizeof *record->true_gradients);
    return record->values == NULL || (search->is_noisy && record->true_gradients == NULL)
               ? error_out_of_memory(error)
               : STATUS_OK;
}

void record_free(struct record *record)
{
    free(record->values);
    free(record->true_gradients);
    *record = (struct record){0};
}

static double *row_of(const struct record *record, size_t t, size_t variable)
{
    return record->values + (t * record->variables + variable) * record_width(record->optimizer);
}

/* Nothing has been computed yet. */
static void keep_start(const struct record *record, size_t variable)
{
    size_t width = record_width(record->optimizer), states = record_derived(record->optimizer);
    double *row = row_of(record, 0, variable);

    for (size_t k = 0; k < width; k++)
        row[k] = k >= RECORD_STATES && k < states ? 0 : (double)NAN;
}

static void keep_update(const struct record *record, const struct search *search, size_t t,
                        size_t variable, double before)
{
    const struct optimizer *optimizer = record->optimizer;
    const double *previous = row_of(record, t - 1, variable);
    double *row = row_of(record, t, variable);
    struct optimizer_update update = {.x = before, .gradient = search->gradient[variable][0]};

    row[RECORD_GRADIENT] = update.gradient;
    for (size_t k = 0; k < optimizer->state_count; k++) {
        update.before[k] = previous[RECORD_STATES + k];
        row[RECORD_STATES + k] = update.state[k] = search->state[variable][k][0];
    }
    for (size_t k = 0; k < optimizer->parameter_count; k++)
        update.parameter[k] = search->parameter[k][0];
    update.parameter[0] = search->alpha[0];
    for (size_t k = 0; k < optimizer->factor_count; k++)
        update.factor[k] = search->factor[k][0];
    row[record_rate(optimizer)] = optimizer->derive(&update, row + record_derived(optimizer));
}

void record_keep(struct record *record, const struct search *search, size_t t,
                 const double before[])
{
    for (size_t v = 0; v < record->variables; v++) {
        if (t == 0)
            keep_start(record, v);
        else
            keep_update(record, search, t, v, before[v]);
        if (record->true_gradients != NULL)
            record->true_gradients[t * record->variables + v] =
                t == 0 ? (double)NAN : search->true_gradient[v][0];
    }
}

double record_value(const struct record *record, size_t t, size_t variable, size_t quantity)
{
    return row_of(record, t, variable)[quantity];
}

double record_true_gradient(const struct record *record, size_t t, size_t variable)
{
    return record->true_gradients == NULL
               ? record_value(record, t, variable, RECORD_GRADIENT)
               : record->true_gradients[t * record->variables + variable];
}

double record_norm(const struct record *record, size_t t)
{
    double norm = 0;

    for (size_t v = 0; v < record->variables; v++)
        norm = elementary_hypot(norm, record_true_gradient(record, t, v));
    return norm;
}
