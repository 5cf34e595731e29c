bar_width = 14.0
bar_room = bar_width + 46 + digit_width * f_characters
side = (height - room_top - room_bottom) / (0.683 + 0.866 * z_scale)
if (side > (width - room_left - room_right - bar_room) / 1.366) {
    side = (width - room_left - room_right - bar_room) / 1.366
}
box_width = 1.366 * side
box_height = (0.683 + 0.866 * z_scale) * side

# Box and bar share what is left of the width, but stay together on a wide page.
spare = width - room_left - box_width - room_right - bar_room
apart = spare > 80 ? 40.0 : 0.5 * spare
view_middle = 0.5 * (spare - apart) + room_left + 0.5 * box_width
middle = view_middle
view_height = 0.5 * (room_bottom + height - room_top)
bar_left = view_middle + 0.5 * box_width + room_right + apart
bar_bottom = view_height - 0.29 * box_height
bar_top = view_height + 0.29 * box_height

# gnuplot fits the view into the box between the margins; a square one leaves the angles as they are.
set lmargin at screen page_x(view_middle - 0.5 * side)
set rmargin at screen page_x(view_middle + 0.5 * side)
set bmargin at screen page_y(view_height - 0.5 * side)
set tmargin at screen page_y(view_height + 0.5 * side)
set view 60, 30, 1, z_scale

# As many marks on the axis of x1 as their labels leave room for.
while (0.8 * side * x1_step / (x1_max - x1_min) < 6 + digit_width * x1_characters) {
    x1_step = 2 * x1_step
}
