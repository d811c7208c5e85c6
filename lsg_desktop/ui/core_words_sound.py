"""What the core says of sound: microphones, outputs and files; it knows no device."""

from __future__ import annotations

from lsg_desktop.ui.translation import QT_TRANSLATE_NOOP

SENTENCES = {
    (
        "{lost} s of sound were lost: captions are {behind} s behind and no more is kept."
    ): QT_TRANSLATE_NOOP(
        "CoreWords",
        "{lost} s of sound were lost: captions are {behind} s behind, and no more can be kept.",
    ),
    "{lost} s of sound were lost: captions are too far behind.": QT_TRANSLATE_NOOP(
        "CoreWords", "{lost} s of sound were lost: captions are too far behind."
    ),
    "Choose a smaller model or longer chunks.": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose a smaller model or longer chunks."
    ),
    "this Mac's own sound cannot be recorded yet": QT_TRANSLATE_NOOP(
        "CoreWords", "This Mac's own sound cannot be recorded yet."
    ),
    "see Help > Computer sound on a Mac": QT_TRANSLATE_NOOP(
        "CoreWords", "See “Computer sound” in the help."
    ),
    (
        "this computer's own sound cannot be recorded without PulseAudio or PipeWire"
    ): QT_TRANSLATE_NOOP(
        "CoreWords", "This computer's own sound cannot be recorded without PulseAudio or PipeWire."
    ),
    (
        "sudo apt-get install pulseaudio-utils libasound2-plugins, then log in again"
    ): QT_TRANSLATE_NOOP(
        "CoreWords",
        "Install the packages pulseaudio-utils and libasound2-plugins, then log in again.",
    ),
    "this computer's own sound cannot be recorded": QT_TRANSLATE_NOOP(
        "CoreWords", "This computer's own sound cannot be recorded."
    ),
    "choose a microphone": QT_TRANSLATE_NOOP("CoreWords", "Choose a microphone above."),
    "there is no output {name}": QT_TRANSLATE_NOOP("CoreWords", "There is no output {name}."),
    "choose another one": QT_TRANSLATE_NOOP("CoreWords", "Choose another source above."),
    "there is no microphone {name}": QT_TRANSLATE_NOOP(
        "CoreWords", "There is no microphone {name}."
    ),
    "several microphones fit {name}": QT_TRANSLATE_NOOP(
        "CoreWords", "Several microphones fit {name}."
    ),
    "choose one of {choices}": QT_TRANSLATE_NOOP("CoreWords", "Choose one of these: {choices}."),
    "this computer has no microphone": QT_TRANSLATE_NOOP(
        "CoreWords", "This computer has no microphone."
    ),
    "plug one in": QT_TRANSLATE_NOOP("CoreWords", "Plug one in."),
    "this computer has no output that can be recorded": QT_TRANSLATE_NOOP(
        "CoreWords", "This computer has no output that can be recorded."
    ),
    "switch speakers or headphones on in the sound settings": QT_TRANSLATE_NOOP(
        "CoreWords", "Switch speakers or headphones on in the sound settings."
    ),
    "the sound of {name} cannot be recorded ({error})": QT_TRANSLATE_NOOP(
        "CoreWords", "The sound of {name} cannot be recorded ({error})."
    ),
    "choose another output, or close programs that use it alone": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose another output above, or close programs that use it alone."
    ),
    "PyAudioWPatch, which records what Windows plays, is not installed": QT_TRANSLATE_NOOP(
        "CoreWords", "PyAudioWPatch, which records what Windows plays, is not installed."
    ),
    'pip install "lsg-desktop[loopback]"': QT_TRANSLATE_NOOP(
        "CoreWords", "Install the application again with it, or choose a microphone above."
    ),
    "PortAudio is not installed": QT_TRANSLATE_NOOP(
        "CoreWords", "PortAudio, which records sound, is not installed."
    ),
    "sudo apt-get install libportaudio2": QT_TRANSLATE_NOOP(
        "CoreWords", "Install the package libportaudio2."
    ),
    "libsndfile is not installed": QT_TRANSLATE_NOOP(
        "CoreWords", "libsndfile, which reads sound files, is not installed."
    ),
    "sudo apt-get install libsndfile1": QT_TRANSLATE_NOOP(
        "CoreWords", "Install the package libsndfile1."
    ),
    "{name} cannot be opened ({error})": QT_TRANSLATE_NOOP(
        "CoreWords", "{name} cannot be opened ({error})."
    ),
    "the list of microphones cannot be opened ({error})": QT_TRANSLATE_NOOP(
        "CoreWords", "The list of microphones cannot be opened ({error})."
    ),
    "choose another one: lsg-desktop devices lists them": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose another source above."
    ),
    (
        "close the program that is using it, or choose another one: lsg-desktop devices lists them"
    ): QT_TRANSLATE_NOOP(
        "CoreWords", "Close the program that is using it, or choose another source above."
    ),
    (
        "allow desktop apps to use the microphone in Settings > Privacy > Microphone"
    ): QT_TRANSLATE_NOOP(
        "CoreWords", "Allow desktop apps to use the microphone in Settings > Privacy > Microphone."
    ),
    "allow it in System Settings > Privacy & Security > Microphone": QT_TRANSLATE_NOOP(
        "CoreWords", "Allow it in System Settings > Privacy & Security > Microphone."
    ),
    "{name} has stopped recording": QT_TRANSLATE_NOOP("CoreWords", "{name} has stopped recording."),
    "plug it in again or choose another one": QT_TRANSLATE_NOOP(
        "CoreWords", "Plug it in again, or choose another source above."
    ),
    "{name} has stopped": QT_TRANSLATE_NOOP("CoreWords", "{name} has stopped."),
    "connect it again or choose another one": QT_TRANSLATE_NOOP(
        "CoreWords", "Connect it again, or choose another source above."
    ),
    "The computer was too busy to take all sound from {name}.": QT_TRANSLATE_NOOP(
        "CoreWords", "The computer was too busy to take all sound from {name}."
    ),
    "Close other programs.": QT_TRANSLATE_NOOP("CoreWords", "Close other programs."),
    "Nothing has come from {name} for {seconds} s.": QT_TRANSLATE_NOOP(
        "CoreWords", "Nothing has come from {name} for {seconds} s."
    ),
    "Check that it is plugged in and switched on.": QT_TRANSLATE_NOOP(
        "CoreWords", "Check that it is plugged in and switched on."
    ),
    "{wanted} is not connected: listening to {now}.": QT_TRANSLATE_NOOP(
        "CoreWords", "{wanted} is not connected: listening to {now}."
    ),
    "{left} is gone: listening to {now} instead.": QT_TRANSLATE_NOOP(
        "CoreWords", "{left} is gone: listening to {now} instead."
    ),
    "{left} is gone, and there is nothing else to listen to.": QT_TRANSLATE_NOOP(
        "CoreWords", "{left} is gone, and there is nothing else to listen to."
    ),
    "As soon as it is connected again, it is listened to again.": QT_TRANSLATE_NOOP(
        "CoreWords", "As soon as it is connected again, it is listened to again."
    ),
    "{now} is back: listening to it again.": QT_TRANSLATE_NOOP(
        "CoreWords", "{now} is back: listening to it again."
    ),
    "Listening to {now} now.": QT_TRANSLATE_NOOP("CoreWords", "Listening to {now} now."),
    "no file has been chosen": QT_TRANSLATE_NOOP("CoreWords", "No file has been chosen."),
    "there is no file {path}": QT_TRANSLATE_NOOP("CoreWords", "There is no file {path}."),
    "check its name and folder": QT_TRANSLATE_NOOP("CoreWords", "Check its name and folder."),
    "{path} cannot be read ({error})": QT_TRANSLATE_NOOP(
        "CoreWords", "{path} cannot be read ({error})."
    ),
    "check that you may read it": QT_TRANSLATE_NOOP("CoreWords", "Check that you may read it."),
    "{path} is a folder": QT_TRANSLATE_NOOP("CoreWords", "{path} is a folder."),
    "give one of the sound files in it": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose one of the sound files in it."
    ),
    "{path} is empty": QT_TRANSLATE_NOOP("CoreWords", "{path} is empty."),
    "{path} is not a sound file that can be read": QT_TRANSLATE_NOOP(
        "CoreWords", "{path} is not a sound file that can be read."
    ),
    "{path} holds no sound": QT_TRANSLATE_NOOP("CoreWords", "{path} holds no sound."),
    "{name} holds no sound that can be read": QT_TRANSLATE_NOOP(
        "CoreWords", "{name} holds no sound that can be read."
    ),
    "give a WAV, FLAC, MP3, OGG, Opus or AIFF file": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose a WAV, FLAC, MP3, OGG, Opus or AIFF file."
    ),
    "{path} has no head that says how its sound is coded": QT_TRANSLATE_NOOP(
        "CoreWords", "{path} does not say how its sound is coded."
    ),
    "pipe it instead, giving its rate: lsg-desktop caption - < {name}": QT_TRANSLATE_NOOP(
        "CoreWords", "Save {name} as WAV or FLAC, and choose that."
    ),
    (
        "{name} is cut short or damaged: the last {missing} of {length} s are missing."
    ): QT_TRANSLATE_NOOP(
        "CoreWords", "{name} is cut short or damaged: the last {missing} of {length} s are missing."
    ),
    "Copy the file again if the original is whole.": QT_TRANSLATE_NOOP(
        "CoreWords", "Copy the file again if the original is whole."
    ),
    "there is no speech in this sound": QT_TRANSLATE_NOOP(
        "CoreWords", "There is no speech in this sound."
    ),
    "choose some in which somebody speaks": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose some in which somebody speaks."
    ),
    "the model has written nothing of this sound": QT_TRANSLATE_NOOP(
        "CoreWords", "The model has written nothing of this sound."
    ),
    "choose speech in the language that is spoken here": QT_TRANSLATE_NOOP(
        "CoreWords", "Choose speech in the language that is chosen in the main window."
    ),
    "sound cannot have a rate of {rate} Hz": QT_TRANSLATE_NOOP(
        "CoreWords", "Sound cannot have a rate of {rate} Hz."
    ),
    "give 8000 to 192000": QT_TRANSLATE_NOOP(
        "CoreWords", "Save the file again with 8000 to 192000 Hz."
    ),
}
"""Templates of the core, with fields for the values, and the window's words for each."""
