<#
.SYNOPSIS
Makes a Windows PC a kiosk, brings it up to date, or makes it what it was again. Run as SYSTEM, as Intune does.
.DESCRIPTION
Needs Windows 10 or 11 Enterprise, Education or IoT Enterprise: no other edition has Shell Launcher.
The kiosk gets an account of its own that signs in by itself; administrators keep their desktop.
Ends with 3010 where all is done and Windows has to restart, with 1 or the code of what failed where it is not. Only what is done to the
end is written to HKLM\SOFTWARE\Kiosk as Deployed. While it runs, nobody is signed in as the kiosk.
.PARAMETER Setup
The installer, with its whole path. Without it, the kiosk is taken to be installed.
.PARAMETER Pack
The pack to put in use (*.kioskpack), with its whole path. It comes before the settings, which are checked against it.
.PARAMETER Settings
The settings file to put in place, with its whole path.
.PARAMETER Remove
Take the kiosk away, and put back what this script has changed. Its settings and packs stay.
#>
[CmdletBinding()]
param(
    [string] $Setup,
    [string] $Pack,
    [string] $Settings,
    [switch] $Remove
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

if (-not [Environment]::Is64BitProcess) {
    # Intune's agent is a program of 32 bits, which sees other folders and another registry.
    $words = @('-NoProfile', '-ExecutionPolicy', 'Bypass', '-File', "`"$PSCommandPath`"")
    if ($Setup) { $words += @('-Setup', "`"$Setup`"") }
    if ($Pack) { $words += @('-Pack', "`"$Pack`"") }
    if ($Settings) { $words += @('-Settings', "`"$Settings`"") }
    if ($Remove) { $words += '-Remove' }
    $shell = Join-Path $env:SystemRoot 'Sysnative\WindowsPowerShell\v1.0\powershell.exe'
    exit (Start-Process -FilePath $shell -ArgumentList $words -Wait -PassThru -NoNewWindow).ExitCode
}

$program = Join-Path $env:ProgramFiles 'Kiosk'
$data = Join-Path $env:ProgramData 'Kiosk'
$kioskctl = Join-Path $program 'kioskctl.exe'
$powercfg = Join-Path $env:SystemRoot 'System32\powercfg.exe'
$key = 'HKLM:\SOFTWARE\Kiosk'
$winlogon = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon'
$edge = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\EdgeUI'
$plan = '7c1f6f0a-2f5b-4c39-9a0e-5d2c8f4b6e13'
$restart = 3010
$quiet = @('/VERYSILENT', '/SUPPRESSMSGBOXES', '/NORESTART')

function Invoke-Program([string] $Path, [string[]] $Arguments) {
    $process = Start-Process -FilePath $Path -ArgumentList $Arguments -Wait -PassThru -NoNewWindow
    if ($process.ExitCode -ne 0) {
        Write-Error "$Path ended with $($process.ExitCode)" -ErrorAction Continue
        exit $process.ExitCode
    }
}

function Get-Value([string] $Path, [string] $Name) {
    $item = Get-ItemProperty -Path $Path -Name $Name -ErrorAction SilentlyContinue
    if ($item) { $item.$Name } else { $null }
}

# Null takes the value away.
function Set-Value([string] $Path, [string] $Name, [object] $Value) {
    if ($null -ne $Value) {
        if (-not (Test-Path $Path)) { New-Item -Path $Path -Force | Out-Null }
        Set-ItemProperty -Path $Path -Name $Name -Value $Value
    }
    elseif ($null -ne (Get-Value $Path $Name)) { Remove-ItemProperty -Path $Path -Name $Name }
}

function Set-ShellLauncher([object] $Configuration) {
    $query = @{ Namespace = 'root\cimv2\mdm\dmmap'; ClassName = 'MDM_AssignedAccess' }
    $assigned = Get-CimInstance @query
    if (-not $assigned) { throw 'this Windows has no Assigned Access; see the editions in the help' }
    # Null takes the configuration away.
    $assigned.ShellLauncher = if ($null -eq $Configuration) { $null } else { [System.Net.WebUtility]::HtmlEncode($Configuration) }
    Set-CimInstance -CimInstance $assigned
}

# Shell Launcher would start the kiosk anew while its files are replaced, so its account is signed out, and does not sign in again
# by itself until Windows restarts or this is undone.
function Stop-Kiosk {
    Set-Value $winlogon 'ForceAutoLogon' '0'
    $sessions = Get-Process -Name 'kiosk' -ErrorAction SilentlyContinue | Select-Object -ExpandProperty SessionId -Unique
    foreach ($session in $sessions) {
        if ($session -ne 0) { & (Join-Path $env:SystemRoot 'System32\logoff.exe') $session }
    }
    Get-Process -Name 'kiosk', 'kioskctl' -ErrorAction SilentlyContinue | Wait-Process -Timeout 60
}

function Get-ActivePlan {
    if ((& $powercfg /getactivescheme) -match '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}') { $Matches[0] } else { throw 'powercfg names no plan' }
}

# Never asleep, no screen saver, and a power button that does nothing: in a plan of the kiosk's own, so that the others stay as they are.
function Set-Power {
    $active = Get-ActivePlan
    if ($active -eq $plan) { return }
    Set-Value $key 'PlanBefore' $active
    & $powercfg /delete $plan 2>$null | Out-Null
    Invoke-Program $powercfg @('/duplicatescheme', $active, $plan)
    Invoke-Program $powercfg @('/changename', $plan, 'Kiosk')
    Invoke-Program $powercfg @('/setactive', $plan)
    foreach ($what in 'monitor-timeout-ac', 'standby-timeout-ac', 'hibernate-timeout-ac') {
        Invoke-Program $powercfg @('/change', $what, '0')
    }
    Invoke-Program $powercfg @('/setacvalueindex', $plan, 'SUB_BUTTONS', 'PBUTTONACTION', '0')
    Invoke-Program $powercfg @('/setactive', $plan)
}

function Restore-Power {
    $before = Get-Value $key 'PlanBefore'
    if ($before) { Invoke-Program $powercfg @('/setactive', $before) }
    if ((Get-ActivePlan) -ne $plan) { & $powercfg /delete $plan 2>$null | Out-Null }
}

# No swipe from an edge opens anything.
function Set-Edge {
    if ($null -eq (Get-Value $key 'EdgeBefore')) {
        $before = Get-Value $edge 'AllowEdgeSwipe'
        Set-Value $key 'EdgeBefore' $(if ($null -eq $before) { 'none' } else { "$before" })
    }
    Set-Value $edge 'AllowEdgeSwipe' 0
}

function Restore-Edge {
    $before = Get-Value $key 'EdgeBefore'
    if ($before -eq 'none') { Set-Value $edge 'AllowEdgeSwipe' $null }
    elseif ($null -ne $before) { Set-Value $edge 'AllowEdgeSwipe' ([int] $before) }
}

foreach ($file in $Setup, $Pack, $Settings) {
    if ($file -and -not (Test-Path -LiteralPath $file -PathType Leaf)) { throw "$file is not there; name it with its whole path" }
}

if ($Remove) {
    Set-Value $key 'Deployed' $null
    Set-ShellLauncher $null
    Stop-Kiosk
    Restore-Power
    Restore-Edge
    $uninstall = Join-Path $program 'unins000.exe'
    if (Test-Path $uninstall) { Invoke-Program $uninstall $quiet }
    Set-Value $winlogon 'ForceAutoLogon' $null
    if (Test-Path $key) { Remove-Item -Path $key -Recurse }
    exit $restart
}

Set-Value $key 'Deployed' $null
$forced = Get-Value $winlogon 'ForceAutoLogon'
try {
    if ($Setup) {
        Stop-Kiosk
        Invoke-Program $Setup $quiet
    }
    if ($Pack) {
        # The settings that are there may belong to another pack; those that come next are checked against this one.
        $words = @('apply', "`"$Pack`"")
        if ($Settings) { $words += '--force' }
        Invoke-Program $kioskctl $words
    }
    if ($Settings) {
        Invoke-Program $kioskctl @('settings', 'check', "`"$Settings`"")
        Copy-Item -LiteralPath $Settings -Destination (Join-Path $data 'kiosk.toml') -Force
    }
    Invoke-Program $kioskctl @('self-test')
    Set-Power
    Set-Edge
    $configuration = (& $kioskctl print shell-launcher-xml) -join "`n"
    if ($LASTEXITCODE -ne 0) { throw "kioskctl print shell-launcher-xml ended with $LASTEXITCODE" }
    Set-ShellLauncher $configuration
}
finally {
    Set-Value $winlogon 'ForceAutoLogon' $forced
}
$version = (& $kioskctl version --json | ConvertFrom-Json).kiosk
Set-Value $key 'Deployed' $version
Write-Output 'Restart Windows: it comes up as a kiosk.'
exit $restart
