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
	"ahd/services/reporting"
)

// cli is the command line. What says where and as whom to work can also stand in
// the environment, as AHD_….
type cli struct {
	Data string `default:"./ahd-data" env:"AHD_DATA" placeholder:"DIR" help:"The data folder."`
	JSON bool   `name:"json" env:"AHD_JSON" help:"Print JSON: data on standard output, errors on standard error."`

	opening

	Serve    serveCommand    `cmd:"" help:"Run everything: log, ledger, book and pages."`
	Demo     demoCommand     `cmd:"" help:"Try it: the same in a temporary folder with the example register. Nothing is kept."`
	Import   importCommand   `cmd:"" help:"Import somebody else's file."`
	List     listCommand     `cmd:"" help:"List things."`
	Show     showCommand     `cmd:"" help:"Show one thing."`
	Timeline timelineCommand `cmd:"" help:"Show what was recorded about one thing, in order."`
	Diff     diffCommand     `cmd:"" help:"Show what changed between two moments: in which commitment, by which event, who said so, and why."`
	Report   reportCommand   `cmd:"" help:"Make, compare and check compliance summaries."`
	Record   recordCommand   `cmd:"" help:"Record something."`
	Log      logCommand      `cmd:"" help:"Check the sealed record, vouch for it, watch it."`
	Rebuild  rebuildCommand  `cmd:"" help:"Make the book anew from the ledger. A server goes on serving the old one meanwhile."`
	Doctor   doctorCommand   `cmd:"" help:"Look whether anything is wrong with the record, and say what to do about it."`
	Repair   repairCommand   `cmd:"" help:"Mend what the doctor found. What is damaged is kept."`
	Backup   backupCommand   `cmd:"" help:"Write everything that cannot be made anew into one file, while a server goes on recording."`
	Restore  restoreCommand  `cmd:"" help:"Bring a backup back into a data folder in which nothing is."`
	Status   statusCommand   `cmd:"" help:"Show how log, ledger and book stand."`
	Bench    benchCommand    `cmd:"" help:"Measure this program against what the machine can do, on the disk of the temporary folder (TMPDIR)."`
	Version  versionCommand  `cmd:"" help:"Show the version."`
}

// opening says how a data folder is opened, and with what a new register begins.
type opening struct {
	Name         string `default:"ahd" env:"AHD_NAME" placeholder:"NAME" help:"Name of the register, where this begins one."`
	PublicRecord bool   `env:"AHD_PUBLIC_RECORD" help:"Let anybody read the raw events, where this begins a register."`
	NATS         string `name:"nats" env:"AHD_NATS" placeholder:"URL" help:"Use the log of this NATS server instead of the folder's own."`
	NATSCA       string `name:"nats-ca" env:"AHD_NATS_CA" placeholder:"FILE" help:"Certificate of the authority that vouches for that server, for tls:// addresses."`
	NATSCreds    string `name:"nats-creds" env:"AHD_NATS_CREDS" placeholder:"FILE" help:"NATS credentials with which to log in there."`
	NATSCert     string `name:"nats-cert" env:"AHD_NATS_CERT" placeholder:"FILE" help:"Certificate to show there, where the server asks for one."`
	NATSKey      string `name:"nats-key" env:"AHD_NATS_KEY" placeholder:"FILE" help:"Key of that certificate."`
	Head         string `env:"AHD_HEAD" placeholder:"FILE" help:"File with the last signed size and root; best on another disk. In the folder if left out."`
	ClockIsRight bool   `help:"The clock of this machine is right, although it is further on than it seems it can be."`
	Replicas     int    `default:"1" env:"AHD_REPLICAS" placeholder:"N" help:"How many copies an external log must keep."`
}

// asking is who asks, for verbs that record.
type asking struct {
	As   string `env:"AHD_AS" placeholder:"PERSON" help:"Person id under which to record."`
	Role string `env:"AHD_ROLE" placeholder:"ROLE" help:"Role in which to record (${roles}). Left out: the one that the command needs."`
}

const description = `Ahd (عہد, "pledge") keeps track of commitments: what conferences declared and working groups recommended, who answers for it, and what became of it.

Examples:

    ahd demo                      try it; nothing is kept
    ahd serve                     keep a register in ./ahd-data
    ahd import register FILE      import an ahd-register/1 file
    ahd list commitments --self-reported no_report
    ahd record progress --commitment cm-b1 --state in_progress

Exit codes:

    0  ok                         6  something is missing that would decide
    1  usage, or unknown name     7  not JSON, too large, another format
    2  a check or a rule refused  8  the server does not answer
    3  conflict, another history  9  outcome unknown, or internal
    4  not allowed, policy not met
    5  a replay differs`

// helped stops kong from ending the process after it printed help.
type helped struct{}

// parseAndRun runs what the arguments ask for.
func (p *program) parseAndRun(ctx context.Context) (err error) {
	args := spelled(p.args)
	p.json = wantsJSON(args)
	for _, arg := range p.args {
		if !utf8.ValidString(arg) {
			return &recording.Refusal{Class: recording.ErrUnreadable, Code: "arguments.utf8",
				Sentence: "The command line is not valid UTF-8. Nothing was recorded."}
		}
	}
	var c cli
	parser, err := kong.New(&c, kong.Name("ahd"), kong.Description(description),
		kong.Writers(p.out, p.err), kong.Exit(func(int) { panic(helped{}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.Vars{
			"roles": strings.Join(recording.Roles, ", "),
			"lists": strings.Join(verbs.Lists, ", "), "kinds": strings.Join(verbs.KindNames(), ", "),
			"scopes": strings.Join(reporting.ScopeKinds, ", "), "formats": strings.Join(formats(), ", "),
		},
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(p))
	if err != nil {
		return err
	}
	defer func() {
		if printed := recover(); printed != nil {
			if _, ok := printed.(helped); !ok {
				panic(printed)
			}
			err = nil
		}
	}()
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
