"""The interview in a post: where it stands, who speaks, what its headings are, and what stands around it."""
