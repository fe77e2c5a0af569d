package main

import (
	"crypto/rand"
	"encoding/binary"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// goldenNow is the time of the golden register, for every command of it.
func goldenNow() time.Time { return time.Date(2026, 11, 22, 20, 30, 0, 0, time.UTC) }

// goldenMasks are what is not compared, and why. Everything else is, to the byte.
var goldenMasks = []struct {
	what *regexp.Regexp
	with string
	why  string
}{
	{regexp.MustCompile(`"goroutines":\d+`), `"goroutines":G`, "how busy the process is"},
	{regexp.MustCompile(`(name="command" value=")[0-9a-f-]{36}"`), `${1}ID"`, "every form carries another id each time it is shown"},
	{regexp.MustCompile(`— ssdo\.example/ahd [A-Za-z0-9+/=]+`), `— ssdo.example/ahd COSIGNATURE`, "a witness says when it signed, by the clock of its machine"},
	{regexp.MustCompile(`"commit":"[^"]*","go":"[^"]+","sqlite":"[^"]+","nats_server":"[^"]+"`), `"commit":C,"go":G,"sqlite":S,"nats_server":N`, "with what the program was built"},
	{regexp.MustCompile(`\(go[0-9][^ ,]*, SQLite [^,]+, NATS server [^)]+\)`), `(goG, SQLite S, NATS server N)`, "the same in words"},
}

// goldenRandom are files whose bytes differ from run to run, and why.
var goldenRandom = map[string]string{
	"witness.key": "a witness makes its own key", "witness.cosigned": "and says when it signed", "witness-2.cosigned": "likewise", "witness": "and remembers its signature",
}

// masked is an answer without what differs from run to run, and with names instead of
// the places where this run happened.
func (g *golden) masked(text string) string {
	for _, name := range []string{"URL", "W"} {
		if value := g.names[name]; value != "" {
			text = strings.ReplaceAll(text, value, "$"+name)
			text = strings.ReplaceAll(text, strings.TrimPrefix(value, "http://"), "$"+name+"_HOST")
		}
	}
	for _, m := range goldenMasks {
		text = m.what.ReplaceAllString(text, m.with)
	}
	return text
}

// pinned pins what is otherwise random: the salts of typed words, and the ids that the
// program makes up. No setting of the environment is in force.
func pinned(t *testing.T) {
	t.Helper()
	random := rand.Reader
	rand.Reader = pinnedSalts{random}
	uuid.SetRand(&numbers{})
	t.Cleanup(func() { rand.Reader = random; uuid.SetRand(nil) })
	for _, setting := range os.Environ() {
		if name, _, _ := strings.Cut(setting, "="); strings.HasPrefix(name, "AHD_") {
			t.Setenv(name, "") // so that it comes back
			os.Unsetenv(name)
		}
	}
}

// pinnedSalts gives the same for everything that is as long as a salt.
type pinnedSalts struct{ random io.Reader }

func (p pinnedSalts) Read(into []byte) (int, error) {
	if len(into) != 32 {
		return p.random.Read(into)
	}
	for i := range into {
		into[i] = byte(i)
	}
	return len(into), nil
}

// numbers are one after another.
type numbers struct{ last uint64 }

func (c *numbers) Read(into []byte) (int, error) {
	c.last++
	clear(into)
	binary.BigEndian.PutUint64(into[max(0, len(into)-8):], c.last)
	return len(into), nil
}
