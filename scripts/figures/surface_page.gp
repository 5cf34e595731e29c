# The page of the surface: the box of the plot seen from 30 degrees above the horizon, turned by 60
# degrees, with the colour bar at the right.

bar_width = 14.0
bar_left = width - 46 - bar_width - digit_width * f_characters
bar_bottom = 0.5 * height - 116
bar_top = 0.5 * height + 116

# In this view a box with a square floor and z_scale times as high is 1.366 times as wide as a side
# of the floor, and 0.683 + 0.866 z_scale times as high; its middle is in the middle of the margins.
z_scale = 0.95
room_top = 44.0          # for the title
room_bottom = 40.0       # for the marks
room_left = 58.0 + digit_width * f_characters
room_right = 26.0 + digit_width * x2_characters
side = (height - room_top - room_bottom) / (0.683 + 0.866 * z_scale)
if (side > (bar_left - room_left - room_right) / 1.366) {
    side = (bar_left - room_left - room_right) / 1.366
}
view_middle = 0.5 * (room_left + bar_left - room_right)
view_left = view_middle - 0.5 * side
view_bottom = 0.5 * (room_bottom + height - room_top - side)
# As many marks on the axis of x1 as their labels leave room for.
while (0.8 * side * x1_step / (x1_max - x1_min) < 6 + digit_width * x1_characters) {
    x1_step = 2 * x1_step
}
set lmargin at screen page_x(view_left)
set rmargin at screen page_x(view_left + side)
set bmargin at screen page_y(view_bottom)
set tmargin at screen page_y(view_bottom + side)
set view 60, 30, 1, z_scale
