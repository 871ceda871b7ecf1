#!/usr/bin/env bash
# Fetches Godot with its export templates from Debian's archive into a folder of its own, without root and without
# touching the system:  get-godot.sh FOLDER OLDEST_VERSION
# Prints the program's path. On failure exits with 1; the last line on standard error is the reason.
set -euo pipefail
target=$1
oldest=$2
work=""

fail() { # one sentence
  printf '%s\n' "$1" >&2
  exit 1
}
trap '[ -z "$work" ] || rm -rf "$work"' EXIT

for tool in apt-get apt-cache dpkg-deb flock xargs tar; do
  command -v "$tool" >/dev/null || fail "Godot is fetched from Debian's archive, and this machine has no $tool"
done
case $(uname -m) in
  x86_64) triplet=x86_64-linux-gnu loader=ld-linux-x86-64.so.2 ;;
  aarch64) triplet=aarch64-linux-gnu loader=ld-linux-aarch64.so.1 ;;
  *) fail "Godot is fetched from Debian's archive for x86_64 and aarch64 only, and this machine is $(uname -m)" ;;
esac

mkdir -p "$(dirname "$target")"
exec 9>"$target.lock"
flock -w 900 9 || fail "another fetch of Godot has held $target.lock for 15 minutes"
if [ -x "$target/bin/godot" ]; then # another process was quicker
  printf '%s\n' "$target/bin/godot"
  exit 0
fi
work="$target.new"
rm -rf "$work"
mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial" "$work/apt/none" "$work/bin" "$work/prefix"
: >"$work/apt/status"

# The archive is the one this machine's own apt uses, security updates and third parties left out.
base=$(apt-get update --print-uris 2>/dev/null |
  sed -n "s#^'\(.*\)/dists/[^'/]*/main/binary-.*#\1#p" | grep -v -e security | head -n 1 || true)
[ -n "$base" ] || base=http://deb.debian.org/debian
keyring=$(ls /usr/share/keyrings/debian-archive-keyring.{gpg,pgp} 2>/dev/null | head -n 1 || true)
[ -n "$keyring" ] || fail "Godot is fetched from Debian's archive, and this machine has no keyring of it (package debian-archive-keyring)"

# The machine's apt.conf.d stays in force: it holds proxies and the policy on release dates.
private=(
  -o "Dir::Etc::sourcelist=$work/apt/sources.list" -o "Dir::Etc::sourceparts=$work/apt/none"
  -o "Dir::Etc::preferences=$work/apt/none/none" -o "Dir::Etc::preferencesparts=$work/apt/none"
  -o "Dir::State=$work/apt" -o "Dir::State::lists=$work/apt/lists" -o "Dir::State::status=$work/apt/status"
  -o "Dir::Cache=$work/apt/cache" -o "Dir::Cache::archives=$work/apt/cache/archives"
  -o APT::Install-Recommends=false -o APT::Sandbox::User=root -o APT::Update::Error-Mode=any
  -o Acquire::Languages=none -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300
)
packages="godot godot-template-debug godot-template-release patchelf libgl1 libglx-mesa0 libgl1-mesa-dri libegl1"

# Sets `version` to what the suites offer; false when that is too old or can't be read.
look_up() { # suites…
  for suite in "$@"; do printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$base" "$suite"; done >"$work/apt/sources.list"
  apt-get "${private[@]}" -qq update >&2 || return 1
  version=$(apt-cache "${private[@]}" policy godot | sed -n 's/^ *Candidate: *//p' | sed 's/^[0-9]*://; s/[+~-].*//')
  [ -n "$version" ] && [ "$version" != "(none)" ] || return 1
  [ "$(printf '%s\n%s\n' "$oldest" "$version" | sort -V | head -n 1)" = "$oldest" ]
}
download() {
  # shellcheck disable=SC2086 # a list of names
  apt-get "${private[@]}" -qq -y --download-only install $packages >&2
}
version=""
fetched=no
# Testing takes in only sets that can be installed together. An archive that changes meanwhile answers 404: look again.
for suites in testing unstable "testing unstable"; do
  # shellcheck disable=SC2086
  for _ in 1 2; do
    look_up $suites || break
    if download; then fetched=yes && break 2; fi
  done
done
[ "$fetched" = yes ] || fail "Debian's archive at ${base##*@} did not give a Godot $oldest or newer (last seen: ${version:-none})"

# shellcheck disable=SC2016
find "$work/apt/cache/archives" -name '*.deb' -print0 | xargs -0 -n 1 -P "$(nproc)" bash -c '
  set -o pipefail
  dpkg-deb --fsys-tarfile "$2" | tar -x -C "$1" --no-same-owner --exclude=./usr/share/doc --exclude=./usr/share/man \
    --exclude=./usr/share/locale --exclude=./etc' unpack "$work/prefix" || fail "Godot's packages could not be unpacked into $work"
find "$work/apt/cache/archives" -name '*.deb' -printf '%f\n' | sort >"$work/packages.txt"
rm -rf "$work/apt"

libraries="usr/lib/$triplet"
patch() { # patchelf runs from the prefix, against the prefix's libraries
  "$work/prefix/$libraries/$loader" --inhibit-cache \
    --library-path "$work/prefix/$libraries:$work/prefix/$libraries/pulseaudio" "$work/prefix/usr/bin/patchelf" "$@"
}
# A library's own RUNPATH hides the program's: GLX then finds no driver.
find "$work/prefix/$libraries" -name '*.so*' -type f -not -path '*/gconv/*' -print0 | while IFS= read -r -d '' library; do
  if [ -n "$(patch --print-rpath "$library" 2>/dev/null || true)" ]; then
    # shellcheck disable=SC2016 # for the loader to expand
    patch --force-rpath --set-rpath '$ORIGIN:$ORIGIN/pulseaudio' "$library"
  fi
done
for program in godot godot-template-debug godot-template-release; do
  mv "$work/prefix/usr/bin/$program" "$work/bin/$program"
  patch --set-interpreter "$target/prefix/$libraries/$loader" --force-rpath \
    --set-rpath "$target/prefix/$libraries:$target/prefix/$libraries/pulseaudio" "$work/bin/$program"
done

rm -rf "$target"
mv "$work" "$target" # the paths in the programs are those of the final place
work=""
if ! timeout 60 "$target/bin/godot" --headless --version >&2; then
  rm -rf "$target"
  fail "the Godot $version of Debian's archive does not run on this machine"
fi
printf '%s\n' "$target/bin/godot"
