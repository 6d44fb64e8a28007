<#
.SYNOPSIS
Makes a Windows PC a kiosk, or what it was again. Run as SYSTEM, as Intune does, or with: psexec -s powershell -File deploy.ps1
.DESCRIPTION
Needs Windows 10 or 11 Enterprise, Education or IoT Enterprise: no other edition has Shell Launcher.
The kiosk gets an account of its own that signs in by itself; administrators keep their desktop.
.PARAMETER Setup
The installer. Without it, the kiosk is taken to be installed.
.PARAMETER Settings
The settings file to put in place.
.PARAMETER Remove
Take the kiosk away. Its settings and packs stay.
#>
[CmdletBinding()]
param(
    [string] $Setup,
    [string] $Settings,
    [switch] $Remove
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$program = Join-Path $env:ProgramFiles 'Kiosk'
$data = Join-Path $env:ProgramData 'Kiosk'

function Invoke-Program([string] $Path, [string[]] $Arguments) {
    $process = Start-Process -FilePath $Path -ArgumentList $Arguments -Wait -PassThru -NoNewWindow
    if ($process.ExitCode -ne 0) {
        Write-Error "$Path ended with $($process.ExitCode)" -ErrorAction Continue
        exit $process.ExitCode
    }
}

function Set-ShellLauncher([object] $Configuration) {
    $query = @{ Namespace = 'root\cimv2\mdm\dmmap'; ClassName = 'MDM_AssignedAccess' }
    $assigned = Get-CimInstance @query
    if (-not $assigned) { throw 'this Windows has no Assigned Access; see the editions in the help' }
    # Null takes the configuration away.
    $assigned.ShellLauncher = if ($null -eq $Configuration) { $null } else { [System.Net.WebUtility]::HtmlEncode($Configuration) }
    Set-CimInstance -CimInstance $assigned
}

if ($Remove) {
    Set-ShellLauncher $null
    Invoke-Program (Join-Path $program 'unins000.exe') @('/VERYSILENT', '/SUPPRESSMSGBOXES', '/NORESTART')
    exit 0
}

if ($Setup) { Invoke-Program $Setup @('/VERYSILENT', '/SUPPRESSMSGBOXES', '/NORESTART') }
if ($Settings) {
    Invoke-Program (Join-Path $program 'kioskctl.exe') @('settings', 'check', "`"$Settings`"")
    Copy-Item -Path $Settings -Destination (Join-Path $data 'kiosk.toml') -Force
}
Invoke-Program (Join-Path $program 'kioskctl.exe') @('self-test')

# Never asleep, no screen saver, and a power button that does nothing.
foreach ($what in 'monitor-timeout-ac', 'standby-timeout-ac', 'hibernate-timeout-ac') {
    Invoke-Program "$env:SystemRoot\System32\powercfg.exe" @('/change', $what, '0')
}
Invoke-Program "$env:SystemRoot\System32\powercfg.exe" @('/setacvalueindex', 'SCHEME_CURRENT', 'SUB_BUTTONS', 'PBUTTONACTION', '0')
Invoke-Program "$env:SystemRoot\System32\powercfg.exe" @('/setactive', 'SCHEME_CURRENT')

# No swipe from an edge opens anything.
$edge = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\EdgeUI'
New-Item -Path $edge -Force | Out-Null
Set-ItemProperty -Path $edge -Name 'AllowEdgeSwipe' -Value 0 -Type DWord

$configuration = (& (Join-Path $program 'kioskctl.exe') print shell-launcher-xml) -join "`n"
if ($LASTEXITCODE -ne 0) { throw "kioskctl print shell-launcher-xml ended with $LASTEXITCODE" }
Set-ShellLauncher $configuration
Write-Output 'Restart Windows: it comes up as a kiosk.'
