<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Start or stop</source>
        <translation>Starten oder anhalten</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Aufholen</translation>
    </message>
    <message>
        <source>Clear the transcript</source>
        <translation>Mitschrift leeren</translation>
    </message>
    <message>
        <source>Caption a file…</source>
        <translation>Datei untertiteln…</translation>
    </message>
    <message>
        <source>Export this session…</source>
        <translation>Diese Sitzung exportieren…</translation>
    </message>
    <message>
        <source>Past sessions…</source>
        <translation>Frühere Sitzungen…</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation>Kalibrieren…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Find in transcript</source>
        <translation>In der Mitschrift suchen</translation>
    </message>
    <message>
        <source>Tuning panel</source>
        <translation>Abstimmungsfeld</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Untertitel einblenden</translation>
    </message>
    <message>
        <source>Lock the overlay</source>
        <translation>Einblendung sperren</translation>
    </message>
    <message>
        <source>Move the overlay by keys</source>
        <translation>Einblendung mit Tasten verschieben</translation>
    </message>
    <message>
        <source>Bring the overlay back</source>
        <translation>Einblendung zurückholen</translation>
    </message>
    <message>
        <source>Lecture view</source>
        <translation>Saalansicht</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Text größer</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Text kleiner</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <source>About LSG Desktop</source>
        <translation>Über LSG Desktop</translation>
    </message>
</context>
<context>
    <name>Calibration</name>
    <message>
        <source>δ {delta}, α {alpha}, L {low}, U {range}: words come {lag} s late, and {quality} % of them are as after hearing everything.</source>
        <translation>δ {delta}, α {alpha}, L {low}, U {range}: Wörter kommen mit {lag} s Verzögerung, und {quality} % davon sind wie nach allem Gehörten.</translation>
    </message>
</context>
<context>
    <name>CalibrationDialog</name>
    <message>
        <source>Calibrate</source>
        <translation>Kalibrieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>First record a minute, or choose speech that there is.</source>
        <translation>Nehmen Sie zuerst eine Minute auf, oder wählen Sie eine Aufnahme.</translation>
    </message>
    <message>
        <source>{name}: {seconds} s of speech.</source>
        <translation>{name}: {seconds} s gesprochen.</translation>
    </message>
    <message>
        <source>Captions are being written. Stop them first: both need the model.</source>
        <translation>Gerade werden Untertitel geschrieben. Beenden Sie sie zuerst: Beides braucht das Modell.</translation>
    </message>
    <message>
        <source>No model is loaded yet. Wait until it is, or choose one under “Models”.</source>
        <translation>Noch ist kein Modell geladen. Warten Sie, bis es so weit ist, oder wählen Sie eines unter „Modelle“.</translation>
    </message>
    <message>
        <source>Calibrate with this speech</source>
        <translation>Mit dieser Aufnahme kalibrieren</translation>
    </message>
    <message>
        <source>Cancel calibrating</source>
        <translation>Kalibrieren abbrechen</translation>
    </message>
    <message>
        <source>How much has been tried</source>
        <translation>Wie viel schon probiert wurde</translation>
    </message>
    <message>
        <source>Settings for your voice and language</source>
        <translation>Einstellungen für Ihre Stimme und Sprache</translation>
    </message>
    <message>
        <source>A minute of speech is captioned with many settings, and what counts as right is what the model itself would write had it heard everything.</source>
        <translation>Eine gesprochene Minute wird mit vielen Einstellungen untertitelt, und als richtig gilt, was das Modell selbst schriebe, hätte es alles gehört.</translation>
    </message>
</context>
<context>
    <name>CalibrationPlot</name>
    <message>
        <source>Transcript</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Übersetzung</translation>
    </message>
    <message>
        <source>{count} settings were tried. {presets}</source>
        <translation>{count} Einstellungen wurden probiert. {presets}</translation>
    </message>
    <message>
        <source>{name}: {told}</source>
        <translation>{name}: {told}</translation>
    </message>
</context>
<context>
    <name>CalibrationView</name>
    <message>
        <source>Quality and lag of settings</source>
        <translation>Güte und Verzögerung der Einstellungen</translation>
    </message>
    <message>
        <source>as after hearing everything, %</source>
        <translation>wie nach allem Gehörten, %</translation>
    </message>
    <message>
        <source>lag, s</source>
        <translation>Verzögerung, s</translation>
    </message>
</context>
<context>
    <name>ControlRow</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Choose a model and its precision</source>
        <translation>Modell und Genauigkeit wählen</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
