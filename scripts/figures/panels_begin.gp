# What is around the panels of contours: heading, legend and color bar are drawn with an empty plot, of which
# the panels keep nothing.

set multiplot
unset border
unset xtics
unset ytics
plot NaN
unset label
unset object
unset arrow
set border 31 linewidth 0.8 linecolor rgb ink
