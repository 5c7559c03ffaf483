#!/bin/bash
# Pictures, films and sessions without a display; the same picture with one; a window that is closed at
# any moment; what is refused. No library says anything of its own.
. "$(dirname "$0")/lib.sh"
build=$3
cd "$work" || exit 1
bank=$source/scenarios/bank
one=$bank/contact_center.cfg
two=$bank/call_center.cfg
unset DISPLAY WAYLAND_DISPLAY
export HOME=$work
# shellcheck disable=SC2317
watch() { timeout 60 "$ccsim" watch "$@"; }

if [ ! -e "$build/ccsim_window.so" ] && [ ! -e "$(dirname "$ccsim")/ccsim_window.so" ]; then
    expect "built without its window" 2 watch "$one" --screenshot at=10:30 a.png
    has "says what to install" err "libsdl2-dev libsdl2-ttf-dev"
    finish
fi

# is_png NAME FILE WIDTH HEIGHT
is_png() {
    if [ "$(od -An -tx1 -N8 "$2" | tr -d ' ')" != 89504e470d0a1a0a ] ||
        [ "$(od -An -tu1 -j16 -N8 "$2" | awk '{ print $3 * 256 + $4, $7 * 256 + $8 }')" != "$3 $4" ]; then
        echo "$1: $2 is no picture of $3 x $4"
        failures=$((failures + 1))
    fi
}

# differ NAME FILE FILE
differ() {
    if cmp -s "$2" "$3"; then
        echo "$1: $2 and $3 are the same"
        failures=$((failures + 1))
    fi
}

# ---- pictures ----

expect "two pictures" 0 watch "$one" --screenshot at='2 10:30' a.png --screenshot 'at=2 11:00,b.png'
silent "two pictures" out
silent "two pictures" err
is_png "a picture" a.png 1280 720
differ "two moments" a.png b.png
expect "again" 0 watch "$one" --screenshot at='2 11:00,b2.png' --screenshot at='2 10:30' a2.png
same "a moment, however one comes there" a.png a2.png
same "a moment, however one comes there" b.png b2.png
for theme in dark light; do
    expect "two centers, $theme" 0 watch "$two" "$one" --size 640x480 --theme $theme --scale 1.25 \
        --large-text --screenshot at='2 10:30' $theme.png
    is_png "two centers" $theme.png 640 480
done
differ "themes" dark.png light.png
expect "another day" 0 watch "$one" --seed 2 --screenshot at='2 10:30' c.png
differ "another day" a.png c.png

# Fonts as nobody has them set up.
: >empty
for file in /nonexistent "$work/empty"; do
    expect "fonts with $file" 0 env FONTCONFIG_FILE="$file" timeout 60 "$ccsim" watch "$one" \
        --screenshot at='2 10:30' f.png
    silent "fonts with $file" err
    is_png "fonts with $file" f.png 1280 720
done

# ---- sessions ----

cat >day.txt <<'EOF'
# looks about
expect "Run"
shot p1.png
key space
wait 1
key space
wait 0.1
shot p2.png
resize 800 600
shot p3.png
close
key space
EOF
expect "a session" 0 watch "$one" --from '2 10:30' --play day.txt
silent "a session" err
is_png "resized" p3.png 800 600
differ "time has passed" p1.png p2.png
mkdir shown
cd shown || exit 1
expect "a session in a window" 0 env SDL_VIDEODRIVER=dummy timeout 60 "$ccsim" watch "$one" \
    --from '2 10:30' --play ../day.txt --show
silent "a session in a window" err
if command -v Xvfb >/dev/null && [ -x "$(command -v xvfb-run)" ]; then
    mkdir ../display
    cd ../display || exit 1
    # what SDL loads for X11 (libdbus) keeps some memory
    expect "a session on a display" 0 env ASAN_OPTIONS=detect_leaks=0 timeout 60 xvfb-run -a "$ccsim" watch "$one" \
        --from '2 10:30' --play ../day.txt --show
    silent "a session on a display" err
fi
cd ..
for j in 1 2 3; do
    same "with a window" p$j.png shown/p$j.png
    [ ! -d display ] || same "with a display" p$j.png display/p$j.png
done

# ---- a lesson: its own day, and the line of a class is what debrief says ----

lunch=$source/scenarios/lessons/lunch.cfg
printf 'key escape\nkey d\nwait 1\nclose\n' >lesson.txt
expect "a class" 0 watch "$lunch" --play lesson.txt --class class.csv --name Ann
expect "the same without a screen" 0 "$ccsim" debrief "$lunch" --class class.csv --name Ann
if [ "$(wc -l <class.csv)" != 3 ] || [ "$(sed -n 2p class.csv)" != "$(sed -n 3p class.csv)" ]; then
    echo "a class:"
    cat class.csv
    failures=$((failures + 1))
