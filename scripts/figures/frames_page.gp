# The images from which adam-report composes the frames of an animation: the background, an image of each
# path on a transparent page, the image in front of them, and one with the characters of numbers.
#
# Run by a user, gnuplot writes the images to contour_path_000.png, contour_path_001.png and so on.

image = 0    # the number of the next one
next_image = "if (!to_stdout) { set output sprintf('contour_path_%03d.png', image) }; image = image + 1"

# Set again for each image: a page without a background would keep what was drawn before.
transparent_page = "set terminal pngcairo enhanced transparent font font " \
    ."size png_width,png_height fontscale scale linewidth scale pointscale scale"

eval next_image
