# How far each optimizer's search is above the minimum. Data, in the working directory:
#
#   convergence.dat          t and then a column for each optimizer: the objective less the minimum

# The casings of all lines; the lines.
plot for [i = 1:paths] 'convergence.dat' using 1:(lift(column(i + 1))) with lines \
         linewidth 3.4 linecolor rgb path_casing, \
     for [i = 1:paths] 'convergence.dat' using 1:(lift(column(i + 1))) with lines \
         linewidth 1.8 linecolor rgb path_color(i)
