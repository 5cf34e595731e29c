# The objective minus its minimum for each optimizer. Data file, in the working directory:
#
#   convergence.dat          t, then one column for each optimizer: the objective minus its minimum

# Casings of all lines; lines.
plot for [i = 1:paths] 'convergence.dat' using 1:(lift(column(i + 1))) with lines \
         linewidth 3.4 linecolor rgb path_casing, \
     for [i = 1:paths] 'convergence.dat' using 1:(lift(column(i + 1))) with lines \
         linewidth 1.8 linecolor rgb path_color(i)
