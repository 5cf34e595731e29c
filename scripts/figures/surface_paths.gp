# The paths of the searches on the surface, with the start and the minima. Where the surface is in front of
# them, they are faint and dashed. Variables set by the program:
#
#   start_x1, start_x2       the starting point of the searches
#   start_f                  its height
#   minima, $minima          the number of known minima within the bounds, and their coordinates
#   minimum_f                their heights, separated by spaces
#
# Data files, in the working directory:
#
#   surface_paths.dat        x visible_y hidden_y: the paths of the searches, one block for each, with the
#                            hidden parts in dashes; one of the two y is NaN; the unit is a side of the
#                            floor of the box, counted from its center

# The position in the image, in points, of a point in the box: see surface_page.gp. The marks are
# polygons and arrows since the size of gnuplot's points depends on the format.
part1(x1) = (x1 - x1_min) / (x1_max - x1_min) - 0.5
part2(x2) = (x2 - x2_min) / (x2_max - x2_min) - 0.5
seen_x(x1, x2) = plot_middle + side * (0.8660254 * part1(x1) + 0.5 * part2(x2))
seen_y(x1, x2, f) = view_height + side * (view_sine * (0.8660254 * part2(x2) - 0.5 * part1(x1)) \
    + view_cosine * z_scale * ((f - f_min) / (f_max - f_min) - 0.5))

# The start.
x = seen_x(start_x1, start_x2)
y = seen_y(start_x1, start_x2, start_f)
do for [i = 0:1] {
    r = start_size + (i == 0 ? start_edge : 0)
    set object object_start + i polygon from screen (x - r) / width, y / height \
        to screen x / width, (y + r) / height to screen (x + r) / width, y / height \
        to screen x / width, (y - r) / height to screen (x - r) / width, y / height \
        front fillcolor rgb (i == 0 ? 0x000000 : 0xffffff) fillstyle solid noborder
}

# Each minimum is a cross of two strokes in two layers: 0, the white casing, and 1, the red cross on it.
do for [m = 1:minima] {
    x1 = real(word($minima[m], 1))
    x2 = real(word($minima[m], 2))
    x = seen_x(x1, x2)
    y = seen_y(x1, x2, real(word(minimum_f, m)))
    do for [layer = 0:1] {
        r = minimum_size + (layer == 0 ? minimum_edge : 0)
        do for [i = -1:1:2] {
            set arrow arrow_minimum + 4 * (m - 1) + 2 * layer + (i + 1) / 2 nohead front \
                linewidth (layer == 0 ? 3.6 : 2) linecolor rgb (layer == 0 ? 0xffffff : minimum_color) \
                from screen (x - r) / width, (y - i * r) / height \
                to screen (x + r) / width, (y + i * r) / height
        }
    }
}

# Casings of the hidden parts, and these; casings of all paths; paths.
faint = 0x40000000
plot @faces for [i = 1:paths] 'surface_paths.dat' index i - 1 using 1:3 with lines \
          linewidth 3.2 linecolor rgb path_casing + faint, \
      for [i = 1:paths] 'surface_paths.dat' index i - 1 using 1:3 with lines \
          linewidth 1.8 linecolor rgb path_color(i) + faint, \
      for [i = 1:paths] 'surface_paths.dat' index i - 1 using 1:2 with lines \
          linewidth 4 linecolor rgb path_casing, \
      for [i = 1:paths] 'surface_paths.dat' index i - 1 using 1:2 with lines \
          linewidth 2 linecolor rgb path_color(i)
unset multiplot
