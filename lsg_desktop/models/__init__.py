"""Audio language models behind one protocol: prompts, features, caches, weights, precision."""
