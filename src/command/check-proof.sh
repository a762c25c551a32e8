#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Checks what is in this folder with nothing of Tribune's: sh, sha256sum, base64, od, and openssl for the signature.
#
#   entry             what the journal says: codes, and a commitment to each part
#   parts/NAME        the bytes of a part, parts/NAME.salt the salt of its commitment
#   entry.tlog-proof  that the entry is in the journal (C2SP tlog-proof), with the signed checkpoint
#   before/N/entry    what came before it, by which it left: a decision, an approval; with its proof, and without its parts
#   key               who signed it; compare it with the key that the body publishes
set -eu
cd "$(dirname "$0")"
wrong() { echo "WRONG: $1" >&2; exit 1; }
sum() { sha256sum | cut -c1-64; }
hex() { od -An -v -tx1 | tr -d ' \n'; }
unhex() { left=$1; while [ -n "$left" ]; do rest=${left#??}; printf "\\$(printf '%03o' "0x${left%"$rest"}")"; left=$rest; done; }
node() { { printf '\001'; unhex "$1"; unhex "$2"; } | sum; }
line() { sed -n "$1p" checkpoint; }

# 1. Each part is what the entry commits to: SHA-256("tribune-commit/1" LF, salt, name LF, bytes).
sed -n 's/^part //p' entry | while read -r name expected; do
    if [ ! -f "parts/$name" ]; then echo "part $name is not in this folder"; continue; fi
    found=$({ printf 'tribune-commit/1\n'; cat "parts/$name.salt"; printf '%s\n' "$name"; cat "parts/$name"; } | sum)
    [ "$found" = "$expected" ] || wrong "part $name is not what was recorded"
    echo "part $name is what was recorded"
done

# 2. The entry leads to the root of the checkpoint (RFC 9162, section 2.1.3.2).
included() {
    index=$(sed -n 's/^index //p' "$1.tlog-proof")
    size=$(line 2)
    [ "$index" -lt "$size" ] || wrong "the checkpoint does not cover the entry"
    hash=$({ printf '\000'; cat "$1"; } | sum)
    first=$index last=$((size - 1))
    for sibling in $(sed '1,/^index /d;/^$/,$d' "$1.tlog-proof"); do
        sibling=$(printf '%s' "$sibling" | base64 -d | hex)
        [ "$last" -gt 0 ] || wrong "the proof is too long"
        if [ $((first & 1)) = 1 ] || [ "$first" = "$last" ]; then
            hash=$(node "$sibling" "$hash")
            while [ $((first & 1)) = 0 ] && [ "$first" != 0 ]; do first=$((first >> 1)) last=$((last >> 1)); done
        else
            hash=$(node "$hash" "$sibling")
        fi
        first=$((first >> 1)) last=$((last >> 1))
    done
    [ "$last" = 0 ] && [ "$hash" = "$(line 3 | base64 -d | hex)" ] || wrong "$1 is not in the journal that was signed"
}
sed '1,/^$/d' entry.tlog-proof > checkpoint
included entry
echo "the entry is number $index (counted from 0) of $size in $(line 1)"

# What the entry refers to came before it: what was decided and approved before something left.
at=$index
for before in before/*/entry; do
    [ -f "$before" ] || continue
    sed '1,/^$/d' "$before.tlog-proof" | cmp -s - checkpoint || wrong "$before is proven by another checkpoint"
    included "$before"
    [ "$index" -lt "$at" ] && grep -q "^ref $index\$" entry || wrong "$before is not one that the entry follows"
    echo "before it, number $index: $(sed -n 's/^attr event //p;s/^type \(release\)$/\1/p' "$before" | tail -n 1)"
done

# 3. The checkpoint is signed by the key: Ed25519 over its first three lines.
vkey=$(cat key)
if ! command -v openssl > /dev/null; then echo "there is no openssl here: the signature is not checked"; exit 0; fi
[ "${vkey%%+*}" = "$(line 1)" ] || wrong "the key is that of another journal"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{ printf '\060\052\060\005\006\003\053\145\160\003\041\000'; printf '%s' "${vkey#*+*+}" | base64 -d | tail -c 32; } > "$work/key"
line 5 | sed 's/.* //' | base64 -d | tail -c 64 > "$work/signature"
head -n 3 checkpoint > "$work/text"
openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key" -rawin -in "$work/text" -sigfile "$work/signature" \
    > /dev/null 2>&1 || wrong "the checkpoint is not signed by the key"
echo "the checkpoint is signed by $vkey"
