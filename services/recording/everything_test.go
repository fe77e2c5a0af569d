package recording_test

import (
	"go/ast"
	"reflect"
	"slices"
	"testing"

	"ahd/events"
	"ahd/events/instrument"
	"ahd/services/recording"
)

// everything is each command of the package, empty.
var everything = []recording.Command{
	recording.OpenRegister{}, recording.DescribeRegister{}, recording.CorrectClock{}, recording.AppointNode{}, recording.NoteRepair{}, recording.RecordHeads{}, recording.RaiseQuestion{}, recording.AnswerQuestion{}, recording.ReopenQuestion{},
	recording.ArchiveSource{}, recording.AssertRating{}, recording.RegisterParty{}, recording.NameParty{}, recording.DescribeParty{}, recording.NameFocalPersons{},
	recording.MergeParty{}, recording.UnmergeParty{}, recording.RegisterConvening{}, recording.RecordParticipation{}, recording.FormWorkingGroup{},
	recording.AssertFigure{}, recording.AssertDate{}, recording.CorrectDate{}, recording.RecordConflict{}, recording.ResolveConflict{}, recording.JoinConvening{},
	recording.PartConvening{}, recording.RecordSession{}, recording.FollowUp{}, recording.IdentifyParticipants{}, recording.RecordMember{},
	recording.RecordInstrument{Kind: instrument.Declaration}, recording.RecordInstrument{Kind: instrument.Recommendations}, recording.RecordInstrument{Kind: instrument.Outcome},
	recording.AttachText{}, recording.RecordSignatory{}, recording.CaptureCommitment{}, recording.ConfirmCommitment{}, recording.AssignCommitment{},
	recording.CorrectCommitment{}, recording.ClassifyCommitment{}, recording.LinkExternal{}, recording.UnlinkExternal{}, recording.CorroborateCommitment{},
	recording.WordCommitment{}, recording.MergeCommitment{}, recording.UnmergeCommitment{}, recording.SplitCommitment{}, recording.HandOver{},
	recording.OperationaliseCommitment{}, recording.SetDueDate{}, recording.ReviseDueDate{}, recording.SetReviewInterval{}, recording.RecordResponse{},
	recording.RequestUpdate{}, recording.RateSmart{}, recording.JudgeVerifiability{}, recording.SetMilestone{}, recording.ReviseMilestone{}, recording.MeetMilestone{},
	recording.DropMilestone{}, recording.SetIndicator{}, recording.TakeMeasurement{}, recording.ReportProgress{}, recording.RetractProgress{},
	recording.ConfirmReport{}, recording.ContestReport{}, recording.LinkEvidence{}, recording.DepositEvidence{}, recording.RetractEvidence{},
	recording.AssessCommitment{}, recording.DisputeProgress{}, recording.HideDispute{}, recording.CloseCommitment{}, recording.ReopenCommitment{},
	recording.SuspendCommitment{}, recording.ResumeCommitment{}, recording.WithdrawCommitment{}, recording.SupersedeCommitment{}, recording.RejectCommitment{},
	recording.EraseText{}, recording.RecordPerson{}, recording.PublishMethod{}, recording.PublishSummary{},
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
func filled(command recording.Command) reflect.Value {
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
		types[filled(command).Interface().(recording.Command).Say(nil).Type()] = true
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
