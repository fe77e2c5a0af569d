package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/uuid"

	"ahd.example/ahd/events/private"
	"ahd.example/ahd/events/texts"
)

// findsAll looks for all that was answered, in a folder that no program uses: in the
// ledger once, with its words and its document. What was said to be erased is gone. It
// returns how much is not so.
func (p *recorders) findsAll(t *testing.T, dir string) (wrong int) {
	t.Helper()
	ids, seen := idsInLedger(t, dir), map[string]int{}
	for _, id := range ids {
		if seen[id]++; seen[id] > 1 {
			t.Errorf("command %s is two events", id)
		}
	}
	stores, err := openStores(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer stores.close()
	var lost []error
	erased := map[string]bool{}
	for id, a := range p.told {
		if int(a.sequence) > len(ids) || ids[a.sequence-1] != id {
			lost = append(lost, fmt.Errorf("command %s was answered as event %d and is lost", id, a.sequence))
			continue
		}
		if !a.erasing {
			lost = append(lost, stores.holds(t, id, a))
		} else if a.erased {
			erased[id] = true
		}
	}
	lost = append(lost, gone(dir, erased)...)
	for _, err := range lost {
		if err == nil {
			continue
		}
		if wrong++; wrong <= 10 {
			t.Error(err)
		}
	}
	if wrong > 10 {
		t.Errorf("and %d more", wrong-10)
	}
	return wrong
}

// stores are what keeps words and documents.
type stores struct {
	dir       string
	words     *texts.Reader
	documents *private.Store
}

func openStores(dir string) (s stores, err error) {
	s.dir = dir
	if s.words, err = texts.OpenReader(filepath.Join(dir, "texts.db")); err != nil {
		return s, err
	}
	s.documents, err = private.Open(filepath.Join(dir, "private.db"))
	return s, err
}

func (s stores) close() { _ = errors.Join(s.words.Close(), s.documents.Close()) } // the test looks no further

// holds says what is missing of what a command brought.
func (s stores) holds(t *testing.T, id string, a asked) error {
	if a.narrative != "" {
		if _, have, _, err := s.words.Salted(t.Context(), texts.ID(id, "narrative")); err != nil || have != a.narrative {
			return fmt.Errorf("command %s said %q and now %q (%v)", id, a.narrative, have, err)
		}
	}
	if a.document == nil {
		return nil
	}
	sum := sha256.Sum256(a.document)
	name := hex.EncodeToString(sum[:])
	have, err := os.ReadFile(filepath.Join(s.dir, "files", name))
	if err != nil || !bytes.Equal(have, a.document) {
		return fmt.Errorf("the document of command %s is lost: %d bytes of %d, %v", id, len(have), len(a.document), err)
	}
	if known, err := s.documents.Names(t.Context(), name, ""); err != nil || !known {
		return fmt.Errorf("whose document is that of command %s is not known any more (%v)", id, err)
	}
	return nil
}

// gone says where words or a document still are that were erased: of which commands, by
// their ids.
func gone(dir string, erased map[string]bool) (there []error) {
	if len(erased) == 0 {
		return nil
	}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		for _, mark := range []string{"says in command ", "what document "} {
			for id := range behind(content, mark) {
				if erased[id] {
					there = append(there, fmt.Errorf("what command %s brought was erased and stands in %s", id, entry.Name()))
				}
			}
		}
		return err
	})
	return append(there, err)
}

// behind are the ids that stand behind a mark.
func behind(content []byte, mark string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			at := bytes.Index(content, []byte(mark))
			if at < 0 {
				return
			}
			content = content[at+len(mark):]
			if !yield(string(content[:min(len(content), len(uuid.Nil.String()))])) {
				return
			}
		}
	}
}