fi
printf 'close\n' >lesson.txt
expect "no debrief" 0 watch "$lunch" --play lesson.txt --class none.csv --name Ann
has "no debrief" err 'nothing is appended'
[ ! -e none.csv ] || { echo "no debrief: a line"; failures=$((failures + 1)); }

printf 'key space\nkey nosuchkey\n' >bad.txt
expect "a key that there is not" 2 watch "$one" --play bad.txt
has "a key that there is not" err '^ccsim watch: bad.txt:2: '
printf 'jump 3\n' >bad.txt
expect "a word that there is not" 2 watch "$one" --play bad.txt
has "a word that there is not" err 'bad.txt:1: '
printf 'resize 1 1\n' >bad.txt
expect "too small" 2 watch "$one" --play bad.txt
printf 'wait 0.1\nexpect "nobody says this"\n' >bad.txt
expect "what is not there" 1 watch "$one" --play bad.txt
has "what is not there" err 'bad.txt:2: expect: '
expect "no file" 2 watch "$one" --play nowhere.txt
has "no file" err 'nowhere.txt'
printf 'shot nowhere/a.png\n' >bad.txt
expect "no folder" 1 watch "$one" --play bad.txt
has "no folder" err 'cannot write nowhere/a.png'

cp "$source/scenarios/minimal.cfg" mine.cfg
printf 'shot mine.cfg\n' >bad.txt
expect "over the scenario" 2 watch mine.cfg --play bad.txt
has "over the scenario" err 'is a file that is read'
same "over the scenario" mine.cfg "$source/scenarios/minimal.cfg"

# ---- closed at any moment ----

for n in 0 1 3 8; do
    awk -v n=$n 'BEGIN { print "key m\nkey space"; for (j = 0; j < n; j++) print "wait 0.034"; print "close" }' >close.txt
    expect "closed after $n" 0 env SDL_VIDEODRIVER=dummy timeout 60 "$ccsim" watch "$two" "$one" \
        --play close.txt --show
    silent "closed after $n" err
done
for signal in INT TERM; do
    expect "ended by $signal" 130 env SDL_VIDEODRIVER=dummy timeout --preserve-status -s $signal .4 \
        "$ccsim" watch "$one" --run --speed max
    silent "ended by $signal" err
done
mkdir kept
cd kept || exit 1
printf 'key i\nclick "Add or take agents"\ntype 4\nkey Enter\nwait 60\n' >change.txt
expect "changed, then ended" 130 env SDL_VIDEODRIVER=dummy timeout --preserve-status -s INT 1 "$ccsim" watch \
    "$one" --from '2 10:00' --play change.txt --show
has "changed, then ended" err 'what was changed and not saved is in'
expect "what was changed" 0 "$ccsim" run "$one" --script contact_center.script.autosave --replications 1
has "what was changed" out '1 change'
rm contact_center.script.autosave
status=0 # kill: no handler sees it
SDL_VIDEODRIVER=dummy sh -c '"$@"; exit $?' sh timeout -s KILL 2 "$ccsim" watch "$one" --from '2 10:00' \
    --play change.txt --show >/dev/null 2>&1 || status=$?
[ "$status" = 137 ] || { echo "killed: status $status"; failures=1; }
expect "what was changed, then killed" 0 "$ccsim" run "$one" --script contact_center.script.autosave --replications 1
has "what was changed, then killed" out '1 change'
cd ..
expect "no display" 1 watch "$one"
has "no display" err 'there is no display to open a window on'

# ---- films ----

expect "pictures" 0 watch "$one" --record film/ --from '2 10:00' --to '2 10:02' --speed 60 --fps 5 \
    --size 320x240
silent "pictures" err
[ "$(find film -name '*.png' | wc -l)" = 11 ] || { echo "not 11 pictures"; failures=1; }
is_png "pictures" film/000011.png 320 240
differ "pictures" film/000001.png film/000011.png
expect "not over what is there" 2 watch "$one" --record film/
has "not over what is there" err 'film is already there'
expect "without ffmpeg" 0 env PATH=/nonexistent "$(command -v env)" "$ccsim" watch "$one" --record none.mp4 \
    --from '2 10:00' --to '2 10:01' --speed 60 --fps 2 --size 320x240
