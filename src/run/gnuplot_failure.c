#include "run/gnuplot_failure.h"

#include <stdio.h>
#include <string.h>

#include "plot/script.h"

/* Appends, in parentheses, the first line of the messages of a program that failed before it read
 * the script. */
static void append_first_line(const char *messages, struct error *error)
{
    const char *line = messages + strspn(messages, " \t\r\n");
    size_t length = strlen(error->message);

    if (*line != '\0')
        snprintf(error->message + length, sizeof error->message - length, " (%.*s)",
                 (int)strcspn(line, "\r\n"), line);
}

static enum status explain(const struct gnuplot_job *job, const struct image_file *image,
                           struct error *error)
{
    const struct figure_variant *variant = image->variant;
    struct text where = {0};
    const char *message;
    size_t length;
    long line;

    if (!job->timed_out && !job->over_limit &&
        gnuplot_first_error(&job->errors, &line, &message, &length)) {
        figure_script_locate(&variant->script, line, &where);
        error_set(error, STATUS_FAILED, "%s: %.*s", text_string(&where), (int)length, message);
        text_free(&where);
    } else {
        append_first_line(gnuplot_messages(&job->errors), error);
    }
    if (image->format == image_formats || image->format->animated)
        return error_prefix(error, STATUS_FAILED, "figure %s", text_string(&variant->name));
    return error_prefix(error, STATUS_FAILED, "figure %s", text_string(&image->name));
}

enum status gnuplot_failure_explain(const struct gnuplot *gnuplot, const struct gnuplot_job *job,
                                    const struct image_file *image, struct deadline *deadline,
                                    struct error *error)
{
    struct error other;

    if (gnuplot_lacks_terminal(&job->errors))
        return error_set(
            error, STATUS_FAILED,
            "%s has no %s terminal; install a gnuplot that has it (package gnuplot-nox on "
            "Debian and Ubuntu), or specify one with --gnuplot",
            text_string(&gnuplot->program), image->format->terminal);
    enum status status = gnuplot_check_version(gnuplot, deadline, &other);
    if (status != STATUS_OK) {
        *error = other;
        return status;
    }
    return explain(job, image, error);
}
