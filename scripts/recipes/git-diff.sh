# Makes git diff show the output of adam-report compare for the files named in gitattributes; `git diff --no-ext-diff` disables it.
git config diff.adam-report.command 'f() { echo "$1:"; case $2:$5 in :) echo unmerged ;; /dev/null:*) echo added ;; *:/dev/null) echo missing ;; *) adam-report compare -- "$2" "$5" || test $? -le 2 ;; esac; }; f'
