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
