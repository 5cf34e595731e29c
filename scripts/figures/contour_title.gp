# The objective as filled contours.

set label 3 f_name." = ".formula center textcolor rgb ink font ",12" \
    at screen page_x(box_middle), page_y(box_top + 22)

