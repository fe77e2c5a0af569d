// Package help answers: what can be typed, and what does the command line say of itself? Which
// commands and flags there are it reads from the model that kong makes of them.
package help

import (
	"io"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"ahd.example/ahd/services/api"
)

// Command shows the help of a command, or of the flags that all commands have.
type Command struct {
	Topic []string `arg:"" optional:"" placeholder:"COMMAND" help:"A command, such as “record progress”; or “flags”, for the flags that every command takes."`
}

// Run shows it.
func (h *Command) Run(kctx *kong.Context, screen Screen) error {
	root := kctx.Model.Node
	if len(h.Topic) == 1 && h.Topic[0] == "flags" {
		page := newPage(screen)
		page.flags("Flags of every command:", ownFlags(root))
		page.openingFlags(root)
		return page.err
	}
	node := root
	for _, word := range h.Topic {
		i := slices.IndexFunc(node.Children, func(child *kong.Node) bool { return child.Name == word && !child.Hidden })
		if i < 0 {
			return api.Usage("There is no such command. “ahd --help” lists them, “ahd help flags” the flags of every command.")
		}
		node = node.Children[i]
	}
	return screen.helpOf(root, node)
}

// Screen is where help is shown.
type Screen struct {
	Out   io.Writer
	Width int // how many characters a line has; 0 where nobody knows
}

// Show is how kong shows help: of the command that was typed, as far as it is one.
func (s Screen) Show(_ kong.HelpOptions, kctx *kong.Context) error {
	node := kctx.Selected()
	if node == nil {
		node = kctx.Model.Node
	}
	return s.helpOf(kctx.Model.Node, node)
}

// lineWidth is how many characters a line of help has.
func (s Screen) lineWidth() int {
	if s.Width == 0 {
		return 80
	}
	return min(s.Width, 120) // longer lines are hard to read
}

// helpOf shows what a command does, then its own flags, then an example. Flags that every
// command has come last, in one line: they would hide those that matter here.
func (s Screen) helpOf(root, node *kong.Node) error {
	page := newPage(s)
	page.text("Usage: " + strings.TrimSpace("ahd "+node.Summary()))
	page.text("")
	page.text(node.Help)
	page.arguments(node.Positional)
	if node != root {
		page.flags("Flags:", ownFlags(node))
		page.grouped(node, "who", "Who records, and how:")
		page.grouped(node, "filters", "Filters:")
	}
	if slices.Contains(Opens, PathOf(node)) {
		page.openingFlags(root)
	}
	page.commands(node)
	page.examples(node)
	page.text("")
	if !node.Leaf() {
		page.text("“" + strings.TrimSpace("ahd "+node.Path()) + " COMMAND --help” tells more of a command.")
	}
	page.text("Every command takes --data, --json and more besides: “ahd help flags”.")
	return page.err
}

// Opens are the commands that say, other than by what stands in the data folder, how it is
// opened or with what a register begins. Others take these flags too, and show them no more.
var Opens = []string{"serve", "import register", "record person", "log move", "restore", "status"}

// ownFlags are the flags of a command itself that belong to no group.
func ownFlags(node *kong.Node) []*kong.Flag {
	return shownFlags(node, func(flag *kong.Flag) bool { return flag.Group == nil })
}

// shownFlags are those of a command that are not hidden and are wanted.
func shownFlags(node *kong.Node, wanted func(*kong.Flag) bool) (flags []*kong.Flag) {
	for _, flag := range node.Flags {
		if !flag.Hidden && wanted(flag) {
			flags = append(flags, flag)
		}
	}
	return flags
}

// PathOf is what is typed for a command, without its arguments: “record progress”.
func PathOf(node *kong.Node) string {
	path := node.Name
	for at := node.Parent; at != nil && at.Type == kong.CommandNode; at = at.Parent {
		path = at.Name + " " + path
	}
	return path
}
