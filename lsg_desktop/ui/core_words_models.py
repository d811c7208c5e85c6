"""What the core says of models: choosing, loading and listening with them; it knows no model."""

from __future__ import annotations

from lsg_desktop.ui.translation import QT_TRANSLATE_NOOP

SENTENCES = {
    "no model is loaded": QT_TRANSLATE_NOOP("CoreWords", "No model is loaded."),
    "choose one": QT_TRANSLATE_NOOP("CoreWords", "Choose one."),
    "{model} does not understand {language}": QT_TRANSLATE_NOOP(
        "CoreWords", "{model} does not understand {language}."
    ),
    "{model} does not translate into {language}": QT_TRANSLATE_NOOP(
        "CoreWords", "{model} does not translate into {language}."
    ),
    "the model does not know the language {language}": QT_TRANSLATE_NOOP(
        "CoreWords", "The model does not know this language: {language}."
    ),
    "the utterance is longer than {limit} s": QT_TRANSLATE_NOOP(
        "CoreWords", "The sentence is longer than {limit} s."
    ),
    "cut it at a pause": QT_TRANSLATE_NOOP(
        "CoreWords", "Shorten the pause that ends an utterance under Settings."
    ),
    "memory ran out while listening": QT_TRANSLATE_NOOP(
        "CoreWords", "Memory ran out while listening."
    ),
    "the model's output is not a number": QT_TRANSLATE_NOOP(
        "CoreWords", "The model's output is not a number."
    ),
    "choose another precision, such as bf16": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose another precision, such as bf16."
    ),
    "the tokenizer beside the weights has no token {token}": QT_TRANSLATE_NOOP(
        "CoreWords", "The tokenizer of the model has no token {token}."
    ),
    "use a checkpoint of the Qwen2-Audio family": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose a model of the Qwen2-Audio family."
    ),
    "choose a model of the Qwen2-Audio family": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose a model of the Qwen2-Audio family."
    ),
    "choose one of Qwen2-Audio's family": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose a model of the Qwen2-Audio family."
    ),
    "there is no model or folder {name}": QT_TRANSLATE_NOOP(
        "CoreWords", "There is no model or folder {name}."
    ),
    "choose one of {choices}, a folder, or owner/name on the Hugging Face hub": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose another one under “Models”."
    ),
    "mend the file, or delete it to use the usual settings": QT_TRANSLATE_NOOP(
        "CoreWords", "Mend the file, or delete it to use the usual settings."
    ),
    "{file} is not an object": QT_TRANSLATE_NOOP("CoreWords", "{file} is not an object."),
    "{file} has a name that is no text": QT_TRANSLATE_NOOP(
        "CoreWords", "{file} has a name that is no text."
    ),
    "{file} does not say which languages the model knows": QT_TRANSLATE_NOOP(
        "CoreWords", "{file} does not say which languages the model knows."
    ),
    "{file} does not list what {code} is translated into": QT_TRANSLATE_NOOP(
        "CoreWords", "{file} does not list what {code} is translated into."
    ),
    "{file} names a language that is not known, {code}": QT_TRANSLATE_NOOP(
        "CoreWords", "{file} names a language that is not known: {code}."
    ),
    "{file} names a family that is not known, {family}": QT_TRANSLATE_NOOP(
        "CoreWords", "{file} names a family that is not known: {family}."
    ),
    "{file} has defaults that are not an object": QT_TRANSLATE_NOOP(
        "CoreWords", "{file} has defaults that are not an object."
    ),
    "{file} gives a default to {setting}, which is no setting": QT_TRANSLATE_NOOP(
        "CoreWords", "{file} gives a default to {setting}, which is no setting."
    ),
    "{file} gives {setting} a default of the wrong kind, {value}": QT_TRANSLATE_NOOP(
        "CoreWords", "{file} gives {setting} a default of the wrong kind: {value}."
    ),
    "{file} has a default that is out of bounds: {problem}": QT_TRANSLATE_NOOP(
        "CoreWords", "{file} has a default that is out of bounds. {problem}"
    ),
    "{file} has a limit_s that is not between 1 and 30, {value}": QT_TRANSLATE_NOOP(
        "CoreWords", "{file} has a limit_s that is not between 1 and 30: {value}."
    ),
    "there is no folder {folder}": QT_TRANSLATE_NOOP("CoreWords", "There is no folder {folder}."),
    "{folder} holds Qwen-Audio as it was published": QT_TRANSLATE_NOOP(
        "CoreWords", "{folder} holds Qwen-Audio as it was published."
    ),
    "run: lsg-desktop models convert-qwen-audio {folder} --out FOLDER": QT_TRANSLATE_NOOP(
        "CoreWords", "Convert it first; the README says how."
    ),
    "{folder} holds a model of the family {family}": QT_TRANSLATE_NOOP(
        "CoreWords", "{folder} holds a model of another family ({family})."
    ),
    "the weights in {folder} were quantised when they were saved": QT_TRANSLATE_NOOP(
        "CoreWords", "The weights in {folder} were quantised when they were saved."
    ),
    "choose the original weights, and a precision such as nf4": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose the original weights, and a precision such as nf4."
    ),
    "the weights in {folder} are in a format that can run code when it is read": QT_TRANSLATE_NOOP(
        "CoreWords", "The weights in {folder} are in a format that can run code when it is read."
    ),
    "choose weights in the safetensors format": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose weights in the safetensors format."
    ),
    "{name} in {folder} lacks a part of the weights": QT_TRANSLATE_NOOP(
        "CoreWords", "{name} in {folder} lacks a part of the weights."
    ),
    "{name} in {folder} does not say where the weights are": QT_TRANSLATE_NOOP(
        "CoreWords", "{name} in {folder} does not say where the weights are."
    ),
    "{name} in {folder} only says where the weights are": QT_TRANSLATE_NOOP(
        "CoreWords", "{name} in {folder} only says where the weights are."
    ),
    "fetch them with: git lfs pull": QT_TRANSLATE_NOOP("CoreWords", "Fetch them with Git LFS."),
    "{name} is missing in {folder}": QT_TRANSLATE_NOOP(
        "CoreWords", "{name} is missing in {folder}."
    ),
    "{name} in {folder} is damaged": QT_TRANSLATE_NOOP(
        "CoreWords", "{name} in {folder} is damaged."
    ),
    "{name} in {folder} is cut off: it has {there} of {whole} bytes": QT_TRANSLATE_NOOP(
        "CoreWords", "{name} in {folder} is cut off: it has {there} of {whole} bytes."
    ),
    "{file} cannot be read": QT_TRANSLATE_NOOP("CoreWords", "{file} cannot be read."),
    "the checkpoint in {folder} lacks {tensors}": QT_TRANSLATE_NOOP(
        "CoreWords", "The model in {folder} lacks {tensors}."
    ),
    (
        "the checkpoint in {folder} has, beyond what the architecture knows, {tensors}"
    ): QT_TRANSLATE_NOOP(
        "CoreWords", "The model in {folder} has something that is not known here: {tensors}."
    ),
    "the checkpoint in {folder} has in another shape {tensors}": QT_TRANSLATE_NOOP(
        "CoreWords", "The model in {folder} has another shape in {tensors}."
    ),
    "{tensor} and {count} more": QT_TRANSLATE_NOOP("CoreWords", "{tensor} and {count} more"),
    "download it again": QT_TRANSLATE_NOOP("CoreWords", "Download it again."),
    "run: lsg-desktop models download {model}": QT_TRANSLATE_NOOP(
        "CoreWords", "Download {model} under “Models”."
    ),
    "make it: lsg-desktop train demo": QT_TRANSLATE_NOOP(
        "CoreWords", "Install the application again, with the demo model."
    ),
    "there is no device {device}": QT_TRANSLATE_NOOP(
        "CoreWords", "The settings name a device that there is not: {device}."
    ),
    "{device} was asked for, and {why}": QT_TRANSLATE_NOOP(
        "CoreWords", "The settings ask for {device}, and {why}."
    ),
    "there is none": QT_TRANSLATE_NOOP("CoreWords", "there is none"),
    "this PyTorch was built without CUDA": QT_TRANSLATE_NOOP(
        "CoreWords", "this PyTorch was built without CUDA"
    ),
    "PyTorch finds none on this machine": QT_TRANSLATE_NOOP(
        "CoreWords", "PyTorch finds none on this computer"
    ),
    "choose --device cpu": QT_TRANSLATE_NOOP(
        "CoreWords", 'Write device = "cpu" below [listen] in the settings file.'
    ),
    "{place} failed ({error})": QT_TRANSLATE_NOOP("CoreWords", "It failed on {place} ({error})."),
    "the processor ({cores} cores)": QT_TRANSLATE_NOOP(
        "CoreWords", "the processor ({cores} cores)"
    ),
    "Apple's GPU (never tested)": QT_TRANSLATE_NOOP("CoreWords", "Apple's GPU (never tested)"),
    "there is no precision {precision}": QT_TRANSLATE_NOOP(
        "CoreWords", "There is no precision {precision}."
    ),
    "{precision} cannot be computed on {place}": QT_TRANSLATE_NOOP(
        "CoreWords", "{precision} cannot be computed on {place}."
    ),
    "{precision} does not work on {place} ({why})": QT_TRANSLATE_NOOP(
        "CoreWords", "{precision} does not work on {place} ({why})."
    ),
    "bitsandbytes gives wrong numbers on this device": QT_TRANSLATE_NOOP(
        "CoreWords", "bitsandbytes gives wrong numbers on this device"
    ),
    "{precision} needs {needed}, {room}": QT_TRANSLATE_NOOP(
        "CoreWords", "{precision} needs {needed}: {room}."
    ),
    "the model does not fit: {precision} needs {needed}, {room}": QT_TRANSLATE_NOOP(
        "CoreWords", "The model does not fit. {precision} needs {needed}: {room}."
    ),
    "{free} free on {place}": QT_TRANSLATE_NOOP("CoreWords", "{free} free on {place}"),
    "the memory of {place} is full: {precision} did not fit": QT_TRANSLATE_NOOP(
        "CoreWords", "The memory of {place} is full: {precision} did not fit."
    ),
    "choose --precision {precision}": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose {precision} as the precision."
    ),
    "choose a smaller model": QT_TRANSLATE_NOOP("CoreWords", "Choose a smaller model."),
    (
        "close other programs that use the GPU, or choose --device cpu or --model demo"
    ): QT_TRANSLATE_NOOP(
        "CoreWords", "Close other programs that use the GPU, or choose the demo model."
    ),
    "close other programs, or choose --model demo": QT_TRANSLATE_NOOP(
        "CoreWords", "Close other programs, or choose the demo model."
    ),
    "{precision}, {size} of weights: {why}": QT_TRANSLATE_NOOP(
        "CoreWords", "{precision}, {size} of weights: {why}"
    ),
    "{plan}; memory is short, so utterances are cut at {limit} s": QT_TRANSLATE_NOOP(
        "CoreWords", "{plan}; memory is short, so sentences are cut at {limit} s"
    ),
    "as asked, {room}": QT_TRANSLATE_NOOP("CoreWords", "as chosen, {room}"),
    "since {precision} needs {needed}, {room}": QT_TRANSLATE_NOOP(
        "CoreWords", "since {precision} needs {needed}, {room}"
    ),
    "the model in {folder} cannot be loaded as {precision} ({error})": QT_TRANSLATE_NOOP(
        "CoreWords", "The model in {folder} cannot be loaded as {precision} ({error})."
    ),
    "{model} is not on this machine": QT_TRANSLATE_NOOP(
        "CoreWords", "{model} is not on this computer."
    ),
    "{model} is on this machine already": QT_TRANSLATE_NOOP(
        "CoreWords", "{model} is on this computer already."
    ),
    "nothing to download": QT_TRANSLATE_NOOP("CoreWords", "There is nothing to download."),
    "the download of {model} was cancelled": QT_TRANSLATE_NOOP(
        "CoreWords", "The download of {model} was cancelled."
    ),
    "the demo model is a part of the application": QT_TRANSLATE_NOOP(
        "CoreWords", "The demo model is a part of the application."
    ),
    "remove another one": QT_TRANSLATE_NOOP("CoreWords", "Remove another one."),
    "there is nothing to remove": QT_TRANSLATE_NOOP("CoreWords", "There is nothing to remove."),
    "{folder} is a folder of yours, not a download": QT_TRANSLATE_NOOP(
        "CoreWords", "{folder} is a folder of yours, not a download."
    ),
    "delete it yourself": QT_TRANSLATE_NOOP("CoreWords", "Delete it yourself."),
    "{folder} cannot be removed ({error})": QT_TRANSLATE_NOOP(
        "CoreWords", "{folder} cannot be removed ({error})."
    ),
    "close the programs that use the model": QT_TRANSLATE_NOOP(
        "CoreWords", "Close the programs that use the model."
    ),
}
"""Templates of the core, with fields for the values, and the window's words for each."""
