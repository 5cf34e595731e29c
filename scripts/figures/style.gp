# The looks that all figures share. adam-report puts this before each figure's other scripts, and
# before this it has set the terminal, UTF-8, and these variables:
#
#   width, height            the page's size in points (1/72 inch; of a page smaller than 480x360
#                            all is shrunk, and these say what it would be without)
#   scale                    pixels for each point
#   levels                   how many colour bands there are
#   x1_min, x1_max           the bounds; likewise x2_min, x2_max
#   f_min, f_max             least and largest value of the objective within them
#   x1_step, x1_format       where an axis has marks, and how it labels them; likewise x2_, f_
#   x1_characters            length of the longest label; likewise x2_, f_
#   formula                  the objective, as enhanced text
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

x1_name = 'x_{/*0.8 1}'
x2_name = 'x_{/*0.8 2}'
f_name = "f(".x1_name.", ".x2_name.")"
ink = 0x262626
digit_width = 6.4    # of a digit in the marks' labels

# Jet, as matplotlib has it.
set palette defined (0 0 0 0.5, 0.11 0 0 1, 0.125 0 0 1, 0.34 0 0.86 1, \
    0.35 0 0.9 0.967741935, 0.375 0.0806451613 1 0.887096774, 0.64 0.935483871 1 0.0322580645, \
    0.65 0.967741935 0.962962963 0, 0.66 1 0.925925926 0, 0.89 1 0.0740740741 0, \
    0.91 0.909090909 0 0, 1 0.5 0 0)
set cbrange [0:1]
unset colorbox
unset key
set minussign
set border linewidth 0.8 linecolor rgb ink
