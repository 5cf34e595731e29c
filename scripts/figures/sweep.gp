# A cell for each setting. All edges are at whole pixels.

# Without a colour in the picture no bar.
if (!coloured) {
    do for [k = 0:levels] { unset object 100 + k }
    do for [k = 0:bar_last - bar_first] {
        unset arrow 100 + k
        unset label 100 + k
    }
}

never_colour = dark ? 0x30363d : 0xdfe3e8
ended_colour = dark ? 0x8b949e : 0x59616b

pixels_left = floor(box_left * scale + 0.5)
pixels_wide = floor(box_right * scale + 0.5) - pixels_left
pixels_bottom = floor(box_bottom * scale + 0.5)
pixels_high = floor(box_top * scale + 0.5) - pixels_bottom
pixel_x(v) = 1.0 * floor(v * pixels_wide + 0.5) / pixels_wide
pixel_y(v) = 1.0 * floor(v * pixels_high + 0.5) / pixels_high

# The legend below: what has no colour, and the two settings.
legend_y = 20.0
place = width < 540 ? 14.0 : box_left
swatch(n, x, colour) = sprintf("set object %d rectangle from screen %.9f, %.9f to screen %.9f, %.9f fillcolor rgb 0x%06x fillstyle solid border linecolor rgb %d", \
    n, page_x(x), page_y(legend_y - 5), page_x(x + 14), page_y(legend_y + 5), colour, pane_line)
eval swatch(600, place, never_colour)
set label 600 (of_values ? "" : "never below") left textcolor rgb ink at screen page_x(place + 19), page_y(legend_y)
if (of_values) { unset object 600 } else { place = place + 110 }
eval swatch(601, place, ended_colour)
set label 601 "NaN or infinity" left textcolor rgb ink at screen page_x(place + 19), page_y(legend_y)
place = place + 130

# The best setting is a white cross in a black one, the chosen one a ring.
ring = 4.0
if (has_best) { do for [layer = 0:1] {
    do for [side = -1:1:2] {
        w = layer == 0 ? 4.0 : 1.8
        r1 = 5.0 + (layer == 0 ? 0.8 : 0)
        set arrow 600 + 2 * layer + (side + 1) / 2 nohead front linewidth w \
            linecolor rgb (layer == 0 ? 0x000000 : 0xffffff) \
            from graph best_x - r1 / (box_right - box_left), graph best_y - side * r1 / (box_top - box_bottom) \
            to graph best_x + r1 / (box_right - box_left), graph best_y + side * r1 / (box_top - box_bottom)
        set arrow 610 + 2 * layer + (side + 1) / 2 nohead front linewidth w \
            linecolor rgb (layer == 0 ? 0x000000 : 0xffffff) \
            from screen (place + 6 - r1) / width, (legend_y - side * r1) / height \
            to screen (place + 6 + r1) / width, (legend_y + side * r1) / height
    }
} }
if (has_best) { set label 602 (best_first >= 0 && !of_values ? sprintf("best: iteration %d", best_first) : "best") left textcolor rgb ink \
    at screen page_x(place + 17), page_y(legend_y) }
if (has_best) { place = place + (best_first >= 0 && !of_values ? 136 : 64) }
chosen = x_chosen >= 0 && x_chosen <= 1 && y_chosen >= 0 && y_chosen <= 1
# Rings of straight lines: circles have other edges with other versions of gnuplot's library.
ring_command(n, system, x, y, rx, ry, layer) = sprintf("set object %d polygon", n) \
    .outline(mark_1, 1, system, x, y, rx, ry) \
    .sprintf(" front fillstyle empty border linecolor rgb %d linewidth %.1f", layer == 0 ? 0x000000 : 0xffffff, layer == 0 ? 4.0 : 1.8)
if (chosen) {
    do for [layer = 0:1] {
        eval ring_command(610 + layer, "graph", x_chosen, y_chosen, \
            ring / (box_right - box_left), ring / (box_top - box_bottom), layer)
        eval ring_command(612 + layer, "screen", (place + 6) / width, legend_y / height, ring / width, ring / height, layer)
    }
    set label 603 "this run" left textcolor rgb ink at screen page_x(place + 17), page_y(legend_y)
}

plot 'sweep_cells.dat' index 0 using (pixel_x($1)):(pixel_y($2)):3 with polygons fillcolor palette fillstyle solid noborder, \
     'sweep_cells.dat' index 1 using (pixel_x($1)):(pixel_y($2)) with polygons fillcolor rgb never_colour fillstyle solid noborder, \
     'sweep_cells.dat' index 2 using (pixel_x($1)):(pixel_y($2)) with polygons fillcolor rgb ended_colour fillstyle solid noborder
