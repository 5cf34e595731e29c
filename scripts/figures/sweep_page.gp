# The page of a sweep: a box whose axes are the two parameters, or one parameter and the outcome. Variables set by the program:
#
#   x_name, y_name           the names of the axes, enhanced text
#   y_name_y                 the middle of the second name
#   x_count, y_count         in a map: the number of values of each parameter
#   $x_marks, $y_marks       tics of the axes: position along the axis, from 0 to 1, and label
#   x_chosen, y_chosen       the position of the run's own setting; negative: not in the box
#   best_x, best_y           the position of the best setting; negative: none
#   colored                  0: no cell has a color, and there is no color bar
#   box_left, box_right      the edges of the box, in points; likewise box_bottom, box_top
#   heading_x, heading_y     the center of the heading
#   bar_name                 in a map: the label of the color bar, enhanced text
#   optimizer                the name of the optimizer
#   formula                  the objective, enhanced text

bar_drawn = colored

set lmargin at screen page_x(box_left)
set rmargin at screen page_x(box_right)
set bmargin at screen page_y(box_bottom)
set tmargin at screen page_y(box_top)
set xrange [0:1]
set yrange [0:1]
set xtics ()
set ytics ()
do for [i = 1:|$x_marks|] { set xtics add (tic_label($x_marks[i]) tic_place($x_marks[i])) }
do for [i = 1:|$y_marks|] { set ytics add (tic_label($y_marks[i]) tic_place($y_marks[i])) }
set xtics nomirror out scale 0.6 textcolor rgb ink
set ytics nomirror out scale 0.6 textcolor rgb ink
if (|$y_marks| == 0) { unset ytics }

set label label_axis x_name center textcolor rgb ink font ",11" \
    at screen page_x(0.5 * (box_left + box_right)), page_y(box_bottom - 36)
set label label_axis + 1 y_name center rotate by 90 textcolor rgb ink font ",11" \
    at screen page_x(20), page_y(y_name_y)
set label label_heading optimizer." on ".f_name." = ".formula center textcolor rgb ink font heading_font \
    at screen page_x(heading_x), page_y(heading_y)
