# The ways of the searches on the surface, seen through it where it is in front of them, with the start
# and the minima. The program has set start_f and minimum_f, how high these are.

set pm3d depthorder border linecolor rgb 0xb0000000 linewidth 0.3
set style line 21 pointtype 13 pointsize 1.3 linecolor rgb 0x000000
set style line 22 pointtype 13 pointsize 0.8 linecolor rgb 0xffffff
set style line 23 pointtype 2 pointsize 1 linewidth 4 linecolor rgb 0xffffff
set style line 24 pointtype 2 pointsize 0.85 linewidth 2.2 linecolor rgb 0xe60026

# In two goes: a surface that is drawn by depth is drawn last of all.
set multiplot
splot 'surface_mesh.dat' using 1:2:3 with pm3d fillcolor palette
unset label
unset object
unset arrow
set label 960 "" at start_x1, start_x2, start_f front point linestyle 21
set label 961 "" at start_x1, start_x2, start_f front point linestyle 22
do for [m = 1:minima] {
    set label 962 + 2 * m "" at real(word($minima[m], 1)), real(word($minima[m], 2)), \
        real(word(minimum_f, m)) front point linestyle 23
    set label 963 + 2 * m "" at real(word($minima[m], 1)), real(word($minima[m], 2)), \
        real(word(minimum_f, m)) front point linestyle 24
}
splot for [i = 1:paths] 'surface_paths.dat' index i - 1 using 1:2:3 with lines \
          linewidth 4 linecolor rgb path_casing, \
      for [i = 1:paths] 'surface_paths.dat' index i - 1 using 1:2:3 with lines \
          linewidth 2 linecolor rgb path_colour(i)
unset multiplot
