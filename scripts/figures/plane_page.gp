# The page of the figures in the plane of x1 and x2: a box with equal scales on both axes, unless the page
# has much more space in one direction, and the color bar next to or below it. Variables set by the program:
#
#   x1_min, x1_max           the bounds; likewise x2_min, x2_max
#   $x1_tics, x1_note        the tics of the axis, and the note on its labels: see style.gp; likewise x2_
#   x1_note_x, x1_note_y     the position of the note: its end, in points; likewise x2_note_x, its start
#   x2_name_x                the center of the axis label
#   formula                  the objective, enhanced text
#   box_left, box_right      the edges of the box, or of all panels, in points; likewise box_bottom, box_top
#   box_width, box_height    the size of the box, or of the box of each panel
#   heading_x, heading_y     the center of the heading
#   paths                    the number of paths shown
#   optimizer                the name of the optimizer, if one path is shown
#   iterations               the number of iterations of the first path
#   start_x1, start_x2       its starting point; start_shown is 1 if it is within the bounds
#   minima, $minima          the number of known minima within the bounds, and their coordinates
#   band_file                the data file
#   band_blocks              the number of blocks in it that have a color, then the number of the
#                            following blocks that have none, and so on
#
# Data file, in the working directory:
#
#   bands.dat, zoom_bands.dat
#                            x1 x2 c: closed loops, to be filled in this order; c is the color,
#                            0 to 1 for f_min to f_max

set lmargin at screen page_x(box_left)
set rmargin at screen page_x(box_right)
set bmargin at screen page_y(box_bottom)
set tmargin at screen page_y(box_top)
set xrange [x1_min:x1_max]
set yrange [x2_min:x2_max]
set xtics ()
set ytics ()
do for [i = 1:|$x1_tics|] { set xtics add (tic_label($x1_tics[i]) tic_place($x1_tics[i])) }
do for [i = 1:|$x2_tics|] { set ytics add (tic_label($x2_tics[i]) tic_place($x2_tics[i])) }
set xtics nomirror out scale 0.6 textcolor rgb ink
set ytics nomirror out scale 0.6 textcolor rgb ink

set label label_axis x1_name center textcolor rgb ink font ",11" \
    at screen page_x(plot_middle), page_y(box_bottom - 36)
set label label_axis + 1 x2_name center textcolor rgb ink font ",11" \
    at screen page_x(x2_name_x), page_y(0.5 * (box_bottom + box_top))
set label label_note x1_note right textcolor rgb ink at screen page_x(x1_note_x), page_y(x1_note_y)
set label label_note + 1 x2_note left textcolor rgb ink at screen page_x(x2_note_x), page_y(x2_note_y)

heading = f_name." = ".formula
if (paths == 1) { heading = optimizer." on ".heading }
set label label_heading heading center textcolor rgb ink font heading_font \
    at screen page_x(heading_x), page_y(heading_y)

along1(points) = points * (x1_max - x1_min) / box_width     # a length in points, along x1
along2(points) = points * (x2_max - x2_min) / box_height

# The dots are circles, since the pixels of gnuplot's round points depend on the version of its graphics
# library.
radius(points) = along1(points)
bar_name = f_name
bar_drawn = 1
legend_marks = 1         # the paths have marks

# The filled contours are closed loops painted one over another; the plot command of each figure begins
# with the macro @filled_contours. Where the objective is NaN, loops are painted in hole_color.
# gnuplot composes the polygons of one plot element on a separate page, which takes several times as long as
# drawing them: except in svg and pdf, the largest loops are therefore separate elements.
hole_color = dark ? 0x3d444d : 0xd0d4d9
band_data = format eq 'png' ? "for [block = %d:%d] band_file index block " : "band_file index %d:%d "
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
