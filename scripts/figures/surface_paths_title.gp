# The title of paths on the surface, with the legend's rows below it.

set label 3 f_name." = ".formula center textcolor rgb ink font ",12" \
    at screen page_x(view_middle), page_y(view_height + 0.5 * box_height + 23 + legend_height)
legend_top = view_height + 0.5 * box_height + 5 + legend_height
legend_middle = view_middle
start_size = 3.3
start_edge = 1.7
minimum_size = 2.9
minimum_edge = 0.7
legend_marks = 0    # the paths on the surface have none
