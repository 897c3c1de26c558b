package p

// A cycle through aliases is told by the defined types on it.

type a1 = interface{ a2 }
type a2 interface{ a1 } // ERROR "invalid recursive type: a2 refers to itself"

type b1 = interface{ b2 }
type b2 = interface{ b3 }
type b3 interface{ b1 } // ERROR "invalid recursive type: b3 refers to itself"

type c1 = interface{ c2 }
type c2 interface{ c3 } // ERROR "invalid recursive type c2$"
type c3 interface{ c1 }

type e1 = interface{ e2 } // ERROR "invalid recursive type e1$"
type e2 = interface{ e1 }

func bodyless() // asked for only in packages without other mistakes
