// SPDX-License-Identifier: Apache-2.0

// Go-verifier checks a journal's checkpoint and a proof against it with the Go project's own packages for checksum
// databases, which share no code with Tribune.
//
//	go-verifier VKEY CHECKPOINT PROOF ENTRY
//
// VKEY is the verifier key itself, the others are files. It succeeds when the checkpoint is signed by the key for the log of
// the same name, the proof's own checkpoint is too, both agree when they are of the same size, and the proof leads from
// the entry to its checkpoint's root.
package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const proofHeader = "c2sp.org/tlog-proof@v1"

type checkpoint struct {
	size int64
	root tlog.Hash
}

// openCheckpoint verifies a signed checkpoint and reads origin, size and root.
func openCheckpoint(signed []byte, verifier note.Verifier) (checkpoint, error) {
	var c checkpoint
	n, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return c, err
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) < 4 {
		return c, errors.New("checkpoint has too few lines")
	}
	if lines[0] != verifier.Name() {
		return c, fmt.Errorf("checkpoint is of %q, not of %q", lines[0], verifier.Name())
	}
	if c.size, err = decimal(lines[1]); err != nil {
		return c, err
	}
	c.root, err = tlog.ParseHash(lines[2])
	return c, err
}

func decimal(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || strconv.FormatInt(n, 10) != text {
		return 0, fmt.Errorf("%q is no decimal number", text)
	}
	return n, nil
}

// parseProof splits a proof file into index, hashes and checkpoint.
func parseProof(file []byte) (index int64, hashes tlog.RecordProof, signed []byte, err error) {
	head, signed, found := bytes.Cut(file, []byte("\n\n"))
	if !found {
		return 0, nil, nil, errors.New("proof has no checkpoint")
	}
	lines := strings.Split(string(head), "\n")
	if lines[0] != proofHeader {
		return 0, nil, nil, errors.New("not a proof file")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		if _, err := base64.StdEncoding.DecodeString(lines[0][len("extra "):]); err != nil {
			return 0, nil, nil, err
		}
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return 0, nil, nil, errors.New("proof has no index")
	}
	if index, err = decimal(lines[0][len("index "):]); err != nil {
		return 0, nil, nil, err
	}
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return 0, nil, nil, err
		}
		hashes = append(hashes, hash)
	}
	return index, hashes, signed, nil
}

func verify(vkey string, checkpointFile, proofFile, entry []byte) (string, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return "", err
	}
	known, err := openCheckpoint(checkpointFile, verifier)
	if err != nil {
		return "", fmt.Errorf("checkpoint: %w", err)
	}
	index, hashes, signed, err := parseProof(proofFile)
	if err != nil {
		return "", err
	}
	proven, err := openCheckpoint(signed, verifier)
	if err != nil {
		return "", fmt.Errorf("checkpoint of the proof: %w", err)
	}
	if known.size == proven.size && known.root != proven.root {
		return "", errors.New("two checkpoints of one size contradict each other")
	}
	if err := tlog.CheckRecord(hashes, proven.size, proven.root, index, tlog.RecordHash(entry)); err != nil {
		return "", err
	}
	return fmt.Sprintf("ok: entry %d of %s at size %d", index, verifier.Name(), proven.size), nil
}

func main() {
	if len(os.Args) != 5 {
		fmt.Fprintln(os.Stderr, "usage: go-verifier VKEY CHECKPOINT PROOF ENTRY")
		os.Exit(2)
	}
	var files [3][]byte
	for i, path := range os.Args[2:] {
		bytes, err := os.ReadFile(path)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		files[i] = bytes
	}
	result, err := verify(os.Args[1], files[0], files[1], files[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(result)
}
