package folder

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// ErrChanged is the class of a store that is not as it was left.
var ErrChanged = errors.New("changed while nobody had the data folder open")

// LastClose is how a folder was left when it was closed last, and what is not so any more.
type LastClose struct {
	dir  string
	sums sums // nil after a crash

	mu        sync.Mutex
	changed   []string // stores of which there is only one, and which are not as they were left
	bookSound bool
}

// Read reads how the folder was left.
func (l *LastClose) Read(dir string) (err error) {
	l.dir = dir
	l.sums, err = readSums(dir)
	return err
}

// Compare compares the stores with how they were left.
func (l *LastClose) Compare() error {
	changed, sound, err := l.sums.compare(l.dir)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.changed, l.bookSound = changed, sound
	return err
}

// Crashed reports whether the folder was not closed at all.
func (l *LastClose) Crashed() bool { return l.sums == nil }

// BookKnown reports whether it is known how the book was left.
func (l *LastClose) BookKnown() bool { return l.sums["book"] != "" }

// BookSound reports whether the book is as it was left, and that is known.
func (l *LastClose) BookSound() bool { return l.bookSound }

// Changed are the stores of which there is only one and that were changed.
func (l *LastClose) Changed() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.changed)
}

// Accept takes the stores as they are.
func (l *LastClose) Accept() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.changed = nil
}

// Refuses says why nothing can be recorded for what was changed; nil if it can.
func (l *LastClose) Refuses() error {
	changed := l.Changed()
	if len(changed) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %w; nothing can be recorded, reading goes on. “ahd doctor” says what to do",
		strings.Join(changed, " and "), ErrChanged)
}

// Write is the last that is done to a folder: it says how it is left now. A book that is
// not known to be sound is distrusted by the next start.
func (l *LastClose) Write(bookSound bool) error {
	return l.sums.write(l.dir, l.Changed(), bookSound)
}
