package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"ahd.example/ahd/cmd/ahd/help"
	"ahd.example/ahd/events/folder"
)

// takers are the commands that record or keep a file that somebody names, by the flag or
// argument that names it; FILE is where it goes.
var takers = map[string][]string{
	"record evidence --file":    {"record", "evidence", "--commitment", item, "--file", "FILE"},
	"record source --file":      {"record", "source", "--id", "s-9", "--file", "FILE"},
	"record attach --file":      {"record", "attach", "--instrument", "declaration-bonded-labour", "--source", "s-9", "--file", "FILE"},
	"record method --file":      {"record", "method", "--version", "2", "--file", "FILE"},
	"import register file":      {"import", "register", "FILE"},
	"import register --sources": {"import", "register", exampleDir + "/register.json", "--sources", "FILE"},
	"import ratings file":       {"import", "ratings", "FILE", "--title", "T"},
}

// others name files that are written, or read and never kept.
var others = []string{
	"--config", "--nats-ca", "--nats-creds", "--nats-cert", "--nats-key", "--nats-password-file", "--head", "--receipt", "--output", "log ", "report check", "backup", "restore", "repair", "--data",
	"serve", "demo",
}

// Every flag that names a file is known to keep nothing, or is tested below.
func TestEveryFlagThatTakesAFileIsKnown(t *testing.T) {
	found, seen := 0, 0
	for _, name := range namesOfFiles(model(t, newCLI()).Model.Node) {
		seen++
		if _, known := takers[name]; known {
			found++
			continue
		}
		if !slices.ContainsFunc(others, func(other string) bool {
			return strings.HasPrefix(name, other) || strings.HasPrefix(other, "--") && strings.HasSuffix(name, other)
		}) {
			t.Errorf("%q names a file: say in takers how it is used, or in others that nothing of it is kept", name)
		}
	}
	if found != len(takers) || seen < 40 {
		t.Errorf("%d of %d are there, of %d that name files", found, len(takers), seen)
	}
}

// namesOfFiles are the flags and arguments of a command, and of those below it, that stand
// for a file or a folder.
func namesOfFiles(node *kong.Node) (names []string) {
	path := ""
	if node.Type == kong.CommandNode {
		path = help.PathOf(node)
	}
	for _, argument := range node.Positional {
		if argument.Name == "file" || argument.Name == "dir" || argument.Tag.Type == "path" {
			names = append(names, path+" "+argument.Name)
		}
	}
	for _, flag := range node.Flags {
		if strings.Contains(flag.PlaceHolder, "FILE") || strings.Contains(flag.PlaceHolder, "DIR") || flag.Tag.Type == "path" {
			names = append(names, strings.TrimSpace(path+" --"+flag.Name))
		}
	}
	for _, child := range node.Children {
		names = append(names, namesOfFiles(child)...)
	}
	return names
}

// No file of the data folder is taken in by any of them, however it is spelled, and
// nothing of it is read into files/.
func TestNoFileOfTheDataFolderIsTakenIn(t *testing.T) {
	dir := imported(t)
	secret, err := os.ReadFile(filepath.Join(dir, "keys", "log.key"))
	if err != nil {
		t.Fatal(err)
	}
	before := filesKept(t, dir)
	for _, served := range []bool{false, true} {
		if served {
			start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
		}
		for name, args := range takers {
			for spelling, file := range spellings(t, dir, name) {
				asked := slices.Clone(args)
				asked[slices.Index(asked, "FILE")] = file
				if p := fails(t, 2, append(asked, "--data", dir)...); p.Code != "file.data-folder" || p.Recorded == nil || *p.Recorded {
					t.Errorf("served %v, %s by %s: %+v", served, name, spelling, p)
				}
			}
		}
	}
	if after := filesKept(t, dir); !slices.Equal(before, after) {
		t.Errorf("%v was put into files/", after)
	}
	for _, name := range filesKept(t, dir) {
		if content, err := os.ReadFile(filepath.Join(dir, "files", name)); err != nil || bytes.Contains(content, secret) {
			t.Errorf("%s holds the key, or %v", name, err)
		}
	}
}

// spellings are names of one file of a data folder. Where the sources of a register are
// asked for it is a folder whose files are.
func spellings(t *testing.T, dir, name string) map[string]string {
	t.Helper()
	aside := t.TempDir()
	at := func(parts ...string) string { return filepath.Join(append([]string{aside}, parts...)...) }
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	key := filepath.Join(dir, "keys", "log.key")
	if strings.HasSuffix(name, "--sources") {
		must(os.Mkdir(at("linked"), 0o700))
		sources, err := os.ReadDir(exampleDir + "/sources")
		must(err)
		for _, one := range sources {
			must(os.Link(key, at("linked", one.Name())))
		}
		return map[string]string{"hard links": at("linked")}
	}
	must(os.Symlink(key, at("link.txt")))
	must(os.Symlink(dir, at("folder")))
	must(os.Link(key, at("second.txt")))
	here, err := os.Getwd()
	must(err)
	relative, err := filepath.Rel(here, key)
	must(err)
	return map[string]string{
		"its name": key, "a link": at("link.txt"), "a link to the folder": at("folder", "keys", "log.key"), "a second name": at("second.txt"),
		"a relative name": relative, "a way around": filepath.Join(dir, "files") + "/../keys/./log.key", "another file": filepath.Join(dir, "ledger", "checkpoint"),
	}
}

func filesKept(t *testing.T, dir string) (names []string) {
	t.Helper()
	root := filepath.Join(dir, "files")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			name, _ := filepath.Rel(root, path)
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// A file that only lies beside a data folder, or is called like one of its own, is not its.
func TestAFileBesideTheDataFolderIsNotItsOwn(t *testing.T) {
	dir, beside := imported(t), t.TempDir()
	for _, path := range []string{filepath.Join(beside, "log.key"), filepath.Join(filepath.Dir(dir), "data.txt"), filepath.Join(beside, "absent")} {
		if filepath.Base(path) != "absent" {
			if err := os.WriteFile(path, []byte("a list\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if folder.Owns(dir, path) {
			t.Errorf("%s is taken for the folder's", filepath.Base(path))
		}
	}
	away := filepath.Join(beside, "keys")
	if err := errors.Join(os.Rename(filepath.Join(dir, "keys"), away), os.Symlink(away, filepath.Join(dir, "keys"))); err != nil {
		t.Fatal(err)
	}
	if !folder.Owns(dir, filepath.Join(away, "log.key")) {
		t.Error("keys on another disk are not the folder's")
	}
	if folder.Owns(filepath.Join(beside, "no folder"), filepath.Join(beside, "log.key")) {
		t.Error("a folder that is not there owns nothing")
	}
}
