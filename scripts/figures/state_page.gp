# The page of the figure state: a column of panels for each variable, a row for quantities that belong on
# the same axis, over the updates on a logarithmic axis. Variables set by the program:
#
#   optimizer, formula       the optimizer's label, and the objective as enhanced text, for the heading
#   heading_x, heading_y     the center of the heading, in points
#   rows                     the number of rows; panels are numbered row by row, two in each
#   panel_1_left, ...        the edges of each panel, in points; likewise panel_1_right, panel_1_bottom,
#                            panel_1_top, ...
#   lines_1, ...             the number of lines in each panel of a row
#   is_log_1, ...            1: the row has logarithmic axes
#   t_low, t_high            the horizontal range; t_high is the logarithm of the last update
#   $t_marks                 tics below the panels: position along the axis, from 0 to 1, and label
#   $state_labels            labels of the panels: panel, position from 0 to 1, label
#   $state_titles            titles of the rows: x, y, text
#   $state_keys              names of the lines: x and y of the sample before it, color, text; the color
#                            is that of a path, or 0 for a line shown for comparison
#   $state_notes             notes of the rows: x of the right end, y, text
#   column_1_x, column_1_y   the center of the first variable's name; likewise column_2_x, column_2_y
#   t_name_x, t_name_y       the center of the axis label

panel(i, name) = value(sprintf('panel_%d_%s', i, name))
panel_y(i, part) = panel(i, 'bottom') + part * (panel(i, 'top') - panel(i, 'bottom'))
rest(line, n) = n == 0 ? line : rest(line[strlen(word(line, 1)) + 2:*], n - 1)
line_color(color) = color == 0 ? others_color : path_color(color)

set xrange [t_low:t_high]
set yrange [0:1]
unset xtics
unset ytics
set border 3 linewidth 0.8 linecolor rgb ink

next_label = label_chart
next_arrow = arrow_chart
do for [k = 1:|$state_labels|] {
    i = int(word($state_labels[k], 1))
    y = panel_y(i, real(word($state_labels[k], 2)))
    set arrow next_arrow nohead back linecolor rgb pane_line linewidth 0.5 \
        from screen page_x(panel(i, 'left')), page_y(y) to screen page_x(panel(i, 'right')), page_y(y)
    set label next_label rest($state_labels[k], 2) right textcolor rgb ink \
        at screen page_x(panel(i, 'left') - 7), page_y(y)
    next_arrow = next_arrow + 1
    next_label = next_label + 1
}
do for [i = 2 * rows - 1:2 * rows] { do for [k = 1:|$t_marks|] {
    x = panel(i, 'left') + tic_place($t_marks[k]) * (panel(i, 'right') - panel(i, 'left'))
    set arrow next_arrow nohead front linecolor rgb ink linewidth 0.8 \
        from screen page_x(x), page_y(panel(i, 'bottom')) to screen page_x(x), page_y(panel(i, 'bottom') - 4)
    set label next_label tic_label($t_marks[k]) center textcolor rgb ink \
        at screen page_x(x), page_y(panel(i, 'bottom') - 15)
    next_arrow = next_arrow + 1
    next_label = next_label + 1
} }
do for [k = 1:|$state_titles|] {
    set label next_label rest($state_titles[k], 2) noenhanced left textcolor rgb ink \
        at screen page_x(real(word($state_titles[k], 1))), page_y(real(word($state_titles[k], 2)))
    next_label = next_label + 1
}
do for [k = 1:|$state_keys|] {
    x = real(word($state_keys[k], 1))
    y = real(word($state_keys[k], 2))
    set arrow next_arrow nohead front linewidth 1.8 linecolor rgb line_color(int(word($state_keys[k], 3))) \
        from screen page_x(x), page_y(y) to screen page_x(x + 16), page_y(y)
    set label next_label rest($state_keys[k], 3) noenhanced left textcolor rgb ink \
        at screen page_x(x + 21), page_y(y)
    next_arrow = next_arrow + 1
    next_label = next_label + 1
}
do for [k = 1:|$state_notes|] {
    set label next_label rest($state_notes[k], 2) noenhanced right textcolor rgb ink \
        at screen page_x(real(word($state_notes[k], 1))), page_y(real(word($state_notes[k], 2)))
    next_label = next_label + 1
}
set label label_panel x1_name center textcolor rgb ink font ",11" \
    at screen page_x(column_1_x), page_y(column_1_y)
set label label_panel + 1 x2_name center textcolor rgb ink font ",11" \
    at screen page_x(column_2_x), page_y(column_2_y)
set label label_axis "update t (logarithmic)" center textcolor rgb ink font ",11" \
    at screen page_x(t_name_x), page_y(t_name_y)
set label label_heading "Inside ".optimizer." on ".f_name." = ".formula center textcolor rgb ink \
    font heading_font at screen page_x(heading_x), page_y(heading_y)
