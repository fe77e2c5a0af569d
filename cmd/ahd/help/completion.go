package help

import (
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// Completion prints what lets a shell complete what is typed.
type Completion struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Run prints it.
func (c *Completion) Run(kctx *kong.Context, screen Screen) error {
	script := map[string]func(io.Writer, []completed){"bash": completeBash, "zsh": completeZsh, "fish": completeFish}[c.Shell]
	var out strings.Builder
	script(&out, completions(kctx.Model.Node))
	_, err := io.WriteString(screen.Out, out.String())
	return err
}

// completed is what can be typed behind a command.
type completed struct {
	path     string // as it is typed: “record progress”; "" for the program
	commands []completion
	flags    []completion
	words    []string // for its first argument
	file     bool     // which may be the name of a file
}

// completion is one name, what is said of it, and of a flag its values.
type completion struct {
	name, said string
	bare       bool // a flag that takes no value
	values     []string
	file       bool // its value is the name of a file
}

// completions are all commands with what can be typed behind them, the program first: its
// flags are those of every command.
func completions(node *kong.Node) []completed {
	one := completed{}
	if node.Type == kong.CommandNode {
		one.path = PathOf(node)
	}
	for _, flag := range shownFlags(node, func(*kong.Flag) bool { return true }) {
		one.flags = append(one.flags, completion{
			name: "--" + flag.Name, said: firstSentence(flag.Help), bare: flag.IsBool(), values: ChoicesOf(node, flag.Value), file: namesFile(flag.Value),
		})
	}
	if len(node.Positional) > 0 {
		one.words, one.file = ChoicesOf(node, node.Positional[0]), namesFile(node.Positional[0])
	}
	all := []completed{one}
	for _, child := range node.Children {
		if !child.Hidden {
			all[0].commands = append(all[0].commands, completion{name: child.Name, said: firstSentence(child.Help)})
			all = append(all, completions(child)...)
		}
	}
	return all
}

// firstSentence is what there is room for beside a name.
func firstSentence(help string) string {
	first, _, _ := strings.Cut(help, ". ")
	return strings.TrimSuffix(first, ".")
}

// names are those of completions.
func names(list []completion) (all []string) {
	for _, one := range list {
		all = append(all, one.name)
	}
	return all
}
