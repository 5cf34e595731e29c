# The page of the surface: a box seen from 30 degrees above the horizon, turned by 60 degrees, with the
# color bar at the right. The program has set:
#
#   x1_min, x1_max           the bounds; likewise x2_min, x2_max
#   x1_step, x1_format       the distance between the tics of an axis, and how they are labeled; likewise
#                            x2_, f_
#   x1_characters            the length of the longest such label; likewise x2_, f_
#   f_min, f_max             the least and the largest value of the objective within the bounds
#   formula                  the objective, as enhanced text
#   paths                    how many paths are shown: 0, 1 or more

# In this view a box with a square floor and z_scale times as high is 1.366 times as wide as a side
# of the floor, and 0.683 + 0.866 z_scale times as high; its middle is in the middle of the margins.
z_scale = 0.95
legend_height = paths > 0 ? legend_leading * legend_rows : 0
margin_top = 44.0 + title_height + legend_height    # for the title, the heading and the legend
margin_bottom = 40.0       # for the tics
margin_left = 58.0 + digit_width * f_characters
margin_right = 26.0 + digit_width * x2_characters

bar_width = 14.0
bar_space = bar_width + 46 + digit_width * f_characters
side = (height - margin_top - margin_bottom) / (0.683 + 0.866 * z_scale)
if (side > (width - margin_left - margin_right - bar_space) / 1.366) {
    side = (width - margin_left - margin_right - bar_space) / 1.366
}
box_width = 1.366 * side
box_height = (0.683 + 0.866 * z_scale) * side

# Box and bar share what is left of the width, but stay together on a wide page.
spare = width - margin_left - box_width - margin_right - bar_space
apart = spare > 80 ? 40.0 : 0.5 * spare
plot_middle = 0.5 * (spare - apart) + margin_left + 0.5 * box_width
view_height = 0.5 * (margin_bottom + height - margin_top)
bar_left = plot_middle + 0.5 * box_width + margin_right + apart
bar_bottom = view_height - 0.29 * box_height
bar_top = view_height + 0.29 * box_height
bar_name = f_name
bar_drawn = 1

legend_top = view_height + 0.5 * box_height + 5 + legend_height
legend_marks = 0         # the paths have no marks

# gnuplot fits the view into the box between the margins; a square one leaves the angles as they are.
set lmargin at screen page_x(plot_middle - 0.5 * side)
set rmargin at screen page_x(plot_middle + 0.5 * side)
set bmargin at screen page_y(view_height - 0.5 * side)
set tmargin at screen page_y(view_height + 0.5 * side)
set view 60, 30, 1, z_scale

# As many tics on the axis of x1 as there is space for their labels.
while (0.8 * side * x1_step / (x1_max - x1_min) < 6 + digit_width * x1_characters) {
    x1_step = 2 * x1_step
}

# The heading, above the legend.
set label label_heading f_name." = ".formula center textcolor rgb ink font ",12" \
    at screen page_x(plot_middle), \
    page_y(view_height + 0.5 * box_height + (paths > 0 ? 23 : 21) + legend_height)
