"""What the core says of adapters; it knows none."""

from __future__ import annotations

from lsg_desktop.ui.translation import QT_TRANSLATE_NOOP

SENTENCES = {
    "{folder} holds no adapter: {file} is missing or damaged": QT_TRANSLATE_NOOP(
        "CoreWords", "{folder} holds no adapter: {file} is missing or damaged."
    ),
    "choose the folder that peft has saved": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose the folder that peft has saved."
    ),
    "the adapter in {folder} is of the kind {kind}": QT_TRANSLATE_NOOP(
        "CoreWords", "The adapter in {folder} is of another kind ({kind})."
    ),
    "choose a LoRA adapter": QT_TRANSLATE_NOOP("CoreWords", "Choose a LoRA adapter."),
    "the adapter in {folder} was made for {base}, and the model is {model}": QT_TRANSLATE_NOOP(
        "CoreWords", "The adapter in {folder} was made for {base}, and the model is {model}."
    ),
    "the adapter in {folder} was made for other weights of {model}": QT_TRANSLATE_NOOP(
        "CoreWords", "The adapter in {folder} was made for other weights of {model}."
    ),
    "train it again": QT_TRANSLATE_NOOP("CoreWords", "Train it again."),
    "the adapter in {folder} does not fit {model}": QT_TRANSLATE_NOOP(
        "CoreWords", "The adapter in {folder} does not fit {model}."
    ),
    "the adapter in {folder} was trained for {kind}, and not for {other}": QT_TRANSLATE_NOOP(
        "CoreWords", "The adapter in {folder} was trained for another input ({kind})."
    ),
    "choose another adapter": QT_TRANSLATE_NOOP("CoreWords", "Choose another adapter."),
    "choose --model and --adapter that belong together": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose another adapter, or train this one again."
    ),
    "the adapter in {folder} does not say which model it is for": QT_TRANSLATE_NOOP(
        "CoreWords", "The adapter in {folder} does not say which model it is for."
    ),
    "the adapter in {folder} was made for {base}, which is not to be found": QT_TRANSLATE_NOOP(
        "CoreWords", "The adapter in {folder} was made for {base}, which is not to be found."
    ),
    "give its model as --model, and the folder as --adapter": QT_TRANSLATE_NOOP(
        "CoreWords", "Put the model where it was when the adapter was trained."
    ),
    "{name} is an adapter and no model": QT_TRANSLATE_NOOP(
        "CoreWords", "{name} is an adapter and no model."
    ),
    "give the model that it is for": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose the model that it is for."
    ),
    "an adapter needs peft": QT_TRANSLATE_NOOP("CoreWords", "An adapter needs peft."),
    "pip install 'lsg-desktop[train]'": QT_TRANSLATE_NOOP(
        "CoreWords", "Install it beside the application."
    ),
    "the adapter in {folder} cannot be used ({why})": QT_TRANSLATE_NOOP(
        "CoreWords", "The adapter in {folder} cannot be used ({why})."
    ),
    "by its {file} it lacks {weights}": QT_TRANSLATE_NOOP(
        "CoreWords", "by its {file} it lacks {weights}"
    ),
    "by its {file} it also has {weights}": QT_TRANSLATE_NOOP(
        "CoreWords", "by its {file} it also has {weights}"
    ),
}
"""Templates of the core, with fields for the values, and the window's words for each."""
