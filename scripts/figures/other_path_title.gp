# The title of a path that is not Adam's: `optimizer` is its name.

set label 3 optimizer." on ".f_name." = ".formula center textcolor rgb ink font ",12" \
    at screen page_x(width < 560 ? 0.5 * width : box_middle), page_y(box_top + 41)
