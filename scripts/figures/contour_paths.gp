# The paths of several searches over the filled contours, which are faded so that the paths stand out.
# Data file, in the working directory, named by path_file:
#
#   paths.dat, zoom_paths.dat
#                            x1 x2: the points of the searches, one block for each; where a path
#                            overlaps others, it is cut into dashes

do for [i = 1:paths] { eval mark_ways }
do for [i = 1:paths] { eval mark_ends }

# Contours; their cover; casings of all paths; paths.
plot @filled_contours, \
     @veil_element, \
     for [i = 1:paths] path_file index i - 1 using 1:2 with lines \
         linewidth 3.2 linecolor rgb path_casing, \
     for [i = 1:paths] path_file index i - 1 using 1:2 with lines \
         linewidth 1.6 linecolor rgb path_color(i)
