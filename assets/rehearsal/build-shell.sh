# The shell of one build. Reads file names from descriptor 3, runs each file in this very shell, and writes its exit
# code to descriptor 4. Both are closed while a command runs, so that no child of it can hold or use them.

# A command may end this shell with `exit`. What it has set is kept for the shell that takes over.
__rehearsal_keep_state() {
  {
    declare -p
    declare -f
    printf 'cd -- %q\n' "$PWD"
  } > "$REHEARSAL_SHELL_STATE" 2> /dev/null
}
trap __rehearsal_keep_state EXIT

if [ -f "$REHEARSAL_SHELL_STATE" ]; then
  # Readonly variables of bash itself are in the list as well and cannot be set: that is expected.
  . "$REHEARSAL_SHELL_STATE" 2> /dev/null
fi

while IFS= read -r -u 3 __rehearsal_command; do
  . "$__rehearsal_command" 3<&- 4>&-
  # In a shell of its own, because nobody may be there any more to read it.
  ( printf '%s\n' "$?" >&4 ) || break
done

# Nobody gives commands any more: the rehearsal was killed. What the commands have left in the background must not outlive it.
kill -s KILL 0
