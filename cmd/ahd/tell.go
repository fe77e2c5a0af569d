package main

import (
	"ahd/cmd/ahd/answers"
	"ahd/cmd/ahd/terminal"
	"ahd/services/api"
)

// tell prints what went wrong on standard error and returns the exit code.
func (p *program) tell(err error) int {
	problem := api.ProblemOf(err)
	if p.JSON {
		encoded, err := api.Encode(problem)
		if err == nil {
			terminal.JSONLine(p.Err, encoded)
		}
		return problem.Exit
	}
	p.Note("ahd: %s", problem.Detail)
	if flag, known := flagFor[problem.Code]; known {
		p.Note("     The flag for it is %s.", flag)
	}
	if codes := answers.CodesFor(problem); codes != "" {
		p.Note("     %s", codes)
	}
	if problem.Code == "internal" && problem.Cause != nil {
		p.Note("  %s", problem.Cause)
	}
	if problem.CommandID != "" {
		p.Note("  To send it again: --command-id %s", problem.CommandID)
	}
	return problem.Exit
}

// flagFor names the flag that answers a refusal, by the code of that.
var flagFor = map[string]string{
	"operationalise.nobody": "--party", "operationalise.undated": "--review-days or --due", "url.secret": "--visibility restricted",
	"progress.not-yours": "--on-behalf-of", "text.sensitive": "--confirmed", "file.author": "--confirmed", "local.four-eyes": "--as",
	"reason.missing": "--reason", "join.without-reason": "--reason", "basis.missing": "--basis, or --source", "quote.not-found": "--quote", "bytes": "--bytes",
}
