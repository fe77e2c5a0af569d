package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"ahd/cmd/ahd/verbs"
	"ahd/services/recording"
)

// cli is the command line. Every flag is also an environment variable AHD_….
type cli struct {
	Data string `default:"./ahd-data" placeholder:"DIR" help:"The data folder."`
	JSON bool   `name:"json" help:"Print JSON: data on standard output, errors on standard error."`

	opening

	Serve    serveCommand    `cmd:"" help:"Run everything: log, ledger, book and pages."`
	Demo     demoCommand     `cmd:"" help:"Try it: the same in a temporary folder with the example register. Nothing is kept."`
	Import   importCommand   `cmd:"" help:"Import somebody else's file."`
	List     listCommand     `cmd:"" help:"List things."`
	Show     showCommand     `cmd:"" help:"Show one thing."`
	Timeline timelineCommand `cmd:"" help:"Show what was recorded about one thing, in order."`
	Record   recordCommand   `cmd:"" help:"Record something."`
	Status   statusCommand   `cmd:"" help:"Show how log, ledger and book stand."`
	Version  versionCommand  `cmd:"" help:"Show the version."`
}

// opening says how a data folder is opened, and with what a new register begins.
type opening struct {
	Name         string `default:"ahd" placeholder:"NAME" help:"Name of the register, where this begins one."`
	PublicRecord bool   `help:"Let anybody read the raw events, where this begins a register."`
	NATS         string `name:"nats" placeholder:"URL" help:"Use the log of this NATS server instead of the folder's own."`
	Replicas     int    `default:"1" placeholder:"N" help:"How many copies an external log must keep."`
}

// asking is who asks, for verbs that record.
type asking struct {
	As   string `placeholder:"PERSON" help:"Person id under which to record."`
	Role string `placeholder:"ROLE" help:"Role in which to record (${roles}). Default: coordinator."`
}

const description = `Ahd (عہد, "pledge") keeps track of commitments: what conferences declared and working groups recommended, who answers for it, and what became of it.

Try it:            ahd demo
Keep a register:   ahd serve
Import one:        ahd import register register.json --sources sources
Look up:           ahd list commitments --self-reported no_report
Record progress:   ahd record progress --commitment cm-b1 --state in_progress --narrative "Draft circulated"

Exit codes: 0 ok, 1 usage or unknown name, 2 check failed or refused by a rule, 3 conflict, 4 not allowed, 7 not readable, 8 server not reachable, 9 outcome unknown or internal.`

// told stops kong from ending the process after it printed help.
type told struct{}

// parseAndRun runs what the arguments ask for.
func (p *program) parseAndRun(ctx context.Context) (err error) {
	for _, arg := range p.args {
		if !utf8.ValidString(arg) {
			return &recording.Refusal{Class: recording.ErrUnreadable, Code: "arguments.utf8",
				Sentence: "The command line is not valid UTF-8. Nothing was recorded."}
		}
	}
	var c cli
	parser, err := kong.New(&c, kong.Name("ahd"), kong.Description(description), kong.DefaultEnvars("AHD"),
		kong.Writers(p.out, p.err), kong.Exit(func(int) { panic(told{}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.Vars{
			"roles": strings.Join(recording.Roles, ", "),
			"lists": strings.Join(verbs.Lists, ", "), "kinds": strings.Join(verbs.KindNames(), ", "),
		},
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(p))
	if err != nil {
		return err
	}
	defer func() {
		if printed := recover(); printed != nil {
			if _, ok := printed.(told); !ok {
				panic(printed)
			}
			err = nil
		}
	}()
	args := spelled(p.args)
	p.json = wantsJSON(args)
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return verbs.Usage(fmt.Sprintf("%s. Nothing was recorded. See “ahd --help”.", capital(err.Error())))
	}
	return parsed.Run(&c)
}

// spelled lets flags be written like the fields they are named after:
// --self_reported is --self-reported.
func spelled(args []string) []string {
	out := make([]string, len(args))
	for i, arg := range args {
		name, value, hasValue := strings.Cut(arg, "=")
		if strings.HasPrefix(arg, "--") {
			name = strings.ReplaceAll(name, "_", "-")
		} else {
			name = arg
			hasValue = false
		}
		out[i] = name
		if hasValue {
			out[i] += "=" + value
		}
	}
	return out
}

func wantsJSON(args []string) bool {
	for _, arg := range args {
		if arg == "--json" || arg == "--json=true" {
			return true
		}
	}
	return false
}

func capital(text string) string {
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// line prints one line.
func line(w io.Writer, format string, args ...any) {
	fmt.Fprintf(w, format+"\n", args...)
}
