package powercut

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// quick is a disk on which a sync takes no time, with a folder whose name is durable.
func quick(t *testing.T) (*Disk, uint64) {
	t.Helper()
	d := New()
	d.SyncTime = func() time.Duration { return 0 }
	data := d.made(t, root, "data", syscall.S_IFDIR|0o700)
	d.synced(t, root)
	return d, data
}

func (d *Disk) made(t *testing.T, parent uint64, name string, mode uint32) uint64 {
	t.Helper()
	n, no := d.create(parent, name, mode)
	if no != 0 {
		t.Fatal(no)
	}
	return n.inode
}

// filed makes a file with a text.
func (d *Disk) filed(t *testing.T, parent uint64, name, text string) uint64 {
	t.Helper()
	inode := d.made(t, parent, name, syscall.S_IFREG|0o600)
	d.nodes[inode].write([]byte(text), 0)
	return inode
}

func (d *Disk) synced(t *testing.T, inodes ...uint64) {
	t.Helper()
	for _, inode := range inodes {
		if no := d.sync(inode); no != 0 {
			t.Fatal(no)
		}
	}
}

// left are the files of the folder that a model leaves, with their texts, as often as it
// was asked with other luck.
func (d *Disk) left(t *testing.T, m Model) (seen map[string]bool) {
	t.Helper()
	seen = map[string]bool{}
	dir := t.TempDir()
	for luck := range uint64(60) {
		to := filepath.Join(dir, fmt.Sprint(m, luck))
		if err := d.After(rand.New(rand.NewPCG(luck, 1)), m, "data", to); err != nil {
			t.Fatal(err)
		}
		entries, err := os.ReadDir(to)
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, entry := range entries {
			content, err := os.ReadFile(filepath.Join(to, entry.Name()))
			if err != nil {
				t.Fatal(err)
			}
			said = append(said, entry.Name()+"="+strings.ReplaceAll(string(content), "\x00", "0"))
		}
		seen[strings.Join(said, " ")] = true
	}
	return seen
}

// histories are what may be done to a disk, and what each model may leave of it.
var histories = []struct {
	name string
	do   func(t *testing.T, d *Disk, data uint64)
	left map[Model][]string
}{
	{"a file and its name were synced", func(t *testing.T, d *Disk, data uint64) {
		d.synced(t, d.filed(t, data, "f", "old"), data)
	}, map[Model][]string{Ordered: {"f=old"}, Strict: {"f=old"}, Torn: {"f=old"}}},
	{"a file was synced and its name was not", func(t *testing.T, d *Disk, data uint64) {
		d.synced(t, d.filed(t, data, "f", "old"))
	}, map[Model][]string{Ordered: {"f=old"}, Strict: {""}, Torn: {"", "f=old"}}},
	{"nothing was synced", func(t *testing.T, d *Disk, data uint64) {
		d.filed(t, data, "f", "new")
	}, map[Model][]string{Ordered: {"", "f=", "f=000"}, Strict: {""}, Torn: {"", "f=", "f=0", "f=00", "f=000", "f=new"}}},
	{"a file grew", func(t *testing.T, d *Disk, data uint64) {
		f := d.filed(t, data, "f", "old")
		d.synced(t, f, data)
		d.nodes[f].write([]byte("new"), 3)
	}, map[Model][]string{Ordered: {"f=old", "f=old000"}, Strict: {"f=old"}, Torn: {"f=old", "f=old0", "f=old00", "f=old000", "f=oldnew"}}},
	{"a file was cut off and written anew", func(t *testing.T, d *Disk, data uint64) {
		f := d.filed(t, data, "f", "old")
		d.synced(t, f, data)
		d.nodes[f].truncate(0)
		d.nodes[f].write([]byte("newer"), 0)
	}, map[Model][]string{Ordered: {"f=", "f=00000"}, Strict: {"f=old"}, Torn: {"f=old", "f=old0", "f=old00", "f=newer"}}},
	{"a file that was not synced takes the place of another", func(t *testing.T, d *Disk, data uint64) {
		d.synced(t, d.filed(t, data, "f", "old"), data)
		d.filed(t, data, "g", "new")
		if no := d.rename(data, "g", data, "f"); no != 0 {
			t.Fatal(no)
		}
	}, map[Model][]string{
		Ordered: {"f=old", "f=old g=", "f=old g=000", "f=new"}, Strict: {"f=old"},
		Torn: {"f=old", "f=old g=", "f=old g=0", "f=old g=00", "f=old g=000", "f=old g=new", "f=", "f=0", "f=00", "f=000", "f=new"},
	}},
	{"a file that was synced takes the place of another, and the folder is synced", func(t *testing.T, d *Disk, data uint64) {
		d.synced(t, d.filed(t, data, "f", "old"), data, d.filed(t, data, "g", "new"))
		if no := d.rename(data, "g", data, "f"); no != 0 {
			t.Fatal(no)
		}
		d.synced(t, data)
	}, map[Model][]string{Ordered: {"f=new"}, Strict: {"f=new"}, Torn: {"f=new"}}},
	{"a name is taken away", func(t *testing.T, d *Disk, data uint64) {
		d.synced(t, d.filed(t, data, "f", "old"), data)
		if no := d.remove(data, "f", false); no != 0 {
			t.Fatal(no)
		}
	}, map[Model][]string{Ordered: {"f=old", ""}, Strict: {"f=old"}, Torn: {"f=old", ""}}},
}

