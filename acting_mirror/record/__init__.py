"""Writing: the annotated video with the sound of its source, and files that are whole or not there at all."""
