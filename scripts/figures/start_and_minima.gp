# The start and the known minima, in front of the paths. They are drawn as polygons and arrows, since
# each of gnuplot's terminals draws points differently.

do for [i = 0:start_shown ? 1 : -1] {
    r = start_size + (i == 0 ? start_edge : 0)
    set object object_start + i polygon from start_x1 - along1(r), start_x2 \
        to start_x1, start_x2 + along2(r) \
        to start_x1 + along1(r), start_x2 \
        to start_x1, start_x2 - along2(r) \
        to start_x1 - along1(r), start_x2 \
        noclip front fillcolor rgb (i == 0 ? 0x000000 : 0xffffff) fillstyle solid noborder
}

# Each minimum is a cross of two strokes in two layers: 0, the white casing, and 1, the red cross on it.
do for [m = 1:minima] {
    x1 = real(word($minima[m], 1))
    x2 = real(word($minima[m], 2))
    do for [layer = 0:1] {
        r = minimum_size + (layer == 0 ? minimum_edge : 0)
        do for [side = -1:1:2] {
            set arrow arrow_minimum + 4 * (m - 1) + 2 * layer + (side + 1) / 2 nohead front \
                linewidth (layer == 0 ? 3.6 : 2) linecolor rgb (layer == 0 ? 0xffffff : minimum_color) \
                from x1 - along1(r), x2 - side * along2(r) to x1 + along1(r), x2 + side * along2(r)
        }
    }
}
