# The path of one search over the filled contours. Data file, in the working directory:
#
#   path.dat                 x1 x2: the points of the search from the start on, without those too
#                            close to the previous one to be distinguished

# Contours; casing of the line; casing of the dots; line; dots.
plot @filled_contours, \
     'path.dat' using 1:2 with lines linestyle line_casing, \
     'path.dat' using 1:2:(radius(dot + edge)) with circles \
         fillcolor rgb casing fillstyle solid noborder, \
     'path.dat' using 1:2 with lines linestyle line_path, \
     'path.dat' using 1:2:(radius(dot)) with circles \
         fillcolor rgb 'white' fillstyle solid noborder
