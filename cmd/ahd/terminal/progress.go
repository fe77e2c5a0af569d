package terminal

import (
	"encoding/json"
	"fmt"
	"math"
	"time"
)

// Progress says how far a verb has come, once a second, on standard error.
func (t *Terminal) Progress(verb string) func(done, total int) {
	started, last := t.Now(), t.Now()
	return func(done, total int) {
		now := t.Now()
		if now.Sub(last) < time.Second && done < total || now.Sub(started) < time.Second {
			return
		}
		last = now
		rate := float64(done) / now.Sub(started).Seconds()
		if t.ProgressJSON {
			t.advanced(verb, done, total, rate)
			return
		}
		left := time.Duration(float64(total-done) / rate * float64(time.Second)).Round(time.Second)
		fmt.Fprintf(t.Err, "%s %d of %d, %.0f a second, %s left\n", verb, done, total, rate, left)
	}
}

// advance is how far long work is, for scripts.
type advance struct {
	Verb  string  `json:"verb"`
	Done  int     `json:"done"`
	Total int     `json:"total"`
	Rate  float64 `json:"rate"`   // a second
	LeftS *int64  `json:"left_s"` // seconds; null while that cannot be said
}

// advanced says on standard error how far long work is, as an object on a line.
func (t *Terminal) advanced(verb string, done, total int, rate float64) {
	a := advance{Verb: verb, Done: done, Total: total, Rate: math.Round(rate*10) / 10}
	if rate > 0 {
		left := int64(math.Round(float64(total-done) / rate))
		a.LeftS = &left
	}
	if encoded, err := json.Marshal(a); err == nil {
		JSONLine(t.Err, encoded)
	}
}
