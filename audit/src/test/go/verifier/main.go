// Command verifier judges exported audit logs with the libraries of the Go checksum database, none of which was written for Fort.
//
//	verifier VKEY FOLDER...
//
// A folder holds a log in the C2SP tlog-tiles layout (checkpoint, tile/...) and, in remembered/, signed notes of the same log known from
// elsewhere. For each folder one line is printed: the folder, a tab, "good" or "bad", a tab, and the reason.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

// folder reads tiles from files. The path of a tile in package tlog starts with "tile/8/", that of tlog-tiles with "tile/".
type folder string

func (f folder) Height() int                                { return tileHeight }
func (f folder) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(string(f), tilePath(tile)))
		if err != nil {
			return nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", tilePath(tile), len(data))
		}
		all = append(all, data)
	}
	return all, nil
}

func tilePath(tile tlog.Tile) string {
	path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
	return strings.Replace(path, "tile/data/", "tile/entries/", 1)
}

func open(file string, verifier note.Verifier) (tlog.Tree, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, err
	}
	signed, err := note.Open(data, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != verifier.Name() {
		return tlog.Tree{}, errors.New("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return tlog.Tree{}, errors.New("malformed size")
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, errors.New("malformed root")
	}
	return tlog.Tree{N: size, Hash: tlog.Hash(root)}, nil
}

func verify(name string, verifier note.Verifier) error {
	tree, err := open(filepath.Join(name, "checkpoint"), verifier)
	if err != nil {
		return err
	}
	hashes := tlog.TileHashReader(tree, folder(name))
	for first := int64(0); first < tree.N; first += 1 << tileHeight {
		if err := verifyBundle(name, hashes, first, min(1<<tileHeight, tree.N-first)); err != nil {
			return err
		}
	}
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return errors.New("root differs")
	}
	return verifyRemembered(name, verifier, tree, hashes)
}

// verifyBundle compares each entry with its leaf hash, which the reader has authenticated against the signed root.
func verifyBundle(name string, hashes tlog.HashReader, first, width int64) error {
	tile := tlog.Tile{H: tileHeight, L: -1, N: first >> tileHeight, W: int(width)}
	data, err := os.ReadFile(filepath.Join(name, tilePath(tile)))
	if err != nil {
		return err
	}
	var indexes []int64
	for i := first; i < first+width; i++ {
		indexes = append(indexes, tlog.StoredHashIndex(0, i))
	}
	leaves, err := hashes.ReadHashes(indexes)
	if err != nil {
		return err
	}
	for i, leaf := range leaves {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return fmt.Errorf("record %d is missing or cut", first+int64(i))
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		if tlog.RecordHash(data[2:end]) != leaf {
			return fmt.Errorf("record %d differs", first+int64(i))
		}
		data = data[end:]
	}
	if len(data) > 0 {
		return fmt.Errorf("bytes after record %d", first+width-1)
	}
	return nil
}

func verifyRemembered(name string, verifier note.Verifier, tree tlog.Tree, hashes tlog.HashReader) error {
	files, err := filepath.Glob(filepath.Join(name, "remembered", "*"))
	if err != nil {
		return err
	}
	for _, file := range files {
		known, err := open(file, verifier)
		if err != nil {
			return err
		}
		if known.N > tree.N {
			return fmt.Errorf("a checkpoint of %d records is known, the log has %d", known.N, tree.N)
		}
		if known.N == 0 {
			continue
		}
		root, err := tlog.TreeHash(known.N, hashes)
		if err != nil {
			return err
		}
		if root != known.Hash {
			return fmt.Errorf("another root at size %d", known.N)
		}
	}
	return nil
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: verifier VKEY FOLDER...")
		os.Exit(2)
	}
	verifier, err := note.NewVerifier(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	for _, name := range os.Args[2:] {
		if err := verify(name, verifier); err != nil {
			fmt.Printf("%s\tbad\t%s\n", name, strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Printf("%s\tgood\t\n", name)
		}
	}
}
