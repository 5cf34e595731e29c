# The box around the surface: panes with a grid, axes and tics. They are all drawn explicitly, since
# gnuplot's own would show through the surface or differ between releases. Variables set by the program:
#
#   x1_min, x1_max           the bounds; likewise x2_min, x2_max
#   $x1_tics, x1_note        the tics of the axis, and the note on its labels: see style.gp; likewise
#                            x2_, f_
#   x1_name_out              the distance of the axis label from the axis, as a part of a side; likewise
#                            x2_, f_
#   note_below               the distance, in points, of a note below the axis label, or of f's above its
#                            tic labels
#   f_min, f_max             the lowest and highest values of the objective within the bounds

set xrange [x1_min:x1_max]
set yrange [x2_min:x2_max]
set zrange [f_min:f_max]
set cbrange [f_min:f_max]
set xyplane at f_min
set zero 0
unset border
unset tics
set pm3d depthorder border linecolor rgb 0xa0000000 linewidth 0.35

# The panes behind the surface.
pane_floor = dark ? 0x1b222b : 0xf5f5f5
pane_left = dark ? 0x171d26 : 0xf0f0f0
pane_right = dark ? 0x131921 : 0xe9e9e9
set object object_pane polygon from x1_min, x2_min, f_min to x1_max, x2_min, f_min \
    to x1_max, x2_max, f_min to x1_min, x2_max, f_min to x1_min, x2_min, f_min \
    behind fillcolor rgb pane_floor fillstyle solid noborder
set object object_pane + 1 polygon from x1_min, x2_min, f_min to x1_min, x2_max, f_min \
    to x1_min, x2_max, f_max to x1_min, x2_min, f_max to x1_min, x2_min, f_min \
    behind fillcolor rgb pane_left fillstyle solid noborder
set object object_pane + 2 polygon from x1_min, x2_max, f_min to x1_max, x2_max, f_min \
    to x1_max, x2_max, f_max to x1_min, x2_max, f_max to x1_min, x2_max, f_min \
    behind fillcolor rgb pane_right fillstyle solid noborder

# Grid lines on the panes; tics and labels outside of them. The _out() functions give positions outside
# of the box, at a distance that is a fraction of its size; on the axis of f, to the left in the image,
# a fraction of `side`. The arrows and labels are not numbered: gnuplot assigns the lowest free numbers.
arrow_grid = 1           # the numbers of two arrow styles
arrow_axis = 2
set style arrow arrow_grid nohead back linecolor rgb pane_line linewidth 0.6
set style arrow arrow_axis nohead back linecolor rgb ink linewidth 0.8
x1_out(part) = x1_max + part * (x1_max - x1_min)
x2_out(part) = x2_min - part * (x2_max - x2_min)
f_out1(part) = x1_min - 0.866 * part * (x1_max - x1_min)
f_out2(part) = x2_min - 0.5 * part * (x2_max - x2_min)

do for [i = 1:|$x1_tics|] {
    v = tic_place($x1_tics[i])
    set arrow from v, x2_min, f_min to v, x2_max, f_min arrowstyle arrow_grid
    set arrow from v, x2_max, f_min to v, x2_max, f_max arrowstyle arrow_grid
    set arrow from v, x2_min, f_min to v, x2_out(0.025 * reach), f_min arrowstyle arrow_axis
    set label tic_label($x1_tics[i]) \
        at v + 0.03 * reach * (x1_max - x1_min), x2_out(0.0575 / view_sine * reach), f_min center textcolor rgb ink
}
do for [i = 1:|$x2_tics|] {
    v = tic_place($x2_tics[i])
    set arrow from x1_min, v, f_min to x1_max, v, f_min arrowstyle arrow_grid
    set arrow from x1_min, v, f_min to x1_min, v, f_max arrowstyle arrow_grid
    set arrow from x1_max, v, f_min to x1_out(0.025 * reach), v, f_min arrowstyle arrow_axis
    set label tic_label($x2_tics[i]) at x1_out(0.06 * reach), v, f_min left textcolor rgb ink
}
do for [i = 1:|$f_tics|] {
    v = tic_place($f_tics[i])
    set arrow from x1_min, x2_min, v to x1_min, x2_max, v arrowstyle arrow_grid
    set arrow from x1_min, x2_max, v to x1_max, x2_max, v arrowstyle arrow_grid
    set arrow from x1_min, x2_min, v to f_out1(0.025 * reach), f_out2(0.025 * reach), v arrowstyle arrow_axis
    set label tic_label($f_tics[i]) at f_out1(13 / side), f_out2(13 / side), v right textcolor rgb ink
}
set arrow from x1_min, x2_min, f_min to x1_max, x2_min, f_min arrowstyle arrow_axis
set arrow from x1_max, x2_min, f_min to x1_max, x2_max, f_min arrowstyle arrow_axis
set arrow from x1_min, x2_min, f_min to x1_min, x2_min, f_max arrowstyle arrow_axis
set label x1_name at 0.5 * (x1_min + x1_max), x2_out(x1_name_out), f_min center \
    textcolor rgb ink font ",11"
set label x2_name at x1_out(x2_name_out), 0.5 * (x2_min + x2_max), f_min center \
    textcolor rgb ink font ",11"
set label f_name at f_out1(f_name_out), f_out2(f_name_out), 0.5 * (f_min + f_max) \
    center rotate by 90 textcolor rgb ink font ",11"
set label x1_note at 0.5 * (x1_min + x1_max), x2_out(x1_name_out), f_min \
    center offset screen 0, screen -note_below / height textcolor rgb ink
set label x2_note at x1_out(x2_name_out), 0.5 * (x2_min + x2_max), f_min \
    center offset screen 0, screen -note_below / height textcolor rgb ink
set label f_note at f_out1(13 / side), f_out2(13 / side), f_max \
    right offset screen 0, screen note_below / height textcolor rgb ink
