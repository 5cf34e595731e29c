# The color bar next to the plot or below it. Variables set by the program:
#
#   levels                   the number of colors
#   f_min, f_max             the values at the ends of the bar
#   $f_tics, f_note          its tics, and the note on their labels: see style.gp
#   f_note_x, f_note_y       where the note starts, in points
#   bar_lies                 1: the bar is horizontal, below the plot
#   bar_left, bar_right      its edges, in points; likewise bar_bottom, bar_top
#   bar_name_x, bar_name_y   the center of its label
#
# and by the script of the page:
#
#   bar_name                 its label, enhanced text
#   bar_drawn                0: no bar, since the figure has no colors

bar_part(value) = (value - f_min) / (f_max - f_min)
bar_x(part) = page_x(bar_left + (bar_right - bar_left) * part)
bar_y(part) = page_y(bar_bottom + (bar_top - bar_bottom) * part)

# Each box extends to the end and is partly covered by the next one, so that no seams are visible.
do for [k = 0:(bar_drawn ? levels : 0) - 1] {
    set object object_color_bar + k rectangle \
        from screen bar_x(bar_lies ? 1.0 * k / levels : 0), bar_y(bar_lies ? 0 : 1.0 * k / levels) \
        to screen page_x(bar_right), page_y(bar_top) \
        fillcolor palette fraction (k + 0.5) / levels fillstyle solid noborder
}
if (bar_drawn) {
    set object object_color_bar + levels rectangle from screen page_x(bar_left), page_y(bar_bottom) \
        to screen page_x(bar_right), page_y(bar_top) \
        fillstyle empty border linecolor rgb ink linewidth 0.8
}

# The tics, on the right or below, if the bar is drawn.
do for [i = 1:bar_drawn && !bar_lies ? |$f_tics| : 0] {
    v = bar_part(tic_place($f_tics[i]))
    set arrow arrow_color_bar + i - 1 nohead linecolor rgb ink linewidth 0.8 \
        from screen page_x(bar_right), bar_y(v) to screen page_x(bar_right + 3.5), bar_y(v)
    set label label_color_bar + i tic_label($f_tics[i]) \
        left textcolor rgb ink at screen page_x(bar_right + 8), bar_y(v)
}
do for [i = 1:bar_drawn && bar_lies ? |$f_tics| : 0] {
    v = bar_part(tic_place($f_tics[i]))
    set arrow arrow_color_bar + i - 1 nohead linecolor rgb ink linewidth 0.8 \
        from screen bar_x(v), page_y(bar_bottom) to screen bar_x(v), page_y(bar_bottom - 3.5)
    set label label_color_bar + i tic_label($f_tics[i]) \
        center textcolor rgb ink at screen bar_x(v), page_y(bar_bottom - 19)
}
set label label_color_bar bar_name center rotate by (bar_lies ? 0 : 90) textcolor rgb ink font ",11" \
    at screen page_x(bar_name_x), page_y(bar_name_y)
set label label_note + 2 f_note left textcolor rgb ink at screen page_x(f_note_x), page_y(f_note_y)
