plot @filled_contours
