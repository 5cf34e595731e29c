# Records in a PNG of any program the files it was drawn from, so that adam-report compare can report why it changed.
# pngcrush is in the Debian package of that name. It silently drops a text of more than 2047 characters, about 25 files.
gnuplot plot.gp # or Rscript plot.R, or anything else that writes plot.png
pngcrush -s -ow -force -noreduce -text b adam-report:source "$(sha256sum plot.gp data.csv)" plot.png
