# What the figures with a path share: the marks, the title and the legend. A white dot for every
# solution, joined by a white line, over a dark casing that shows it also where the ground is light;
# the start and the known minima marked on top.

casing = 0x50000000    # black, a third of it transparent
dot = 1.8              # radius of a solution's dot, in points
edge = 0.8             # of the casing around it
mark = format eq 'svg' ? scale : 1.0    # size of the other marks; svg has no pointscale

set style line 1 linewidth 3.2 linecolor rgb casing                                        # path
set style line 2 linewidth 1.1 linecolor rgb 'white'
set style line 3 pointtype 13 pointsize 1.5 * mark linecolor rgb 'black'                   # start
set style line 4 pointtype 13 pointsize mark linecolor rgb 'white'
set style line 5 pointtype 2 pointsize 1.1 * mark linewidth 4 linecolor rgb 'white'        # minimum
set style line 6 pointtype 2 pointsize mark linewidth 2 linecolor rgb '#e60026'

set label 3 "Adam on ".f_name." = ".formula center textcolor rgb ink font ",12" \
    at screen page_x(box_middle), page_y(box_top + 41)

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
set label 24 "" front at screen page_x(legend_start), page_y(legend_y) point linestyle 3
set label 25 "" front at screen page_x(legend_start), page_y(legend_y) point linestyle 4
set label 26 "start" left textcolor rgb ink at screen page_x(legend_start + 8), page_y(legend_y)
if (minima > 0) {
    set label 27 "" front at screen page_x(legend_minimum), page_y(legend_y) point linestyle 6
    set label 28 minimum_text left textcolor rgb ink \
        at screen page_x(legend_minimum + 8), page_y(legend_y)
}

# Circles, since gnuplot's round points are not the same pixels with every version of its library.
radius(points) = points * (x1_max - x1_min) / box_width

set clip two
