# The last image of the animation: the characters of numbers, side by side. Variables set by the program:
#
#   glyphs                   the characters; a hyphen is drawn as a minus sign
#   glyph_left               the center of the first one, in points
#   glyph_pitch              the distance between two of them, in points
#
# and frame_y, their center: see frames_text.gp.

unset object
unset arrow
do for [i = 1:strlen(glyphs)] {
    set label label_glyph + i - 1 (glyphs[i:i] eq '-' ? '−' : glyphs[i:i]) noenhanced center textcolor rgb ink \
        at screen page_x(glyph_left + (i - 1) * glyph_pitch), page_y(frame_y)
}
eval transparent_page
eval next_image
plot NaN
