# The legend of a chart, in rows below it. Variables set by the program:
#
#   band_item, ...           the positions of its items: band_item, median_item, others_item,
#                            tolerance_item, first_item, stays_item; negative: no such item
#   band_text, ...           their texts; band_text_x, ... where these start, and band_y, ... their center
#
# and by the script of the page: shows_tolerance

item_line(x, y) = sprintf("from screen %.9f, %.9f to screen %.9f, %.9f", page_x(x), page_y(y), \
    page_x(x + 18), page_y(y))
item_color = dark ? 0x8b949e : 0x59616b

do for [i = 1:6] {
    name = word("band median others tolerance first stays", i)
    if (value(name.'_item') >= 0) {
        set label label_chart_legend + i value(name.'_text') left textcolor rgb ink \
            at screen page_x(value(name.'_text_x')), page_y(value(name.'_y'))
    }
}
if (band_item >= 0) {
    set object object_chart_legend rectangle from screen page_x(band_item), page_y(band_y - 5) \
        to screen page_x(band_item + 18), page_y(band_y + 5) \
        fillcolor rgb 0xa0000000 + item_color fillstyle solid noborder
}
if (median_item >= 0) {
    eval sprintf("set arrow %d nohead linewidth 1.8 linecolor rgb %d ", arrow_chart_legend, item_color) \
        .item_line(median_item, median_y)
}
if (others_item >= 0) {
    eval sprintf("set arrow %d nohead linewidth 1 linecolor rgb %d ", arrow_chart_legend + 1, others_color) \
        .item_line(others_item, others_y)
}
if (tolerance_item >= 0 && shows_tolerance) {
    eval sprintf("set arrow %d nohead linewidth 1 dashtype (14, 9) linecolor rgb %d ", \
        arrow_chart_legend + 2, ink).item_line(tolerance_item, tolerance_y)
}

# Rings and dots: see chart_page.gp.
do for [name in "first stays"] { if (value(name.'_item') >= 0) { do for [layer = 0:1] {
    r = (name eq 'first' ? 2.6 : 3.4) + (layer == 0 ? 1.2 : 0)
    eval mark_command(next_mark, 1, "screen", (value(name.'_item') + 5) / width, value(name.'_y') / height, \
        r / width, r / height, (name eq 'first') == (layer == 0) ? item_color : path_casing)
    next_mark = next_mark + 1
} } }
