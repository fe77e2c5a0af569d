package main

import (
	"archive/tar"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// backupOf is a backup of a register, by members in their order.
func backupOf(t *testing.T, change func(h *tar.Header, content []byte) (*tar.Header, []byte)) string {
	t.Helper()
	whole := filepath.Join(t.TempDir(), "whole.tar")
	ok(t, "backup", whole, "--data", imported(t))
	file, err := os.Open(whole)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	changed := filepath.Join(t.TempDir(), "changed.tar")
	out, err := os.Create(changed)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	members, writer := tar.NewReader(file), tar.NewWriter(out)
	for h, err := members.Next(); err == nil; h, err = members.Next() {
		content := make([]byte, h.Size)
		if _, err := members.Read(content); err != nil && h.Size > 0 && err.Error() != "EOF" {
			t.Fatal(err)
		}
		h, content = change(h, content)
		if err := writer.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := writer.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return changed
}

// A backup that is not as it should be is refused, and nothing of it stays.
func TestNothingStaysOfARefusedBackup(t *testing.T) {
	on := func(name string, change func(h *tar.Header, content []byte) (*tar.Header, []byte)) func(*tar.Header, []byte) (*tar.Header, []byte) {
		return func(h *tar.Header, content []byte) (*tar.Header, []byte) {
			if h.Name == name {
				return change(h, content)
			}
			return h, content
		}
	}
	longer := func(h *tar.Header, content []byte) (*tar.Header, []byte) {
		h.Size += 1 << 20
		return h, append(content, make([]byte, 1<<20)...)
	}
	other := func(h *tar.Header, content []byte) (*tar.Header, []byte) {
		content[len(content)/2] ^= 1
		return h, content
	}
	for name, change := range map[string]func(*tar.Header, []byte) (*tar.Header, []byte){
		"a long format": on("format", longer), "a long key": on("keys/log.key", longer), "another key": on("keys/log.key", other),
		"another entry": on("ledger/entries.log", other), "another manifest": on("manifest.json", other),
	} {
		for _, there := range []bool{false, true} {
			dir := filepath.Join(t.TempDir(), "restored")
			if there {
				if err := os.Mkdir(dir, 0o700); err != nil {
					t.Fatal(err)
				}
			}
			fails(t, 2, "restore", backupOf(t, change), "--data", dir)
			if left, err := os.ReadDir(dir); len(left) > 0 || (err == nil) != there {
				t.Errorf("%s: %v %v", name, left, err)
			}
		}
	}
	refusesHoles(t)
}

// refusesHoles restores a small file of which one member claims to be a gigabyte of
// nothing, in the form of GNU tar and in that of POSIX.
func refusesHoles(t *testing.T) {
	t.Helper()
	for _, version := range []string{"1.0", "0.1"} {
		file := filepath.Join(t.TempDir(), "holes.tar")
		out, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		records := map[string]string{"GNU.sparse.major": version[:1], "GNU.sparse.minor": version[2:], "GNU.sparse.name": "texts.db", "GNU.sparse.realsize": "1073741824", "GNU.sparse.size": "1073741824", "GNU.sparse.map": "1073741824,0", "GNU.sparse.numblocks": "1"}
		body := make([]byte, 512)
		copy(body, "1\n1073741824\n0\n")
		writePAX(t, out, records, body)
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "restored")
		fails(t, 2, "restore", file, "--data", dir)
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("version %s: something stays", version)
		}
	}
}

// writePAX writes one member with records that archive/tar reads and does not write.
func writePAX(t *testing.T, out *os.File, records map[string]string, body []byte) {
	t.Helper()
	var all strings.Builder
	for key, value := range records {
		for length := len(key) + len(value) + 3; ; length++ {
			line := fmt.Sprintf("%d %s=%s\n", length, key, value)
			if len(line) == length {
				all.WriteString(line)
				break
			}
		}
	}
	w := tar.NewWriter(out)
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	header := &tar.Header{Name: "PaxHeaders.0/texts.db", Typeflag: tar.TypeReg, Size: int64(all.Len()), Mode: 0o600}
	must(w.WriteHeader(header))
	_, err := w.Write([]byte(all.String()))
	must(err)
	must(w.WriteHeader(&tar.Header{Name: "GNUSparseFile.0/texts.db", Typeflag: tar.TypeReg, Size: int64(len(body)), Mode: 0o600}))
	_, err = w.Write(body)
	must(err)
	must(w.Close())
	// The first member becomes the records of the second.
	var block [512]byte
	_, err = out.ReadAt(block[:], 0)
	must(err)
	block[156] = tar.TypeXHeader
	sum := 0
	copy(block[148:156], "        ")
	for _, b := range block {
		sum += int(b)
	}
	copy(block[148:156], fmt.Sprintf("%06o\x00 ", sum))
	_, err = out.WriteAt(block[:], 0)
	must(err)
}
