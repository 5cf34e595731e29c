# The paths of many searches, each on a separate surface. Variables set by the program, in addition to those
# of surface_box.gp and surface_paths.gp:
#
#   panels                   the number of panels
#   panel_columns            the number of panels in a row
#   panel_left, panel_top    the left and upper edges of the first panel, in points
#   panel_width              the size of each; likewise panel_height
#   panel_name               the distance from its upper edge to the center of its name
#   panel_name_size          the font size of its name; likewise panel_label_size, of the axis labels
#   panel_box                and to the center of its box, whose floor has sides of `side` points
#   panel_middle             likewise from its left edge
#   notes_x, notes_y         the center of the notes on the labels of both axes
#
# Data files, in the working directory:
#
#   surface_panels.dat       like surface_faces.dat, with fewer regions and lines
#   surface_paths.dat        see surface_paths.gp

# The position of a point in the view of a panel, in sides of the floor from the center of the box.
part1(x1) = (x1 - x1_min) / (x1_max - x1_min) - 0.5
part2(x2) = (x2 - x2_min) / (x2_max - x2_min) - 0.5
part3(f) = (f - f_min) / (f_max - f_min) - 0.5
seen_x(x1, x2) = 0.8660254 * part1(x1) + 0.5 * part2(x2)
seen_y(x1, x2, f) = view_sine * (0.8660254 * part2(x2) - 0.5 * part1(x1)) + view_cosine * z_scale * part3(f)

# The numbers of a panel's objects and labels: everything else is drawn before and then removed.
panel_pane = 1
panel_start = 10
panel_title = 10
panel_x1 = 20
panel_x2 = 50
pane_floor = dark ? 0x1b222b : 0xf5f5f5
pane_left = dark ? 0x171d26 : 0xf0f0f0
pane_right = dark ? 0x131921 : 0xe9e9e9
mesh_color = 0x90000000
faint = 0x40000000

panel_x(i) = panel_left + ((i - 1) % panel_columns) * panel_width + panel_middle
panel_y(i) = panel_top - ((i - 1) / panel_columns) * panel_height - panel_box

unset border
unset tics
half_view = 0.683 * view_sine + 0.5 * view_cosine * z_scale + 0.007    # likewise
set cbrange [0:1]
set xrange [-0.69:0.69]    # a little more than the box, so that it is within the page
set yrange [-half_view:half_view]
set style arrow 1 nohead back linecolor rgb pane_line linewidth 0.6
set style arrow 2 nohead back linecolor rgb ink linewidth 0.8

# The notes on the labels of the axes, which apply to all panels.
noted(name, note) = note eq '' ? '' : name.':  '.note
notes = noted(x1_name, x1_note).(x1_note ne '' && x2_note ne '' ? ',   ' : '').noted(x2_name, x2_note)
set label label_note notes center textcolor rgb ink at screen page_x(notes_x), page_y(notes_y)

# The heading, the legend and the color bar are drawn with an empty plot, and are not part of the panels.
set multiplot
set lmargin at screen 0.1
set rmargin at screen 0.9
set bmargin at screen 0.1
set tmargin at screen 0.9
plot NaN
unset label
unset object
unset arrow

# The panes of the box; its axes with the first and the last tic, and lines on the panes at these.
set object panel_pane polygon from seen_x(x1_min, x2_min), seen_y(x1_min, x2_min, f_min) \
    to seen_x(x1_max, x2_min), seen_y(x1_max, x2_min, f_min) \
    to seen_x(x1_max, x2_max), seen_y(x1_max, x2_max, f_min) \
    to seen_x(x1_min, x2_max), seen_y(x1_min, x2_max, f_min) \
    to seen_x(x1_min, x2_min), seen_y(x1_min, x2_min, f_min) \
    behind fillcolor rgb pane_floor fillstyle solid noborder
set object panel_pane + 1 polygon from seen_x(x1_min, x2_min), seen_y(x1_min, x2_min, f_min) \
    to seen_x(x1_min, x2_max), seen_y(x1_min, x2_max, f_min) \
    to seen_x(x1_min, x2_max), seen_y(x1_min, x2_max, f_max) \
    to seen_x(x1_min, x2_min), seen_y(x1_min, x2_min, f_max) \
    to seen_x(x1_min, x2_min), seen_y(x1_min, x2_min, f_min) \
    behind fillcolor rgb pane_left fillstyle solid noborder
set object panel_pane + 2 polygon from seen_x(x1_min, x2_max), seen_y(x1_min, x2_max, f_min) \
    to seen_x(x1_max, x2_max), seen_y(x1_max, x2_max, f_min) \
    to seen_x(x1_max, x2_max), seen_y(x1_max, x2_max, f_max) \
    to seen_x(x1_min, x2_max), seen_y(x1_min, x2_max, f_max) \
    to seen_x(x1_min, x2_max), seen_y(x1_min, x2_max, f_min) \
    behind fillcolor rgb pane_right fillstyle solid noborder
