; Inno Setup: an installer for the folder that PyInstaller makes. Not run here.
;
;     pyinstaller --noconfirm packaging/lsg-desktop.spec
;     dist\lsg-desktop\lsg-desktop.exe --selfcheck
;     iscc /DVersion=0.1.0 packaging\windows\lsg-desktop.iss

#ifndef Version
  #error Give the version: iscc /DVersion=...
#endif

[Setup]
AppId=io.github.lsg_desktop.LsgDesktop
AppName=LSG Desktop
AppVersion={#Version}
AppPublisher=The lsg_desktop authors
DefaultDirName={autopf}\LSG Desktop
DefaultGroupName=LSG Desktop
DisableProgramGroupPage=yes
UninstallDisplayIcon={app}\lsg-desktop.exe
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\lsg-desktop.ico
OutputDir=..\..\dist
OutputBaseFilename=lsg-desktop-{#Version}-setup
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; For one person, without an administrator; for all where one is asked for.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[Files]
Source: "..\..\dist\lsg-desktop\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\LSG Desktop"; Filename: "{app}\lsg-desktop.exe"
Name: "{autodesktop}\LSG Desktop"; Filename: "{app}\lsg-desktop.exe"; Tasks: desktopicon

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Run]
Filename: "{app}\lsg-desktop.exe"; Description: "{cm:LaunchProgram,LSG Desktop}"; Flags: nowait postinstall skipifsilent
