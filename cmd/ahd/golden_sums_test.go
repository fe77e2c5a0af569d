package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// lie are the sums of the files in the work folder, but for those of data folders.
func (g *golden) lie() map[string]string {
	files := map[string]string{}
	err := filepath.WalkDir(g.work, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(path, g.work+"/")
		if entry.IsDir() && strings.HasPrefix(entry.Name(), "data") {
			return filepath.SkipDir
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		content, err := os.ReadFile(path)
		files[name] = goldenFile(name, content)
		return err
	})
	if err != nil {
		g.t.Fatal(err)
	}
	return files
}

// goldenFile is what is compared of a file: the names in a backup, in which the pages of
// SQLite files and the blocks of the log hold when they were written; else its sum.
func goldenFile(name string, content []byte) string {
	switch {
	case goldenRandom[name] != "":
		return "file " + name + "\n"
	case strings.HasPrefix(name, "backup"):
		return "file " + name + "\n" + members(content)
	}
	return fmt.Sprintf("file %s, %d bytes, sha256 %x\n", name, len(content), sha256.Sum256(content))
}

// members are the names in a backup, with the sums of those that are part of the record.
func members(content []byte) string {
	var out strings.Builder
	archive := tar.NewReader(bytes.NewReader(content))
	for {
		header, err := archive.Next()
		if err != nil {
			return out.String()
		}
		body, _ := io.ReadAll(archive)
		fmt.Fprintf(&out, "  %s %o", header.Name, header.Mode)
		if strings.HasPrefix(header.Name, "ledger/") && !holdsCosignatures(header.Name) || strings.HasPrefix(header.Name, "files/") || strings.HasPrefix(header.Name, "keys/") || !strings.Contains(header.Name, "/") && len(body) < 200 {
			fmt.Fprintf(&out, " %x", sha256.Sum256(body))
		}
		out.WriteByte('\n')
	}
}

// holdsCosignatures names files of which the bytes are not compared: they hold what witnesses sign,
// who say when.
func holdsCosignatures(name string) bool { return strings.HasPrefix(name, "ledger/checkpoints/") }

// written are the files that a command wrote.
func (g *golden) written() string {
	now := g.lie()
	var changed []string
	for name, sum := range now {
		if g.files[name] != sum {
			changed = append(changed, sum)
		}
	}
	for name := range g.files {
		if _, is := now[name]; !is {
			changed = append(changed, "file "+name+" is gone\n")
		}
	}
	g.files = now
	slices.Sort(changed)
	return strings.Join(changed, "")
}

// sums compares what lies in the data folder at the end, by name; the record itself, what
// says what it is and the words that wait beside it, by their sums.
func (g *golden) sums() {
	g.t.Helper()
	var out strings.Builder
	err := filepath.WalkDir(g.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && entry.Name() == "jetstream" {
			return cmpSkip(err)
		}
		name := strings.TrimPrefix(path, g.dir+"/")
		if !entry.Type().IsRegular() {
			return nil
		}
		content, err := os.ReadFile(path)
		if strings.HasSuffix(name, "-shm") || strings.HasSuffix(name, "-wal") {
			return err
		}
		info, _ := entry.Info()
		fmt.Fprintf(&out, "%s %o", name, info.Mode())
		if top, _, _ := strings.Cut(name, "/"); !holdsCosignatures(name) && slices.Contains([]string{"ledger", "files", "keys", "format", "head", "log", "node"}, top) {
			fmt.Fprintf(&out, " %x", sha256.Sum256(content))
		}
		out.WriteByte('\n')
		return err
	})
	if err != nil {
		g.t.Fatal(err)
	}
	catalogue, err := os.ReadFile("../../events/CATALOGUE.md")
	if err != nil {
		g.t.Fatal(err)
	}
	g.compare("folder", []goldenAnswer{
		{"the data folder at the end", strings.TrimSuffix(out.String(), "\n")},
		{"the catalogue of events", fmt.Sprintf("sha256 %x", sha256.Sum256(catalogue))},
	})
}

// cmpSkip leaves a folder out, unless it could not be read.
func cmpSkip(err error) error {
	if err != nil {
		return err
	}
	return filepath.SkipDir
}
