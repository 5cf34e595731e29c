#include "run/run.h"

#include "base/staging.h"
#include "run/data_files.h"
#include "run/documents.h"
#include "run/draw.h"
#include "run/earlier_files.h"
#include "run/output_files.h"

/* gnuplot is started first: it loads while the data files are written. */
static enum status write_with_figures(const struct run_options *options,
                                      const struct results *results, struct earlier_files *earlier,
                                      struct output_files *outputs, struct text *notices,
                                      int interrupt_fd, struct error *error)
{
    struct draw_job draw;
    enum status status = draw_begin(&draw, options, outputs, interrupt_fd, error);

    if (status == STATUS_OK && !options->only_documents)
        status = data_files_write(options, results, outputs, error);
    if (status == STATUS_OK)
        status = draw_figures(&draw, results, error);
    if (status == STATUS_OK)
        status = documents_write(options, results, &draw, earlier, outputs, error);
    text_append(notices, text_string(&draw.notices));
    draw_end(&draw);
    return status;
}

static enum status write_without_figures(const struct run_options *options,
                                         const struct results *results,
                                         struct earlier_files *earlier,
                                         struct output_files *outputs, struct error *error)
{
    enum status status =
        options->only_documents ? STATUS_OK : data_files_write(options, results, outputs, error);

    return status == STATUS_OK ? documents_write(options, results, NULL, earlier, outputs, error)
                               : status;
}

/* Notices are reported only once the new files are published. */
static void report(const struct text *notices, struct earlier_files *earlier,
                   struct results *results)
{
    text_append(&results->notices, text_string(notices));
    text_append(&results->notices, text_string(&earlier->notices));
    text_append(&results->removed, text_string(&earlier->removed));
}

static enum status make_files(const struct run_options *options, struct results *results,
                              struct staging *staging, int interrupt_fd, struct error *error)
{
    struct output_files outputs = {.staging = staging, .only_documents = options->only_documents};
    struct earlier_files earlier = {.list = NULL};
    struct run_options possible = *options; /* without figures that cannot be drawn */
    struct text notices = {0};
    enum status status = draw_choose_figures(&possible, results, &notices, error);

    if (status == STATUS_OK && *options->images != '\0')
        status = output_files_check_directory(&outputs, options->images, "--images", error);
    if (status == STATUS_OK && options->snippets_each)
        status =
            output_files_check_directory(&outputs, SNIPPET_DIRECTORY, "--snippets-each", error);
    if (status == STATUS_OK)
        status = possible.figures.count == 0
                     ? write_without_figures(&possible, results, &earlier, &outputs, error)
                     : write_with_figures(&possible, results, &earlier, &outputs, &notices,
                                          interrupt_fd, error);
    if (status == STATUS_OK)
        status = interrupt_check(interrupt_fd, error);
    if (status == STATUS_OK)
        status = staging_publish(staging, error);
    if (status == STATUS_OK)
        report(&notices, &earlier, results);
    text_free(&notices);
    output_files_free(&outputs);
    earlier_files_free(&earlier);
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
        status = earlier_files_check_parent(&staging, interrupt_fd, error);
        if (status == STATUS_OK)
            status = make_files(options, results, &staging, interrupt_fd, error);
        staging_close(&staging, status, &results->notices, error);
    }
    return status;
}
