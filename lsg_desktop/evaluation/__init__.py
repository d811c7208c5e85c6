"""How well and how soon: manifests, quality and latency metrics."""