line(a1, a2, a3, b1, b2, b3, style) = sprintf("set arrow from %.7g, %.7g to %.7g, %.7g arrowstyle %d", \
    seen_x(a1, a2), seen_y(a1, a2, a3), seen_x(b1, b2), seen_y(b1, b2, b3), style)
label_font = sprintf(',%.4g', panel_label_size)
em = panel_label_size / side
do for [i = 1:|$x1_tics|] {
    v = tic_place($x1_tics[i])
    eval line(v, x2_min, f_min, v, x2_max, f_min, 1)
    eval line(v, x2_max, f_min, v, x2_max, f_max, 1)
    set label panel_x1 + i tic_label($x1_tics[i]) right textcolor rgb ink font label_font \
        at seen_x(v, x2_min) - 0.2 * em, seen_y(v, x2_min, f_min) - 1.1 * em
}
do for [i = 1:|$x2_tics|] {
    v = tic_place($x2_tics[i])
    eval line(x1_min, v, f_min, x1_max, v, f_min, 1)
    eval line(x1_min, v, f_min, x1_min, v, f_max, 1)
    set label panel_x2 + i tic_label($x2_tics[i]) left textcolor rgb ink font label_font \
        at seen_x(x1_max, v) + 0.6 * em, seen_y(x1_max, v, f_min) - 0.5 * em
}
eval line(x1_min, x2_min, f_min, x1_max, x2_min, f_min, 2)
eval line(x1_max, x2_min, f_min, x1_max, x2_max, f_min, 2)
eval line(x1_min, x2_min, f_min, x1_min, x2_min, f_max, 2)

# The names of the axes.
middle1 = 0.5 * (x1_min + x1_max)
middle2 = 0.5 * (x2_min + x2_max)
set label panel_x1 x1_name center textcolor rgb ink font label_font \
    at seen_x(middle1, x2_min) - em, seen_y(middle1, x2_min, f_min) - 1.3 * em
set label panel_x2 x2_name left textcolor rgb ink font label_font \
    at seen_x(x1_max, middle2) + em, seen_y(x1_max, middle2, f_min) - 0.6 * em

# The start and the minima, as in surface_paths.gp.
x = seen_x(start_x1, start_x2)
y = seen_y(start_x1, start_x2, start_f)
do for [i = 0:1] {
    r = (start_size + (i == 0 ? start_edge : 0)) / side
    set object panel_start + i polygon from x - r, y to x, y + r to x + r, y to x, y - r to x - r, y \
        noclip front fillcolor rgb (i == 0 ? 0x000000 : 0xffffff) fillstyle solid noborder
}
do for [m = 1:minima] {
    x1 = real(word($minima[m], 1))
    x2 = real(word($minima[m], 2))
    x = seen_x(x1, x2)
    y = seen_y(x1, x2, real(word(minimum_f, m)))
    do for [layer = 0:1] {
        r = (minimum_size + (layer == 0 ? minimum_edge : 0)) / side
        do for [i = -1:1:2] {
            set arrow arrow_minimum + 4 * (m - 1) + 2 * layer + (i + 1) / 2 nohead front \
                linewidth (layer == 0 ? 3.6 : 2) linecolor rgb (layer == 0 ? 0xffffff : minimum_color) \
                from x - r, y - i * r to x + r, y + i * r
        }
    }
}

# The panels, one after the other.
do for [i = 1:panels] {
    set lmargin at screen (panel_x(i) - 0.69 * side) / width
    set rmargin at screen (panel_x(i) + 0.69 * side) / width
    set bmargin at screen (panel_y(i) - half_view * side) / height
    set tmargin at screen (panel_y(i) + half_view * side) / height
    set label panel_title value(sprintf('label_%d', i)) noenhanced center textcolor rgb ink \
        font sprintf(',%.4g', panel_name_size) at (0.5 * panel_width - panel_middle) / side, (panel_box - panel_name) / side
    plot 'surface_panels.dat' index 0 using 1:2:3 with polygons fillcolor palette fillstyle solid noborder, \
         'surface_panels.dat' index 1 using 1:2 with lines linewidth 0.3 linecolor rgb mesh_color, \
         'surface_paths.dat' index i - 1 using 1:3 with lines \
             linewidth 2.6 linecolor rgb path_casing + faint, \
         'surface_paths.dat' index i - 1 using 1:3 with lines \
             linewidth 1.4 linecolor rgb path_color(i) + faint, \
         'surface_paths.dat' index i - 1 using 1:2 with lines linewidth 3.2 linecolor rgb path_casing, \
         'surface_paths.dat' index i - 1 using 1:2 with lines linewidth 1.6 linecolor rgb path_color(i)
}
unset multiplot
