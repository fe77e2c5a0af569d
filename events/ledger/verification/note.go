package verification

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events/ledger"
)

// maxNote is how long a note may be, in bytes.
const maxNote = 1_000_000

// readNote reads a checkpoint whose signatures nobody has looked at yet. It asks for the
// one spelling of a note, which x/mod does not. It returns a Failure of the kind
// Unreadable.
func readNote(signed []byte, whose string) (Signed, *Failure) {
	wrong := func(why string) (Signed, *Failure) {
		return Signed{}, failure(Unreadable, "checkpoint.unreadable", fmt.Sprintf("%s is not a signed checkpoint: %s.", whose, why))
	}
	end := strings.LastIndex(string(signed), "\n\n")
	switch {
	case len(signed) > maxNote:
		return wrong("it is too long")
	case !plainText(signed):
		return wrong("it is not plain text")
	case end < 0 || end+2 == len(signed) || signed[len(signed)-1] != '\n':
		return wrong("it has no signatures")
	}
	lines := strings.Split(string(signed[end+2:len(signed)-1]), "\n")
	if len(lines) > 100 {
		return wrong("it has too many signatures")
	}
	seen := map[string]bool{}
	for _, line := range lines {
		name, id, ok := signature(line)
		if !ok {
			return wrong("a signature is spelt in another way")
		}
		who := fmt.Sprintf("%s+%08x", name, id)
		if seen[who] {
			return wrong("one key signed it twice")
		}
		seen[who] = true
	}
	c, err := ledger.ParseCheckpoint(string(signed[:end+1]))
	if err != nil {
		signed, bad := wrong("its three lines are spelt in another way")
		return signed, bad.because(err)
	}
	return Signed{c, signed}, nil
}

// plainText asks for UTF-8 without control characters other than newline.
func plainText(text []byte) bool {
	return strings.ToValidUTF8(string(text), "") == string(text) &&
		!strings.ContainsFunc(string(text), func(r rune) bool { return r < 0x20 && r != '\n' })
}

// signature reads one line: "— name base64".
func signature(line string) (name string, id uint32, ok bool) {
	rest, dashed := strings.CutPrefix(line, "— ")
	name, text, _ := strings.Cut(rest, " ")
	raw, err := base64.StdEncoding.DecodeString(text)
	if !dashed || err != nil || len(raw) < 5 || base64.StdEncoding.EncodeToString(raw) != text || !validName(name) {
		return "", 0, false
	}
	return name, binary.BigEndian.Uint32(raw), true
}

func validName(name string) bool {
	return name != "" && !strings.Contains(name, "+") && !strings.ContainsFunc(name, unicode.IsSpace)
}

// signedBy asks for the log's own signature.
func (s Signed) signedBy(log note.Verifier) error {
	_, err := ledger.OpenCheckpoint(s.Note, log)
	return err
}

// verifierOf reads a verifier key. It returns a *Failure.
func verifierOf(key string) (note.Verifier, error) {
	log, err := note.NewVerifier(key)
	if err != nil || !spelt(key, log) {
		return nil, failure(Unreadable, "key", "What should be the key of the log is none.").because(err)
	}
	return log, nil
}

// spelt asks for the one spelling of a verifier key.
func spelt(key string, log note.Verifier) bool {
	parts := strings.SplitN(key, "+", 3)
	if len(parts) != 3 {
		return false
	}
	raw, err := base64.StdEncoding.DecodeString(parts[2])
	return err == nil && len(raw) == 33 && fmt.Sprintf("%s+%08x+%s", log.Name(), log.KeyHash(), base64.StdEncoding.EncodeToString(raw)) == key
}
