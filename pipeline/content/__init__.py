"""What we know: values and their text. No disk, no network, no clock."""
