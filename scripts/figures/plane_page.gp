# The page of the figures in the plane of x1 and x2: a box with equal scales on both axes, with the color
# bar beside it. The program has set:
#
#   x1_min, x1_max           the bounds; likewise x2_min, x2_max
#   x1_step, x1_format       the distance between the tics of an axis, and how they are labeled; likewise
#                            x2_
#   x1_characters            the length of the longest such label; likewise x2_
#   formula                  the objective, as enhanced text
#   box_left, box_right      the edges of the box, in points; likewise box_bottom, box_top
#   heading_x, heading_y     the middle of the heading
#   paths                    how many paths are shown: 0, 1 or more
#   optimizer                the name of the optimizer, if there is one path
#   iterations               how many steps the first path has
#   start_x1, start_x2       where it starts
#   minima, $minima          how many known minima are within the bounds, and their coordinates
#   band_blocks              how many blocks of bands.dat have a color, then how many after them have none,
#                            and so on
#
# Data, in the working directory:
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

# The filled contours are loops painted over one another. A figure's plot command has them first, by the
# macro @filled_contours. Where the objective has no value (NaN), loops are painted in hole_color.
# Pixels of polygons that are one plot element are composed on a page of their own, which takes several
# times as long as drawing them: the largest loops are elements of their own, but in svg and pdf.
hole_color = dark ? 0x3d444d : 0xd0d4d9
band_data = format eq 'png' ? "for [block = %d:%d] 'bands.dat' index block " : "'bands.dat' index %d:%d "
filled_contours = ''
block = 0
do for [i = 1:words(band_blocks)] {
    blocks = int(word(band_blocks, i))
    if (blocks > 0) { filled_contours = filled_contours.(block > 0 ? ", " : "") \
        .sprintf(band_data, block, block + blocks - 1) \
        .sprintf("using 1:2:3 with polygons fillcolor %s fillstyle solid noborder", \
                 i % 2 == 1 ? "palette" : "rgb hole_color") }
    block = block + blocks
}