// What each model may leave of a small history, and nothing else.
func TestWhatACutLeaves(t *testing.T) {
	for _, c := range histories {
		t.Run(c.name, func(t *testing.T) {
			d, data := quick(t)
			c.do(t, d, data)
			d.Cut()
			for _, m := range Models {
				allowed := map[string]bool{}
				for _, each := range c.left[m] {
					allowed[each] = true
				}
				seen := d.left(t, m)
				for each := range seen {
					if !allowed[each] {
						t.Errorf("%s leaves %q", m, each)
					}
				}
				if !seen[c.left[m][0]] || len(seen) == 1 && len(allowed) > 1 {
					t.Errorf("%s leaves only %v of %v", m, seen, c.left[m])
				}
			}
		})
	}
}

// What is written while a sync runs is not covered by it, and a sync that the cut meets
// has not happened.
func TestASyncCoversWhatWasThereWhenItBegan(t *testing.T) {
	d, data := quick(t)
	f := d.filed(t, data, "f", "first ")
	d.synced(t, data)
	during := func(do func()) syscall.Errno {
		d.SyncTime = func() time.Duration { do(); return 0 }
		return d.sync(f)
	}
	if no := during(func() { d.nodes[f].write([]byte("second "), 6) }); no != 0 {
		t.Fatal(no)
	}
	if seen := d.left(t, Strict); !seen["f=first "] {
		t.Errorf("%v", seen)
	}
	if no := during(d.Cut); no != syscall.EIO {
		t.Error(no)
	}
	if seen := d.left(t, Strict); !seen["f=first "] || len(seen) != 1 {
		t.Errorf("%v", seen)
	}
	if _, no := d.create(data, "g", syscall.S_IFREG); no != syscall.EIO {
		t.Error("the disk works on:", no)
	}
}

// A large file comes back as it was at its last sync, whatever was done to it since.
func TestEveryPageComesBack(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 200 {
		d, data := quick(t)
		f := d.filed(t, data, "f", strings.Repeat("0123456789", r.IntN(3000)))
		d.synced(t, data)
		var want string
		for step := range 40 {
			switch n := d.nodes[f]; r.IntN(6) {
			case 0:
				n.truncate(r.Int64N(30_000))
			case 1:
				d.synced(t, f)
				want = string(n.content)
			default:
				n.write([]byte(strings.Repeat(string(rune('a'+step%26)), 1+r.IntN(9000))), r.Int64N(30_000))
			}
		}
		d.Cut()
		to := filepath.Join(t.TempDir(), "after")
		err := d.After(r, Strict, "data", to)
		have, also := os.ReadFile(filepath.Join(to, "f"))
		if err := errors.Join(err, also); err != nil {
			t.Fatal(err)
		}
		if string(have) != want {
			t.Fatalf("%d bytes, want %d, or other ones", len(have), len(want))
		}
	}
}
