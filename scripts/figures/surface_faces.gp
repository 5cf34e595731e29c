# The elements of a surface that is too steep for a mesh: the regions of one color visible in the view of
# surface_page.gp, and lines on them. Data file, in the working directory:
#
#   surface_faces.dat        x y c: the outlines of the regions, c as in bands.dat; then, in another block,
#                            x y: the lines; the unit of x and y is a side of the floor, counted from the
#                            center of the box

$nowhere << END
0 0 NaN
END
ground = "$nowhere using 1:2:3 with points"
faces = "'surface_faces.dat' index 0 using 1:2:3 with polygons fillcolor palette fillstyle solid noborder, " \
    ."'surface_faces.dat' index 1 using 1:2 with lines linewidth 0.3 linecolor rgb mesh_color, "
mesh_color = 0x90000000
set cbrange [0:1]
