@echo off
rem The command line of an installed Craneshot: the same program as the studio, run as plain Node.
setlocal
set ELECTRON_RUN_AS_NODE=1
"%~dp0..\..\Craneshot.exe" "%~dp0..\app.asar\out\cli.mjs" %*
