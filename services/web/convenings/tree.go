package convenings

import (
	"net/http"

	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/instruments"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/web"
)

// tree is what came of a meeting: groups, what they issued, what was declared
// and recommended there, and the parts of that.
type tree struct {
	Groups []groupBranch
	Issued []issuedBranch // by the meeting itself
	Items  []*web.Item    // in no document and of no group
	More   int            // commitments that are not shown

	GroupsPart, IssuedPart web.Part
	All                    string // address of the list of all
}

type groupBranch struct {
	convenings.Group
	Issued []issuedBranch
	Items  []*web.Item
}

type issuedBranch struct {
	instruments.Row
	Items   []*web.Item
	Unshown bool // whether there may be commitments that are not shown
}

func (t tree) Empty() bool { return len(t.Groups)+len(t.Issued)+len(t.Items) == 0 }

func (s pages) treeOf(r *http.Request, n *web.Names, convening string) (tree, error) {
	asked := web.Question{}.With("convening", convening)
	query := book.Query{Filters: asked.Filters}
	groups, err := convenings.Groups(n.View, query)
	if err != nil {
		return tree{}, err
	}
	issued, err := instruments.List(n.View, query)
	if err != nil {
		return tree{}, err
	}
	query.Limit = web.MaxItems
	list, err := api.ListCommitments(n.View, query, s.Today())
	if err != nil {
		return tree{}, err
	}
	more := list.Tally.Total - len(list.Rows)
	t := grow(groups, issued, web.Items(n.ListRows(list.Rows)), more > 0)
	t.More, t.All = more, asked.Href()
	return t, t.partBy(r, web.Home("convening", convening))
}

// partBy leaves of the groups, and of what the meeting issued, the part that is asked for.
// What a group issued beyond a page is on the page of the group.
func (t *tree) partBy(r *http.Request, address string) (err error) {
	if t.Groups, t.GroupsPart, err = web.PartOf(r, "groups", address, t.Groups); err != nil {
		return err
	}
	for i, group := range t.Groups {
		t.Groups[i].Issued = group.Issued[:min(len(group.Issued), web.MaxItems)]
	}
	t.Issued, t.IssuedPart, err = web.PartOf(r, "issued", address, t.Issued)
	return err
}

// grow puts every item under what issued it, once.
func grow(groups []convenings.Group, issued []instruments.Row, items []*web.Item, more bool) tree {
	inDocument, ofGroup := map[string][]*web.Item{}, map[string][]*web.Item{}
	known := map[string]bool{}
	for _, row := range issued {
		known["instrument/"+row.ID] = true
	}
	for _, row := range groups {
		known["group/"+row.ID] = true
	}
	var t tree
	for _, i := range items {
		switch {
		case i.Instrument != nil && known["instrument/"+*i.Instrument]:
			inDocument[*i.Instrument] = append(inDocument[*i.Instrument], i)
		case i.WorkingGroup != nil && known["group/"+*i.WorkingGroup]:
			ofGroup[*i.WorkingGroup] = append(ofGroup[*i.WorkingGroup], i)
		default:
			t.Items = append(t.Items, i)
		}
	}
	byGroup := map[string][]issuedBranch{}
	for _, row := range issued {
		branch := issuedBranch{Row: row, Items: inDocument[row.ID], Unshown: more}
		if row.WorkingGroup != nil && known["group/"+*row.WorkingGroup] {
			byGroup[*row.WorkingGroup] = append(byGroup[*row.WorkingGroup], branch)
			continue
		}
		t.Issued = append(t.Issued, branch)
	}
	for _, row := range groups {
		t.Groups = append(t.Groups, groupBranch{Group: row, Issued: byGroup[row.ID], Items: ofGroup[row.ID]})
	}
	return t
}

// addresses names everything in the tree as open questions do.
func (t tree) addresses() map[string]bool {
	found := map[string]bool{}
	var add func(items []*web.Item)
	add = func(items []*web.Item) {
		for _, i := range items {
			found["commitment/"+i.ID] = true
			add(i.Parts)
		}
	}
	addIssued := func(branches []issuedBranch) {
		for _, branch := range branches {
			found["instrument/"+branch.ID] = true
			add(branch.Items)
		}
	}
	for _, group := range t.Groups {
		found["working-group/"+group.ID] = true
		addIssued(group.Issued)
		add(group.Items)
	}
	addIssued(t.Issued)
	add(t.Items)
	return found
}
