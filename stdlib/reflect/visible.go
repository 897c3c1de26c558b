package reflect

// VisibleFields returns the fields of a struct type that FieldByName finds, those not exported included. The
// fields of an embedded struct follow it.
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	c := collector{root: t.(*rtype), inside: map[Type]bool{}}
	c.add(t, nil)
	return c.fields
}

// A collector gathers fields from a struct type and those embedded in it.
type collector struct {
	root   *rtype
	fields []StructField
	inside map[Type]bool // types on the way here: a type may embed a pointer to itself
}

// add gathers the fields of t, which lies at the given index path in the root.
func (c *collector) add(t Type, path []int) {
	if c.inside[t] {
		return
	}
	c.inside[t] = true
	defer delete(c.inside, t)
	for i := range t.NumField() {
		f := t.Field(i)
		f.Index = append(append([]int(nil), path...), i)
		if c.visible(f) {
			c.fields = append(c.fields, f)
		}
		if inner := embeddedStruct(f); inner != nil {
			c.add(inner, f.Index)
		}
	}
}

// visible reports whether f's name means f, seen from the root.
func (c *collector) visible(f StructField) bool {
	found, ok := c.root.FieldByName(f.Name)
	return ok && sameIndex(found.Index, f.Index)
}

func sameIndex(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
