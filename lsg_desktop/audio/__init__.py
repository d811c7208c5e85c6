"""Where sound comes from: files, standard input and microphones, as 16 kHz mono blocks."""
