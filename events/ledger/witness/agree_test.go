package witness_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/events/ledger/witness"
)

// Any two people who read one policy must come to one answer, whichever verifier they
// use: also about policies that somebody wrote by hand, or to deceive.
func TestBothVerifiersReadAPolicyTheSameWay(t *testing.T) {
	python := startSecond(t)
	dice := rand.New(rand.NewPCG(13, 8))
	r, other := newRegister(t).grow(9, "event"), newRegister(t).grow(9, "event")
	var partners []witness.Key
	for _, name := range []string{"a", "b", "c", "d"} {
		partners = append(partners, partner(t, name+".example/w"))
	}
	answers := map[int]int{}
	for range 600 {
		text := written(dice, r, other, partners)
		signed := r.signedBy(dice, partners)
		first, err := asked(text, signed)
		if second := python.code(t, text, signed); second != first {
			t.Fatalf("the first verifier says %d (%v), the second %d of\n%s\nand\n%s", first, err, second, text, signed)
		}
		answers[first]++
	}
	for _, code := range []int{0, 1, 4, 7} {
		if answers[code] < 15 {
			t.Errorf("these are no good examples: %v", answers)
		}
	}
}

// asked asks the first verifier, as policies.py asks the second.
func asked(text, signed []byte) (int, error) {
	policy, err := witness.ParsePolicy(text)
	if err != nil {
		return 7, err
	}
	var demands verification.Demands
	policy.Demand(&demands, time.Now())
	switch err := demands.Policy(signed); {
	case err != nil:
		return 4, err
	case demands.Alone:
		return 1, nil
	}
	return 0, nil
}

// written is a policy as somebody might write it: often right, sometimes with one byte
// that is not.
func written(dice *rand.Rand, r, other *register, partners []witness.Key) []byte {
	var text bytes.Buffer
	log := []*register{r, r, r, r, other}[dice.IntN(5)]
	names := []string{"none", "x"}
	if dice.IntN(20) > 0 {
		fmt.Fprintf(&text, "log %s\n", log.key)
	}
	if dice.IntN(6) == 0 {
		fmt.Fprintf(&text, "\tlog  %s https://log.example # another\n", other.key)
	}
	for i, k := range partners {
		if dice.IntN(8) > 0 {
			name := fmt.Sprintf("w%d", i)
			fmt.Fprintf(&text, "witness %s %s\n", name, k.Verifier)
			names = append(names, name)
		}
	}
	for i := range dice.IntN(4) {
		name := fmt.Sprintf("g%d", i)
		members := slices.Clone(names[2:])
		dice.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
		members = members[:min(len(members), 1+dice.IntN(3))]
		if dice.IntN(15) == 0 {
			members = append(members, names[dice.IntN(len(names))])
		}
		least := []string{"any", "all", "1", "2", "01", "+1", "0", "9"}[dice.IntN(4+dice.IntN(20)/19*4)]
		fmt.Fprintf(&text, "group %s %s %s\n", name, least, strings.Join(members, " "))
		names = append(names, name)
	}
	quorum := names[len(names)-1]
	if dice.IntN(3) == 0 {
		quorum = names[dice.IntN(len(names))]
	}
	if dice.IntN(10) == 0 {
		quorum = "none"
	}
	fmt.Fprintf(&text, "quorum %s\n", quorum)
	policy := text.Bytes()
	if dice.IntN(8) == 0 {
		const telling = " \t\n\r#+=AAzw019\x00\x7f\xff\u00a0"
		policy[dice.IntN(len(policy))] = telling[dice.IntN(len(telling))]
	}
	return policy
}

// signedBy is a checkpoint with the cosignatures of some, among which some are wrong, or
// from another time, or of strangers, or by a key under another name.
func (r *register) signedBy(dice *rand.Rand, partners []witness.Key) []byte {
	r.t.Helper()
	signed := r.checkpoint(9)
	text := shown(r.t, signed).Text
	for _, k := range partners {
		at := uint64(time.Now().Unix())
		switch dice.IntN(12) {
		case 0, 1:
			continue
		case 3:
			at += 3600
		case 4:
			at = math.MaxInt64 - uint64(dice.IntN(2)) + uint64(dice.IntN(3))
		case 5:
			k = partner(r.t, k.Name())
		}
		line := cosignedAt(r.t, k, text, at)
		switch dice.IntN(20) {
		case 0:
			line = flipped(line)
		case 1:
			line = strings.Replace(line, "— ", "— x", 1)
		}
		signed = append(signed, line...)
	}
	return signed
}

