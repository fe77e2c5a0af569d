package verification_test

import (
	"bytes"
	"maps"
	"slices"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger/bundle"
)

func init() { maps.Copy(ways, clockWays) }

// clockWays are ways of tampering with what sets the clock right.
var clockWays = map[string]func(s *scene) tampered{
	"the clock set right from another time": func(s *scene) tampered { return clocked(s).misset(`"from":"2026`, `"from":"2027`) },
	"the clock set right to another time":   func(s *scene) tampered { return clocked(s).misset(`"to":"2026`, `"to":"2025`) },
	"times that fall, and nothing that sets the clock right": func(s *scene) tampered {
		return clocked(s).misset(`clock-corrected`, `clock-corrupted`)
	},
	"a clock set right in a bundle that says there is none": func(s *scene) tampered {
		c := clocked(s)
		m := c.whole
		m.Format = bundle.Format
		return tampered{seal(c.t, m, c.files), nil, 2, 0}
	},
	"a clock set right in a bundle of one stream that says there is none": func(s *scene) tampered {
		c := clocked(s)
		m := c.one
		m.Format = bundle.Format
		return tampered{seal(c.t, m, c.strand), nil, 2, 0}
	},
	"a bundle that says that a clock was set right": func(s *scene) tampered {
		c := sceneOf(s.t, 2, false)
		m := c.whole
		m.Format = bundle.FormatWithClock
		return tampered{seal(c.t, m, c.files), nil, 2, 0}
	},
	"a bundle of a format to come": func(s *scene) tampered {
		text, err := listed(s.whole, s.files).Encode()
		must(s.t, err)
		text = bytes.Replace(text, []byte("ahd-bundle/"), []byte("ahd-bundle/9"), 1)
		return tampered{pack(s.t, append([]file{{bundle.ManifestName, text}}, s.files...)), nil, 7, 0}
	},
}

// clocked is the scene, or one like it, in which a clock was wrong and was set right.
func clocked(s *scene) *scene {
	if s.clocks {
		return s
	}
	return sceneOf(s.t, 3, true)
}

// misset is the record, hashed and signed, in which the first event that sets the clock
// right says something else.
func (s *scene) misset(old, now string) tampered {
	bodies := s.bodiesOf()
	for i, body := range bodies {
		if e, _, err := events.Scan(body); err == nil && events.CorrectsClock(e) {
			bodies[i] = bytes.Replace(body, []byte(old), []byte(now), 1)
			return tampered{s.signed(headsAgain(rechained(bodies)), s.signer), nil, 2, i + 1}
		}
	}
	s.t.Fatal("no clock was set right")
	return tampered{}
}

// A stream whose times fall, because a clock was set right elsewhere, brings along why;
// without that it is wrong for both verifiers.
func TestAStreamTellsWhyItsTimesFall(t *testing.T) {
	python := startSecond(t)
	r := newRegister(1, 4)
	r.say(commitmentUnderTest, reported{State: "planning"})
	r.now = r.now.AddDate(0, 2, 0)
	r.say(commitmentUnderTest, reported{State: "in_progress"})
	r.say("party/p-1", reportedParty{})
	r.say("register/register", events.ClockCorrected{Grounds: "By the radio"})
	r.say(commitmentUnderTest, reported{State: "stalled"})
	r.heads(0)
	r.say("register/register", events.ClockCorrected{Grounds: "Again, and of no use to this stream"})
	made := r.bundle(t, commitmentUnderTest)
	m, files := manifestOf(t, made), unpack(t, made)
	if code, bad := both(t, python, "as it is", made, nil); code != 0 || m.Format != bundle.FormatWithClock {
		t.Errorf("%s: %v", m.Format, bad)
	}
	if !slices.ContainsFunc(files, func(f file) bool { return f.name == bundle.EntryName(4) }) {
		t.Error("what sets the clock right is not in the bundle")
	}
	left := dropped(dropped(files, bundle.EntryName(4)), bundle.ProofName(4))
	m.Format = bundle.Format
	if code, bad := both(t, python, "left out", seal(t, m, left), nil); code != 2 || bad.Sequence != 6 {
		t.Errorf("exit %d, %v", code, bad)
	}
}
