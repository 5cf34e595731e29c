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
#                            0 to 1 for f_min to f_max; in blocks, band_blocks of them
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
