# Run `gnuplot surface.gp` in the directory with its data files to draw surface.png;
# insert -e "format='svg'" or 'pdf' before the name to draw surface.svg or surface.pdf.
if (GPVAL_VERSION < 5.4) exit status 3
reset
set encoding utf8
if (!exists('format')) format = 'png'
name = 'surface'
theme = 'light'
palette_name = 'jet'
transparent = 0
title_lines = 0
title_size = 0.0
png_width = 1280
png_height = 960
shrink = 1.0
width = 640.0
height = 480.0
scale = 1 / shrink
if (format eq 'png') scale = 2.0
levels = 50
band_file = 'bands.dat'
band_blocks = '122'
formula = 'x@_{/*0.8 1}^{/*0.81 2} + x@_{/*0.8 2}^{/*0.81 2}'
iterations = 60
start_shown = 1
start_x1 = -0.165955990594852
start_x2 = 0.4406489868843162
$minima << END
0 0
END
minima = 1
paths = 0
x1_min = -1.0
x1_max = 1.0
$x1_tics << END
-1 −1.0
-0.5 −0.5
0 0.0
0.5 0.5
1 1.0
END
x1_note = ''
x2_min = -1.0
x2_max = 1.0
$x2_tics << END
-1 −1.0
-0.5 −0.5
0 0.0
0.5 0.5
1 1.0
END
x2_note = ''
view_elevation = 30.0
view_sine = 0.5
view_cosine = 0.8660254037844386
z_scale = 0.94999999999999996
side = 262.99638238145985
reach = 1.000013755392783
plot_middle = 275.01409791660188
view_height = 238.0
x1_name_out = 0.25000343884819576
x2_name_out = 0.21906511721430746
f_name_out = 0.20229682572654256
note_below = 20.0
f_min = 0.0
f_max = 2.0
$f_tics << END
0 0.0
0.5 0.5
1 1.0
1.5 1.5
2 2.0
END
f_note = ''
bar_left = 542.61243124993518
bar_right = 556.61243124993518
bar_bottom = 123.16000000000003
bar_top = 352.83999999999997
bar_lies = 0
bar_name_x = 597.81576458326856
bar_name_y = 238.0
f_note_x = 542.61243124993518
f_note_y = 368.83999999999997
title_middle = 275.01409791660188
heading_x = 275.01409791660188
heading_y = 457.0
heading_size = 12.0
# Boxes around texts, in pixels of the PNG from its upper left corner: LEFT TOP WIDTH HEIGHT.
# text box: 1124 699 55 32
# text box: 1124 584 55 32
# text box: 1124 469 55 32
# text box: 1124 354 55 33
# text box: 1124 239 55 33
# text box: 1173 421 47 126
# text box: 135 764 78 32
# text box: 249 796 78 33
# text box: 375 829 54 33
# text box: 488 862 55 33
# text box: 602 895 55 33
# text box: 668 873 78 32
# text box: 734 816 78 32
# text box: 800 759 55 32
# text box: 866 702 54 33
# text box: 931 645 55 33
# text box: 115 733 55 33
# text box: 115 625 55 33
# text box: 115 517 55 33
# text box: 115 409 55 32
# text box: 115 301 55 32
# text box: 332 848 42 47
# text box: 857 772 41 47
# text box: 61 469 48 126
# text box: 399 21 302 51
# ---- style.gp -----------------------------------------------------------
# The style of all figures: page, colors, fonts, sizes and the numbers of objects. adam-report inserts
# this part before the others of a figure's script. Before it, the encoding is set to UTF-8, and these
# variables are set:
#
#   format                   'png', 'svg' or 'pdf'
#   name                     the file's name without its extension; empty for frames of an animation
#   theme                    'light' or 'dark': the page that the figure is designed for
#   transparent              1: no background
#   palette_name             jet, viridis, cividis, inferno or gray: see palette.gp
#   title_lines              the number of lines of the user's title, 0 to 2: see title.gp
#   title_size               the size of its font
#   heading_size             the size of the font of the heading, which says what is shown
#   width, height            the page's size in points (1/72 inch); a page smaller than 480x360 is
#                            laid out at a larger size, given here, and scaled down
#   shrink                   the factor by which the page is scaled down, 1 or more
#   scale                    pixels (svg, pdf: points) for each point of width and height
#   png_width, png_height    the size of the PNG in pixels
#
# The first lines of each other part list the further variables and the data files that it uses.
#
# Everything is placed explicitly, at whole pixels, so that all releases of gnuplot since 5.4 draw the
# same image. Positions are in points from the lower left corner of the image; page_x() and page_y()
# convert them to gnuplot's screen coordinates.