</context>
<context>
    <name>CoreWords</name>
    <message>
        <source>{problem} {remedy}</source>
        <translation>{problem} {remedy}</translation>
    </message>
    <message>
        <source>{endpoint} cannot serve it now (HTTP {status}).</source>
        <translation>{endpoint} kann es zurzeit nicht liefern (HTTP {status}).</translation>
    </message>
    <message>
        <source>Try again: what has arrived is kept.</source>
        <translation>Versuchen Sie es noch einmal: Was angekommen ist, bleibt.</translation>
    </message>
    <message>
        <source>There is no connection to {endpoint}.</source>
        <translation>Keine Verbindung zu {endpoint}.</translation>
    </message>
    <message>
        <source>Check the network, and try again: what has arrived is kept.</source>
        <translation>Prüfen Sie das Netz, und versuchen Sie es noch einmal: Was angekommen ist, bleibt.</translation>
    </message>
    <message>
        <source>{endpoint} does not answer as a hub does.</source>
        <translation>{endpoint} antwortet nicht wie ein Hub.</translation>
    </message>
    <message>
        <source>Check whether this network wants you to log in first.</source>
        <translation>Prüfen Sie, ob dieses Netz zuerst eine Anmeldung verlangt.</translation>
    </message>
    <message>
        <source>This computer does not trust the certificate of {endpoint}.</source>
        <translation>Dieser Rechner vertraut dem Zertifikat von {endpoint} nicht.</translation>
    </message>
    <message>
        <source>Have your network&apos;s root certificate added to those of the system.</source>
        <translation>Lassen Sie das Stammzertifikat Ihres Netzes im System eintragen.</translation>
    </message>
    <message>
        <source>The proxy does not let {endpoint} through.</source>
        <translation>Der Proxy lässt {endpoint} nicht durch.</translation>
    </message>
    <message>
        <source>Check the environment variable HTTPS_PROXY.</source>
        <translation>Prüfen Sie die Umgebungsvariable HTTPS_PROXY.</translation>
    </message>
    <message>
        <source>The environment variable HF_HUB_OFFLINE forbids downloads.</source>
        <translation>Die Umgebungsvariable HF_HUB_OFFLINE verbietet das Herunterladen.</translation>
    </message>
    <message>
        <source>Unset it, and start the application again.</source>
        <translation>Entfernen Sie sie, und starten Sie die Anwendung neu.</translation>
    </message>
    <message>
        <source>{model} is given to those who accept its terms.</source>
        <translation>{model} erhält nur, wer den Bedingungen zustimmt.</translation>
    </message>
    <message>
        <source>Accept them on {page}, and log in to the hub on this computer.</source>
        <translation>Stimmen Sie auf {page} zu, und melden Sie sich auf diesem Rechner beim Hub an.</translation>
    </message>
    <message>
        <source>The hub has no model {model}.</source>
        <translation>Der Hub hat kein Modell {model}.</translation>
    </message>
    <message>
        <source>Check the name; if it is private, log in to the hub on this computer.</source>
        <translation>Prüfen Sie den Namen; ist es privat, melden Sie sich auf diesem Rechner beim Hub an.</translation>
    </message>
    <message>
        <source>The hub does not let you have {model}.</source>
        <translation>Der Hub gibt Ihnen {model} nicht.</translation>
    </message>
    <message>
        <source>Log in to the hub on this computer.</source>
        <translation>Melden Sie sich auf diesem Rechner beim Hub an.</translation>
    </message>
    <message>
        <source>{model} is not a model.</source>
        <translation>{model} ist kein Modell.</translation>
    </message>
    <message>
        <source>{model} has no weights in the safetensors format.</source>
        <translation>{model} hat keine Gewichte im Format safetensors.</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>Wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>{model} is being downloaded already.</source>
        <translation>{model} wird schon heruntergeladen.</translation>
    </message>
    <message>
        <source>Wait for it, or stop it.</source>
        <translation>Warten Sie darauf, oder halten Sie es an.</translation>
    </message>
    <message>
        <source>{file} did not arrive as it left.</source>
        <translation>{file} ist nicht unversehrt angekommen.</translation>
    </message>
    <message>
        <source>Try again: it was deleted.</source>
        <translation>Versuchen Sie es noch einmal: Die Datei wurde gelöscht.</translation>
    </message>
    <message>
        <source>The disk of {folder} is full.</source>
        <translation>Der Datenträger von {folder} ist voll.</translation>
    </message>
    <message>
        <source>Free some space, and try again.</source>
        <translation>Schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Set the environment variable HF_HOME to a folder that can.</source>
        <translation>Setzen Sie die Umgebungsvariable HF_HOME auf einen Ordner, in den sich schreiben lässt.</translation>
    </message>
    <message>
        <source>{needed} of disk are needed, and {free} are free in {folder}.</source>
        <translation>{needed} werden auf dem Datenträger gebraucht, in {folder} sind {free} frei.</translation>
    </message>
    <message>
        <source>Free some space, or set the environment variable HF_HOME to a folder on a larger disk.</source>
        <translation>Schaffen Sie Platz, oder setzen Sie die Umgebungsvariable HF_HOME auf einen Ordner eines größeren Datenträgers.</translation>
    </message>
    <message>
        <source>This is a fault of the application ({kind}).</source>
        <translation>Das ist ein Fehler der Anwendung ({kind}).</translation>
    </message>
    <message>
        <source>This is a fault of the application: the task {task} was not begun.</source>
        <translation>Das ist ein Fehler der Anwendung: Die Aufgabe {task} wurde nicht begonnen.</translation>
    </message>
    <message>
        <source>This is a fault of the application: it asked about {asked} of {heard} samples heard.</source>
        <translation>Das ist ein Fehler der Anwendung: Sie fragte nach {asked} von {heard} gehörten Abtastwerten.</translation>
    </message>
    <message>
        <source>This is a fault of the application: sound came while a session had no model.</source>
        <translation>Das ist ein Fehler der Anwendung: Ton kam an, während eine Sitzung kein Modell hatte.</translation>
    </message>
    <message>
        <source>Files that come with the application are missing.</source>
        <translation>Dateien, die zur Anwendung gehören, fehlen.</translation>
    </message>
    <message>
        <source>Install the application again.</source>
        <translation>Installieren Sie die Anwendung neu.</translation>
    </message>
    <message>
        <source>There is no room for {path} ({error}).</source>
        <translation>Für {path} ist kein Platz ({error}).</translation>
    </message>
    <message>
        <source>Free some space; what was written stays.</source>
        <translation>Schaffen Sie Platz; was geschrieben wurde, bleibt.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({error}).</source>
        <translation>{path} lässt sich nicht schreiben ({error}).</translation>
    </message>
    <message>
        <source>Check the disk; what was written stays.</source>
        <translation>Prüfen Sie den Datenträger; was geschrieben wurde, bleibt.</translation>
    </message>
    <message>
        <source>Allow it to be written, or set the environment variable LSG_HOME to another folder.</source>
        <translation>Erlauben Sie das Schreiben, oder setzen Sie die Umgebungsvariable LSG_HOME auf einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{path} is in use by another program ({error}).</source>
        <translation>{path} wird von einem anderen Programm benutzt ({error}).</translation>
    </message>
    <message>
        <source>Close that, and try again.</source>
        <translation>Schließen Sie es, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{path} was damaged and is kept as {name}.</source>
        <translation>{path} war beschädigt und ist als {name} aufgehoben.</translation>
    </message>
    <message>
        <source>{path} was damaged.</source>
        <translation>{path} war beschädigt.</translation>
    </message>
    <message>
        <source>Go on: a new one begins.</source>
        <translation>Machen Sie weiter: Eine neue Datei beginnt.</translation>
    </message>
    <message>
        <source>{path} cannot be used: {name} is no table.</source>
        <translation>{path} kann nicht verwendet werden: {name} ist keine Tabelle.</translation>
    </message>
    <message>
        <source>Mend it, or move it away.</source>
        <translation>Berichtigen Sie die Datei, oder schieben Sie sie weg.</translation>
    </message>
    <message>
        <source>{path} cannot be made ({error}).</source>
        <translation>{path} lässt sich nicht anlegen ({error}).</translation>
    </message>
    <message>
        <source>Free some room, or make it yourself.</source>
        <translation>Schaffen Sie Platz, oder legen Sie den Ordner selbst an.</translation>
    </message>
    <message>
        <source>{path} cannot be used ({error}).</source>
        <translation>{path} lässt sich nicht verwenden ({error}).</translation>
    </message>
    <message>
        <source>Report it, please.</source>
        <translation>Bitte melden Sie das.</translation>
    </message>
    <message>
        <source>{path} was made by a newer version of the application.</source>
        <translation>{path} stammt von einer neueren Fassung der Anwendung.</translation>
    </message>
    <message>
        <source>Update the application.</source>
        <translation>Aktualisieren Sie die Anwendung.</translation>
    </message>
    <message>
        <source>Nothing of session {session} was written in that language.</source>
        <translation>Von Sitzung {session} wurde nichts in dieser Sprache geschrieben.</translation>
    </message>
    <message>
        <source>Choose another text.</source>
        <translation>Wählen Sie einen anderen Text.</translation>
    </message>
    <message>
        <source>{path} is no ordinary file.</source>
        <translation>{path} ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Choose another place, or free some space.</source>
        <translation>Wählen Sie einen anderen Ort, oder schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>There is no session {session}.</source>
        <translation>Es gibt keine Sitzung {session}.</translation>
    </message>
    <message>
        <source>“Past sessions” shows them all.</source>
        <translation>„Frühere Sitzungen“ zeigt alle.</translation>
    </message>
    <message>
        <source>There are no sessions yet.</source>
        <translation>Es gibt noch keine Sitzungen.</translation>
    </message>
    <message>
        <source>Press Start to begin one.</source>
        <translation>Drücken Sie „Start“, um eine zu beginnen.</translation>
    </message>
    <message>
        <source>Session {session} is still running.</source>
        <translation>Sitzung {session} läuft noch.</translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation>Halten Sie sie zuerst an.</translation>
    </message>
    <message>
        <source>The recording has filled the {size} MB that it may take.</source>
        <translation>Die Aufnahme hat die {size} MB gefüllt, die sie belegen darf.</translation>
    </message>
    <message>
        <source>Allow more under Settings; what was recorded stays, and captions go on.</source>
        <translation>Erlauben Sie in den Einstellungen mehr; das Aufgenommene bleibt, und die Untertitel gehen weiter.</translation>
    </message>
    <message>
        <source>The recording {folder} cannot be deleted ({error}).</source>
        <translation>Die Aufnahme {folder} lässt sich nicht löschen ({error}).</translation>
    </message>
    <message>
        <source>Close what plays it, and try again.</source>
        <translation>Schließen Sie, was sie abspielt, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The recording cannot be written to {folder} ({error}).</source>
        <translation>Die Aufnahme lässt sich nicht in {folder} schreiben ({error}).</translation>
    </message>
    <message>
        <source>Free some space; what was recorded stays, and captions go on.</source>
        <translation>Schaffen Sie Platz; das Aufgenommene bleibt, und die Untertitel gehen weiter.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({error}): the usual settings count.</source>
        <translation>{path} lässt sich nicht lesen ({error}): Es gelten die üblichen Einstellungen.</translation>
    </message>
    <message>
        <source>{path} cannot be used ({why}): it is kept as {name}, and the usual settings count.</source>
        <translation>{path} lässt sich nicht verwenden ({why}): Die Datei ist als {name} aufgehoben, und es gelten die üblichen Einstellungen.</translation>
    </message>
    <message>
        <source>it is not in UTF-8</source>
        <translation>nicht in UTF-8</translation>
    </message>
    <message>
        <source>The settings are not saved. {problem}</source>
        <translation>Die Einstellungen sind nicht gespeichert. {problem}</translation>
    </message>
    <message>
        <source>See that there is space, and that the file and its folder can be read and written.</source>
        <translation>Sorgen Sie für Platz und dafür, dass sich Datei und Ordner lesen und schreiben lassen.</translation>
    </message>
    <message>
        <source>{file}: nothing is known of {names}, which stays as it is.</source>
        <translation>{file}: {names} ist nicht bekannt und bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>{file}: {setting} cannot be {value}. {remedy}</source>
        <translation>{file}: {setting} kann nicht {value} sein. {remedy}</translation>
    </message>
    <message>
        <source>Presets are never for a translation alone.</source>
        <translation>Voreinstellungen gibt es nie für eine Übersetzung allein.</translation>
    </message>
    <message>
        <source>Measure both tasks, or transcripts.</source>
        <translation>Messen Sie beide Aufgaben oder Transkripte.</translation>
    </message>
    <message>
        <source>{setting} cannot be {value}.</source>
        <translation>{setting} kann nicht {value} sein.</translation>
    </message>
    <message>
        <source>Make it a table.</source>
        <translation>Machen Sie eine Tabelle daraus.</translation>
    </message>
    <message>
        <source>It can be true or false.</source>
        <translation>Möglich sind true und false.</translation>
    </message>
    <message>
        <source>It has to be text.</source>
        <translation>Es muss Text sein.</translation>
    </message>
    <message>
        <source>It has to be {number}.</source>
        <translation>Es muss {number} sein.</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a number ({unit})</source>
        <translation>eine Zahl ({unit})</translation>
    </message>
    <message>
        <source>a number from {low} to {high}</source>
        <translation>eine Zahl von {low} bis {high}</translation>
    </message>
    <message>
        <source>a number of {low} or more</source>
        <translation>eine Zahl ab {low}</translation>
    </message>
    <message>
        <source>a number of {low} or more ({unit})</source>
        <translation>eine Zahl ab {low} ({unit})</translation>
    </message>
    <message>
        <source>a number of {low} or more, or inf</source>
        <translation>eine Zahl ab {low} oder inf</translation>
    </message>
    <message>
        <source>a number of {low} or more ({unit}), or inf</source>
        <translation>eine Zahl ab {low} ({unit}) oder inf</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a whole number ({unit})</source>
        <translation>eine ganze Zahl ({unit})</translation>
    </message>
    <message>
        <source>a whole number from {low} to {high}</source>
        <translation>eine ganze Zahl von {low} bis {high}</translation>
    </message>
    <message>
        <source>a whole number of {low} or more</source>
        <translation>eine ganze Zahl ab {low}</translation>
    </message>
    <message>
        <source>a whole number of {low} or more ({unit})</source>
        <translation>eine ganze Zahl ab {low} ({unit})</translation>
    </message>
    <message>
        <source>a whole number of {low} or more, or inf</source>
        <translation>eine ganze Zahl ab {low} oder inf</translation>
    </message>
    <message>
        <source>a whole number of {low} or more ({unit}), or inf</source>
        <translation>eine ganze Zahl ab {low} ({unit}) oder inf</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Kein Modell ist geladen.</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>Treffen Sie eine Auswahl.</translation>
    </message>
    <message>
        <source>{model} does not understand {language}.</source>
        <translation>{model} versteht diese Sprache nicht: {language}.</translation>
    </message>
    <message>
        <source>{model} does not translate into {language}.</source>
        <translation>{model} übersetzt nicht in diese Sprache: {language}.</translation>
    </message>
    <message>
        <source>The model does not know this language: {language}.</source>
        <translation>Das Modell kennt diese Sprache nicht: {language}.</translation>
    </message>
    <message>
        <source>The sentence is longer than {limit} s.</source>
        <translation>Der Satz ist länger als {limit} s.</translation>
    </message>
    <message>
        <source>Shorten the pause that ends an utterance under Settings.</source>
        <translation>Verkürzen Sie in den Einstellungen die Pause, die einen Satz beendet.</translation>
    </message>
    <message>
        <source>Memory ran out while listening.</source>
        <translation>Beim Zuhören ging der Speicher aus.</translation>
    </message>
    <message>
        <source>The model&apos;s output is not a number.</source>
        <translation>Die Ausgabe des Modells ist keine Zahl.</translation>
    </message>
    <message>
        <source>Choose another precision, such as bf16.</source>
        <translation>Wählen Sie eine andere Genauigkeit, etwa bf16.</translation>
    </message>
    <message>
        <source>The tokenizer of the model has no token {token}.</source>
        <translation>Dem Tokenizer des Modells fehlt das Token {token}.</translation>
    </message>
    <message>
        <source>Choose a model of the Qwen2-Audio family.</source>
        <translation>Wählen Sie ein Modell der Qwen2-Audio-Familie.</translation>
    </message>
    <message>
        <source>There is no model or folder {name}.</source>
        <translation>Es gibt kein Modell und keinen Ordner {name}.</translation>
    </message>
    <message>
        <source>Choose another one under “Models”.</source>
        <translation>Wählen Sie unter „Modelle“ ein anderes.</translation>
    </message>
    <message>
        <source>Mend the file, or delete it to use the usual settings.</source>
        <translation>Berichtigen Sie die Datei, oder löschen Sie sie, damit die üblichen Einstellungen gelten.</translation>
    </message>
    <message>
        <source>{file} is not an object.</source>
        <translation>{file} ist kein Objekt.</translation>
    </message>
    <message>
        <source>{file} has a name that is no text.</source>
        <translation>In {file} ist der Name kein Text.</translation>
    </message>
    <message>
        <source>{file} does not say which languages the model knows.</source>
        <translation>{file} sagt nicht, welche Sprachen das Modell kennt.</translation>
    </message>
    <message>
        <source>{file} does not list what {code} is translated into.</source>
        <translation>{file} nennt nicht, wohin {code} übersetzt wird.</translation>
    </message>
    <message>
        <source>{file} names a language that is not known: {code}.</source>
        <translation>{file} nennt eine unbekannte Sprache: {code}.</translation>
    </message>
    <message>
        <source>{file} names a family that is not known: {family}.</source>
        <translation>{file} nennt eine unbekannte Familie: {family}.</translation>
    </message>
    <message>
        <source>{file} has defaults that are not an object.</source>
        <translation>In {file} sind die Vorgaben kein Objekt.</translation>
    </message>
    <message>
        <source>{file} gives a default to {setting}, which is no setting.</source>
        <translation>{file} gibt eine Vorgabe für {setting}, was keine Einstellung ist.</translation>
    </message>
    <message>
        <source>{file} gives {setting} a default of the wrong kind: {value}.</source>
        <translation>{file} gibt für {setting} eine Vorgabe der falschen Art: {value}.</translation>
    </message>
    <message>
        <source>{file} has a default that is out of bounds. {problem}</source>
        <translation>In {file} liegt eine Vorgabe außerhalb der Grenzen. {problem}</translation>
    </message>
    <message>
        <source>{file} has a limit_s that is not between 1 and 30: {value}.</source>
        <translation>In {file} liegt limit_s nicht zwischen 1 und 30: {value}.</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>Es gibt keinen Ordner {folder}.</translation>
    </message>
    <message>
        <source>{folder} holds Qwen-Audio as it was published.</source>
        <translation>{folder} enthält Qwen-Audio, wie es veröffentlicht wurde.</translation>
    </message>
    <message>
        <source>Convert it first; the README says how.</source>
        <translation>Wandeln Sie es zuerst um; die README sagt, wie.</translation>
    </message>
    <message>
        <source>{folder} holds a model of another family ({family}).</source>
        <translation>{folder} enthält ein Modell einer anderen Familie ({family}).</translation>
    </message>
    <message>
        <source>The weights in {folder} were quantised when they were saved.</source>
        <translation>Die Gewichte in {folder} wurden schon quantisiert gespeichert.</translation>
    </message>
    <message>
        <source>Choose the original weights, and a precision such as nf4.</source>
        <translation>Wählen Sie die ursprünglichen Gewichte und eine Genauigkeit wie nf4.</translation>
    </message>
    <message>
        <source>The weights in {folder} are in a format that can run code when it is read.</source>
        <translation>Die Gewichte in {folder} haben ein Format, das beim Lesen Code ausführen kann.</translation>
    </message>
    <message>
        <source>Choose weights in the safetensors format.</source>
        <translation>Wählen Sie Gewichte im Format safetensors.</translation>
    </message>
    <message>
        <source>{name} in {folder} lacks a part of the weights.</source>
        <translation>In {name} in {folder} fehlt ein Teil der Gewichte.</translation>
    </message>
    <message>
        <source>{name} in {folder} does not say where the weights are.</source>
        <translation>{name} in {folder} sagt nicht, wo die Gewichte liegen.</translation>
    </message>
    <message>
        <source>{name} in {folder} only says where the weights are.</source>
        <translation>{name} in {folder} sagt nur, wo die Gewichte liegen.</translation>
    </message>
    <message>
        <source>Fetch them with Git LFS.</source>
        <translation>Holen Sie sie mit Git LFS.</translation>
    </message>
    <message>
        <source>{name} is missing in {folder}.</source>
        <translation>{name} fehlt in {folder}.</translation>
    </message>
    <message>
        <source>{name} in {folder} is damaged.</source>
        <translation>{name} in {folder} ist beschädigt.</translation>
    </message>
    <message>
        <source>{name} in {folder} is cut off: it has {there} of {whole} bytes.</source>
        <translation>{name} in {folder} ist abgeschnitten: {there} von {whole} Byte sind da.</translation>
    </message>
    <message>
        <source>{file} cannot be read.</source>
        <translation>{file} lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The model in {folder} lacks {tensors}.</source>
        <translation>Dem Modell in {folder} fehlt {tensors}.</translation>
    </message>
    <message>
        <source>The model in {folder} has something that is not known here: {tensors}.</source>
        <translation>Das Modell in {folder} hat etwas, das hier nicht bekannt ist: {tensors}.</translation>
    </message>
    <message>
        <source>The model in {folder} has another shape in {tensors}.</source>
        <translation>Das Modell in {folder} hat eine andere Form in {tensors}.</translation>
    </message>
    <message>
        <source>{tensor} and {count} more</source>
        <translation>{tensor} und {count} weitere</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>Laden Sie es erneut herunter.</translation>
    </message>
    <message>
        <source>Download {model} under “Models”.</source>
        <translation>Laden Sie {model} unter „Modelle“ herunter.</translation>
    </message>
    <message>
        <source>Install the application again, with the demo model.</source>
        <translation>Installieren Sie die Anwendung neu, samt Demo-Modell.</translation>
    </message>
    <message>
        <source>The settings name a device that there is not: {device}.</source>
        <translation>Die Einstellungen nennen ein Gerät, das es nicht gibt: {device}.</translation>
    </message>
    <message>
        <source>The settings ask for {device}, and {why}.</source>
        <translation>Die Einstellungen verlangen {device}, und {why}.</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>so etwas gibt es hier nicht</translation>
    </message>
    <message>
        <source>this PyTorch was built without CUDA</source>
        <translation>dieses PyTorch wurde ohne CUDA gebaut</translation>
    </message>
    <message>
        <source>PyTorch finds none on this computer</source>
        <translation>PyTorch findet auf diesem Rechner keines</translation>
    </message>
    <message>
        <source>Write device = &quot;cpu&quot; below [listen] in the settings file.</source>
        <translation>Schreiben Sie device = &quot;cpu&quot; unter [listen] in die Einstellungsdatei.</translation>
    </message>
    <message>
        <source>It failed on {place} ({error}).</source>
        <translation>Fehlgeschlagen ({place}: {error}).</translation>
    </message>
    <message>
        <source>the processor ({cores} cores)</source>
        <translation>Prozessor, {cores} Kerne</translation>
    </message>
    <message>
        <source>Apple&apos;s GPU (never tested)</source>
        <translation>Grafikkarte von Apple, ungetestet</translation>
    </message>
    <message>
        <source>There is no precision {precision}.</source>
        <translation>Es gibt keine Genauigkeit {precision}.</translation>
    </message>
    <message>
        <source>{precision} cannot be computed on {place}.</source>
        <translation>{precision} ist hier nicht möglich ({place}).</translation>
    </message>
    <message>
        <source>{precision} does not work on {place} ({why}).</source>
        <translation>{precision} funktioniert hier nicht ({place}: {why}).</translation>
    </message>
    <message>
        <source>bitsandbytes gives wrong numbers on this device</source>
        <translation>bitsandbytes rechnet auf diesem Gerät falsch</translation>
    </message>
    <message>
        <source>{precision} needs {needed}: {room}.</source>
        <translation>{precision} braucht {needed}: {room}.</translation>
    </message>
    <message>
        <source>The model does not fit. {precision} needs {needed}: {room}.</source>
        <translation>Das Modell passt nicht. {precision} braucht {needed}: {room}.</translation>
    </message>
    <message>
        <source>{free} free on {place}</source>
        <translation>{free} frei ({place})</translation>
    </message>
    <message>
        <source>The memory of {place} is full: {precision} did not fit.</source>
        <translation>Der Speicher ist voll ({place}): {precision} hat nicht gepasst.</translation>
    </message>
    <message>
        <source>Choose {precision} as the precision.</source>
        <translation>Wählen Sie {precision} als Genauigkeit.</translation>
    </message>
    <message>
        <source>Choose a smaller model.</source>
        <translation>Wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
        <source>Close other programs that use the GPU, or choose the demo model.</source>
        <translation>Schließen Sie andere Programme, die die Grafikkarte nutzen, oder wählen Sie das Demo-Modell.</translation>
    </message>
    <message>
        <source>Close other programs, or choose the demo model.</source>
        <translation>Schließen Sie andere Programme, oder wählen Sie das Demo-Modell.</translation>
    </message>
    <message>
        <source>{precision}, {size} of weights: {why}</source>
        <translation>{precision}, {size} Gewichte: {why}</translation>
    </message>
    <message>
        <source>{plan}; memory is short, so sentences are cut at {limit} s</source>
        <translation>{plan}; der Speicher ist knapp, deshalb werden Sätze nach {limit} s geteilt</translation>
    </message>
    <message>
        <source>as chosen, {room}</source>
        <translation>wie gewählt, {room}</translation>
    </message>
    <message>
        <source>since {precision} needs {needed}, {room}</source>
        <translation>da {precision} {needed} braucht, {room}</translation>
    </message>
    <message>
        <source>The model in {folder} cannot be loaded as {precision} ({error}).</source>
        <translation>Das Modell in {folder} lässt sich nicht als {precision} laden ({error}).</translation>
    </message>
    <message>
        <source>{model} is not on this computer.</source>
        <translation>{model} ist nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>{model} is on this computer already.</source>
        <translation>{model} ist schon auf diesem Rechner.</translation>
    </message>
    <message>
        <source>There is nothing to download.</source>
        <translation>Es gibt nichts herunterzuladen.</translation>
    </message>
    <message>
        <source>The download of {model} was cancelled.</source>
        <translation>Das Herunterladen von {model} wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The demo model is a part of the application.</source>
        <translation>Das Demo-Modell gehört zur Anwendung.</translation>
    </message>
    <message>
        <source>Remove another one.</source>
        <translation>Entfernen Sie ein anderes.</translation>
    </message>
    <message>
        <source>There is nothing to remove.</source>
        <translation>Es gibt nichts zu entfernen.</translation>
    </message>
    <message>
        <source>{folder} is a folder of yours, not a download.</source>
        <translation>{folder} ist ein eigener Ordner, nichts Heruntergeladenes.</translation>
    </message>
    <message>
        <source>Delete it yourself.</source>
        <translation>Löschen Sie ihn selbst.</translation>
    </message>
    <message>
        <source>{folder} cannot be removed ({error}).</source>
        <translation>{folder} lässt sich nicht entfernen ({error}).</translation>
    </message>
    <message>
        <source>Close the programs that use the model.</source>
        <translation>Schließen Sie die Programme, die das Modell benutzen.</translation>
    </message>
    <message>
        <source>{lost} s of sound were lost: captions are {behind} s behind, and no more can be kept.</source>
        <translation>{lost} s Ton gingen verloren: Die Untertitel sind {behind} s im Rückstand, und mehr lässt sich nicht aufheben.</translation>
    </message>
    <message>
        <source>{lost} s of sound were lost: captions are too far behind.</source>
        <translation>{lost} s Ton gingen verloren: Die Untertitel sind zu weit im Rückstand.</translation>
    </message>
    <message>
        <source>Choose a smaller model or longer chunks.</source>
        <translation>Wählen Sie ein kleineres Modell oder längere Abschnitte.</translation>
    </message>
    <message>
        <source>This Mac&apos;s own sound cannot be recorded yet.</source>
        <translation>Der Ton dieses Macs lässt sich noch nicht aufnehmen.</translation>
    </message>
    <message>
        <source>See “Computer sound” in the help.</source>
        <translation>Lesen Sie „Computerton“ in der Hilfe.</translation>
    </message>
    <message>
        <source>This computer&apos;s own sound cannot be recorded without PulseAudio or PipeWire.</source>
        <translation>Ohne PulseAudio oder PipeWire lässt sich der Ton dieses Rechners nicht aufnehmen.</translation>
    </message>
    <message>
        <source>Install the packages pulseaudio-utils and libasound2-plugins, then log in again.</source>
        <translation>Installieren Sie die Pakete pulseaudio-utils und libasound2-plugins, und melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>This computer&apos;s own sound cannot be recorded.</source>
        <translation>Der Ton dieses Rechners lässt sich nicht aufnehmen.</translation>
    </message>
    <message>
        <source>Choose a microphone above.</source>
        <translation>Wählen Sie oben ein Mikrofon.</translation>
    </message>
    <message>
        <source>There is no output {name}.</source>
        <translation>Es gibt keine Ausgabe {name}.</translation>
    </message>
    <message>
        <source>Choose another source above.</source>
        <translation>Wählen Sie oben eine andere Quelle.</translation>
    </message>
    <message>
        <source>There is no microphone {name}.</source>
        <translation>Es gibt kein Mikrofon {name}.</translation>
    </message>
    <message>
        <source>Several microphones fit {name}.</source>
        <translation>Auf {name} passen mehrere Mikrofone.</translation>
    </message>
    <message>
        <source>Choose one of these: {choices}.</source>
        <translation>Zur Wahl stehen: {choices}.</translation>
    </message>
    <message>
        <source>This computer has no microphone.</source>
        <translation>Dieser Rechner hat kein Mikrofon.</translation>
    </message>
    <message>
        <source>Plug one in.</source>
        <translation>Schließen Sie eines an.</translation>
    </message>
    <message>
        <source>This computer has no output that can be recorded.</source>
        <translation>Dieser Rechner hat keine Ausgabe, die sich aufnehmen lässt.</translation>
    </message>
    <message>
        <source>Switch speakers or headphones on in the sound settings.</source>
        <translation>Schalten Sie in den Toneinstellungen Lautsprecher oder Kopfhörer ein.</translation>
    </message>
    <message>
        <source>The sound of {name} cannot be recorded ({error}).</source>
        <translation>Der Ton von {name} lässt sich nicht aufnehmen ({error}).</translation>
    </message>
    <message>
        <source>Choose another output above, or close programs that use it alone.</source>
        <translation>Wählen Sie oben eine andere Ausgabe, oder schließen Sie Programme, die sie für sich beanspruchen.</translation>
    </message>
    <message>
        <source>PyAudioWPatch, which records what Windows plays, is not installed.</source>
        <translation>PyAudioWPatch, das aufnimmt, was Windows abspielt, ist nicht installiert.</translation>
    </message>
    <message>
        <source>Install the application again with it, or choose a microphone above.</source>
        <translation>Installieren Sie die Anwendung samt PyAudioWPatch neu, oder wählen Sie oben ein Mikrofon.</translation>
    </message>
    <message>
        <source>PortAudio, which records sound, is not installed.</source>
        <translation>PortAudio, das Ton aufnimmt, ist nicht installiert.</translation>
    </message>
    <message>
        <source>Install the package libportaudio2.</source>
        <translation>Installieren Sie das Paket libportaudio2.</translation>
    </message>
    <message>
        <source>libsndfile, which reads sound files, is not installed.</source>
        <translation>libsndfile, das Tondateien liest, ist nicht installiert.</translation>
    </message>
    <message>
        <source>Install the package libsndfile1.</source>
        <translation>Installieren Sie das Paket libsndfile1.</translation>
    </message>
    <message>
        <source>{name} cannot be opened ({error}).</source>
        <translation>{name} lässt sich nicht öffnen ({error}).</translation>
    </message>
    <message>
        <source>The list of microphones cannot be opened ({error}).</source>
        <translation>Die Liste der Mikrofone lässt sich nicht öffnen ({error}).</translation>
    </message>
    <message>
        <source>Close the program that is using it, or choose another source above.</source>
        <translation>Schließen Sie das Programm, das darauf zugreift, oder wählen Sie oben eine andere Quelle.</translation>
    </message>
    <message>
        <source>Allow desktop apps to use the microphone in Settings &gt; Privacy &gt; Microphone.</source>
        <translation>Erlauben Sie Desktop-Apps den Zugriff auf das Mikrofon unter Einstellungen &gt; Datenschutz &gt; Mikrofon.</translation>
    </message>
    <message>
        <source>Allow it in System Settings &gt; Privacy &amp; Security &gt; Microphone.</source>
        <translation>Erlauben Sie es unter Systemeinstellungen &gt; Datenschutz &amp; Sicherheit &gt; Mikrofon.</translation>
    </message>
    <message>
        <source>{name} has stopped recording.</source>
        <translation>{name} nimmt nicht mehr auf.</translation>
    </message>
    <message>
        <source>Plug it in again, or choose another source above.</source>
        <translation>Schließen Sie es wieder an, oder wählen Sie oben eine andere Quelle.</translation>
    </message>
    <message>
        <source>{name} has stopped.</source>
        <translation>{name} gibt keinen Ton mehr.</translation>
    </message>
    <message>
        <source>Connect it again, or choose another source above.</source>
        <translation>Verbinden Sie das Gerät wieder, oder wählen Sie oben eine andere Quelle.</translation>
    </message>
    <message>
        <source>The computer was too busy to take all sound from {name}.</source>
        <translation>Der Rechner war zu beschäftigt, um allen Ton von {name} aufzunehmen.</translation>
    </message>
    <message>
        <source>Close other programs.</source>
        <translation>Schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>Nothing has come from {name} for {seconds} s.</source>
        <translation>Von {name} kommt seit {seconds} s nichts.</translation>
    </message>
    <message>
        <source>Check that it is plugged in and switched on.</source>
        <translation>Prüfen Sie, ob es angeschlossen und eingeschaltet ist.</translation>
    </message>
    <message>
        <source>{wanted} is not connected: listening to {now}.</source>
        <translation>{wanted} ist nicht angeschlossen: Zu hören ist {now}.</translation>
    </message>
    <message>
        <source>{left} is gone: listening to {now} instead.</source>
        <translation>{left} ist weg: Stattdessen wird {now} gehört.</translation>
    </message>
    <message>
        <source>{left} is gone, and there is nothing else to listen to.</source>
        <translation>{left} ist weg, und es gibt nichts anderes zu hören.</translation>
    </message>
    <message>
        <source>As soon as it is connected again, it is listened to again.</source>
        <translation>Sobald es wieder angeschlossen ist, wird es wieder gehört.</translation>
    </message>
    <message>
        <source>{now} is back: listening to it again.</source>
        <translation>{now} ist wieder da und wird wieder gehört.</translation>
    </message>
    <message>
        <source>Listening to {now} now.</source>
        <translation>Jetzt wird {now} gehört.</translation>
    </message>
    <message>
        <source>No file has been chosen.</source>
        <translation>Keine Datei ist gewählt.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
        <source>Check its name and folder.</source>
        <translation>Prüfen Sie Name und Ordner.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({error}).</source>
        <translation>{path} lässt sich nicht lesen ({error}).</translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation>Prüfen Sie, ob Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>{path} is a folder.</source>
        <translation>{path} ist ein Ordner.</translation>
    </message>
    <message>
        <source>Choose one of the sound files in it.</source>
        <translation>Wählen Sie eine der Tondateien darin.</translation>
    </message>
    <message>
        <source>{path} is empty.</source>
        <translation>{path} ist leer.</translation>
    </message>
    <message>
        <source>{path} is not a sound file that can be read.</source>
        <translation>{path} ist keine lesbare Tondatei.</translation>
    </message>
    <message>
        <source>{path} holds no sound.</source>
        <translation>{path} enthält keinen Ton.</translation>
    </message>
    <message>
        <source>{name} holds no sound that can be read.</source>
        <translation>{name} enthält keinen lesbaren Ton.</translation>
    </message>
    <message>
        <source>Choose a WAV, FLAC, MP3, OGG, Opus or AIFF file.</source>
        <translation>Wählen Sie eine Datei im Format WAV, FLAC, MP3, OGG, Opus oder AIFF.</translation>
    </message>
    <message>
        <source>{path} does not say how its sound is coded.</source>
        <translation>{path} sagt nicht, wie der Ton codiert ist.</translation>
    </message>
    <message>
        <source>Save {name} as WAV or FLAC, and choose that.</source>
        <translation>Speichern Sie {name} als WAV oder FLAC, und wählen Sie diese Datei.</translation>
    </message>
    <message>
        <source>{name} is cut short or damaged: the last {missing} of {length} s are missing.</source>
        <translation>{name} ist abgeschnitten oder beschädigt: Von {length} s fehlen die letzten {missing}.</translation>
    </message>
    <message>
        <source>Copy the file again if the original is whole.</source>
        <translation>Kopieren Sie die Datei noch einmal, falls das Original vollständig ist.</translation>
    </message>
    <message>
        <source>There is no speech in this sound.</source>
        <translation>In diesem Ton spricht niemand.</translation>
    </message>
    <message>
        <source>Choose some in which somebody speaks.</source>
        <translation>Wählen Sie einen, in dem jemand spricht.</translation>
    </message>
    <message>
        <source>The model has written nothing of this sound.</source>
        <translation>Das Modell hat von diesem Ton nichts geschrieben.</translation>
    </message>
    <message>
        <source>Choose speech in the language that is chosen in the main window.</source>
        <translation>Wählen Sie einen, in dem die Sprache gesprochen wird, die im Hauptfenster gewählt ist.</translation>
    </message>
    <message>
        <source>Sound cannot have a rate of {rate} Hz.</source>
        <translation>Ton kann keine Abtastrate von {rate} Hz haben.</translation>
    </message>
    <message>
        <source>Save the file again with 8000 to 192000 Hz.</source>
        <translation>Speichern Sie die Datei mit 8000 bis 192000 Hz neu.</translation>
    </message>
    <message>
        <source>{folder} holds no adapter: {file} is missing or damaged.</source>
        <translation>In {folder} ist kein Adapter: {file} fehlt oder ist beschädigt.</translation>
    </message>
    <message>
        <source>Choose the folder that peft has saved.</source>
        <translation>Wählen Sie den Ordner, den peft gespeichert hat.</translation>
    </message>
    <message>
        <source>The adapter in {folder} is of another kind ({kind}).</source>
        <translation>Der Adapter in {folder} ist von anderer Art ({kind}).</translation>
    </message>
    <message>
        <source>Choose a LoRA adapter.</source>
        <translation>Wählen Sie einen LoRA-Adapter.</translation>
    </message>
    <message>
        <source>The adapter in {folder} was made for {base}, and the model is {model}.</source>
        <translation>Der Adapter in {folder} wurde für {base} gemacht, und das Modell ist {model}.</translation>
    </message>
    <message>
        <source>The adapter in {folder} was made for other weights of {model}.</source>
        <translation>Der Adapter in {folder} wurde für andere Gewichte von {model} gemacht.</translation>
    </message>
    <message>
        <source>Train it again.</source>
        <translation>Trainieren Sie ihn neu.</translation>
    </message>
    <message>
        <source>The adapter in {folder} does not fit {model}.</source>
        <translation>Der Adapter in {folder} passt nicht zu {model}.</translation>
    </message>
    <message>
        <source>The adapter in {folder} was trained for another input ({kind}).</source>
        <translation>Der Adapter in {folder} wurde für eine andere Eingabe trainiert ({kind}).</translation>
    </message>
    <message>
        <source>Choose another adapter.</source>
        <translation>Wählen Sie einen anderen Adapter.</translation>
    </message>
    <message>
        <source>Choose another adapter, or train this one again.</source>
        <translation>Wählen Sie einen anderen Adapter, oder trainieren Sie diesen neu.</translation>
    </message>
    <message>
        <source>The adapter in {folder} does not say which model it is for.</source>
        <translation>Der Adapter in {folder} sagt nicht, für welches Modell er ist.</translation>
    </message>
    <message>
        <source>The adapter in {folder} was made for {base}, which is not to be found.</source>
        <translation>Der Adapter in {folder} wurde für {base} gemacht, und das ist nicht zu finden.</translation>
    </message>
    <message>
        <source>Put the model where it was when the adapter was trained.</source>
        <translation>Legen Sie das Modell dorthin, wo es beim Training des Adapters war.</translation>
    </message>
    <message>
        <source>{name} is an adapter and no model.</source>
        <translation>{name} ist ein Adapter und kein Modell.</translation>
    </message>
    <message>
        <source>Choose the model that it is for.</source>
        <translation>Wählen Sie das Modell, für das er ist.</translation>
    </message>
    <message>
        <source>An adapter needs peft.</source>
        <translation>Ein Adapter braucht peft.</translation>
    </message>
    <message>
        <source>Install it beside the application.</source>
        <translation>Installieren Sie es neben der Anwendung.</translation>
    </message>
    <message>
        <source>The adapter in {folder} cannot be used ({why}).</source>
        <translation>Der Adapter in {folder} kann nicht verwendet werden ({why}).</translation>
    </message>
    <message>
        <source>by its {file} it lacks {weights}</source>
        <translation>laut {file} fehlt ihm {weights}</translation>
    </message>
    <message>
        <source>by its {file} it also has {weights}</source>
        <translation>laut {file} hat er auch {weights}</translation>
    </message>
