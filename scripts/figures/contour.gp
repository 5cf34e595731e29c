# The objective as filled contours.

plot @filled_contours
