#include "run/run.h"

#include "base/staging.h"
#include "run/data_files.h"
#include "run/documents.h"
#include "run/draw.h"
#include "run/output_files.h"

/* gnuplot comes first: it takes longer to load than all that we do before it is needed. */
static enum status write_with_figures(const struct run_options *options,
                                      const struct results *results, struct output_files *outputs,
                                      int interrupt_fd, struct error *error)
{
    struct draw_job draw;
    enum status status = draw_begin(&draw, options, outputs, interrupt_fd, error);

    if (status == STATUS_OK)
        status = data_files_write(options, results, outputs, error);
    if (status == STATUS_OK)
        status = draw_figures(&draw, results, error);
    if (status == STATUS_OK)
        status = documents_write(options, results, &draw, outputs, error);
    draw_end(&draw);
    return status;
}

static enum status write_without_figures(const struct run_options *options,
                                         const struct results *results,
                                         struct output_files *outputs, struct error *error)
{
    enum status status = data_files_write(options, results, outputs, error);

    return status == STATUS_OK ? documents_write(options, results, NULL, outputs, error) : status;
}

static enum status make_files(const struct run_options *options, const struct results *results,
                              struct staging *staging, int interrupt_fd, struct error *error)
{
    struct output_files outputs = {.staging = staging};
    enum status status = options->figures.count == 0
                             ? write_without_figures(options, results, &outputs, error)
                             : write_with_figures(options, results, &outputs, interrupt_fd, error);

    if (status == STATUS_OK)
        status = interrupt_check(interrupt_fd, error);
    if (status == STATUS_OK)
        status = staging_publish(staging, error);
    output_files_free(&outputs);
    return status;
}

enum status run(const struct run_options *options, struct results *results, FILE *terminal,
                int interrupt_fd, struct error *error)
{
    struct staging staging;

    enum status status = results_compute(results, options, terminal, interrupt_fd, error);
    if (status != STATUS_OK)
        return status;
    struct deadline deadline = deadline_start(options->timeout, interrupt_fd);
    status = options->atomic ? staging_open_atomic(&staging, options->output, &deadline, error)
                             : staging_open(&staging, options->output, &deadline, error);
    if (status == STATUS_OK) {
        status = make_files(options, results, &staging, interrupt_fd, error);
        staging_close(&staging, status, &results->notices, error);
    }
    return status;
}
