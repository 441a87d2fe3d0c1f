#!/bin/bash
# Runs inside an empty Debian: installs the package, tries it as an ordinary user, removes it, looks for what is left.
#   in_empty_debian.sh TRAINING PAGES       TRAINING is yes or no, PAGES the number of the window's pages
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
training=$1 pages=$2

say() { printf '== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*"; exit 1; }
traces() { find / -xdev \( -path /proc -o -path /sys -o -path /home -o -path /tmp \) -prune -o -iname '*admanager*' -print; }

say "no Python and no trace of the program before"
if command -v python3; then fail "this Debian has a Python"; fi
test -z "$(traces)" || fail "traces before installing: $(traces)"

say "install with its dependencies"
apt-get -qq update
apt-get -qq install -y --no-install-recommends /tmp/admanager.deb >/tmp/apt.log 2>&1 || { cat /tmp/apt.log; exit 1; }
if command -v python3; then fail "the package pulled Python in"; fi
dpkg --verify admanager
useradd --create-home tester
as_user() { su tester -c "cd && $*"; }

say "every library that a file of the program names is there"
find /usr/lib/admanager -name '*.so*' -type f | LD_LIBRARY_PATH=/usr/lib/admanager/_internal:/usr/lib/admanager/_internal/torch/lib \
  xargs ldd 2>/dev/null | grep 'not found' | grep -v 'libtbb' | sort -u >/tmp/missing.txt || true
test ! -s /tmp/missing.txt || fail "$(cat /tmp/missing.txt)"

say "admanager --version"
as_user admanager --version --json

say "self-test off screen"
as_user "QT_QPA_PLATFORM=offscreen admanager self-test --json" >/tmp/self-test.json || { cat /tmp/self-test.json; fail "the self-test"; }
cat /tmp/self-test.json
grep -q '^{"ok": true' /tmp/self-test.json || fail "the self-test"
if test "$training" = yes; then grep -q '"train a model' /tmp/self-test.json || fail "no training in the self-test"; fi

say "the demo without a display"
as_user "admanager demo --headless --out demo --json"
test -s ~tester/demo/report.html || fail "the demo wrote no report"

say "what the simulator compiled is kept once for each user, and not where the program was started"
test -n "$(find ~tester/.cache/admanager -name '*.nbi')" || fail "nothing is kept"
strays=$(find / -xdev -name '*.nbi' -not -path '*/.cache/admanager/*')
test -z "$strays" || fail "kept elsewhere: $strays"
kept=$(find ~tester/.cache/admanager -name '*.nbi' | xargs md5sum)
as_user "mkdir elsewhere; cd elsewhere; admanager simulate ../demo/demo.adm ../demo/campaign.toml --json" >/dev/null
test "$kept" = "$(find ~tester/.cache/admanager -name '*.nbi' | xargs md5sum)" || fail "compiled again in another folder"

say "nothing is written down to be sent to the makers of a library"
test ! -e ~tester/.cache/Microsoft || fail "ONNX Runtime has begun its reports"

say "Chinese file names and no locale, without a complaint about either"
as_user "cp demo/generated*.csv 客户.csv; env -u LC_ALL -u LANG admanager import 项目.adm 客户.csv --json >/dev/null"
as_user "env -u LC_ALL -u LANG admanager creatives demo/demo.adm design -o 广告 --count 1 --sizes 300x250 --json" >/dev/null 2>/tmp/said.txt
if grep -i locale /tmp/said.txt; then fail "Qt complains"; fi

say "a home folder that cannot be written"
as_user "HOME=/nonexistent admanager simulate demo/demo.adm demo/campaign.toml --seed 2 --json" >/dev/null

say "what cannot be done ends with 1 and one sentence, wrong usage with 2"
ends_with() {
  local wanted=$1 status=0; shift
  as_user "$*" >/dev/null 2>/tmp/said.txt || status=$?
  test $status = "$wanted" || fail "exit status $status instead of $wanted: $* ($(cat /tmp/said.txt))"
  if test "$wanted" = 1; then test "$(wc -l </tmp/said.txt)" = 1 || fail "more or less than a sentence: $* ($(cat /tmp/said.txt))"; fi
}
ends_with 2 admanager segment
ends_with 2 admanager nonsense
ends_with 1 admanager preview /nowhere.csv
ends_with 1 admanager bench import
if test "$training" = no; then ends_with 1 admanager train demo/demo.adm again --target responded --positive yes; fi

say "the window off screen, for five seconds"
status=0; as_user "QT_QPA_PLATFORM=offscreen timeout --signal=KILL 5 admanager demo/demo.adm" || status=$?
test $status = 137 || fail "the window ended by itself with $status"

say "the window on an X server, page by page"
apt-get -qq install -y --no-install-recommends xvfb xauth xdotool >/tmp/apt.log 2>&1 || { cat /tmp/apt.log; exit 1; }
as_user "rm -rf ~/.local/state/admanager; mkdir screen; QT_QPA_PLATFORM=xcb xvfb-run -a -s \"-screen 0 1280x800x24 -fbdir \$HOME/screen\" \
  bash /tmp/walk_the_window.sh demo/demo.adm $pages screen/Xvfb_screen0 pictures" || fail "the window"
mv ~tester/pictures /tmp/pictures

say "remove, and look for what is left"
apt-get -qq purge -y admanager >/dev/null
test -z "$(traces)" || fail "left behind: $(traces)"
say "the package installs, works and goes without a trace"
