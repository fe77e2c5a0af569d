package help

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"

	"ahd.example/ahd/services/api"
)

// grouped shows the flags of a command that belong to a group.
func (page *page) grouped(node *kong.Node, group, title string) {
	page.flags(title, shownFlags(node, func(flag *kong.Flag) bool { return flag.Group != nil && flag.Group.Key == group }))
}

// openingFlags shows how a data folder is opened.
func (page *page) openingFlags(root *kong.Node) {
	page.grouped(root, "opening", "How the data folder is opened, and with what a register begins:")
}

// flags shows flags in two columns.
func (page *page) flags(title string, flags []*kong.Flag) {
	var rows [][2]string
	for _, flag := range flags {
		spelled := "    --" + flag.Name
		if flag.Short != 0 {
			spelled = "-" + string(flag.Short) + ", --" + flag.Name
		}
		if !flag.IsBool() {
			spelled += "=" + flag.FormatPlaceHolder()
		}
		rows = append(rows, [2]string{spelled, kong.DefaultHelpValueFormatter(flag.Value)})
	}
	page.columns(title, rows)
}

func (page *page) arguments(arguments []*kong.Positional) {
	var rows [][2]string
	for _, argument := range arguments {
		rows = append(rows, [2]string{argument.Summary(), argument.Help})
	}
	page.columns("Arguments:", rows)
}

// commands lists what stands below a command, by group.
func (page *page) commands(node *kong.Node) {
	rows, titles := map[string][][2]string{}, []string{}
	for _, child := range node.Children {
		if child.Hidden {
			continue
		}
		title := "Commands:"
		if child.Group != nil {
			title = api.Capital(child.Group.Key) + ":"
		}
		if rows[title] == nil {
			titles = append(titles, title)
		}
		rows[title] = append(rows[title], [2]string{PathOf(child), child.Help})
	}
	for _, title := range titles {
		page.columns(title, rows[title])
	}
}

// examples shows what can be typed as it stands.
func (page *page) examples(node *kong.Node) {
	lines := ExamplesOf(PathOf(node))
	if len(lines) == 0 {
		return
	}
	page.text("")
	page.text(map[bool]string{true: "Example:", false: "Examples:"}[len(lines) == 1])
	page.text("")
	for _, typed := range lines {
		page.line("    " + typed) // is copied, so it is not broken
	}
}

// page writes help in lines of some width.
type page struct {
	out   io.Writer
	width int
	err   error // the first one
}

func newPage(screen Screen) *page { return &page{out: screen.Out, width: screen.lineWidth()} }

func (page *page) line(text string) {
	if page.err == nil {
		_, page.err = fmt.Fprintln(page.out, strings.TrimRight(text, " "))
	}
}
