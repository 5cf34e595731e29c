# The words of the line above the box that tells which iteration a frame of the animation shows, and the value
# of f. adam-report composes the numbers from the characters of frames_glyphs.gp. Variables set by the program:
#
#   frame_y                  the center of the line, in points
#   frame_iteration_x        the end of its first word
#   frame_value_x            the start of the words between the numbers
#   frame_value_name         these words

set label label_frame "iteration" right textcolor rgb ink at screen page_x(frame_iteration_x), page_y(frame_y)
set label label_frame + 1 frame_value_name left textcolor rgb ink at screen page_x(frame_value_x), page_y(frame_y)
