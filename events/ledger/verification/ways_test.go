package verification_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
)

// tampered is a bundle that was tampered with, and what must be said of it.
type tampered struct {
	content  []byte
	old      []byte // a checkpoint that the auditor kept; nil for none
	code     int
	sequence int // of the event that must be named; 0 for any or none
}

// ways are the ways of tampering. Those who know the format put the manifest right.
var ways = map[string]func(s *scene) tampered{
	"an event edited": func(s *scene) tampered {
		bodies, i := s.edit()
		return tampered{s.sealed(with(s.files, bundle.EntriesName, func([]byte) []byte { return join(bodies) })), nil, 2, i + 1}
	},
	"an event edited, the manifest left as it was": func(s *scene) tampered {
		bodies, i := s.edit()
		files := with(s.files, bundle.EntriesName, func([]byte) []byte { return join(bodies) })
		text, err := listed(s.whole, s.files).Encode()
		must(s.t, err)
		return tampered{pack(s.t, append([]file{{bundle.ManifestName, text}}, files...)), nil, 2, i + 1}
	},
	"an event dropped from the middle": func(s *scene) tampered {
		i := s.report()
		return tampered{s.sealed(entries(s.files, func(b [][]byte) [][]byte { return slices.Delete(b, i, i+1) })), nil, 2, i + 1}
	},
	"the last event dropped": func(s *scene) tampered {
		return tampered{s.sealed(entries(s.files, func(b [][]byte) [][]byte { return b[:len(b)-1] })), nil, 6, 0}
	},
	"two neighbours swapped": func(s *scene) tampered {
		i := 1 + s.dice.IntN(len(s.bodies)-2)
		swap := func(b [][]byte) [][]byte { b[i], b[i+1] = b[i+1], b[i]; return b }
		return tampered{s.sealed(entries(s.files, swap)), nil, 2, i + 1}
	},
	"an event inserted": func(s *scene) tampered {
		i := s.report()
		double := func(b [][]byte) [][]byte { return slices.Insert(b, i+1, edited(b[i])) }
		return tampered{s.sealed(entries(s.files, double)), nil, 2, i + 2}
	},
	"an event added behind the last": func(s *scene) tampered {
		bodies := s.with("party/p-9", reportedParty{})
		return tampered{s.sealed(entries(s.files, func([][]byte) [][]byte { return bodies })), nil, 2, len(bodies)}
	},
	"everything hashed again, not signed": func(s *scene) tampered {
		signer, _ := keyOf(1)
		content := s.signed(s.rewritten(), signer)
		files := with(unpack(s.t, content), bundle.CheckpointName, func([]byte) []byte { return s.checkpoint(len(s.bodies)) })
		return tampered{seal(s.t, s.whole, files), nil, 2, 0}
	},
	"edited and signed with another key": func(s *scene) tampered {
		signer, _ := keyOf(2)
		return tampered{s.signed(s.rewritten(), signer), nil, 2, 0}
	},
	"rewritten with the log's key": func(s *scene) tampered {
		return tampered{s.signed(s.rewritten(), s.signer), s.checkpoint(len(s.bodies) - 1), 3, 0}
	},
	"rewritten with another key throughout": func(s *scene) tampered {
		signer, key := keyOf(2)
		bodies := s.bodiesOf()
		bodies[0] = bytes.Replace(bodies[0], []byte(s.key), []byte(key), 1)
		return tampered{s.signed(headsAgain(rechained(bodies)), signer), s.old, 3, 0}
	},
	"set back to an older checkpoint": func(s *scene) tampered {
		return tampered{s.signed(s.bodies[:20], s.signer), s.old, 3, 0}
	},
	"an older checkpoint under the same entries": func(s *scene) tampered {
		m := s.whole
		m.Size, m.Root = 20, rootOf(s.leaves[:20]).String()
		files := with(without(s.files, "checkpoints/"), bundle.CheckpointName, func([]byte) []byte { return s.checkpoint(20) })
		return tampered{seal(s.t, m, files), nil, 2, 21}
	},
	"a checkpoint of a fork among the older": func(s *scene) tampered {
		fork := sign(ledger.Checkpoint{Origin: origin, Size: 25, Root: rootOf(s.leaves[1:26])}, s.signer)
		return tampered{s.sealed(with(s.files, "checkpoints/25", func([]byte) []byte { return fork })), nil, 3, 0}
	},
	"a checkpoint of a fork among the older, one stream": func(s *scene) tampered {
		fork := sign(ledger.Checkpoint{Origin: origin, Size: 25, Root: rootOf(s.leaves[1:26])}, s.signer)
		return tampered{s.sealedOne(with(s.strand, "checkpoints/25", func([]byte) []byte { return fork })), nil, 3, 0}
	},
	"a checkpoint of another log": func(s *scene) tampered {
		return tampered{s.sealed(with(s.files, bundle.CheckpointName, func(b []byte) []byte {
			return bytes.ReplaceAll(b, []byte(origin), []byte("urn:ahd:best"))
		})), nil, 2, 0}
	},
	"a signature under another key id": func(s *scene) tampered {
		return tampered{s.sealed(with(s.files, bundle.CheckpointName, func(b []byte) []byte {
			at := bytes.LastIndexByte(b, ' ') + 1
			b[at] ^= 'A' ^ 'B'
			return b
		})), nil, 2, 0} // it is another key's then, and the log's own is missing
	},
	"a signature twice": func(s *scene) tampered {
		return tampered{s.sealed(with(s.files, bundle.CheckpointName, func(b []byte) []byte {
			return append(b, b[bytes.LastIndex(b, []byte("— ")):]...)
		})), nil, 7, 0}
	},
	"no signature": func(s *scene) tampered {
		return tampered{s.sealed(with(s.files, bundle.CheckpointName, func(b []byte) []byte {
			return b[:bytes.LastIndex(b, []byte("— "))]
		})), nil, 7, 0}
	},
	"a signature spelt in another way": func(s *scene) tampered {
		return tampered{s.sealed(with(s.files, bundle.CheckpointName, func(b []byte) []byte {
			b[len(b)-3]++ // the last letter says less than six bits
			return b
		})), nil, 7, 0}
	},
	"the register opened twice": func(s *scene) tampered {
		bodies := s.with("register/register", events.RegisterOpened{Name: "test", Origin: origin, VerifierKey: s.key})
		return tampered{s.signed(bodies, s.signer), nil, 2, len(bodies)}
	},
	"an opening that names another log": func(s *scene) tampered {
		bodies := s.bodiesOf()
		bodies[0] = bytes.Replace(bodies[0], []byte(`"origin":"urn:ahd:test"`), []byte(`"origin":"urn:ahd:best"`), 1)
		return tampered{s.signed(headsAgain(rechained(bodies)), s.signer), nil, 2, 1}
	},
	"one stream, set back": func(s *scene) tampered {
		more := append(slices.Clone(s.leaves), s.leaves[0])
		kept := sign(ledger.Checkpoint{Origin: origin, Size: uint64(len(more)), Root: rootOf(more)}, s.signer)
		return tampered{s.sealedOne(s.strand), kept, 3, 0}
	},
	"one stream of another history": func(s *scene) tampered {
		kept := sign(ledger.Checkpoint{Origin: origin, Size: 25, Root: rootOf(s.leaves[1:26])}, s.signer)
		return tampered{s.sealedOne(s.strand), kept, 3, 0}
	},
	"a proof cut short": func(s *scene) tampered {
		name := s.proof()
		return tampered{s.sealedOne(with(s.strand, name, func(b []byte) []byte {
			end := bytes.Index(b, []byte("\n\n"))
			return slices.Delete(b, bytes.LastIndexByte(b[:end], '\n'), end)
		})), nil, 2, 0}
	},
	"a proof of the neighbour": func(s *scene) tampered {
		return tampered{s.sealedOne(with(s.strand, s.proof(), func(b []byte) []byte {
			var index int
			fmt.Sscanf(string(b), "c2sp.org/tlog-proof@v1\nindex %d\n", &index)
			return bytes.Replace(b, fmt.Appendf(nil, "index %d\n", index), fmt.Appendf(nil, "index %d\n", index^1), 1)
		})), nil, 2, 0}
	},
	"two events' proofs swapped": func(s *scene) tampered {
		one, two := s.member("proofs/0.tlog-proof"), s.member(s.proof())
		files := with(s.strand, two.name, func([]byte) []byte { return one.content })
		return tampered{s.sealedOne(with(files, one.name, func([]byte) []byte { return two.content })), nil, 2, 1}
	},
	"a node of the tree as a leaf": func(s *scene) tampered {
		return tampered{s.sealed(entries(s.files, func(b [][]byte) [][]byte {
			pair := append(bytes.Clone(s.leaves[2][:]), s.leaves[3][:]...)
			return slices.Replace(b, 2, 4, pair)
		})), nil, 2, 3}
	},
	"an erasure replaced": func(s *scene) tampered {
		i := s.pick("erasure", func(_ int, e events.Envelope) bool { return e.Type == events.TextErased{}.Type() })
		bodies := s.bodiesOf()
		bodies[i] = bytes.Replace(bodies[i], []byte(`"mistake"`), []byte(`"consent"`), 1)
		return tampered{s.sealed(entries(s.files, func([][]byte) [][]byte { return bodies })), nil, 2, i + 1}
	},
	"the link to the event before it broken": func(s *scene) tampered {
		i := s.pick("second event", func(_ int, e events.Envelope) bool { return e.StreamVersion == 2 })
		bodies := s.bodiesOf()
		e, _, _ := events.Scan(bodies[i])
		bodies[i] = bytes.Replace(bodies[i], []byte(e.StreamPrev), []byte(s.leaves[1].String()), 1)
		return tampered{s.signed(bodies, s.signer), nil, 2, i + 1}
	},
	"a heads event that leaves a stream out": func(s *scene) tampered {
		bodies := s.bodiesOf()
		i := s.lastHeads()
		e, data, _ := events.Scan(bodies[i])
		said, _ := ledger.ReadHeads(e, data)
		records, _ := s.standingAt(i).At(said.Sequence)
		root, number := ledger.HeadsRoot(slices.DeleteFunc(records, func(r ledger.HeadRecord) bool { return r.Stream == commitmentUnderTest }))
		bodies[i] = bytes.Replace(bodies[i], []byte(said.Root.String()), []byte(root.String()), 1)
		bodies[i] = bytes.Replace(bodies[i], fmt.Appendf(nil, `"number":%d`, said.Number), fmt.Appendf(nil, `"number":%d`, number), 1)
		return tampered{s.signed(rechained(bodies), s.signer), nil, 2, i + 1}
	},
	"the end of a stream left out": func(s *scene) tampered {
		m, files := s.leftOut(2)
		return tampered{seal(s.t, m, files), nil, 2, 0}
	},
	"heads that are said to be older": func(s *scene) tampered {
		version, _ := s.standingAt(s.lastHeads()).Of(commitmentUnderTest)
		return tampered{s.sealedOne(with(s.strand, bundle.HeadsName, func(b []byte) []byte {
			return bytes.Replace(b, fmt.Appendf(nil, "version %d\n", version), fmt.Appendf(nil, "version %d\n", version-1), 1)
		})), nil, 2, 0}
	},
	"the middle of a stream left out": func(s *scene) tampered {
		name := s.entry(3)
		files := without(dropped(s.strand, name), "proofs/"+strings.TrimPrefix(name, "entries/")+".")
		return tampered{s.sealedOne(files), nil, 2, 0}
	},
	"two members swapped": func(s *scene) tampered {
		one, two := s.member(s.entry(2)), s.member(s.entry(3))
		files := with(s.strand, two.name, func([]byte) []byte { return one.content })
		return tampered{s.sealedOne(with(files, one.name, func([]byte) []byte { return two.content })), nil, 2, 0}
	},
	"an event in another form, hashed and signed": func(s *scene) tampered {
		bodies, i := s.bodiesOf(), s.report()
		bodies[i] = append([]byte("{ "), bodies[i][1:]...)
		return tampered{s.signed(bodies, s.signer), nil, 2, i + 1}
	},
	"a time set back, hashed and signed": func(s *scene) tampered {
		bodies, i := s.bodiesOf(), s.report()
		at := bytes.Index(bodies[i], []byte(`"time":"2026`))
		copy(bodies[i][at:], `"time":"2025`)
		return tampered{s.signed(bodies[:i+1], s.signer), nil, 2, i + 1}
	},
	"another quote, hashed and signed": func(s *scene) tampered {
		i := s.pick("quote", func(i int, _ events.Envelope) bool { return bytes.Contains(s.bodies[i], []byte("open a shelter")) })
		bodies := s.bodiesOf()
		bodies[i] = bytes.Replace(bodies[i], []byte("open a shelter"), []byte("shut a shelter"), 1)
		return tampered{s.signed(headsAgain(rechained(bodies)), s.signer), nil, 2, i + 1}
	},
	"another source text": func(s *scene) tampered {
		return tampered{s.sealed(with(s.files, "sources/"+sourceHash(), func(b []byte) []byte { b[4] ^= 1; return b })), nil, 2, 0}
	},
	"another typed text": func(s *scene) tampered {
		return tampered{s.sealed(with(s.files, bundle.TextsName, func(b []byte) []byte {
			return bytes.Replace(b, []byte("it goes on"), []byte("it is done"), 1)
		})), nil, 2, 0}
	},
	"a stored hash changed": func(s *scene) tampered {
		i := s.dice.IntN(len(s.bodies))
		return tampered{s.sealed(with(s.files, bundle.HashesName, func(b []byte) []byte {
			b[ledger.StoredAt(uint64(i))+int64(s.dice.IntN(32))] ^= 4
			return b
		})), nil, 2, i + 1}
	},
	"an event of another stream slipped in": func(s *scene) tampered {
		foreign := s.pick("event of another stream", func(i int, e events.Envelope) bool {
			return i > 0 && e.Subject != commitmentUnderTest && e.Type != ledger.HeadsType
		})
		c := s.contents(s.t, s.folder(s.t), mustScan(s.bodies[foreign]).Subject)
		var other bytes.Buffer
		must(s.t, bundle.Write(s.t.Context(), &other, c))
		files := slices.Clone(s.strand)
		for _, f := range unpack(s.t, other.Bytes()) {
			if f.name == bundle.EntryName(uint64(foreign)) || f.name == bundle.ProofName(uint64(foreign)) {
				files = append(files, f)
			}
		}
		return tampered{s.sealedOne(files), nil, 2, foreign + 1}
	},
	"a member gone": func(s *scene) tampered {
		text, err := listed(s.whole, s.files).Encode()
		must(s.t, err)
		files := without(s.files, bundle.HashesName)
		return tampered{pack(s.t, append([]file{{bundle.ManifestName, text}}, files...)), nil, 6, 0}
	},
	"a member added": func(s *scene) tampered {
		text, err := listed(s.whole, s.files).Encode()
		must(s.t, err)
		files := append(slices.Clone(s.files), file{"policy", []byte("quorum none\n")})
		return tampered{pack(s.t, append([]file{{bundle.ManifestName, text}}, files...)), nil, 2, 0}
	},
	"the file cut off": func(s *scene) tampered {
		content := s.sealed(s.files)
		return tampered{content[:s.dice.IntN(len(content)-1024)/512*512+512], nil, 6, 0}
	},
	"the manifest claims another origin": func(s *scene) tampered {
		m := s.whole
		m.Origin = "urn:ahd:best"
		return tampered{seal(s.t, m, s.files), nil, 2, 0}
	},
	"the manifest hides an erasure": func(s *scene) tampered {
		m := s.whole
		m.Erased = []string{}
		return tampered{seal(s.t, m, s.files), nil, 2, 0}
	},
	"not a bundle": func(s *scene) tampered {
		return tampered{bytes.Repeat([]byte("a pledge "), 1000), nil, 7, 0}
	},
}
