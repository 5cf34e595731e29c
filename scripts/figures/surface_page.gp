# The page of the surface: a box seen from above the horizon, rotated by 60 degrees, with the
# color bar on the right or below. Variables set by the program:
#
#   formula                  the objective, enhanced text
#   plot_middle, view_height the center of the box, in points
#   side                     the length of a side of its floor, in points
#   z_scale                  the height of the box divided by that length
#   view_elevation           how far above the horizon the viewer is, in degrees
#   view_sine, view_cosine   the sine and the cosine of this angle
#   reach                    1/263 of a side on the default page, the unit of the distances of labels
#                            from the box, which are the same on larger pages
#   heading_x, heading_y     the center of the heading

bar_name = f_name
bar_drawn = 1

legend_marks = 0    # the paths have no marks

# gnuplot fits the view into the rectangle between the margins; a square preserves the angles.
set lmargin at screen page_x(plot_middle - 0.5 * side)
set rmargin at screen page_x(plot_middle + 0.5 * side)
set bmargin at screen page_y(view_height - 0.5 * side)
set tmargin at screen page_y(view_height + 0.5 * side)
set view 90 - view_elevation, 30, 1, z_scale

set label label_heading f_name." = ".formula center textcolor rgb ink font heading_font \
    at screen page_x(heading_x), page_y(heading_y)
