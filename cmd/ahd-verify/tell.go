package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/events/ledger/witness"
)

// Exit codes that are no kind of failure of a record.
const (
	exitUsage      = 1
	exitUnforeseen = 9
)

// problem is an error as an RFC 9457 object.
type problem struct {
	Type     string  `json:"type"`
	Title    string  `json:"title"`
	Status   int     `json:"status"`
	Detail   string  `json:"detail"`
	Code     string  `json:"code"`
	Recorded bool    `json:"recorded"` // never: nothing here records
	Sequence *uint64 `json:"sequence,omitempty"`
	Index    *uint64 `json:"index,omitempty"`
	Expected string  `json:"expected,omitempty"`
	Stands   string  `json:"stands,omitempty"`
	Sides    string  `json:"file,omitempty"` // with both sides of it

	Policy      *verification.Vouched `json:"policy,omitempty"`      // how far a policy is met that is not met to the end
	Checkpoints []string              `json:"checkpoints,omitempty"` // two that cannot both be true
	Evidence    string                `json:"evidence,omitempty"`    // the file that keeps them

	exit int
}

// tell says what is wrong and returns the exit code.
func (p *program) tell(c call, err error) int {
	pr := problemOf(err)
	var bad *verification.Failure
	if c.verb == "verify" && c.sides != "" && errors.As(err, &bad) && bad.Kind != verification.Unreachable {
		pr.Sides = p.keepSides(c, bad)
	}
	if errors.As(err, &bad) {
		pr.Evidence = p.keepEvidence(c, bad)
	}
	if p.json {
		encoded, err := json.Marshal(pr)
		if err != nil {
			return exitUnforeseen
		}
		fmt.Fprintf(p.err, "%s\n", encoded)
		return pr.exit
	}
	fmt.Fprintf(p.err, "ahd-verify: %s\n", pr.Detail)
	if pr.Expected != "" || pr.Stands != "" {
		fmt.Fprintf(p.err, "  expected  %.200s\n  stands    %.200s\n", pr.Expected, pr.Stands)
	}
	if pr.Sides != "" {
		fmt.Fprintf(p.err, "  both sides are in %s\n", pr.Sides)
	}
	p.sayEvidence(pr)
	return pr.exit
}

// titles name the kinds of failure.
var titles = map[verification.Kind]struct {
	title  string
	status int
}{
	verification.Broken: {"A check failed", 422}, verification.Forked: {"Another history", 409}, verification.Unmet: {"Not met or not allowed", 403},
	verification.Differs: {"Another book", 409}, verification.Incomplete: {"Incomplete", 422}, verification.Unreadable: {"Not the format", 422}, verification.Unreachable: {"The server does not answer", 503},
}

func problemOf(err error) problem {
	var bad *verification.Failure
	var none verification.ErrNoEvent
	var call wrongCall
	pr := problem{Type: "about:blank", Title: "Unforeseen", Status: 500, Detail: "Something unforeseen went wrong: " + err.Error() + ".", Code: "internal", exit: exitUnforeseen}
	switch {
	case errors.As(err, &bad):
		pr.Title, pr.Status, pr.exit = titles[bad.Kind].title, titles[bad.Kind].status, int(bad.Kind)
		pr.Detail, pr.Code, pr.Expected, pr.Stands = bad.Error(), bad.Code, bad.Expected, bad.Stands
		pr.Policy, pr.Checkpoints = bad.Policy, bad.Checkpoints
		if bad.Sequence > 0 {
			index := bad.Sequence - 1
			pr.Sequence, pr.Index = &bad.Sequence, &index
		}
	case errors.Is(err, witness.ErrFormat):
		pr.Title, pr.Status, pr.exit = titles[verification.Unreadable].title, titles[verification.Unreadable].status, int(verification.Unreadable)
		pr.Detail, pr.Code = "The file named with --policy is not a policy: "+err.Error()+".", "policy.format"
	case errors.As(err, &call), errors.As(err, &none), errors.Is(err, errRead), errors.Is(err, verification.ErrNoRecord):
		pr.Title, pr.Status, pr.Detail, pr.Code, pr.exit = "Not understood", 400, err.Error(), "usage", exitUsage
	}
	return pr
}

// keepSides writes both sides of a failure and says where; "" where that failed.
func (p *program) keepSides(c call, bad *verification.Failure) string {
	path := c.sides
	document, err := bad.Sides()
	if err == nil {
		err = os.WriteFile(path, document, 0o600)
	}
	if err != nil {
		fmt.Fprintf(p.err, "ahd-verify: both sides could not be written to %s\n", path)
		return ""
	}
	return path
}
