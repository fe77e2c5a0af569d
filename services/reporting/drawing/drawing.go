// Package drawing answers: what does a summary look like?
//
// A picture is a list of shapes in a frame of 360 units, which is the width of a phone,
// so that its words can be read there. What is told apart is told apart by pattern, by
// the kind of line and by words, never by colour: a picture says the same in black and
// white. For a language written from right to left all shapes are mirrored. The same
// document is the same picture, byte for byte. Beside each picture stands a table; who
// shows the picture shows it too.
package drawing

import (
	_ "embed"
	"html/template"
	"io"
	"strings"

	"ahd.example/ahd/services/wording"
)

// Width of every picture, in its own units.
const Width = 360

// Picture is one picture. Its title and description are read out in its place.
type Picture struct {
	ID            string // a page's ids begin with it, so that two pictures can share a page
	Title, Desc   string
	Width, Height int
	RTL           bool
	Patterns      []Pattern
	Shapes        []Shape
	Alone         bool   // is a file of its own
	Mark          string // what stands over a file of its own; "" for nothing
}

// Empty reports whether there is nothing to see.
func (p Picture) Empty() bool { return len(p.Shapes) == 0 }

// Shape is a bar, a line, a ring, or words.
type Shape struct {
	Kind       string // "bar", "line", "ring" or "words"
	X, Y, W, H int    // of a bar; the middle and the radius W of a ring; where words begin
	X2, Y2     int    // of a line
	Fill       string // name of a pattern
	Dash       string // of a line: "" is unbroken
	Thick      int    // of a line
	Anchor     string // of words: "start", "middle" or "end"
	Size       int    // of words
	Words      string
	Bold       bool
}

//go:embed picture.html
var source string

// Template defines "picture", which draws a Picture inside a page.
const Template = "picture"

// AddTo adds the template to those of a page.
func AddTo(t *template.Template) *template.Template {
	return template.Must(t.New("pictures").Parse(source))
}

var alone = AddTo(template.New(""))

// SVG writes a picture as a file of its own.
func (p Picture) SVG(w io.Writer) error {
	p.Alone = true
	return alone.ExecuteTemplate(w, Template, p)
}

// sheet is a picture that is being drawn, from left to right and downwards.
type sheet struct {
	Picture
	words *wording.Summary
	used  map[string]bool
}

func newSheet(id, name string, words *wording.Summary) *sheet {
	return &sheet{words: words, used: map[string]bool{}, Picture: Picture{
		ID: id, Title: words.Say(name + " title"), Desc: words.Say(name + " desc"), Width: Width, RTL: words.Direction == "rtl",
	}}
}

func (s *sheet) bar(x, y, w, h int, fill string) {
	if w <= 0 || h <= 0 {
		return
	}
	s.used[fill] = true
	s.Shapes = append(s.Shapes, Shape{Kind: "bar", X: x, Y: y, W: w, H: h, Fill: fill})
}

func (s *sheet) line(x, y, x2, y2 int, dash string, thick int) {
	s.Shapes = append(s.Shapes, Shape{Kind: "line", X: x, Y: y, X2: x2, Y2: y2, Dash: dash, Thick: thick})
}

func (s *sheet) ring(x, y, radius int) {
	s.Shapes = append(s.Shapes, Shape{Kind: "ring", X: x, Y: y, W: radius})
}

const small, usual = 11, 12 // sizes of words

func (s *sheet) say(x, y int, anchor string, size int, bold bool, words string) {
	s.Shapes = append(s.Shapes, Shape{Kind: "words", X: x, Y: y, Anchor: anchor, Size: size, Bold: bold, Words: isolated(words)})
}

// note is a line of words across the picture, broken where it is too long. It returns
// where the next one stands.
func (s *sheet) note(x, y, size int, bold bool, words string) int {
	for _, line := range broken(words, (Width-x)*100/(size*54), 3) {
		s.say(x, y, "start", size, bold, line)
		y += size + 5
	}
	return y
}

// done mirrors what is written from right to left and lists the patterns in use.
func (s *sheet) done(height int) Picture {
	s.Height = height
	for _, p := range patterns {
		if s.used[p.Name] {
			s.Patterns = append(s.Patterns, p)
		}
	}
	if !s.RTL {
		return s.Picture
	}
	for i := range s.Shapes {
		shape := &s.Shapes[i]
		switch shape.Kind {
		case "bar":
			shape.X = Width - shape.X - shape.W
		case "line":
			shape.X, shape.X2 = Width-shape.X, Width-shape.X2
		default:
			shape.X = Width - shape.X
		}
	}
	return s.Picture
}

// Pattern fills a bar so that it is told apart without colour.
type Pattern struct {
	Name  string
	Size  int
	Lines []Shape // and bars
	Solid bool    // black all over
}

// patterns of the levels and other parts of a bar, from the darkest to the emptiest.
var patterns = []Pattern{
	{Name: "complete", Solid: true},
	{Name: "substantial", Size: 4, Lines: []Shape{{Kind: "line", X: 0, Y: 4, X2: 4, Y2: 0, Thick: 2}}},
	{Name: "limited", Size: 6, Lines: []Shape{{Kind: "bar", X: 1, Y: 1, W: 2, H: 2}, {Kind: "bar", X: 4, Y: 4, W: 2, H: 2}}},
	{Name: "not_started", Size: 5, Lines: []Shape{{Kind: "line", X: 0, Y: 2, X2: 5, Y2: 2, Thick: 1}}},
	{Name: "no_evidence", Size: 6, Lines: []Shape{{Kind: "line", X: 0, Y: 3, X2: 6, Y2: 3, Thick: 1}, {Kind: "line", X: 3, Y: 0, X2: 3, Y2: 6, Thick: 1}}},
	{Name: "regressed", Size: 5, Lines: []Shape{{Kind: "line", X: 0, Y: 0, X2: 5, Y2: 5, Thick: 1}}},
	{Name: "not_assessed", Size: 4},
}

// isolated keeps words of another direction from turning those around them.
func isolated(words string) string { return "\u2068" + words + "\u2069" }

// Plain is a text without the characters that turn or end the direction of what follows,
// and without those that control anything else.
func Plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\ufeff', r == '\u2028', r == '\u2029':
			return -1
		case r == '\n', r == '\t', r == '\r':
			return ' '
		case r < ' ', r >= 0x7f && r < 0xa0, r == '\ufffe', r == '\uffff':
			return '\ufffd'
		}
		return r
	}, text)
}

// broken breaks words into lines of about so many characters; what does not fit into
// the most lines ends in "…".
func broken(text string, wide, limit int) []string {
	var lines []string
	var now []rune
	end := func() {
		if len(now) > 0 {
			lines = append(lines, string(now))
		}
		now = nil
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }) {
		letters := []rune(word)
		if len(now) > 0 && len(now)+1+len(letters) > wide {
			end()
		}
		for len(letters) > wide {
			end()
			now, letters = letters[:wide], letters[wide:]
			end()
		}
		if len(now) > 0 {
			now = append(now, ' ')
		}
		now = append(now, letters...)
	}
	end()
	if len(lines) > limit {
		last := []rune(lines[limit-1])
		lines = append(lines[:limit-1], string(last[:min(len(last), wide-1)])+"…")
	}
	return lines
}
