package p

type i interface{ m() interface{ i } } // ERROR "invalid recursive type: anonymous interface refers to itself"

type j interface{ m() *interface{ j } } // ERROR "invalid recursive type: anonymous interface refers to itself"

type (
	k interface { // ERROR "invalid recursive type: anonymous interface refers to itself"
		m() interface {
			k
			l
		}
	}
	l interface {
		m() interface {
			k
			l
		}
	}
)

type named interface{ m() same }
type same interface{ n() named }