</context>
<context>
    <name>DecisionPlot</name>
    <message>
        <source>Transcript</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Übersetzung</translation>
    </message>
    <message>
        <source>No decisions yet.</source>
        <translation>Noch keine Entscheidungen.</translation>
    </message>
    <message>
        <source>{count} decisions, {written} written.</source>
        <translation>{count} Entscheidungen, {written}-mal geschrieben.</translation>
    </message>
</context>
<context>
    <name>DecisionView</name>
    <message>
        <source>Decisions over time</source>
        <translation>Entscheidungen im Zeitverlauf</translation>
    </message>
    <message>
        <source>read</source>
        <translation>hören</translation>
    </message>
    <message>
        <source>write</source>
        <translation>schreiben</translation>
    </message>
    <message>
        <source>KL in nats</source>
        <translation>KL in Nat</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>Konfidenz</translation>
    </message>
</context>
<context>
    <name>Decisions</name>
    <message>
        <source>Written: {reason}</source>
        <translation>Geschrieben: {reason}</translation>
    </message>
    <message>
        <source>Held back: {reason}</source>
        <translation>Zurückgehalten: {reason}</translation>
    </message>
    <message>
        <source>KL {kl}, confidence {confidence}</source>
        <translation>KL {kl}, Konfidenz {confidence}</translation>
    </message>
    <message>
        <source>Unit {unit}, chunk {chunk}, at {time:.2f} s</source>
        <translation>Wort {unit}, Abschnitt {chunk}, bei {time:.2f} s</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Copied. Nothing that was said is in it.</source>
        <translation>Kopiert. Kein gesprochenes Wort ist darin.</translation>
    </message>
    <message>
        <source>LSG Desktop {version}

