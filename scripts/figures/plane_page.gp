# The page of the figures in the plane of x1 and x2: a box with equal scales on both axes, as large
# as there is room for, with the colour bar beside it.

room_left = 34.0 + digit_width * x2_characters
room_right = 44.0 + 14.0 + digit_width * (f_characters < 5 ? 5 : f_characters)
room_bottom = 50.0
room_top = 62.0      # title, legend

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
box_bottom = room_bottom + (height - room_bottom - room_top - box_height) / 2.0
box_top = box_bottom + box_height

bar_left = box_right + 22
bar_bottom = box_bottom
bar_top = box_top

set lmargin at screen page_x(box_left)
set rmargin at screen page_x(box_right)
set bmargin at screen page_y(box_bottom)
set tmargin at screen page_y(box_top)
set xrange [x1_min:x1_max]
set yrange [x2_min:x2_max]
set xtics x1_step format x1_format nomirror out scale 0.6 textcolor rgb ink
set ytics x2_step format x2_format nomirror out scale 0.6 textcolor rgb ink

set label 1 "x_1" center textcolor rgb ink font ",11" \
    at screen page_x((box_left + box_right) / 2.0), page_y(box_bottom - 33)
set label 2 "x_2" center textcolor rgb ink font ",11" \
    at screen page_x(box_left - 22 - digit_width * x2_characters), page_y((box_bottom + box_top) / 2.0)
