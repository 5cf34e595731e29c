# The objective as a surface.
set view 60, 30, 1.1, 1.2
set xyplane relative 0
set xrange [x1_min:x1_max]
set yrange [x2_min:x2_max]
set zrange [f_min:f_max]
set cbrange [f_min:f_max]
set pm3d depthorder border linecolor rgb 0xb0000000 linewidth 0.4
splot 'surface_mesh.dat' using 1:2:3 with pm3d
