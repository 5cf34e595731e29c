# The legend, in a row above the box: the marks of the plot, those of the path on one of its colours.
path_text = sprintf("%d iteration%s", iterations, iterations == 1 ? "" : "s")
minimum_text = minima > 1 ? "minima" : "minimum"
text_width(text) = 6.1 * strlen(text)
legend_width = 44 + text_width(path_text) + 32 + text_width("start") \
    + (minima > 0 ? 34 + text_width(minimum_text) : 0)
legend_y = box_top + 16
legend_path = box_middle - 0.5 * legend_width
if (legend_path + legend_width > width - 6) legend_path = width - 6 - legend_width
if (legend_path < 6) legend_path = 6.0
legend_start = legend_path + 44 + text_width(path_text) + 24
legend_minimum = legend_start + 8 + text_width("start") + 26

set object 10 rectangle from screen page_x(legend_path), page_y(legend_y - 6) \
    to screen page_x(legend_path + 38), page_y(legend_y + 6) \
    fillcolor palette fraction 0.12 fillstyle solid noborder
do for [i = 1:2] {
    set arrow 10 + i nohead back linestyle i \
        from screen page_x(legend_path + 7), page_y(legend_y) \
        to screen page_x(legend_path + 31), page_y(legend_y)
}
do for [i = 0:2] {
    set object 11 + i circle at screen page_x(legend_path + 7 + 12 * i), page_y(legend_y) \
        size screen dot / width front fillcolor rgb 'white' fillstyle solid noborder
}
set label 23 path_text left textcolor rgb ink at screen page_x(legend_path + 44), page_y(legend_y)
do for [i = 0:1] {
    r = start_size + (i == 0 ? start_edge : 0)
    set object 14 + i polygon from screen (legend_start - r) / width, legend_y / height \
        to screen legend_start / width, (legend_y + r) / height \
        to screen (legend_start + r) / width, legend_y / height \
        to screen legend_start / width, (legend_y - r) / height \
        to screen (legend_start - r) / width, legend_y / height \
        front fillcolor rgb (i == 0 ? 0x000000 : 0xffffff) fillstyle solid noborder
}
set label 26 "start" left textcolor rgb ink at screen page_x(legend_start + 8), page_y(legend_y)
if (minima > 0) {
    do for [i = -1:1:2] {
        set arrow 15 + i nohead front linewidth 2 linecolor rgb '#e60026' \
            from screen (legend_minimum - minimum_size) / width, (legend_y - i * minimum_size) / height \
            to screen (legend_minimum + minimum_size) / width, (legend_y + i * minimum_size) / height
    }
    set label 28 minimum_text left textcolor rgb ink \
        at screen page_x(legend_minimum + 8), page_y(legend_y)
}

set clip two
