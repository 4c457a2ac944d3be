# Completion of jobtrack for bash 4.4 and newer: eval "$(jobtrack completion bash)"
_jobtrack() {
    local program=${1/#\~/$HOME}
    local -a answer
    [[ $(type -t -- "$program") == file ]] || program=jobtrack # an alias, say
    mapfile -t answer < <(
        _JOBTRACK_COMPLETE=bash "$program" "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null
    )
    COMPREPLY=("${answer[@]:1}")
    [[ ${answer[0]} == files ]] || return
    if ((${#COMPREPLY[@]})); then
        compopt -o filenames
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$2")
    else
        compopt -o default
    fi
}
complete -o nosort -F _jobtrack jobtrack
