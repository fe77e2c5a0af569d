package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"ahd/services/api"
	"ahd/services/recording"
)

// recordCommand records one thing: one verb for each command, its flags named
// after the fields of the event.
type recordCommand struct {
	Progress        recordProgress        `cmd:"" group:"progress" help:"What an organisation says of its own progress."`
	Retract         recordRetract         `cmd:"" group:"progress" help:"Take a progress report back."`
	ConfirmReport   recordConfirmReport   `cmd:"" group:"progress" help:"Stand by a report that was entered for your organisation."`
	ContestReport   recordContestReport   `cmd:"" group:"progress" help:"Do not stand by a report that was entered for your organisation."`
	RequestUpdate   recordRequestUpdate   `cmd:"" group:"progress" help:"An organisation was asked how far it is."`
	Evidence        recordEvidence        `cmd:"" group:"proof" help:"A document that bears on a commitment."`
	RetractEvidence recordRetractEvidence `cmd:"" group:"proof" help:"A document no longer counts."`
	Assess          recordAssess          `cmd:"" group:"proof" help:"What an assessor of another organisation found."`
	Close           recordClose           `cmd:"" group:"proof" help:"A second person closes the matter."`
	Reopen          recordReopen          `cmd:"" group:"proof" help:"A closed matter is open again."`
	Dispute         recordDispute         `cmd:"" group:"proof" help:"Somebody says otherwise, with a document."`
	HideDispute     recordHideDispute     `cmd:"" group:"proof" help:"A dispute is no longer shown."`
	Confirm         recordConfirm         `cmd:"" group:"course" help:"What was noted was checked against its source."`
	Assign          recordAssign          `cmd:"" group:"course" help:"Which organisation answers for a commitment."`
	Operationalise  recordOperationalise  `cmd:"" group:"course" help:"A commitment is assigned and dated."`
	Due             recordDue             `cmd:"" group:"course" help:"By which day a commitment is to be kept."`
	ReviseDue       recordReviseDue       `cmd:"" group:"course" help:"Another due day; the first one stays."`
	Review          recordReview          `cmd:"" group:"course" help:"How often a commitment is to be heard of."`
	Respond         recordRespond         `cmd:"" group:"course" help:"What the addressee answered, as a source tells it."`
	Smart           recordSmart           `cmd:"" group:"course" help:"How well a commitment is put."`
	Verifiable      recordVerifiable      `cmd:"" group:"course" help:"Whether a stranger could settle it."`
	Correct         recordCorrect         `cmd:"" group:"course" help:"What should have been noted from the source."`
	Erase           recordErase           `cmd:"" group:"course" help:"Erase a text that somebody typed. Its event and its hash stay."`
	Suspend         recordSuspend         `cmd:"" group:"course" help:"Work on a commitment rests."`
	Resume          recordResume          `cmd:"" group:"course" help:"Work on a commitment goes on."`
	Withdraw        recordWithdraw        `cmd:"" group:"course" help:"A commitment was taken back."`
	Supersede       recordSupersede       `cmd:"" group:"course" help:"Another commitment takes its place."`
	Reject          recordReject          `cmd:"" group:"course" help:"What was noted is no commitment."`
	Milestone       recordMilestone       `cmd:"" group:"steps" help:"A dated step towards a commitment."`
	ReviseMilestone recordReviseMilestone `cmd:"" group:"steps" help:"Another wording or day of a step."`
	Meet            recordMeet            `cmd:"" group:"steps" help:"A step was taken."`
	Drop            recordDrop            `cmd:"" group:"steps" help:"A step is given up."`
	Indicator       recordIndicator       `cmd:"" group:"steps" help:"What is measured of a commitment."`
	Measurement     recordMeasurement     `cmd:"" group:"steps" help:"Values of indicators."`
	Convening       recordConvening       `cmd:"" group:"meetings" help:"A conference or meeting took place."`
	Session         recordSession         `cmd:"" group:"meetings" help:"A part of a meeting: a day, a panel."`
	WorkingGroup    recordWorkingGroup    `cmd:"" group:"meetings" help:"A working group of a meeting."`
	Member          recordMember          `cmd:"" group:"meetings" help:"Which organisation sits in a working group."`
	FollowUp        recordFollowUp        `cmd:"" group:"meetings" help:"A meeting takes up what is open of an earlier one."`
	Date            recordDate            `cmd:"" group:"meetings" help:"What somebody says about the date of a meeting. What was said before stays."`
	CorrectDate     recordCorrectDate     `cmd:"" group:"meetings" help:"By which date the register goes from now on."`
	Conflict        recordConflict        `cmd:"" group:"meetings" help:"What is said of a meeting cannot all be true."`
	Resolve         recordResolve         `cmd:"" group:"meetings" help:"Which of the alternatives of a conflict the register goes by."`
	Join            recordJoin            `cmd:"" group:"meetings" help:"Two meetings are one. Without a reason it lists what differs between them, and records nothing."`
	Part            recordPart            `cmd:"" group:"meetings" help:"A source tells of another meeting than the one under which it is counted."`
	Participation   recordParticipation   `cmd:"" group:"meetings" help:"Who took part in a meeting, as a source tells it."`
	SamePerson      recordSamePerson      `cmd:"" group:"meetings" help:"Two participations are of one person. Both spellings stay."`
	Figure          recordFigure          `cmd:"" group:"meetings" help:"A number that somebody stated."`
	Instrument      recordInstrument      `cmd:"" group:"outcomes" help:"A declaration, recommendations or another outcome of a meeting. Its wording is attached later."`
	Signatory       recordSignatory       `cmd:"" group:"outcomes" help:"An organisation signed or adopted a declaration."`
	Rating          recordRating          `cmd:"" group:"outcomes" help:"How somebody outside rated a place in a year, as a source tells it."`
	Question        recordQuestion        `cmd:"" group:"outcomes" help:"Something that the sources leave open."`
	Answer          recordAnswer          `cmd:"" group:"outcomes" help:"What turned out about an open question."`
	Title           recordTitle           `cmd:"" group:"texts" help:"What people call the register."`
	ReopenQuestion  recordReopenQuestion  `cmd:"" group:"outcomes" help:"An answered question is open again."`
	Party           recordParty           `cmd:"" group:"organisations" help:"An organisation that the register does not have yet."`
	Name            recordName            `cmd:"" group:"organisations" help:"What an organisation is called from now on. The older names still find it."`
	Describe        recordDescribe        `cmd:"" group:"organisations" help:"What kind of organisation it is, where it works and to which one it belongs. Replaces what was recorded before."`
	FocalPersons    recordFocalPersons    `cmd:"" group:"organisations" help:"Who speaks for an organisation. Replaces who was named before."`
	MergeParty      recordMergeParty      `cmd:"" group:"organisations" help:"An organisation became part of another, or was the same all along."`
	UnmergeParty    recordUnmergeParty    `cmd:"" group:"organisations" help:"An organisation that became part of another is one of its own again."`
	Merge           recordMerge           `cmd:"" group:"identity" help:"A commitment is the same as another, which goes on for both."`
	Unmerge         recordUnmerge         `cmd:"" group:"identity" help:"A merged commitment is not the same after all: it stands again as it stood."`
	Split           recordSplit           `cmd:"" group:"identity" help:"A commitment is several, which take its place. They are in the register already."`
	Corroborate     recordCorroborate     `cmd:"" group:"identity" help:"Another passage says the same."`
	Word            recordWord            `cmd:"" group:"identity" help:"The wording of what was only known to exist became known."`
	HandOver        recordHandOver        `cmd:"" group:"identity" help:"Which organisation answers for a commitment from now on, and who speaks for it. Replaces what was recorded before."`
	Classify        recordClassify        `cmd:"" group:"identity" help:"Under what a commitment is found: all of it, each time. What is left out is taken away. The codes: “ahd list codes”."`
	Link            recordLink            `cmd:"" group:"identity" help:"Others ask for the same: a recommendation of a report, a point of a plan."`
	Unlink          recordUnlink          `cmd:"" group:"identity" help:"Others do not ask for the same after all."`
	Source          recordSource          `cmd:"" group:"texts" help:"A text that says something about commitments is archived, so that it can be quoted."`
	Capture         recordCapture         `cmd:"" group:"texts" help:"A commitment, from sentences of a source."`
	Attach          recordAttach          `cmd:"" group:"texts" help:"The wording of a declaration or of recommendations became known. Look first with --dry-run."`
	Method          recordMethod          `cmd:"" group:"counting" help:"By which method is counted, beside the ones before. What was published stays, and old summaries with it."`
	ClockCorrected  recordClockCorrected  `cmd:"" group:"people" help:"The record claims times that have not come, because a clock was wrong. From this on it goes by the right time."`
	Person          recordPerson          `cmd:"" group:"people" help:"For which organisation a person acts, and in which roles. Persons are ids, never names."`
}

