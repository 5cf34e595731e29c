# A sweep of one parameter: the iterations, or the objective minus its minimum, as a line over the values of
# the parameter. Variables set by the program:
#
#   $above                   the positions, from 0 to 1, of settings whose values are above the chart
#   tolerance_y              the position of the tolerance on the vertical axis, from 0 to 1; negative: not
#                            in the chart
#
# Data file, in the working directory:
#
#   sweep_line.dat           x y, from 0 to 1, in four blocks: lines through neighbors that have a value;
#                            dots where settings are few or have no such neighbors; rectangles of
#                            settings that do not reach the tolerance, and of those that diverge

line_color = dark ? 0x4aa3ff : 0x0060b0
dot = 2.6    # radius of a dot, in points

do for [i = 1:|$y_marks|] {
    set arrow arrow_chart + i nohead back linecolor rgb pane_line linewidth 0.5 \
        from graph 0, graph tic_place($y_marks[i]) to graph 1, graph tic_place($y_marks[i])
}
set style line 9 linewidth 1 linecolor rgb ink dashtype (14, 9)
if (tolerance_y >= 0) {
    set arrow arrow_tolerance nohead front linestyle 9 from graph 0, graph tolerance_y to graph 1, graph tolerance_y
}
if (tolerance_legend >= 0) {
    set arrow arrow_tolerance + 1 nohead linestyle 9 \
        from screen page_x(tolerance_legend), page_y(tolerance_legend_y) \
        to screen page_x(tolerance_legend + 15), page_y(tolerance_legend_y)
}

# Arrowheads at the upper edge.
do for [i = 1:|$above|] {
    eval mark_command(next_mark, 3, "screen", (box_left + (box_right - box_left) * real($above[i])) / width, \
        (box_top + 5) / height, 4 / width, 4 / height, line_color)
    next_mark = next_mark + 1
}
if (above_legend >= 0) {
    eval mark_command(next_mark, 3, "screen", (above_legend + 8) / width, above_legend_y / height, \
        4 / width, 4 / height, line_color)
}

# The best setting and the run's own.
if (best_legend >= 0) { do for [layer = 0:1] {
    eval line_command(object_best + layer, mark_frame, "graph", best_x, best_y, \
        6 / (box_right - box_left), 6 / (box_top - box_bottom), layer)
} }
if (chosen_legend >= 0) { do for [layer = 0:1] {
    eval line_command(object_ring + layer, mark_1, "graph", x_chosen, y_chosen, \
        ring / (box_right - box_left), ring / (box_top - box_bottom), layer)
} }

# Settings that do not reach the tolerance; settings that diverge; casing of the line; line; dots.
plot 'sweep_line.dat' index 2 with polygons fillcolor rgb never_color fillstyle solid noborder, \
     'sweep_line.dat' index 3 with polygons fillcolor rgb ended_color fillstyle solid noborder, \
     'sweep_line.dat' index 0 with lines linewidth 3.4 linecolor rgb path_casing, \
     'sweep_line.dat' index 0 with lines linewidth 1.8 linecolor rgb line_color, \
     'sweep_line.dat' index 1 using 1:2:(dot / (box_right - box_left)) with circles \
         fillcolor rgb line_color fillstyle solid noborder
