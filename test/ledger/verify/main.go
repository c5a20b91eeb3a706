// SPDX-License-Identifier: Apache-2.0

// Command verify judges a log that another program wrote, with the note and tlog packages of
// golang.org/x/mod, which know nothing of that program.
//
//	verify -vkey KEY -dir FOLDER [-older CHECKPOINT]...   a whole log
//	verify -vkey KEY -proof FILE                          one receipt
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8
const tileWidth = 1 << tileHeight

type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

// folder serves tiles in the layout of c2sp.org/tlog-tiles, which leaves out the height.
type folder string

func (f folder) Height() int                     { return tileHeight }
func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, t := range tiles {
		path := "tile/" + strings.TrimPrefix(t.Path(), "tile/8/")
		b, err := os.ReadFile(filepath.Join(string(f), path))
		if err != nil {
			return nil, err
		}
		data = append(data, b)
	}
	return data, nil
}

// open verifies the log's signature and reads origin, size and root.
func open(raw []byte, vkey string) (tlog.Tree, error) {
	var tree tlog.Tree
	verifier, err := note.NewVerifier(strings.TrimSpace(vkey))
	if err != nil {
		return tree, err
	}
	n, err := note.Open(raw, note.VerifierList(verifier))
	if err != nil {
		return tree, err
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tree, errors.New("not a checkpoint of this log")
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return tree, err
	}
	tree.Hash, err = tlog.ParseHash(lines[2])
	return tree, err
}

func openFile(path, vkey string) (tlog.Tree, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return tlog.Tree{}, err
	}
	return open(raw, vkey)
}

func bundle(dir string, index int64, width int) ([][]byte, error) {
	tile := tlog.Tile{H: tileHeight, L: 0, N: index, W: width}
	path := "tile/entries/" + strings.TrimPrefix(tile.Path(), "tile/8/0/")
	raw, err := os.ReadFile(filepath.Join(dir, path))
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(raw) > 0 {
		if len(raw) < 2 {
			return nil, errors.New("bundle cut short")
		}
		size := int(binary.BigEndian.Uint16(raw))
		if raw = raw[2:]; len(raw) < size {
			return nil, errors.New("bundle cut short")
		}
		entries, raw = append(entries, raw[:size]), raw[size:]
	}
	if len(entries) != width {
		return nil, fmt.Errorf("%d entries in a bundle of %d", len(entries), width)
	}
	return entries, nil
}

func checkEntries(dir string, tree tlog.Tree, hashes tlog.HashReader) error {
	for at := int64(0); at < tree.N; at += tileWidth {
		width := tileWidth
		if tree.N-at < tileWidth {
			width = int(tree.N - at)
		}
		entries, err := bundle(dir, at/tileWidth, width)
		if err != nil {
			return err
		}
		for i, entry := range entries {
			index := at + int64(i)
			proof, err := tlog.ProveRecord(tree.N, index, hashes)
			if err != nil {
				return err
			}
			if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
				return fmt.Errorf("entry %d: %w", index, err)
			}
		}
	}
	return nil
}

func checkLog(dir, vkey string, older []string) error {
	tree, err := openFile(filepath.Join(dir, "checkpoint"), vkey)
	if err != nil {
		return err
	}
	hashes := tlog.TileHashReader(tree, folder(dir))
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return errors.New("the tiles give another root")
	}
	if err := checkEntries(dir, tree, hashes); err != nil {
		return err
	}
	for _, path := range older {
		old, err := openFile(path, vkey)
		if err != nil {
			return err
		}
		proof, err := tlog.ProveTree(tree.N, old.N, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	fmt.Printf("good: %d entries, %d older checkpoints\n", tree.N, len(older))
	return nil
}

func checkProof(path, vkey string) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	head, checkpoint, found := bytes.Cut(raw, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a proof")
	}
	extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	if err != nil {
		return err
	}
	var content struct{ Leaf string }
	if err := json.Unmarshal(extra, &content); err != nil {
		return err
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	tree, err := open(checkpoint, vkey)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash([]byte(content.Leaf))); err != nil {
		return err
	}
	fmt.Printf("good: entry %d of %d\n", index, tree.N)
	return nil
}

func main() {
	var older list
	vkey := flag.String("vkey", "", "the log's key")
	dir := flag.String("dir", "", "folder of the log")
	proof := flag.String("proof", "", "receipt")
	flag.Var(&older, "older", "an older checkpoint; may be given often")
	flag.Parse()
	var err error
	switch {
	case *dir != "":
		err = checkLog(*dir, *vkey, older)
	case *proof != "":
		err = checkProof(*proof, *vkey)
	default:
		err = errors.New("give -dir or -proof")
	}
	if err != nil {
		fmt.Println("bad:", err)
		os.Exit(1)
	}
}
