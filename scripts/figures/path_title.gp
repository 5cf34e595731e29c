set label 3 "Adam on ".f_name." = ".formula center textcolor rgb ink font ",12" \
    at screen page_x(box_middle), page_y(box_top + 41)

