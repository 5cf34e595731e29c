# The path of one search over the filled contours. Data, in the working directory:
#
#   path.dat                 x1 x2: the points of the search, beginning with the start, without those
#                            too near to the one before to be seen

# An outline of a circle has 90 points, which is most of an SVG. There a dot is a mark: a circle with a
# radius of 1 and a line around it.
mark_size(r) = r * scale / 1.1335 / 3.75
dots(r, color) = format eq 'svg' \
    ? sprintf("using 1:2 with points pointtype 7 pointsize %.4f linecolor rgb %s", mark_size(r), color) \
    : sprintf("using 1:2:(radius(%.2f)) with circles fillcolor rgb %s fillstyle solid noborder", r, color)
casing_dots = dots(dot + edge, "casing")
white_dots = dots(dot, "'white'")

# The contours; the casing of the lines and of the dots; the lines; the dots.
plot @filled_contours, \
     'path.dat' using 1:2 with lines linestyle line_casing, \
     'path.dat' @casing_dots, \
     'path.dat' using 1:2 with lines linestyle line_path, \
     'path.dat' @white_dots