Live captions and simultaneous translation on your own computer. Nothing that is said leaves it.

Apache License 2.0</source>
        <translation>LSG Desktop {version}

Untertitel in Echtzeit und Simultanübersetzung auf dem eigenen Rechner. Kein gesprochenes Wort verlässt ihn.

Apache License 2.0</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über LSG Desktop</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The file has no name: type one, or browse.</source>
        <translation>Der Dateiname fehlt: eingeben oder über „Durchsuchen“ wählen.</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Reiner Text</translation>
    </message>
    <message>
        <source>Subtitles for video players</source>
        <translation>Untertitel für Videoplayer</translation>
    </message>
    <message>
        <source>Subtitles for web pages</source>
        <translation>Untertitel für Webseiten</translation>
    </message>
    <message>
        <source>All that is kept, for programs</source>
        <translation>Alles Gespeicherte, für Programme</translation>
    </message>
    <message>
        <source>A line for each utterance, for programs</source>
        <translation>Eine Zeile je Satz, für Programme</translation>
    </message>
    <message>
        <source>Transcript and translation</source>
        <translation>Original und Übersetzung</translation>
    </message>
    <message>
        <source>Transcript: {language}</source>
        <translation>Original: {language}</translation>
    </message>
    <message>
        <source>Translation: {language}</source>
        <translation>Übersetzung: {language}</translation>
    </message>
    <message>
        <source>Export a session</source>
        <translation>Sitzung exportieren</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>How the file begins</source>
        <translation>So beginnt die Datei</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Nothing was written in this session.</source>
        <translation>In dieser Sitzung wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in transcript</source>
        <translation>In der Mitschrift suchen</translation>
    </message>
    <message>
        <source>Places found</source>
        <translation>Fundstellen</translation>
    </message>
    <message>
        <source>Previous place (Shift+Enter)</source>
        <translation>Vorherige Fundstelle (Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Next place (Enter)</source>
        <translation>Nächste Fundstelle (Eingabe)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>{position} of {count}</source>
        <translation>{position} von {count}</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count} gefunden</translation>
    </message>
