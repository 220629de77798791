"""The domain: plain data types and the arithmetic on them. No Qt, TensorFlow, files, threads or clocks."""
