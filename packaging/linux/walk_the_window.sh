#!/bin/bash
# Opens the installed program on a project, visits each page, keeps a picture of it, and leaves with Ctrl+Q.
#   walk_the_window.sh PROJECT PAGES SCREEN PICTURES
# SCREEN is the file that Xvfb keeps the screen in. A page counts when the picture differs from the page before.
set -euo pipefail
project=$1 pages=$2 screen=$3 pictures=$4

fail() { printf 'FAILED: %s\n' "$*"; cat "$pictures/window.log"; exit 1; }
mkdir -p "$pictures"
admanager "$project" 2>"$pictures/window.log" & program=$!
trap 'kill $program 2>/dev/null || true' EXIT
window=$(timeout 60 xdotool search --sync --onlyvisible --name 'AdManager$' | head -n 1) || fail "no window within 60 seconds"
xdotool windowsize --sync "$window" 1280 800 || true
xdotool windowfocus --sync "$window"

last=
for page in $(seq "$pages"); do
  xdotool key "ctrl+$page"
  before='' now=none
  for _ in $(seq 40); do
    sleep 0.5
    now=$(md5sum <"$screen")
    # Painted and at rest: the same picture twice, and not the one of the last page.
    if test "$now" = "$before" && test "$now" != "$last"; then break; fi
    before=$now
  done
  test "$now" != "$last" || fail "page $page looks like the one before"
  kill -0 $program 2>/dev/null || fail "the program ended on page $page"
  cp "$screen" "$pictures/$page.xwd"
  last=$now
done

xdotool key ctrl+q
for _ in $(seq 40); do
  if ! kill -0 $program 2>/dev/null; then break; fi
  sleep 0.5
done
kill -0 $program 2>/dev/null && fail "the program did not end with Ctrl+Q"
status=0; wait $program || status=$?
test $status = 0 || fail "the window ended with exit status $status"
if grep -i traceback "$pictures/window.log" ~/.local/state/admanager/log/*; then fail "the window reported a fault"; fi
