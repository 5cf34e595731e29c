# The other images of the animation: the path up to each of the points that the program has named:
#
#   frames                   their numbers, counted from 0, with a space between
#   path.dat                 the points: see contour_path.gp
#
# By hand, gnuplot writes the images to contour_path_000.png, contour_path_001.png and so on.

do for [i = 1:words(frames)] {
    last = int(word(frames, i))
    # Anew for each one: a page without a background still has on it what was drawn before.
    set terminal pngcairo enhanced transparent font font \
        size png_width,png_height fontscale scale linewidth scale pointscale scale
    if (!to_stdout) { set output sprintf('contour_path_%03d.png', i) }
    # The casing of the lines and of the dots; the lines; the dots.
    plot 'path.dat' using 1:2 every ::0::last with lines linestyle line_casing, \
         'path.dat' using 1:2:(radius(dot + edge)) every ::0::last with circles \
             fillcolor rgb casing fillstyle solid noborder, \
         'path.dat' using 1:2 every ::0::last with lines linestyle line_path, \
         'path.dat' using 1:2:(radius(dot)) every ::0::last with circles \
             fillcolor rgb 'white' fillstyle solid noborder
}
