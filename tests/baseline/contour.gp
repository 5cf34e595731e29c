# Where its data is, `gnuplot contour.gp` draws contour.png, and with
# -e "format='svg'" before the name, or 'pdf', contour.svg or contour.pdf.
if (GPVAL_VERSION < 5.4) exit status 3
reset
set encoding utf8
if (!exists('format')) format = 'png'
name = 'contour'
theme = 'light'
palette_name = 'jet'
transparent = 0
title_lines = 0
title_size = 0.00
title_width = 0.00
png_width = 1280
png_height = 960
shrink = 1.0
width = 640.0
height = 480.0
scale = 1 / shrink
if (format eq 'png') scale = 2.0
levels = 50
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
formula = 'x@_{/*0.8 1}^{/*0.81 2} + x@_{/*0.8 2}^{/*0.81 2}'
iterations = 60
start_x1 = -0.165955990594852
start_x2 = 0.4406489868843162
$minima << END
0 0
END
minima = 1
# The looks that all figures share. adam-report puts this before each figure's other scripts, and
# before this it has set UTF-8 and these variables:
#
#   format                   'png', 'svg' or 'pdf'
#   theme                    'light' or 'dark': the page that the figure is for
#   transparent              1: without a background
#   palette_name             jet, viridis, cividis, inferno, gray
#   title_lines              how many lines the title has, 0 to 2: title_1, title_2, plain text;
#   title_size, title_width  and the size of its font, so that it fits; its width in points
#   width, height            the page's size in points (1/72 inch; of a page smaller than 480x360
#                            all is shrunk, and these say what it would be without)
#   shrink                   by how much, 1 or more
#   scale                    pixels (svg, pdf: points) for each point of width and height
#   png_width, png_height    the size of the PNG in pixels
#   name                     of the file, without its ending; empty for an animation's frames
#   to_stdout                exists if the picture goes to standard output, and not to that file
#   levels                   how many colour bands there are
#   x1_min, x1_max           the bounds; likewise x2_min, x2_max
#   f_min, f_max             least and largest value of the objective within them
#   x1_step, x1_format       where an axis has marks, and how it labels them; likewise x2_, f_
#   x1_characters            length of the longest label; likewise x2_, f_
#   formula                  the objective, as enhanced text
#   start_x1, start_x2       where the search started
#   frames                   of an animation: up to which points of the path each one goes
#   iterations, minima       how many steps were made, how many known minima are in the bounds
#   $minima                  their coordinates
#
# Data, in the working directory:
#   bands.dat                x1 x2 c: closed loops, to be filled in this order; c is the colour,
#                            0 to 1 for f_min to f_max
#   surface_mesh.dat         x1 x2 f: a mesh, scan lines parted by a blank line
#   path.dat                 x1 x2: the points of the search, beginning with the start, without those
#                            too near to the one before to be seen
#
# Everything is placed explicitly, at whole pixels, so that every gnuplot from 5.4 on draws the
# same picture. Places are in points from the lower left corner of the picture, until page_x() and
# page_y() turn them into gnuplot's screen coordinates.

page_x(points) = 1.0 * floor(points * scale + 0.5) / floor(width * scale + 0.5)
page_y(points) = 1.0 * floor(points * scale + 0.5) / floor(height * scale + 0.5)

dark = theme eq 'dark'
ink = dark ? 0xd7dde5 : 0x262626
page = dark ? '#0d1117' : '#ffffff'
pane_floor = dark ? 0x1b222b : 0xf5f5f5
pane_left = dark ? 0x171d26 : 0xf0f0f0
pane_right = dark ? 0x131921 : 0xe9e9e9
pane_line = dark ? 0x434c58 : 0xb4b4b4

# A point of a font is 4/3 of the page's, but in svg; a line's width is half of what it says in pdf.
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
if (!exists('to_stdout') && name ne '') set output name.'.'.format

x1_name = 'x_{/*0.8 1}'
x2_name = 'x_{/*0.8 2}'
f_name = "f(".x1_name.", ".x2_name.")"
digit_width = 6.4    # of a digit in the marks' labels

unset colorbox
unset key
set minussign
set border linewidth 0.8 linecolor rgb ink

# The title stands above everything else (title.gp); the pages leave this much room for it.
title_leading = 1.7 * title_size
title_room = title_lines > 0 ? 8 + title_leading * title_lines : 0.0
# The colours from the least value to the largest, as matplotlib has them, to within 2 of 255. Jet is
# the tutorial's; the others grow steadily lighter, and cividis looks much the same to those who do
# not tell red from green.

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
# The page of the figures in the plane of x1 and x2: a box with equal scales on both axes, as large
# as there is room for, with the colour bar beside it.

