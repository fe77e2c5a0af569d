package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ahd.example/ahd/events/cause"
)

const help = `ahd-verify checks a record of commitments without trusting whoever keeps it.

    ahd-verify verify      --bundle FILE|--dir DIR|--url URL [--old CHECKPOINT] [--policy FILE [--allow-tail]]
    ahd-verify prove       --bundle FILE|--dir DIR|--url URL --sequence N [-o FILE]
    ahd-verify consistency --bundle FILE|--dir DIR|--url URL --old CHECKPOINT [-o FILE]

verify checks everything. prove writes the proof that one event is in the record
(c2sp.org/tlog-proof), consistency the proof that the record continues a checkpoint
that you kept.

    --bundle FILE       a bundle, as "ahd log bundle" writes it
    --dir DIR           a data folder, or the folder of a ledger
    --url URL           a server
    --token TOKEN       to show to the server, for those who may read raw events
    --old CHECKPOINT    file with a checkpoint that you kept
    --policy FILE       whose cosignatures you demand (c2sp.org/tlog-policy)
    --allow-tail        with --policy: events behind the last checkpoint that meets it are
                        no failure (else exit code 6)
    --key KEY           consistency with --url: the key of the log, where events may not be read
    --out FILE          verify: write both sides of what is wrong there; else nothing is written
    -o FILE             where to write the proof; - is standard output
    --json              results and errors as JSON

Exit codes: 0 all is well, 1 usage, 2 a check failed, 3 it does not continue what you
kept, 4 no checkpoint meets the policy or reading is not allowed, 6 incomplete, or events
lie behind the last checkpoint that meets the policy, 7 not the format,
8 the server does not answer, 9 anything unforeseen.
`

// call is what the arguments ask for.
type call struct {
	verb, bundle, dir, url, token     string
	old, policy, key, sides, out, seq string
	sequence                          uint64
	json, allowTail                   bool
}

// wrongCall is a call that was not understood.
type wrongCall struct{ sentence string }

func (w wrongCall) Error() string { return w.sentence }

// parse reads the arguments; flags stand anywhere.
func parse(args []string) (c call, err error) {
	flags := map[string]*string{
		"bundle": &c.bundle, "dir": &c.dir, "url": &c.url, "token": &c.token, "old": &c.old, "policy": &c.policy, "key": &c.key,
		"out": &c.sides, "o": &c.out, "sequence": &c.seq,
	}
	c.json = slices.Contains(args, "--json")
	c.allowTail = slices.Contains(args, "--allow-tail")
	for i := 0; i < len(args); i++ {
		name, value, has := strings.Cut(args[i], "=")
		bare := strings.TrimLeft(name, "-")
		switch to := flags[bare]; {
		case name == "--json", args[i] == "--allow-tail": // seen above
		case name == "--help" || name == "-h" || name == "help":
			return call{verb: "help"}, nil
		case to != nil && bare != name:
			if !has {
				if i++; i == len(args) {
					return c, wrongCall{name + " needs a value."}
				}
				value = args[i]
			}
			*to = value
		case c.verb == "" && bare == name:
			c.verb = name
		default:
			return c, wrongCall{fmt.Sprintf("“%s” is not understood. See ahd-verify --help.", args[i])}
		}
	}
	return c, c.check()
}

func (c *call) check() error {
	from := 0
	for _, place := range []string{c.bundle, c.dir, c.url} {
		if place != "" {
			from++
		}
	}
	switch {
	case c.verb == "":
		c.verb = "help"
		return nil
	case !slices.Contains([]string{"verify", "prove", "consistency"}, c.verb):
		return wrongCall{fmt.Sprintf("There is no “%s”. See ahd-verify --help.", c.verb)}
	case from != 1:
		return wrongCall{"Say what to check: one of --bundle, --dir and --url."}
	case c.allowTail && c.policy == "":
		return wrongCall{"--allow-tail goes with --policy FILE: without a policy nobody else is asked for."}
	case c.verb == "consistency" && c.old == "":
		return wrongCall{"Say which checkpoint you kept: --old FILE."}
	case c.verb == "prove":
		n, err := strconv.ParseUint(c.seq, 10, 63)
		if err != nil || n == 0 {
			return cause.Of(wrongCall{"Say which event to prove: --sequence N."}, err)
		}
		c.sequence = n
	}
	return nil
}

// errRead is a file that the caller named and that cannot be read.
var errRead = errors.New("cannot be read")
