# One cell for each setting, with all edges at whole pixels. Variables set by the program:
#
#   legend_y                 the center of the legend, in points
#   never_legend, ...        the positions of its items, in points: never_legend, ended_legend,
#                            best_legend, chosen_legend; negative: no such item
#   never_text, ...          their texts
#   message_lines            the number of lines of the message over a map without colors; message_1, ...
#   message_x, message_y     their center, in points; message_half: half the width of the box around them
#
# Data file, in the working directory:
#
#   sweep_cells.dat          x y c: rectangles in three blocks: cells with a color, cells that do not
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
if (never_legend >= 0) {
    eval swatch(object_sweep_legend, never_legend, never_color)
    set label label_sweep_legend never_text left textcolor rgb ink \
        at screen page_x(never_legend + 19), page_y(legend_y)
}
if (ended_legend >= 0) {
    eval swatch(object_sweep_legend + 1, ended_legend, ended_color)
    set label label_sweep_legend + 1 ended_text left textcolor rgb ink \
        at screen page_x(ended_legend + 19), page_y(legend_y)
}

# The best setting is marked by a frame, the run's own setting by a ring: white lines on black ones (layer
# 0). Both are polygons: the edges of circles depend on the version of gnuplot's graphics library.
mark_frame = "1 0 1 1 -1 1 -1 -1 1 -1 1 0"
line_command(n, corners, system, x, y, rx, ry, layer) = sprintf("set object %d polygon", n) \
    .outline(corners, 1, system, x, y, rx, ry) \
    .sprintf(" noclip front fillstyle empty border linecolor rgb %d ", layer == 0 ? 0x000000 : 0xffffff) \
    .sprintf("linewidth %.1f", layer == 0 ? 4.0 : 1.8)

# The frame is around the cell, or around several if the cells are small.
frame_x = 1.0 * floor((0.5 * (pixel_x(best_x - 0.5 / x_count) + pixel_x(best_x + 0.5 / x_count))) * pixels_wide) / pixels_wide
frame_y = 1.0 * floor((0.5 * (pixel_y(best_y - 0.5 / y_count) + pixel_y(best_y + 0.5 / y_count))) * pixels_high) / pixels_high
frame(cell) = cell / 2.0 + 2 > 5 ? cell / 2.0 + 2 : 5
frame_width = frame((box_right - box_left) / x_count) / (box_right - box_left)
frame_height = frame((box_top - box_bottom) / y_count) / (box_top - box_bottom)
if (best_legend >= 0) { do for [layer = 0:1] {
    eval line_command(object_best + layer, mark_frame, "graph", frame_x, frame_y, \
        frame_width, frame_height, layer)
    eval line_command(object_best + 2 + layer, mark_frame, "screen", (best_legend + 7) / width, \
        legend_y / height, 6 / width, 6 / height, layer)
} }
if (best_legend >= 0) {
    set label label_sweep_legend + 2 best_text left textcolor rgb ink \
        at screen page_x(best_legend + 19), page_y(legend_y)
}

ring = 4.0
if (chosen_legend >= 0) { do for [layer = 0:1] {
    eval line_command(object_ring + layer, mark_1, "graph", x_chosen, y_chosen, \
        ring / (box_right - box_left), ring / (box_top - box_bottom), layer)
    eval line_command(object_ring + 2 + layer, mark_1, "screen", (chosen_legend + 7) / width, \
        legend_y / height, ring / width, ring / height, layer)
} }
if (chosen_legend >= 0) {
    set label label_sweep_legend + 3 chosen_text left textcolor rgb ink \
        at screen page_x(chosen_legend + 19), page_y(legend_y)
}

# The message in a map without colors.
if (message_lines > 0) {
    set object object_message rectangle \
        from screen page_x(message_x - message_half), page_y(message_y - 8 * message_lines - 6) \
        to screen page_x(message_x + message_half), page_y(message_y + 8 * message_lines + 6) \
        front fillcolor rgb page fillstyle solid border linecolor rgb pane_line
}
do for [i = 1:message_lines] {
    set label label_message + i - 1 value(sprintf('message_%d', i)) noenhanced center front \
        textcolor rgb ink \
        at screen page_x(message_x), page_y(message_y + 16 * (0.5 * (message_lines + 1) - i))
}

# Cells with a color; cells that do not reach the tolerance; cells that diverge.
plot 'sweep_cells.dat' index 0 using (pixel_x($1)):(pixel_y($2)):3 with polygons \
         fillcolor palette fillstyle solid noborder, \
     'sweep_cells.dat' index 1 using (pixel_x($1)):(pixel_y($2)) with polygons \
         fillcolor rgb never_color fillstyle solid noborder, \
     'sweep_cells.dat' index 2 using (pixel_x($1)):(pixel_y($2)) with polygons \
         fillcolor rgb ended_color fillstyle solid noborder
