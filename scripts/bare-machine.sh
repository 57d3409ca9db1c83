#!/bin/sh
# Tries `npm start` where nothing is installed but Debian's base system and Node: run by hand, as root, needs
# debootstrap and a network. Takes the committed state of this checkout. The machine is a folder and is kept:
#   sh scripts/bare-machine.sh [FOLDER]
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
machine=${1:-/var/tmp/confab-bare-machine}
http=18980
say() { printf '\n== %s\n' "$*"; }

if [ "${CONFAB_BARE:-}" != inside ]; then
  # Mounts and processes go with the namespaces.
  export CONFAB_BARE=inside
  exec unshare --mount --pid --fork --kill-child sh "$0" "$@"
fi

if [ ! -e "$machine/etc/debian_version" ]; then
  say "Installing Debian 12's base system into $machine"
  debootstrap --variant=minbase bookworm "$machine" >"$machine.log" 2>&1 || { tail "$machine.log"; exit 1; }
fi

say "Adding Node and a clone"
node=$(readlink -f "$(command -v node)")
npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
mkdir -p "$machine/usr/lib/node_modules" "$machine/etc/ssl/certs"
cp "$node" "$machine/usr/bin/node"
rm -rf "$machine/usr/lib/node_modules/npm" "$machine/confab"
cp -r "$npm" "$machine/usr/lib/node_modules/npm"
ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$machine/usr/bin/npm"
git clone -q "$here" "$machine/confab"
# What this machine needs to reach the registries, the other one needs too.
cp /etc/resolv.conf /etc/hosts "$machine/etc/"
cp -r /etc/apt/apt.conf.d "$machine/etc/apt/"
[ ! -e /etc/ssl/certs/ca-certificates.crt ] || cp /etc/ssl/certs/ca-certificates.crt "$machine/etc/ssl/certs/"

mount -t proc proc "$machine/proc"
mount --bind /dev "$machine/dev"
inside() {
  chroot "$machine" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    npm_config_cafile=/etc/ssl/certs/ca-certificates.crt \
    CONFAB_HTTP_PORT=$http CONFAB_HTTPS_PORT=18943 CONFAB_RELAY_PORT=13978 "$@"
}
start() {
  begin=$(date +%s%N)
  inside sh -c 'cd /confab && exec npm start' >"$machine/start.log" 2>&1 </dev/null &
  starting=$!
  until inside node -e "fetch('http://localhost:$http/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"; do
    kill -0 $starting 2>/dev/null || { cat "$machine/start.log"; exit 1; }
    sleep 0.1
  done
  echo "ready after $((($(date +%s%N) - begin) / 1000000)) ms"
  # The summary waits for the relay.
  until grep -q '^  Stop ' "$machine/start.log"; do sleep 0.1; done
}
stop() {
  inside sh -c 'cd /confab && npm stop --silent'
  wait $starting || true
}

say "npm start, the first time"
start
cat "$machine/start.log"
grep -q 'Relay  *coturn on port' "$machine/start.log" || { echo "FAILED: no relay"; exit 1; }
[ "$(inside sh -c 'cat /proc/[0-9]*/comm' | grep -c turnserver)" = 1 ] || { echo "FAILED: not one turnserver"; exit 1; }
[ ! -e "$machine/usr/sbin/policy-rc.d" ] || { echo "FAILED: policy-rc.d is still there"; exit 1; }
stop

say "npm start, the second time"
start
stop
if inside sh -c 'cat /proc/[0-9]*/comm' | grep -q turnserver; then echo "FAILED: a relay is left"; exit 1; fi
say "All well"
