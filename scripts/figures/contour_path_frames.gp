# The other pictures of the animation: what the path has drawn up to each of the points that `frames`
# names. By hand, gnuplot writes them all to contour_path_000.png and so on.

do for [i = 1:words(frames)] {
    last = int(word(frames, i))
    # Anew for each one: a page without a background still has on it what was drawn before.
    set terminal pngcairo enhanced transparent font font \
        size png_width,png_height fontscale scale linewidth scale pointscale scale
    if (!exists('to_stdout')) { set output sprintf('contour_path_%03d.png', i) }
    plot 'path.dat' using 1:2 every ::0::last with lines linestyle 1, \
         'path.dat' using 1:2:(radius(dot + edge)) every ::0::last with circles \
             fillcolor rgb casing fillstyle solid noborder, \
         'path.dat' using 1:2 every ::0::last with lines linestyle 2, \
         'path.dat' using 1:2:(radius(dot)) every ::0::last with circles \
             fillcolor rgb 'white' fillstyle solid noborder
}
