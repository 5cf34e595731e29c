# How many rows the legend of several paths needs, with names from the left to the right edge of the
# page: the page, which comes next, leaves space for them, and legend.gp draws them. The program has set:
#
#   paths                    how many paths there are
#   label_characters         the length of the longest of their names
#   minima                   how many known minima are within the bounds

legend_items = paths + 1 + (minima > 0)    # the start and the minima, too
legend_characters = label_characters < 9 ? 9 : label_characters
legend_item = 44.0 + 7.4 * legend_characters    # mark, name and gap, in points
legend_columns = floor((width - 20.0) / legend_item)
if (legend_columns < 1) legend_columns = 1
if (legend_columns > legend_items) legend_columns = legend_items
legend_rows = ceil(1.0 * legend_items / legend_columns)
legend_columns = ceil(1.0 * legend_items / legend_rows)
legend_leading = 16.0
