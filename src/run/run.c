#include "run/run.h"

#include "base/staging.h"
#include "run/data_files.h"
#include "run/documents.h"
#include "run/draw.h"
#include "run/output_files.h"

/* gnuplot comes first: it takes longer to load than all that we do before it is needed. */
static enum status write_with_figures(const struct options *options, const struct results *results,
                                      struct catalogue *catalogue, int interrupt_fd,
                                      struct error *error)
{
    struct drawing drawing;
    enum status status = draw_begin(&drawing, options, catalogue, interrupt_fd, error);

    if (status == STATUS_OK)
        status = run_data_write(options, results, catalogue, error);
    if (status == STATUS_OK)
        status = draw_figures(&drawing, results, error);
    if (status == STATUS_OK)
        status = describe_run(options, results, &drawing, catalogue, error);
    draw_end(&drawing);
    return status;
}

static enum status write_without_figures(const struct options *options,
                                         const struct results *results, struct catalogue *catalogue,
                                         struct error *error)
{
    enum status status = run_data_write(options, results, catalogue, error);

    return status == STATUS_OK ? describe_run(options, results, NULL, catalogue, error) : status;
}

static enum status make_files(const struct options *options, const struct results *results,
                              struct staging *staging, int interrupt_fd, struct error *error)
{
    struct catalogue catalogue = {.staging = staging};
    enum status status =
        options->pictures.figure_count == 0
            ? write_without_figures(options, results, &catalogue, error)
            : write_with_figures(options, results, &catalogue, interrupt_fd, error);

    if (status == STATUS_OK)
        status = interrupt_check(interrupt_fd, error);
    if (status == STATUS_OK)
        status = staging_publish(staging, error);
    catalogue_free(&catalogue);
    return status;
}

enum status run(const struct options *options, struct results *results, FILE *terminal,
                int interrupt_fd, struct error *error)
{
    struct staging staging;

    enum status status = results_find(results, options, terminal, interrupt_fd, error);
    if (status != STATUS_OK)
        return status;
    struct deadline deadline = deadline_start(options->timeout, interrupt_fd);
    status = staging_open(&staging, options->output, &deadline, error);
    if (status == STATUS_OK) {
        status = make_files(options, results, &staging, interrupt_fd, error);
        staging_close(&staging);
    }
    return status;
}
