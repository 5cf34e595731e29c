# One line for each optimizer.

set label 3 "Convergence on ".f_name." = ".formula center textcolor rgb ink font ",12" \
    at screen page_x(0.5 * width + 14), page_y(title_y)

plot for [i = 1:paths] 'convergence.dat' using 1:(lift(column(i + 1))) with lines linewidth 3.4 linecolor rgb path_casing, \
     for [i = 1:paths] 'convergence.dat' using 1:(lift(column(i + 1))) with lines linewidth 1.8 linecolor rgb path_colour(i)
