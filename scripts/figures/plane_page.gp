# Where one axis is many times as long as the other, equal scales would leave a thin strip.
shape = (x1_max - x1_min) / (x2_max - x2_min)
if (shape > 4) shape = 4.0
if (shape < 0.25) shape = 0.25
box_height = height - room_bottom - room_top
box_width = box_height * shape
if (box_width > width - room_left - room_right) {
    box_width = width - room_left - room_right
    box_height = box_width / shape
}
box_left = room_left + (width - room_left - room_right - box_width) / 2.0
box_right = box_left + box_width
box_middle = box_left + box_width / 2.0
middle = box_middle
box_bottom = room_bottom + (height - room_bottom - room_top - box_height) / 2.0
box_top = box_bottom + box_height

bar_left = box_right + bar_gap
bar_bottom = box_bottom
bar_top = box_top

# As many marks as their labels leave room for.
while (x1_step * box_width / (x1_max - x1_min) < 10 + digit_width * x1_characters) {
    x1_step = 2 * x1_step
}

set lmargin at screen page_x(box_left)
set rmargin at screen page_x(box_right)
set bmargin at screen page_y(box_bottom)
set tmargin at screen page_y(box_top)
set xrange [x1_min:x1_max]
set yrange [x2_min:x2_max]
set xtics x1_step format x1_format nomirror out scale 0.6 textcolor rgb ink
set ytics x2_step format x2_format nomirror out scale 0.6 textcolor rgb ink

set label 1 x1_name center textcolor rgb ink font ",11" \
    at screen page_x(box_middle), page_y(box_bottom - 36)
set label 2 x2_name center textcolor rgb ink font ",11" \
    at screen page_x(box_left - 25 - digit_width * x2_characters), \
    page_y(box_bottom + box_height / 2.0)

# The filled contours, which each figure's plot command names by @filled_contours: closed loops, painted
# over one another. Where the objective is NaN somewhere, these are band_blocks blocks of bands.dat, and
# the loops of those with odd numbers are around the places without a value; else it is one block.
hole_color = dark ? 0x3d444d : 0xd0d4d9
band_color(block) = block % 2 == 0 ? "palette" : "rgb hole_color"
filled_contours = ''
do for [block = 0:band_blocks - 1] {
    filled_contours = filled_contours.(block > 0 ? ", " : "") \
        .sprintf("'bands.dat' index %d using 1:2:3 with polygons fillcolor %s fillstyle solid noborder", block, band_color(block))
}
