# The image before the last of the animation: the start and the minima, in front of everything else.

eval transparent_page
eval next_image
plot NaN
