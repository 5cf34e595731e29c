set label 3 f_name." = ".formula center textcolor rgb ink font ",12" \
    at screen page_x(view_middle), page_y(view_height + 0.5 * box_height + 21)

