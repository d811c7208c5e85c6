"""Where utterances begin and end: voice activity and segmentation."""
