# The page of the surface: the box of the plot seen from 30 degrees above the horizon, turned by 60
# degrees, with the colour bar at the right.

# In this view a box with a square floor and z_scale times as high is 1.366 times as wide as a side
# of the floor, and 0.683 + 0.866 z_scale times as high; its middle is in the middle of the margins.
z_scale = 0.95
room_top = 44.0 + title_room    # for the titles
room_bottom = 40.0       # for the marks
room_left = 58.0 + digit_width * f_characters
room_right = 26.0 + digit_width * x2_characters
