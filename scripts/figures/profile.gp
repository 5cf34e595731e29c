# Performance profiles: the share of instances that each optimizer solves with at most a multiple of the
# updates of the best one.
#
# Data file, in the working directory:
#
#   profile_steps.dat        x y in a block for each optimizer: the logarithm of the multiple to the base
#                            2, and the share, from 0 to 1. The lines begin where the share exceeds 0; a
#                            block without a line contains NaN.

plot for [i = 1:paths] 'profile_steps.dat' index i - 1 with lines \
         linewidth 1.8 linecolor rgb path_color(i)
