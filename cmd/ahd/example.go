package main

import (
	"context"
	"fmt"
	"io/fs"

	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/importing/example"
	"ahd.example/ahd/services/recording"
)

// loadExample imports the example register and records what happened since,
// counted from today.
func loadExample(ctx context.Context, t *terminal.Terminal, n *node.Node) error {
	register, err := importing.Read(example.Register())
	if err != nil {
		return err
	}
	sources := map[string][]byte{}
	for _, name := range register.Files() {
		if sources[name], err = fs.ReadFile(example.Sources(), name); err != nil {
			return fmt.Errorf("the example register lacks a source: %w", err)
		}
	}
	who := api.Who("", "")
	loaded, err := importing.Prepare(example.Register(), sources, n.Key.Origin, who)
	if err != nil {
		return err
	}
	loaded.Confirm() // every word of it is ours
	result, err := loaded.Run(ctx, n.Recorder, n.Files, func(int, int) {})
	if err != nil {
		return err
	}
	steps, err := example.Story()
	if err != nil {
		return err
	}
	for i, step := range steps {
		if err := tellStory(ctx, n, i, step, who, n.Book.Described().Zone.Day(t.Now())); err != nil {
			return fmt.Errorf("step %d of the example's story: %w", i+1, err)
		}
	}
	t.Note("  register   %d sources, %d conferences and meetings, %d commitments and %d parts of them; %d events",
		result.New.Sources, result.New.Convenings, result.New.Commitments, result.New.Children, n.Ledger.Size())
	return n.Book.Wait(ctx, n.Ledger.Size())
}

func tellStory(ctx context.Context, n *node.Node, i int, step example.Step, who rule.Who, today edtf.Day) error {
	command, err := storyCommand(step, today)
	if err != nil {
		return err
	}
	_, err = n.Recorder.Do(ctx, recording.Request{
		ID:  importing.CommandID(n.Key.Origin, fmt.Sprintf("story/%d", i), command.Say(nil).Type()),
		Who: who, OnBehalfOf: step.OnBehalfOf, Command: command, Confirmed: true,
	})
	return err
}

// storyCommand is the command of one step of the story, told on a day.
func storyCommand(step example.Step, today edtf.Day) (rule.Command, error) {
	effective := step.Effective
	if step.EffectiveDaysAgo != nil {
		day := today.AddDays(-*step.EffectiveDaysAgo).String()
		effective = &day
	}
	var narrative *string
	if step.Narrative != "" {
		narrative = &step.Narrative
	}
	switch step.Do {
	case "assign":
		return commitment.AssignCommitment{ID: step.Commitment, Party: step.Party}, nil
	case "due":
		return commitment.SetDueDate{ID: step.Commitment, Due: today.AddDays(*step.DueInDays).String()}, nil
	case "review":
		return commitment.SetReviewInterval{ID: step.Commitment, Days: step.ReviewDays}, nil
	case "progress":
		return commitment.ReportProgress{ID: step.Commitment, State: step.State, Narrative: narrative, Effective: effective}, nil
	case "evidence":
		return commitment.LinkEvidence{URL: step.URL, Documented: commitment.Documented{
			ID: step.Commitment, Kind: step.Kind, Description: narrative, Effective: effective}}, nil
	}
	return nil, fmt.Errorf("there is no step %q", step.Do)
}