// envelope is what every command that records can be given.
type envelope struct {
	asking
	OnBehalfOf string `group:"who" placeholder:"PARTY" help:"Organisation for which this is entered."`
	Confirmed  bool   `group:"who" help:"What was warned about in the text is harmless."`
	Receipt    string `group:"who" placeholder:"FILE" help:"Write the receipt there: the event, and the proof that it stands in the sealed record."`
	CommandID  string `name:"command-id" group:"who" placeholder:"UUID" help:"Id of this command. The same id twice is recorded once; made up if left out."`
}

// why is a command about a commitment that needs a reason.
type why struct {
	onCommitment
	Reason *string `required:"" placeholder:"TEXT" help:"Why. It can be erased later; no names of victims."`
}

func (w why) reasoned() recording.Reasoned {
	return recording.Reasoned{On: w.on(), Reason: clean(w.Reason)}
}

// send has one command recorded.
func (e envelope) send(ctx context.Context, p *program, c *cli, what string, command any) error {
	return e.sendTo(ctx, p, c, what, command, false)
}

// sendTo also says whether the command may begin a register: most are about
// something that is there already.
func (e envelope) sendTo(ctx context.Context, p *program, c *cli, what string, command any, begins bool) error {
	args, err := e.args(what, command)
	if err != nil {
		return err
	}
	document, err := p.ask(ctx, c, "record", args, begins)
	if err != nil {
		return err
	}
	return e.told(ctx, p, c, document)
}

