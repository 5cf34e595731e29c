# The page of a chart: the objective minus its minimum, on a logarithmic scale, against the iterations,
# with the names of the lines at their ends. Variables set by the program:
#
#   t_max, $t_tics                      the last iteration, and the tics: see style.gp
#   t_name, t_name_x, t_name_y          the axis label, and its center, in points
#   excess_min, excess_max              the range of the vertical axis, as exponents of ten
#   $excess_marks                       its tics: position along the axis, from 0 to 1, and label
#   excess_name, excess_name_y          the label of the vertical axis, enhanced text, and its center
#   shows_tolerance, tolerance_level    1: the tolerance is in the range, at this exponent of ten
#   heading, formula                    the heading and the objective that follows it, enhanced text; if
#                                       formula is empty, there is none
#   heading_x, heading_y                the center of the heading, in points
#   box_left, box_right                 the edges of the chart; likewise box_bottom, box_top
#   paths, label_1, ..., end_1, ...     the lines: their number, names, last values as exponents of
#   last_1, ...                         ten, and the iterations of the last values
#   at_ends                             1: names at the ends of the lines; 0: in rows above the chart
#   name_y_1, ..., name_x_1, ...        positions of the names; name_x_ is undefined if at_ends is 1
#   leaves_1, ...                       1: the line leaves the chart, and its name is there, at
#   exit_x_1, exit_y_1, ...             this position, in points
#   exit_inside_1, ...                  1: the line ends there without having reached the edge
#   exit_text_1, ...                    the text at this exit, at exit_label_x_1 and exit_label_y_1
#   exit_left_1, ...                    1: the text ends there, to the left of the exit
#   first_1, stays_1, ...               where the line is first below the tolerance, and from where it
#                                       stays below; negative: nowhere

set lmargin at screen page_x(box_left)
set rmargin at screen page_x(box_right)
set bmargin at screen page_y(box_bottom)
set tmargin at screen page_y(box_top)
set xrange [0:t_max]
set yrange [excess_min:excess_max]
set xtics ()
do for [i = 1:|$t_tics|] { set xtics add (tic_label($t_tics[i]) tic_place($t_tics[i])) }
set xtics nomirror out scale 0.6 textcolor rgb ink
unset ytics

# Horizontal lines, and labels.
do for [i = 1:|$excess_marks|] {
    v = tic_place($excess_marks[i])
    set arrow arrow_chart + i nohead back linecolor rgb pane_line linewidth 0.5 \
        from graph 0, graph v to graph 1, graph v
    set label label_chart + i tic_label($excess_marks[i]) right textcolor rgb ink \
        at screen page_x(box_left - 7), page_y(box_bottom + v * (box_top - box_bottom))
}
if (shows_tolerance) {
    set arrow arrow_tolerance nohead back linecolor rgb ink linewidth 1 dashtype (14, 9) \
        from graph 0, first tolerance_level to graph 1, first tolerance_level
}
set border 3 linewidth 0.8 linecolor rgb ink

set label label_axis t_name center textcolor rgb ink font ",11" \
    at screen page_x(t_name_x), page_y(t_name_y)
set label label_axis + 1 excess_name center rotate by 90 textcolor rgb ink font ",11" \
    at screen page_x(18), page_y(excess_name_y)
set label label_heading heading.(formula eq '' ? '' : f_name." = ".formula) center textcolor rgb ink font heading_font \
    at screen page_x(heading_x), page_y(heading_y)

line_y(i) = box_bottom + (box_top - box_bottom) * (value(sprintf('end_%d', i)) - excess_min) / (excess_max - excess_min)
its(name, i) = value(sprintf('%s_%d', name, i))

# The names at the ends, each joined to its line where the two are apart.
do for [i = 1:paths * at_ends] { if (!its('leaves', i)) {
    set label label_chart_name + i its('label', i) noenhanced left textcolor rgb path_color(i) \
        at screen page_x(box_right + 12), page_y(its('name_y', i))
    if (abs(its('name_y', i) - line_y(i)) > 3 || its('last', i) == t_max) {
        set arrow arrow_chart_name + i nohead back linecolor rgb path_color(i) linewidth 0.7 \
            from screen page_x(box_right + 1), page_y(line_y(i)) \
            to screen page_x(box_right + 9), page_y(its('name_y', i))
    }
} }

# The rows above the chart.
do for [i = 1:paths * !at_ends] {
    set arrow arrow_chart_name + i nohead front linewidth 1.8 linecolor rgb path_color(i) \
        from screen page_x(its('name_x', i)), page_y(its('name_y', i)) \
        to screen page_x(its('name_x', i) + 18), page_y(its('name_y', i))
    set label label_chart_name + i its('label', i) noenhanced left textcolor rgb ink \
        at screen page_x(its('name_x', i) + 23), page_y(its('name_y', i))
}

# Where lines leave the chart: a mark and a line from it down to its text. The mark is an arrowhead at the
# upper edge, or a square where the line ends inside.
do for [i = 1:paths] { if (its('leaves', i)) {
    x = its('exit_x', i)
    y = its('exit_y', i)
    inside = its('exit_inside', i)
    set arrow arrow_exit + i nohead back linecolor rgb path_color(i) linewidth 0.7 \
        from screen page_x(x), page_y(y) to screen page_x(x), page_y(its('exit_label_y', i))
    set arrow arrow_exit + 10 + i nohead back linecolor rgb path_color(i) linewidth 0.7 \
        from screen page_x(x), page_y(its('exit_label_y', i)) \
        to screen page_x(its('exit_label_x', i) + (its('exit_left', i) ? 3 : -3)), page_y(its('exit_label_y', i))
    eval mark_command(next_mark, inside ? 2 : 3, "screen", x / width, (y + (inside ? 0 : 3)) / height, \
        4 / width, 4 / height, path_color(i))
    next_mark = next_mark + 1
    if (its('exit_left', i)) {
        set label label_exit + i its('exit_text', i) noenhanced right front textcolor rgb path_color(i) \
            at screen page_x(its('exit_label_x', i)), page_y(its('exit_label_y', i))
    } else {
        set label label_exit + i its('exit_text', i) noenhanced left front textcolor rgb path_color(i) \
            at screen page_x(its('exit_label_x', i)), page_y(its('exit_label_y', i))
    }
} }

# Where lines cross the tolerance: rings where they are first below it, dots from where they stay below.
do for [i = 1:paths] {
    crossings = its('first', i) == its('stays', i) ? "stays" : "first stays"
    do for [name in crossings] { if (its(name, i) >= 0) { do for [layer = 0:1] {
        r = (name eq 'first' ? 2.6 : 3.4) + (layer == 0 ? 1.2 : 0)
        eval mark_command(next_mark, 1, "screen", \
            (box_left + (box_right - box_left) * its(name, i) / t_max) / width, \
            (box_bottom + (box_top - box_bottom) * (tolerance_level - excess_min) \
                / (excess_max - excess_min)) / height, \
            r / width, r / height, (name eq 'first') == (layer == 0) ? path_color(i) : path_casing)
        next_mark = next_mark + 1
    } } }
}

# Logarithms. Values below the scale, 0 among them, are drawn at its lower edge; values that are not
# finite are not drawn; lines with values above the scale leave the chart.
lift(v) = v > 1.7976931348623157e308 || v != v ? NaN : v > 10**excess_min ? log10(v) : excess_min
