package help

import (
	"fmt"
	"io"
	"strings"
)

// plain is a text between single quotes of any of the shells.
func plain(text string) string {
	return "'" + strings.NewReplacer("'", "’", `\`, "/", "\n", " ").Replace(text) + "'"
}

// inZsh is a name of zsh with what is said of it.
func inZsh(list []completion) string {
	var all []string
	for _, one := range list {
		all = append(all, plain(strings.ReplaceAll(one.name, ":", `\:`)+":"+one.said))
	}
	return strings.Join(all, " ")
}

// ownOf are the flags of a command that not every command has.
func ownOf(one completed) []completion {
	if one.path == "" {
		return nil
	}
	return one.flags
}

// completeZsh writes the script of zsh.
func completeZsh(w io.Writer, all []completed) {
	fmt.Fprintf(w, `#compdef ahd
# Completion of ahd for zsh: a file _ahd in a folder of $fpath, or: source <(ahd completion zsh)
_ahd() {
	local verb="" word i
	local -a commands flags
	for ((i = 2; i < CURRENT; i++)); do
		word=${words[i]}
		case "$verb $word" in
		%s) verb="${verb:+$verb }$word" ;;
		esac
	done
	case "$verb ${words[CURRENT-1]}" in
`, walked(all, `"`))
	flagCases(w, all, "compadd -- %s; ", "_files; ")
	fmt.Fprint(w, "\tesac\n\tcase \"$verb\" in\n")
	for _, one := range all {
		fmt.Fprintf(w, "\t%q)\n\t\tcommands=(%s)\n\t\tflags=(%s)\n", one.path, inZsh(one.commands), inZsh(ownOf(one)))
		if len(one.words) > 0 {
			fmt.Fprintf(w, "\t\tcompadd -- %s\n", strings.Join(one.words, " "))
		}
		if one.file {
			fmt.Fprint(w, "\t\t_files\n")
		}
		fmt.Fprint(w, "\t\t;;\n")
	}
	fmt.Fprintf(w, `	esac
	flags+=(%s)
	_describe -t commands 'command' commands
	_describe -o -t flags 'flag' flags
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
	_ahd "$@"
else
	compdef _ahd ahd
fi
`, inZsh(all[0].flags))
}

// completeFish writes the script of fish.
func completeFish(w io.Writer, all []completed) {
	fmt.Fprintf(w, `# Completion of ahd for fish: ahd completion fish > ~/.config/fish/completions/ahd.fish
function __ahd_at
    set -l verb
    for word in (commandline -opc)[2..-1]
        switch "$verb $word"
            case %s
                set verb (string trim -- "$verb $word")
        end
    end
    test "$argv[1]" = "$verb"
end
complete -c ahd -f
`, strings.ReplaceAll(walked(all, "'"), "|", " "))
	for _, one := range all {
		at := "complete -c ahd -n \"__ahd_at '" + one.path + "'\""
		for _, command := range one.commands {
			fmt.Fprintf(w, "%s -a %s -d %s\n", at, command.name, plain(command.said))
		}
		if len(one.words) > 0 {
			fmt.Fprintf(w, "%s -a %s\n", at, plain(strings.Join(one.words, " ")))
		}
		if one.file {
			fmt.Fprintf(w, "%s -F\n", at)
		}
		for _, flag := range one.flags {
			takes := " -x"
			switch {
			case flag.bare:
				takes = ""
			case flag.values != nil:
				takes = " -x -a " + plain(strings.Join(flag.values, " "))
			case flag.file:
				takes = " -r -F"
			}
			if one.path == "" {
				at = "complete -c ahd"
			}
			fmt.Fprintf(w, "%s -l %s%s -d %s\n", at, strings.TrimPrefix(flag.name, "--"), takes, plain(flag.said))
		}
	}
}
