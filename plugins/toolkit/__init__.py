"""Machine-learning code that several plugins share; a library, not a plugin."""
