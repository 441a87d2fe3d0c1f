"""A run or a segment on paper: HTML and other formats, with the numbers of the screen."""
