package register

import (
	"slices"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// AnswerQuestion asks to record what turned out.
type AnswerQuestion struct {
	Answered events.QuestionAnswered `json:"answered" names:"source=Source"`
}

func (c AnswerQuestion) Stream() events.Stream { return events.Register }

func (c AnswerQuestion) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return rule.First(question(state, c.Answered.Question, true), rule.Stated("finding", c.Answered.Finding), rule.MayRecord(who, "answer questions", rule.Keepers...))
}

// question refuses one that is not there, or not as open as it should be.
func question(state fold.State, id string, open bool) error {
	if state.Register == nil || !slices.Contains(state.Register.Questions, id) {
		return rule.Refuse(rule.ErrUnknown, "question.unknown", "There is no question %s. Nothing was recorded.", id)
	}
	answered := slices.Contains(state.Register.Answered, id)
	return rule.First(rule.When(open && answered, rule.Refuse(rule.ErrRefused, "question.answered-already", "The question %s is answered. Open it again first. Nothing was recorded.", id)),
		rule.When(!open && !answered, rule.Refuse(rule.ErrRefused, "question.open", "The question %s is open. Nothing was recorded.", id)))
}

func (c AnswerQuestion) Say(rule.Refs) events.Payload { return c.Answered }

// ReopenQuestion asks to record that a question is open again.
type ReopenQuestion struct {
	Grounds  string `json:"grounds" name:"reason" is:"words" required:"true" placeholder:"TEXT" doc:"Why. It stays in the record for good: no names of victims."`
	Question string `json:"question" is:"part" required:"true" placeholder:"ID" doc:"The question."`
}

func (c ReopenQuestion) Stream() events.Stream { return events.Register }

func (c ReopenQuestion) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return rule.First(question(state, c.Question, false), rule.Why(c.Grounds), rule.MayRecord(who, "open questions again", rule.Keepers...))
}

func (c ReopenQuestion) Say(rule.Refs) events.Payload {
	return events.QuestionReopened{Question: c.Question, Grounds: c.Grounds}
}

// RaiseQuestion asks to record what the sources leave open.
type RaiseQuestion struct {
	Question events.QuestionRaised `json:"question" names:"address=About"`
}

func (c RaiseQuestion) Stream() events.Stream { return events.Register }

func (c RaiseQuestion) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Register != nil && slices.Contains(state.Register.Questions, c.Question.Question) {
		return rule.Refuse(rule.ErrRefused, "question.raised-already", "The question %s is in the register already. Nothing was recorded.", c.Question.Question)
	}
	return rule.First(rule.ValidID("question", c.Question.Question), rule.Stated("text", c.Question.Text), rule.MayRecord(who, "raise questions", "coordinator", "administrator"))
}

func (c RaiseQuestion) Say(rule.Refs) events.Payload { return c.Question }

// QuestionTyped is what the sources leave open, as it is typed.
type QuestionTyped struct {
	ID    string   `name:"id" required:"true" placeholder:"ID" doc:"An id for the question."`
	Text  string   `is:"words" required:"true" placeholder:"TEXT" doc:"What the sources leave open."`
	Rule  *string  `is:"words" placeholder:"TEXT" doc:"What the register does until somebody knows."`
	About []string `is:"address" placeholder:"KIND/ID" doc:"What it is about, such as source/source-000 or figure/fg-1; may be given again."`
}

func (t QuestionTyped) Fields() (any, error) {
	return RaiseQuestion{events.QuestionRaised{Question: t.ID, Text: t.Text, Rule: t.Rule, About: t.About}}, nil
}

// AnswerTyped is what turned out, as it is typed.
type AnswerTyped struct {
	Question string  `required:"true" placeholder:"ID" doc:"The question."`
	Finding  string  `is:"words" required:"true" placeholder:"TEXT" doc:"What turned out. It stays in the record for good."`
	Source   *string `placeholder:"ID" doc:"The source that says so."`
}

func (t AnswerTyped) Fields() (any, error) {
	return AnswerQuestion{events.QuestionAnswered{Question: t.Question, Finding: t.Finding, Source: t.Source}}, nil
}
