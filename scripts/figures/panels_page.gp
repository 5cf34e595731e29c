# The page of several charts side by side, one panel for each line: the objective minus its minimum, on a
# logarithmic scale, against the iterations. Variables set by the program: those of chart_page.gp for axes,
# heading and tolerance, and
#
#   panel_1_left, ...        the edges of each panel, in points; likewise panel_1_right, panel_1_bottom,
#                            panel_1_top, ...
#   panel_1_first, ...       1: the first in its row, with labels on the left
#   panel_1_last, ...        1: the last in its column, with labels below
#   panel_1_name, ...        the name above it, plain text
#   panel_1_note, ...        the text after the name, or below it: at panel_1_note_x and panel_1_note_y,
#                            in points
#   panel_1_name_y, ...      the vertical position of the name

set xrange [0:t_max]
set yrange [excess_min:excess_max]
unset ytics

its(name, i) = value(sprintf('%s_%d', name, i))
panel(i, name) = value(sprintf('panel_%d_%s', i, name))
panel_y(i, part) = panel(i, 'bottom') + part * (panel(i, 'top') - panel(i, 'bottom'))

# Horizontal lines, labels and names of all panels.
next_label = label_chart
next_arrow = arrow_chart
do for [i = 1:paths] {
    do for [k = 1:|$excess_marks|] {
        y = panel_y(i, tic_place($excess_marks[k]))
        set arrow next_arrow nohead back linecolor rgb pane_line linewidth 0.5 \
            from screen page_x(panel(i, 'left')), page_y(y) to screen page_x(panel(i, 'right')), page_y(y)
        next_arrow = next_arrow + 1
        if (panel(i, 'first')) {
            set label next_label tic_label($excess_marks[k]) right textcolor rgb ink \
                at screen page_x(panel(i, 'left') - 7), page_y(y)
        }
        next_label = next_label + 1
    }
    if (shows_tolerance) {
        y = panel_y(i, (tolerance_level - excess_min) / (excess_max - excess_min))
        set arrow next_arrow nohead back linecolor rgb ink linewidth 1 dashtype (14, 9) \
            from screen page_x(panel(i, 'left')), page_y(y) to screen page_x(panel(i, 'right')), page_y(y)
        next_arrow = next_arrow + 1
    }
    set label next_label panel(i, 'name') noenhanced left textcolor rgb path_color(i) \
        at screen page_x(panel(i, 'left') + 6), page_y(panel(i, 'name_y'))
    set label next_label + 1 panel(i, 'note') noenhanced left textcolor rgb path_color(i) \
        at screen page_x(panel(i, 'note_x')), page_y(panel(i, 'note_y'))
    next_label = next_label + 2
}
set border 3 linewidth 0.8 linecolor rgb ink

set label label_axis "iterations" center textcolor rgb ink font ",11" \
    at screen page_x(t_name_x), page_y(t_name_y)
set label label_axis + 1 excess_name center rotate by 90 textcolor rgb ink font ",11" \
    at screen page_x(18), page_y(excess_name_y)
set label label_heading heading.f_name." = ".formula center textcolor rgb ink font heading_font \
    at screen page_x(heading_x), page_y(heading_y)

# Logarithms: see chart_page.gp.
lift(v) = v > 1.7976931348623157e308 || v != v ? NaN : v > 10**excess_min ? log10(v) : excess_min
