# The first picture of the animation: the filled contours without the path. What the others, which are
# drawn on nothing and put over it, must not have again goes.

if (!exists('to_stdout')) { set output 'contour_path_000.png' }
plot 'bands.dat' using 1:2:3 with polygons fillcolor palette fillstyle solid noborder

unset label
unset object
unset arrow
unset border
unset xtics
unset ytics
