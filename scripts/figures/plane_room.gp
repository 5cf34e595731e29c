# The page of the figures in the plane of x1 and x2: a box with equal scales on both axes, as large
# as there is room for, with the colour bar beside it.

bar_gap = 20.0           # from the box to the colour bar
bar_width = 14.0

room_left = 40.0 + digit_width * x2_characters
room_right = bar_gap + bar_width + 34.0 + digit_width * f_characters
room_bottom = 52.0
room_top = 60.0 + title_room    # for the titles, and the legend below them

