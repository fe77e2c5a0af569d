package settings

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"
)

// NeverEmpty are flags that say whose a command is: a script in which a variable was not
// set must not record as somebody else.
var NeverEmpty = []string{"as", "role", "on-behalf-of", "command-id"}

// passwords are those in addresses: nats://node:secret@log-1:4222.
var passwords = regexp.MustCompile(`(://[^/@:,]*):[^@,/]*@`)

// readSettings reads lines like LISTEN=127.0.0.1:8080. The keys are the variables of the
// environment, with AHD_ in front or without, so that systemd reads such a file too. A value
// may stand between quotation marks; nothing in it is expanded.
func readSettings(content []byte, known []*kong.Flag) (map[string]string, error) {
	if !utf8.Valid(content) {
		return nil, badConfig("The configuration file is not valid UTF-8.")
	}
	values := map[string]string{}
	for i, text := range strings.Split(string(content), "\n") {
		text = strings.TrimSpace(text)
		if text == "" || strings.HasPrefix(text, "#") || strings.HasPrefix(text, ";") {
			continue
		}
		name, value, err := readSetting(text, known)
		if err == "" && name == "config" {
			err = "names another configuration file"
		}
		if _, twice := values[name]; err == "" && twice {
			err = "says something again that a line above it says"
		}
		if err == "" && value == "" && slices.Contains(NeverEmpty, name) {
			err = "is empty: whoever was meant is missing"
		}
		if err != "" {
			return nil, badConfig(fmt.Sprintf("Line %d of the configuration file %s.", i+1, err))
		}
		values[name] = value
	}
	return values, nil
}

// readSetting reads one line, or says what is wrong with it.
func readSetting(text string, known []*kong.Flag) (name, value, wrong string) {
	key, value, is := strings.Cut(text, "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	if !is {
		return "", "", "is not KEY=value"
	}
	name = strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(key, "AHD_"), "_", "-"))
	if !slices.ContainsFunc(known, func(flag *kong.Flag) bool { return flag.Name == name }) || key != strings.ToUpper(key) {
		return "", "", "names a setting that there is not: did you mean " + Key(nearest(name, known)) + "? “ahd config show” lists them"
	}
	for _, mark := range []string{`"`, `'`} {
		if !strings.HasPrefix(value, mark) {
			continue
		}
		within, ends := strings.CutSuffix(value[1:], mark)
		if !ends || strings.Contains(within, mark) {
			return "", "", "opens quotation marks and does not close them at its end"
		}
		value = within
	}
	return name, value, ""
}

// nearest is the setting that is spelled most like what was written.
func nearest(name string, known []*kong.Flag) (best string) {
	least := -1
	for _, flag := range known {
		if away := distance(name, flag.Name); least < 0 || away < least {
			best, least = flag.Name, away
		}
	}
	return best
}

// distance is how many letters must be put in, left out or replaced to make one word of
// another.
func distance(one, other string) int {
	row := make([]int, len(other)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(one) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(other) {
			cost := 1
			if one[i] == other[j] {
				cost = 0
			}
			corner, row[j+1] = row[j+1], min(row[j]+1, row[j+1]+1, corner+cost)
		}
	}
	return row[len(other)]
}
