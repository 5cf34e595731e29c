# Two plots, one over the other. The first has the box, all labels and a surface drawn by gnuplot
# (`ground`). The second is for data in coordinates of the image (`faces` and the next part): its origin is
# the center of the box, and its unit a side of the floor.

set multiplot
splot @ground
unset label
unset object
unset arrow

half_view = 0.683 * view_sine + 0.5 * view_cosine * z_scale + 0.02    # half the height of the box, and a margin
view_left = page_x(plot_middle - 0.5 * side)
view_right = page_x(plot_middle + 0.5 * side)
view_bottom = page_y(view_height - 0.5 * side)
view_top = page_y(view_height + 0.5 * side)
set lmargin at screen 0.5 * (view_left + view_right) - 0.8 * (view_right - view_left)
set rmargin at screen 0.5 * (view_left + view_right) + 0.8 * (view_right - view_left)
set bmargin at screen 0.5 * (view_bottom + view_top) - half_view * (view_top - view_bottom)
set tmargin at screen 0.5 * (view_bottom + view_top) + half_view * (view_top - view_bottom)
set xrange [-0.8:0.8]
set yrange [-half_view:half_view]
