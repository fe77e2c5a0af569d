package recording_test

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
)

var (
	merged    = said{keeper, events.CommitmentMerged{Into: "cm-2"}}
	linked    = said{keeper, events.CommitmentLinked{External: events.External{Scheme: "tip", Year: 2023, Number: "4"}}}
	elsewhere = events.Quote{Source: "note-2", Quote: "a shelter", Bytes: [2]int64{3, 12}}
	told2     = said{keeper, events.CommitmentCorroborated{Quote: elsewhere}}
	missing   = cm(events.CommitmentCaptured{Text: "Recommendations.", Kind: "recommendation-text-missing"})
	piece     = cm(events.CommitmentCaptured{Text: "Open a shelter.", Kind: "pledge", Parent: text("cm-0")})
)

func merge(into string, why commitment.Reasoned) rule.Command {
	return commitment.MergeCommitment{Reasoned: why, Into: into}
}

func split(into ...string) rule.Command {
	return commitment.SplitCommitment{Reasoned: because, Into: into}
}

func wording(kind string) rule.Command {
	return commitment.WordCommitment{On: cm1, Worded: events.CommitmentWorded{Kind: kind, Quote: elsewhere}}
}

func handOver(party string, main, alternate *string, why commitment.Reasoned) rule.Command {
	return commitment.HandOver{Reasoned: why, Party: party, Main: main, Alternate: alternate}
}

// What else a commitment is.
var identity = []ruling{
	{"a commitment is the same as another", life(), merge("cm-2", because), keeper, "", nil},
	{"for a reason", life(), merge("cm-2", unsaid), keeper, "reason.missing", malformed},
	{"not as itself", life(), merge("cm-1", because), keeper, "merge.itself", no},
	{"not when it is kept in several places", cm(parent), merge("cm-2", because), keeper, "merge.whole-or-part", no},
	{"nor when it is one of them", piece, merge("cm-2", because), keeper, "merge.whole-or-part", no},
	{"once", life(merged), merge("cm-3", because), keeper, "commitment.not-in-force", no},
	{"nothing happens to it then", life(merged), report, focal, "commitment.not-in-force", no},
	{"if there is one", fold.State{}, merge("cm-2", because), keeper, "commitment.unknown", unknown},
	{"a focal person merges none", life(), merge("cm-2", because), focal, "role.not-allowed", forbidden},
	{"it is not the same", life(merged), commitment.UnmergeCommitment{Reasoned: because}, keeper, "", nil},
	{"for a reason", life(merged), commitment.UnmergeCommitment{Reasoned: unsaid}, keeper, "reason.missing", malformed},
	{"if it was", life(), commitment.UnmergeCommitment{Reasoned: because}, keeper, "unmerge.not-merged", no},
	{"not by a focal person", life(merged), commitment.UnmergeCommitment{Reasoned: because}, focal, "role.not-allowed", forbidden},
	{"it is several", life(), split("cm-2", "cm-3"), keeper, "", nil},
	{"two or more", life(), split("cm-2"), keeper, "into", malformed},
	{"each once", life(), split("cm-2", "cm-2"), keeper, "into", malformed},
	{"not itself", life(), split("cm-1", "cm-2"), keeper, "split.itself", no},
	{"not what is kept in several places", cm(parent), split("cm-2", "cm-3"), keeper, "split.whole-or-part", no},
	{"for a reason", life(), commitment.SplitCommitment{Reasoned: unsaid, Into: []string{"cm-2", "cm-3"}}, keeper, "reason.missing", malformed},
	{"once", life(said{keeper, events.CommitmentSplit{Into: []string{"cm-2", "cm-3"}}}), split("cm-4", "cm-5"), keeper, "commitment.not-in-force", no},
	{"not by a focal person", life(), split("cm-2", "cm-3"), focal, "role.not-allowed", forbidden},
	{"a second source says it", life(), commitment.CorroborateCommitment{On: cm1, Quote: elsewhere}, keeper, "", nil},
	{"once", life(told2), commitment.CorroborateCommitment{On: cm1, Quote: elsewhere}, keeper, "corroborate.same", no},
	{"not by a focal person", life(), commitment.CorroborateCommitment{On: cm1, Quote: elsewhere}, focal, "role.not-allowed", forbidden},
	{"its wording becomes known", missing, wording("recommendation"), keeper, "", nil},
	{"which is of a kind", missing, wording("recommendation-text-missing"), keeper, "kind", malformed},
	{"if it was not", life(), wording("recommendation"), keeper, "word.worded", no},
	{"not by a focal person", missing, wording("recommendation"), focal, "role.not-allowed", forbidden},
}

