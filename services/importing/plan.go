package importing

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/commitment"
	conveningcmd "ahd.example/ahd/services/commands/convening"
	"ahd.example/ahd/services/commands/instrument"
	partycmd "ahd.example/ahd/services/commands/party"
	registercmd "ahd.example/ahd/services/commands/register"
	rules "ahd.example/ahd/services/commands/rule"
	sourcecmd "ahd.example/ahd/services/commands/source"
	"ahd.example/ahd/services/recording"
)

// step is one command of an import.
type step struct {
	item   string        // address of the thing: "figure/fg-1"
	counts func(*Counts) // counts the thing; nil where the step only adds to it
	recording.Request
}

// address names the thing in a message: that of a clause holds words, so it goes by the
// instrument or commitment.
func (s step) address() string {
	if strings.HasPrefix(s.item, "clause/") {
		return s.Command.Stream().Subject()
	}
	return s.item
}

// plan turns a checked register into commands, in an order in which each finds
// what it names: sources, organisations, meetings, documents, commitments.
type plan struct {
	source      string // "urn:ahd:<name>"
	correlation string
	who         rules.Who
	archive     archive
	names       names
	faults      *Faults
	steps       []step
}

// CommandID is the id of the command that records a type of event about a thing
// of a register: UUIDv5 in the URL namespace. A thing that is part of another's
// stream, such as a figure, goes by its own address.
func CommandID(source, address string, t events.Type) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(source+"#"+address+"#"+string(t))).String()
}

func (p *plan) add(item string, command rules.Command, counts func(*Counts)) {
	p.steps = append(p.steps, step{item: item, counts: counts, Request: recording.Request{
		ID: CommandID(p.source, item, command.Say(nil).Type()), Who: p.who, CorrelationID: p.correlation, Command: command,
	}})
}

func (p *plan) register(r *Register) {
	for _, s := range r.Sources {
		p.addSource(s)
	}
	for _, party := range r.Parties {
		p.add("party/"+party.ID, partycmd.RegisterParty{ID: party.ID, Party: events.PartyRegistered{
			Acronym: stated(party.Acronym), Kind: party.Kind, KindNote: stated(party.KindNote), Name: party.Name,
			RolesStated: stated(party.RolesStated), Sources: party.Sources,
		}}, func(c *Counts) { c.Parties++ })
	}
	for _, c := range r.Convenings {
		p.addConvening(c)
	}
	for _, g := range r.WorkingGroups {
		p.add("working-group/"+g.ID, conveningcmd.FormWorkingGroup{Convening: g.Convening, Group: events.WorkingGroupFormed{
			Name: g.Name, WorkingGroup: g.ID,
		}}, func(c *Counts) { c.WorkingGroups++ })
	}
	for _, d := range r.Instruments {
		p.addDocument(d)
	}
	for _, i := range r.Items {
		p.addItem(i)
	}
	for _, f := range r.Figures {
		p.addFigure(f, convening(r, f))
	}
	for _, q := range r.OpenQuestions {
		rule := stated(q.Rule)
		text := q.Question
		if rule != nil {
			text += " " + *rule
		}
		p.add("question/"+q.ID, registercmd.RaiseQuestion{Question: events.QuestionRaised{
			About: p.names.mentioned(text), Question: q.ID, Rule: rule, Text: q.Question,
		}}, func(c *Counts) { c.Questions++ })
	}
}

func (p *plan) addSource(s Source) {
	a := p.archive[s.ID]
	p.add("source/"+s.ID, sourcecmd.ArchiveSource{ID: s.ID, Text: a.content, Source: events.SourceArchived{
		Byline: stated(s.Byline), Bytes: int64(len(a.content)), File: s.File, MediaType: text(a.mediaType, "text/plain; charset=utf-8"),
		Note: stated(s.Note), Published: stated(s.Published), Publisher: stated(s.Publisher), SHA256: a.sha256, Title: stated(s.Title),
	}}, func(c *Counts) { c.Sources++ })
}

func (p *plan) addConvening(c Convening) {
	item := "convening/" + c.ID
	registered := events.ConveningRegistered{
		Date: events.StatedDate{Basis: text(c.Date.Basis, "source"), EDTF: stated(c.Date.EDTF), Stated: stated(c.Date.Stated)},
		Kind: c.Kind, KindStated: stated(c.KindStated), Name: stated(c.Name),
		Objective:  p.archive.quoteInOne(place{item, "objective_quote"}, c.Sources, c.ObjectiveQuote, p.faults),
		Organisers: c.Organisers, OutcomeStated: stated(c.OutcomeStated),
		Participants: p.archive.quoteInOne(place{item, "participants_quote"}, c.Sources, c.ParticipantsQuote, p.faults),
		Partners:     c.Partners, Place: stated(c.Place), Sources: c.Sources, Theme: stated(c.Theme),
	}
	if c.DateOutside != nil {
		registered.DateOutside = &events.SuggestedDate{Basis: text(c.DateOutside.Basis, "not stated"), EDTF: text(c.DateOutside.EDTF, "")}
	}
	p.add(item, conveningcmd.RegisterConvening{ID: c.ID, Convening: registered}, func(c *Counts) { c.Convenings++ })
	for n, who := range c.Participants {
		at := place{item, fmt.Sprintf("participants[%d]", n)}
		p.names.refer(at.of("source"), "source", who.Source, p.faults)
		quote := p.archive.quote(at.of("quote"), who.Source, who.Quote, who.Bytes, p.faults)
		participation := events.ParticipationRecorded{
			ConveningRole: stated(who.ConveningRole), Name: stated(who.Name), Quote: quote, RoleStated: stated(who.RoleStated),
		}
		participation.Participation = participationID(c.ID, participation)
		p.add("participation/"+participation.Participation,
			conveningcmd.RecordParticipation{Convening: c.ID, Participation: participation}, nil)
	}
}

