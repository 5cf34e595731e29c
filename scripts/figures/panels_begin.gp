# The heading, the legend and the color bar around the panels of contour_panels.gp. They are drawn with an
# empty plot, and are not part of the panels.

set multiplot
unset border
unset xtics
unset ytics
plot NaN
unset label
unset object
unset arrow
set border 31 linewidth 0.8 linecolor rgb ink
