"""What the stages are made of: one post from file to site, and what a show's episodes share."""
