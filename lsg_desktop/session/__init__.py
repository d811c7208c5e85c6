"""From sound to captions: the decision step, the captioner of an utterance, the pipeline."""
