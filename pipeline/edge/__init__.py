"""What touches the world: YouTube, sound, pictures, files."""