// cosignedAt is a cosignature that is dated.
func cosignedAt(t testing.TB, k witness.Key, text string, at uint64) string {
	t.Helper()
	parts := strings.SplitN(strings.TrimPrefix(k.Secret(), "PRIVATE+KEY+"), "+", 3)
	seed, err := base64.StdEncoding.DecodeString(parts[2])
	must(t, err)
	signature := ed25519.Sign(ed25519.NewKeyFromSeed(seed[1:]), fmt.Appendf(nil, "cosignature/v1\ntime %d\n%s", at, text))
	var id uint32
	_, err = fmt.Sscanf(parts[1], "%08x", &id)
	must(t, err)
	raw := binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint32(nil, id), at)
	return "— " + parts[0] + " " + base64.StdEncoding.EncodeToString(append(raw, signature...)) + "\n"
}

// flipped is a signature that is not right.
func flipped(line string) string {
	last := len(line) - 8
	changed := byte('A')
	if line[last] == changed {
		changed = 'B'
	}
	return line[:last] + string(changed) + line[last+1:]
}

// A policy that somebody made to be slow is read in no time, and is none.
func TestAPolicyOfManyGroupsIsReadAtOnce(t *testing.T) {
	python := startSecond(t)
	r := newRegister(t).grow(9, "event")
	a, z := partner(t, "a"), partner(t, "z")
	var text strings.Builder
	fmt.Fprintf(&text, "log %s\nwitness z %s\nwitness a %s\ngroup g0 any a\n", r.key, z.Verifier, a.Verifier)
	for i := range 60 {
		fmt.Fprintf(&text, "group g%d any g%d g%d\n", i+1, i, i)
	}
	twice := text.String() + "quorum g60\n"
	_, err := witness.ParsePolicy([]byte(twice))
	wants(t, "a witness counted in more places than there are atoms", err, witness.ErrFormat)
	deep := "log " + r.key + "\nwitness a " + a.Verifier + "\ngroup g0 any a\n"
	for i := range 3000 {
		deep += fmt.Sprintf("group g%d any g%d\n", i+1, i)
	}
	deep += "quorum g3000\n"
	signed := r.cosigned(r.checkpoint(9), a)
	for what, text := range map[string]string{"asked of nobody": text.String() + "quorum a\n", "twice": twice, "deep": deep} {
		first, err := asked([]byte(text), signed)
		if second := python.code(t, []byte(text), signed); second != first {
			t.Errorf("%s: the first verifier says %d (%v), the second %d", what, first, err, second)
		}
	}
}

// second is the verifier that lies in each bundle, in a process of its own.
type second struct {
	ask    io.WriteCloser
	answer io.Reader
}

func startSecond(t testing.TB) *second {
	t.Helper()
	python, err := exec.LookPath("python3")
	if errors.Is(err, exec.ErrNotFound) && os.Getenv("CI") != "true" {
		t.Skip("python3 is not there: the second verifier is not tested")
	}
	must(t, err)
	command := exec.Command(python, "-B", filepath.Join("testdata", "policies.py"), filepath.Join("..", "bundle", "verify.py"))
	var said strings.Builder
	command.Stderr = &said
	s := &second{}
	s.ask, err = command.StdinPipe()
	must(t, err)
	s.answer, err = command.StdoutPipe()
	must(t, err)
	must(t, command.Start())
	t.Cleanup(func() {
		s.ask.Close()
		if err := command.Wait(); err != nil || said.Len() > 0 {
			t.Errorf("the second verifier: %v\n%s", err, said.String())
		}
	})
	return s
}

func (s *second) code(t testing.TB, policy, signed []byte) int {
	t.Helper()
	var head [8]byte
	binary.BigEndian.PutUint32(head[:], uint32(len(policy)))
	binary.BigEndian.PutUint32(head[4:], uint32(len(signed)))
	for _, part := range [][]byte{head[:], policy, signed} {
		_, err := s.ask.Write(part)
		must(t, err)
	}
	_, err := io.ReadFull(s.answer, head[:1])
	must(t, err)
	return int(head[0])
}
