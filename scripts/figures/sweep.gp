# One cell for each setting, with all edges at whole pixels. Variables set by the program:
#
#   legend_y                 the center of the legend, in points
#   never_legend, ...        the positions of its items, in points: never_legend, ended_legend,
#                            best_legend, chosen_legend
#
# Data file, in the working directory:
#
#   sweep_cells.dat          x y c: rectangles in three blocks: cells with a color, cells that never
#                            reach the tolerance, cells that diverge

never_color = dark ? 0x30363d : 0xdfe3e8
ended_color = dark ? 0x8b949e : 0x59616b

pixels_left = floor(box_left * scale + 0.5)
pixels_wide = floor(box_right * scale + 0.5) - pixels_left
pixels_bottom = floor(box_bottom * scale + 0.5)
pixels_high = floor(box_top * scale + 0.5) - pixels_bottom
pixel_x(v) = 1.0 * floor(v * pixels_wide + 0.5) / pixels_wide
pixel_y(v) = 1.0 * floor(v * pixels_high + 0.5) / pixels_high

# The legend below the box: the cells without a color, and the two settings.
swatch(n, x, color) = sprintf("set object %d rectangle ", n) \
    .sprintf("from screen %.9f, %.9f ", page_x(x), page_y(legend_y - 5)) \
    .sprintf("to screen %.9f, %.9f ", page_x(x + 14), page_y(legend_y + 5)) \
    .sprintf("fillcolor rgb 0x%06x fillstyle solid border linecolor rgb %d", color, pane_line)
if (!of_values) {    # every value has a color
    eval swatch(object_sweep_legend, never_legend, never_color)
    set label label_sweep_legend "never below" left textcolor rgb ink \
        at screen page_x(never_legend + 19), page_y(legend_y)
}
eval swatch(object_sweep_legend + 1, ended_legend, ended_color)
set label label_sweep_legend + 1 "diverged" left textcolor rgb ink \
    at screen page_x(ended_legend + 19), page_y(legend_y)

# The best setting is marked by a white cross in a black one, the run's own setting by a ring.
ring = 4.0
if (has_best) { do for [layer = 0:1] {
    do for [side = -1:1:2] {
        w = layer == 0 ? 4.0 : 1.8
        r1 = 5.0 + (layer == 0 ? 0.8 : 0)
        set arrow arrow_best + 2 * layer + (side + 1) / 2 nohead front linewidth w \
            linecolor rgb (layer == 0 ? 0x000000 : 0xffffff) \
            from graph best_x - r1 / (box_right - box_left), graph best_y - side * r1 / (box_top - box_bottom) \
            to graph best_x + r1 / (box_right - box_left), graph best_y + side * r1 / (box_top - box_bottom)
        set arrow arrow_best_legend + 2 * layer + (side + 1) / 2 nohead front linewidth w \
            linecolor rgb (layer == 0 ? 0x000000 : 0xffffff) \
            from screen (best_legend + 6 - r1) / width, (legend_y - side * r1) / height \
            to screen (best_legend + 6 + r1) / width, (legend_y + side * r1) / height
    }
} }
if (has_best) {
    set label label_sweep_legend + 2 best_text left textcolor rgb ink \
        at screen page_x(best_legend + 17), page_y(legend_y)
}

chosen = x_chosen >= 0 && x_chosen <= 1 && y_chosen >= 0 && y_chosen <= 1
# The rings are polygons: the edges of circles depend on the version of gnuplot's graphics library.
ring_command(n, system, x, y, rx, ry, layer) = sprintf("set object %d polygon", n) \
    .outline(mark_1, 1, system, x, y, rx, ry) \
    .sprintf(" front fillstyle empty border linecolor rgb %d ", layer == 0 ? 0x000000 : 0xffffff) \
    .sprintf("linewidth %.1f", layer == 0 ? 4.0 : 1.8)
if (chosen) {
    do for [layer = 0:1] {
        eval ring_command(object_ring + layer, "graph", x_chosen, y_chosen, \
            ring / (box_right - box_left), ring / (box_top - box_bottom), layer)
        eval ring_command(object_ring + 2 + layer, "screen", (chosen_legend + 6) / width, legend_y / height, \
            ring / width, ring / height, layer)
    }
    set label label_sweep_legend + 3 "this run" left textcolor rgb ink \
        at screen page_x(chosen_legend + 17), page_y(legend_y)
}

# Cells with a color; cells that never reach the tolerance; cells that diverge.
plot 'sweep_cells.dat' index 0 using (pixel_x($1)):(pixel_y($2)):3 with polygons \
         fillcolor palette fillstyle solid noborder, \
     'sweep_cells.dat' index 1 using (pixel_x($1)):(pixel_y($2)) with polygons \
         fillcolor rgb never_color fillstyle solid noborder, \
     'sweep_cells.dat' index 2 using (pixel_x($1)):(pixel_y($2)) with polygons \
         fillcolor rgb ended_color fillstyle solid noborder
