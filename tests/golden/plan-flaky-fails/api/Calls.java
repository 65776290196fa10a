class Calls {}
