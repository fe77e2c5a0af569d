package help

import "ahd.example/ahd/services/commands"

// Example is a line that somebody can type as it stands, once the example register is there.
type Example struct{ Command, Flags string }

// Examples are shown in the help of their commands, with those of the catalogue. Everything
// that records has one, and a test records them.
var Examples = []Example{
	{"serve", ``},
	{"serve", `--data /var/lib/ahd --listen 127.0.0.1:8080`},
	{"demo", ``},
	{"import register", `register.json --sources sources`},
	{"import ratings", `tip-tiers.csv --title "TIP report, tiers of Pakistan"`},
	{"list", `commitments --self-reported no_report`},
	{"list", `commitments --lead-party FIA --timeliness overdue`},
	{"list", `parties --search police --json`},
	{"show", `commitment cm-b1 --history`},
	{"timeline", `commitment cm-b1`},
	{"diff", `2026-10-01 2026-11-01`},
	{"intake", `0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c08 --as p-9`},
	{"report summary", ``},
	{"report summary", `--scope province/PK-PB --on 2026-12-31 --format json -o punjab.json`},
	{"report summary", `--at 223 --method ahd-1 --format json -o -`},
	{"report trend", `--every quarter --from 2026-01`},
	{"report publish", `--title "Third quarter of 2026" --on 2026-09-30`},
	{"report check", `punjab.json`},
	{"report methods", ``},
	{"rebuild", ``},
	{"doctor", `--deep`},
	{"repair log", ``},
	{"repair ledger", ``},
	{"repair stores", ``},
	{"backup", `/var/backups/ahd.tar --drill`},
	{"restore", `/var/backups/ahd.tar --verify --data ./ahd-restored`},
	{"appoint", `--old-is-gone`},
	{"status", `--json`},
	{"version", `--json`},
	{"config show", ``},
	{"config show", `--json`},
	{"completion", `bash > /etc/bash_completion.d/ahd`},
	{"man", `> /usr/share/man/man1/ahd.1`},
	{"help", `record progress`},
	{"help", `flags`},

	{"log verify", `--old checkpoint-i-kept --replay`},
	{"log prove", `223 -o 223.tlog-proof`},
	{"log consistency", `--old checkpoint-i-kept`},
	{"log bundle", `--all -o record.tar`},
	{"log export", `-o events.jsonl`},
	{"log move", `--embedded`},
	{"log move", `--nats tls://log-1:4222,tls://log-2:4222,tls://log-3:4222 --nats-creds node.creds --replicas 3`},
	{"log cosign", `checkpoint.txt --state ssdo.state --key urn:ahd:ahd+0a1b2c3d+AZ6k… --url https://commitments.example.org`},
	{"log accept-cosignature", `from-partner.txt`},
	{"log monitor", `--url https://commitments.example.org --state register.state`},
	{"log receipt", `223 -o event-223.receipt`},
	{"log check-receipt", `event-223.receipt --key urn:ahd:ahd+0a1b2c3d+AZ6k…`},
}

func init() {
	for _, entry := range commands.Catalogue {
		for _, flags := range entry.Examples {
			Examples = append(Examples, Example{"record " + entry.Verb, flags})
		}
	}
}

// ExamplesOf are the lines of one command, as they are typed.
func ExamplesOf(command string) (lines []string) {
	for _, example := range Examples {
		if example.Command == command {
			lines = append(lines, example.Line())
		}
	}
	return lines
}

// Line is an example as it is typed.
func (e Example) Line() string {
	if e.Flags == "" {
		return "ahd " + e.Command
	}
	return "ahd " + e.Command + " " + e.Flags
}
