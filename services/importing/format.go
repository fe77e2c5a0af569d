package importing

// Format is the name that a register file must bear.
const Format = "ahd-register/1"

// Register is an ahd-register/1 file as it is written; ahd-register-1.schema.json
// describes every field. A null, an absent and an empty text all mean "not stated".
type Register struct {
	Format        string      `json:"format"`
	Title         string      `json:"title"`
	Note          *string     `json:"note"`
	Sources       []Source    `json:"sources"`
	Parties       []Party     `json:"parties"`
	Convenings    []Convening `json:"convenings"`
	WorkingGroups []Group     `json:"working_groups"`
	Instruments   []Document  `json:"instruments"`
	Items         []Item      `json:"items"`
	Figures       []Figure    `json:"figures"`
	OpenQuestions []Question  `json:"open_questions"`
}

// Source is a text that the register stands on.
type Source struct {
	ID        string  `json:"id"`
	File      string  `json:"file"`
	SHA256    string  `json:"sha256"`
	Title     *string `json:"title"`
	Byline    *string `json:"byline"`
	Publisher *string `json:"publisher"`
	Published *string `json:"published"`
	Note      *string `json:"note"`
}

// Party is an organisation.
type Party struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Acronym     *string  `json:"acronym"`
	Kind        string   `json:"kind"`
	KindNote    *string  `json:"kind_note"`
	Sources     []string `json:"sources"`
	RolesStated *string  `json:"roles_stated"`
}

// Convening is a conference or meeting.
type Convening struct {
	ID                string        `json:"id"`
	Kind              string        `json:"kind"`
	Name              *string       `json:"name"`
	KindStated        *string       `json:"kind_stated"`
	Place             *string       `json:"place"`
	Theme             *string       `json:"theme"`
	Date              Date          `json:"date"`
	DateOutside       *Date         `json:"date_outside"`
	ObjectiveQuote    *string       `json:"objective_quote"`
	ParticipantsQuote *string       `json:"participants_quote"`
	OutcomeStated     *string       `json:"outcome_stated"`
	Organisers        []string      `json:"organisers"`
	Partners          []string      `json:"partners"`
	Sources           []string      `json:"sources"`
	Participants      []Participant `json:"participants"`
}

// Date is a date as stated or as suggested elsewhere.
type Date struct {
	Stated *string `json:"stated"`
	EDTF   *string `json:"edtf"`
	Basis  *string `json:"basis"`
}

// Participant is somebody at a convening.
type Participant struct {
	Name          *string    `json:"name"`
	RoleStated    *string    `json:"role_stated"`
	ConveningRole *string    `json:"convening_role"`
	Quote         string     `json:"quote"`
	Source        string     `json:"source"`
	Bytes         *ByteRange `json:"bytes"`
}

// ByteRange is half-open.
type ByteRange [2]int64

// Group is a working group of a convening.
type Group struct {
	ID        string `json:"id"`
	Convening string `json:"convening"`
	Name      string `json:"name"`
}

// Document is a declaration, recommendations, or another outcome.
type Document struct {
	ID           string   `json:"id"`
	Kind         string   `json:"kind"`
	Convening    string   `json:"convening"`
	WorkingGroup *string  `json:"working_group"`
	Title        *string  `json:"title"`
	Text         *Wording `json:"text"`
	Clauses      []Clause `json:"clauses"`
	Note         *string  `json:"note"`
}

// Wording is where the text of a document stands; without bytes it is the whole
// source.
type Wording struct {
	Source string     `json:"source"`
	Bytes  *ByteRange `json:"bytes"`
}

// Clause joins a part of a document to the item made from it.
type Clause struct {
	Item    string  `json:"item"`
	Address *string `json:"address"`
}

// Item is what becomes a commitment.
type Item struct {
	ID              string   `json:"id"`
	Convening       string   `json:"convening"`
	Kind            string   `json:"kind"`
	WorkingGroup    *string  `json:"working_group"`
	Text            string   `json:"text"`
	IssuedBy        *string  `json:"issued_by"`
	AddresseeStated *string  `json:"addressee_stated"`
	GeographyStated *string  `json:"geography_stated"`
	Pillar          *string  `json:"pillar"`
	SDGTargets      []string `json:"sdg_targets"`
	Verifiable      bool     `json:"verifiable"`
	VerifiableNote  *string  `json:"verifiable_note"`
	Note            *string  `json:"note"`
	Quotes          []Quote  `json:"quotes"`
	Due             *string  `json:"due"`
	ReviewDays      *int     `json:"review_days"`
	LeadParty       *string  `json:"lead_party"`
	Geography       []string `json:"geography"`
	SplitBy         *string  `json:"split_by"`
	Instrument      *string  `json:"instrument"`
	Address         *string  `json:"address"`
}

// Quote is a sentence that an item stands on.
type Quote struct {
	Source string     `json:"source"`
	Quote  string     `json:"quote"`
	Bytes  *ByteRange `json:"bytes"` // without it: the first place where the quote stands
}

// Figure is a number that somebody stated.
type Figure struct {
	ID            string     `json:"id"`
	Source        string     `json:"source"`
	Claim         string     `json:"claim"`
	Quote         string     `json:"quote"`
	Bytes         *ByteRange `json:"bytes"`
	AttributedTo  *string    `json:"attributed_to"`
	Note          *string    `json:"note"`
	Value         *string    `json:"value"`
	Unit          *string    `json:"unit"`
	Scope         *string    `json:"scope"`
	Period        *string    `json:"period"`
	ConflictsWith []string   `json:"conflicts_with"`
}

// Question is what the sources leave open.
type Question struct {
	ID       string  `json:"id"`
	Question string  `json:"question"`
	Rule     *string `json:"rule"`
}
