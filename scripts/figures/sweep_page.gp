# The page of a sweep: a box whose axes are the two parameters. The program has set:
#
#   x_name, y_name           the parameters
#   x_count, y_count         how many values each has
#   $x_marks, $y_marks       tics of the axes: places along them, from 0 to 1, labels, their lengths
#   x_chosen, y_chosen       the place of the run's own setting; outside of 0 to 1: not in the box
#   has_best                 0: all settings lead to no finite number
#   best_x, best_y           the place of the best setting
#   best_first               after which iteration it is below the tolerance; -1: never
#   of_values                1: the colors are those of the value in the end, in powers of ten
#   iterations               how many a run has
#   minimum                  the least value of the objective
#   colored                  0: no cell has a color
#   f_min, f_max, ...        the range of the colors: see color_bar.gp
#   optimizer                its name
#   formula                  the objective, as enhanced text

# A line of $x_marks without the place before the label and the length behind it; there can be a space in
# the label, within braces.
mark_label(line) = line[strlen(word(line, 1)) + 2:strlen(line) - strlen(word(line, words(line))) - 1]

bar_gap = 20.0
bar_width = 14.0
longest = 4
do for [i = 1:|$y_marks|] {
    if (real(word($y_marks[i], words($y_marks[i]))) > longest) { longest = real(word($y_marks[i], words($y_marks[i]))) }
}
box_left = 46.0 + 8.6 * longest
box_bottom = 84.0
box_top = height - 48.0 - title_height
box_right = width - bar_gap - bar_width - 52.0 - digit_width * f_characters
plot_middle = 0.5 * (box_left + box_right)
bar_left = box_right + bar_gap
bar_bottom = box_bottom
bar_top = box_top
bar_name = of_values ? f_name.(minimum == 0 ? "" : " − minimum") \
        .sprintf(" after %d iterations", iterations) \
    : colored ? "first iteration below the tolerance" : "no search came below the tolerance"
bar_drawn = colored

set lmargin at screen page_x(box_left)
set rmargin at screen page_x(box_right)
set bmargin at screen page_y(box_bottom)
set tmargin at screen page_y(box_top)
set xrange [0:1]
set yrange [0:1]
set xtics ()
set ytics ()
# As many tics as there is space for their labels.
end = -1000.0
do for [i = 1:|$x_marks|] {
    at = box_left + real(word($x_marks[i], 1)) * (box_right - box_left)
    half = 3.6 * real(word($x_marks[i], words($x_marks[i])))
    if (at - half > end + 8) {
        set xtics add (mark_label($x_marks[i]) real(word($x_marks[i], 1)))
        end = at + half
    }
}
end = -1000.0
do for [i = 1:|$y_marks|] {
    at = box_bottom + real(word($y_marks[i], 1)) * (box_top - box_bottom)
    if (at > end + 16) {
        set ytics add (mark_label($y_marks[i]) real(word($y_marks[i], 1)))
        end = at
    }
}
set xtics nomirror out scale 0.6 textcolor rgb ink
set ytics nomirror out scale 0.6 textcolor rgb ink

set label label_axis x_name center textcolor rgb ink font ",11" \
    at screen page_x(plot_middle), page_y(box_bottom - 36)
set label label_axis + 1 y_name center rotate by 90 textcolor rgb ink font ",11" \
    at screen page_x(20), page_y(0.5 * (box_bottom + box_top))
set label label_heading optimizer." on ".f_name." = ".formula center textcolor rgb ink font ",12" \
    at screen page_x(plot_middle), page_y(box_top + 22)
