# The running times of ensembles: the shares of runs, and of pairs of a run and a target, that each
# optimizer has reached after each number of updates. Variables set by the program:
#
#   runs_end_1, ...          1: runs of this optimizer end without reaching the tolerance
#   targets_end_1, ...       the last share of its targets
#
# Data file, in the working directory:
#
#   runtime_steps.dat        x y in two blocks for each optimizer: the logarithm of the number of updates
#                            to the base 10, and the share of runs that have reached the tolerance, from
#                            0 to 1; then that of pairs of a run and a target. The lines begin where the
#                            share exceeds 0; a block without a line contains NaN.

# A cross where runs end.
cross = 3.2
do for [i = 1:paths] { if (its('runs_end', i)) { do for [k = 0:1] {
    set arrow arrow_exit + 2 * i + k nohead front linewidth 1.6 linecolor rgb path_color(i) \
        from screen (box_right - cross) / width, (line_y(i) + (k == 0 ? -cross : cross)) / height \
        to screen (box_right + cross) / width, (line_y(i) + (k == 0 ? cross : -cross)) / height
} } }

# Thin lines of the targets; lines of the runs.
plot for [i = 1:paths] 'runtime_steps.dat' index 2 * i - 1 with lines \
         linewidth 1 linecolor rgb path_color(i), \
     for [i = 1:paths] 'runtime_steps.dat' index 2 * i - 2 with lines \
         linewidth 1.8 linecolor rgb path_color(i)
