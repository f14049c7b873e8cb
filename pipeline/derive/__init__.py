"""What follows from content, by pure functions. No disk, no network, no clock."""
