package ledger

// Writer is what changes a file; tests put faults into it.
type Writer = writer

// The roles of the files, as tests choose among them.
const (
	RoleEntries = roleEntries
	RoleOffsets = roleOffsets
	RoleHashes  = roleHashes
)

// OpenWith is Open with a say in how each file is written.
func OpenWith(dir, origin string, check Check, wrap func(role string, w Writer) Writer) (*Ledger, error) {
	return open(dir, origin, check, nil, wrap)
}
