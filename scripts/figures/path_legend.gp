# The style of a single path, and its legend in a row above the box. Each solution is a white dot; a
# white line joins them, over a dark casing that keeps it visible on light colors. Variables set by the
# program:
#
#   legend_y                 the center of the row, in points
#   legend_path              the left edge of its sample of the path
#   legend_start             the center of its mark for the start; likewise legend_minimum
#                            likewise legend_zoom, if zoom_shown is 1
#   path_text, minimum_text  two of its texts

casing = 0x50000000    # black, a third of it transparent
dot = 1.8              # radius of a solution's dot, in points
edge = 0.8             # width of the casing around it, in points
line_casing = 1        # the numbers of two line styles
line_path = 2
set style line line_casing linewidth 3.2 linecolor rgb casing
set style line line_path linewidth 1.1 linecolor rgb 'white'

# The legend shows a piece of the path on one of the plot's colors: a box with two lines, one over the
# other, and three dots.
set object object_path_legend rectangle from screen page_x(legend_path), page_y(legend_y - 6) \
    to screen page_x(legend_path + 38), page_y(legend_y + 6) \
    fillcolor palette fraction 0.12 fillstyle solid noborder
do for [i = line_casing:line_path] {
    set arrow arrow_path_legend + i nohead back linestyle i \
        from screen page_x(legend_path + 7), page_y(legend_y) \
        to screen page_x(legend_path + 31), page_y(legend_y)
}
do for [i = 0:2] {
    set object object_path_legend + 1 + i circle \
        at screen page_x(legend_path + 7 + 12 * i), page_y(legend_y) \
        size screen dot / width front fillcolor rgb 'white' fillstyle solid noborder
}
set label label_path_legend path_text left textcolor rgb ink \
    at screen page_x(legend_path + 44), page_y(legend_y)

# The start.
do for [i = 0:start_shown ? 1 : -1] {
    r = start_size + (i == 0 ? start_edge : 0)
    set object object_path_legend + 4 + i polygon \
        from screen (legend_start - r) / width, legend_y / height \
        to screen legend_start / width, (legend_y + r) / height \
        to screen (legend_start + r) / width, legend_y / height \
        to screen legend_start / width, (legend_y - r) / height \
        to screen (legend_start - r) / width, legend_y / height \
        front fillcolor rgb (i == 0 ? 0x000000 : 0xffffff) fillstyle solid noborder
}
if (start_shown) { set label label_path_legend + 1 "start" left textcolor rgb ink \
    at screen page_x(legend_start + 8), page_y(legend_y) }

# The minimum: a cross of two strokes.
if (minima > 0) {
    do for [i = -1:1:2] {
        set arrow arrow_path_legend + 4 + i nohead front linewidth 2 linecolor rgb minimum_color \
            from screen (legend_minimum - minimum_size) / width, (legend_y - i * minimum_size) / height \
            to screen (legend_minimum + minimum_size) / width, (legend_y + i * minimum_size) / height
    }
    set label label_path_legend + 2 minimum_text left textcolor rgb ink \
        at screen page_x(legend_minimum + 8), page_y(legend_y)
}

# The frame around the enlarged region.
do for [i = 0:zoom_shown ? 1 : -1] {
    set object object_zoom_legend + i rectangle \
        from screen page_x(legend_zoom - 7), page_y(legend_y - 5) \
        to screen page_x(legend_zoom + 7), page_y(legend_y + 5) front fillstyle empty \
        border linecolor rgb (i == 0 ? 0xffffff : 0x000000) linewidth (i == 0 ? zoom_casing : zoom_line)
}
if (zoom_shown) { set label label_path_legend + 3 "zoom" left textcolor rgb ink \
    at screen page_x(legend_zoom + 12), page_y(legend_y) }

set clip two
