# Run `gnuplot contour.gp` in the directory with its data files to draw contour.png;
# insert -e "format='svg'" or 'pdf' before the name to draw contour.svg or contour.pdf.
if (GPVAL_VERSION < 5.4) exit status 3
reset
set encoding utf8
if (!exists('format')) format = 'png'
name = 'contour'
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
band_blocks = 1
formula = 'x@_{/*0.8 1}^{/*0.81 2} + x@_{/*0.8 2}^{/*0.81 2}'
iterations = 60
start_x1 = -0.165955990594852
start_x2 = 0.4406489868843162
$minima << END
0 0
END
minima = 1
paths = 0
x1_min = -1.0
x1_max = 1.0
x1_step = 0.5
x1_format = '%.1f'
x1_characters = 4
x2_min = -1.0
x2_max = 1.0
x2_step = 0.5
x2_format = '%.1f'
x2_characters = 4
f_min = 0.0
f_max = 2.0
f_step = 0.5
f_format = '%.1f'
f_characters = 3
box_left = 125.19999999999999
box_right = 493.19999999999999
box_bottom = 52.0
box_top = 420.0
plot_middle = 309.19999999999999
bar_left = 513.20000000000005
bar_right = 527.20000000000005
bar_bottom = 52.0
bar_top = 420.0
bar_name_x = 568.40000000000009
title_middle = 309.19999999999999
heading_x = 309.19999999999999
heading_y = 442.0
# Boxes around texts, in pixels of the PNG from its upper left corner: LEFT TOP WIDTH HEIGHT.
# text box: 1065 841 55 32
# text box: 1065 657 55 32
# text box: 1065 473 55 32
# text box: 1065 289 55 32
# text box: 1065 105 55 32
# text box: 1114 425 47 126
# text box: 211 879 78 32
# text box: 395 879 78 32
# text box: 591 879 55 32
# text box: 775 879 55 32
# text box: 959 879 55 32
# text box: 156 841 78 32
# text box: 156 657 78 32
# text box: 179 473 55 32
# text box: 179 289 55 32
# text box: 179 105 55 32
# text box: 598 905 41 47
# text box: 128 465 42 47
# text box: 467 51 303 51
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
digit_width = 6.4    # width of a digit in the labels of the axes
title_leading = 1.7 * title_size

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

# The numbers of labels, objects and arrows: the first one for each use. Each use has a separate range,
# and gnuplot draws in ascending order, so what is listed first is drawn below the rest. The comments
# give how many numbers are used.
label_axis = 1              # the names of the axes: 2
label_heading = 3           # what the figure shows
label_title = 4             # the user's title: 2
label_path_legend = 20      # 3
label_color_bar = 100       # its name, then the labels of its tics
label_chart = 400           # the labels of a chart's vertical axis
label_chart_name = 500      # the names of a chart's lines
label_sweep_legend = 600    # 4
label_legend = 900

object_pane = 1             # behind a surface: 3
object_path_legend = 10     # 6
object_start = 20           # 2
object_color_bar = 100      # one box for each level, of which there are at most 256, and the border
object_veil = 400           # over the color bar
object_sweep_legend = 600   # 2
object_ring = 610           # 4
object_mark = 1000          # the marks of paths

arrow_path_legend = 10      # 4
arrow_minimum = 20          # 4 for each minimum
arrow_color_bar = 100
arrow_chart = 400
arrow_chart_name = 500
arrow_best = 600            # 4
arrow_best_legend = 610     # 4
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
# ---- plane_page.gp ------------------------------------------------------
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
# The color bar next to the plot. Variables set by the program:
#
#   levels                   the number of colors
#   f_min, f_max             the values at the ends of the bar
#   f_step, f_format         the distance between its tics, and the format of their labels
#   bar_left, bar_right      its edges, in points; likewise bar_bottom, bar_top
#   bar_name_x               the center of its label
#
# and by the script of the page:
#
#   bar_name                 its label, enhanced text
#   bar_drawn                0: only the label is drawn, since the figure has no colors

bar_y(value) = bar_bottom + (bar_top - bar_bottom) * (value - f_min) / (f_max - f_min)
bar_edge(k) = bar_bottom + (bar_top - bar_bottom) * k / levels

# Each box extends to the top and is partly covered by the next one, so that no seams are visible.
do for [k = 0:(bar_drawn ? levels : 0) - 1] {
    set object object_color_bar + k rectangle from screen page_x(bar_left), page_y(bar_edge(k)) \
        to screen page_x(bar_right), page_y(bar_top) \
        fillcolor palette fraction (k + 0.5) / levels fillstyle solid noborder
}
if (bar_drawn) {
    set object object_color_bar + levels rectangle from screen page_x(bar_left), page_y(bar_bottom) \
        to screen page_x(bar_right), page_y(bar_top) \
        fillstyle empty border linecolor rgb ink linewidth 0.8
}

bar_first = ceil(f_min / f_step - 1e-6)
bar_last = bar_drawn ? floor(f_max / f_step + 1e-6) : bar_first - 1
do for [i = bar_first:bar_last] {
    set arrow arrow_color_bar + i - bar_first nohead linecolor rgb ink linewidth 0.8 \
        from screen page_x(bar_right), page_y(bar_y(i * f_step)) \
        to screen page_x(bar_right + 3.5), page_y(bar_y(i * f_step))
    set label label_color_bar + 1 + i - bar_first gprintf(f_format, i * f_step) \
        left textcolor rgb ink at screen page_x(bar_right + 8), page_y(bar_y(i * f_step))
}
set label label_color_bar bar_name center rotate by 90 textcolor rgb ink font ",11" \
    at screen page_x(bar_name_x), page_y(0.5 * (bar_bottom + bar_top))
# ---- contour.gp ---------------------------------------------------------
# The objective as filled contours.

plot @filled_contours
