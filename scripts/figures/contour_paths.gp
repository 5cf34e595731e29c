# The paths of several searches over the filled contours, which are faded so that the paths stand out.
# Variables set by the program:
#
#   $marks_1, ...            the points of each path after 1, 2, 4, 8, ... iterations
#   $ends                    where each path ends, 1 if it leaves the box there, and the number of paths
#                            drawn later that end there, too
#
# Data file, in the working directory:
#
#   paths.dat                x1 x2: the points of the searches, one block for each; where a path
#                            overlaps others, it is cut into dashes

# The translucent cover that fades the contours (a square from (0, 0) to (1, 1)) and the color bar.
$veil << END
0 0
1 0
1 1
0 1
END
veil = dark ? 0x780d1117 : 0x68ffffff
set object object_veil rectangle from screen page_x(bar_left), page_y(bar_bottom) \
    to screen page_x(bar_right), page_y(bar_top) \
    front fillcolor rgb veil fillstyle solid border linecolor rgb ink linewidth 0.8

# Each mark is drawn on its casing: small ones along the path, a large one at its end, which is hollow where
# the path leaves the box, and larger where others would hide it.
way_radius = 2.1
end_radius(above) = 3.8 + 1.1 * above
layers(i, x, y, r, inner) = mark_command(next_mark, i, "first", x, y, along1(r + mark_edge), \
        along2(r + mark_edge), path_casing) \
    ."; ".mark_command(next_mark + 1, i, "first", x, y, along1(r), along2(r), path_color(i)) \
    .(inner ? "; ".mark_command(next_mark + 2, i, "first", x, y, along1(0.45 * r), along2(0.45 * r), \
        path_casing) : "")
do for [i = 1:paths] {
    eval sprintf("mark_count = |$marks_%d|", i)
    do for [k = 1:mark_count] {
        eval sprintf("place = $marks_%d[%d]", i, k)
        eval layers(i, real(word(place, 1)), real(word(place, 2)), way_radius, 0)
        next_mark = next_mark + 2
    }
}
do for [i = 1:paths] {
    eval layers(i, real(word($ends[i], 1)), real(word($ends[i], 2)), \
        end_radius(real(word($ends[i], 4))), int(word($ends[i], 3)))
    next_mark = next_mark + 3
}

# Contours; their cover; casings of all paths; paths.
plot @filled_contours, \
     $veil using (x1_min + $1 * (x1_max - x1_min)):(x2_min + $2 * (x2_max - x2_min)) \
         with polygons fillcolor rgb veil fillstyle solid noborder, \
     for [i = 1:paths] 'paths.dat' index i - 1 using 1:2 with lines \
         linewidth 3.2 linecolor rgb path_casing, \
     for [i = 1:paths] 'paths.dat' index i - 1 using 1:2 with lines \
         linewidth 1.6 linecolor rgb path_color(i)
