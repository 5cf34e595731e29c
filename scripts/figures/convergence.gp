# The objective minus its minimum for each optimizer. Variables set by the program:
#
#   columns                  1: each row of the data is a column of the chart, with several iterations
#
# Data file, in the working directory:
#
#   convergence.dat          t, then one column for each optimizer: the objective minus its minimum; if
#                            columns is 1, three columns: the least, median and largest value

value_column(i) = columns ? 3 * i : i + 1
clamp(v) = v != v ? NaN : v > 10**excess_max ? excess_max : lift(v)

# Envelopes; casings of all lines; lines.
plot for [i = 1:paths * columns] 'convergence.dat' \
         using 1:(clamp(column(3 * i - 1))):(clamp(column(3 * i + 1))) with filledcurves \
         fillcolor rgb 0xa0000000 + path_color(i) fillstyle solid noborder, \
     for [i = 1:paths] 'convergence.dat' using 1:(lift(column(value_column(i)))) with lines \
         linewidth 3.4 linecolor rgb path_casing, \
     for [i = 1:paths] 'convergence.dat' using 1:(lift(column(value_column(i)))) with lines \
         linewidth 1.8 linecolor rgb path_color(i)
