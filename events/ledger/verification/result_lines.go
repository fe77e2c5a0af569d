package verification

import "fmt"

// Lines say in plain words what was found.
func (r Result) Lines() []string {
	lines := []string{
		fmt.Sprintf("All is well: %d events of %s, signed at %d with root %s.", r.Events, r.Origin, r.Size, r.Root),
		"key       " + r.Key,
	}
	if r.From != nil && r.To != nil {
		lines = append(lines, fmt.Sprintf("recorded  from %s to %s, on %d streams", *r.From, *r.To, r.Streams))
	}
	if r.Unsigned > 0 {
		lines = append(lines, fmt.Sprintf("unsigned  %d events came after the checkpoint and are signed at the next", r.Unsigned))
	}
	lines = append(lines, fmt.Sprintf("quotes    %d stand in their sources; of %d the source is not at hand", r.Quotes, r.Unquoted))
	if r.Texts > 0 {
		lines = append(lines, fmt.Sprintf("texts     %d are the ones that were typed", r.Texts))
	}
	if len(r.Older) > 0 {
		lines = append(lines, fmt.Sprintf("older     %d older checkpoints are continued", len(r.Older)))
	}
	if r.Kept != nil {
		lines = append(lines, fmt.Sprintf("kept      the checkpoint of %d events that you kept is continued", *r.Kept))
	}
	if r.Policy != nil {
		lines = append(lines, "policy    "+r.Policy.Sentence())
	}
	switch {
	case r.Stream == nil:
	case r.Complete == nil:
		lines = append(lines, fmt.Sprintf("complete  not proved: no heads event shows that nothing of %s is left out", *r.Stream))
	default:
		lines = append(lines, fmt.Sprintf("complete  nothing of %s up to event %d is left out (event %d shows it)", *r.Stream, r.Complete.Through, r.Complete.Heads))
	}
	return lines
}
