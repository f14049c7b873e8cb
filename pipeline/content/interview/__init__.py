"""The interview in a post: where it begins and ends, who speaks, what its headings are, and what stands around it."""
