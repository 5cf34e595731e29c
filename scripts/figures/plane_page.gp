# The page of the figures in the plane of x1 and x2: a box with equal scales on both axes, and the color
# bar next to it. Variables set by the program:
#
#   x1_min, x1_max           the bounds; likewise x2_min, x2_max
#   x1_step, x1_format       the distance between the tics of an axis, and the format of their labels;
#                            likewise x2_
#   x1_characters            the length of the longest label; likewise x2_
#   formula                  the objective, enhanced text
#   box_left, box_right      the edges of the box, in points; likewise box_bottom, box_top
#   heading_x, heading_y     the center of the heading
#   paths                    the number of paths shown
#   optimizer                the name of the optimizer, if one path is shown
#   iterations               the number of iterations of the first path
#   start_x1, start_x2       its starting point
#   minima, $minima          the number of known minima within the bounds, and their coordinates
#   band_blocks              the number of blocks in bands.dat
#
# Data file, in the working directory:
#
#   bands.dat                x1 x2 c: closed loops, to be filled in this order; c is the color,
#                            0 to 1 for f_min to f_max

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
    page_y(0.5 * (box_bottom + box_top))

heading = f_name." = ".formula
if (paths == 1) { heading = optimizer." on ".heading }
set label label_heading heading center textcolor rgb ink font ",12" \
    at screen page_x(heading_x), page_y(heading_y)

box_width = box_right - box_left
box_height = box_top - box_bottom
bar_name = f_name
bar_drawn = 1
legend_marks = 1         # the paths have marks

# The filled contours are closed loops painted one over another; the plot command of each figure begins
# with the macro @filled_contours. If the objective is NaN in some regions, the loops are in several
# blocks: those in blocks with odd numbers enclose such a region, which is painted in hole_color.
hole_color = dark ? 0x3d444d : 0xd0d4d9
band_color(block) = block % 2 == 0 ? "palette" : "rgb hole_color"
filled_contours = ''
do for [block = 0:band_blocks - 1] {
    filled_contours = filled_contours.(block > 0 ? ", " : "") \
        .sprintf("'bands.dat' index %d using 1:2:3 with polygons ", block) \
        .sprintf("fillcolor %s fillstyle solid noborder", band_color(block))
}