// participationID is made from what was stated, because the format gives
// participants no id: the same statement is the same participation.
func participationID(convening string, d events.ParticipationRecorded) string {
	said := []string{convening, d.Quote.Source, d.Quote.Quote, text(d.Name, ""), text(d.RoleStated, ""), text(d.ConveningRole, "")}
	sum := sha256.Sum256([]byte(strings.Join(said, "\x00")))
	return "p-" + hex.EncodeToString(sum[:8])
}

func (p *plan) addDocument(d Document) {
	clauses := make([]events.Clause, len(d.Clauses))
	for i, clause := range d.Clauses {
		clauses[i] = events.Clause{Address: stated(clause.Address), Item: clause.Item}
	}
	item := "instrument/" + d.ID
	p.add(item, instrument.RecordInstrument{ID: d.ID, Kind: d.Kind, Instrument: events.Instrument{
		Clauses: clauses, Convening: d.Convening, Note: stated(d.Note),
		Text: p.archive.wording(item, d.Text, p.faults), Title: stated(d.Title), WorkingGroup: stated(d.WorkingGroup),
	}}, func(c *Counts) { c.Instruments++ })
}

func (p *plan) addFigure(f Figure, convening string) {
	item := "figure/" + f.ID
	p.add(item, conveningcmd.AssertFigure{Convening: convening, Figure: events.FigureAsserted{
		AttributedTo: stated(f.AttributedTo), Claim: f.Claim, ConflictsWith: f.ConflictsWith, Figure: f.ID,
		Note: stated(f.Note), Period: stated(f.Period), Quote: p.archive.quote(place{item, "quote"}, f.Source, f.Quote, f.Bytes, p.faults),
		Scope: stated(f.Scope), Unit: stated(f.Unit), Value: stated(f.Value),
	}}, func(c *Counts) { c.Figures++ })
}

func text(stated *string, otherwise string) string {
	if stated == nil {
		return otherwise
	}
	return *stated
}

// quotesFound is the basis on which an import confirms what it captured.
const quotesFound = "quotes-found"

// addItem captures an item and, its quotes having been found, confirms it; the
// children of a split item follow it.
func (p *plan) addItem(i Item) {
	item := "commitment/" + i.ID
	captured := events.CommitmentCaptured{
		Address: stated(i.Address), AddresseeStated: stated(i.AddresseeStated), Children: children(i),
		Convening: i.Convening, Geography: i.Geography, GeographyStated: stated(i.GeographyStated),
		Instrument: stated(i.Instrument), IssuedBy: stated(i.IssuedBy), Kind: i.Kind, Note: stated(i.Note),
		Pillar: stated(i.Pillar), SDGTargets: i.SDGTargets, SplitBy: stated(i.SplitBy), Text: i.Text,
		Verifiable: i.Verifiable, VerifiableNote: stated(i.VerifiableNote), WorkingGroup: stated(i.WorkingGroup),
	}
	for n, quote := range i.Quotes {
		captured.Quotes = append(captured.Quotes, p.archive.quote(place{item, fmt.Sprintf("quotes[%d]", n)}, quote.Source, quote.Quote, quote.Bytes, p.faults))
	}
	p.capture(i.ID, captured, func(c *Counts) { c.Commitments++ })
	for n, id := range captured.Children {
		p.capture(id, child(i, captured, i.Geography[n]), func(c *Counts) { c.Children++ })
	}
	p.terms(i)
}

// child is the part of a split item that holds in one place.
func child(parent Item, captured events.CommitmentCaptured, place string) events.CommitmentCaptured {
	captured.Parent = &parent.ID
	captured.Children = []string{}
	captured.SplitBy = nil
	captured.Geography = []string{place}
	return captured
}

func (p *plan) capture(id string, captured events.CommitmentCaptured, counts func(*Counts)) {
	item := "commitment/" + id
	p.add(item, commitment.CaptureCommitment{ID: id, Item: captured}, counts)
	p.add(item, commitment.ConfirmCommitment{ID: id, Basis: quotesFound}, nil)
}

// terms are what a register may already say of who answers for an item, and
// until when.
func (p *plan) terms(i Item) {
	item := "commitment/" + i.ID
	if party := stated(i.LeadParty); party != nil {
		p.add(item, commitment.AssignCommitment{ID: i.ID, Party: *party, First: true}, nil)
	}
	if due := stated(i.Due); due != nil {
		p.add(item, commitment.SetDueDate{ID: i.ID, Due: *due}, nil)
	}
	if i.ReviewDays != nil {
		p.add(item, commitment.SetReviewInterval{ID: i.ID, Days: *i.ReviewDays, First: true}, nil)
	}
}
