package moving

import "ahd.example/ahd/services/commands/rule"

// RecordedLast is what is to be done about a log outside that lost events, in a folder
// that may hold less than was recorded: to fill the log from it would deny what somebody
// was answered for.
const RecordedLast = "This data folder is a copy, was restored, or has recorded nothing yet, and nobody is appointed: another may hold what was recorded since. Mend the log from the data folder that recorded last. Only if that is gone for good, give your word for it here: ahd log move --nats, with the address at which the log is, and --old-is-gone"

// Fillable refuses to fill a log outside from a folder that may not be the one that
// recorded last. Where a node is appointed, that one is asked and no other.
func (s *Service) Fillable() error {
	unasked, err := s.Unasked()
	if err != nil || !unasked {
		return err
	}
	return rule.Refuse(rule.ErrRefused, "node.unasked",
		"The log at the NATS server is empty, or keeps less than the ledger here. Nothing was repaired. See first that the server runs on its own store. "+RecordedLast)
}

// Unasked reports whether somebody's word is needed before a log outside is filled from
// here: nobody is appointed, and this is not known to be the folder that recorded.
func (s *Service) Unasked() (bool, error) {
	if s.Log.At().NATS == "" {
		return false, nil
	}
	now, err := s.Commander()
	if err != nil || now != nil {
		return false, err
	}
	return s.ID() == "" || s.unrecorded.Load(), nil
}
