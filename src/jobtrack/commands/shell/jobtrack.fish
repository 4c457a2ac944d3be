# Completion of jobtrack for fish: jobtrack completion fish | source
function __jobtrack_complete
    set -l program (string replace --regex '^~' $HOME (commandline --tokenize --current-process)[1])
    set -l answer (_JOBTRACK_COMPLETE=fish $program (commandline --cut-at-cursor --current-process) 2>/dev/null)
    set --query answer[2]; and printf '%s\n' $answer[2..]
    if test "$answer[1]" = files
        set -l token (commandline --cut-at-cursor --current-token)
        set -l option (string match --regex '^--[^=]*=' -- $token)
        __fish_complete_path (string replace -- "$option" '' $token) | string replace --regex -- '^' "$option"
    end
end
complete --command jobtrack --no-files --keep-order --arguments '(__jobtrack_complete)'
