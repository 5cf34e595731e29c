# How far each optimizer's search is above the minimum. The program has set:
#
#   columns                  1: a row of the data is a column of the chart, with several iterations
#
# Data, in the working directory:
#
#   convergence.dat          t and then a column for each optimizer: the objective less the minimum; or
#                            where columns is 1, three: the least, the median and the largest value

value_column(i) = columns ? 3 * i : i + 1
clamp(v) = v != v ? NaN : v > 10**excess_max ? excess_max : lift(v)

# The envelopes; the casings of all lines; the lines.
plot for [i = 1:paths * columns] 'convergence.dat' \
         using 1:(clamp(column(3 * i - 1))):(clamp(column(3 * i + 1))) with filledcurves \
         fillcolor rgb 0xa0000000 + path_color(i) fillstyle solid noborder, \
     for [i = 1:paths] 'convergence.dat' using 1:(lift(column(value_column(i)))) with lines \
         linewidth 3.4 linecolor rgb path_casing, \
     for [i = 1:paths] 'convergence.dat' using 1:(lift(column(value_column(i)))) with lines \
         linewidth 1.8 linecolor rgb path_color(i)
