# The lines of each panel, and dots at the first ten updates. The last line of a panel is the most
# important, and drawn over the others, which are wider, so that they are visible where both coincide.
#
# Data file, in the working directory:
#
#   state_lines.dat          x y: for each panel, each line in a block: the logarithm of t, and the
#                            position in the panel, from 0 to 1

lines_of(i) = value(sprintf('lines_%d', (i + 1) / 2))
block_of(i) = i == 1 ? 0 : block_of(i - 1) + lines_of(i - 1)
compares_noise(i) = i <= 2 && lines_of(i) > 1
color_of(i, k) = compares_noise(i) ? k - 1 : k == lines_of(i) ? 1 : k + 1
dot(i) = 1.9 * (t_high - t_low) / (panel(i, 'right') - panel(i, 'left'))

set multiplot
do for [i = 1:2 * rows] {
    set lmargin at screen page_x(panel(i, 'left'))
    set rmargin at screen page_x(panel(i, 'right'))
    set bmargin at screen page_y(panel(i, 'bottom'))
    set tmargin at screen page_y(panel(i, 'top'))
    r = dot(i)
    b = block_of(i)
    n = lines_of(i)
    plot for [k = 1:n] 'state_lines.dat' index b + k - 1 using 1:2 with lines \
             linewidth (k == n ? 1.6 : 2.6) linecolor rgb line_color(color_of(i, k)), \
         for [k = 1:n] 'state_lines.dat' index b + k - 1 every ::0:1:9:1 using 1:2:(r) with circles \
             fillcolor rgb line_color(color_of(i, k)) fillstyle solid noborder
    unset label
    unset object
    unset arrow
}
unset multiplot
