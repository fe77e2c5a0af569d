package wording

// NotIndependent says why whoever assessed or closed was not independent, of the
// commitment or of what goes on as it; "" for none.
func (f Findings) NotIndependent(why *string) string {
	if why == nil {
		return ""
	}
	return Language(f).table().sentence("not independent " + *why)
}
