package bundle

import (
	"fmt"
	"strconv"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

// headsFirst is the first line of a heads proof.
const headsFirst = "ahd-heads-proof/1"

// HeadsProof is what the member heads says: where the stream stood, by which event.
type HeadsProof struct {
	Sequence uint64 // of the heads event
	Index    uint64 // of the record among the heads, from 0
	Version  uint64 // of the stream
	Hashes   []events.Hash
}

// EncodeHeads writes a heads proof.
func EncodeHeads(sequence uint64, proof ledger.HeadProof) []byte {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\nsequence %d\nindex %d\nversion %d\n", headsFirst, sequence, proof.Index, proof.Record.Version)
	for _, hash := range proof.Hashes {
		text.WriteString(hash.String() + "\n")
	}
	return []byte(text.String())
}

// ParseHeads reads what EncodeHeads writes, and nothing else; false otherwise.
func ParseHeads(text []byte) (p HeadsProof, ok bool) {
	lines := strings.Split(string(text), "\n")
	if len(lines) < 5 || len(lines) > 100 || lines[0] != headsFirst || lines[len(lines)-1] != "" {
		return p, false
	}
	for i, field := range []struct {
		name string
		to   *uint64
	}{{"sequence ", &p.Sequence}, {"index ", &p.Index}, {"version ", &p.Version}} {
		digits, named := strings.CutPrefix(lines[i+1], field.name)
		n, err := strconv.ParseUint(digits, 10, 53)
		if !named || err != nil || strconv.FormatUint(n, 10) != digits {
			return p, false
		}
		*field.to = n
	}
	for _, line := range lines[4 : len(lines)-1] {
		hash, ok := ledger.ParseHash(line)
		if !ok {
			return p, false
		}
		p.Hashes = append(p.Hashes, hash)
	}
	return p, true
}
