"""What the core says of downloads: the hub, the network and the disk; it knows no download."""

from __future__ import annotations

from lsg_desktop.ui.translation import QT_TRANSLATE_NOOP

SENTENCES = {
    "{endpoint} cannot serve it now (HTTP {status})": QT_TRANSLATE_NOOP(
        "CoreWords", "{endpoint} cannot serve it now (HTTP {status})."
    ),
    "try again: what has arrived is kept": QT_TRANSLATE_NOOP(
        "CoreWords", "Try again: what has arrived is kept."
    ),
    "no connection to {endpoint}": QT_TRANSLATE_NOOP(
        "CoreWords", "There is no connection to {endpoint}."
    ),
    "check it, and try again: what has arrived is kept": QT_TRANSLATE_NOOP(
        "CoreWords", "Check the network, and try again: what has arrived is kept."
    ),
    "{endpoint} does not answer as a hub does": QT_TRANSLATE_NOOP(
        "CoreWords", "{endpoint} does not answer as a hub does."
    ),
    "check whether this network wants you to log in first": QT_TRANSLATE_NOOP(
        "CoreWords", "Check whether this network wants you to log in first."
    ),
    "the certificate of {endpoint} is not trusted by this machine": QT_TRANSLATE_NOOP(
        "CoreWords", "This computer does not trust the certificate of {endpoint}."
    ),
    "have your network's root certificate added to those of the system": QT_TRANSLATE_NOOP(
        "CoreWords", "Have your network's root certificate added to those of the system."
    ),
    "the proxy does not let {endpoint} through": QT_TRANSLATE_NOOP(
        "CoreWords", "The proxy does not let {endpoint} through."
    ),
    "check HTTPS_PROXY": QT_TRANSLATE_NOOP(
        "CoreWords", "Check the environment variable HTTPS_PROXY."
    ),
    "HF_HUB_OFFLINE forbids downloads": QT_TRANSLATE_NOOP(
        "CoreWords", "The environment variable HF_HUB_OFFLINE forbids downloads."
    ),
    "unset it, and try again": QT_TRANSLATE_NOOP(
        "CoreWords", "Unset it, and start the application again."
    ),
    "{model} is given to those who accept its terms": QT_TRANSLATE_NOOP(
        "CoreWords", "{model} is given to those who accept its terms."
    ),
    "accept them on {page}, then run: hf auth login": QT_TRANSLATE_NOOP(
        "CoreWords", "Accept them on {page}, and log in to the hub on this computer."
    ),
    "the hub has no model {model}": QT_TRANSLATE_NOOP("CoreWords", "The hub has no model {model}."),
    "check the name; if it is private, run: hf auth login": QT_TRANSLATE_NOOP(
        "CoreWords", "Check the name; if it is private, log in to the hub on this computer."
    ),
    "the hub does not let you have {model}": QT_TRANSLATE_NOOP(
        "CoreWords", "The hub does not let you have {model}."
    ),
    "log in with: hf auth login": QT_TRANSLATE_NOOP(
        "CoreWords", "Log in to the hub on this computer."
    ),
    "{model} is not a model": QT_TRANSLATE_NOOP("CoreWords", "{model} is not a model."),
    "{model} has no weights in the safetensors format": QT_TRANSLATE_NOOP(
        "CoreWords", "{model} has no weights in the safetensors format."
    ),
    "choose another model": QT_TRANSLATE_NOOP("CoreWords", "Choose another model."),
    "{model} is being downloaded already": QT_TRANSLATE_NOOP(
        "CoreWords", "{model} is being downloaded already."
    ),
    "wait for it, or stop it": QT_TRANSLATE_NOOP("CoreWords", "Wait for it, or stop it."),
    "{file} did not arrive as it left": QT_TRANSLATE_NOOP(
        "CoreWords", "{file} did not arrive as it left."
    ),
    "try again: it was deleted": QT_TRANSLATE_NOOP("CoreWords", "Try again: it was deleted."),
    "the disk of {folder} is full": QT_TRANSLATE_NOOP("CoreWords", "The disk of {folder} is full."),
    "free some space, and try again": QT_TRANSLATE_NOOP(
        "CoreWords", "Free some space, and try again."
    ),
    "set HF_HOME to a folder that can": QT_TRANSLATE_NOOP(
        "CoreWords", "Set the environment variable HF_HOME to a folder that can."
    ),
    "{needed} of disk are needed and {free} are free in {folder}": QT_TRANSLATE_NOOP(
        "CoreWords", "{needed} of disk are needed, and {free} are free in {folder}."
    ),
    "free some space, or set HF_HOME to a folder on a larger disk": QT_TRANSLATE_NOOP(
        "CoreWords",
        "Free some space, or set the environment variable HF_HOME to a folder on a larger disk.",
    ),
}
"""Templates of the core, with fields for the values, and the window's words for each."""
