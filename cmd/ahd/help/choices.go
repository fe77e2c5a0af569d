package help

import (
	"strings"
	"sync"

	"ahd.example/ahd/services/commands/rule"

	"github.com/alecthomas/kong"

	codelists "ahd.example/ahd/events/codes"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
)

// choices are the values that something typed can have, where there are few: by the flag, or
// by the command and its flag or argument where the flag of another command has others.
// They are asked for when the whole program is there: the forms of a summary are known then.
var choices = sync.OnceValue(func() map[string][]string {
	return map[string][]string{
		"list kind": api.TableNames(), "show kind": api.KindNames(), "timeline kind": api.KindNames(),
		"--role": rule.Roles, "record person --roles": rule.Roles,
		"report summary --format": document.FormNames(), "report trend --every": {"month", "quarter"},
		"report summary --scope": eachWith(reporting.ScopeKinds, "/"), "report publish --scope": eachWith(reporting.ScopeKinds, "/"),
		"--pillar": commitment.Pillars, "--channel": commitment.Channels, "--exploitation": commitment.Exploitations,
		"--scheme": codelists.Schemes.Codes(), "record rating --scheme": {"tip-tier"}, "record classify --groups": codelists.Groups.Codes(),
		"--sex": {"female", "male", "other"}, "--age": {"child", "adult"}, "--informant": {"withheld"},
		"record progress --state": commitment.ReportStates, "record respond --response": commitment.Responses,
		"record assess --level": commitment.Levels, "record assess --confidence": commitment.Confidences,
		"record close --outcome": {commitment.Implemented, commitment.NotImplemented}, "record dispute --claim": commitment.Claims,
		"record evidence --kind": commitment.EvidenceKinds, "record evidence --visibility": {"public", "restricted"},
		"record capture --kind": commitment.Kinds, "record word --kind": commitment.Kinds, "record attach --kind": commitment.Kinds,
		"record capture --split-by": {"province"}, "record correct --field": commitment.CorrectableFields, "record erase --basis": commitment.ErasureBases,
		"record instrument --kind": {"declaration", "recommendations", "outcome"}, "record indicator --direction": {"increase", "decrease"},
	}
})

// ChoicesOf are the values that a flag or an argument of a command can have; nil where they
// are not few.
func ChoicesOf(node *kong.Node, value *kong.Value) (values []string) {
	name := value.Name
	if value.Flag != nil {
		name = "--" + name
	}
	switch {
	case value.Enum != "":
		for _, one := range value.EnumSlice() {
			if one != "" {
				values = append(values, one)
			}
		}
		return values
	case choices()[PathOf(node)+" "+name] != nil:
		return choices()[PathOf(node)+" "+name]
	case value.Flag != nil && value.Flag.Group != nil && value.Flag.Group.Key == "filters":
		return api.FilterOf(strings.ReplaceAll(value.Name, "-", "_")).Values()
	case value.Flag != nil && value.Flag.PlaceHolder == "BOOL":
		return []string{"true", "false"}
	}
	return choices()[name]
}

// namesFile reports whether the value of a flag or an argument is the name of a file or a
// folder.
func namesFile(value *kong.Value) bool {
	stands := value.Tag.PlaceHolder
	return value.Tag.Type == "path" || strings.Contains(stands, "FILE") || stands == "DIR" || stands == "CHECKPOINT" || value.Flag == nil && value.Name == "file"
}

// eachWith are names with something behind each.
func eachWith(names []string, what string) (values []string) {
	for _, name := range names {
		values = append(values, name+what)
	}
	return values
}
