package recording_test

import (
	"maps"
	"slices"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
)

func init() {
	maps.Copy(commands, identities)
	maps.Copy(laws, map[string]law{
		"ClassifyCommitment":    {"force", keep, "", "reason"},
		"LinkExternal":          {"force", keep, "", ""},
		"UnlinkExternal":        {"there", keep, "", "reason"},
		"CorroborateCommitment": {"force", keep, "", ""},
		"WordCommitment":        {"force", keep, "", ""},
		"MergeCommitment":       {"force", keep, "", "reason"},
		"UnmergeCommitment":     {"there", keep, "", "reason"},
		"SplitCommitment":       {"force", keep, "", "reason"},
		"HandOver":              {"force", keep, "", "reason"},
	})
}

// identities draws one of each command about what else a commitment is, what it is
// filed under, and who speaks for it.
var identities = map[string]func(*hand) rule.Command{
	"ClassifyCommitment": func(h *hand) rule.Command {
		return commitmentcmd.ClassifyCommitment{On: h.on(), Pillar: opt(h.chance(50), h.sound(commitment.Pillars...)), Reason: h.why(),
			SDGTargets: h.any("8.7", "16.2", "99.9"), Geography: h.any("PK-PB", "PK-PB/lahore", "XX"), Groups: h.any("children", "nobody")}
	},
	"LinkExternal": func(h *hand) rule.Command {
		return commitmentcmd.LinkExternal{On: h.on(), External: h.external(false)}
	},
	"UnlinkExternal": func(h *hand) rule.Command {
		return commitmentcmd.UnlinkExternal{On: h.on(), External: h.external(true), Reason: h.why()}
	},
	"CorroborateCommitment": func(h *hand) rule.Command {
		return commitmentcmd.CorroborateCommitment{On: h.on(), Quote: events.Quote{Source: one(h, []string{"note-2", "note-3"}), Quote: "a shelter", Bytes: [2]int64{int64(h.below(3)), 12}}}
	},
	"WordCommitment": func(h *hand) rule.Command {
		return commitmentcmd.WordCommitment{On: h.on(), Worded: events.CommitmentWorded{
			Kind: h.sound("recommendation", "declaration", "pledge", "recommendation-text-missing"), Quote: events.Quote{Source: "note-2", Quote: "Open a shelter.", Bytes: [2]int64{0, 15}}, Verifiable: h.chance(50)}}
	},
	"MergeCommitment": func(h *hand) rule.Command {
		return commitmentcmd.MergeCommitment{Reasoned: h.reasoned(), Into: one(h, []string{"cm-9", "cm-8", "cm-7", h.id})}
	},
	"UnmergeCommitment": func(h *hand) rule.Command { return commitmentcmd.UnmergeCommitment{Reasoned: h.reasoned()} },
	"SplitCommitment": func(h *hand) rule.Command {
		return commitmentcmd.SplitCommitment{Reasoned: h.reasoned(), Into: one(h, [][]string{{"cm-7", "cm-8"}, {"cm-7", "cm-8", "cm-9"}, {"cm-7"}, {"cm-7", "cm-7"}, {"cm-7", h.id}})}
	},
	"HandOver": func(h *hand) rule.Command {
		people := []string{"p-1", "p-2", "p-3"}
		return commitmentcmd.HandOver{Reasoned: h.reasoned(), Party: h.answerable(), Effective: h.moment(),
			Main: opt(h.chance(40), one(h, people)), Alternate: opt(h.chance(30), one(h, people)), Validator: opt(h.chance(30), one(h, people))}
	},
}

// any is none or some of a list, whose last is no code; now and then one twice.
func (h *hand) any(list ...string) (codes []string) {
	for _, code := range slices.Concat(list[:len(list)-1], list[:1]) {
		if h.chance(30) {
			codes = append(codes, code)
		}
	}
	if h.chance(4) {
		codes = append(codes, list[len(list)-1])
	}
	return codes
}

// external is, where it should be known, mostly one that is linked.
func (h *hand) external(known bool) events.External {
	if links := h.past.linked(); known && len(links) > 0 && h.chance(85) {
		return one(h, links)
	}
	return events.External{Scheme: h.sound("tip", "nap", "upr"), Year: one(h, []int{2022, 2023, 2022, 2023, 2022, 2023, 1989, 2101}), Number: one(h, []string{"4", "122.15", "4", "122.15", "4", "1 b", ""})}
}

// ofIdentity: what the model says of what else a commitment is.
func (p past) ofIdentity(d deed) string {
	switch c := d.command.(type) {
	case commitmentcmd.ClassifyCommitment:
		bad := slices.Contains(c.SDGTargets, "99.9") || slices.Contains(c.Geography, "XX") || slices.Contains(c.Groups, "nobody")
		return told(bad, "no code")
	case commitmentcmd.LinkExternal:
		x := c.External
		return told(x.Year < 1990 || x.Year > 2100 || x.Number == "" || x.Number == "1 b" || slices.Contains(p.linked(), x), "no such link")
	case commitmentcmd.UnlinkExternal:
		return told(!slices.Contains(p.linked(), c.External), "not linked")
	case commitmentcmd.CorroborateCommitment:
		return told(slices.Contains(p.passages(), c.Quote), "told already")
	case commitmentcmd.WordCommitment:
		return told(!p.unworded() || c.Worded.Kind == "recommendation-text-missing", "worded")
	case commitmentcmd.MergeCommitment:
		return told(c.Into == c.ID, "into itself") + told(p.many(), "whole or part")
	case commitmentcmd.UnmergeCommitment:
		return told(p.record() != "merged", "not merged")
	case commitmentcmd.SplitCommitment:
		few := len(slices.Compact(slices.Sorted(slices.Values(c.Into)))) != len(c.Into) || len(c.Into) < 2
		return told(few, "not several") + told(slices.Contains(c.Into, c.ID), "into itself") + told(p.many(), "whole or part")
	case commitmentcmd.HandOver:
		return p.handingOver(c)
	}
	return ""
}

func (p past) handingOver(c commitmentcmd.HandOver) string {
	is := func(a, b *string) bool { return a != nil && b != nil && *a == *b }
	same := is(c.Main, c.Alternate) || is(c.Main, c.Validator) || is(c.Alternate, c.Validator)
	return told(same, "one person twice") + told(p.lead() == c.Party && p.persons() == persons(c), "theirs already")
}
