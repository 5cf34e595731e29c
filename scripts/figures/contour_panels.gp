# The paths of several searches over the faded contours, each in a separate panel. Variables set by the
# program, in addition to those of plane_page.gp and path_marks.gp:
#
#   panels                   the number of panels
#   panel_columns            the number of panels in a row
#   panel_gap_x, panel_gap_y the distance between the boxes, whose size is box_width and box_height, in points
#   panel_name_size          the font size of the names
#
# Data files, in the working directory, named by band_file and path_file:
#
#   band_panels.dat, zoom_band_panels.dat
#                            see plane_page.gp
#   path_panels.dat, zoom_path_panels.dat
#                            x1 x2: the points of the searches, one block for each

panel_left(i) = box_left + ((i - 1) % panel_columns) * (box_width + panel_gap_x)
panel_top(i) = box_top - ((i - 1) / panel_columns) * (box_height + panel_gap_y)
is_first(i) = (i - 1) % panel_columns == 0
is_last(i) = i + panel_columns > panels

do for [i = 1:panels] {
    set lmargin at screen page_x(panel_left(i))
    set rmargin at screen page_x(panel_left(i) + box_width)
    set bmargin at screen page_y(panel_top(i) - box_height)
    set tmargin at screen page_y(panel_top(i))
    set xtics ()
    set ytics ()
    do for [k = 1:|$x1_tics|] { set xtics add ((is_last(i) ? tic_label($x1_tics[k]) : '') tic_place($x1_tics[k])) }
    do for [k = 1:|$x2_tics|] { set ytics add ((is_first(i) ? tic_label($x2_tics[k]) : '') tic_place($x2_tics[k])) }
    set xtics nomirror out scale 0.6 textcolor rgb ink
    set ytics nomirror out scale 0.6 textcolor rgb ink

    # The name of the panel with its mark; the marks along the path and at its end.
    next_mark = object_mark
    eval mark_command(next_mark, i, "screen", (panel_left(i) + 6) / width, (panel_top(i) + 10) / height, \
        mark_radius / width, mark_radius / height, path_color(i))
    next_mark = next_mark + 1
    set label label_panel value(sprintf('label_%d', i)) noenhanced left textcolor rgb ink \
        font sprintf(',%.2f', panel_name_size) at screen page_x(panel_left(i) + 14), page_y(panel_top(i) + 10)
    eval mark_ways
    if (int(word($ends[i], 3)) < 2) { eval layers(i, real(word($ends[i], 1)), real(word($ends[i], 2)), \
        end_radius(0), int(word($ends[i], 3))); next_mark = next_mark + 3 }

    # Contours; their cover; casing of the path; path.
    plot @filled_contours, \
         @veil_element, \
         path_file index i - 1 using 1:2 with lines linewidth 3.2 linecolor rgb path_casing, \
         path_file index i - 1 using 1:2 with lines linewidth 1.8 linecolor rgb path_color(i)
    do for [n = object_mark:next_mark - 1] { unset object n }
}
unset multiplot
