package verification

import (
	"fmt"
	"slices"
)

// Vouched is how far a policy is met: by the largest checkpoint that has the signatures
// which it asks for.
type Vouched struct {
	Size      uint64 `json:"size"`      // of that checkpoint; 0 where none has them
	Unvouched uint64 `json:"unvouched"` // events behind it, for which nobody vouches but the log

	alone bool // the policy asks for the signature of the log and of nobody else
}

// Sentence says how far the policy is met.
func (v Vouched) Sentence() string {
	switch {
	case v.alone:
		return fmt.Sprintf("The policy is met by the checkpoint of %d events: no signature of others was asked for.", v.Size)
	case v.Unvouched > 0:
		return capital(v.tail()) + "."
	}
	return fmt.Sprintf("The policy is met: all %d events are vouched for.", v.Size)
}

func (v Vouched) tail() string {
	behind := fmt.Sprintf("the %d events behind it are", v.Unvouched)
	if v.Unvouched == 1 {
		behind = "the 1 event behind it is"
	}
	return fmt.Sprintf("the policy is met for the first %d of %d events; %s vouched for by nobody but the log", v.Size, v.Size+v.Unvouched, behind)
}

// Vouch asks a policy of checkpoints that somebody looked at without the events: each is
// signed by the log, and the newest, which is the last, continues the others, which
// ascend. It returns how far the policy is met, and a *Failure: of the kind Unmet where it
// is not at all, Incomplete where it is not to the end.
func Vouch(d Demands, checkpoints []Signed) (*Vouched, error) {
	v, bad := vouched(d, checkpoints, checkpoints[len(checkpoints)-1].Size)
	if bad != nil {
		return bad.Policy, bad
	}
	return v, nil
}

// vouched is step 11: it asks a policy of checkpoints that were verified, ascending.
// total is how many events were verified. What is not signed yet is not missed by a
// policy that asks for the log alone.
func vouched(d Demands, checkpoints []Signed, total uint64) (*Vouched, *Failure) {
	if d.Policy == nil {
		return nil, nil
	}
	if d.Alone {
		total = checkpoints[len(checkpoints)-1].Size
	}
	var why error
	for _, c := range slices.Backward(checkpoints) {
		err := d.Policy(c.Note)
		if err == nil {
			v := &Vouched{Size: c.Size, Unvouched: total - c.Size, alone: d.Alone}
			return v, v.enough(d.AllowTail)
		}
		if why == nil {
			why = err
		}
	}
	bad := failure(Unmet, "policy", fmt.Sprintf("No checkpoint meets the policy: nobody whom it asks for vouches for these %d events. Of the newest: %v.", total, why))
	bad.Cause, bad.Policy = why, &Vouched{Unvouched: total}
	return nil, bad
}

// enough is step 12.
func (v *Vouched) enough(allowed bool) *Failure {
	if v.Unvouched == 0 || allowed {
		return nil
	}
	bad := failure(Incomplete, "policy.tail", capital(v.tail())+".")
	bad.Policy = v
	return bad
}

// OfPolicy says whether an error is about nothing but a policy: everything else that
// was looked at is as it should be.
func OfPolicy(err error) bool {
	bad := refused(err)
	return bad != nil && bad.Policy != nil
}
