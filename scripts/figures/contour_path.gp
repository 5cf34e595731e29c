# The path of one search over the filled contours. Data, in the working directory:
#
#   path.dat                 x1 x2: the points of the search, beginning with the start, without those
#                            too near to the one before to be seen

# The contours; the casing of the lines and of the dots; the lines; the dots.
plot @filled_contours, \
     'path.dat' using 1:2 with lines linestyle line_casing, \
     'path.dat' using 1:2:(radius(dot + edge)) with circles \
         fillcolor rgb casing fillstyle solid noborder, \
     'path.dat' using 1:2 with lines linestyle line_path, \
     'path.dat' using 1:2:(radius(dot)) with circles \
         fillcolor rgb 'white' fillstyle solid noborder
