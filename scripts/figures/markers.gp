# A color and a mark for each path. The colors can be distinguished with color-vision deficiencies, and
# by lightness alone; the marks do not depend on color.

path_color_1 = dark ? 0x4aa3ff : 0x0060b0
path_color_2 = dark ? 0xff7a45 : 0xd0480c
path_color_3 = dark ? 0x3ddc97 : 0x00805c
path_color_4 = dark ? 0xf29cd0 : 0xb0478c
path_color_5 = dark ? 0xffd24a : 0x9a6a00
path_color_6 = dark ? 0xe8ecf1 : 0x303030
path_color(i) = value(sprintf('path_color_%d', i))
path_casing = dark ? 0x0d1117 : 0xffffff
others_color = dark ? 0x7d8590 : 0x8c959f    # of lines shown for comparison

# Outlines around the origin: x and y of each corner, with the first corner repeated at the end.
mark_1 = "1 0 0.92 0.38 0.71 0.71 0.38 0.92 0 1 -0.38 0.92 -0.71 0.71 -0.92 0.38 -1 0 -0.92 -0.38 -0.71 -0.71 -0.38 -0.92 0 -1 0.38 -0.92 0.71 -0.71 0.92 -0.38 1 0"
mark_2 = "0.85 0.85 -0.85 0.85 -0.85 -0.85 0.85 -0.85 0.85 0.85"
mark_3 = "0 1.15 -1.05 -0.75 1.05 -0.75 0 1.15"
mark_4 = "0 -1.15 1.05 0.75 -1.05 0.75 0 -1.15"
mark_5 = "0 1.25 -1.25 0 0 -1.25 1.25 0 0 1.25"
mark_6 = "0 1.25 -0.32 0.44 -1.19 0.39 -0.52 -0.17 -0.73 -1.01 0 -0.54 0.73 -1.01 0.52 -0.17 1.19 0.39 0.32 0.44 0 1.25"
mark_radius = 3.0    # radius of a mark, in points
mark_edge = 1.0      # width of the casing around it, in points

# " from x, y to x, y ..." for the corners of a mark around a position; `system` is the coordinate
# system, such as "screen".
corner(mark, i) = real(word(mark, i))
outline(mark, i, system, x, y, rx, ry) = i >= words(mark) ? "" \
    : (i == 1 ? " from " : " to ").sprintf("%s %.15g, %s %.15g", system, x + rx * corner(mark, i), \
      system, y + ry * corner(mark, i + 1)).outline(mark, i + 2, system, x, y, rx, ry)

# The command that draws the mark of path i as object number n, at (x, y), with the radii rx and ry.
mark_command(n, i, system, x, y, rx, ry, color) = sprintf("set object %d polygon", n) \
    .outline(value(sprintf('mark_%d', i)), 1, system, x, y, rx, ry) \
    .sprintf(" noclip front fillcolor rgb 0x%06x fillstyle solid noborder", color)
next_mark = object_mark    # the object number of the next mark
