# The first image of an animation of several paths: the faded contours without the paths. The other images
# are transparent and are laid over this one, so everything that they must not repeat is unset below.

plot @filled_contours, @veil_element

unset label
unset object
unset arrow
unset border
unset xtics
unset ytics
