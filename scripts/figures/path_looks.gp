# What the figures with a path share: its looks, the title, and the legend. A white dot for every
# solution, joined by a white line, over a dark casing that shows it also where the ground is light;
# the start a white diamond in a black one, a known minimum a red cross on a white one.

casing = 0x50000000    # black, a third of it transparent
dot = 1.8              # radius of a solution's dot, in points
edge = 0.8             # of the casing around it
start_size = 3.3       # from the middle of the diamond to its points
start_edge = 1.7       # of the black one around it
minimum_size = 2.9     # half of the cross
minimum_edge = 0.7     # of the white one around it

set style line 1 linewidth 3.2 linecolor rgb casing
set style line 2 linewidth 1.1 linecolor rgb 'white'
set style arrow 3 nohead front linewidth 3.6 linecolor rgb 'white'
set style arrow 4 nohead front linewidth 2 linecolor rgb '#e60026'

