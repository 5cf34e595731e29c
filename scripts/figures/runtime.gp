# The running times of ensembles: the shares of runs, and of pairs of a run and a target, that each
# optimizer has reached after each number of updates. Variables set by the program:
#
#   runs_end_1, ...          1: runs of this optimizer end without reaching the tolerance
#   targets_end_1, ...       the last share of its targets
#
# Data file, in the working directory:
#
#   runtime_steps.dat        the logarithm of the number of updates to the base 10, then two columns for
#                            each optimizer: the share of runs that have reached the tolerance, from 0 to 1,
#                            and that of pairs of a run and a target; each changes at its row

# A cross where runs end.
cross = 3.2
do for [i = 1:paths] { if (its('runs_end', i)) { do for [k = 0:1] {
    set arrow arrow_exit + 2 * i + k nohead front linewidth 1.6 linecolor rgb path_color(i) \
        from screen (box_right - cross) / width, (line_y(i) + (k == 0 ? -cross : cross)) / height \
        to screen (box_right + cross) / width, (line_y(i) + (k == 0 ? cross : -cross)) / height
} } }

# Thin lines of the targets; casings of the lines of the runs; these lines.
plot for [i = 1:paths] 'runtime_steps.dat' using 1:(column(2 * i + 1)) with steps \
         linewidth 1 linecolor rgb path_color(i), \
     for [i = 1:paths] 'runtime_steps.dat' using 1:(column(2 * i)) with steps \
         linewidth 3.4 linecolor rgb path_casing, \
     for [i = 1:paths] 'runtime_steps.dat' using 1:(column(2 * i)) with steps \
         linewidth 1.8 linecolor rgb path_color(i)
