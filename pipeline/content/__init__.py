"""What is known: the values that people or the world gave, and how they are read and written. No disk, no network, no clock."""
