# The objective as a surface. Data file, in the working directory:
#
#   surface_mesh.dat         x1 x2 f: a mesh, scan lines separated by a blank line

splot 'surface_mesh.dat' using 1:2:3 with pm3d
