#include "report/convergence.h"

void convergence_append_threshold(struct text *out, double threshold, double tolerance)
{
    text_appendf(out, threshold == tolerance ? "%g" : "%.12g", threshold);
}

bool convergence_append(struct text *out, const struct trajectory *trajectory, double threshold,
                        double tolerance, const char *is)
{
    size_t first = 0, final = 0;
    bool reached = trajectory_first_below(trajectory, threshold, &first);

    text_appendf(out, "f %s%s below ", is, reached ? "" : " never");
    convergence_append_threshold(out, threshold, tolerance);
    if (!reached)
        return false;
    if (!trajectory_stays_below(trajectory, threshold, &final))
        text_appendf(out, " first at iteration %zu, but not at the end", first);
    else if (final == first)
        text_appendf(out, " from iteration %zu on", first);
    else
        text_appendf(out, " first at iteration %zu, and from iteration %zu on", first, final);
    return true;
}
