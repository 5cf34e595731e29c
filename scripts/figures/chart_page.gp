# The page of the charts: how far the objective is above its minimum, on a logarithmic scale, over the
# iterations; with the names of the lines at their ends. The program has set:
#
#   t_max, t_step, t_format             the last iteration, and the axis and its tics
#   excess_min, excess_max              the range, in powers of ten; likewise excess_step
#   formula                             the objective, as enhanced text
#   minimum, minimum_known              what is subtracted; 0: it is the least value found
#   paths, label_1, ..., end_1, ...     the lines: how many, their names, their last values in
#   last_1, ...                         powers of ten, and the iterations of these
#   label_characters                    the length of the longest name

# Names too long for a place beside the lines go into rows above the chart.
names_width = 20.0 + 7.4 * label_characters
at_ends = names_width < 0.36 * width
name_item = 44.0 + 7.2 * label_characters
name_columns = floor((width - 20.0) / name_item)
if (name_columns < 1) name_columns = 1
if (name_columns > paths) name_columns = paths
name_rows = at_ends ? 0 : ceil(1.0 * paths / name_columns)
name_leading = 16.0

box_left = 76.0
box_right = width - 20.0 - (at_ends ? names_width : 0)
box_bottom = 52.0
box_top = height - 44.0 - title_height - name_leading * name_rows
plot_middle = 0.5 * (box_left + box_right)

while (t_step * (box_right - box_left) / t_max < 12 + digit_width * t_characters) {
    t_step = 2 * t_step
}

set lmargin at screen page_x(box_left)
set rmargin at screen page_x(box_right)
set bmargin at screen page_y(box_bottom)
set tmargin at screen page_y(box_top)
set xrange [0:t_max]
set yrange [excess_min:excess_max]
set xtics t_step format t_format nomirror out scale 0.6 textcolor rgb ink
unset ytics

# Lines across, and labels, at powers of ten.
first_line = ceil(excess_min / excess_step)
do for [i = first_line:floor(excess_max / excess_step)] {
    v = i * excess_step
    set arrow arrow_chart + i - first_line nohead back linecolor rgb pane_line linewidth 0.5 \
        from graph 0, first v to graph 1, first v
    set label label_chart + i - first_line gprintf(excess_format, v) right textcolor rgb ink \
        at screen page_x(box_left - 7), first v
}
set border 3 linewidth 0.8 linecolor rgb ink

above = minimum == 0 && minimum_known ? f_name \
    : minimum_known ? sprintf("%s %s %.5g", f_name, minimum < 0 ? "+" : "−", abs(minimum)) \
    : f_name." − the least value found"
set label label_axis "iterations" center textcolor rgb ink font ",11" \
    at screen page_x(plot_middle), page_y(box_bottom - 36)
set label label_axis + 1 above center rotate by 90 textcolor rgb ink font ",11" \
    at screen page_x(18), page_y(0.5 * (box_bottom + box_top))

# The names' heights: where the lines end, but not nearer to each other than a line of text. From the
# highest line to the lowest one each is put below the one before; then, from the lowest up, those that
# came too low are lifted.
array name_y[paths]
array name_at[paths]
line_y(i) = box_bottom + (box_top - box_bottom) * (value(sprintf('end_%d', i)) - excess_min) / (excess_max - excess_min)
do for [i = 1:paths] { name_at[i] = i }
do for [i = 1:paths] { do for [k = 1:paths - 1] {
    if (line_y(name_at[k]) < line_y(name_at[k + 1])) {
        swap = name_at[k]
        name_at[k] = name_at[k + 1]
        name_at[k + 1] = swap
    }
} }
do for [k = 1:paths] {
    name_y[k] = line_y(name_at[k])
    if (k > 1) { if (name_y[k] > name_y[k - 1] - name_leading) { name_y[k] = name_y[k - 1] - name_leading } }
}
do for [j = 1:paths] {
    k = paths + 1 - j
    low = k == paths ? box_bottom : name_y[k + 1] + name_leading
    if (name_y[k] < low) { name_y[k] = low }
}
if (at_ends) { do for [k = 1:paths] {
    i = name_at[k]
    set label label_chart_name + i value(sprintf('label_%d', i)) noenhanced left textcolor rgb path_color(i) \
        at screen page_x(box_right + 12), page_y(name_y[k])
    if (abs(name_y[k] - line_y(i)) > 3 || value(sprintf('last_%d', i)) == t_max) {
        set arrow arrow_chart_name + i nohead back linecolor rgb path_color(i) linewidth 0.7 \
            from screen page_x(box_right + 1), page_y(line_y(i)) \
            to screen page_x(box_right + 9), page_y(name_y[k])
    }
} }

# The rows above the chart.
rows_left = plot_middle - 0.5 * (name_columns * name_item - 20)
if (rows_left + name_columns * name_item - 20 > width - 8) rows_left = width + 12 - name_columns * name_item
if (rows_left < 8) rows_left = 8.0
if (!at_ends) { do for [i = 1:paths] {
    x = rows_left + ((i - 1) % name_columns) * name_item
    y = box_top + 4 + name_leading * (name_rows - (i - 1) / name_columns - 0.5)
    set arrow arrow_chart_name + i nohead front linewidth 1.8 linecolor rgb path_color(i) \
        from screen page_x(x), page_y(y) to screen page_x(x + 18), page_y(y)
    set label label_chart_name + i value(sprintf('label_%d', i)) noenhanced left textcolor rgb ink \
        at screen page_x(x + 23), page_y(y)
} }
heading_y = box_top + 20 + name_leading * name_rows

# Logarithms. What is below the scale ends at its edge, also where it is 0; what is no finite number is
# not drawn, and what is above the scale leaves the chart.
lift(v) = v > 1e300 || v != v ? NaN : v > 10**excess_min ? log10(v) : excess_min
