# For each optimizer, a panel with the median of all runs in a band from the 10 % to the 90 % quantile,
# and with the medians of the other optimizers. Variables set by the program:
#
#   exit_t_1, ...            the iteration at which the median leaves the range; negative: it does not
#
# Data file, in the working directory:
#
#   ensemble.dat             t, then three columns for each optimizer: the 10 %, 50 % and 90 % quantiles
#                            of the objective minus its minimum

# Where the upper edge of a band is out of the range, because enough runs ended there, the band extends to
# the top, in a paler color.
is_within(v) = v <= 10**excess_max
upper(v) = is_within(v) ? lift(v) : excess_max

# An arrowhead where a median leaves the range.
do for [i = 1:paths] { if (its('exit_t', i) >= 0) {
    eval mark_command(next_mark, 3, "screen", \
        (panel(i, 'left') + (panel(i, 'right') - panel(i, 'left')) * its('exit_t', i) / t_max) / width, \
        (panel(i, 'top') - 2) / height, 4 / width, 4 / height, path_color(i))
    next_mark = next_mark + 1
} }

# The first panel includes everything that is not data. In each: band; medians of the others; casing of
# its own median; its own median.
t_label(i, k) = panel(i, 'last') ? tic_label($t_tics[k]) : ''
set multiplot
do for [i = 1:paths] {
    set lmargin at screen page_x(panel(i, 'left'))
    set rmargin at screen page_x(panel(i, 'right'))
    set bmargin at screen page_y(panel(i, 'bottom'))
    set tmargin at screen page_y(panel(i, 'top'))
    set xtics ()
    do for [k = 1:|$t_tics|] { set xtics add (t_label(i, k) tic_place($t_tics[k])) }
    set xtics nomirror out scale 0.6 textcolor rgb ink
    plot 'ensemble.dat' using 1:(upper(column(3 * i - 1))):(upper(column(3 * i + 1))) \
             with filledcurves fillcolor rgb 0xe0000000 + path_color(i) fillstyle solid noborder, \
         'ensemble.dat' using 1:(is_within(column(3 * i + 1)) ? lift(column(3 * i - 1)) : NaN) \
             :(lift(column(3 * i + 1))) \
             with filledcurves fillcolor rgb 0xb0000000 + path_color(i) fillstyle solid noborder, \
         for [k = 1:paths] 'ensemble.dat' using 1:(k == i ? NaN : lift(column(3 * k))) with lines \
             linewidth 1 linecolor rgb others_color, \
         'ensemble.dat' using 1:(lift(column(3 * i))) with lines \
             linewidth 3.4 linecolor rgb path_casing, \
         'ensemble.dat' using 1:(lift(column(3 * i))) with lines \
             linewidth 1.8 linecolor rgb path_color(i)
    unset label
    unset object
    unset arrow
}
unset multiplot
