# The user's title, as plain text, above the middle of the plot; a long one as far to the side as it must.
# The program has set:
#
#   title_1, title_2         its lines, of which there are title_lines
#   title_width              in points
#
# and the page:
#
#   plot_middle              the middle of the plot, in points from the left

title_middle = plot_middle
if (title_middle + 0.5 * title_width > width - 14) title_middle = width - 14 - 0.5 * title_width
if (title_middle - 0.5 * title_width < 14) title_middle = 14 + 0.5 * title_width
do for [i = 1:title_lines] {
    set label label_title + i - 1 value(sprintf('title_%d', i)) noenhanced center textcolor rgb ink \
        font sprintf(',%.2f', title_size) \
        at screen page_x(title_middle), page_y(height - 10 - title_leading * (i - 0.5))
}
