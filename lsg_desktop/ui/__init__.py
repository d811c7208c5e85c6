"""The window: what people see and press. It computes nothing and never waits for the worker."""
