# Basins of attraction: a cell for each starting point, in the hue of the minimum that the search reaches,
# the darker the later, with all edges at whole pixels. Variables set by the program:
#
#   $basins_legend           the items of the legend: minimum, none or ended; the position in points; the
#                            color; and the text
#   $basins_numbers          the numbers of the minima: the position in points, and the number
#   minimum_dots             1: the minima are dots, since there are many
#
# Data file, in the working directory:
#
#   basins_cells.dat         x y color: rectangles in three blocks: starting points from which a minimum is
#                            reached, from which none is, and from which the search diverges

never_color = dark ? 0x30363d : 0xdfe3e8
ended_color = dark ? 0x8b949e : 0x59616b

pixels_left = floor(box_left * scale + 0.5)
pixels_wide = floor(box_right * scale + 0.5) - pixels_left
pixels_bottom = floor(box_bottom * scale + 0.5)
pixels_high = floor(box_top * scale + 0.5) - pixels_bottom
cell_x(v) = x1_min + (x1_max - x1_min) * floor(v * pixels_wide + 0.5) / pixels_wide
cell_y(v) = x2_min + (x2_max - x2_min) * floor(v * pixels_high + 0.5) / pixels_high

do for [i = 1:|$basins_legend|] {
    kind = word($basins_legend[i], 1)
    x = real(word($basins_legend[i], 2))
    y = real(word($basins_legend[i], 3))
    color = kind eq 'minimum' ? int(word($basins_legend[i], 4)) : kind eq 'none' ? never_color : ended_color
    set object object_sweep_legend + i rectangle from screen page_x(x), page_y(y - 5) \
        to screen page_x(x + 14), page_y(y + 5) fillcolor rgb color fillstyle solid border linecolor rgb pane_line
    set label label_legend + i \
        $basins_legend[i][strstrt($basins_legend[i], ' '.word($basins_legend[i], 5)) + 1:*] \
        noenhanced left textcolor rgb ink at screen page_x(x + 19), page_y(y)
}

# Each number is on a plate.
do for [i = 1:|$basins_numbers|] {
    x = real(word($basins_numbers[i], 1))
    y = real(word($basins_numbers[i], 2))
    set object object_mark + i rectangle from screen page_x(x - 6), page_y(y - 7) \
        to screen page_x(x + 6), page_y(y + 7) front fillcolor rgb page fillstyle solid border linecolor rgb ink
    set label label_message + i word($basins_numbers[i], 3) center front textcolor rgb ink \
        at screen page_x(x), page_y(y)
}

plot 'basins_cells.dat' index 0 using (cell_x($1)):(cell_y($2)):3 with polygons \
         fillcolor rgb variable fillstyle solid noborder, \
     'basins_cells.dat' index 1 using (cell_x($1)):(cell_y($2)) with polygons \
         fillcolor rgb never_color fillstyle solid noborder, \
     'basins_cells.dat' index 2 using (cell_x($1)):(cell_y($2)) with polygons \
         fillcolor rgb ended_color fillstyle solid noborder, \
     for [i = 1:minimum_dots] $minima using 1:2:(radius(2.6)) with circles \
         fillcolor rgb 'white' fillstyle solid noborder, \
     for [i = 1:minimum_dots] $minima using 1:2:(radius(1.8)) with circles \
         fillcolor rgb minimum_color fillstyle solid noborder
