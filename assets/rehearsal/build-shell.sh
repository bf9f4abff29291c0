# The shell of one build, for sh and for bash. Reads file names from descriptor 3, runs each file in this very shell, and
# writes its exit code to descriptor 4. Both are closed while a command runs, so that no child of it can hold or use them.

# A command may end this shell with `exit`. What it has set is kept for the shell that takes over. A sh that is no bash
# cannot list functions: those are lost.
__rehearsal_keep_state() {
  __rehearsal_directory=$PWD
  {
    if [ -n "${BASH_VERSION:-}" ]; then
      declare -p
      declare -f
    else
      set
      export -p
    fi
  } > "$REHEARSAL_SHELL_STATE" 2> /dev/null
}
trap __rehearsal_keep_state EXIT

if [ -f "$REHEARSAL_SHELL_STATE" ]; then
  # Readonly variables of bash itself are in the list as well and cannot be set: that is expected.
  . "$REHEARSAL_SHELL_STATE" 2> /dev/null
  cd -- "$__rehearsal_directory"
fi

while IFS= read -r __rehearsal_command <&3; do
  . "$__rehearsal_command" 3<&- 4>&-
  # In a shell of its own, because nobody may be there any more to read it.
  ( printf '%s\n' "$?" >&4 ) || break
done

# Nobody gives commands any more: the rehearsal was killed. What the commands have left in the background must not outlive it.
kill -s KILL 0
