# The legend for several paths, in rows: the paths, then the start, the minima and the
# frame around the enlarged region.
# Variables set by the program:
#
#   label_1, ...             the names of the paths, plain text
#   start_shown              1: the start is within the bounds
#   minima                   the number of known minima within the bounds
#   zoom_shown               1: a region has a frame
#   legend_left, legend_top  the left and upper edges of the rows, in points
#   legend_columns           the number of items in a row
#   legend_item              the width of an item, in points
#   legend_leading           the distance between rows, in points
#
# and by the script of the page:
#
#   legend_marks             1: the paths have marks

legend_x(i) = legend_left + ((i - 1) % legend_columns) * legend_item
legend_y(i) = legend_top - legend_leading * ((i - 1) / legend_columns + 0.5)

do for [i = 1:paths] {
    x = legend_x(i)
    y = legend_y(i)
    set arrow arrow_legend + i nohead front linewidth 1.8 linecolor rgb path_color(i) \
        from screen page_x(x), page_y(y) to screen page_x(x + 18), page_y(y)
    if (legend_marks) { eval mark_command(next_mark, i, "screen", (x + 9) / width, y / height, \
        mark_radius / width, mark_radius / height, path_color(i)) }
    next_mark = next_mark + 1
    set label label_legend + i value(sprintf('label_%d', i)) noenhanced left textcolor rgb ink \
        at screen page_x(x + 23), page_y(y)
}

# The start.
item = paths + 1
x = legend_x(item)
y = legend_y(item)
do for [i = 0:start_shown ? 1 : -1] {
    r = start_size + (i == 0 ? start_edge : 0)
    set object next_mark polygon from screen (x + 9 - r) / width, y / height \
        to screen (x + 9) / width, (y + r) / height to screen (x + 9 + r) / width, y / height \
        to screen (x + 9) / width, (y - r) / height to screen (x + 9 - r) / width, y / height \
        front fillcolor rgb (i == 0 ? 0x000000 : 0xffffff) fillstyle solid noborder
    next_mark = next_mark + 1
}
if (start_shown) {
    set label label_legend + item "start" left textcolor rgb ink at screen page_x(x + 23), page_y(y)
    item = item + 1
}

# The minimum: a cross of two strokes.
if (minima > 0) {
    x = legend_x(item)
    y = legend_y(item)
    do for [i = -1:1:2] {
        set arrow arrow_legend + paths + 2 + i nohead front linewidth 2 linecolor rgb minimum_color \
            from screen (x + 9 - minimum_size) / width, (y - i * minimum_size) / height \
            to screen (x + 9 + minimum_size) / width, (y + i * minimum_size) / height
    }
    set label label_legend + item minima > 1 ? "minima" : "minimum" left textcolor rgb ink \
        at screen page_x(x + 23), page_y(y)
    item = item + 1
}

# The frame around the enlarged region.
x = legend_x(item)
y = legend_y(item)
do for [i = 0:zoom_shown ? 1 : -1] {
    set object object_zoom_legend + i rectangle \
        from screen page_x(x + 2), page_y(y - 5) to screen page_x(x + 16), page_y(y + 5) front fillstyle empty \
        border linecolor rgb (i == 0 ? 0xffffff : 0x000000) linewidth (i == 0 ? zoom_casing : zoom_line)
}
if (zoom_shown) { set label label_legend + item "zoom" left textcolor rgb ink at screen page_x(x + 23), page_y(y) }
