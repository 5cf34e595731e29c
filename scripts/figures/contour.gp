plot 'bands.dat' using 1:2:3 with polygons fillcolor palette fillstyle solid noborder
