#include "report/convergence.h"

bool convergence_append(struct text *out, const struct trajectory *trajectory, double threshold,
                        const char *is)
{
    size_t first = 0, final = 0;
    bool reached = trajectory_first_below(trajectory, threshold, &first);

    text_appendf(out, "f %s%s below ", is, reached ? "" : " never");
    text_append_readable(out, threshold);
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
