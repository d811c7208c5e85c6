"""When to write: the LSG rule and what it needs. Pure: no tensors, no threads, no clock."""
