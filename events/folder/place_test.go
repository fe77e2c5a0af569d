package folder_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"ahd.example/ahd/events/folder"
)

// What is written of a place is read back: each of its fields, found by reflection, so
// that none is forgotten.
func TestAPlaceIsReadAsItWasWritten(t *testing.T) {
	full := folder.Place{Addresses: []string{"tls://node@a:4222", "tls://node@b"}}
	for i := range reflect.TypeFor[folder.Place]().NumField() {
		switch field := reflect.ValueOf(&full).Elem().Field(i); field.Kind() {
		case reflect.String:
			field.SetString("/etc/" + reflect.TypeFor[folder.Place]().Field(i).Name)
		case reflect.Int:
			field.SetInt(3)
		}
	}
	for _, p := range []folder.Place{{}, full, {Addresses: []string{"nats://a"}}} {
		dir := t.TempDir()
		if _, said, err := folder.ReadPlace(dir); said || err != nil {
			t.Fatalf("%v %v", said, err)
		}
		if err := folder.WritePlace(dir, p); err != nil {
			t.Fatal(err)
		}
		read, said, err := folder.ReadPlace(dir)
		if err != nil || !said || !reflect.DeepEqual(read, p) {
			t.Errorf("%+v was written, %+v read: %v", p, read, err)
		}
	}
}

// What cannot be understood is never taken for the folder's own log.
func TestAPlaceThatCannotBeUnderstoodIsRefused(t *testing.T) {
	for _, text := range []string{"", "place=\n", "place=embeddee\nplace=embedded\n", "plaec=embedded\n", "place=embedded\nplace=embedded\n", "place=file:///x\n",
		"place=tls://a,\n", "place=tls://a\nreplicas=none\n", "place=tls://a\nreplicas=0\n", "place=tls://a\ncolour=red\n", "place=tls://[::\n", "embedded\n", "place=EMBEDDED\n", "place=Embedded\n"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "log"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if p, said, err := folder.ReadPlace(dir); !errors.Is(err, folder.ErrPlace) || said {
			t.Errorf("%q is read as %+v", text, p)
		}
	}
	if err := folder.WritePlace(t.TempDir(), folder.Place{Addresses: []string{"tls://a"}, CA: "/a\nplace=embedded"}); !errors.Is(err, folder.ErrPlace) {
		t.Errorf("a line break gets in: %v", err)
	}
}

// The servers decide whether it is the same place, not who logs in, nor the order.
func TestAnAddressIsKnownByItsServers(t *testing.T) {
	p := folder.Place{Addresses: []string{"tls://node@log-1:4222", "tls://log-2"}}
	for given, same := range map[string]bool{
		"tls://log-1": true, "nats://other:secret@LOG-2:4222,tls://log-1": true, "log-1": true,
		"tls://log-3": false, "tls://log-1,tls://log-3": false, "tls://log-1:4223": false,
	} {
		addresses, err := folder.SplitAddresses(given)
		if err != nil || p.Names(addresses) != same {
			t.Errorf("%s: %v %v", given, p.Names(addresses), err)
		}
	}
	if (folder.Place{}).Names([]string{"tls://log-1"}) {
		t.Error("an address is the folder itself")
	}
}

// A copy of a folder is no node: neither where it lies beside it nor where it took its
// place.
func TestACopyOfAFolderIsAnotherNode(t *testing.T) {
	dir, copied := t.TempDir(), filepath.Join(t.TempDir(), "copy")
	const id = "0190c8a0-0000-7000-8000-000000000001"
	if err := folder.SetNodeID(dir, id); err != nil {
		t.Fatal(err)
	}
	if got, err := folder.NodeID(dir); err != nil || got != id {
		t.Fatalf("%q %v", got, err)
	}
	if said, err := os.ReadFile(filepath.Join(dir, "node")); err != nil || strings.TrimSpace(string(said)) != id {
		t.Errorf("%q %v", said, err)
	}
	if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if got, err := folder.NodeID(copied); err != nil || got != "" {
		t.Errorf("the copy is %q %v", got, err)
	}
	moved := filepath.Join(t.TempDir(), "moved")
	if err := os.Rename(dir, moved); err != nil {
		t.Fatal(err)
	}
	if got, err := folder.NodeID(moved); err != nil || got != id {
		t.Errorf("renamed, it is %q %v", got, err)
	}
	if err := os.WriteFile(filepath.Join(moved, "node"), []byte("none\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := folder.NodeID(moved); err != nil || got != "" {
		t.Errorf("damaged, it is %q %v", got, err)
	}
}
