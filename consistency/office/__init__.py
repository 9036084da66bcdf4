"""What the readers of office files share: the sound archive, the text composed of its pieces, numbers as they are shown."""
