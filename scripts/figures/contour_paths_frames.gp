# The images of an animation of several paths, one for each path with its marks. Data file, in the working
# directory:
#
#   paths.dat                see contour_paths.gp

do for [i = 1:paths] {
    eval transparent_page
    eval next_image
    unset object
    eval mark_ways
    eval mark_ends
    # Casing; path.
    plot 'paths.dat' index i - 1 using 1:2 with lines linewidth 3.2 linecolor rgb path_casing, \
         'paths.dat' index i - 1 using 1:2 with lines linewidth 1.6 linecolor rgb path_color(i)
}
unset object
