package web

// What only tests of these pages need.

const EventsOnPage = eventsOnPage
const MostChoices = mostChoices
const MostInAll = mostInAll
const MostOfOne = mostOfOne

var IsEvent = isEvent
