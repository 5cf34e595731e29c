# The path of one search over the filled contours. Data file, in the working directory, named by path_file:
#
#   path.dat, zoom_path.dat  x1 x2: the points of the search from the start on, without those too
#                            close to the previous one to be distinguished

# The outline of a circle has 90 points, which would be most of an SVG. In SVG, a dot is a point mark
# instead: a circle with a radius of 1 and a line around it.
mark_size(r) = r * scale / 1.1335 / 3.75
dots(r, color) = format eq 'svg' \
    ? sprintf("using 1:2 with points pointtype 7 pointsize %.4f linecolor rgb %s", mark_size(r), color) \
    : sprintf("using 1:2:(radius(%.2f)) with circles fillcolor rgb %s fillstyle solid noborder", r, color)
casing_dots = dots(dot + edge, "casing")
white_dots = dots(dot, "'white'")

# Contours; casing of the line; casing of the dots; line; dots.
plot @filled_contours, \
     path_file using 1:2 with lines linestyle line_casing, \
     path_file @casing_dots, \
     path_file using 1:2 with lines linestyle line_path, \
     path_file @white_dots
