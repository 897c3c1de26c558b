// Map literals with many constant entries, which are put in by a loop over tables: keys and values of all kinds, some entries not
// constant, equal to constant ones too.
package main

import "fmt"

type point struct{ x, y int8 }
type record struct {
	name string
	at   point
	_    int
	tags [3]string
}

var calls int

func called(s string) string { calls++; return s }
func double(x int) int       { return 2 * x }
func triple(x int) int       { return 3 * x }

var words = map[string]int{
	"w0":  0,
	"w1":  1,
	"w2":  4,
	"w3":  9,
	"w4":  16,
	"w5":  25,
	"w6":  36,
	"w7":  49,
	"w8":  64,
	"w9":  81,
	"w10": 100,
	"w11": 121,
	"w12": 144,
	"w13": 169,
	"w14": 196,
	"w15": 225,
	"w16": 256,
	"w17": 289,
	"w18": 324,
	"w19": 361,
	"w20": 400,
	"w21": 441,
	"w22": 484,
	"w23": 529,
	"w24": 576,
	"w25": 625,
	"w26": 676,
	"w27": 729,
	"w28": 784,
	"w29": 841,
}

var set = map[string]struct{}{
	"s0":  {},
	"s1":  {},
	"s2":  {},
	"s3":  {},
	"s4":  {},
	"s5":  {},
	"s6":  {},
	"s7":  {},
	"s8":  {},
	"s9":  {},
	"s10": {},
	"s11": {},
	"s12": {},
	"s13": {},
	"s14": {},
	"s15": {},
	"s16": {},
	"s17": {},
	"s18": {},
	"s19": {},
	"s20": {},
	"s21": {},
	"s22": {},
	"s23": {},
	"s24": {},
	"s25": {},
	"s26": {},
	"s27": {},
	"s28": {},
	"s29": {},
}

var floats = map[float64]string{
	0.5:  "f0",
	1.5:  "f1",
	2.5:  "f2",
	3.5:  "f3",
	4.5:  "f4",
	5.5:  "f5",
	6.5:  "f6",
	7.5:  "f7",
	8.5:  "f8",
	9.5:  "f9",
	10.5: "f10",
	11.5: "f11",
	12.5: "f12",
	13.5: "f13",
	14.5: "f14",
	15.5: "f15",
	16.5: "f16",
	17.5: "f17",
	18.5: "f18",
	19.5: "f19",
	20.5: "f20",
	21.5: "f21",
	22.5: "f22",
	23.5: "f23",
	24.5: "f24",
	25.5: "f25",
	26.5: "f26",
	27.5: "f27",
	28.5: "f28",
	29.5: "f29",
}

var points = map[point]record{
	{0, -0}:   {name: "p0", at: point{y: 0}, tags: [3]string{1: "t0"}},
	{1, -1}:   {name: "p1", at: point{y: 1}, tags: [3]string{1: "t1"}},
	{2, -2}:   {name: "p2", at: point{y: 2}, tags: [3]string{1: "t2"}},
	{3, -3}:   {name: "p3", at: point{y: 3}, tags: [3]string{1: "t3"}},
	{4, -4}:   {name: "p4", at: point{y: 4}, tags: [3]string{1: "t4"}},
	{5, -5}:   {name: "p5", at: point{y: 5}, tags: [3]string{1: "t5"}},
	{6, -6}:   {name: "p6", at: point{y: 6}, tags: [3]string{1: "t6"}},
	{7, -7}:   {name: "p7", at: point{y: 7}, tags: [3]string{1: "t7"}},
	{8, -8}:   {name: "p8", at: point{y: 8}, tags: [3]string{1: "t8"}},
	{9, -9}:   {name: "p9", at: point{y: 9}, tags: [3]string{1: "t9"}},
	{10, -10}: {name: "p10", at: point{y: 10}, tags: [3]string{1: "t10"}},
	{11, -11}: {name: "p11", at: point{y: 11}, tags: [3]string{1: "t11"}},
	{12, -12}: {name: "p12", at: point{y: 12}, tags: [3]string{1: "t12"}},
	{13, -13}: {name: "p13", at: point{y: 13}, tags: [3]string{1: "t13"}},
	{14, -14}: {name: "p14", at: point{y: 14}, tags: [3]string{1: "t14"}},
	{15, -15}: {name: "p15", at: point{y: 15}, tags: [3]string{1: "t15"}},
	{16, -16}: {name: "p16", at: point{y: 16}, tags: [3]string{1: "t16"}},
	{17, -17}: {name: "p17", at: point{y: 17}, tags: [3]string{1: "t17"}},
	{18, -18}: {name: "p18", at: point{y: 18}, tags: [3]string{1: "t18"}},
	{19, -19}: {name: "p19", at: point{y: 19}, tags: [3]string{1: "t19"}},
	{20, -20}: {name: "p20", at: point{y: 20}, tags: [3]string{1: "t20"}},
	{21, -21}: {name: "p21", at: point{y: 21}, tags: [3]string{1: "t21"}},
	{22, -22}: {name: "p22", at: point{y: 22}, tags: [3]string{1: "t22"}},
	{23, -23}: {name: "p23", at: point{y: 23}, tags: [3]string{1: "t23"}},
	{24, -24}: {name: "p24", at: point{y: 24}, tags: [3]string{1: "t24"}},
	{25, -25}: {name: "p25", at: point{y: 25}, tags: [3]string{1: "t25"}},
	{26, -26}: {name: "p26", at: point{y: 26}, tags: [3]string{1: "t26"}},
	{27, -27}: {name: "p27", at: point{y: 27}, tags: [3]string{1: "t27"}},
	{28, -28}: {name: "p28", at: point{y: 28}, tags: [3]string{1: "t28"}},
	{29, -29}: {name: "p29", at: point{y: 29}, tags: [3]string{1: "t29"}},
}

