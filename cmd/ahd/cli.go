package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"ahd.example/ahd/cmd/ahd/help"
	"ahd.example/ahd/cmd/ahd/offline"
	"ahd.example/ahd/cmd/ahd/settings"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
)

// cli is the command line. What says where and as whom to work can also stand in
// the environment, as AHD_….
type cli struct {
	Data string `default:"./ahd-data" env:"AHD_DATA" placeholder:"DIR" help:"The data folder."`
	JSON bool   `name:"json" env:"AHD_JSON" help:"Print JSON: data on standard output, errors on standard error."`

	Progress   string `env:"AHD_PROGRESS" enum:"text,json" default:"text" placeholder:"FORM" help:"How work that takes longer than a second says how far it is: text, or json, an object a line. On standard error."`
	ConfigFile string `name:"config" env:"AHD_CONFIG" placeholder:"FILE" help:"The configuration file: lines like LISTEN=127.0.0.1:8080, named after the variables without AHD_. ahd.conf in the data folder if left out."`

	opening `group:"opening"`
	drill   bool // the folder is one in which a backup is tried

	Serve      serveCommand     `cmd:"" help:"Run everything: log, ledger, book and pages."`
	Demo       demoCommand      `cmd:"" help:"Try it: the same in a temporary folder with the example register. Nothing is kept."`
	Import     importCommand    `cmd:"" help:"Import somebody else's file."`
	List       listCommand      `cmd:"" help:"List things."`
	Show       showCommand      `cmd:"" help:"Show one thing."`
	Timeline   timelineCommand  `cmd:"" help:"Show what was recorded about one thing, in order."`
	Diff       diffCommand      `cmd:"" help:"Show what changed between two moments: in which commitment, by which event, who said so, and why."`
	Report     reportCommand    `cmd:"" help:"Make, compare and check compliance summaries."`
	Record     recordCommand    `cmd:"" help:"Record something."`
	Intake     intakeCommand    `cmd:"" help:"Who entered what somebody said who must not be known, for administrators: it is in no event."`
	Log        logCommand       `cmd:"" help:"Check the sealed record, vouch for it, watch it."`
	Rebuild    rebuildCommand   `cmd:"" help:"Make the book anew from the ledger. A server goes on serving the old one meanwhile."`
	Doctor     doctorCommand    `cmd:"" help:"Look whether anything is wrong with the record, and say what to do about it."`
	Repair     repairCommand    `cmd:"" help:"Mend what the doctor found. What is damaged is kept."`
	Backup     backupCommand    `cmd:"" help:"Write everything that cannot be made anew into one file, while a server goes on recording."`
	Restore    restoreCommand   `cmd:"" help:"Bring a backup back into a data folder in which nothing is."`
	Appoint    appointCommand   `cmd:"" help:"Let this node record, in the place of the one that did. It is refused while that one answers."`
	Status     statusCommand    `cmd:"" help:"Show how log, ledger and book stand."`
	Version    versionCommand   `cmd:"" help:"Show the version."`
	Settings   settings.Command `cmd:"" name:"config" help:"Show what is in force of what can be set."`
	Completion help.Completion  `cmd:"" help:"Print what lets a shell complete commands, flags and their values."`
	Man        help.Man         `cmd:"" help:"Print the manual page."`
	Help       help.Command     `cmd:"" help:"Show the help of a command, or the flags of every command."`
}

// opening says how a data folder is opened, and with what a new register begins.
type opening struct {
	Name         string `default:"ahd" env:"AHD_NAME" placeholder:"NAME" help:"Name of the register, where this begins one."`
	PublicRecord bool   `env:"AHD_PUBLIC_RECORD" help:"Let anybody read the raw events, where this begins a register."`
	NATS         string `name:"nats" env:"AHD_NATS" placeholder:"URL" help:"NATS server that keeps the log of a new register; addresses of several with commas between them. A folder that has a log knows where it is; only “ahd log move” takes it elsewhere."`
	NATSCA       string `name:"nats-ca" env:"AHD_NATS_CA" placeholder:"FILE" help:"Certificate of the authority that vouches for that server, for tls:// addresses."`
	NATSCreds    string `name:"nats-creds" env:"AHD_NATS_CREDS" placeholder:"FILE" help:"NATS credentials with which to log in there."`
	NATSCert     string `name:"nats-cert" env:"AHD_NATS_CERT" placeholder:"FILE" help:"Certificate to show there, where the server asks for one."`
	NATSKey      string `name:"nats-key" env:"AHD_NATS_KEY" placeholder:"FILE" help:"Key of that certificate."`

	NATSPasswordFile string `name:"nats-password-file" env:"AHD_NATS_PASSWORD_FILE" placeholder:"FILE" help:"File with the password of the user in that address."`

	Replicas     int    `env:"AHD_REPLICAS" placeholder:"N" help:"How many copies an external log must keep; 1 if nobody ever said."`
	Head         string `env:"AHD_HEAD" placeholder:"FILE" help:"File with the last signed size and root; best on another disk. In the folder if left out."`
	ClockIsRight bool   `help:"The clock of this machine is right, although it is further on than it seems it can be."`
}

