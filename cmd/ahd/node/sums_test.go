package node_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/services/commands/register"
	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/services/backup"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/importing/example"
	"ahd.example/ahd/services/recording"
)

// importExample fills a register.
func importExample(t *testing.T, n *node.Node) {
	t.Helper()
	who := rule.ByLocal("coordinator")
	imp, err := importing.Prepare(example.Register(), sources(t), n.Key.Origin, who)
	if err != nil {
		t.Fatal(err)
	}
	_, err = imp.Run(context.Background(), n.Recorder, n.Files, func(int, int) {})
	if err == nil {
		err = n.Book.Wait(t.Context(), n.Ledger.Size())
	}
	if err != nil {
		t.Fatal(err)
	}
}

func closed(t *testing.T, n *node.Node) {
	t.Helper()
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
}

// served is the file of the book that serves.
func served(t *testing.T, dir string) string {
	t.Helper()
	name, err := os.ReadFile(filepath.Join(dir, "book", "current"))
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "book", string(name))
}

func textOf(t *testing.T, n *node.Node, id string) (text string) {
	t.Helper()
	err := n.Book.Read(t.Context(), func(v *book.View) error {
		row, found, err := commitments.Find(v, id, edtf.Karachi(time.Now()))
		if !found {
			err = errors.New("it is not there")
		}
		text = row.Text
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// altered changes a file while nobody has the folder open.
func altered(t *testing.T, path, from, to string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	spoiled := bytes.ReplaceAll(content, []byte(from), []byte(to))
	if bytes.Equal(spoiled, content) {
		t.Fatalf("%s does not hold %q", filepath.Base(path), from)
	}
	if err := os.WriteFile(path, spoiled, 0o600); err != nil {
		t.Fatal(err)
	}
}

// SQLite does not notice a letter that has changed in a row. We do: the book is made
// anew, and says again what the record says.
func TestALetterOfTheBookThatChangesIsNotShown(t *testing.T) {
	for name, crash := range map[string]bool{"closed": false, "after a crash": true} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			n := open(t, dir)
			importExample(t, n)
			before := textOf(t, n, "cm-b1")
			closed(t, n)
			word := longest(before)
			altered(t, served(t, dir), word, strings.ToUpper(word))
			if crash {
				if err := os.Remove(filepath.Join(dir, "sums")); err != nil {
					t.Fatal(err)
				}
			}
			n = open(t, dir)
			defer closed(t, n)
			if after := textOf(t, n, "cm-b1"); after != before {
				t.Errorf("it says %q and said %q", after, before)
			}
			if err := n.Ready(); err != nil {
				t.Error(err)
			}
		})
	}
}

func longest(text string) (word string) {
	for w := range strings.FieldsSeq(text) {
		if len(w) > len(word) {
			word = w
		}
	}
	return word
}

// Of typed texts there is one store. If it is changed, it is named until somebody
// accepts it, and nothing is recorded beside it.
func TestAStoreThatWasChangedIsNamed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	n := open(t, dir)
	importExample(t, n)
	closed(t, n)
	n = open(t, dir) // a process that records nothing forgets nothing
	if _, err := n.Texts.Put(t.Context(), "9d2c1a64-0f0e-4a52-8f3b-5a1de5f3c111", "narrative", "nobody recorded this"); err != nil {
		t.Fatal(err)
	}
	closed(t, n)
	altered(t, filepath.Join(dir, "texts.db"), "nobody recorded", "NOBODY recorded")
	for range 2 { // closing it does not make it right
		n = open(t, dir)
		if err := n.Ready(); !errors.Is(err, folder.ErrChanged) || !strings.Contains(err.Error(), "texts.db") || strings.Contains(err.Error(), "private.db") {
			t.Errorf("%v", err)
		}
		closed(t, n)
	}
}

// Words that were typed and never recorded are forgotten at the end of a process that
// recorded something itself, and of no other.
func TestWordsGoOnlyAfterSomethingWasRecorded(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	n := open(t, dir)
	importExample(t, n)
	closed(t, n)
	const command = "9d2c1a64-0f0e-4a52-8f3b-5a1de5f3c111"
	n = open(t, dir)
	if _, err := n.Texts.Put(t.Context(), command, "narrative", "nobody recorded this"); err != nil {
		t.Fatal(err)
	}
	closed(t, n)
	for _, step := range []struct{ kept, records bool }{{true, false}, {true, true}, {false, false}} {
		n = open(t, dir)
		if _, kept, err := n.Texts.Read(t.Context(), command+"/narrative"); err != nil || kept != step.kept {
			t.Errorf("%+v: kept %v, %v", step, kept, err)
		}
		if step.records {
			described := register.DescribeRegister{Described: events.RegisterDescribed{Title: "Something was recorded", TimeZone: n.Book.Described().Zone.Name()}}
			if _, err := n.Recorder.Do(t.Context(), recording.Request{ID: "9d2c1a64-0f0e-4a52-8f3b-5a1de5f3c112", Who: rule.ByLocal("administrator"), Command: described}); err != nil {
				t.Fatal(err)
			}
		}
		closed(t, n)
	}
}

// What a crash leaves of an examination, a backup or a drill holds words, and goes.
func TestRemnantsGoAtTheStart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	closed(t, open(t, dir))
	for _, name := range []string{"examined-1", "backup-2", backup.DrillMark + "3", "repair.part"} {
		if err := os.MkdirAll(filepath.Join(dir, name, "data"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	kept := filepath.Join(dir, "jetstream-kept-20261128T093000.000Z")
	if err := os.Mkdir(kept, 0o700); err != nil {
		t.Fatal(err)
	}
	closed(t, open(t, dir))
	for _, pattern := range []string{"examined-*", "backup-*", "drill-*", "repair.part"} {
		if left, _ := filepath.Glob(filepath.Join(dir, pattern)); len(left) != 0 {
			t.Errorf("%v stays", left)
		}
	}
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("a damaged store that is kept was removed: %v", err)
	}
}
