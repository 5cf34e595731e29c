# The last image of the animation: the start and the minima, which lie over all.

eval transparent_page
eval next_image
plot NaN
