package guard

import (
	"strings"
	"unicode/utf8"
)

// phrases are names and turns of several words, found however the words are kept
// apart: Dar-ul-Aman, Darul Aman, S.H.O., ایس ایچ او.
type phrases struct {
	whole  map[string]bool
	begins map[string]bool
}

// newPhrases reads one phrase from each line.
func newPhrases(lines ...string) phrases {
	p := phrases{map[string]bool{}, map[string]bool{}}
	for _, line := range strings.Split(strings.Join(lines, "\n"), "\n") {
		joined := strings.ToLower(strings.Join(strings.Fields(foldString(line)), ""))
		if joined == "" {
			continue
		}
		p.whole[joined] = true
		for end := range joined {
			p.begins[joined[:end]] = true
		}
		p.begins[joined] = true
	}
	return p
}

// at is the end of the longest phrase that begins at a token, or 0.
func (p phrases) at(tokens []token, i int) (last int) {
	joined := ""
	for at(tokens, i).is != sign {
		joined += tokens[i].text
		if !p.begins[joined] {
			break
		}
		i++
		if p.whole[joined] {
			last = i
		}
		i = overJoint(tokens, i)
	}
	return last
}

// overJoint goes over a sign that only keeps the words of a phrase apart, and over
// the end of a line.
func overJoint(tokens []token, i int) int {
	switch at(tokens, i).text {
	case "-", "'", "’", "‘", "`":
		return i + 1
	case ".":
		if touches(tokens, i) || utf8.RuneCountInString(tokens[i-1].text) == 1 {
			return i + 1
		}
	case "\n":
		if i < len(tokens) && at(tokens, i+1).is == word {
			return i + 1
		}
	}
	return i
}

// over goes over an end of line within a sentence.
func over(tokens []token, i int) int {
	if i < len(tokens) && at(tokens, i).text == "\n" && at(tokens, i+1).text != "\n" {
		return i + 1
	}
	return i
}

// around are the tokens of the sentence about some of its tokens, at most so many
// on each side.
func around(tokens []token, first, last, limit int) (from, to int) {
	from, to = first, last
	for from > 0 && first-from < limit && !endsSentence(tokens, from-1) {
		from--
	}
	for to < len(tokens) && to-last < limit && !endsSentence(tokens, to) {
		to++
	}
	return from, to
}

var abbreviations = set(`mst mr mrs ms dr prof adv no nos st rs vs co gen col maj capt lt sgt insp distt teh govt dept sec
	smt ch vill p o`)

func endsSentence(tokens []token, i int) bool {
	t := tokens[i]
	switch {
	case t.is != sign:
		return false
	case t.text == "!" || t.text == "?" || t.text == "؟":
		return true
	case t.text == ".":
		before := at(tokens, i-1)
		return !touches(tokens, i) && !abbreviations.has(before) && (before.is != word || utf8.RuneCountInString(before.text) > 1)
	}
	next := at(tokens, i+1)
	return t.text == "\n" && (next.text == "\n" || next.text == "-" || next.text == "." || next.text == "*" || next.is == figure)
}
