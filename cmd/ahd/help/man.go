package help

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// Man prints the manual page.
type Man struct{}

// Run prints it.
func (*Man) Run(kctx *kong.Context, screen Screen) error {
	var out strings.Builder
	writeManual(&out, kctx.Model.Node)
	_, err := io.WriteString(screen.Out, out.String())
	return err
}

// roff is a text that the manual page shows as it stands.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n", " ").Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	return text
}

// writeManual writes the manual page: what the program is, its commands with their flags and
// examples, and what all of them have in common.
func writeManual(w io.Writer, root *kong.Node) {
	about, _, _ := strings.Cut(root.Help, "\n")
	fmt.Fprintf(w, ".TH AHD 1\n.SH NAME\nahd \\- keep track of commitments\n.SH SYNOPSIS\n.B ahd\nCOMMAND [FLAGS]\n.SH DESCRIPTION\n%s\n", roff(about))
	fmt.Fprint(w, ".SH COMMANDS\n")
	for _, leaf := range root.Leaves(true) {
		fmt.Fprintf(w, ".SS \"ahd %s\"\n%s\n", roff(leaf.Summary()), roff(leaf.Help))
		for _, argument := range leaf.Positional {
			fmt.Fprintf(w, ".TP\n.I %s\n%s\n", roff(argument.Summary()), roff(argument.Help))
		}
		manualFlags(w, leaf)
		for _, example := range ExamplesOf(PathOf(leaf)) {
			fmt.Fprintf(w, ".PP\n.EX\n    %s\n.EE\n", roff(example))
		}
	}
	fmt.Fprint(w, ".SH \"FLAGS OF EVERY COMMAND\"\n")
	manualFlags(w, root)
	fmt.Fprint(w, ".SH ENVIRONMENT\nFlags that name a variable are taken from there, or from the configuration file, where they are not given. A flag wins over the environment, the environment over the file.\n")
	fmt.Fprint(w, ".SH FILES\n.TP\n.I DIR/ahd.conf\nThe configuration file: lines like LISTEN=127.0.0.1:8080, named after the variables without AHD_. \\-\\-config names another.\n")
	_, exits, _ := strings.Cut(root.Help, "Exit codes:\n\n")
	fmt.Fprintf(w, ".SH \"EXIT STATUS\"\n.EX\n")
	for _, one := range strings.Split(exits, "\n") {
		fmt.Fprintln(w, roff(one))
	}
	fmt.Fprint(w, ".EE\n")
}

// manualFlags writes the flags of a command.
func manualFlags(w io.Writer, node *kong.Node) {
	for _, flag := range shownFlags(node, func(*kong.Flag) bool { return true }) {
		spelled := "--" + flag.Name
		if flag.Short != 0 {
			spelled = "-" + string(flag.Short) + ", " + spelled
		}
		if !flag.IsBool() {
			spelled += "=" + flag.FormatPlaceHolder()
		}
		fmt.Fprintf(w, ".TP\n.B %s\n%s\n", roff(spelled), roff(kong.DefaultHelpValueFormatter(flag.Value)))
	}
}