# adam-report sets to_stdout = 1 on gnuplot's command line to have the image written to standard output
# instead of a file.
if (!exists('to_stdout')) to_stdout = 0

page_x(points) = 1.0 * floor(points * scale + 0.5) / floor(width * scale + 0.5)
page_y(points) = 1.0 * floor(points * scale + 0.5) / floor(height * scale + 0.5)

dark = theme eq 'dark'
ink = dark ? 0xd7dde5 : 0x262626
page = dark ? '#0d1117' : '#ffffff'
pane_line = dark ? 0x434c58 : 0xb4b4b4    # lines behind the data

# A font's point is 4/3 of the page's point, except in svg; in pdf, lines have half the specified width.
font = 'DejaVu Sans,10'
if (format eq 'png' && transparent) set terminal pngcairo enhanced transparent font font \
    size png_width,png_height fontscale scale linewidth scale pointscale scale
if (format eq 'png' && !transparent) set terminal pngcairo enhanced background page font font \
    size png_width,png_height fontscale scale linewidth scale pointscale scale
if (format eq 'svg' && transparent) set terminal svg enhanced font font \
    size scale*width,scale*height fontscale scale*4/3 linewidth scale
if (format eq 'svg' && !transparent) set terminal svg enhanced background page font font \
    size scale*width,scale*height fontscale scale*4/3 linewidth scale
if (format eq 'pdf' && transparent) set terminal pdfcairo enhanced font font \
    size scale*width/72,scale*height/72 fontscale scale linewidth 2*scale pointscale scale
if (format eq 'pdf' && !transparent) set terminal pdfcairo enhanced background page font font \
    size scale*width/72,scale*height/72 fontscale scale linewidth 2*scale pointscale scale
if (!to_stdout && name ne '') set output name.'.'.format

x1_name = 'x_{/*0.8 1}'
x2_name = 'x_{/*0.8 2}'
f_name = "f(".x1_name.", ".x2_name.")"
title_leading = 1.7 * title_size
heading_font = sprintf(',%.4g', heading_size)

# Each line of the tics of an axis ($x1_tics and so on) is a position, a space and the label. The program
# chooses labels that fit. The factor of all of them, and the offset to add then, are in the note of the
# axis (x1_note and so on), at (x1_note_x, x1_note_y) in points.
tic_place(line) = real(word(line, 1))
tic_label(line) = line[strlen(word(line, 1)) + 2:*]

unset colorbox
unset key
set minussign
set border linewidth 0.8 linecolor rgb ink

# The start of a search is a white diamond in a black one; a known minimum is a red cross on a white one.
start_size = 3.3       # from the center of the diamond to its corners
start_edge = 1.7       # width of the black edge around it
minimum_size = 2.9     # half the size of the cross
minimum_edge = 0.7     # width of the white edge around it
minimum_color = 0xe60026

# The frame around an enlarged region is black on white.
zoom_line = 0.9
zoom_casing = 2.5

# The numbers of labels, objects and arrows: the first one for each use. Each use has a separate range,
# and gnuplot draws in ascending order, so what is listed first is drawn below the rest. The comments
# give how many numbers are used.
label_axis = 1              # the names of the axes: 2
label_heading = 3           # what the figure shows
label_title = 4             # the user's title: 2
label_path_legend = 20      # 4
label_color_bar = 100       # its name, then the labels of its tics
label_note = 300            # the notes of the axes: 4
label_panel = 310           # the name of a panel
label_chart = 400           # the labels of a chart's vertical axis, and of those of panels
label_chart_name = 550      # the names of a chart's lines
label_exit = 560            # the texts where lines leave the chart
label_chart_legend = 580    # 6
label_sweep_legend = 600    # 4
label_message = 610         # 3
label_frame = 620           # 2
label_glyph = 630           # 14
label_legend = 900

