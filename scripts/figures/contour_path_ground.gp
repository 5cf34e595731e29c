# The first image of the animation: the filled contours without the path. The other images are
# transparent and are laid over this one, so everything that they must not repeat is unset below.

plot @filled_contours

unset label
unset object
unset arrow
unset border
unset xtics
unset ytics
