package recording

import (
	"net/url"
	"slices"
	"strings"

	"ahd/events"
	"ahd/services/commands/rule"
)

// withAddress adds an address to the typed texts of a command.
func withAddress(typed map[string]string, address *string) map[string]string {
	if address == nil {
		return typed
	}
	all := map[string]string{rule.AddressField: *address}
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
	if words, ok := typed[rule.AddressField]; ok {
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