has "without ffmpeg" err 'there is no ffmpeg: 3 pictures are in none'
mkdir bin
printf '#!/bin/sh\ncat >/dev/null\necho "no such codec" >&2\nexit 3\n' >bin/ffmpeg
chmod +x bin/ffmpeg
expect "ffmpeg fails" 1 env PATH="$work/bin:$PATH" "$ccsim" watch "$one" --record bad.mp4 --from "2 10:00" --to "2 10:01"
has "ffmpeg fails" err 'no such codec'
has "ffmpeg fails" err 'ffmpeg has failed (status 3): bad.mp4 is not written'
printf '#!/bin/sh\nexit 4\n' >bin/ffmpeg
expect "ffmpeg ends at once" 1 env PATH="$work/bin:$PATH" "$ccsim" watch "$one" --record bad.mp4
has "ffmpeg ends at once" err 'ffmpeg has failed (status 4)'
printf 'rest\nkey i\nclick "Add or take agents"\ntype 3\nkey Enter\nclose\n' >changes.play
mkdir contact_center.script.autosave
expect "nowhere to keep it" 1 watch "$one" --play changes.play
has "nowhere to keep it" err 'cannot write contact_center.script.autosave: Is a directory'
has "nowhere to keep it" err '^[0-9 :.]* staff .* 3$'
rmdir contact_center.script.autosave
mkfifo waits.play
expect "no play" 2 timeout 5 "$ccsim" watch "$one" --play waits.play
has "no play" err 'waits.play: is not a regular file'
(ulimit -f 1 && watch "$one" --screenshot at=10:30 full.png) 2>full
grep -q 'cannot write full.png: File too large' full || { echo "a full disk: $(head -n 1 full)"; failures=1; }
[ ! -e full.png ] || { echo "half a picture"; failures=1; }
expect "a film without a name" 2 watch "$one" --record ''
has "a film without a name" err '--record: needs the name of a file'
expect "too long a film" 2 watch "$one" --record long.mp4 --speed 0.1 --fps 120
has "too long a film" err '--record: a film has at most 1000000 pictures (103680001)'
# a terminal's Ctrl-C ends both
printf '#!/bin/sh\nkill -INT $PPID\nsleep .1\nexit 255\n' >bin/ffmpeg
expect "a film is interrupted" 130 env PATH="$work/bin:$PATH" "$ccsim" watch "$one" --record bad.mp4
hasnt "a film is interrupted" err 'ffmpeg'
printf '#!/bin/sh\nexit 0\n' >bin/ffmpeg
expect "ffmpeg has enough" 1 env PATH="$work/bin:$PATH" "$ccsim" watch "$one" --record bad.mp4
has "ffmpeg has enough" err 'ended before its time'
[ ! -e bad.mp4 ] || { echo "bad.mp4 is there"; failures=1; }
if command -v ffmpeg >/dev/null; then
    expect "a film" 0 watch "$one" --record a.mp4 --from '2 10:00' --to '2 10:02' --fps 10 --size 321x241
    silent "a film" err
    [ -s a.mp4 ] || { echo "no film"; failures=1; }
fi
[ -z "$(find . -name '*ccsim-tmp*')" ] || { echo "something is left"; failures=1; }

# ---- what is refused ----

refused() { # NAME PATTERN OPTION...
    name=$1 pattern=$2
    shift 2
    expect "$name" 2 watch "$@"
    has "$name" err "$pattern"
    silent "$name" out
}
refused "no scenario" 'a scenario file is needed' --theme dark
refused "three" 'one or two scenario files' "$one" "$one" "$one"
refused "no picture" 'a FILE.png is needed' "$one" --screenshot at=10:30
refused "a picture too many" 'b.png: no --screenshot' "$one" --screenshot at=10:30 a.png b.png
refused "one picture for two" 'two of them are for a.png' "$one" --screenshot at=10:30 a.png --screenshot at=11:30 a.png
refused "no time" 'must be at=TIME' "$one" --screenshot 10:30 a.png
refused "a strange time" '--screenshot at: must be' "$one" --screenshot at=teatime a.png
refused "after the end" 'within the run' "$one" --screenshot at='900 10:00' a.png
refused "no PNG" 'must end in .png' "$one" --screenshot at=10:30,a.jpg
refused "theme" '--theme: must be dark or light' "$one" --theme blue
refused "size" '--size: must be like' "$one" --size 12
refused "a large size" '--size: must be like' "$one" --size 100000x720
refused "scale" '--scale: must be a number' "$one" --scale 9
refused "speed" '--speed: must be a number' "$one" --speed fast
refused "language" '--language: must be' "$one" --language klingon
refused "class" '--class and --name' "$one" --class scores.csv
refused "a formula" '--name: must not begin' "$one" --class scores.csv --name '=1'
refused "another file" 'no file of a class' "$one" --class day.txt --name Ann
refused "two at once" 'one of --screenshot' "$one" --play day.txt --record a.mp4
refused "show" '--show: needs --play' "$one" --show
refused "to" '--to: must be after --from' "$one" --record x.mp4 --from '2 10:00' --to '2 09:00'
refused "a scenario" 'nowhere.cfg' nowhere.cfg
refused "a script" 'nowhere.txt' "$one" --script nowhere.txt
refused "another script" 'one for each center' "$one" --script empty --script empty
refused "set" 'center.nothing' "$one" --set center.nothing=1
finish
