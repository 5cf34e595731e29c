# What each colour means: a bar from bar_bottom to bar_top with its left edge at bar_left.

bar_right = bar_left + bar_width
bar_y(value) = bar_bottom + (bar_top - bar_bottom) * (value - f_min) / (f_max - f_min)
bar_edge(k) = bar_bottom + (bar_top - bar_bottom) * k / levels

# Each box reaches up to the top, and the next one covers what is too much of it: no seams.
do for [k = 0:levels - 1] {
    set object 100 + k rectangle from screen page_x(bar_left), page_y(bar_edge(k)) \
        to screen page_x(bar_right), page_y(bar_top) \
        fillcolor palette fraction (k + 0.5) / levels fillstyle solid noborder
}
set object 100 + levels rectangle from screen page_x(bar_left), page_y(bar_bottom) \
    to screen page_x(bar_right), page_y(bar_top) \
    fillstyle empty border linecolor rgb ink linewidth 0.8

bar_first = ceil(f_min / f_step - 1e-6)
bar_last = floor(f_max / f_step + 1e-6)
do for [i = bar_first:bar_last] {
    set arrow 100 + i - bar_first nohead linecolor rgb ink linewidth 0.8 \
        from screen page_x(bar_right), page_y(bar_y(i * f_step)) \
        to screen page_x(bar_right + 3.5), page_y(bar_y(i * f_step))
    set label 100 + i - bar_first gprintf(f_format, i * f_step) left textcolor rgb ink \
        at screen page_x(bar_right + 8), page_y(bar_y(i * f_step))
}
set label 99 f_name center rotate by 90 textcolor rgb ink font ",11" \
    at screen page_x(bar_right + 22 + digit_width * f_characters), \
    page_y((bar_bottom + bar_top) / 2.0)
