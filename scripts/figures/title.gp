# The user's title, as plain text. Variables set by the program:
#
#   title_1, title_2         its lines; title_lines is their number
#   title_middle             their center, in points from the left edge

do for [i = 1:title_lines] {
    set label label_title + i - 1 value(sprintf('title_%d', i)) noenhanced center textcolor rgb ink \
        font sprintf(',%.2f', title_size) \
        at screen page_x(title_middle), page_y(height - 10 - title_leading * (i - 0.5))
}
