"""The demo model from nothing: sentences, voices, corpus, training."""
