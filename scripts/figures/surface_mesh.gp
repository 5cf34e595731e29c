# The surface below the paths, as a mesh. Data file, in the working directory:
#
#   surface_mesh.dat         see surface.gp

ground = "'surface_mesh.dat' using 1:2:3 with pm3d fillcolor palette"
faces = ""
set pm3d depthorder border linecolor rgb 0xb0000000 linewidth 0.3
