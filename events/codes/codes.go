// Package codes answers: which codes may a commitment be classified by, and what are they called?
//
// PLACEHOLDER so that others compile: whoever writes this package overwrites this file.
package codes

type Label struct{ EN, UR string }
type Entry struct {
	Code   string
	Label  Label
	Within string
}
type List struct {
	Name    string
	Entries []Entry
}

func (l *List) Entry(code string) (Entry, bool) {
	for _, e := range l.Entries {
		if e.Code == code {
			return e, true
		}
	}
	return Entry{}, false
}
func (l *List) Has(code string) bool { _, ok := l.Entry(code); return ok }
func (l *List) Label(code string) (Label, bool) {
	e, ok := l.Entry(code)
	return e.Label, ok
}

func list(name string, codes ...string) *List {
	l := &List{Name: name}
	for _, c := range codes {
		l.Entries = append(l.Entries, Entry{Code: c, Label: Label{c, c}})
	}
	return l
}

var (
	Pillars    = list("pillar", "prevention", "protection", "prosecution", "partnership")
	SDGTargets = list("sdg_target", "5.2", "5.3", "8.7", "8.8", "10.7", "16.1", "16.2", "16.3", "16.6", "17.17")
	Places     = list("place", "PK", "PK-PB", "PK-SD", "PK-KP", "PK-BA", "PK-IS", "PK-GB", "PK-JK", "PK-PB/lahore")
	Groups     = list("group", "children", "women")
	Schemes    = list("scheme", "tip", "nap", "upr")
)

func Lists() []*List { return []*List{Pillars, SDGTargets, Places, Groups, Schemes} }