object_pane = 1             # behind a surface: 3
object_path_legend = 10     # 6
object_zoom = 16            # 2
object_zoom_legend = 18     # 2
object_start = 20           # 2
object_color_bar = 100      # one box for each level, of which there are at most 256, and the border
object_veil = 400           # over the color bar
object_chart_legend = 410
object_sweep_legend = 600   # 2
object_best = 610           # 4
object_ring = 620           # 4
object_message = 605
object_mark = 1000          # the marks of paths

arrow_path_legend = 10      # 4
arrow_minimum = 20          # 4 for each minimum
arrow_color_bar = 100
arrow_chart = 400
arrow_chart_name = 600
arrow_exit = 610            # 20
arrow_tolerance = 640
arrow_chart_legend = 650    # 3
arrow_legend = 900
# ---- palette.gp ---------------------------------------------------------
# The colors from the lowest to the highest value: matplotlib's color maps, to within 2 of 255. Jet is
# the tutorial's. The others increase steadily in lightness, and cividis looks almost the same with
# red-green color blindness.

if (palette_name eq 'jet') set palette defined (0 0 0 0.5, 0.11 0 0 1, 0.125 0 0 1, 0.34 0 0.86 1, \
    0.35 0 0.9 0.967741935, 0.375 0.0806451613 1 0.887096774, 0.64 0.935483871 1 0.0322580645, \
    0.65 0.967741935 0.962962963 0, 0.66 1 0.925925926 0, 0.89 1 0.0740740741 0, \
    0.91 0.909090909 0 0, 1 0.5 0 0)
if (palette_name eq 'viridis') set palette defined (0 0.267 0.005 0.329, 0.098 0.283 0.141 0.458, 0.188 0.259 0.252 0.525, \
    0.318 0.198 0.392 0.555, 0.51 0.125 0.574 0.549, 0.584 0.126 0.644 0.525, \
    0.643 0.176 0.698 0.491, 0.714 0.289 0.758 0.428, 0.804 0.487 0.824 0.312, \
    0.929 0.815 0.883 0.11, 0.961 0.896 0.894 0.096, 0.996 0.984 0.905 0.137, \
    1 0.993 0.906 0.144)
if (palette_name eq 'cividis') set palette defined (0 0 0.135 0.305, 0.078 0 0.189 0.44, 0.09 0.004 0.196 0.442, 0.114 0.079 0.212 0.438, \
    0.165 0.165 0.248 0.429, 0.298 0.31 0.34 0.425, 0.541 0.525 0.514 0.473, \
    0.698 0.68 0.636 0.445, 0.831 0.819 0.748 0.38, 0.929 0.928 0.836 0.291, \
    0.988 0.995 0.893 0.203, 1 0.996 0.909 0.218)
if (palette_name eq 'inferno') set palette defined (0 0.001 0 0.014, 0.047 0.026 0.019 0.106, 0.122 0.123 0.048 0.282, \
    0.169 0.204 0.038 0.373, 0.22 0.291 0.046 0.419, 0.306 0.429 0.095 0.432, \
    0.408 0.591 0.153 0.4, 0.514 0.753 0.226 0.319, 0.612 0.878 0.332 0.212, \
    0.706 0.957 0.475 0.095, 0.765 0.982 0.579 0.026, 0.792 0.987 0.63 0.031, \
    0.835 0.986 0.713 0.104, 0.894 0.968 0.829 0.25, 0.937 0.949 0.91 0.395, \
    0.973 0.955 0.966 0.54, 1 0.988 0.998 0.645)
if (palette_name eq 'gray') set palette defined (0 0 0 0, 1 1 1 1)
set cbrange [0:1]
# ---- surface_page.gp ----------------------------------------------------
# The page of the surface: a box seen from above the horizon, rotated by 60 degrees, with the
# color bar on the right or below. Variables set by the program:
#
#   formula                  the objective, enhanced text
#   plot_middle, view_height the center of the box, in points
#   side                     the length of a side of its floor, in points
#   z_scale                  the height of the box divided by that length
#   view_elevation           how far above the horizon the viewer is, in degrees
#   view_sine, view_cosine   the sine and the cosine of this angle
#   reach                    1/263 of a side on the default page, the unit of the distances of labels
#                            from the box, which are the same on larger pages
#   heading_x, heading_y     the center of the heading

bar_name = f_name
bar_drawn = 1

legend_marks = 0    # the paths have no marks

