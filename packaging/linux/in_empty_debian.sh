#!/bin/bash
# Runs inside an empty Debian: installs the package, tries it as an ordinary user, removes it, looks for what is left.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

say() { printf '== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*"; exit 1; }
traces() { find / -xdev \( -path /proc -o -path /sys -o -path /home -o -path /tmp \) -prune -o -iname '*admanager*' -print; }

say "no Python and no trace of the program before"
if command -v python3; then fail "this Debian has a Python"; fi
test -z "$(traces)" || fail "traces before installing: $(traces)"

say "install with its dependencies"
apt-get -q update
apt-get -q install -y --no-install-recommends /tmp/admanager.deb
if command -v python3; then fail "the package pulled Python in"; fi
dpkg --verify admanager
useradd --create-home tester
as_user() { su tester -c "cd && $*"; }

say "the libraries of the window's plugins are all there"
plugins=/usr/lib/admanager/_internal/PySide6/Qt/plugins/platforms
missing=$(LD_LIBRARY_PATH=/usr/lib/admanager/_internal ldd $plugins/*.so | grep 'not found' || true)
test -z "$missing" || fail "$missing"

say "admanager --version"
as_user admanager --version --json

say "self-test off screen"
as_user "QT_QPA_PLATFORM=offscreen admanager self-test --json" | tee /tmp/self-test.json
grep -q '^{"ok": true' /tmp/self-test.json || fail "the self-test"

say "an unknown command ends with 2, a missing file with 1"
status=0; as_user "admanager segment" 2>/dev/null || status=$?
test $status = 2 || fail "exit status $status for wrong usage"
status=0; as_user "admanager preview /nowhere.csv" 2>/dev/null || status=$?
test $status = 1 || fail "exit status $status for a missing file"

say "the window on a real X server"
apt-get -q install -y --no-install-recommends xvfb xauth x11-utils >/dev/null
cat >/tmp/window.sh <<'WINDOW'
admanager 2>/tmp/window.log & program=$!
for _ in $(seq 60); do
  sleep 0.5
  if xwininfo -root -tree | grep -q '"[^"]*AdManager[^"]*"'; then kill $program; wait $program || true; exit 0; fi
done
kill $program; cat /tmp/window.log; exit 1
WINDOW
chmod 755 /tmp/window.sh
as_user "QT_QPA_PLATFORM=xcb xvfb-run -a bash /tmp/window.sh" || fail "no window appeared within 30 seconds"

say "remove, and look for what is left"
apt-get -q purge -y admanager >/dev/null
test -z "$(traces)" || fail "left behind: $(traces)"
say "the package installs, works and goes without a trace"
