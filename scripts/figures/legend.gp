# The legend of several paths: rows below legend_top, around legend_middle; after the paths the start
# and the minima.

legend_left = legend_middle - 0.5 * (legend_columns * legend_item - 20)
if (legend_left + legend_columns * legend_item - 20 > width - 10) {
    legend_left = width + 10 - legend_columns * legend_item
}
if (legend_left < 10) legend_left = 10.0
legend_x(i) = legend_left + ((i - 1) % legend_columns) * legend_item
legend_y(i) = legend_top - legend_leading * ((i - 1) / legend_columns + 0.5)

do for [i = 1:paths] {
    x = legend_x(i)
    y = legend_y(i)
    set arrow 900 + i nohead front linewidth 1.8 linecolor rgb path_colour(i) \
        from screen page_x(x), page_y(y) to screen page_x(x + 18), page_y(y)
    if (legend_marks) { eval mark_command(next_mark, i, "screen", (x + 9) / width, y / height, \
        mark_radius / width, mark_radius / height, path_colour(i)) }
    next_mark = next_mark + 1
    set label 900 + i value(sprintf('label_%d', i)) noenhanced left textcolor rgb ink \
        at screen page_x(x + 23), page_y(y)
}
x = legend_x(paths + 1)
y = legend_y(paths + 1)
do for [i = 0:1] {
    r = start_size + (i == 0 ? start_edge : 0)
    set object next_mark polygon from screen (x + 9 - r) / width, y / height \
        to screen (x + 9) / width, (y + r) / height to screen (x + 9 + r) / width, y / height \
        to screen (x + 9) / width, (y - r) / height to screen (x + 9 - r) / width, y / height \
        front fillcolor rgb (i == 0 ? 0x000000 : 0xffffff) fillstyle solid noborder
    next_mark = next_mark + 1
}
set label 951 "start" left textcolor rgb ink at screen page_x(x + 23), page_y(y)
if (minima > 0) {
    x = legend_x(paths + 2)
    y = legend_y(paths + 2)
    do for [i = -1:1:2] {
        set arrow 952 + i nohead front linewidth 2 linecolor rgb '#e60026' \
            from screen (x + 9 - minimum_size) / width, (y - i * minimum_size) / height \
            to screen (x + 9 + minimum_size) / width, (y + i * minimum_size) / height
    }
    set label 952 minima > 1 ? "minima" : "minimum" left textcolor rgb ink \
        at screen page_x(x + 23), page_y(y)
}