</context>
<context>
    <name>Headings</name>
    <message>
        <source>Transcript</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Übersetzung</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Delete a session</source>
        <translation>Sitzung löschen</translation>
    </message>
    <message>
        <source>Delete “{title}” for good?</source>
        <translation>„{title}“ endgültig löschen?</translation>
    </message>
    <message>
        <source>{facts}

Its text and its recording cannot be brought back.</source>
        <translation>{facts}

Text und Aufnahme lassen sich nicht wiederherstellen.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Replace a file</source>
        <translation>Datei ersetzen</translation>
    </message>
    <message>
        <source>Replace “{name}”?</source>
        <translation>„{name}“ ersetzen?</translation>
    </message>
    <message>
        <source>It is in {folder} already. What is in it now would be lost.</source>
        <translation>Die Datei liegt schon in {folder}. Ihr jetziger Inhalt ginge verloren.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>1 character</source>
        <translation>1 Zeichen</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} Zeichen</translation>
    </message>
    <message>
        <source>1 word</source>
        <translation>1 Wort</translation>
    </message>
    <message>
        <source>{count} words</source>
        <translation>{count} Wörter</translation>
    </message>
    <message>
        <source>Running now</source>
        <translation>Läuft gerade</translation>
    </message>
    <message>
        <source>Ended unexpectedly</source>
        <translation>Unerwartet beendet</translation>
    </message>
</context>
<context>
    <name>HistoryActions</name>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
</context>
<context>
    <name>HistoryWindow</name>
    <message>
        <source>Past sessions</source>
        <translation>Frühere Sitzungen</translation>
    </message>
    <message>
        <source>Only the newest {count} lines are shown: search for more words.</source>
        <translation>Nur die neuesten {count} Zeilen sind zu sehen: mit mehr Wörtern suchen.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Exported to {path}</source>
        <translation>Exportiert nach {path}</translation>
    </message>
</context>
<context>
    <name>LagMeter</name>
    <message>
        <source>Lag</source>
        <translation>Verzögerung</translation>
    </message>
    <message>
        <source>{lag:.1f} s</source>
        <translation>{lag:.1f} s</translation>
    </message>
    <message>
        <source>Too slow: real-time factor {rtf:.2f} must be below 1</source>
        <translation>Zu langsam: Echtzeitfaktor {rtf:.2f} muss unter 1 liegen</translation>
    </message>
    <message>
        <source>Real-time factor {rtf:.2f}, must be below 1</source>
        <translation>Echtzeitfaktor {rtf:.2f}, muss unter 1 liegen</translation>
    </message>
    <message>
        <source>{what}: {used}</source>
        <translation>{what}: {used}</translation>
    </message>
    <message>
        <source>{what}: {used} of {total}</source>
        <translation>{what}: {used} von {total}</translation>
    </message>
    <message>
        <source>Lag {total}</source>
        <translation>Verzögerung {total}</translation>
    </message>
    <message>
        <source>{lag} waiting on purpose</source>
        <translation>{lag} absichtlich gewartet</translation>
    </message>
    <message>
        <source>{lag} computing</source>
        <translation>{lag} gerechnet</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
    <message>
        <source>Cantonese</source>
        <translation>Kantonesisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Koreanisch</translation>
    </message>
