package rule

import "net/url"

// AddressField is the field of the address of a document. It is a typed text: an
// address can name a person, so it can be erased.
const AddressField = "address"

// maxAddress is the longest address, in bytes.
const maxAddress = 2048

// WebAddress reports whether text is the whole address of something on the web, of at
// most 2,048 bytes and without a name or password in it.
func WebAddress(text string) bool {
	address, err := url.Parse(text)
	return err == nil && (address.Scheme == "https" || address.Scheme == "http") &&
		address.Host != "" && address.User == nil && len(text) <= maxAddress
}
