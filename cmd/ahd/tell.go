package main

import (
	"encoding/json"
	"fmt"
	"math"
	"time"

	"ahd/services/api"
)

// tell prints what went wrong on standard error and returns the exit code.
func (p *program) tell(err error) int {
	problem := api.ProblemOf(err)
	if p.json {
		encoded, err := api.Encode(problem)
		if err == nil {
			jsonLine(p.err, encoded)
		}
		return problem.Exit
	}
	line(p.err, "ahd: %s", problem.Detail)
	if flag, known := flagFor[problem.Code]; known {
		line(p.err, "     The flag for it is %s.", flag)
	}
	if codes := codesFor(problem); codes != "" {
		line(p.err, "     %s", codes)
	}
	if problem.Code == "internal" && problem.Cause != nil {
		line(p.err, "  %s", problem.Cause)
	}
	if problem.CommandID != "" {
		line(p.err, "  To send it again: --command-id %s", problem.CommandID)
	}
	return problem.Exit
}

// print prints a document: as it is, or in words.
func (p *program) print(document json.RawMessage, words func(json.RawMessage) error) error {
	if p.json {
		jsonLine(p.out, document)
		return nil
	}
	if p.register.Example {
		line(p.err, "EXAMPLE. %s", english.Summary().Say("invented"))
	}
	return words(document)
}

// progress says how far a verb has come, once a second, on standard error.
func (p *program) progress(verb string) api.Progress {
	started, last := p.now(), p.now()
	return func(done, total int) {
		now := p.now()
		if now.Sub(last) < time.Second && done < total || now.Sub(started) < time.Second {
			return
		}
		last = now
		rate := float64(done) / now.Sub(started).Seconds()
		if p.progressJSON {
			p.advanced(verb, done, total, rate)
			return
		}
		left := time.Duration(float64(total-done) / rate * float64(time.Second)).Round(time.Second)
		fmt.Fprintf(p.err, "%s %d of %d, %.0f a second, %s left\n", verb, done, total, rate, left)
	}
}

// advance is how far long work is, for scripts.
type advance struct {
	Verb  string  `json:"verb"`
	Done  int     `json:"done"`
	Total int     `json:"total"`
	Rate  float64 `json:"rate"`   // a second
	LeftS *int64  `json:"left_s"` // seconds; null while that cannot be said
}

// advanced says on standard error how far long work is, as an object on a line.
func (p *program) advanced(verb string, done, total int, rate float64) {
	a := advance{Verb: verb, Done: done, Total: total, Rate: math.Round(rate*10) / 10}
	if rate > 0 {
		left := int64(math.Round(float64(total-done) / rate))
		a.LeftS = &left
	}
	if encoded, err := api.Encode(a); err == nil {
		jsonLine(p.err, encoded)
	}
}

// flagFor names the flag that answers a refusal, by the code of that.
var flagFor = map[string]string{
	"operationalise.nobody": "--party", "operationalise.undated": "--review-days or --due", "url.secret": "--visibility restricted",
	"progress.not-yours": "--on-behalf-of", "text.sensitive": "--confirmed", "file.author": "--confirmed", "local.four-eyes": "--as",
	"reason.missing": "--reason", "join.without-reason": "--reason", "basis.missing": "--basis, or --source", "quote.not-found": "--quote", "bytes": "--bytes",
}
