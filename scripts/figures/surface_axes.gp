# The objective as a surface, over panes with a grid. Panes, grid, axes and marks are all placed
# here: gnuplot's own would show through the surface, or differ from release to release.

set xrange [x1_min:x1_max]
set yrange [x2_min:x2_max]
set zrange [f_min:f_max]
set cbrange [f_min:f_max]
set xyplane at f_min
set zero 0
unset border
unset tics
set pm3d depthorder border linecolor rgb 0xa0000000 linewidth 0.35