</context>
<context>
    <name>LanguagePair</name>
    <message>
        <source>Language spoken</source>
        <translation>Gesprochene Sprache</translation>
    </message>
    <message>
        <source>Language to translate into</source>
        <translation>Sprache der Übersetzung</translation>
    </message>
    <message>
        <source>No translation</source>
        <translation>Keine Übersetzung</translation>
    </message>
</context>
<context>
    <name>LectureView</name>
    <message>
        <source>Lecture view</source>
        <translation>Saalansicht</translation>
    </message>
    <message>
        <source>Captions in large type</source>
        <translation>Untertitel in großer Schrift</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Übersetzung</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beides</translation>
    </message>
    <message>
        <source>Black or white</source>
        <translation>Schwarz oder Weiß</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>S source · T translation · B both · C black or white · Ctrl + and Ctrl − size · Esc leave</source>
        <translation>S Original · T Übersetzung · B beides · C Schwarz oder Weiß · Strg + und Strg − Größe · Esc Beenden</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>What the marks mean</source>
        <translation>Bedeutung der Zeichen</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Input level</source>
        <translation>Eingangspegel</translation>
    </message>
    <message>
        <source>Too loud</source>
        <translation>Zu laut</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Kein Ton</translation>
    </message>
    <message>
        <source>{level} dB</source>
        <translation>{level} dB</translation>
    </message>
</context>
<context>
    <name>LoadedStrip</name>
    <message>
        <source>Loading the model</source>
        <translation>Modell wird geladen</translation>
    </message>
    <message>
        <source>Unload</source>
        <translation>Entladen</translation>
    </message>
    <message>
        <source>Give the model&apos;s memory back</source>
        <translation>Speicher des Modells freigeben</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>{model} could not be loaded.</source>
        <translation>{model} konnte nicht geladen werden.</translation>
    </message>
    <message>
        <source>The model could not be loaded.</source>
        <translation>Das Modell konnte nicht geladen werden.</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Kein Modell ist geladen.</translation>
    </message>
    <message>
        <source>Use {precision}</source>
        <translation>{precision} verwenden</translation>
    </message>
</context>
<context>
    <name>MachineCheck</name>
    <message>
        <source>Checking this computer…</source>
        <translation>Dieser Rechner wird geprüft…</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Press Start and speak. What is said appears here, its translation beside it.</source>
        <translation>„Start“ drücken und sprechen. Hier erscheint, was gesagt wird, daneben die Übersetzung.</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Session</source>
        <translation>&amp;Sitzung</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Extras</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Use {model}</source>
        <translation>{model} verwenden</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Unload the model first</source>
        <translation>Zuerst das Modell entladen</translation>
    </message>
    <message>
        <source>Pause the download first</source>
        <translation>Zuerst das Herunterladen anhalten</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>A folder with a model of the Qwen2-Audio family, or with an adapter for one</source>
        <translation>Ordner mit einem Modell der Qwen2-Audio-Familie oder mit einem Adapter dafür</translation>
    </message>
    <message>
        <source>Delete a model</source>
        <translation>Modell löschen</translation>
    </message>
    <message>
        <source>Delete {model}?</source>
        <translation>{model} löschen?</translation>
    </message>
    <message>
        <source>{size} of disk become free. It can be downloaded again.</source>
        <translation>{size} werden auf dem Datenträger frei. Das Modell lässt sich erneut herunterladen.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Demo model</source>
        <translation>Demo-Modell</translation>
    </message>
    <message>
        <source>Comes with the application. It understands its own bundled voices and their small subject only, and runs on any computer.</source>
        <translation>Gehört zur Anwendung. Es versteht nur die mitgelieferten Stimmen und ihr kleines Thema und läuft auf jedem Rechner.</translation>
    </message>
    <message>
        <source>A large model for everyday speech, best on a GPU with 8 GB or more. Licence: Apache&#xa0;2.0.</source>
        <translation>Ein großes Modell für alltägliche Sprache, am besten auf einer Grafikkarte mit mindestens 8 GB. Lizenz: Apache&#xa0;2.0.</translation>
    </message>
    <message>
        <source>An adapter of yours for {model}: {folder}</source>
        <translation>Ein Adapter von Ihnen für {model}: {folder}</translation>
    </message>
    <message>
        <source>A folder of yours: {folder}</source>
        <translation>Eigener Ordner: {folder}</translation>
    </message>
    <message>
        <source>From the Hugging Face hub: {name}</source>
        <translation>Vom Hugging Face Hub: {name}</translation>
    </message>
    <message>
        <source>Writes down {languages}, and translates each of them into every other.</source>
        <translation>Schreibt {languages} mit und übersetzt jede dieser Sprachen in jede andere.</translation>
    </message>
    <message>
        <source>Writes down {spoken}, and translates it into {targets}.</source>
        <translation>Schreibt {spoken} mit und übersetzt es in diese Sprachen: {targets}.</translation>
    </message>
    <message>
        <source>Writes down {spoken}.</source>
        <translation>Schreibt {spoken} mit.</translation>
    </message>
    <message>
        <source>{size} on this computer.</source>
        <translation>{size} auf diesem Rechner.</translation>
    </message>
    <message>
        <source>{done} of it are here already.</source>
        <translation>{done} davon sind schon da.</translation>
    </message>
    <message>
        <source>It is missing.</source>
        <translation>Nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>{size} to download; the disk has {free} free, in {disk}.</source>
        <translation>Download: {size}; auf dem Datenträger frei: {free}, in {disk}.</translation>
    </message>
    <message>
        <source>{size} to download, and the disk has only {free} free, in {disk}: free some space first.</source>
        <translation>Download: {size}; auf dem Datenträger sind nur {free} frei, in {disk}: zuerst Platz schaffen.</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Downloading, {percent} %</source>
        <translation>Wird heruntergeladen, {percent} %</translation>
    </message>
    <message>
        <source>Download failed</source>
        <translation>Herunterladen fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <translation>Nicht verwendbar</translation>
    </message>
    <message>
        <source>Ready to use</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Partly downloaded</source>
        <translation>Teilweise heruntergeladen</translation>
    </message>
    <message>
        <source>Not downloaded</source>
        <translation>Nicht heruntergeladen</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>Hub wird abgefragt…</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{done} of {total}, {rate} a second, {left} left</source>
        <translation>{done} von {total}, {rate} je Sekunde, noch {left}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>This computer has no GPU that can be used; {free} of {total} memory are free.</source>
        <translation>Dieser Rechner hat keine nutzbare Grafikkarte; {free} von {total} Speicher sind frei.</translation>
    </message>
    <message>
        <source>{gpu}: {free} of {total} are free.</source>
        <translation>{gpu}: {free} von {total} sind frei.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>32 bits (fp32)</source>
        <translation>32 Bit (fp32)</translation>
    </message>
    <message>
        <source>16 bits (bf16)</source>
        <translation>16 Bit (bf16)</translation>
    </message>
    <message>
        <source>16 bits (fp16)</source>
        <translation>16 Bit (fp16)</translation>
    </message>
    <message>
        <source>8 bits (int8)</source>
        <translation>8 Bit (int8)</translation>
    </message>
    <message>
        <source>4 bits (nf4)</source>
        <translation>4 Bit (nf4)</translation>
    </message>
    <message>
        <source>4 bits, smallest (nf4-small)</source>
        <translation>4 Bit, kleinste (nf4-small)</translation>
    </message>
    <message>
        <source>not possible on {place}</source>
        <translation>nicht möglich ({place})</translation>
    </message>
    <message>
        <source>needs {needed}; {place} has {free} free</source>
        <translation>braucht {needed}; {place} hat {free} frei</translation>
    </message>
    <message>
        <source>nothing fits: close other programs, or choose a smaller model</source>
        <translation>nichts passt: andere Programme schließen oder ein kleineres Modell wählen</translation>
    </message>
    <message>
        <source>the best that fits: {precision}</source>
        <translation>die beste, die passt: {precision}</translation>
    </message>
    <message>
        <source>needs {needed}; fits, with sentences of up to {limit} s</source>
        <translation>braucht {needed}; passt, mit Sätzen bis zu {limit} s</translation>
    </message>
    <message>
        <source>needs {needed}; fits</source>
        <translation>braucht {needed}; passt</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Rechner</translation>
    </message>
    <message>
        <source>this GPU</source>
        <translation>diese Grafikkarte</translation>
    </message>
    <message>
        <source>{model} is in use: {precision}, on {device}.</source>
        <translation>{model} ist in Gebrauch: {precision}, {device}.</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Loading {model}…</source>
        <translation>{model} wird geladen…</translation>
    </message>
    <message>
        <source>Loading {model}, {percent} %</source>
        <translation>{model} wird geladen, {percent} %</translation>
    </message>
</context>
<context>
    <name>ModelsDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Use a folder I have…</source>
        <translation>Vorhandenen Ordner verwenden…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>NumberControl</name>
    <message>
        <source>{name}, number</source>
        <translation>{name}, Zahl</translation>
    </message>
    <message>
        <source>Never (∞)</source>
        <translation>Nie (∞)</translation>
    </message>
    <message>
        <source>{name}: never</source>
        <translation>{name}: nie</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Captions appear here</source>
        <translation>Hier erscheinen die Untertitel</translation>
    </message>
</context>
<context>
    <name>OverlayBar</name>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Lock the captions in place; clicks go through to what is below</source>
        <translation>Einblendung sperren; Klicks gehen durch sie hindurch</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Text kleiner</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Text größer</translation>
    </message>
    <message>
        <source>Close the captions</source>
        <translation>Einblendung schließen</translation>
    </message>
    <message>
        <source>Shown: {now}. Press for: {then}</source>
        <translation>Zu sehen: {now}. Drücken für: {then}</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Übersetzung</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beides</translation>
    </message>
</context>
<context>
    <name>OverlayWindow</name>
    <message>
        <source>On Wayland no window can keep itself on top or choose its place. Use the desktop&apos;s window menu (Alt+Space), or start the application with QT_QPA_PLATFORM=xcb.</source>
        <translation>Unter Wayland kann sich kein Fenster selbst im Vordergrund halten oder seinen Platz wählen. Das Fenstermenü (Alt+Leertaste) benutzen oder die Anwendung mit QT_QPA_PLATFORM=xcb starten.</translation>
    </message>
</context>
<context>
    <name>PrecisionChoice</name>
    <message>
        <source>{precision}, recommended</source>
        <translation>{precision}, empfohlen</translation>
    </message>
