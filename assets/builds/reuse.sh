# Takes what an earlier build has made of the same, or keeps what this one has made.
#   take <output> <expression of cached files> (<pattern> <its expression>)...   prints "reused", or the key to keep it under
#   keep <key> <output> <expression of report files>...
# Expressions are extended regular ones for paths from the root of the repository. No single quotes here: the script
# travels between two of them.
set -euo pipefail
export LC_ALL=C
cd "$CODEBUILD_SRC_DIR"
store=.build-reuse
seconds_kept=$((30 * 24 * 3600))
work=$(mktemp -d)
trap "rm -rf \"$work\"" EXIT
if command -v sha256sum > /dev/null; then checksum=(sha256sum); else checksum=(shasum -a 256); fi

say() {
  echo "Reuse: $*" >&2
}

hash() {
  "${checksum[@]}" | cut -c 1-64
}

# All files and links of the repository in an order that no machine changes, each ended by a zero.
list() {
  find . -path "./$store" -prune -o \( -type f -o -type l \) -print0 > "$work/found"
  sort -z "$work/found" > "$work/sorted"
}

# What a build sees of a file besides its content, to 3; the name of a file that has some, to 4.
describe() {
  if [ -L "./$1" ]; then
    # The dot keeps a line break at the end of the target.
    printf "link\0%s\0%s\0" "$1" "$(readlink "./$1"; echo .)" >&3
  else
    if [ -x "./$1" ]; then printf "program\0%s\0" "$1" >&3; else printf "file\0%s\0" "$1" >&3; fi
    printf "./%s\0" "$1" >&4
  fi
}

take() {
  local output=$1 cached=$2 patterns=() expressions=() used=() path matched i key sum time origin
  shift 2
  if [ -z "${BUILD_DEFINITION:-}" ]; then
    # A commit that adds paths meets the pipeline that does not know of them yet.
    say "the pipeline does not know of paths yet: the build runs."
    return
  fi
  while [ $# -gt 0 ]; do
    patterns+=("$1") expressions+=("$2")
    shift 2
  done
  list
  while IFS= read -r -d "" path; do
    path=${path#./}
    if [[ $path =~ $cached ]]; then continue; fi
    matched=
    for i in "${!expressions[@]}"; do
      if [[ $path =~ ${expressions[i]} ]]; then matched=yes used[i]=yes; fi
    done
    if [ -n "$matched" ]; then describe "$path"; fi
  done < "$work/sorted" 3> "$work/entries" 4> "$work/contents"
  for i in "${!patterns[@]}"; do
    if [ -z "${used[i]:-}" ]; then
      say "no file matches ${patterns[i]}, whose change could not be seen: the build runs. Correct its paths in pipeline.json."
      rm -rf "$store"
      return
    fi
  done
  { printf "%s\0" "$BUILD_DEFINITION"; cat "$work/entries"; xargs -0 "${checksum[@]}" < "$work/contents"; } | hash > "$work/key"
  key=$(cat "$work/key")

  if [ ! -f "$store/$key" ] || ! { read -r sum && read -r time && read -r origin; } < "$store/$key"; then
    say "nothing is kept of the same: the build runs."
  elif [ ! -f "$store/$key.tar" ] || [ "$(hash < "$store/$key.tar")" != "$sum" ]; then
    say "what is kept of the same is not whole: the build runs."
  elif [ "$(date +%s)" -gt "$((time + seconds_kept))" ]; then
    say "what is kept of the same is older than 30 days: the build runs."
  else
    rm -rf "./$output"
    tar -xpof "$store/$key.tar"
    say "nothing has changed that the build depends on: no command runs, $output is the one of $origin."
    if [ -n "${REHEARSAL_NOTES:-}" ]; then
      printf "{\"kind\":\"info\",\"tool\":\"reuse\",\"arguments\":[],\"reason\":\"nothing has changed that the build depends on: no command ran, %s is the one of %s\"}\n" "$output" "$origin" >> "$REHEARSAL_NOTES"
    fi
    echo reused
    return
  fi
  # Commands must not find what belongs to another state of the repository.
  rm -rf "$store"
  echo "$key"
}

keep() {
  local key=$1 output=$2 files=() path expression
  shift 2
  if [ -z "$key" ] || [ ! -d "./$output" ]; then return; fi
  # Links are followed, as CodeBuild follows those of an artifact: what they lead to may be gone next time.
  files+=("./$output/.")
  list
  while IFS= read -r -d "" path; do
    for expression in "$@"; do
      if [[ ${path#./} =~ $expression ]]; then
        files+=("$path")
        break
      fi
    done
  done < "$work/sorted"
  mkdir -p "$store"
  if ! tar -chf "$store/$key.tar" "${files[@]}"; then
    say "$output cannot be kept: the next build runs."
    rm -rf "$store"
    return
  fi
  printf "%s\n" "$(hash < "$store/$key.tar")" "$(date +%s)" "build $CODEBUILD_BUILD_ID${CODEBUILD_RESOLVED_SOURCE_VERSION:+, commit $CODEBUILD_RESOLVED_SOURCE_VERSION}" > "$work/about"
  # The last step: without it, there is nothing to take.
  mv "$work/about" "$store/$key"
  say "$output is kept for builds of the same."
}

"$@"
