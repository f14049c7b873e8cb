"""The parts of the stages: one post on its way from file to site, and what a show's episodes share."""
