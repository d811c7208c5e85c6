"""What goes from the host to where a model is; it knows not what that is."""

from __future__ import annotations

import torch
from torch import Tensor


def send(host: Tensor, device: torch.device) -> Tensor:
    """Copy to a device. A GPU is not waited for, neither for what it does nor for the copy."""
    if device.type != "cuda":
        return host.to(device)
    return host.pin_memory().to(device, non_blocking=True)
