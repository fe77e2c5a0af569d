package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// completionCommand prints what lets a shell complete what is typed.
type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Run prints it.
func (c *completionCommand) Run(kctx *kong.Context, p *program) error {
	script := map[string]func(io.Writer, []completed){"bash": completeBash, "zsh": completeZsh, "fish": completeFish}[c.Shell]
	var out strings.Builder
	script(&out, completions(kctx.Model.Node))
	_, err := io.WriteString(p.out, out.String())
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
		one.path = typedPath(node)
	}
	for _, flag := range flagsOf(node, func(*kong.Flag) bool { return true }) {
		one.flags = append(one.flags, completion{
			name: "--" + flag.Name, said: firstSentence(flag.Help), bare: flag.IsBool(), values: choicesOf(node, flag.Value), file: namesFile(flag.Value),
		})
	}
	if len(node.Positional) > 0 {
		one.words, one.file = choicesOf(node, node.Positional[0]), namesFile(node.Positional[0])
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

// walked is the part of a script that finds, word by word, which command is typed: each
// step is what was found before, a space, and the next word.
func walked(all []completed, quote string) string {
	var steps []string
	for _, one := range all {
		for _, command := range one.commands {
			steps = append(steps, quote+one.path+" "+command.name+quote)
		}
	}
	return strings.Join(steps, "|")
}

// before is what a script looks for in front of the value of a flag: the command and the
// flag, or any command where all have it.
func (one completed) before(flag completion) string {
	if one.path == "" {
		return `*" ` + flag.name + `"`
	}
	return `"` + one.path + " " + flag.name + `"`
}

// completeBash writes the script of bash.
func completeBash(w io.Writer, all []completed) {
	fmt.Fprintf(w, `# Completion of ahd for bash: put it where bash finds it, or: source <(ahd completion bash)
_ahd() {
	local verb="" word i words="" cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
	if [[ $cur == "=" ]]; then
		cur=""
	elif [[ $before == "=" ]]; then
		before=${COMP_WORDS[COMP_CWORD-2]}
	fi
	for ((i = 1; i < COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		case "$verb $word" in
		%s) verb=${verb:+$verb }$word ;;
		esac
	done
	COMPREPLY=()
	case "$verb $before" in
`, walked(all, `"`))
	for _, one := range all {
		for _, flag := range one.flags {
			switch {
			case flag.values != nil:
				fmt.Fprintf(w, "\t%s) COMPREPLY=($(compgen -W %q -- \"$cur\")); return ;;\n", one.before(flag), strings.Join(flag.values, " "))
			case flag.file:
				fmt.Fprintf(w, "\t%s) COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n", one.before(flag))
			case !flag.bare:
				fmt.Fprintf(w, "\t%s) return ;;\n", one.before(flag))
			}
		}
	}
	fmt.Fprint(w, "\tesac\n\tcase \"$verb\" in\n")
	for _, one := range all {
		fmt.Fprintf(w, "\t%q)\n\t\twords=%q\n", one.path, strings.Join(append(append(names(one.commands), one.words...), names(one.flags)...), " "))
		if one.file {
			fmt.Fprint(w, "\t\t[[ $cur != -* ]] && COMPREPLY=($(compgen -f -- \"$cur\"))\n")
		}
		fmt.Fprint(w, "\t\t;;\n")
	}
	fmt.Fprintf(w, "\tesac\n\tCOMPREPLY+=($(compgen -W \"$words %s\" -- \"$cur\"))\n}\ncomplete -o filenames -F _ahd ahd\n", strings.Join(names(all[0].flags), " "))
}
