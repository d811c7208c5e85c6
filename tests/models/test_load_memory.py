"""Loading takes little beside what is loaded, and unloading gives it back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lsg_desktop.models.device import choose
from lsg_desktop.models.tiny import random_checkpoint, random_model
from lsg_desktop.models.tokens import Shape

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps account of a peak"),
]

HAS_BF16 = choose("cpu").has_bf16
ROOT = Path(__file__).parent.parent.parent
FULL_MB = 230
SHARD_MB = 40
LEFT_MB = 10
SHAPE = Shape(
    encoder_width=64,
    encoder_layers=2,
    encoder_heads=2,
    encoder_feedforward=128,
    width=768,
    layers=6,
    heads=12,
    kv_heads=12,
    feedforward=3_072,
)
"""57 million weights; the largest tensor takes 9 MB in fp32."""


@pytest.fixture(scope="module")
def took(tmp_path_factory):
    """Give what a process took, by precision: weights, peak and what was left, in MB."""
    root = tmp_path_factory.mktemp("checkpoints")
    random_checkpoint(root / "small")
    model, processor = random_model(SHAPE)
    model.save_pretrained(root / "large", max_shard_size=f"{SHARD_MB}MB")
    processor.save_pretrained(root / "large")
    files = list((root / "large").glob("model-*.safetensors"))
    assert len(files) > 4
    assert sum(file.stat().st_size for file in files) / 1e6 == pytest.approx(FULL_MB, abs=5)
    done = subprocess.run(
        [sys.executable, "-m", "tests.models.loads", root / "small", root / "large", "bf16", "nf4"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("precision", "weights_mb", "beside_mb"), [("bf16", 115, SHARD_MB), ("nf4", 32, 100)]
)
def test_no_copy_in_full_precision_is_made_on_the_way(took, precision, weights_mb, beside_mb):
    """A tensor at a time, of which bitsandbytes makes several copies on a processor.

    Those vary, and are less than all weights would take in half precision.
    """
    figures = took[precision]
    # Packed for a processor with units for bfloat16, four bits take a little less.
    packed_mb = 2 if precision == "nf4" and HAS_BF16 else 0
    assert figures["weights"] == pytest.approx(weights_mb - packed_mb, abs=1)
    assert figures["peak"] < weights_mb + beside_mb


@pytest.mark.parametrize("precision", ["bf16", "nf4"])
def test_what_is_unloaded_is_given_back(took, precision):
    """After it has listened, too."""
    assert took[precision]["left"] < LEFT_MB
