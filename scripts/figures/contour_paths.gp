# The paths of several searches over the filled contours, which are faded, so that the paths stand out.
# Data, in the working directory:
#
#   paths.dat                x1 x2: the points of each search, a block for each; a path that lies on others
#                            is cut into dashes there

do for [i = 1:paths] { eval mark_ways }
do for [i = 1:paths] { eval mark_ends }

# The contours; what fades them; the casings of all paths; the paths.
plot @filled_contours, \
     @veil_element, \
     for [i = 1:paths] 'paths.dat' index i - 1 using 1:2 with lines \
         linewidth 3.2 linecolor rgb path_casing, \
     for [i = 1:paths] 'paths.dat' index i - 1 using 1:2 with lines \
         linewidth 1.6 linecolor rgb path_color(i)
