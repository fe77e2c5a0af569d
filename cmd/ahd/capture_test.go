package main

import (
	"maps"
	"testing"
)

func TestACommitmentIsCapturedFromSentences(t *testing.T) {
	dir := imported(t)
	args := []string{"record", "capture", "--id", "cm-z1", "--convening", "national-dialogue-child-trafficking", "--kind", "call", "--source", "source-003",
		"--quote", "The Minister for Poverty Alleviation asked for more money for the districts.", "--quote", "He asked that people there be told of the danger too.",
		"--text", "Tell people of the danger.", "--working-group", "wg-lea", "--issued-by", "Minister", "--pillar", "prevention", "--sdg-targets", "8.7,16.2",
		"--split-by", "province", "--data", dir, "--json"}
	want := map[string]int{"commitments": 1, "children": 4}
	same(t, "first", read[counts](t, ok(t, args...)).New, want)
	unchanged(t, dir, func() { same(t, "again", read[counts](t, ok(t, args...)).Known, want) })
	for _, id := range []string{"cm-z1", "cm-z1-pk-pb", "cm-z1-pk-sd", "cm-z1-pk-kp", "cm-z1-pk-ba"} {
		row := read[shown](t, ok(t, "show", "commitment", id, "--data", dir, "--json")).Row
		if row["record"] != "confirmed" || row["text"] != "Tell people of the danger." || len(row["quotes"].([]any)) != 2 || row["pillar"] != "prevention" {
			t.Errorf("%v", row)
		}
	}
	unchanged(t, dir, func() {
		base := map[string]string{"--id": "cm-z2", "--convening": "world-day-2024", "--kind": "call", "--source": "source-000", "--quote": "Nothing was adopted"}
		for name, c := range map[string]struct {
			exit       int
			code       string
			flag, says string
		}{
			"a wrong quote":      {2, "quote.not-found", "--quote", "Nothing was adapted"},
			"no such source":     {1, "source.unknown", "--source", "source-999"},
			"no such convening":  {1, "convening.unknown", "--convening", "nowhere"},
			"no such kind":       {1, "kind", "--kind", "wish"},
			"no such pillar":     {1, "pillar", "--pillar", "poetry"},
			"no such place":      {1, "geography", "--geography", "Atlantis"},
			"no such target":     {1, "sdg-targets", "--sdg-targets", "99.9"},
			"split by a river":   {1, "split-by", "--split-by", "river"},
			"no id":              {1, "id", "--id", "The item"},
			"another group":      {1, "working-group.unknown", "--working-group", "wg-lea"},
			"no such instrument": {1, "instrument.unknown", "--instrument", "poem"},
			"an identity card":   {2, "text.cnic", "--text", "Ask 35202-1234567-1."},
			"a phone number":     {2, "text.sensitive", "--text", "Ask 0300 1234567."},
			"a known id":         {3, "register.changed", "--id", "cm-b1"},
		} {
			flags := maps.Clone(base)
			flags[c.flag] = c.says
			typed := []string{"record", "capture", "--data", dir}
			for flag, value := range flags {
				typed = append(typed, flag, value)
			}
			if p := fails(t, c.exit, typed...); p.Code != c.code || p.Recorded == nil || *p.Recorded {
				t.Errorf("%s: %+v", name, p)
			}
		}
		fails(t, 1, "record", "capture", "--id", "x", "--convening", "world-day-2024", "--kind", "call", "--source", "source-000", "--source", "source-001", "--quote", "Nothing", "--data", dir)
	})
}
