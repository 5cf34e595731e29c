# The second image of the animation: the path. Data file, in the working directory:
#
#   path.dat                 the points: see contour_path.gp

eval transparent_page
eval next_image

# Casing of the line; casing of the dots; line; dots.
plot 'path.dat' using 1:2 with lines linestyle line_casing, \
     'path.dat' using 1:2:(radius(dot + edge)) with circles \
         fillcolor rgb casing fillstyle solid noborder, \
     'path.dat' using 1:2 with lines linestyle line_path, \
     'path.dat' using 1:2:(radius(dot)) with circles \
         fillcolor rgb 'white' fillstyle solid noborder
