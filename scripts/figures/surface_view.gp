# Two plots, over one another. The first one has the box and all labels, and a surface that gnuplot draws,
# by `ground`; the second one, for what is placed in the image, by `faces` and what follows, has the middle
# of the box at 0, 0 and a side of its floor as its unit.

set multiplot
splot @ground
unset label
unset object
unset arrow

view_left = page_x(plot_middle - 0.5 * side)
view_right = page_x(plot_middle + 0.5 * side)
view_bottom = page_y(view_height - 0.5 * side)
view_top = page_y(view_height + 0.5 * side)
set lmargin at screen 0.5 * (view_left + view_right) - 0.8 * (view_right - view_left)
set rmargin at screen 0.5 * (view_left + view_right) + 0.8 * (view_right - view_left)
set bmargin at screen 0.5 * (view_bottom + view_top) - 0.8 * (view_top - view_bottom)
set tmargin at screen 0.5 * (view_bottom + view_top) + 0.8 * (view_top - view_bottom)
set xrange [-0.8:0.8]
set yrange [-0.8:0.8]
