package comparison

import (
	"fmt"
	"strings"
	"unicode"
)

// Finding is something that is not as it should be, and what to do about it.
type Finding struct {
	Code     string  `json:"code"`     // "log.missing": the store, then what is wrong with it
	Event    *uint64 `json:"event"`    // the first event that it is about; null where it is about none
	Sentence string  `json:"sentence"` // what was found
	Remedy   string  `json:"remedy"`   // what to do
	Fork     bool    `json:"fork"`     // two stores say different things of one event: somebody wrote
	Grave    bool    `json:"grave"`    // nothing may be recorded until it is mended
}

// Remedies that more than one finding has.
const (
	RepairLog    = "Run “ahd repair log”: it makes the log anew from the ledger and keeps the damaged one."
	RepairLedger = "Run “ahd repair ledger”: it makes the ledger anew from what ledger and log hold, and takes it only if it is what was signed. Else restore a backup."
	Restore      = "Restore the newest backup into an empty folder with “ahd restore”."
)

// about names the event of a finding.
func about(sequence uint64) *uint64 { return &sequence }

// missing is an event that the ledger holds and the log does not give.
func missing(sequence uint64) Finding {
	return Finding{Code: "log.missing", Event: about(sequence), Grave: true, Remedy: RepairLog,
		Sentence: fmt.Sprintf("Event %d, which the ledger holds, cannot be read in the log.", sequence)}
}

// differs is an event of which log and ledger hold different bytes.
func differs(sequence uint64) Finding {
	return Finding{Code: "log.differs", Event: about(sequence), Grave: true, Fork: true,
		Sentence: fmt.Sprintf("Event %d is another one in the log than in the ledger.", sequence),
		Remedy:   "Keep both: copy the data folder away before anything else and find out who wrote there. The ledger is what was signed; “ahd repair log” makes the log anew from it and keeps the other."}
}

// Short is a log that ends before the ledger does.
func Short(head, size uint64) Finding {
	return Finding{Code: "log.short", Event: about(head + 1), Grave: true, Remedy: RepairLog,
		Sentence: fmt.Sprintf("The log has lost events or is another one: event %d, which the ledger holds, and those after it through %d are not in it.", head+1, size)}
}

// Gone is a tail that log and ledger have both lost: only the hashes of the ledger tell
// of it. To give its numbers to other events would be another history.
func Gone(head, known uint64) Finding {
	return Finding{Code: "record.short", Event: about(head + 1), Grave: true, Remedy: Restore,
		Sentence: fmt.Sprintf("Log and ledger have both lost events: %d to %d were recorded, and only their hashes are left.", head+1, known)}
}

// Unread is an event behind the end of the ledger that the log should bring and does not.
func Unread(next uint64, reason error) Finding {
	return Finding{Code: "log.unread", Event: &next, Sentence: Sentence(reason), Grave: true,
		Remedy: RepairLog + " Of the events from there on nobody was told that they were recorded, unless the ledger was set back: then restore a backup."}
}

// Sentence is an error as a sentence of its own.
func Sentence(err error) string {
	text := []rune(err.Error())
	return strings.TrimSuffix(string(unicode.ToUpper(text[0]))+string(text[1:]), ".") + "."
}
