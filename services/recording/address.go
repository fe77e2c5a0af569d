package recording

import (
	"net/url"
	"slices"
	"strings"

	"ahd/events"
)

// addressField is the field of the address of a document. It is a typed text: an
// address can name a person, so it can be erased.
const addressField = "address"

// withAddress adds an address to the typed texts of a command.
func withAddress(typed map[string]string, address *string) map[string]string {
	if address == nil {
		return typed
	}
	all := map[string]string{addressField: *address}
	for field, words := range typed {
		all[field] = words
	}
	return all
}

// inTheOpen puts an address where an older version of the program wrote it: into the
// event itself. So the same command sent again is the same, whichever version recorded
// it first.
func inTheOpen(recorded, asked events.Payload, typed map[string]string) events.Payload {
	var address *string
	if words, ok := typed[addressField]; ok {
		address = &words
	}
	switch d := asked.(type) {
	case events.EvidenceLinked:
		if before, ok := recorded.(events.EvidenceLinked); ok && before.URL != nil {
			d.Address, d.URL = before.Address, address
		}
		return d
	case events.ProgressDisputed:
		if before, ok := recorded.(events.ProgressDisputed); ok && before.URL != nil {
			d.Address, d.URL = before.Address, address
		}
		return d
	}
	return asked
}

// maxAddress is the longest address, in bytes.
const maxAddress = 2048

// WebAddress reports whether text is the whole address of something on the web, of at
// most 2,048 bytes and without a name or password in it.
func WebAddress(text string) bool {
	address, err := url.Parse(text)
	return err == nil && (address.Scheme == "https" || address.Scheme == "http") &&
		address.Host != "" && address.User == nil && len(text) <= maxAddress
}

// secrets are names of parameters that open a document to whoever has the address.
var secrets = []string{
	"token", "key", "sig", "signature", "auth", "authkey", "access_token", "sharekey", "share", "resourcekey", "code", "password", "pwd", "sv", "se",
	"x-amz-signature", "x-amz-credential", "x-goog-signature", "rlkey", "e", "st", "usp",
}

// sharesSecret reports whether an address holds a share token.
func sharesSecret(text string) bool {
	address, err := url.Parse(text)
	if err != nil {
		return false
	}
	for name := range address.Query() {
		if slices.Contains(secrets, strings.ToLower(name)) {
			return true
		}
	}
	host, path := strings.ToLower(address.Hostname()), address.Path
	for site, mark := range map[string]string{
		"drive.google.com": "/d/", "docs.google.com": "/d/", "dropbox.com": "/s", "1drv.ms": "/", "sharepoint.com": "/:", "we.tl": "/", "wetransfer.com": "/downloads/", "mega.nz": "/",
	} {
		if (host == site || strings.HasSuffix(host, "."+site)) && strings.Contains(path, mark) {
			return true
		}
	}
	return strings.Contains(strings.ToLower(address.Fragment), "key=") || host == "mega.nz"
}
