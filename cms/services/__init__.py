"""What writes: the site's frame, and the rows and pages of a content pack."""
