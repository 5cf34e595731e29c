# The color bar next to the plot. Variables set by the program:
#
#   levels                   the number of colors
#   f_min, f_max             the values at the ends of the bar
#   f_step, f_format         the distance between its tics, and the format of their labels
#   bar_left, bar_right      its edges, in points; likewise bar_bottom, bar_top
#   bar_name_x               the center of its label
#
# and by the script of the page:
#
#   bar_name                 its label, enhanced text
#   bar_drawn                0: only the label is drawn, since the figure has no colors

bar_y(value) = bar_bottom + (bar_top - bar_bottom) * (value - f_min) / (f_max - f_min)
bar_edge(k) = bar_bottom + (bar_top - bar_bottom) * k / levels

# Each box extends to the top and is partly covered by the next one, so that no seams are visible.
do for [k = 0:(bar_drawn ? levels : 0) - 1] {
    set object object_color_bar + k rectangle from screen page_x(bar_left), page_y(bar_edge(k)) \
        to screen page_x(bar_right), page_y(bar_top) \
        fillcolor palette fraction (k + 0.5) / levels fillstyle solid noborder
}
if (bar_drawn) {
    set object object_color_bar + levels rectangle from screen page_x(bar_left), page_y(bar_bottom) \
        to screen page_x(bar_right), page_y(bar_top) \
        fillstyle empty border linecolor rgb ink linewidth 0.8
}

bar_first = ceil(f_min / f_step - 1e-6)
bar_last = bar_drawn ? floor(f_max / f_step + 1e-6) : bar_first - 1
do for [i = bar_first:bar_last] {
    set arrow arrow_color_bar + i - bar_first nohead linecolor rgb ink linewidth 0.8 \
        from screen page_x(bar_right), page_y(bar_y(i * f_step)) \
        to screen page_x(bar_right + 3.5), page_y(bar_y(i * f_step))
    set label label_color_bar + 1 + i - bar_first gprintf(f_format, i * f_step) \
        left textcolor rgb ink at screen page_x(bar_right + 8), page_y(bar_y(i * f_step))
}
set label label_color_bar bar_name center rotate by 90 textcolor rgb ink font ",11" \
    at screen page_x(bar_name_x), page_y(0.5 * (bar_bottom + bar_top))
