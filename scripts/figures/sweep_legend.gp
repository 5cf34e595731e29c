# The legend of a sweep, below the box, the marks of the two settings, and the message over a figure that
# shows no setting. Variables set by the program:
#
#   never_legend, ...        the positions of its items, in points: never_legend, ended_legend,
#                            above_legend, tolerance_legend, best_legend, chosen_legend; negative: no
#                            such item
#   never_legend_y, ...      their centers, in points
#   never_text, ...          their texts
#   message_lines            the number of lines of the message; message_1, ...
#   message_x, message_y     their center, in points; message_half: half the width of the box around them

never_color = dark ? 0x30363d : 0xdfe3e8
ended_color = dark ? 0x8b949e : 0x59616b

# Labels label_sweep_legend to label_sweep_legend + 5.
do for [i = 1:6] {
    name = word("never ended above tolerance best chosen", i)
    if (value(name.'_legend') >= 0) {
        set label label_sweep_legend + i - 1 value(name.'_text') left textcolor rgb ink \
            at screen page_x(value(name.'_legend') + 19), page_y(value(name.'_legend_y'))
    }
}

# Settings that do not reach the tolerance, and those with which the search diverges.
swatch(n, x, y, color) = sprintf("set object %d rectangle ", n) \
    .sprintf("from screen %.9f, %.9f ", page_x(x), page_y(y - 5)) \
    .sprintf("to screen %.9f, %.9f ", page_x(x + 14), page_y(y + 5)) \
    .sprintf("fillcolor rgb 0x%06x fillstyle solid border linecolor rgb %d", color, pane_line)
if (never_legend >= 0) { eval swatch(object_sweep_legend, never_legend, never_legend_y, never_color) }
if (ended_legend >= 0) { eval swatch(object_sweep_legend + 1, ended_legend, ended_legend_y, ended_color) }

# The best setting is marked by a frame, the run's own setting by a ring: white lines on black ones (layer
# 0). Both are polygons: the edges of circles depend on the version of gnuplot's graphics library.
mark_frame = "1 0 1 1 -1 1 -1 -1 1 -1 1 0"
line_command(n, corners, system, x, y, rx, ry, layer) = sprintf("set object %d polygon", n) \
    .outline(corners, 1, system, x, y, rx, ry) \
    .sprintf(" noclip front fillstyle empty border linecolor rgb %d ", layer == 0 ? 0x000000 : 0xffffff) \
    .sprintf("linewidth %.1f", layer == 0 ? 4.0 : 1.8)
ring = 4.0
if (best_legend >= 0) { do for [layer = 0:1] {
    eval line_command(object_best + 2 + layer, mark_frame, "screen", (best_legend + 7) / width, \
        best_legend_y / height, 6 / width, 6 / height, layer)
} }
if (chosen_legend >= 0) { do for [layer = 0:1] {
    eval line_command(object_ring + 2 + layer, mark_1, "screen", (chosen_legend + 7) / width, \
        chosen_legend_y / height, ring / width, ring / height, layer)
} }

# The message over a figure that shows no setting.
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
