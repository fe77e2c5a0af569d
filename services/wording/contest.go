package wording

import (
	"strconv"
	"strings"

	"ahd.example/ahd/events/commitment"
)

// Contest says how far people disagree, with the index and the spread; "" where
// nobody does.
func (f Findings) Contest(c commitment.Contest) string {
	switch {
	case !c.Contested:
		return ""
	case c.Claims == 1:
		return Language(f).table().sentence("disagree 1", Percent(c.Mean))
	}
	return Language(f).table().sentence("disagree", c.Claims, Percent(c.Mean), Percent(c.Spread))
}

// Contested says the same in a few words: "yes; 2 counted, mean 25%, spread 50
// points".
func (f Findings) Contested(c commitment.Contest) string {
	if !c.Contested {
		return Language(f).YesNo(false)
	}
	return Language(f).table().sentence("contest", c.Claims, Percent(c.Mean), Percent(c.Spread))
}

// Percent writes basis points as what stands before a percent sign: 6667 is
// "66.67".
func Percent(bp int) string {
	sign := ""
	if bp < 0 {
		sign, bp = "-", -bp
	}
	text := sign + strconv.Itoa(bp/100)
	if cents := bp % 100; cents != 0 {
		text += "." + strings.TrimSuffix(strconv.Itoa(100 + cents)[1:], "0")
	}
	return text
}

// agrees lists what an assessor can find where an organisation reports a state,
// without one saying other than the other.
var agrees = map[string][]string{
	commitment.Planning:         {commitment.NotStarted, commitment.NoEvidence},
	commitment.InProgress:       {commitment.Limited, commitment.Substantial},
	commitment.Stalled:          {commitment.NotStarted, commitment.Limited, commitment.Substantial, commitment.Regressed},
	commitment.ReportedComplete: {commitment.Complete},
}

// Gap says where what an organisation reports and what an assessor found differ:
// "Reported done, assessed limited."; "" where they do not, or where one is missing.
// A commitment reported done that nobody assessed is said to be so.
func (f Findings) Gap(reported, assessed string) string {
	fits, claimed := agrees[reported]
	switch {
	case !claimed:
		return ""
	case assessed == commitment.NotAssessed:
		if reported == commitment.ReportedComplete {
			return Language(f).table().sentence("gap unassessed")
		}
		return ""
	}
	for _, level := range fits {
		if level == assessed {
			return ""
		}
	}
	return Language(f).table().sentence("gap "+reported, Language(f).Value(commitment.AxisAssessed, assessed))
}
