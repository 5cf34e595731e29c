# The remaining images of the animation: the path up to each of a list of points. Variables set by the
# program, and the data file:
#
#   frames                   the numbers of the points, counted from 0, separated by spaces
#   path.dat                 the points: see contour_path.gp
#
# Run by a user, gnuplot writes the images to contour_path_000.png, contour_path_001.png and so on.

do for [i = 1:words(frames)] {
    last = int(word(frames, i))
    # Set again for each image: a page without a background would keep what was drawn before.
    set terminal pngcairo enhanced transparent font font \
        size png_width,png_height fontscale scale linewidth scale pointscale scale
    if (!to_stdout) { set output sprintf('contour_path_%03d.png', i) }
    # Casing of the line; casing of the dots; line; dots.
    plot 'path.dat' using 1:2 every ::0::last with lines linestyle line_casing, \
         'path.dat' using 1:2:(radius(dot + edge)) every ::0::last with circles \
             fillcolor rgb casing fillstyle solid noborder, \
         'path.dat' using 1:2 every ::0::last with lines linestyle line_path, \
         'path.dat' using 1:2:(radius(dot)) every ::0::last with circles \
             fillcolor rgb 'white' fillstyle solid noborder
}