</context>
<context>
    <name>PresetChoice</name>
    <message>
        <source>Faster</source>
        <translation>Schneller</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>More accurate</source>
        <translation>Genauer</translation>
    </message>
    <message>
        <source>Speed or accuracy</source>
        <translation>Tempo oder Genauigkeit</translation>
    </message>
    <message>
        <source>Faster shows words sooner, more accurate waits to hear more.</source>
        <translation>„Schneller“ zeigt Wörter früher, „Genauer“ wartet, bis mehr zu hören war.</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>the model is sure</source>
        <translation>das Modell ist sicher</translation>
    </message>
    <message>
        <source>hearing more changed its mind</source>
        <translation>das neu Gehörte hat es umgestimmt</translation>
    </message>
    <message>
        <source>it had waited long enough</source>
        <translation>es hatte lange genug gewartet</translation>
    </message>
    <message>
        <source>the sentence was over</source>
        <translation>der Satz war zu Ende</translation>
    </message>
    <message>
        <source>not sure enough yet</source>
        <translation>noch nicht sicher genug</translation>
    </message>
    <message>
        <source>the word is not complete</source>
        <translation>das Wort ist noch nicht vollständig</translation>
    </message>
    <message>
        <source>nothing more to say yet</source>
        <translation>noch nichts weiter zu schreiben</translation>
    </message>
    <message>
        <source>too early</source>
        <translation>zu früh</translation>
    </message>
    <message>
        <source>it was repeating itself</source>
        <translation>es hat sich wiederholt</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Why these words?</source>
        <translation>Warum diese Wörter?</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>Nothing was written in this session.</source>
        <translation>In dieser Sitzung wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>What was said in this session</source>
        <translation>Was in dieser Sitzung gesagt wurde</translation>
    </message>
</context>
<context>
    <name>RecoveryBar</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Keep in history</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>A session of {length} ended unexpectedly on {date}. Its text is safe.</source>
        <translation>Eine Sitzung von {length} endete unerwartet am {date}. Ihr Text ist gesichert.</translation>
    </message>
    <message>
        <source>Another one did, too.</source>
        <translation>Eine weitere ebenfalls.</translation>
    </message>
    <message>
        <source>{count} others did, too.</source>
        <translation>{count} weitere ebenfalls.</translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message>
        <source>Use this</source>
        <translation>Diese verwenden</translation>
    </message>
    <message>
        <source>Use as presets</source>
        <translation>Als Voreinstellungen verwenden</translation>
    </message>
    <message>
        <source>Click on a point, or go to it by arrow keys and press Enter, to use it.</source>
        <translation>Klicken Sie auf einen Punkt, oder gehen Sie mit den Pfeiltasten hin und drücken die Eingabetaste, um ihn zu verwenden.</translation>
    </message>
    <message>
        <source>What was found for other languages is shown again once those are chosen.</source>
        <translation>Was für andere Sprachen gefunden wurde, wird wieder gezeigt, sobald diese gewählt sind.</translation>
    </message>
    <message>
        <source>What comes of it will be shown here.</source>
        <translation>Was dabei herauskommt, wird hier gezeigt.</translation>
    </message>
    <message>
        <source>These settings are now in use.</source>
        <translation>Diese Einstellungen gelten jetzt.</translation>
    </message>
    <message>
        <source>Faster, Balanced and More accurate are now what was found here, for this model and these languages.</source>
        <translation>Schneller, Ausgewogen und Genauer sind jetzt, was hier gefunden wurde, für dieses Modell und diese Sprachen.</translation>
    </message>
</context>
<context>
    <name>SessionList</name>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
</context>
<context>
    <name>SessionsPane</name>
    <message>
        <source>Find what was said</source>
        <translation>Gesagtes suchen</translation>
    </message>
    <message>
        <source>“{text}” was not said, nor written as a translation.</source>
        <translation>„{text}“ wurde weder gesagt noch als Übersetzung geschrieben.</translation>
    </message>
    <message>
        <source>There are no sessions yet.</source>
        <translation>Es gibt noch keine Sitzungen.</translation>
    </message>
    <message>
        <source>Try fewer letters, or the other language. Esc shows all sessions.</source>
        <translation>Weniger Buchstaben oder die andere Sprache versuchen. Esc zeigt alle Sitzungen.</translation>
    </message>
    <message>
        <source>Press Start in the main window and speak: all that is written is kept here.</source>
        <translation>Im Hauptfenster „Start“ drücken und sprechen: Alles, was geschrieben wird, bleibt hier gespeichert.</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>A decision is taken each time this much more audio has been heard; longer costs less computing and waits longer.</source>
        <translation>Nach jeweils so viel neuem Ton wird entschieden; längere Abschnitte kosten weniger Rechenzeit und warten länger.</translation>
    </message>
    <message>
        <source>A longer pause keeps sentences whole, a shorter one ends them sooner.</source>
        <translation>Eine längere Pause hält Sätze zusammen, eine kürzere beendet sie früher.</translation>
    </message>
    <message>
        <source>A word is written when hearing more has changed the model&apos;s mind by more than this; higher waits longer.</source>
        <translation>Ein Wort wird geschrieben, wenn das neu Gehörte das Modell um mehr als diesen Wert umgestimmt hat; höher wartet länger.</translation>
    </message>
    <message>
        <source>A word is written when the model is surer of it than this; higher waits longer.</source>
        <translation>Ein Wort wird geschrieben, wenn das Modell seiner sicherer ist als dieser Wert; höher wartet länger.</translation>
    </message>
    <message>
        <source>A word is written without asking the thresholds when this many more chunks have passed; higher waits longer.</source>
        <translation>Nach so vielen weiteren Abschnitten wird ein Wort geschrieben, ohne die Schwellen zu fragen; höher wartet länger.</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Arrangement</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Baseline ‖ current</source>
        <translation>Basis ‖ aktuell</translation>
    </message>
    <message>
        <source>Baseline_current</source>
        <translation>Basis_aktuell</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beides</translation>
    </message>
    <message>
        <source>Captions are stored as they are written, to be found again.</source>
        <translation>Untertitel werden beim Schreiben gespeichert, damit sie sich wiederfinden lassen.</translation>
    </message>
    <message>
        <source>Captions shown</source>
        <translation>Gezeigte Untertitel</translation>
    </message>
    <message>
        <source>Chunk length</source>
        <translation>Länge der Abschnitte</translation>
    </message>
    <message>
        <source>Closing the window leaves the application running in the tray.</source>
        <translation>Nach dem Schließen des Fensters läuft die Anwendung im Infobereich weiter.</translation>
    </message>
    <message>
        <source>Computed on</source>
        <translation>Rechnet auf</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computer</translation>
    </message>
    <message>
        <source>Computer sound</source>
        <translation>Computerton</translation>
    </message>
    <message>
        <source>Confidence and divergence are moved so that words come this late; 0 leaves them alone.</source>
        <translation>Konfidenz und Divergenz werden so nachgestellt, dass Wörter um so viel später kommen; 0 lässt beide unverändert.</translation>
    </message>
    <message>
        <source>Confidence α</source>
        <translation>Konfidenz α</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Current ‖ baseline</source>
        <translation>Aktuell ‖ Basis</translation>
    </message>
    <message>
        <source>Current_baseline</source>
        <translation>Aktuell_Basis</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>De</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Direction of KL</source>
        <translation>Richtung von KL</translation>
    </message>
    <message>
        <source>Divergence δ</source>
        <translation>Divergenz δ</translation>
    </message>
    <message>
        <source>Earliest L</source>
        <translation>Frühester Zeitpunkt L</translation>
    </message>
    <message>
        <source>En</source>
        <translation>English</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>From this length on, shorter and shorter pauses end an utterance.</source>
        <translation>Ab dieser Länge genügen immer kürzere Pausen, um einen Satz zu beenden.</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>How large captions are in the window.</source>
        <translation>Wie groß die Untertitel im Fenster sind.</translation>
    </message>
    <message>
        <source>How many bits a weight takes; auto decides by the memory that is free.</source>
        <translation>Wie viele Bit ein Gewicht braucht; „Automatisch“ richtet sich nach dem freien Speicher.</translation>
    </message>
    <message>
        <source>How readily a frame of sound is taken for noise rather than speech.</source>
        <translation>Wie leicht Ton für Geräusch statt für Sprache gehalten wird.</translation>
    </message>
    <message>
        <source>How the range moves along: one unit a chunk (paper), with the speaker&apos;s pace (rate), or not at all (off).</source>
        <translation>Wie der Bereich weiterwandert: um ein Wort je Abschnitt (paper), im Tempo des Sprechers (rate) oder gar nicht (off).</translation>
    </message>
    <message>
        <source>Keep sessions</source>
        <translation>Sitzungen speichern</translation>
    </message>
    <message>
        <source>Lag to hold</source>
        <translation>Verzögerung halten</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language spoken</source>
        <translation>Gesprochene Sprache</translation>
    </message>
    <message>
        <source>Language to translate into</source>
        <translation>Sprache der Übersetzung</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Light, dark or high contrast; system follows the desktop.</source>
        <translation>Hell, dunkel oder hoher Kontrast; „System“ folgt dem Rechner.</translation>
    </message>
    <message>
        <source>Long utterance</source>
        <translation>Langer Satz</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Noise rejection</source>
        <translation>Geräusche ausblenden</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>off</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>paper</translation>
    </message>
    <message>
        <source>Pause that ends an utterance</source>
        <translation>Pause, die einen Satz beendet</translation>
    </message>
    <message>
        <source>Pre-roll</source>
        <translation>Vorlauf</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Range U</source>
        <translation>Bereich U</translation>
    </message>
    <message>
        <source>Range mode</source>
        <translation>Art des Bereichs</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>rate</translation>
    </message>
    <message>
        <source>Record the sound</source>
        <translation>Ton aufnehmen</translation>
    </message>
    <message>
        <source>Recordings take this much at most; the oldest make room for new ones.</source>
        <translation>So viel belegen Aufnahmen höchstens; die ältesten machen neuen Platz.</translation>
    </message>
    <message>
        <source>Room for recordings</source>
        <translation>Platz für Aufnahmen</translation>
    </message>
    <message>
        <source>Show every threshold and decision in that panel.</source>
        <translation>In diesem Feld alle Schwellen und Entscheidungen zeigen.</translation>
    </message>
    <message>
        <source>Show the panel that tunes speed and accuracy.</source>
        <translation>Das Feld zeigen, in dem sich Tempo und Genauigkeit abstimmen lassen.</translation>
    </message>
    <message>
        <source>Side-by-side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Sound kept from before speech was noticed, so that first syllables are not lost.</source>
        <translation>Ton, der von vor dem Erkennen der Sprache behalten wird, damit keine ersten Silben fehlen.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Stacked</source>
        <translation>Untereinander</translation>
    </message>
    <message>
        <source>Stay in the tray</source>
        <translation>Im Infobereich bleiben</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Übersetzung</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>The first word waits for this many chunks of audio; higher waits longer.</source>
        <translation>So viele Abschnitte wartet das erste Wort eines Satzes; höher wartet länger.</translation>
    </message>
    <message>
        <source>The language of menus and messages; system follows the desktop.</source>
        <translation>Die Sprache der Menüs und Meldungen; „System“ folgt dem Rechner.</translation>
    </message>
    <message>
        <source>The language that is heard, by its code.</source>
        <translation>Die Sprache, die gehört wird, als Kürzel.</translation>
    </message>
    <message>
        <source>The language that is written beside it, by its code; without one nothing is translated.</source>
        <translation>Die Sprache, die daneben geschrieben wird, als Kürzel; ohne Angabe wird nichts übersetzt.</translation>
    </message>
    <message>
        <source>The microphone by name; without a name it is the system&apos;s usual one.</source>
        <translation>Der Name des Mikrofons; ohne Namen ist es das Standardmikrofon des Systems.</translation>
    </message>
    <message>
        <source>The model that listens: its name, or a folder.</source>
        <translation>Das Modell, das zuhört: sein Name oder ein Ordner.</translation>
    </message>
    <message>
        <source>The output that is listened to, by name; without a name it is the system&apos;s usual one.</source>
        <translation>Der Name der Ausgabe, die gehört wird; ohne Namen ist es die Standardausgabe des Systems.</translation>
    </message>
    <message>
        <source>The paper compares current with baseline; its authors&apos; code the other way round.</source>
        <translation>Die Veröffentlichung vergleicht Aktuell mit Basis, der Code ihrer Autoren umgekehrt.</translation>
    </message>
    <message>
        <source>The processor that the model runs on; auto takes the fastest.</source>
        <translation>Der Prozessor, auf dem das Modell läuft; „Automatisch“ nimmt den schnellsten.</translation>
    </message>
    <message>
        <source>The shorter audio that divergence compares with: a chunk for each unit (wait-1), L chunks for the first (wait-k), or at the speaker&apos;s pace (rate); auto follows the range mode.</source>
        <translation>Der kürzere Ton, mit dem die Divergenz vergleicht: ein Abschnitt je Wort (wait-1), L Abschnitte für das erste (wait-k) oder im Tempo des Sprechers (rate); automatisch folgt der Art des Bereichs.</translation>
    </message>
    <message>
        <source>The sound of a session is stored beside it.</source>
        <translation>Der Ton einer Sitzung wird bei ihr gespeichert.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Tuning panel</source>
        <translation>Abstimmungsfeld</translation>
    </message>
    <message>
        <source>Wait-1</source>
        <translation>wait-1</translation>
    </message>
    <message>
        <source>Wait-k</source>
        <translation>wait-k</translation>
    </message>
    <message>
        <source>What was said, its translation, or both.</source>
        <translation>Was gesagt wurde, die Übersetzung oder beides.</translation>
    </message>
    <message>
        <source>Where the sound comes from.</source>
        <translation>Woher der Ton kommt.</translation>
    </message>
    <message>
        <source>Where the translation stands; auto stacks it below where the window is narrow.</source>
        <translation>Wo die Übersetzung steht; „Automatisch“ stellt sie darunter, wo das Fenster schmal ist.</translation>
    </message>
    <message>
        <source>Zh</source>
        <translation>简体中文</translation>
    </message>
    <message>
        <source>chunks</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>Nat</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>{bottom:g} to {top:g}</source>
        <translation>{bottom:g} bis {top:g}</translation>
    </message>
    <message>
        <source>{unit}, {bottom:g} to {top:g}</source>
        <translation>{unit}, {bottom:g} bis {top:g}</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset {name}</source>
        <translation>{name} zurücksetzen</translation>
    </message>
    <message>
        <source>Back to the model&apos;s default</source>
        <translation>Zurück zur Vorgabe des Modells</translation>
    </message>
    <message>
        <source>From the next utterance on.</source>
        <translation>Gilt ab dem nächsten Satz.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>A change of language takes effect at the next start.</source>
        <translation>Eine andere Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Spracherkennung</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>ShortcutEditor</name>
    <message>
        <source>Restore defaults</source>
        <translation>Standard wiederherstellen</translation>
    </message>
    <message>
        <source>{keys} is taken by “{action}”.</source>
        <translation>{keys} ist schon mit „{action}“ belegt.</translation>
    </message>