var anys = map[any]any{
	0:             nil,
	"k1":          "v1",
	2.5:           2,
	point{3, 1}:   point{1, 3},
	[2]int{4, 2}:  true,
	5:             nil,
	"k6":          "v6",
	7.5:           7,
	point{8, 1}:   point{1, 8},
	[2]int{9, 2}:  true,
	10:            nil,
	"k11":         "v11",
	12.5:          12,
	point{13, 1}:  point{1, 13},
	[2]int{14, 2}: true,
	15:            nil,
	"k16":         "v16",
	17.5:          17,
	point{18, 1}:  point{1, 18},
	[2]int{19, 2}: true,
	20:            nil,
	"k21":         "v21",
	22.5:          22,
	point{23, 1}:  point{1, 23},
	[2]int{24, 2}: true,
	25:            nil,
	"k26":         "v26",
	27.5:          27,
	point{28, 1}:  point{1, 28},
	[2]int{29, 2}: true,
}

var functions = map[bool]map[string]func(int) int{
	true:  {"d0": triple, "d1": double, "d2": triple, "d3": double, "d4": triple, "d5": double, "d6": triple, "d7": double, "d8": triple, "d9": double, "d10": triple, "d11": double, "d12": triple, "d13": double, "d14": triple, "d15": double, "d16": triple, "d17": double, "d18": triple, "d19": double, "d20": triple, "d21": double, "d22": triple, "d23": double, "d24": triple, "d25": double, "d26": triple, "d27": double, "d28": triple, "d29": double},
	false: nil,
}

var mixed = map[string]string{
	"m0":         "c0",
	"m1":         "c1",
	"m2":         "c2",
	"m3":         "c3",
	"m4":         "c4",
	"m5":         "c5",
	"m6":         "c6",
	"m7":         "c7",
	"m8":         "c8",
	"m9":         "c9",
	"m10":        "c10",
	"m11":        "c11",
	"m12":        "c12",
	"m13":        "c13",
	"m14":        "c14",
	called("m3"): "dynamic",
	"late":       called("value"),
	"m15":        "c15",
	"m16":        "c16",
	"m17":        "c17",
	"m18":        "c18",
	"m19":        "c19",
	"m20":        "c20",
	"m21":        "c21",
	"m22":        "c22",
	"m23":        "c23",
	"m24":        "c24",
	"m25":        "c25",
	"m26":        "c26",
	"m27":        "c27",
	"m28":        "c28",
	"m29":        "c29",
}

var slices = map[int][]string{
	0:  {"a0", "b"},
	1:  {"a1", "b"},
	2:  {"a2", "b"},
	3:  {"a3", "b"},
	4:  {"a4", "b"},
	5:  {"a5", "b"},
	6:  {"a6", "b"},
	7:  {"a7", "b"},
	8:  {"a8", "b"},
	9:  {"a9", "b"},
	10: {"a10", "b"},
	11: {"a11", "b"},
	12: {"a12", "b"},
	13: {"a13", "b"},
	14: {"a14", "b"},
	15: {"a15", "b"},
	16: {"a16", "b"},
	17: {"a17", "b"},
	18: {"a18", "b"},
	19: {"a19", "b"},
	20: {"a20", "b"},
	21: {"a21", "b"},
	22: {"a22", "b"},
	23: {"a23", "b"},
	24: {"a24", "b"},
	25: {"a25", "b"},
	26: {"a26", "b"},
	27: {"a27", "b"},
	28: {"a28", "b"},
	29: {"a29", "b"},
}

func local(n int) map[int]*int {
	return map[int]*int{
		100: nil,
		101: nil,
		102: nil,
		103: nil,
		104: nil,
		105: nil,
		106: nil,
		107: nil,
		108: nil,
		109: nil,
		110: nil,
		111: nil,
		112: nil,
		113: nil,
		114: nil,
		115: nil,
		116: nil,
		117: nil,
		118: nil,
		119: nil,
		120: nil,
		121: nil,
		122: nil,
		123: nil,
		124: nil,
		125: nil,
		126: nil,
		127: nil,
		128: nil,
		129: nil,
		n:   &calls,
	}
}

func main() {
	sum := 0
	for k, v := range words {
		sum += v * len(k)
	}
	fmt.Println(len(words), sum, words["w29"], words["no"], len(set), floats[7.5])
	fmt.Println(points[point{4, -4}], len(points))
	fmt.Println(len(anys), anys[0], anys["k6"], anys[7.5], anys[point{8, 1}], anys[[2]int{9, 2}])
	fmt.Println(functions[true]["d1"](10), functions[true]["d2"](10), len(functions[false]))
	fmt.Println(len(mixed), mixed["m3"], mixed["late"], mixed["m29"], calls)
	slices[3][0] = "changed"
	fmt.Println(slices[3], slices[4])
	a, b := local(100), local(7)
	a[101] = &sum
	fmt.Println(len(a), len(b), *a[100], b[101] == nil, *b[7])
	words["w1"] = -1
	delete(set, "s2")
	fmt.Println(words["w1"], len(set))
}
