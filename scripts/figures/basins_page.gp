# The color bar of basins: the iterations, in gray, from light to dark. Variable set by the program:
#
#   basins_palette           the colors of the bar's bands, from the lowest to the highest iterations

bar_name = 'iterations'
colors = ''
do for [i = 1:words(basins_palette)] {
    color = "'#".substr(word(basins_palette, i), 3, 8)."'"
    colors = colors.sprintf("%s%d %s, %d %s", i > 1 ? ", " : "", i - 1, color, i, color)
}
eval "set palette defined (".colors.")"
set cbrange [0:1]
