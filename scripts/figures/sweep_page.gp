# The page of a sweep: a box whose axes are the two parameters. Variables set by the program:
#
#   x_name, y_name           the names of the parameters
#   x_count, y_count         the number of values of each
#   $x_marks, $y_marks       tics of the axes: position along the axis, from 0 to 1, and label
#   x_chosen, y_chosen       the position of the run's own setting; outside of 0 to 1: not in the box
#   has_best                 0: all settings diverge
#   best_x, best_y           the position of the best setting
#   best_text                its legend
#   of_values                1: the colors show the final values, as exponents of ten
#   colored                  0: no cell has a color
#   box_left, box_right      the edges of the box, in points; likewise box_bottom, box_top
#   heading_x, heading_y     the center of the heading
#   bar_name                 the label of the color bar, enhanced text
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
mark_label(line) = line[strlen(word(line, 1)) + 2:*]
do for [i = 1:|$x_marks|] { set xtics add (mark_label($x_marks[i]) real(word($x_marks[i], 1))) }
do for [i = 1:|$y_marks|] { set ytics add (mark_label($y_marks[i]) real(word($y_marks[i], 1))) }
set xtics nomirror out scale 0.6 textcolor rgb ink
set ytics nomirror out scale 0.6 textcolor rgb ink

set label label_axis x_name center textcolor rgb ink font ",11" \
    at screen page_x(0.5 * (box_left + box_right)), page_y(box_bottom - 36)
set label label_axis + 1 y_name center rotate by 90 textcolor rgb ink font ",11" \
    at screen page_x(20), page_y(0.5 * (box_bottom + box_top))
set label label_heading optimizer." on ".f_name." = ".formula center textcolor rgb ink font ",12" \
    at screen page_x(heading_x), page_y(heading_y)
