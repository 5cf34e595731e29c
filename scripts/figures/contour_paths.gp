# The paths of several searches over the filled contours, which are faded so that the paths stand out.
# Variables set by the program:
#
#   $marks_1, ...            the points of each path that are marked
#
# Data file, in the working directory:
#
#   paths.dat                x1 x2: the points of the searches, one block for each

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

# Each mark is drawn twice: layer 0 is its casing.
do for [i = 1:paths] {
    eval sprintf("mark_count = |$marks_%d|", i)
    do for [k = 1:mark_count] {
        eval sprintf("place = $marks_%d[%d]", i, k)
        do for [layer = 0:1] {
            r = mark_radius + (layer == 0 ? mark_edge : 0)
            eval mark_command(next_mark, i, "first", real(word(place, 1)), real(word(place, 2)), \
                along1(r), along2(r), layer == 0 ? path_casing : path_color(i))
            next_mark = next_mark + 1
        }
    }
}

# Contours; their cover; casings of all paths; paths.
plot @filled_contours, \
     $veil using (x1_min + $1 * (x1_max - x1_min)):(x2_min + $2 * (x2_max - x2_min)) \
         with polygons fillcolor rgb veil fillstyle solid noborder, \
     for [i = 1:paths] 'paths.dat' index i - 1 using 1:2 with lines \
         linewidth 3.2 linecolor rgb path_casing, \
     for [i = 1:paths] 'paths.dat' index i - 1 using 1:2 with lines \
         linewidth 1.6 linecolor rgb path_color(i)
