# The page of the surface: a view from above on three panes, with the colour bar at the right.
bar_left = width - 90
bar_bottom = 110
bar_top = height - 140
