splot 'surface_mesh.dat' using 1:2:3 with pm3d
