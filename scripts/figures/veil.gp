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

# A plot command draws the cover of the contours after them, with the macro @veil_element.
veil_element = "$veil using (x1_min + $1 * (x1_max - x1_min)):(x2_min + $2 * (x2_max - x2_min)) " \
    ."with polygons fillcolor rgb veil fillstyle solid noborder"
