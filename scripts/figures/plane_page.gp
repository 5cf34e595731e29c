# The page of the figures in the plane of x1 and x2: a box with equal scales on both axes, as large
# as the page allows, with the color bar beside it. The program has set:
#
#   x1_min, x1_max           the bounds; likewise x2_min, x2_max
#   x1_step, x1_format       the distance between the tics of an axis, and how they are labeled; likewise
#                            x2_
#   x1_characters            the length of the longest such label; likewise x2_
#   f_min, f_max, ...        the same for the colors: see color_bar.gp
#   formula                  the objective, as enhanced text
#   paths                    how many paths are shown: 0, 1 or more
#   optimizer                the name of the optimizer, if there is one path
#   iterations               how many steps the first path has
#   start_x1, start_x2       where it starts
#   minima, $minima          how many known minima are within the bounds, and their coordinates
#   band_blocks              how many blocks bands.dat has
#
# Data, in the working directory:
#
#   bands.dat                x1 x2 c: closed loops, to be filled in this order; c is the color,
#                            0 to 1 for f_min to f_max

bar_gap = 20.0           # from the box to the color bar
bar_width = 14.0

# Above the box is space for the heading and one row of a legend, which can have more of them.
legend_height = paths > 1 ? legend_leading * (legend_rows - 1) : 0
margin_left = 40.0 + digit_width * x2_characters
margin_right = bar_gap + bar_width + 34.0 + digit_width * f_characters
margin_bottom = 52.0
margin_top = 60.0 + title_height + legend_height

# Where one axis is many times as long as the other, equal scales would leave a thin strip.
shape = (x1_max - x1_min) / (x2_max - x2_min)
if (shape > 4) shape = 4.0
if (shape < 0.25) shape = 0.25
box_height = height - margin_bottom - margin_top
box_width = box_height * shape
if (box_width > width - margin_left - margin_right) {
    box_width = width - margin_left - margin_right
    box_height = box_width / shape
}
box_left = margin_left + (width - margin_left - margin_right - box_width) / 2.0
box_right = box_left + box_width
box_bottom = margin_bottom + (height - margin_bottom - margin_top - box_height) / 2.0
box_top = box_bottom + box_height
plot_middle = box_left + box_width / 2.0

bar_left = box_right + bar_gap
bar_bottom = box_bottom
bar_top = box_top
bar_name = f_name
bar_drawn = 1

legend_top = box_top + 24 + legend_height
legend_marks = 1         # the paths have marks

# As many tics as there is space for their labels.
while (x1_step * box_width / (x1_max - x1_min) < 10 + digit_width * x1_characters) {
    x1_step = 2 * x1_step
}

set lmargin at screen page_x(box_left)
set rmargin at screen page_x(box_right)
set bmargin at screen page_y(box_bottom)
set tmargin at screen page_y(box_top)
set xrange [x1_min:x1_max]
set yrange [x2_min:x2_max]
set xtics x1_step format x1_format nomirror out scale 0.6 textcolor rgb ink
set ytics x2_step format x2_format nomirror out scale 0.6 textcolor rgb ink

set label label_axis x1_name center textcolor rgb ink font ",11" \
    at screen page_x(plot_middle), page_y(box_bottom - 36)
set label label_axis + 1 x2_name center textcolor rgb ink font ",11" \
    at screen page_x(box_left - 25 - digit_width * x2_characters), \
    page_y(box_bottom + box_height / 2.0)

# The heading stands above the legend, where there is one. With a name longer than Adam's it needs the
# whole width of a narrow page.
heading = f_name." = ".formula
heading_x = plot_middle
if (paths == 1) {
    heading = optimizer." on ".heading
    if (strlen(optimizer) > 4 && width < 560) { heading_x = 0.5 * width }
}
set label label_heading heading center textcolor rgb ink font ",12" \
    at screen page_x(heading_x), page_y(box_top + (paths > 0 ? 41 : 22) + legend_height)

# The filled contours are loops painted over one another. A figure's plot command has them first, by the
# macro @filled_contours. Where the objective has no value (NaN) somewhere, the loops are in several
# blocks, and those with odd numbers are around such a region, which is painted in hole_color.
hole_color = dark ? 0x3d444d : 0xd0d4d9
band_color(block) = block % 2 == 0 ? "palette" : "rgb hole_color"
filled_contours = ''
do for [block = 0:band_blocks - 1] {
    filled_contours = filled_contours.(block > 0 ? ", " : "") \
        .sprintf("'bands.dat' index %d using 1:2:3 with polygons ", block) \
        .sprintf("fillcolor %s fillstyle solid noborder", band_color(block))
}
