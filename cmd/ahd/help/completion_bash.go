package help

import (
	"fmt"
	"io"
	"strings"
)

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

// flagCases writes, for each flag that takes a value, what is offered behind it: the values
// that there are, by a format for them; files; or nothing.
func flagCases(w io.Writer, all []completed, values, files string) {
	for _, one := range all {
		for _, flag := range one.flags {
			offered := ""
			switch {
			case flag.values != nil:
				offered = fmt.Sprintf(values, strings.Join(flag.values, " "))
			case flag.file:
				offered = files
			case flag.bare:
				continue
			}
			fmt.Fprintf(w, "\t%s) %sreturn ;;\n", one.before(flag), offered)
		}
	}
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
	flagCases(w, all, `COMPREPLY=($(compgen -W %q -- "$cur")); `, `COMPREPLY=($(compgen -f -- "$cur")); `)
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
