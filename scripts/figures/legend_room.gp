# Room for the legend of several paths, above the plot: names in as many rows as they need, from the
# left to the right edge of the page. The program has set:
#
#   paths                    how many there are
#   label_1, ...             their names, plain text
#   label_characters         length of the longest

legend_items = paths + 1 + (minima > 0)    # the start and the minima, too
legend_characters = label_characters < 9 ? 9 : label_characters
legend_item = 44.0 + 7.4 * legend_characters    # mark, name and gap, in points
legend_columns = floor((width - 20.0) / legend_item)
if (legend_columns < 1) legend_columns = 1
if (legend_columns > legend_items) legend_columns = legend_items
legend_rows = ceil(1.0 * legend_items / legend_columns)
legend_columns = ceil(1.0 * legend_items / legend_rows)
legend_leading = 16.0

# The page of the plane has room for one row as it is, that of the surface has none.
legend_height = legend_leading * (exists('z_scale') ? legend_rows : legend_rows - 1)
room_top = room_top + legend_height
