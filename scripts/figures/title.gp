# The user's title, as plain text, over the middle of the plot as the page tells it; a long one as far
# to the side as it must.

title_middle = middle
if (title_middle + 0.5 * title_width > width - 14) title_middle = width - 14 - 0.5 * title_width
if (title_middle - 0.5 * title_width < 14) title_middle = 14 + 0.5 * title_width
do for [i = 1:title_lines] {
    set label 3 + i value(sprintf('title_%d', i)) noenhanced center textcolor rgb ink \
        font sprintf(',%.2f', title_size) \
        at screen page_x(title_middle), page_y(height - 10 - title_leading * (i - 0.5))
}
