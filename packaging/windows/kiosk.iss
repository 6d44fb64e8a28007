; Inno Setup 6: ISCC.exe /DVersion=0.1.0 packaging\windows\kiosk.iss makes dist\kiosk-0.1.0-setup.exe out of dist\kiosk.
; Unattended: kiosk-0.1.0-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART /LOG=C:\Windows\Temp\kiosk-setup.log
; Exit codes are Inno Setup's own: 0 done, 1 could not begin, 2 and 5 cancelled, 3 and 4 fatal, 7 cannot go on, 8 restart Windows first.

#ifndef Version
  #error Say which version: /DVersion=0.1.0
#endif

[Setup]
AppId={{6F8B7D52-3A5C-4D0B-9E57-0B1F7C6E2A94}
AppName=Kiosk
AppVersion={#Version}
AppPublisher=The maintainers of kiosk
DefaultDirName={autopf}\Kiosk
DisableDirPage=yes
DisableProgramGroupPage=yes
DisableReadyPage=yes
LicenseFile=..\..\LICENSE
PrivilegesRequired=admin
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=kiosk-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
CloseApplications=force
RestartApplications=no
SetupLogging=yes
UninstallDisplayIcon={app}\kiosk.exe
#ifdef Sign
SignTool={#Sign}
SignedUninstaller=yes
#endif

[InstallDelete]
; The bundle is replaced as a whole: nothing of an older version may be left to be imported.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\kiosk\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion uninsrestartdelete
Source: "deploy.ps1"; DestDir: "{app}"; Flags: ignoreversion

[Dirs]
; Everybody reads the settings, administrators write them; the kiosk writes only what it keeps and what it tells of itself.
Name: "{commonappdata}\Kiosk"; Flags: uninsneveruninstall
Name: "{commonappdata}\Kiosk\state"; Permissions: users-modify; Flags: uninsneveruninstall
Name: "{commonappdata}\Kiosk\run"; Permissions: users-modify; Flags: uninsneveruninstall

[Run]
; In ProgramData anybody may make files, which a folder there inherits: a kiosk without settings could be given some.
; By number, since the names differ with the language of Windows: SYSTEM, administrators, users.
Filename: "{sys}\icacls.exe"; Parameters: """{commonappdata}\Kiosk"" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX"; Flags: runhidden

[UninstallDelete]
Type: filesandordirs; Name: "{app}"
; Settings and packs stay, as with apt remove. To purge: Remove-Item -Recurse "$env:ProgramData\Kiosk"
