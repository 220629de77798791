"""What is looked at (a camera, a clip, photos), and the threads and sounds behind it."""
