# A surface without paths: see surface_faces.gp.

plot @faces NaN
unset multiplot
