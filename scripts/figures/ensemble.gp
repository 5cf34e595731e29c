# For each optimizer the median of all runs, in a band from the 10 % quantile to the 90 % quantile.

set label 3 sprintf("%d random starts on %s = %s", runs, f_name, formula) center textcolor rgb ink font ",12" \
    at screen page_x(0.5 * (box_left + width - 20)), page_y(title_y)

# A quantile that is no finite number, since so many runs ended so, is above all of the scale.
clamp(v) = v < high ? lift(v) : high
plot for [i = 1:paths] 'ensemble.dat' using 1:(clamp(column(3 * i - 1))):(clamp(column(3 * i + 1))) \
         with filledcurves fillcolor rgb 0xd0000000 + path_colour(i) fillstyle solid noborder, \
     for [i = 1:paths] 'ensemble.dat' using 1:(clamp(column(3 * i))) with lines linewidth 3.4 linecolor rgb path_casing, \
     for [i = 1:paths] 'ensemble.dat' using 1:(clamp(column(3 * i))) with lines linewidth 1.8 linecolor rgb path_colour(i)
