package witness

import (
	"encoding/base64"
	"errors"
	"strings"
	"unicode"
)

// wordsOf are the words of a line of a policy, without its comment.
func wordsOf(line string) []string {
	before, _, _ := strings.Cut(line, "#")
	return strings.Fields(before)
}

// spelt asks of a line of a policy what torchwood does not: words separated by spaces and
// tabs alone, and the one spelling of keys and numbers, so that two verifiers read one
// policy in one way.
func spelt(line, key string) error {
	before, _, _ := strings.Cut(line, "#")
	if strings.ContainsFunc(before, func(c rune) bool { return unicode.IsSpace(c) && c != ' ' && c != '\t' }) {
		return errors.New("its words are separated by something else than spaces or tabs")
	}
	if key != "" && !keySpelt(key) {
		return errors.New("a key in it is spelt in another way")
	}
	if words := wordsOf(line); len(words) > 2 && words[0] == "group" && strings.ContainsAny(words[2][:1], "+-0") {
		return errors.New("a number in it is spelt in another way")
	}
	return nil
}

// keySpelt asks for the one spelling of a verifier key.
func keySpelt(key string) bool {
	parts := strings.SplitN(key, "+", 3) // base64 has plus signs of its own
	if len(parts) != 3 || parts[1] != strings.ToLower(parts[1]) {
		return false
	}
	raw, err := base64.StdEncoding.DecodeString(parts[2])
	return err == nil && base64.StdEncoding.EncodeToString(raw) == parts[2]
}

// asksNobody says whether the quorum is none.
func asksNobody(lines []string) bool { return quorumOf(lines) == "none" }

func quorumOf(lines []string) string {
	for _, line := range lines {
		if words := wordsOf(line); len(words) > 1 && words[0] == "quorum" {
			return words[1]
		}
	}
	return ""
}

// counted are the witnesses that a part of a policy counts, by their names in it.
type counted struct {
	witnesses map[string]bool
	twice     bool // one of them counts in two places
}

// countedOnce refuses a policy in which a witness counts in two places: it would be two.
// It comes before torchwood, which would look for it in every place, and one who writes a
// policy can make these more than anybody lives to see.
func countedOnce(lines []string) error {
	parts := map[string]counted{}
	for _, line := range lines {
		words := wordsOf(line)
		switch {
		case len(words) > 1 && words[0] == "witness":
			parts[words[1]] = counted{witnesses: map[string]bool{words[1]: true}}
		case len(words) > 3 && words[0] == "group":
			parts[words[1]] = together(parts, words[3:])
		}
	}
	if parts[quorumOf(lines)].twice {
		return errors.New("it counts a witness twice")
	}
	return nil
}

// together is a group of parts.
func together(parts map[string]counted, members []string) counted {
	all := counted{witnesses: map[string]bool{}}
	for _, member := range members {
		all.twice = all.twice || parts[member].twice
		for witness := range parts[member].witnesses {
			all.twice = all.twice || all.witnesses[witness]
			all.witnesses[witness] = true
		}
	}
	return all
}
