package files

import (
	"archive/zip"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"

	"ahd.example/ahd/events/cause"
)

// What can be said against a document that does more than being read.
var (
	ErrActive = errors.New("the document runs, opens or loads something when it is opened: print it to a new PDF and bring that")
	ErrSealed = errors.New("the document is protected, so nobody can see what it does: print it to a new PDF and bring that")
)

// activeMembers are members that hold programs, controls, or documents that other
// programs open (ECMA-376). The sheet behind a chart is none.
var activeMembers = regexp.MustCompile(`(?i)(^|/)(activeX|macrosheets|dialogsheets|customUI|ctrlProps)/|(^|/)embeddings/.*\.bin$|(^|/)oleObject`)

// activeContent is what makes a document load, run or ask for something: relations to
// what lies elsewhere but links that somebody clicks, fields that start a program,
// scripts and the events that start them.
var activeContent = []*regexp.Regexp{
	regexp.MustCompile(`(?i)<(?:\w+:)?instrText[^>]*>\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON)\b`),
	regexp.MustCompile(`(?i)\binstr="\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON)\b`),
	regexp.MustCompile(`(?i)<(?:\w+:)?(?:ddeLink|oleLink|oleObject|control|altChunk)\b`),
	regexp.MustCompile(`(?i)<(?:script:event-listener|office:script|draw:object-ole|draw:applet|draw:plugin|text:dde-connection-decl|table:cell-range-source)\b`),
}

var (
	relation = regexp.MustCompile(`(?is)<Relationship\b[^>]*>`)
	external = regexp.MustCompile(`(?i)TargetMode\s*=\s*["']External["']`)
	link     = regexp.MustCompile(`(?i)Type\s*=\s*["'][^"']*/hyperlink["']`)
)

// maxLooked is how many bytes of the texts of one document are looked at.
const maxLooked = 200 << 20

// inactive refuses a document that does more than being read.
func inactive(members []*zip.File) error {
	room := int64(maxLooked)
	for _, member := range members {
		if activeMembers.MatchString(member.Name) {
			return ErrActive
		}
		kind := strings.ToLower(path.Ext(member.Name))
		if kind != ".xml" && kind != ".rels" {
			continue
		}
		text, err := memberText(member, &room)
		if err != nil {
			return err
		}
		if kind == ".rels" && loads(text) || kind == ".xml" && runs(text) {
			return ErrActive
		}
	}
	return nil
}

func memberText(member *zip.File, room *int64) (string, error) {
	reader, err := member.Open()
	if err != nil {
		return "", cause.Of(ErrBroken, err)
	}
	defer reader.Close() // it reads from memory
	text, err := io.ReadAll(io.LimitReader(reader, *room+1))
	if err != nil {
		return "", cause.Of(ErrBroken, err)
	}
	if *room -= int64(len(text)); *room < 0 {
		return "", ErrTooLarge
	}
	return string(text), nil
}

// loads reports whether a document is made of what lies elsewhere. Links that a reader
// has to click are none.
func loads(relations string) bool {
	for _, one := range relation.FindAllString(relations, -1) {
		if external.MatchString(one) && !link.MatchString(one) {
			return true
		}
	}
	return false
}

func runs(text string) bool {
	for _, pattern := range activeContent {
		if pattern.MatchString(text) {
			return true
		}
	}
	return false
}
