#include "report/convergence.h"

bool convergence_append(struct text *out, const struct trajectory *trajectory, double threshold,
                        const char *is)
{
    size_t first = 0, final = 0;
    bool reached = trajectory_first_below(trajectory, threshold, &first);
    bool stays = reached && trajectory_stays_below(trajectory, threshold, &final);
    bool immediate = stays && final == first;

    text_appendf(out, "f %s %sbelow ", is, !reached ? "never " : immediate ? "" : "first ");
    text_append_readable(out, threshold);
    if (immediate)
        text_appendf(out, " from iteration %zu on", first);
    else if (stays)
        text_appendf(out, " at iteration %zu, and consistently from iteration %zu on", first,
                     final);
    else if (reached)
        text_appendf(out, " at iteration %zu, but not at the end", first);
    return reached;
}