// asking is who asks, for verbs that record.
type asking struct {
	As   string `group:"who" env:"AHD_AS" placeholder:"PERSON" help:"Person id under which to record."`
	Role string `group:"who" env:"AHD_ROLE" placeholder:"ROLE" help:"Role in which to record (${roles}). Left out: the one that the command needs."`
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
	p.JSON = wantsJSON(args)
	for _, arg := range p.args {
		if !utf8.ValidString(arg) {
			return &rule.Refusal{Class: rule.ErrUnreadable, Code: "arguments.utf8",
				Sentence: "The command line is not valid UTF-8. Nothing was recorded."}
		}
	}
	c := newCLI()
	screen := help.Screen{Out: p.Out, Width: p.Width}
	parser, err := newParser(c,
		kong.Writers(p.Out, p.Err), kong.Exit(func(int) { panic(helped{}) }),
		kong.Help(screen.Show), kong.Resolvers(&p.config),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(p, p.Terminal, screen, &p.config))
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
	var problem *api.Problem
	if errors.As(err, &problem) { // of the configuration file
		return problem
	}
	if err != nil {
		return help.Misunderstood(err, args)
	}
	p.JSON, p.ProgressJSON = c.JSON, c.Progress == "json"
	if err := once(parsed); err != nil {
		return err
	}
	if verb := parsed.Selected(); sentAsTyped(verb) {
		return p.recordTyped(ctx, verb, c)
	}
	return parsed.Run(c, offline.Folder{Data: c.Data, Head: c.Head})
}

// once refuses a flag that takes one value and was given several: which of them was
// meant, nobody can say.
func once(parsed *kong.Context) error {
	given := map[*kong.Flag]bool{}
	for _, name := range []string{"AHD_AS", "AHD_ROLE"} {
		if value, set := os.LookupEnv(name); set && value == "" {
			return api.Usage(name + " is set and empty: whoever was meant is missing. Nothing was recorded.")
		}
	}
	for _, part := range parsed.Path {
		f := part.Flag
		if f == nil || part.Resolved || f.IsBool() || f.IsCumulative() {
			continue
		}
		if f.Target.String() == "" && slices.Contains(settings.NeverEmpty, f.Name) {
			return api.Usage(fmt.Sprintf("--%s was given empty: whoever was meant is missing. Nothing was recorded.", f.Name))
		}
		if given[f] {
			return api.Usage(fmt.Sprintf("--%s takes one value and was given several. Nothing was recorded.", f.Name))
		}
		given[f] = true
	}
	return nil
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

// wantsJSON says, before the arguments are understood, whether whoever sent them wants
// to be told in JSON what was wrong with them.
func wantsJSON(args []string) bool {
	wanted, _ := strconv.ParseBool(os.Getenv("AHD_JSON"))
	for _, arg := range args {
		if arg == "--json=false" {
			wanted = false
		}
		if arg == "--json" || arg == "--json=true" {
			wanted = true
		}
	}
	return wanted
}

// newCLI is the command line before anything was typed.
func newCLI() *cli {
	return &cli{List: listCommand{filters: newFilters()}, Diff: diffCommand{filters: newFilters()}, Record: recordVerbs()}
}

// newParser reads what is typed into a command line. Whatever wants to know which commands
// and flags there are asks its model, and no list beside it.
func newParser(c *cli, options ...kong.Option) (*kong.Kong, error) {
	return kong.New(c, append([]kong.Option{kong.Name("ahd"), kong.Description(description), variables(), kong.PostBuild(documented)}, options...)...)
}

// documented lets the help of a flag be what the field of its command says of itself.
func documented(k *kong.Kong) error {
	return kong.Visit(k.Model, func(node kong.Visitable, next kong.Next) error {
		if flag, is := node.(*kong.Flag); is && flag.Help == "" {
			flag.Help = flag.Tag.Get("doc")
		}
		return next(nil)
	})
}

// variables are the lists that help texts name.
func variables() kong.Vars {
	return kong.Vars{
		"roles": strings.Join(rule.Roles, ", "),
		"lists": strings.Join(api.TableNames(), ", "), "kinds": strings.Join(api.KindNames(), ", "),
		"scopes": strings.Join(reporting.ScopeKinds, ", "), "formats": strings.Join(document.FormNames(), ", "),
	}
}
