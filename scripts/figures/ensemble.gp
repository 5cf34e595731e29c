# For each optimizer, the median of all runs in a band from the 10 % to the 90 % quantile. Data file, in
# the working directory:
#
#   ensemble.dat             t, then three columns for each optimizer: the 10 %, 50 % and 90 % quantiles
#                            of the objective minus its minimum

# Where the upper edge of a band is not finite, because enough runs diverged, the band extends to the top.
upper(v) = v > 10**excess_max || v != v ? excess_max : lift(v)

# Bands; casings of the medians; medians.
plot for [i = 1:paths] 'ensemble.dat' using 1:(upper(column(3 * i - 1))):(upper(column(3 * i + 1))) \
         with filledcurves fillcolor rgb 0xd0000000 + path_color(i) fillstyle solid noborder, \
     for [i = 1:paths] 'ensemble.dat' using 1:(lift(column(3 * i))) with lines \
         linewidth 3.4 linecolor rgb path_casing, \
     for [i = 1:paths] 'ensemble.dat' using 1:(lift(column(3 * i))) with lines \
         linewidth 1.8 linecolor rgb path_color(i)
