package register

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// DescribeRegister asks to record what the register is called, by which clock its days
// are counted, and whether it is only an example.
type DescribeRegister struct {
	Described events.RegisterDescribed `json:"described"`
}

func (c DescribeRegister) Stream() events.Stream { return events.Register }

func (c DescribeRegister) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Register == nil || !state.Register.Opened() {
		return rule.Refuse(rule.ErrUnknown, "register.not-open", "The register is not open yet. Nothing was recorded.")
	}
	s, d := state.Register, c.Described
	_, err := edtf.ZoneNamed(d.TimeZone)
	return rule.First(rule.Stated("title", d.Title),
		rule.When(err != nil, rule.Refuse(rule.ErrMalformed, "time-zone", "There is no such time zone. One is written like Asia/Karachi. Nothing was recorded.")),
		rule.When(d.Title == s.Title && d.TimeZone == s.TimeZone && d.Example == s.Example,
			rule.Refuse(rule.ErrRefused, "register.described-so", "The register is described so already. Nothing was recorded.")),
		rule.MayRecord(who, "say what the register is called", rule.Keepers...))
}

func (c DescribeRegister) Say(rule.Refs) events.Payload { return c.Described }

// TitleTyped is what the register is called, as it is typed.
type TitleTyped struct {
	Title    string `is:"words" required:"true" placeholder:"TEXT" doc:"What people call the register: it stands on top of every page."`
	TimeZone string `placeholder:"ZONE" doc:"By whose clock days are counted: Asia/Karachi. It stays once there is a commitment."`
}

func (t TitleTyped) Fields() (any, error) {
	return DescribeRegister{events.RegisterDescribed{Title: t.Title, TimeZone: t.TimeZone}}, nil
}