</context>
<context>
    <name>SoundPanel</name>
    <message>
        <source>Sound file…</source>
        <translation>Tondatei…</translation>
    </message>
    <message>
        <source>Choose a sound file</source>
        <translation>Tondatei wählen</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>A past session…</source>
        <translation>Eine frühere Sitzung…</translation>
    </message>
    <message>
        <source>No session was recorded</source>
        <translation>Keine Sitzung wurde aufgenommen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Record a minute</source>
        <translation>Eine Minute aufnehmen</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>Aufnahme beenden</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>noch {seconds} s</translation>
    </message>
    <message>
        <source>A session that was recorded</source>
        <translation>Eine aufgenommene Sitzung</translation>
    </message>
</context>
<context>
    <name>SourcePicker</name>
    <message>
        <source>What to listen to</source>
        <translation>Was gehört werden soll</translation>
    </message>
    <message>
        <source>Choose a sound file</source>
        <translation>Tondatei wählen</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Default microphone</source>
        <translation>Standardmikrofon</translation>
    </message>
    <message>
        <source>Computer sound</source>
        <translation>Computerton</translation>
    </message>
    <message>
        <source>Default computer sound</source>
        <translation>Computerton (Standard)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Weitere</translation>
    </message>
    <message>
        <source>Microphone and computer</source>
        <translation>Mikrofon und Computer</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Datei…</translation>
    </message>
    <message>
        <source>{name} (default)</source>
        <translation>{name} (Standard)</translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name} (nicht angeschlossen)</translation>
    </message>
    <message>
        <source>Sound files ({kinds});;All files (*)</source>
        <translation>Tondateien ({kinds});;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>StartButton</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Drop the rest</source>
        <translation>Rest verwerfen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>Loading model: {percent} %</source>
        <translation>Modell wird geladen: {percent} %</translation>
    </message>
    <message>
        <source>No model is loaded. Choose one to begin.</source>
        <translation>Kein Modell ist geladen. Zum Beginnen eines wählen.</translation>
    </message>
    <message>
        <source>Ready. Press Start to begin.</source>
        <translation>Bereit. Zum Beginnen „Start“ drücken.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Hört zu</translation>
    </message>
    <message>
        <source>Hearing speech</source>
        <translation>Sprache erkannt</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreibt</translation>
    </message>
    <message>
        <source>Behind by {seconds} s: this computer is too slow for now.</source>
        <translation>{seconds} s im Rückstand: Dieser Rechner ist im Augenblick zu langsam.</translation>
    </message>
    <message>
        <source>No sound for {seconds} s. Is the right source chosen, and not muted?</source>
        <translation>Seit {seconds} s kein Ton. Ist die richtige Quelle gewählt und nicht stummgeschaltet?</translation>
    </message>
    <message>
        <source>Finishing… {seconds} s left. Press again to drop it.</source>
        <translation>Wird zu Ende geschrieben… noch {seconds} s. Erneut drücken, um den Rest zu verwerfen.</translation>
    </message>
    <message>
        <source>Use {precision}</source>
        <translation>{precision} verwenden</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Aufholen</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>StateLine</name>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
</context>
<context>
    <name>Stock</name>
    <message>
        <source>Deleted: {size} are free again.</source>
        <translation>Gelöscht: {size} sind wieder frei.</translation>
    </message>
</context>
<context>
    <name>TargetLag</name>
    <message>
        <source>Hold a lag of</source>
        <translation>Verzögerung halten:</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Lag to hold, in seconds</source>
        <translation>Zu haltende Verzögerung in Sekunden</translation>
    </message>
    <message>
        <source>This cannot be reached: the nearest is {nearest:.1f} s.</source>
        <translation>Das ist nicht zu erreichen: Am nächsten kommen {nearest:.1f} s.</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computer</translation>
    </message>
    <message>
        <source>Skipped {start} to {end} to catch up with the speaker</source>
        <translation>{start} bis {end} ausgelassen, um den Sprecher einzuholen</translation>
    </message>
    <message>
        <source>Transcript: {text}</source>
        <translation>Original: {text}</translation>
    </message>
    <message>
        <source>Translation: {text}</source>
        <translation>Übersetzung: {text}</translation>
    </message>
    <message>
        <source>Nothing was written yet.</source>
        <translation>Noch nichts geschrieben.</translation>
    </message>
    <message>
        <source>divergence {kl:.2f} nats</source>
        <translation>Divergenz {kl:.2f} Nat</translation>
    </message>
    <message>
        <source>confidence {confidence:.2f}</source>
        <translation>Konfidenz {confidence:.2f}</translation>
    </message>
    <message>
        <source>{late:.1f} s late (estimated)</source>
        <translation>{late:.1f} s Verzögerung (geschätzt)</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Divergence (nats)</source>
        <translation>Divergenz (Nat)</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Late, estimated (s)</source>
        <translation>Verzögerung, geschätzt (s)</translation>
    </message>
</context>
<context>
    <name>TranscriptRows</name>
    <message>
        <source>Transcript and translation</source>
        <translation>Mitschrift und Übersetzung</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy source only</source>
        <translation>Nur Original kopieren</translation>
    </message>
    <message>
        <source>Copy translation only</source>
        <translation>Nur Übersetzung kopieren</translation>
    </message>
    <message>
        <source>Select part of the text</source>
        <translation>Teil des Textes auswählen</translation>
    </message>
    <message>
        <source>Why these words?</source>
        <translation>Warum diese Wörter?</translation>
    </message>
</context>
<context>
    <name>TranscriptView</name>
    <message>
        <source>Find in transcript</source>
        <translation>In der Mitschrift suchen</translation>
    </message>
    <message>
        <source>Jump to live ({count} new)</source>
        <translation>Zur neuesten Zeile ({count} neu)</translation>
    </message>
    <message>
        <source>Jump to live</source>
        <translation>Zur neuesten Zeile</translation>
    </message>
</context>
<context>
    <name>TransferView</name>
    <message>
        <source>Downloaded</source>
        <translation>Heruntergeladen</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Resume download</source>
        <translation>Herunterladen fortsetzen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show the window</source>
        <translation>Fenster zeigen</translation>
    </message>
</context>
<context>
    <name>TuningPanel</name>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Holding a lag</source>
        <translation>Feste Verzögerung</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigene Werte</translation>
    </message>
</context>
<context>
    <name>_Drawing</name>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Empty: its first words</source>
        <translation>Leer: die ersten Wörter</translation>
    </message>
</context>
</TS>
