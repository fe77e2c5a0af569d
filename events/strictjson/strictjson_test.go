package strictjson_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"ahd.example/ahd/events/strictjson"
)

type leaf struct {
	Text string `json:"text"`
}

type tree struct {
	leaf
	Name string           `json:"name"`
	Leaf *leaf            `json:"leaf"`
	List []leaf           `json:"list"`
	Map  map[string]leaf  `json:"map"`
	Raw  json.RawMessage  `json:"raw"`
	Any  any              `json:"any"`
	Pair [2]int           `json:"pair"`
	Deep map[string][]any `json:"deep"`
}

// What encoding/json reads without a word, and another reader otherwise.
var twice = []string{
	`{"name":"a","name":"b"}`, `{"name":"a","\u006eame":"b"}`, `{"NAME":"a"}`, `{"name":"a","Name":"b"}`, `{"Text":"a"}`, `{"text":"a","TEXT":"b"}`,
	`{"leaf":{"TEXT":"a"}}`, `{"leaf":{"text":"a","text":"b"}}`, `{"list":[{"text":"a"},{"teXt":"b"}]}`, `{"map":{"x":{"TEXT":"b"}}}`, `{"map":{"x":{},"x":{}}}`,
	`{"raw":{"a":1,"a":2}}`, `{"any":[{"a":1,"b":{"c":1,"c":2}}]}`, `{"deep":{"x":[{"a":1,"a":1}]}}`, `{"other":{"a":1,"a":2}}`, `{"li\u017ft":[]}`,
	`{"name":"\ud800"}`, `{"name":"\udc00\ud800"}`, `{"name":"x\ud83d y"}`, `{"any":["\uDEAD"]}`, `{"\ud800":1}`, "{\"name\":\"\xff\"}", `{"raw":"\ud83d\ud83d"}`,
}

func TestWhatTwoReadersReadDifferentlyIsRefused(t *testing.T) {
	for _, text := range append(twice, "\xff") {
		var into tree
		if err := strictjson.Unmarshal([]byte(text), &into); !errors.Is(err, strictjson.ErrTwoMeanings) {
			t.Errorf("%s: %v", text, err)
		}
	}
	long := "{" + strings.Repeat("\n", 6) + `"name":"a","name":"secret"}`
	if err := strictjson.Unmarshal([]byte(long), &tree{}); err == nil || !strings.Contains(err.Error(), "line 7") || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
}

func TestWhatAllReadersReadAlikeIsRead(t *testing.T) {
	text := ` { "name" : "\ud83d\ude00 \u0000 \"é\\" , "text":"own", "leaf":null, "list":[ {"text":"a"} , {} , {"text":"b"}], "map":{"TEXT":{"text":"a"},"text":{}},
		"raw":{"NAME":[1,{"name":2}]}, "any":{"Any":1,"any":-2.5e3}, "pair":[1,2], "deep":{}, "unknown":{"text":1,"Text":[true,false,null,[],{}]} } `
	var strict, plain tree
	if err := strictjson.Unmarshal([]byte(text), &strict); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(text), &plain); err != nil {
		t.Fatal(err)
	}
	a, _ := json.Marshal(strict)
	b, _ := json.Marshal(plain)
	if string(a) != string(b) || strict.Text != "own" || strict.Name != "😀 \x00 \"é\\" {
		t.Errorf("%s\n%s", a, b)
	}
}

func TestOneValueAndKnownNames(t *testing.T) {
	for text, fine := range map[string]bool{`{"name":"a"}`: true, `{"other":1}`: false, `{"leaf":{"other":1}}`: false, `{"any":{"other":1}}`: true, `{"text":"a"}`: true} {
		if err := strictjson.UnmarshalKnown([]byte(text), &tree{}); (err == nil) != fine {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{`{} {}`, `{}x`, ``, ` `, `{"name":1}`, `{"name":}`, `[`} {
		if err := strictjson.Unmarshal([]byte(text), &tree{}); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

// Whatever is read strictly is read by encoding/json too, and means the same there.
func FuzzUnmarshal(f *testing.F) {
	for _, text := range twice {
		f.Add([]byte(text))
	}
	f.Add([]byte(`{"list":[{"text":"a\n"}],"pair":[1,2]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var strict, plain tree
		if strictjson.Unmarshal(text, &strict) != nil {
			return
		}
		if err := json.Unmarshal(text, &plain); err != nil {
			t.Error(err)
		}
	})
}
