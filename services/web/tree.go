package web

import (
	"net/http"

	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/convenings"
	"ahd/projections/instruments"
)

// tree is what came of a meeting: groups, what they issued, what was declared
// and recommended there, and the parts of that.
type tree struct {
	Groups []groupBranch
	Issued []issuedBranch // by the meeting itself
	Items  []*item        // in no document and of no group
	More   int            // commitments that are not shown

	GroupsPart, IssuedPart part
	All                    string // address of the list of all
}

type groupBranch struct {
	convenings.Group
	Issued []issuedBranch
	Items  []*item
}

type issuedBranch struct {
	instruments.Row
	Items   []*item
	Unshown bool // whether there may be commitments that are not shown
}

func (t tree) Empty() bool { return len(t.Groups)+len(t.Issued)+len(t.Items) == 0 }

func (s conveningPages) treeOf(r *http.Request, n *names, convening string) (tree, error) {
	asked := question{}.with("convening", convening)
	query := book.Query{Filters: asked.filters}
	groups, err := convenings.Groups(n.view, query)
	if err != nil {
		return tree{}, err
	}
	issued, err := instruments.List(n.view, query)
	if err != nil {
		return tree{}, err
	}
	query.Limit = mostItems
	rows, err := commitments.List(n.view, query, s.today())
	if err != nil {
		return tree{}, err
	}
	all, err := commitments.Count(n.view, query, s.today())
	t := grow(groups, issued, items(n.listRows(rows)), all > len(rows))
	t.More, t.All = all-len(rows), asked.href()
	if err != nil {
		return t, err
	}
	return t, t.partBy(r, home("convening", convening))
}

// partBy leaves of the groups, and of what the meeting issued, the part that is asked for.
// What a group issued beyond a page is on the page of the group.
func (t *tree) partBy(r *http.Request, address string) (err error) {
	if t.Groups, t.GroupsPart, err = partOf(r, "groups", address, t.Groups); err != nil {
		return err
	}
	for i, group := range t.Groups {
		t.Groups[i].Issued = group.Issued[:min(len(group.Issued), mostItems)]
	}
	t.Issued, t.IssuedPart, err = partOf(r, "issued", address, t.Issued)
	return err
}

// grow puts every item under what issued it, once.
func grow(groups []convenings.Group, issued []instruments.Row, items []*item, more bool) tree {
	inDocument, ofGroup := map[string][]*item{}, map[string][]*item{}
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
	var add func(items []*item)
	add = func(items []*item) {
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
