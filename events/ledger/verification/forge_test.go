package verification_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
)

// scene is an honest register with its bundles, and the dice of a forger.
type scene struct {
	*register
	t      testing.TB
	dice   *rand.Rand
	whole  bundle.Manifest
	files  []file // of the whole record
	one    bundle.Manifest
	strand []file // of one stream
	old    []byte // a checkpoint that somebody kept
}

func newScene(t testing.TB, seed uint64) *scene { return sceneOf(t, seed, seed%2 == 1) }

// sceneOf makes one in which a clock was wrong and was set right, or none was.
func sceneOf(t testing.TB, seed uint64, clocks bool) *scene {
	r := newRegister(1, seed)
	r.clocks = clocks
	for {
		r.story(50)
		if version, _ := r.stand.Of(commitmentUnderTest); version > 4 {
			break
		}
		r.say(commitmentUnderTest, reported{State: "planning"})
	}
	r.heads(0)
	r.say(commitmentUnderTest, reported{State: "stalled", Narrative: r.typed("the last word")})
	s := &scene{register: r, t: t, dice: rand.New(rand.NewPCG(seed, 11)), old: r.checkpoint(30)}
	all, one := r.bundle(t, "", 10, 25), r.bundle(t, commitmentUnderTest, 10, 25, 30)
	s.whole, s.files = manifestOf(t, all), unpack(t, all)
	s.one, s.strand = manifestOf(t, one), unpack(t, one)
	return s
}

// sealed are the files of the whole record under a manifest that fits.
func (s *scene) sealed(files []file) []byte { return seal(s.t, s.whole, files) }

// sealedOne are the files of one stream under a manifest that fits.
func (s *scene) sealedOne(files []file) []byte { return seal(s.t, s.one, files) }

// signed is a bundle of bodies that the holder of a key signs, whatever they say.
func (s *scene) signed(bodies [][]byte, signer note.Signer) []byte {
	var tree ledger.Tree
	var hashes []byte
	for _, body := range bodies {
		hashes = append(hashes, tree.Add(events.LeafHash(body))...)
	}
	m := s.whole
	m.Size, m.Last, m.Root = tree.Size(), tree.Size(), tree.Root().String()
	files := without(s.files, "checkpoints/")
	if len(bodies) < len(s.bodies) {
		files, m.Erased = without(files, bundle.TextsName), erasedIn(bodies)
	}
	for name, content := range map[string][]byte{
		bundle.EntriesName: join(bodies), bundle.HashesName: hashes,
		bundle.CheckpointName: sign(ledger.Checkpoint{Origin: origin, Size: tree.Size(), Root: tree.Root()}, signer),
	} {
		files = with(files, name, func([]byte) []byte { return content })
	}
	return seal(s.t, m, files)
}

// dropped are the files but one.
func dropped(files []file, name string) []file {
	return slices.DeleteFunc(slices.Clone(files), func(f file) bool { return f.name == name })
}

func without(files []file, prefix string) []file {
	return slices.DeleteFunc(slices.Clone(files), func(f file) bool { return strings.HasPrefix(f.name, prefix) })
}

// bodiesOf are copies of the honest ones.
func (s *scene) bodiesOf() [][]byte {
	bodies := make([][]byte, len(s.bodies))
	for i, body := range s.bodies {
		bodies[i] = bytes.Clone(body)
	}
	return bodies
}

// with are the bodies and one more event, as the register would have recorded it.
func (s *scene) with(stream string, payload events.Payload) [][]byte {
	more := newRegister(1, 1)
	for _, body := range s.bodies[1:] {
		more.take(body)
	}
	more.bodies[0], more.now = s.bodies[0], s.now
	more.say(stream, payload)
	return more.bodies
}

// pick draws an event of which something is true, by its index.
func (s *scene) pick(what string, is func(i int, e events.Envelope) bool) int {
	var found []int
	for i, body := range s.bodies {
		e, _, err := events.Scan(body)
		must(s.t, err)
		if is(i, e) {
			found = append(found, i)
		}
	}
	if len(found) == 0 {
		s.t.Fatalf("this register has no %s", what)
	}
	return found[s.dice.IntN(len(found))]
}

// report draws a progress report that other events of its stream follow.
func (s *scene) report() int {
	return s.pick("report that is followed", func(i int, e events.Envelope) bool {
		last, _ := s.stand.Of(e.Subject)
		return i < 40 && strings.HasPrefix(string(e.Type), "ahd.commitment.progress") && uint64(e.StreamVersion) < last
	})
}

// edited says that a report said something else.
func edited(body []byte) []byte {
	for _, change := range [][2]string{{`"in_progress"`, `"all_is_done"`}, {`"planning"`, `"finished"`}, {`"stalled"`, `"goes_on"`}} {
		if bytes.Contains(body, []byte(change[0])) {
			return bytes.Replace(body, []byte(change[0]), []byte(change[1]), 1)
		}
	}
	panic(fmt.Sprintf("nothing to edit in %s", body))
}

// edit is the record in which a report was edited.
func (s *scene) edit() (bodies [][]byte, index int) {
	bodies, index = s.bodiesOf(), s.report()
	bodies[index] = edited(bodies[index])
	return bodies, index
}

// headsAgain puts the heads right after somebody changed what they are about.
func headsAgain(bodies [][]byte) [][]byte {
	for range bodies { // each changes those behind it
		var standing ledger.Standing
		changed := false
		for i, body := range bodies {
			e, data, err := events.Scan(body)
			if err != nil {
				panic(err)
			}
			if said, is := ledger.ReadHeads(e, data); is {
				records, _ := standing.At(said.Sequence)
				if root, _ := ledger.HeadsRoot(records); root != said.Root {
					bodies[i] = bytes.Replace(body, []byte(said.Root.String()), []byte(root.String()), 1)
					changed = true
					break
				}
			}
			standing.Add(e.Subject, uint64(e.StreamVersion), events.LeafHash(body))
		}
		if !changed {
			return bodies
		}
		bodies = rechained(bodies)
	}
	return bodies
}

// rewritten is what a forger with the log key makes of the record: everything fits,
// except what others kept.
func (s *scene) rewritten() [][]byte {
	bodies, _ := s.edit()
	return headsAgain(rechained(bodies))
}
