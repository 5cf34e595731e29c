# The page of the surface: a box seen from 30 degrees above the horizon, turned by 60 degrees, with the
# color bar at the right. The program has set:
#
#   formula                  the objective, as enhanced text
#   plot_middle, view_height the middle of the box, in points
#   side                     a side of its floor, in points
#   z_scale                  the height of the box in sides
#   reach                    what 1/263 of a side is on the usual page: labels are so far from the box
#                            as there
#   heading_x, heading_y     the middle of the heading

bar_name = f_name
bar_drawn = 1

legend_marks = 0    # the paths have no marks

# gnuplot fits the view into the box between the margins; a square one leaves the angles as they are.
set lmargin at screen page_x(plot_middle - 0.5 * side)
set rmargin at screen page_x(plot_middle + 0.5 * side)
set bmargin at screen page_y(view_height - 0.5 * side)
set tmargin at screen page_y(view_height + 0.5 * side)
set view 60, 30, 1, z_scale

set label label_heading f_name." = ".formula center textcolor rgb ink font heading_font \
    at screen page_x(heading_x), page_y(heading_y)