// args are the command in its envelope.
func (e envelope) args(what string, command any) (api.RecordArgs, error) {
	encoded, err := json.Marshal(command)
	return api.RecordArgs{
		What: what, CommandID: strings.ToLower(e.CommandID), As: e.As, Role: e.Role, OnBehalfOf: e.OnBehalfOf, Confirmed: e.Confirmed, Command: encoded,
	}, err
}

// told prints what was recorded, and writes its receipt where somebody wants one. If
// that cannot be written, the event is recorded all the same.
func (e envelope) told(ctx context.Context, p *program, c *cli, document json.RawMessage) error {
	if err := p.print(document, p.recorded); err != nil || e.Receipt == "" {
		return err
	}
	var recorded api.Recorded
	if err := json.Unmarshal(document, &recorded); err != nil {
		return err
	}
	return p.writeReceipt(ctx, c, recorded.Sequence, e.Receipt)
}

// writeReceipt asks for the receipt of an event that was just recorded, and writes it.
func (p *program) writeReceipt(ctx context.Context, c *cli, sequence uint64, path string) error {
	receipt, err := p.ask(ctx, c, "receipt", api.ReceiptArgs{Sequence: sequence}, false)
	if err == nil {
		err = p.keepReceipt(receipt, path)
	}
	if err != nil {
		return unreceipted(sequence, err)
	}
	return nil
}

// unreceipted says that something was recorded and its receipt was not written.
func unreceipted(sequence uint64, err error) error {
	problem := *api.ProblemOf(err)
	yes := true
	problem.Recorded = &yes
	problem.Detail = fmt.Sprintf("Event %d was recorded. Its receipt was not written: “ahd log receipt %d -o FILE” writes it. %s", sequence, sequence, problem.Detail)
	return &problem
}

// clean is typed text as it is kept; blank text was not typed. Text that is not
// UTF-8 was refused before.
func clean(typed *string) *string {
	if typed == nil || !utf8.ValidString(*typed) {
		return typed
	}
	if words := recording.Clean(*typed); words != "" {
		return &words
	}
	return nil
}
