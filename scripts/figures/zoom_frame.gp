# The frame around the region that another figure enlarges, below the start and the minima. Variables set by
# the program:
#
#   zoom_shown               1: there is such a region
#   zoom_x1_min, zoom_x1_max its edges; likewise zoom_x2_min, zoom_x2_max

do for [i = 0:zoom_shown ? 1 : -1] {
    set object object_zoom + i rectangle from zoom_x1_min, zoom_x2_min to zoom_x1_max, zoom_x2_max \
        front fillstyle empty border linecolor rgb (i == 0 ? 0xffffff : 0x000000) \
        linewidth (i == 0 ? zoom_casing : zoom_line)
}
