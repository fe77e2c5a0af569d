package commitment

import (
	"net/url"
	"slices"
	"strings"
)

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
