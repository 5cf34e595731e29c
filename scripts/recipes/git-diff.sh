# Has git diff show what adam-report compare says of the files that gitattributes names; `git diff --no-ext-diff` does without.
git config diff.adam-report.command 'f() { echo "$1:"; case $2:$5 in :) echo unmerged ;; /dev/null:*) echo added ;; *:/dev/null) echo missing ;; *) adam-report compare -- "$2" "$5" || test $? -le 2 ;; esac; }; f'