# gnuplot fits the view into the rectangle between the margins; a square preserves the angles.
set lmargin at screen page_x(plot_middle - 0.5 * side)
set rmargin at screen page_x(plot_middle + 0.5 * side)
set bmargin at screen page_y(view_height - 0.5 * side)
set tmargin at screen page_y(view_height + 0.5 * side)
set view 90 - view_elevation, 30, 1, z_scale

set label label_heading f_name." = ".formula center textcolor rgb ink font heading_font \
    at screen page_x(heading_x), page_y(heading_y)
# ---- title.gp -----------------------------------------------------------
# The user's title, as plain text. Variables set by the program:
#
#   title_1, title_2         its lines; title_lines is their number
#   title_middle             their center, in points from the left edge

do for [i = 1:title_lines] {
    set label label_title + i - 1 value(sprintf('title_%d', i)) noenhanced center textcolor rgb ink \
        font sprintf(',%.2f', title_size) \
        at screen page_x(title_middle), page_y(height - 10 - title_leading * (i - 0.5))
}
# ---- color_bar.gp -------------------------------------------------------
# The color bar next to the plot or below it. Variables set by the program:
#
#   levels                   the number of colors
#   f_min, f_max             the values at the ends of the bar
#   $f_tics, f_note          its tics, and the note on their labels: see style.gp
#   f_note_x, f_note_y       where the note starts, in points
#   bar_lies                 1: the bar is horizontal, below the plot
#   bar_left, bar_right      its edges, in points; likewise bar_bottom, bar_top
#   bar_name_x, bar_name_y   the center of its label
#
# and by the script of the page:
#
#   bar_name                 its label, enhanced text
#   bar_drawn                0: no bar, since the figure has no colors

bar_part(value) = (value - f_min) / (f_max - f_min)
bar_x(part) = page_x(bar_left + (bar_right - bar_left) * part)
bar_y(part) = page_y(bar_bottom + (bar_top - bar_bottom) * part)

# Each box extends to the end and is partly covered by the next one, so that no seams are visible.
do for [k = 0:(bar_drawn ? levels : 0) - 1] {
    set object object_color_bar + k rectangle \
        from screen bar_x(bar_lies ? 1.0 * k / levels : 0), bar_y(bar_lies ? 0 : 1.0 * k / levels) \
        to screen page_x(bar_right), page_y(bar_top) \
        fillcolor palette fraction (k + 0.5) / levels fillstyle solid noborder
}
if (bar_drawn) {
    set object object_color_bar + levels rectangle from screen page_x(bar_left), page_y(bar_bottom) \
        to screen page_x(bar_right), page_y(bar_top) \
        fillstyle empty border linecolor rgb ink linewidth 0.8
}

# The tics, on the right or below, if the bar is drawn.
do for [i = 1:bar_drawn && !bar_lies ? |$f_tics| : 0] {
    v = bar_part(tic_place($f_tics[i]))
    set arrow arrow_color_bar + i - 1 nohead linecolor rgb ink linewidth 0.8 \
        from screen page_x(bar_right), bar_y(v) to screen page_x(bar_right + 3.5), bar_y(v)
    set label label_color_bar + i tic_label($f_tics[i]) \
        left textcolor rgb ink at screen page_x(bar_right + 8), bar_y(v)
}
do for [i = 1:bar_drawn && bar_lies ? |$f_tics| : 0] {
    v = bar_part(tic_place($f_tics[i]))
    set arrow arrow_color_bar + i - 1 nohead linecolor rgb ink linewidth 0.8 \
        from screen bar_x(v), page_y(bar_bottom) to screen bar_x(v), page_y(bar_bottom - 3.5)
    set label label_color_bar + i tic_label($f_tics[i]) \
        center textcolor rgb ink at screen bar_x(v), page_y(bar_bottom - 19)
}
set label label_color_bar bar_name center rotate by (bar_lies ? 0 : 90) textcolor rgb ink font ",11" \
    at screen page_x(bar_name_x), page_y(bar_name_y)
set label label_note + 2 f_note left textcolor rgb ink at screen page_x(f_note_x), page_y(f_note_y)
# ---- surface_box.gp -----------------------------------------------------
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
# ---- surface.gp ---------------------------------------------------------
# The objective as a surface. Data file, in the working directory:
#
#   surface_mesh.dat         x1 x2 f: a mesh, scan lines separated by a blank line

splot 'surface_mesh.dat' using 1:2:3 with pm3d
