# The page of the charts: the objective minus its minimum, on a logarithmic scale, against the
# iterations, with the names of the lines at their ends. Variables set by the program:
#
#   t_max, t_step, t_format             the last iteration, the tic spacing, the tic label format
#   excess_min, excess_max              the range of the vertical axis, as exponents of ten;
#                                       excess_step is the distance between its tics
#   excess_name                         the label of the vertical axis, enhanced text
#   heading, formula                    the heading and the objective that follows it, enhanced text
#   heading_x, heading_y                the center of the heading, in points
#   box_left, box_right                 the edges of the chart; likewise box_bottom, box_top
#   paths, label_1, ..., end_1, ...     the lines: their number, names, last values as exponents of
#   last_1, ...                         ten, and the iterations of the last values
#   at_ends                             1: names at the ends of the lines; 0: in rows above the chart
#   name_y_1, ..., name_x_1, ...        positions of the names; name_x_ is undefined if at_ends is 1

set lmargin at screen page_x(box_left)
set rmargin at screen page_x(box_right)
set bmargin at screen page_y(box_bottom)
set tmargin at screen page_y(box_top)
set xrange [0:t_max]
set yrange [excess_min:excess_max]
set xtics t_step format t_format nomirror out scale 0.6 textcolor rgb ink
unset ytics

# Horizontal lines and labels at powers of ten.
first_line = ceil(excess_min / excess_step)
do for [i = first_line:floor(excess_max / excess_step)] {
    v = i * excess_step
    set arrow arrow_chart + i - first_line nohead back linecolor rgb pane_line linewidth 0.5 \
        from graph 0, first v to graph 1, first v
    set label label_chart + i - first_line gprintf(excess_format, v) right textcolor rgb ink \
        at screen page_x(box_left - 7), first v
}
set border 3 linewidth 0.8 linecolor rgb ink

set label label_axis "iterations" center textcolor rgb ink font ",11" \
    at screen page_x(0.5 * (box_left + box_right)), page_y(box_bottom - 36)
set label label_axis + 1 excess_name center rotate by 90 textcolor rgb ink font ",11" \
    at screen page_x(18), page_y(0.5 * (box_bottom + box_top))

line_y(i) = box_bottom + (box_top - box_bottom) * (value(sprintf('end_%d', i)) - excess_min) / (excess_max - excess_min)
name_x(i) = value(sprintf('name_x_%d', i))
name_y(i) = value(sprintf('name_y_%d', i))

# The names at the ends, each joined to its line where the two are apart.
if (at_ends) { do for [i = 1:paths] {
    set label label_chart_name + i value(sprintf('label_%d', i)) noenhanced left textcolor rgb path_color(i) \
        at screen page_x(box_right + 12), page_y(name_y(i))
    if (abs(name_y(i) - line_y(i)) > 3 || value(sprintf('last_%d', i)) == t_max) {
        set arrow arrow_chart_name + i nohead back linecolor rgb path_color(i) linewidth 0.7 \
            from screen page_x(box_right + 1), page_y(line_y(i)) \
            to screen page_x(box_right + 9), page_y(name_y(i))
    }
} }

# The rows above the chart.
if (!at_ends) { do for [i = 1:paths] {
    set arrow arrow_chart_name + i nohead front linewidth 1.8 linecolor rgb path_color(i) \
        from screen page_x(name_x(i)), page_y(name_y(i)) to screen page_x(name_x(i) + 18), page_y(name_y(i))
    set label label_chart_name + i value(sprintf('label_%d', i)) noenhanced left textcolor rgb ink \
        at screen page_x(name_x(i) + 23), page_y(name_y(i))
} }
set label label_heading heading.f_name." = ".formula center textcolor rgb ink font ",12" \
    at screen page_x(heading_x), page_y(heading_y)

# Logarithms. Values below the scale, 0 among them, are drawn at its lower edge; values that are not
# finite are not drawn; lines with values above the scale leave the chart.
lift(v) = v > 1.7976931348623157e308 || v != v ? NaN : v > 10**excess_min ? log10(v) : excess_min
