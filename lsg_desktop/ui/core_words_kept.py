"""What the core says of sessions, recordings, settings and its own faults; it knows no session."""

from __future__ import annotations

from lsg_desktop.ui.translation import QT_TRANSLATE_NOOP

SENTENCES = {
    "a fault of ours ({kind})": QT_TRANSLATE_NOOP(
        "CoreWords", "This is a fault of the application ({kind})."
    ),
    "the task {task} was not begun": QT_TRANSLATE_NOOP(
        "CoreWords", "This is a fault of the application: the task {task} was not begun."
    ),
    "asked about {asked} of {heard} samples heard": QT_TRANSLATE_NOOP(
        "CoreWords",
        "This is a fault of the application: it asked about {asked} of {heard} samples heard.",
    ),
    "sound came while a session had no model": QT_TRANSLATE_NOOP(
        "CoreWords", "This is a fault of the application: sound came while a session had no model."
    ),
    "the files that come with the application are missing": QT_TRANSLATE_NOOP(
        "CoreWords", "Files that come with the application are missing."
    ),
    "install lsg_desktop again": QT_TRANSLATE_NOOP("CoreWords", "Install the application again."),
    "there is no room for {path} ({error})": QT_TRANSLATE_NOOP(
        "CoreWords", "There is no room for {path} ({error})."
    ),
    "free some; what was written stays": QT_TRANSLATE_NOOP(
        "CoreWords", "Free some space; what was written stays."
    ),
    "{path} cannot be written ({error})": QT_TRANSLATE_NOOP(
        "CoreWords", "{path} cannot be written ({error})."
    ),
    "check the disk; what was written stays": QT_TRANSLATE_NOOP(
        "CoreWords", "Check the disk; what was written stays."
    ),
    "let it be written, or set LSG_HOME to another folder": QT_TRANSLATE_NOOP(
        "CoreWords",
        "Allow it to be written, or set the environment variable LSG_HOME to another folder.",
    ),
    "{path} is in use by another program ({error})": QT_TRANSLATE_NOOP(
        "CoreWords", "{path} is in use by another program ({error})."
    ),
    "close that, and try again": QT_TRANSLATE_NOOP("CoreWords", "Close that, and try again."),
    "{path} was damaged and is kept as {name}": QT_TRANSLATE_NOOP(
        "CoreWords", "{path} was damaged and is kept as {name}."
    ),
    "{path} was damaged": QT_TRANSLATE_NOOP("CoreWords", "{path} was damaged."),
    "go on: a new one begins": QT_TRANSLATE_NOOP("CoreWords", "Go on: a new one begins."),
    "{path} cannot be used ({name} is no table)": QT_TRANSLATE_NOOP(
        "CoreWords", "{path} cannot be used: {name} is no table."
    ),
    "mend it or move it away": QT_TRANSLATE_NOOP("CoreWords", "Mend it, or move it away."),
    "{path} cannot be made ({error})": QT_TRANSLATE_NOOP(
        "CoreWords", "{path} cannot be made ({error})."
    ),
    "free some room, or make it": QT_TRANSLATE_NOOP(
        "CoreWords", "Free some room, or make it yourself."
    ),
    "{path} cannot be used ({error})": QT_TRANSLATE_NOOP(
        "CoreWords", "{path} cannot be used ({error})."
    ),
    "report it": QT_TRANSLATE_NOOP("CoreWords", "Report it, please."),
    "{path} was made by a newer version of lsg-desktop": QT_TRANSLATE_NOOP(
        "CoreWords", "{path} was made by a newer version of the application."
    ),
    "update this one": QT_TRANSLATE_NOOP("CoreWords", "Update the application."),
    "session {session} was not written in its {language} language": QT_TRANSLATE_NOOP(
        "CoreWords", "Nothing of session {session} was written in that language."
    ),
    "ask for {other}": QT_TRANSLATE_NOOP("CoreWords", "Choose another text."),
    "{path} is no ordinary file": QT_TRANSLATE_NOOP("CoreWords", "{path} is no ordinary file."),
    "choose another name": QT_TRANSLATE_NOOP("CoreWords", "Choose another name."),
    "choose another place, or free some room": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose another place, or free some space."
    ),
    "there is no session {session}": QT_TRANSLATE_NOOP(
        "CoreWords", "There is no session {session}."
    ),
    "lsg-desktop history list has them all": QT_TRANSLATE_NOOP(
        "CoreWords", "“Past sessions” shows them all."
    ),
    "there are no sessions yet": QT_TRANSLATE_NOOP("CoreWords", "There are no sessions yet."),
    "start one": QT_TRANSLATE_NOOP("CoreWords", "Press Start to begin one."),
    "session {session} is still running": QT_TRANSLATE_NOOP(
        "CoreWords", "Session {session} is still running."
    ),
    "stop it first": QT_TRANSLATE_NOOP("CoreWords", "Stop it first."),
    "the recording has filled the {size} MB that it may take": QT_TRANSLATE_NOOP(
        "CoreWords", "The recording has filled the {size} MB that it may take."
    ),
    "allow more; what was recorded stays, and captions go on": QT_TRANSLATE_NOOP(
        "CoreWords", "Allow more under Settings; what was recorded stays, and captions go on."
    ),
    "the recording {folder} cannot be deleted ({error})": QT_TRANSLATE_NOOP(
        "CoreWords", "The recording {folder} cannot be deleted ({error})."
    ),
    "close what plays it, and try again": QT_TRANSLATE_NOOP(
        "CoreWords", "Close what plays it, and try again."
    ),
    "the recording cannot be written to {folder} ({error})": QT_TRANSLATE_NOOP(
        "CoreWords", "The recording cannot be written to {folder} ({error})."
    ),
    "free some room; what was recorded stays, and captions go on": QT_TRANSLATE_NOOP(
        "CoreWords", "Free some space; what was recorded stays, and captions go on."
    ),
    "{path} cannot be read ({error}): the usual settings count": QT_TRANSLATE_NOOP(
        "CoreWords", "{path} cannot be read ({error}): the usual settings count."
    ),
    (
        "{path} cannot be used ({why}): it is kept as {name}, and the usual settings count"
    ): QT_TRANSLATE_NOOP(
        "CoreWords",
        "{path} cannot be used ({why}): it is kept as {name}, and the usual settings count.",
    ),
    "it is not in UTF-8": QT_TRANSLATE_NOOP("CoreWords", "it is not in UTF-8"),
    "the settings are not saved ({problem})": QT_TRANSLATE_NOOP(
        "CoreWords", "The settings are not saved. {problem}"
    ),
    (
        "see that there is room, and that the file and its folder can be read and written"
    ): QT_TRANSLATE_NOOP(
        "CoreWords",
        "See that there is space, and that the file and its folder can be read and written.",
    ),
    "{file}: nothing is known of {names}, which stays as it is": QT_TRANSLATE_NOOP(
        "CoreWords", "{file}: nothing is known of {names}, which stays as it is."
    ),
    "{file}: {setting} cannot be {value}: {remedy}": QT_TRANSLATE_NOOP(
        "CoreWords", "{file}: {setting} cannot be {value}. {remedy}"
    ),
    "presets are never for a translation alone": QT_TRANSLATE_NOOP(
        "CoreWords", "Presets are never for a translation alone."
    ),
    "measure both tasks, or transcripts": QT_TRANSLATE_NOOP(
        "CoreWords", "Measure both tasks, or transcripts."
    ),
    "{setting} cannot be {value}": QT_TRANSLATE_NOOP("CoreWords", "{setting} cannot be {value}."),
    "make it a table": QT_TRANSLATE_NOOP("CoreWords", "Make it a table."),
    "give true or false": QT_TRANSLATE_NOOP("CoreWords", "It can be true or false."),
    "give text": QT_TRANSLATE_NOOP("CoreWords", "It has to be text."),
    "give {number}": QT_TRANSLATE_NOOP("CoreWords", "It has to be {number}."),
    "a number": QT_TRANSLATE_NOOP("CoreWords", "a number"),
    "a number {unit}": QT_TRANSLATE_NOOP("CoreWords", "a number ({unit})"),
    "a number from {low} to {high}": QT_TRANSLATE_NOOP(
        "CoreWords", "a number from {low} to {high}"
    ),
    "a number of {low} or more": QT_TRANSLATE_NOOP("CoreWords", "a number of {low} or more"),
    "a number of {low} or more {unit}": QT_TRANSLATE_NOOP(
        "CoreWords", "a number of {low} or more ({unit})"
    ),
    "a number of {low} or more, or inf": QT_TRANSLATE_NOOP(
        "CoreWords", "a number of {low} or more, or inf"
    ),
    "a number of {low} or more {unit}, or inf": QT_TRANSLATE_NOOP(
        "CoreWords", "a number of {low} or more ({unit}), or inf"
    ),
    "a whole number": QT_TRANSLATE_NOOP("CoreWords", "a whole number"),
    "a whole number {unit}": QT_TRANSLATE_NOOP("CoreWords", "a whole number ({unit})"),
    "a whole number from {low} to {high}": QT_TRANSLATE_NOOP(
        "CoreWords", "a whole number from {low} to {high}"
    ),
    "a whole number of {low} or more": QT_TRANSLATE_NOOP(
        "CoreWords", "a whole number of {low} or more"
    ),
    "a whole number of {low} or more {unit}": QT_TRANSLATE_NOOP(
        "CoreWords", "a whole number of {low} or more ({unit})"
    ),
    "a whole number of {low} or more, or inf": QT_TRANSLATE_NOOP(
        "CoreWords", "a whole number of {low} or more, or inf"
    ),
    "a whole number of {low} or more {unit}, or inf": QT_TRANSLATE_NOOP(
        "CoreWords", "a whole number of {low} or more ({unit}), or inf"
    ),
}
"""Templates of the core, with fields for the values, and the window's words for each."""
