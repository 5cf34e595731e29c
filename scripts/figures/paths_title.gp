# The title of several paths, with the legend's rows below it.

set label 3 f_name." = ".formula center textcolor rgb ink font ",12" \
    at screen page_x(box_middle), page_y(box_top + 41 + legend_height)
legend_top = box_top + 24 + legend_height
legend_middle = box_middle
legend_marks = 1
