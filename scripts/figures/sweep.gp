# One cell for each setting, with all edges at whole pixels. Data file, in the working directory:
#
#   sweep_cells.dat          x y c: rectangles in three blocks: cells with a color, cells that do not
#                            reach the tolerance, cells that diverge

pixels_left = floor(box_left * scale + 0.5)
pixels_wide = floor(box_right * scale + 0.5) - pixels_left
pixels_bottom = floor(box_bottom * scale + 0.5)
pixels_high = floor(box_top * scale + 0.5) - pixels_bottom
pixel_x(v) = 1.0 * floor(v * pixels_wide + 0.5) / pixels_wide
pixel_y(v) = 1.0 * floor(v * pixels_high + 0.5) / pixels_high

# The frame is around the cell, or around several if the cells are small.
frame_x = 1.0 * floor((0.5 * (pixel_x(best_x - 0.5 / x_count) + pixel_x(best_x + 0.5 / x_count))) * pixels_wide) / pixels_wide
frame_y = 1.0 * floor((0.5 * (pixel_y(best_y - 0.5 / y_count) + pixel_y(best_y + 0.5 / y_count))) * pixels_high) / pixels_high
frame(cell) = cell / 2.0 + 2 > 5 ? cell / 2.0 + 2 : 5
if (best_legend >= 0) { do for [layer = 0:1] {
    eval line_command(object_best + layer, mark_frame, "graph", frame_x, frame_y, \
        frame((box_right - box_left) / x_count) / (box_right - box_left), \
        frame((box_top - box_bottom) / y_count) / (box_top - box_bottom), layer)
} }
if (chosen_legend >= 0) { do for [layer = 0:1] {
    eval line_command(object_ring + layer, mark_1, "graph", x_chosen, y_chosen, \
        ring / (box_right - box_left), ring / (box_top - box_bottom), layer)
} }

# Cells with a color; cells that do not reach the tolerance; cells that diverge.
plot 'sweep_cells.dat' index 0 using (pixel_x($1)):(pixel_y($2)):3 with polygons \
         fillcolor palette fillstyle solid noborder, \
     'sweep_cells.dat' index 1 using (pixel_x($1)):(pixel_y($2)) with polygons \
         fillcolor rgb never_color fillstyle solid noborder, \
     'sweep_cells.dat' index 2 using (pixel_x($1)):(pixel_y($2)) with polygons \
         fillcolor rgb ended_color fillstyle solid noborder
