#!/usr/bin/env bash
# Makes dist/LSG-Desktop-VERSION.dmg on a Mac: packaging/macos/dmg.sh. Not run here.
#
# Why the microphone is asked for stands in packaging/lsg-desktop.spec. SIGN_AS names a "Developer
# ID Application" certificate; without it the application runs on this Mac only.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

app="dist/LSG Desktop.app"
python=${PYTHON:-.venv/bin/python}

"$python" -m PyInstaller --noconfirm packaging/lsg-desktop.spec
if [ -n "${SIGN_AS:-}" ]; then
    codesign --force --deep --timestamp --options runtime \
        --entitlements packaging/macos/entitlements.plist --sign "$SIGN_AS" "$app"
else
    codesign --force --deep --sign - "$app"
fi
"$app/Contents/MacOS/lsg-desktop" --selfcheck

version=$("$app/Contents/MacOS/lsg-desktop" --version | cut -d ' ' -f 2)
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -ov -volname "LSG Desktop" -srcfolder "$stage" -format UDZO \
    "dist/LSG-Desktop-$version.dmg"
