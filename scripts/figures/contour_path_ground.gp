# The first image of the animation: the filled contours without the path. What the others, which are
# drawn on nothing and put over it, must not have again goes.

plot @filled_contours

unset label
unset object
unset arrow
unset border
unset xtics
unset ytics
