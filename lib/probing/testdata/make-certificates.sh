#!/bin/sh
# Makes the certificates beside it anew: a root, an intermediate, and leaves that are right or wrong in one way each.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/index"
cat >"$work/ca.conf" <<CONF
[ca]
default_ca=one
[one]
database=$work/index
new_certs_dir=$work
rand_serial=yes
unique_subject=no
default_md=sha256
policy=any
[any]
commonName=supplied
CONF

key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1"; }
request() { openssl req -new -key "$1" -subj "/CN=$2" -out "$work/request.pem"; }
sign() { # issuer arguments, extensions, start, end, output
  printf '%b' "$2" >"$work/extensions"
  # shellcheck disable=SC2086
  openssl ca -batch -notext -config "$work/ca.conf" -in "$work/request.pem" $1 -extfile "$work/extensions" \
    -startdate "$3" -enddate "$4" -out "$5" 2>/dev/null
}

authority='basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n'
here='basicConstraints=CA:FALSE\nsubjectAltName=DNS:localhost,IP:127.0.0.1\n'
elsewhere='basicConstraints=CA:FALSE\nsubjectAltName=DNS:elsewhere.test\n'
past=20200101000000Z
future=21200101000000Z
end=21260101000000Z
by_root="-cert root.pem -keyfile $work/root.key"
by_intermediate="-cert intermediate.pem -keyfile $work/intermediate.key"

key "$work/root.key"
request "$work/root.key" 'Stillup test root'
sign "-selfsign -keyfile $work/root.key" "$authority" $past $end root.pem
key "$work/intermediate.key"
request "$work/intermediate.key" 'Stillup test intermediate'
sign "$by_root" "$authority" $past $end intermediate.pem
key leaf.key
request leaf.key localhost
sign "$by_intermediate" "$here" $past $end leaf.pem
sign "$by_root" "$elsewhere" $past $end wrong-host.pem
sign "$by_root" "$here" $past 20200201000000Z expired.pem
sign "$by_root" "$here" $future $end future.pem
sign '-selfsign -keyfile leaf.key' "$here" $past $end self-signed.pem
chmod 644 leaf.key
