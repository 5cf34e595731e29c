# The way of the search over the filled contours: a white dot for every solution, joined by a white
# line, over a dark casing that shows it also where the ground is light.

casing = 0x40000000   # a quarter transparent

set label 3 sprintf("Adam on f(x_1, x_2) = %s", formula) center textcolor rgb ink font ",12" \
    at screen page_x((box_left + box_right) / 2.0), page_y(height - title_top)

plot 'bands.dat' using 1:2:3 with polygons fillcolor palette fillstyle solid noborder, \
     'trajectory.dat' using 2:3 with lines linewidth 3.4 linecolor rgb casing, \
     'trajectory.dat' using 2:3 with points pointtype 7 pointsize 0.62 linecolor rgb casing, \
     'trajectory.dat' using 2:3 with lines linewidth 1.2 linecolor rgb 'white', \
     'trajectory.dat' using 2:3 with points pointtype 7 pointsize 0.42 linecolor rgb 'white'
