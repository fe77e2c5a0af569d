package recording_test

import (
	"errors"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/commitment"
	registercmd "ahd.example/ahd/services/commands/register"
	"ahd.example/ahd/services/commands/rule"
)

// titled says what the register is called.
func titled(title, zone string) rule.Command {
	return registercmd.DescribeRegister{Described: events.RegisterDescribed{Title: title, TimeZone: zone}}
}

var titledAlready = on("register/register", events.RegisterOpened{Origin: "urn:ahd:ahd"}, events.RegisterDescribed{Title: "Promises", TimeZone: "Asia/Karachi"})

// What a register is called.
var describing = []ruling{
	{"a register is called something", register, titled("Promises", "Asia/Karachi"), coordinator, "", nil},
	{"something else", titledAlready, titled("What was promised", "Asia/Karachi"), coordinator, "", nil},
	{"by another clock", titledAlready, titled("Promises", "Europe/Vienna"), coordinator, "", nil},
	{"once", titledAlready, titled("Promises", "Asia/Karachi"), coordinator, "register.described-so", rule.ErrRefused},
	{"if it is open", fold.State{}, titled("Promises", "Asia/Karachi"), coordinator, "register.not-open", rule.ErrUnknown},
	{"with words", register, titled(" ", "Asia/Karachi"), coordinator, "title.missing", rule.ErrMalformed},
	{"by a clock that there is", register, titled("Promises", "Asia/Atlantis"), coordinator, "time-zone", rule.ErrMalformed},
	{"and not that of the machine", register, titled("Promises", "Local"), coordinator, "time-zone", rule.ErrMalformed},
	{"not by a reader", register, titled("Promises", "Asia/Karachi"), reader, "role.not-allowed", rule.ErrNotAllowed},
}

// What has happened depends on the day by the clock that the rules are told the time by.
func TestTheClockOfTheRegisterSaysWhichDayItIs(t *testing.T) {
	for _, c := range []struct{ zone, effective, then string }{
		{"Asia/Karachi", "2026-11-22", ""},
		{"Asia/Karachi", "2026-11-23", "effective.future"},
		{"Pacific/Kiritimati", "2026-11-23", ""},
		{"Pacific/Kiritimati", "2026-11-24", "effective.future"},
		{"Pacific/Pago_Pago", "2026-11-22", "effective.future"},
		{"Pacific/Pago_Pago", "2026-11-21", ""},
		{"Pacific/Pago_Pago", "2026-11-22T05:00:00Z", ""}, // the 21st there
		{"UTC", "2026-11-22", ""},
	} {
		zone, err := edtf.ZoneNamed(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		at := zone.Tell(time.Date(2026, 11, 22, 10, 30, 0, 0, time.UTC)) // 23:30 of the 21st in Pago Pago, 00:30 of the 23rd on Kiritimati
		err = commitment.ReportProgress{ID: "cm-1", State: "stalled", Effective: &c.effective}.Decide(cm(captured), coordinator, at)
		var refusal *rule.Refusal
		if errors.As(err, &refusal); refusal == nil && c.then != "" || refusal != nil && refusal.Code != c.then {
			t.Errorf("%s in %s: %v", c.effective, c.zone, err)
		}
	}
}
