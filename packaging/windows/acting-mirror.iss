; The installer for Windows, of the program that `python .ci\build_program dist` built:
; `iscc packaging\windows\acting-mirror.iss`. It was never run; docs/packaging.md says more.

#define Name "Acting Mirror"
#define Program Name + ".exe"
#define Built SourcePath + "\..\..\dist\" + Name
#define Version GetFileProductVersionString(Built + "\" + Program)
#if Version == ""
  #error There is no program with a version in the folder dist: build it first.
#endif

[Setup]
AppId={{11AD3B6A-C282-4C20-AE0F-E8A423B4A8E3}
AppName={#Name}
AppVersion={#Version}
VersionInfoVersion={#Version}
DefaultDirName={autopf}\{#Name}
DisableProgramGroupPage=yes
; For who installs it alone, without an administrator's password.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; The oldest that Qt 6 runs on.
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=acting-mirror-{#Version}-windows-x64
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
UninstallDisplayIcon={app}\{#Program}
ChangesAssociations=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; An update leaves nothing of the version before.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Built}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\{#Name}"; Filename: "{app}\{#Program}"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Program}"; Tasks: desktopicon

[Registry]
; Offered under “Open with” for scripts; what opens them now still does.
Root: HKA; Subkey: "Software\Classes\.fountain\OpenWithProgids"; ValueType: string; ValueName: "ActingMirror.Script"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.fdx\OpenWithProgids"; ValueType: string; ValueName: "ActingMirror.Script"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\ActingMirror.Script"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\ActingMirror.Script\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" gui ""%1"""

[Run]
Filename: "{app}\{#Program}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent
