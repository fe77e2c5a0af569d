package folder

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

// The file "log" of the data folder says where its log is, in lines "key=value". A verb
// that names no address goes by it, so that none begins another log under the same key.
const placeFile = "log"

// largestPlace is how much of it is read, in bytes.
const largestPlace = 16 << 10

// embedded stands for the log in the folder itself.
const embedded = "embedded"

// ErrPlace is returned where the folder does not say in a form that can be read where its
// log is.
var ErrPlace = errors.New("the file “log” of the data folder, which says where its log is, cannot be read")

// Place is where the log of a folder is. The zero Place is the folder itself.
type Place struct {
	Addresses    []string // of the NATS servers that keep it, without a password; none for the folder itself
	Replicas     int      // copies that they must keep; 0 for one
	Credentials  string   // files, as an absolute path each; "" for none
	CA           string
	Certificate  string
	Key          string
	PasswordFile string
}

// Embedded reports whether the log is in the folder itself.
func (p Place) Embedded() bool { return len(p.Addresses) == 0 }

// String is what the folder says: "embedded", or the addresses.
func (p Place) String() string {
	if p.Embedded() {
		return embedded
	}
	return strings.Join(p.Addresses, ",")
}

// settings are the lines besides the place, in their order.
func (p *Place) settings() []struct {
	key   string
	value *string
} {
	return []struct {
		key   string
		value *string
	}{{"creds", &p.Credentials}, {"ca", &p.CA}, {"cert", &p.Certificate}, {"key", &p.Key}, {"password_file", &p.PasswordFile}}
}

// Text is the file.
func (p Place) Text() string {
	lines := []string{"place=" + p.String()}
	if p.Replicas > 0 && !p.Embedded() {
		lines = append(lines, fmt.Sprintf("replicas=%d", p.Replicas))
	}
	for _, s := range p.settings() {
		if *s.value != "" && !p.Embedded() {
			lines = append(lines, s.key+"="+*s.value)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// WritePlace says where the log is. Its caller holds the folder.
func WritePlace(dir string, p Place) error {
	if read, err := parsePlace(p.Text()); err != nil || read.Text() != p.Text() {
		return cause.Of(fmt.Errorf("%w: a value in it would hold a line break", ErrPlace), err)
	}
	return WriteWhole(filepath.Join(dir, placeFile), p.Text(), 0o600)
}

// ReadPlace reads where the log is; false where the folder does not say.
func ReadPlace(dir string) (p Place, said bool, err error) {
	text, err := durable.ReadFile(filepath.Join(dir, placeFile), largestPlace)
	if errors.Is(err, fs.ErrNotExist) {
		return p, false, nil
	}
	if err != nil {
		return p, false, cause.Of(ErrPlace, err)
	}
	p, err = parsePlace(string(text))
	return p, err == nil, err
}

// parsePlace reads the file strictly: a line that is left out could be the one that
// matters. An operator may put lines that begin with “#” into it.
func parsePlace(text string) (p Place, err error) {
	values := map[string]string{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		key, value, is := strings.Cut(line, "=")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if _, twice := values[key]; !is || twice {
			return p, fmt.Errorf("%w: a line of it is no “key=value”, or stands in it twice", ErrPlace)
		}
		values[key] = strings.TrimSpace(value)
	}
	place := values["place"]
	if place != embedded && strings.EqualFold(place, embedded) {
		return p, fmt.Errorf("%w: its line “place=” says “embedded” in capital letters, which could be a server's name", ErrPlace)
	}
	if place != embedded {
		if p.Addresses, err = SplitAddresses(place); err != nil {
			return p, fmt.Errorf("%w: its line “place=” names no log: %w", ErrPlace, err)
		}
	}
	if count := values["replicas"]; count != "" {
		if p.Replicas, err = strconv.Atoi(count); err != nil || p.Replicas < 1 {
			return p, cause.Of(fmt.Errorf("%w: its line “replicas=” is no number of copies", ErrPlace), err)
		}
	}
	delete(values, "place")
	delete(values, "replicas")
	for _, s := range p.settings() {
		*s.value = values[s.key]
		delete(values, s.key)
	}
	if len(values) > 0 {
		return p, fmt.Errorf("%w: it has a line that this program does not know", ErrPlace)
	}
	return p, nil
}

var errAddress = errors.New("it must be addresses like tls://log-1:4222, with commas between them")

// schemes are those of addresses of NATS servers.
var schemes = []string{"nats", "tls", "ws", "wss"}

// SplitAddresses takes addresses apart that stand in one line. The error repeats nothing
// of them: a password may be among it.
func SplitAddresses(line string) (addresses []string, err error) {
	for address := range strings.SplitSeq(line, ",") {
		address = strings.TrimSpace(address)
		if !strings.Contains(address, "://") {
			address = "nats://" + address
		}
		parsed, err := url.Parse(address)
		if err != nil || parsed.Hostname() == "" || !slices.Contains(schemes, parsed.Scheme) {
			return nil, cause.Of(errAddress, err)
		}
		addresses = append(addresses, address)
	}
	return addresses, nil
}

// Names reports whether addresses, as somebody gives them, are among those of the place:
// the same servers, whoever logs in there.
func (p Place) Names(addresses []string) bool {
	known := map[string]bool{}
	for _, address := range p.Addresses {
		known[hostOf(address)] = true
	}
	return len(addresses) > 0 && !slices.ContainsFunc(addresses, func(a string) bool { return !known[hostOf(a)] })
}

func hostOf(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return net.JoinHostPort(strings.ToLower(parsed.Hostname()), cmp.Or(parsed.Port(), "4222"))
}
