# Performance profiles: the share of instances that each optimizer solves with at most a multiple of the
# updates of the best one.
#
# Data file, in the working directory:
#
#   profile_steps.dat        the logarithm of the multiple to the base 2, then the share of each optimizer,
#                            from 0 to 1: the share changes at the multiple of its row

# Casings of all lines; lines.
plot for [i = 1:paths] 'profile_steps.dat' using 1:(column(i + 1)) with steps \
         linewidth 3.4 linecolor rgb path_casing, \
     for [i = 1:paths] 'profile_steps.dat' using 1:(column(i + 1)) with steps \
         linewidth 1.8 linecolor rgb path_color(i)
