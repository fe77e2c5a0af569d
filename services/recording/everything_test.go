package recording_test

import (
	"go/ast"
	"reflect"
	"slices"
	"testing"

	"ahd/events"
	"ahd/events/instrument"
	"ahd/services/commands/commitment"
	"ahd/services/commands/convening"
	instrumentcmd "ahd/services/commands/instrument"
	methodcmd "ahd/services/commands/method"
	"ahd/services/commands/party"
	"ahd/services/commands/person"
	registercmd "ahd/services/commands/register"
	"ahd/services/commands/rule"
	"ahd/services/commands/source"
	"ahd/services/commands/summary"
)

// everything is each command of the package, empty.
var everything = []rule.Command{
	registercmd.OpenRegister{}, registercmd.DescribeRegister{}, registercmd.CorrectClock{}, registercmd.AppointNode{}, registercmd.NoteRepair{}, registercmd.RecordHeads{}, registercmd.RaiseQuestion{}, registercmd.AnswerQuestion{}, registercmd.ReopenQuestion{},
	source.ArchiveSource{}, source.AssertRating{}, party.RegisterParty{}, party.NameParty{}, party.DescribeParty{}, party.NameFocalPersons{},
	party.MergeParty{}, party.UnmergeParty{}, convening.RegisterConvening{}, convening.RecordParticipation{}, convening.FormWorkingGroup{},
	convening.AssertFigure{}, convening.AssertDate{}, convening.CorrectDate{}, convening.RecordConflict{}, convening.ResolveConflict{}, convening.JoinConvening{},
	convening.PartConvening{}, convening.RecordSession{}, convening.FollowUp{}, convening.IdentifyParticipants{}, convening.RecordMember{},
	instrumentcmd.RecordInstrument{Kind: instrument.Declaration}, instrumentcmd.RecordInstrument{Kind: instrument.Recommendations}, instrumentcmd.RecordInstrument{Kind: instrument.Outcome},
	instrumentcmd.AttachText{}, instrumentcmd.RecordSignatory{}, commitment.CaptureCommitment{}, commitment.ConfirmCommitment{}, commitment.AssignCommitment{},
	commitment.CorrectCommitment{}, commitment.ClassifyCommitment{}, commitment.LinkExternal{}, commitment.UnlinkExternal{}, commitment.CorroborateCommitment{},
	commitment.WordCommitment{}, commitment.MergeCommitment{}, commitment.UnmergeCommitment{}, commitment.SplitCommitment{}, commitment.HandOver{},
	commitment.OperationaliseCommitment{}, commitment.SetDueDate{}, commitment.ReviseDueDate{}, commitment.SetReviewInterval{}, commitment.RecordResponse{},
	commitment.RequestUpdate{}, commitment.RateSmart{}, commitment.JudgeVerifiability{}, commitment.SetMilestone{}, commitment.ReviseMilestone{}, commitment.MeetMilestone{},
	commitment.DropMilestone{}, commitment.SetIndicator{}, commitment.TakeMeasurement{}, commitment.ReportProgress{}, commitment.RetractProgress{},
	commitment.ConfirmReport{}, commitment.ContestReport{}, commitment.LinkEvidence{}, commitment.DepositEvidence{}, commitment.RetractEvidence{},
	commitment.AssessCommitment{}, commitment.DisputeProgress{}, commitment.HideDispute{}, commitment.CloseCommitment{}, commitment.ReopenCommitment{},
	commitment.SuspendCommitment{}, commitment.ResumeCommitment{}, commitment.WithdrawCommitment{}, commitment.SupersedeCommitment{}, commitment.RejectCommitment{},
	commitment.EraseText{}, person.RecordPerson{}, methodcmd.PublishMethod{}, summary.PublishSummary{},
}

// fill puts something harmless into every field of a value, however deep.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if v.String() == "" {
			v.SetString("x-1")
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Uint8:
		v.SetUint('x')
	}
}

// filled is a command with something in every field.
func filled(command rule.Command) reflect.Value {
	v := reflect.New(reflect.TypeOf(command)).Elem()
	v.Set(reflect.ValueOf(command))
	fill(v)
	return v
}

// places are the texts of a value, by their path.
func places(v reflect.Value, path string, found map[string]reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		found[path] = v
	case reflect.Pointer:
		places(v.Elem(), path, found)
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			places(v.Index(0), path, found)
		} else if v.Kind() == reflect.Slice {
			found[path] = v
		}
	case reflect.Struct:
		for i := range v.NumField() {
			places(v.Field(i), path+"."+v.Type().Field(i).Name, found)
		}
	}
}

func TestEveryCommandIsAmongEverything(t *testing.T) {
	listed, types := map[string]bool{}, map[events.Type]bool{}
	for _, command := range everything {
		listed[reflect.TypeOf(command).Name()] = true
		types[filled(command).Interface().(rule.Command).Say(nil).Type()] = true
	}
	for _, name := range deciders(t) {
		if !listed[name] {
			t.Errorf("%s is not in the list of everything", name)
		}
	}
	for _, payload := range events.Catalogue() {
		if !types[payload.Type()] {
			t.Errorf("nothing in the list of everything becomes %s", payload.Type())
		}
	}
}

// deciders are the types in the rooms of commands that have a method Decide.
func deciders(t *testing.T) []string { return havingMethod(t, "Decide") }

// havingMethod are the types in the rooms of commands that have a method of that name.
func havingMethod(t *testing.T, name string) (names []string) {
	t.Helper()
	for _, file := range slices.Concat(sources(t, "."), sources(t, "../commands/*")) {
		for _, decl := range file.Decls {
			if method, ok := decl.(*ast.FuncDecl); ok && method.Name.Name == name && method.Recv != nil {
				if of, ok := method.Recv.List[0].Type.(*ast.Ident); ok {
					names = append(names, of.Name)
				}
			}
		}
	}
	if len(names) < 80 {
		t.Fatalf("only %d commands found: this test looks in the wrong place", len(names))
	}
	return names
}
