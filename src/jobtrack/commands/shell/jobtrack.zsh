#compdef jobtrack
# Completion of jobtrack for zsh: eval "$(jobtrack completion zsh)"
_jobtrack() {
    local program=${(Q)words[1]} line="${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX"
    local -a answer offered
    answer=("${(@f)$(_JOBTRACK_COMPLETE=zsh ${program/#\~/$HOME} "$line" 2>/dev/null)}")
    offered=("${(@)answer[2,-1]}")
    (($#offered)) && _describe -V jobtrack offered
    if [[ $answer[1] == files ]]; then
        [[ $PREFIX == --*=* ]] && compset -P '*='
        _files
    fi
}
if [[ $funcstack[1] == _jobtrack ]]; then
    _jobtrack "$@" # loaded from a folder of fpath
else
    compdef _jobtrack jobtrack
fi
