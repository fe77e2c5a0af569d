// Package commands answers: what can be recorded, under which verb, and what takes it back?
package commands

import (
	"slices"

	"ahd.example/ahd/events/strictjson"
	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/convening"
	"ahd.example/ahd/services/commands/instrument"
	"ahd.example/ahd/services/commands/method"
	"ahd.example/ahd/services/commands/party"
	"ahd.example/ahd/services/commands/person"
	"ahd.example/ahd/services/commands/register"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/commands/source"
)

// Entry is one verb under which something is recorded.
type Entry struct {
	Verb     string
	Group    string   // with which verbs help shows it
	About    string   // what it records, in a sentence
	Examples []string // the flags of lines that can be typed once the example register is there
	Undo     string   // the verb that takes it back or replaces it; or
	Final    string   // why none does

	Command rule.Command // with nothing in it
	Typed   any          // what is typed, with nothing in it: a form, or the command itself; nil where a door has a form of its own
	Made    bool         // more is looked up for the command than what is typed

	// Read reads the fields of the command, strictly.
	Read func(fields []byte) (rule.Command, error)
}

// Why nothing takes some things back.
const (
	asTold    = "it is as a source or somebody told it; what is wrong is told beside it"
	byTheNext = "the next one takes its place, and it stays"
)

// Catalogue is all that can be recorded by somebody, in the order of help. What the
// program records of itself, and what comes about otherwise, is not in it.
var Catalogue = slices.Concat(
	group("progress",
		undo[commitment.ReportProgress]("progress", "retract", "What an organisation says of its own progress.",
			`--commitment cm-b1 --state in_progress --effective 2026-10`,
			`--commitment cm-b1 --state planning --narrative "A draft is ready" --on-behalf-of fia --channel phone`).typed(commitment.ProgressTyped{}),
		final[commitment.RetractProgress]("retract", "what was taken back is reported again", "Take a progress report back.",
			`--commitment cm-b1 --report 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c03 --reason "Entered by mistake"`),
		final[commitment.ConfirmReport]("confirm-report", "a report is answered once", "Stand by a report that was entered for your organisation.",
			`--commitment cm-b1 --report 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c01 --as p-1`),
		final[commitment.ContestReport]("contest-report", "a report is answered once", "Do not stand by a report that was entered for your organisation.",
			`--commitment cm-b1 --report 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c02 --reason "Work goes on" --as p-1`),
		final[commitment.RequestUpdate]("request-update", byTheNext, "An organisation was asked how far it is.",
			`--commitment cm-b1 --party fia --channel letter --day 2026-11-02`)),
	group("proof",
		undo[commitment.LinkEvidence]("evidence", "retract-evidence", "A document that bears on a commitment.",
			`--commitment cm-b1 --url https://example.org/report`,
			`--commitment cm-b1 --file report.txt --description "The report of the ministry"`).apart(),
		final[commitment.RetractEvidence]("retract-evidence", "a document that was taken back is brought again", "A document no longer counts.",
			`--commitment cm-b1 --evidence 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c04 --reason "It is of another year"`),
		final[commitment.AssessCommitment]("assess", byTheNext, "What an assessor of another organisation found.",
			`--commitment cm-b1 --level limited --confidence high --method ahd-1 --rationale "Two of nine districts" --as p-4`),
		undo[commitment.CloseCommitment]("close", "reopen", "A second person closes the matter.",
			`--commitment cm-b1 --outcome implemented --as p-5`).typed(commitment.CloseTyped{}),
		undo[commitment.ReopenCommitment]("reopen", "close", "A closed matter is open again.",
			`--commitment cm-b1 --reason "The form is no longer used" --as p-5`),
		undo[commitment.DisputeProgress]("dispute", "hide-dispute", "Somebody says otherwise, with a document.",
			`--commitment cm-b1 --claim not_implemented --statement "The shelter is locked" --url https://example.org/visit`),
		final[commitment.HideDispute]("hide-dispute", "a dispute that was hidden is lodged again", "A dispute is no longer shown.",
			`--commitment cm-b1 --dispute 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c05 --reason "It names a house" --as p-9`)),
	group("course",
		undo[commitment.ConfirmCommitment]("confirm", "withdraw", "What was noted was checked against its source.",
			`--commitment cm-z1`).typed(commitment.ConfirmTyped{}),
		undo[commitment.AssignCommitment]("assign", "hand-over", "Which organisation answers for a commitment.",
			`--commitment cm-b1 --party fia`),
		undo[commitment.OperationaliseCommitment]("operationalise", "hand-over", "A commitment is assigned and dated.",
			`--commitment cm-b1 --party fia --review-days 90`),
		undo[commitment.SetDueDate]("due", "revise-due", "By which day a commitment is to be kept.",
			`--commitment cm-b2 --due 2027-06-30`),
		undo[commitment.ReviseDueDate]("revise-due", "revise-due", "Another due day; the first one stays.",
			`--commitment cm-b2 --due 2027-12-31 --reason "The budget came late"`),
		undo[commitment.SetReviewInterval]("review", "review", "How often a commitment is to be heard of.",
			`--commitment cm-b2 --days 90`),
		final[commitment.RecordResponse]("respond", byTheNext, "What the addressee answered, as a source tells it.",
			`--commitment cm-b2 --response accepted --source source-003 --effective 2026-01`),
		undo[commitment.RateSmart]("smart", "smart", "How well a commitment is put.",
			`--commitment cm-b1 --specific --measurable --time-bound`),
		undo[commitment.JudgeVerifiability]("verifiable", "verifiable", "Whether a stranger could settle it.",
			`--commitment cm-b3 --verifiable false --reason "Nobody could settle it"`).typed(commitment.VerifiableTyped{}),
		undo[commitment.CorrectCommitment]("correct", "correct", "What should have been noted from the source.",
			`--commitment cm-b1 --field pillar --value protection --reason "Misread"`),
		final[commitment.EraseText]("erase", "what is erased does not come back", "Erase a text that somebody typed. Its event and its hash stay.",
			`--list --commitment cm-b1`,
			`--commitment cm-b1 --text 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c06/narrative --basis victim-data`).apart(),
		undo[commitment.SuspendCommitment]("suspend", "resume", "Work on a commitment rests.",
			`--commitment cm-b4 --reason "The building is closed"`),
		undo[commitment.ResumeCommitment]("resume", "suspend", "Work on a commitment goes on.",
			`--commitment cm-b4 --reason "It is open again"`),
		final[commitment.WithdrawCommitment]("withdraw", "what is promised again is captured again", "A commitment was taken back.",
			`--commitment cm-d3 --reason "The host took it back"`),
		final[commitment.SupersedeCommitment]("supersede", "the other one stands in its place", "Another commitment takes its place.",
			`--commitment cm-d4 --by cm-d5 --reason "The second says the same and more"`),
		final[commitment.RejectCommitment]("reject", "what is a commitment after all is captured again", "What was noted is no commitment.",
			`--commitment cm-z1 --reason "It only describes what is done already"`)),
	group("steps",
		undo[commitment.SetMilestone]("milestone", "drop", "A dated step towards a commitment.",
			`--commitment cm-b1 --milestone m1 --title "A form for cases" --due 2027-01-31`),
		undo[commitment.ReviseMilestone]("revise-milestone", "revise-milestone", "Another wording or day of a step.",
			`--commitment cm-b1 --milestone m1 --title "A form for all cases" --due 2027-02-28 --reason "More cases than expected"`),
		final[commitment.MeetMilestone]("meet", "a step that was taken stays taken", "A step was taken.",
			`--commitment cm-b1 --milestone m1 --effective 2026-10`),
		final[commitment.DropMilestone]("drop", "another step is set", "A step is given up.",
			`--commitment cm-b1 --milestone m2 --reason "One form is enough"`),
		final[commitment.SetIndicator]("indicator", "another one is set beside it", "What is measured of a commitment.",
			`--commitment cm-b1 --indicator shelters --title "Shelters" --unit shelters --baseline 2 --target 9 --due 2027-06-30`).typed(commitment.IndicatorTyped{}),
		final[commitment.TakeMeasurement]("measurement", byTheNext, "Values of indicators.",
			`--commitment cm-b1 --value shelters=9 --period 2026-10`).typed(commitment.MeasurementTyped{})),
	group("meetings",
		undo[convening.RegisterConvening]("convening", "join", "A conference or meeting took place.",
			`--id dialogue-lahore-2026 --kind dialogue --called "Dialogue in Lahore" --date 2026-11-22 --organiser ssdo --partner fia`).typed(convening.ConveningTyped{}),
		final[convening.RecordSession]("session", asTold, "A part of a meeting: a day, a panel.",
			`--convening dialogue-lahore-2026 --id day-1 --title "Courts" --date 2026-11-22`).typed(convening.SessionTyped{}),
		final[convening.FormWorkingGroup]("working-group", asTold, "A working group of a meeting.",
			`--convening dialogue-lahore-2026 --id wg-courts --called "Courts"`).typed(convening.WorkingGroupTyped{}),
		final[convening.RecordMember]("member", asTold, "Which organisation sits in a working group.",
			`--convening dialogue-lahore-2026 --working-group wg-courts --party moi --role-stated chair`).typed(convening.MemberTyped{}),
		final[convening.FollowUp]("follow-up", asTold, "A meeting takes up what is open of an earlier one.",
			`--convening dialogue-lahore-2026 --earlier conference-bonded-labour`),
		undo[convening.AssertDate]("date", "correct-date", "What somebody says about the date of a meeting. What was said before stays.",
			`--convening conference-bonded-labour --edtf 2024-02-27/2024-02-28 --source source-002 --stated "ended on a Wednesday"`).typed(convening.DateTyped{}),
		undo[convening.CorrectDate]("correct-date", "correct-date", "By which date the register goes from now on.",
			`--convening conference-bonded-labour --edtf 2024-02-28 --reason "The host confirms it"`),
		undo[convening.RecordConflict]("conflict", "resolve", "What is said of a meeting cannot all be true.",
			`--convening conference-bonded-labour --id cf-day --about date --alternative "27 February" --alternative "28 February" --reason "Two reports"`).typed(convening.ConflictTyped{}),
		final[convening.ResolveConflict]("resolve", "another conflict is recorded", "Which of the alternatives of a conflict the register goes by.",
			`--convening conference-bonded-labour --conflict cf-day --resolution "28 February" --reason "The host confirms it"`).typed(convening.ResolveTyped{}),
		undo[convening.JoinConvening]("join", "part", "Two meetings are one. Without a reason it lists what differs between them, and records nothing.",
			`--convening conference-bonded-labour --into conference-legal-frameworks --reason "Same hall, same days, same speakers"`),
		undo[convening.PartConvening]("part", "join", "A source tells of another meeting than the one under which it is counted.",
			`--convening world-day-2025 --from world-day-2024 --source source-001 --reason "It names the year 2025"`).made(),
		final[convening.RecordParticipation]("participation", asTold, "Who took part in a meeting, as a source tells it.",
			`--convening dialogue-lahore-2026 --source source-003 --quote "so did a senior officer of FIA" --role-stated "senior officer of FIA"`).typed(convening.ParticipationTyped{}).made(),
		final[convening.IdentifyParticipants]("same-person", asTold, "Two participations are of one person. Both spellings stay.",
			`--convening conference-bonded-labour --participation p-cf33fcc5bd5175e4 --same-as p-b4f7b7350a3664cb --reason "One Director General"`),
		final[convening.AssertFigure]("figure", asTold, "A number that somebody stated.",
			`--convening dialogue-lahore-2026 --id fg-10 --claim "More than three million are exploited" --value 3000000 --source source-003 --quote "more than three million people in Pakistan"`).typed(convening.FigureTyped{}).made()),
	group("outcomes",
		final[instrument.RecordInstrument]("instrument", asTold, "A declaration, recommendations or another outcome of a meeting. Its wording is attached later.",
			`--id declaration-lahore --kind declaration --convening dialogue-lahore-2026 --title "Declaration of Lahore"`).typed(instrument.InstrumentTyped{}),
		final[instrument.RecordSignatory]("signatory", asTold, "An organisation signed or adopted a declaration.",
			`--instrument declaration-lahore --party moi --effective 2026-11-22`).typed(instrument.SignatoryTyped{}),
		final[source.AssertRating]("rating", asTold, "How somebody outside rated a place in a year, as a source tells it.",
			`--source source-004 --scheme tip-tier --year 2021 --place PK --rating "Tier 2 Watch List" --quote "second-tier watch list"`).typed(source.RatingTyped{}).made(),
		undo[register.RaiseQuestion]("question", "answer", "Something that the sources leave open.",
			`--id am-13 --text "Which ministry is meant?" --rule "None is named" --about source/source-004`).typed(register.QuestionTyped{}),
		undo[register.AnswerQuestion]("answer", "reopen-question", "What turned out about an open question.",
			`--question am-13 --finding "The Ministry of Law" --source source-004`).typed(register.AnswerTyped{}),
		undo[register.ReopenQuestion]("reopen-question", "answer", "An answered question is open again.",
			`--question am-13 --reason "It was another one"`)),
	group("texts",
		undo[register.DescribeRegister]("title", "title", "What people call the register.",
			`--title "What was promised against trafficking"`).typed(register.TitleTyped{}).made(),
		final[source.ArchiveSource]("source", asTold, "A text that says something about commitments is archived, so that it can be quoted.",
			`--id source-005 --file report.txt --title "Report of the dialogue"`).made().apart(),
		undo[commitment.CaptureCommitment]("capture", "reject", "A commitment, from sentences of a source.",
			`--id cm-z1 --convening dialogue-lahore-2026 --kind pledge --source source-005 --quote "We will open a shelter in every province." --split-by province`).made().apart(),
		final[instrument.AttachText]("attach", asTold, "The wording of a declaration or of recommendations became known. Look first with --dry-run.",
			`--instrument declaration-bonded-labour --source declaration-text --file declaration.txt --dry-run`,
			`--instrument declaration-bonded-labour --source declaration-text --file declaration.txt`).made().apart()),
	group("organisations",
		undo[party.RegisterParty]("party", "merge-party", "An organisation that the register does not have yet.",
			`--id moi --called "Ministry of Interior" --kind government --acronym MoI`).typed(party.PartyTyped{}),
		undo[party.NameParty]("name", "name", "What an organisation is called from now on. The older names still find it.",
			`--party moi --called "Ministry of Interior and Narcotics Control" --effective 2026-01 --reason "A notification"`).typed(party.NameTyped{}),
		undo[party.DescribeParty]("describe", "describe", "What kind of organisation it is, where it works and to which one it belongs. Replaces what was recorded before.",
			`--party moi --kind government --place PK`,
			`--party npb --kind government --parent moi`).typed(party.DescribeTyped{}),
		undo[party.NameFocalPersons]("focal-persons", "focal-persons", "Who speaks for an organisation. Replaces who was named before.",
			`--party fia --main p-1 --alternate p-2 --validator p-3`).typed(party.FocalPersonsTyped{}),
		undo[party.MergeParty]("merge-party", "unmerge-party", "An organisation became part of another, or was the same all along.",
			`--party usmission --into usemb --effective 2025 --reason "One house under two names"`),
		undo[party.UnmergeParty]("unmerge-party", "merge-party", "An organisation that became part of another is one of its own again.",
			`--party usmission --reason "They are two after all"`)),
	group("identity",
		undo[commitment.MergeCommitment]("merge", "unmerge", "A commitment is the same as another, which goes on for both.",
			`--commitment cm-a5 --into cm-b8 --reason "The same sentence in two reports"`),
		undo[commitment.UnmergeCommitment]("unmerge", "merge", "A merged commitment is not the same after all: it stands again as it stood.",
			`--commitment cm-a5 --reason "They ask two different things"`),
		final[commitment.SplitCommitment]("split", "the parts stand in its place", "A commitment is several, which take its place. They are in the register already.",
			`--commitment cm-a6 --into cm-a7 --into cm-a8 --reason "Two promises in one sentence"`),
		final[commitment.CorroborateCommitment]("corroborate", asTold, "Another passage says the same.",
			`--commitment cm-b1 --source source-000 --quote "Nothing was adopted"`).typed(commitment.CorroborateTyped{}).made(),
		undo[commitment.WordCommitment]("word", "correct", "The wording of what was only known to exist became known.",
			`--commitment cm-a1 --kind recommendation --address item-1 --source source-004 --quote "Their texts are not printed."`).typed(commitment.WordTyped{}).made(),
		undo[commitment.HandOver]("hand-over", "hand-over", "Which organisation answers for a commitment from now on, and who speaks for it. Replaces what was recorded before.",
			`--commitment cm-b1 --party fia --main p-1 --validator p-3 --reason "The ministry was dissolved"`),
		undo[commitment.ClassifyCommitment]("classify", "classify", "Under what a commitment is found: all of it, each time. What is left out is taken away. The codes: “ahd list codes”.",
			`--commitment cm-b1 --pillar prosecution --sdg-targets 8.7,16.2 --geography PK-PB,PK-SD --reason "Read again"`),
		undo[commitment.LinkExternal]("link", "unlink", "Others ask for the same: a recommendation of a report, a point of a plan.",
			`--commitment cm-b1 --scheme tip --year 2023 --number 4`).typed(commitment.LinkTyped{}),
		undo[commitment.UnlinkExternal]("unlink", "link", "Others do not ask for the same after all.",
			`--commitment cm-b1 --scheme tip --year 2023 --number 4 --reason "Misread"`).typed(commitment.UnlinkTyped{})),
	group("counting",
		final[method.PublishMethod]("method", "what was published stays; the next version stands beside it", "By which method is counted, beside the ones before. What was published stays, and old summaries with it.",
			`--version 2 --kinds declaration,recommendation,pledge --changes "Pledges count too"`).apart()),
	group("people",
		final[register.CorrectClock]("clock-corrected", "the record goes by the right time from then on", "The record claims times that have not come, because a clock was wrong. From this on it goes by the right time.",
			`--grounds "The server began in the year 2031; its battery was empty"`),
		undo[person.RecordPerson]("person", "person", "For which organisation a person acts, and in which roles. Persons are ids, never names.",
			`--id p-4 --party ncrc --roles assessor`)))

func group(name string, entries ...Entry) []Entry {
	for i := range entries {
		entries[i].Group = name
	}
	return entries
}

func undo[C rule.Command](verb, by, about string, examples ...string) Entry {
	return Entry{Verb: verb, Undo: by, About: about, Examples: examples, Command: *new(C), Typed: *new(C), Read: read[C]}
}

func final[C rule.Command](verb, because, about string, examples ...string) Entry {
	return Entry{Verb: verb, Final: because, About: about, Examples: examples, Command: *new(C), Typed: *new(C), Read: read[C]}
}

func (e Entry) typed(form rule.Form) Entry {
	e.Typed = form
	return e
}

// apart is what is typed where the files are that are typed with it.
func (e Entry) apart() Entry {
	e.Typed = nil
	return e
}

func (e Entry) made() Entry {
	e.Made = true
	return e
}

func read[C rule.Command](fields []byte) (rule.Command, error) {
	var c C
	if err := strictjson.Unmarshal(fields, &c); err != nil {
		return nil, err
	}
	return c, nil
}
