# The way of the search over the filled contours.

plot @filled_contours, \
     'path.dat' using 1:2 with lines linestyle 1, \
     'path.dat' using 1:2:(radius(dot + edge)) with circles \
         fillcolor rgb casing fillstyle solid noborder, \
     'path.dat' using 1:2 with lines linestyle 2, \
     'path.dat' using 1:2:(radius(dot)) with circles \
         fillcolor rgb 'white' fillstyle solid noborder
