"""What touches the world: YouTube, sound, pictures, files, stores, the network."""
