# Writes the main package's part for the tests of a file, as the command that runs tests would.
function quote(s) { gsub(/\\/, "\\\\", s); gsub(/"/, "\\\"", s); gsub(/\n/, "\\n", s); return "\"" s "\"" }
function end_example(    text, order) {
	text = comment
	sub(/^[ \n]*/, "", text)
	order = tolower(substr(text, 1, 10)) == "unordered "
	if (order)
		text = substr(text, 11)
	if (tolower(substr(text, 1, 7)) != "output:")
		return
	text = substr(text, 8)
	sub(/^ */, "", text); sub(/^\n/, "", text)
	examples = examples sprintf("\t{\"%s\", %s, %s, %s},\n", example, example, quote(text), order ? "true" : "false")
}
match($0, /^func (Test|Benchmark|Fuzz)[A-Z_0-9][A-Za-z_0-9]*\([a-z]+ \*testing\.[TBF]\)/) {
	split(substr($0, 6), part, "(")
	name = part[1]
	line = sprintf("\t{\"%s\", %s},\n", name, name)
	if (name ~ /^Test/) tests = tests line
	else if (name ~ /^Benchmark/) benchmarks = benchmarks line
	else fuzzes = fuzzes line
}
/^func TestMain\(/ { main = 1 }
/^func Example/ { example = substr($0, 6); sub(/\(.*/, "", example); comment = "" }
example && /^\t\/\// { line = $0; sub(/^\t\/\/ ?/, "", line); comment = comment line "\n"; next }
example && /^}/ { end_example(); example = "" }
example { comment = "" }
END {
	print "package main\n\nimport (\n\t\"os\"\n\t\"testing\"\n\t\"testing/internal/testdeps\"\n)\n"
	print "func init() { testdeps.ImportPath = \"ex.org/p\" }\n"
	print "func main() {\n\tm := testing.MainStart(testdeps.TestDeps{}, tests, benchmarks, fuzzes, examples)"
	print (main ? "\tTestMain(m)" : "\tos.Exit(m.Run())") "\n}\n"
	if (main)
		print "var _ = os.Exit\n"
	printf "var tests = []testing.InternalTest{\n%s}\n", tests
	printf "var benchmarks = []testing.InternalBenchmark{\n%s}\n", benchmarks
	printf "var fuzzes = []testing.InternalFuzzTarget{\n%s}\n", fuzzes
	printf "var examples = []testing.InternalExample{\n%s}\n", examples
}
