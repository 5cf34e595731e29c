# The first image of the animation of several paths: the filled contours, faded, without the paths. What the
# others, which are drawn on nothing and put over it, must not have again goes.

plot @filled_contours, @veil_element

unset label
unset object
unset arrow
unset border
unset xtics
unset ytics
