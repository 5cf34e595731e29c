# The images that an animation is made of: adam-report composes its frames from few of them. First comes the
# ground, then an image for each path on a transparent page, then what lies over all.
#
# By hand, gnuplot writes the images to contour_path_000.png, contour_path_001.png and so on.

image = 0    # the number of the next one
next_image = "if (!to_stdout) { set output sprintf('contour_path_%03d.png', image) }; image = image + 1"

# Anew for each image: a page without a background still has on it what was drawn before.
transparent_page = "set terminal pngcairo enhanced transparent font font " \
    ."size png_width,png_height fontscale scale linewidth scale pointscale scale"

eval next_image
