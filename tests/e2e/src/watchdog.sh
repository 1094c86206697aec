# Starts a WebDriver server, or a display for one, and outlives the test that asked for it, however the test ends (panic, Ctrl-C, SIGKILL):
# when the test lets go of our standard input, every process that carries the mark dies and the folder goes.
# Arguments: the mark, the folder, how many times 20 ms the program may take to tidy up, the command.
trap '' INT TERM HUP
mark=$1 root=$2 grace=$3
shift 3
mkdir -p "$root/tmp" "$root/home"
ARTICLE_ANNOTATOR_E2E=$mark HOME=$root/home TMPDIR=$root/tmp setsid "$@" </dev/null 2>"$root/driver.log" &
driver=$!
cat >/dev/null
kill "$driver" 2>/dev/null
# A browser's helpers write their names over the mark, but stay in the driver's session, the fourth figure behind the name.
marked() {
    grep -lsz "^ARTICLE_ANNOTATOR_E2E=$mark\$" /proc/[0-9]*/environ | cut -d/ -f3
    cat /proc/[0-9]*/stat 2>/dev/null | sed -n "s/^\([0-9]*\) (.*) [A-WY] [0-9]* [0-9]* $driver .*/\1/p"
}
# A dying process has no environment left to carry the mark, but its threads still have a state; the first may go first.
dying() { for pid in $killed; do grep -qs '^State:[[:space:]]*[A-WY]' "/proc/$pid/task/"*/status && return 0; done; return 1; }
killed=
left=200
while [ "$left" -gt 0 ]; do
    pids=$(marked)
    [ -z "$pids" ] && ! dying && break
    if [ "$grace" -le 0 ]; then
        [ -n "$pids" ] && kill -9 $pids 2>/dev/null
        killed="$killed $pids"
    fi
    sleep 0.02
    left=$((left - 1)) grace=$((grace - 1))
done
rm -rf "$root"