// Who speaks for it, and what it is filed under.
var filing = []ruling{
	{"others answer from now on", life(), handOver("ssdo", text("p-1"), nil, because), keeper, "", nil},
	{"or other people of the same", life(), handOver("fia", text("p-2"), text("p-3"), because), keeper, "", nil},
	{"for a reason", life(), handOver("ssdo", nil, nil, unsaid), keeper, "reason.missing", malformed},
	{"others than now", life(), handOver("fia", nil, nil, because), keeper, "hand-over.same", no},
	{"not who assessed it", life(found), handOver("ncrc", nil, nil, because), keeper, "assign.assessor", no},
	{"not one person twice", life(), handOver("ssdo", text("p-1"), text("p-1"), because), keeper, "persons.alternate", no},
	{"not from tomorrow on", life(), commitment.HandOver{Reasoned: because, Party: "ssdo", Effective: text("2026-11-23")}, keeper, "effective.future", malformed},
	{"not by a focal person", life(), handOver("ssdo", nil, nil, because), focal, "role.not-allowed", forbidden},
	{"it is filed elsewhere", life(), commitment.ClassifyCommitment{On: cm1, SDGTargets: []string{"8.7"}, Geography: []string{"PK-PB/lahore"}, Groups: []string{"children"}, Reason: text("x")}, keeper, "", nil},
	{"under codes that there are", life(), commitment.ClassifyCommitment{On: cm1, SDGTargets: []string{"99.9"}, Reason: text("x")}, keeper, "sdg-targets", malformed},
	{"in places that there are", life(), commitment.ClassifyCommitment{On: cm1, Geography: []string{"PK-PB/atlantis"}, Reason: text("x")}, keeper, "geography", malformed},
	{"for groups that there are", life(), commitment.ClassifyCommitment{On: cm1, Groups: []string{"kings"}, Reason: text("x")}, keeper, "groups", malformed},
	{"under one of four pillars", life(), commitment.ClassifyCommitment{On: cm1, Pillar: text("poetry"), Reason: text("x")}, keeper, "pillar", malformed},
	{"for a reason", life(), commitment.ClassifyCommitment{On: cm1}, keeper, "reason.missing", malformed},
	{"not by a focal person", life(), commitment.ClassifyCommitment{On: cm1, Reason: text("x")}, focal, "role.not-allowed", forbidden},
	{"others ask for the same", life(), link("tip", 2023, "4"), keeper, "", nil},
	{"known others", life(), link("letter", 2023, "4"), keeper, "scheme", malformed},
	{"in a year", life(), link("tip", 23, "4"), keeper, "year", malformed},
	{"under a number", life(), link("tip", 2023, "4/5"), keeper, "number", malformed},
	{"once", life(linked), link("tip", 2023, "4"), keeper, "link.same", no},
	{"not by a focal person", life(), link("tip", 2023, "4"), focal, "role.not-allowed", forbidden},
	{"they do not", life(linked), unlink(text("misread")), keeper, "", nil},
	{"for a reason", life(linked), unlink(nil), keeper, "reason.missing", malformed},
	{"if they did", life(), unlink(text("misread")), keeper, "link.unknown", unknown},
	{"not by a focal person", life(linked), unlink(text("misread")), focal, "role.not-allowed", forbidden},
}

func link(scheme string, year int, number string) rule.Command {
	return commitment.LinkExternal{On: cm1, External: events.External{Scheme: scheme, Year: year, Number: number}}
}

func unlink(why *string) rule.Command {
	return commitment.UnlinkExternal{On: cm1, External: events.External{Scheme: "tip", Year: 2023, Number: "4"}, Reason: why}
}