bar_gap = 20.0           # from the box to the colour bar
bar_width = 14.0

room_left = 40.0 + digit_width * x2_characters
room_right = bar_gap + bar_width + 34.0 + digit_width * f_characters
room_bottom = 52.0
room_top = 60.0 + title_room    # for the titles, and the legend below them

# Where one axis is many times as long as the other, equal scales would leave a thin strip.
shape = (x1_max - x1_min) / (x2_max - x2_min)
if (shape > 4) shape = 4.0
if (shape < 0.25) shape = 0.25
box_height = height - room_bottom - room_top
box_width = box_height * shape
if (box_width > width - room_left - room_right) {
    box_width = width - room_left - room_right
    box_height = box_width / shape
}
box_left = room_left + (width - room_left - room_right - box_width) / 2.0
box_right = box_left + box_width
box_middle = box_left + box_width / 2.0
middle = box_middle
box_bottom = room_bottom + (height - room_bottom - room_top - box_height) / 2.0
box_top = box_bottom + box_height

bar_left = box_right + bar_gap
bar_bottom = box_bottom
bar_top = box_top

# As many marks as their labels leave room for.
while (x1_step * box_width / (x1_max - x1_min) < 10 + digit_width * x1_characters) {
    x1_step = 2 * x1_step
}

set lmargin at screen page_x(box_left)
set rmargin at screen page_x(box_right)
set bmargin at screen page_y(box_bottom)
set tmargin at screen page_y(box_top)
set xrange [x1_min:x1_max]
set yrange [x2_min:x2_max]
set xtics x1_step format x1_format nomirror out scale 0.6 textcolor rgb ink
set ytics x2_step format x2_format nomirror out scale 0.6 textcolor rgb ink

set label 1 x1_name center textcolor rgb ink font ",11" \
    at screen page_x(box_middle), page_y(box_bottom - 36)
set label 2 x2_name center textcolor rgb ink font ",11" \
    at screen page_x(box_left - 25 - digit_width * x2_characters), \
    page_y(box_bottom + box_height / 2.0)
# The user's title, as plain text, over the middle of the plot as the page tells it; a long one as far
# to the side as it must.

title_middle = middle
if (title_middle + 0.5 * title_width > width - 14) title_middle = width - 14 - 0.5 * title_width
if (title_middle - 0.5 * title_width < 14) title_middle = 14 + 0.5 * title_width
do for [i = 1:title_lines] {
    set label 3 + i value(sprintf('title_%d', i)) noenhanced center textcolor rgb ink \
        font sprintf(',%.2f', title_size) \
        at screen page_x(title_middle), page_y(height - 10 - title_leading * (i - 0.5))
}
# What each colour means: a bar from bar_bottom to bar_top with its left edge at bar_left.

bar_right = bar_left + bar_width
bar_y(value) = bar_bottom + (bar_top - bar_bottom) * (value - f_min) / (f_max - f_min)
bar_edge(k) = bar_bottom + (bar_top - bar_bottom) * k / levels

# Each box reaches up to the top, and the next one covers what is too much of it: no seams.
do for [k = 0:levels - 1] {
    set object 100 + k rectangle from screen page_x(bar_left), page_y(bar_edge(k)) \
        to screen page_x(bar_right), page_y(bar_top) \
        fillcolor palette fraction (k + 0.5) / levels fillstyle solid noborder
}
set object 100 + levels rectangle from screen page_x(bar_left), page_y(bar_bottom) \
    to screen page_x(bar_right), page_y(bar_top) \
    fillstyle empty border linecolor rgb ink linewidth 0.8

bar_first = ceil(f_min / f_step - 1e-6)
bar_last = floor(f_max / f_step + 1e-6)
do for [i = bar_first:bar_last] {
    set arrow 100 + i - bar_first nohead linecolor rgb ink linewidth 0.8 \
        from screen page_x(bar_right), page_y(bar_y(i * f_step)) \
        to screen page_x(bar_right + 3.5), page_y(bar_y(i * f_step))
    set label 100 + i - bar_first gprintf(f_format, i * f_step) left textcolor rgb ink \
        at screen page_x(bar_right + 8), page_y(bar_y(i * f_step))
}
set label 99 f_name center rotate by 90 textcolor rgb ink font ",11" \
    at screen page_x(bar_right + 22 + digit_width * f_characters), \
    page_y((bar_bottom + bar_top) / 2.0)
# The objective as filled contours.

set label 3 f_name." = ".formula center textcolor rgb ink font ",12" \
    at screen page_x(box_middle), page_y(box_top + 22)

plot 'bands.dat' using 1:2:3 with polygons fillcolor palette fillstyle solid noborder
