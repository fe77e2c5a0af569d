package main

import (
	"context"

	"ahd/events"
	"ahd/services/recording"
)

type recordQuestion struct {
	envelope
	ID    string   `required:"" name:"id" placeholder:"ID" help:"An id for the question."`
	Text  string   `required:"" placeholder:"TEXT" help:"What the sources leave open."`
	Rule  *string  `placeholder:"TEXT" help:"What the register does until somebody knows."`
	About []string `placeholder:"KIND/ID" help:"What it is about, such as source/source-000 or figure/fg-1; may be given again."`
}

// Run records.
func (r *recordQuestion) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "question", recording.RaiseQuestion{Question: events.QuestionRaised{
		Question: r.ID, Text: recording.Clean(r.Text), Rule: clean(r.Rule), About: all(r.About),
	}})
}

type recordAnswer struct {
	envelope
	Question string  `required:"" placeholder:"ID" help:"The question."`
	Finding  string  `required:"" placeholder:"TEXT" help:"What turned out. It stays in the record for good."`
	Source   *string `placeholder:"ID" help:"The source that says so."`
}

// Run records.
func (r *recordAnswer) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "answer", recording.AnswerQuestion{Answered: events.QuestionAnswered{
		Question: r.Question, Finding: recording.Clean(r.Finding), Source: r.Source,
	}})
}

type recordReopenQuestion struct {
	envelope
	grounds
	Question string `required:"" placeholder:"ID" help:"The question."`
}

// Run records.
func (r *recordReopenQuestion) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "reopen-question", recording.ReopenQuestion{Question: r.Question, Grounds: r.words()})
}
