# Usage: check-coverage.sh cobertura|clover|jacoco <minimum percentage> <file pattern>...
# Fails if the covered lines of all files together are fewer than the minimum.
set -eu
# The commands of the build may have gone elsewhere; files are named from the repository's root, as CodeBuild reads them.
cd "$CODEBUILD_SRC_DIR"
shopt -s globstar nullglob
format=$1 minimum=$2
shift 2
IFS=
files=()
for pattern in "$@"; do
  for file in $pattern; do
    if [ -f "$file" ]; then files+=("$file"); fi
  done
done
if [ "${#files[@]}" -eq 0 ]; then
  echo "Coverage: no file matches $*. Let the tests write the report, or correct its files in pipeline.json." >&2
  exit 1
fi
# A file states its totals more than once, for parts and for the whole; the largest total is that of the whole.
awk -v RS='<' -v format="$format" -v minimum="$minimum" '
  function attribute(name,    parts) {
    return split($0, parts, "[ \t\n]" name "=\"") > 1 ? parts[2] + 0 : 0
  }
  function keep(covered, total) {
    if (total > most) { most = total; best = covered }
  }
  function finish() {
    sum += most; hit += best; most = best = 0
  }
  FNR == 1 { finish() }
  format == "cobertura" && /^coverage[ \t\n]/ { keep(attribute("lines-covered"), attribute("lines-valid")) }
  format == "clover" && /^metrics[ \t\n]/ { keep(attribute("coveredstatements"), attribute("statements")) }
  format == "jacoco" && /^counter[ \t\n]/ && /type="LINE"/ { keep(attribute("covered"), attribute("covered") + attribute("missed")) }
  END {
    finish()
    if (sum == 0) {
      print "Coverage: the report has no lines. Is it of the format " format "?" > "/dev/stderr"
      exit 1
    }
    percentage = 100 * hit / sum
    printf "Coverage: %.1f %% of %d lines, at least %d %% are required.\n", percentage, sum, minimum
    exit hit * 100 < sum * minimum
  }
' "${files[@]}"
