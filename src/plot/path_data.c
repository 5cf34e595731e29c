/* The paths of the searches, as data for the figures. */
#include <math.h>

#include "base/deadline.h"
#include "plot/figure_data.h"

static bool is_near(const struct figure_subject *subject, const double a[], const double b[])
{
    const struct bounds *bounds = &subject->bounds;

    for (size_t i = 0; i < 2; i++)
        if (!(fabs(a[i] - b[i]) < (bounds->max[i] - bounds->min[i]) * subject->tolerance))
            return false;
    return true;
}

static enum status append_path(const struct figure_subject *subject,
                               const struct trajectory *trajectory, int interrupt_fd,
                               struct text *data, struct error *error)
{
    const double *last = NULL;
    enum status status = STATUS_OK;

    for (size_t t = 0; t < trajectory->count && status == STATUS_OK; t++) {
        const double *x = trajectory_point(trajectory, t);
        status = interrupt_check_at(t, interrupt_fd, error);
        if (last != NULL && is_near(subject, x, last))
            continue;
        text_appendf(data, "%.17g %.17g\n", x[0], x[1]);
        last = x;
    }
    return status;
}

static enum status write_path(const struct figure_subject *subject, int interrupt_fd,
                              struct text *data, struct error *error)
{
    text_append(data, "# x1 x2\n");
    enum status status = append_path(subject, subject->trajectory, interrupt_fd, data, error);
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_path = {"path.dat", false, write_path};

static enum status write_paths(const struct figure_subject *subject, int interrupt_fd,
                               struct text *data, struct error *error)
{
    enum status status = STATUS_OK;

    text_append(data, "# x1 x2\n");
    for (size_t i = 0; i < subject->result_count && status == STATUS_OK; i++) {
        text_append(data, i == 0 ? "" : "\n\n");
        status = append_path(subject, subject->results[i].trajectory, interrupt_fd, data, error);
    }
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_paths = {"paths.dat", false, write_paths};
