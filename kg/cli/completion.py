"""Completion in bash, which breaks words at ``=`` and ``:`` and replaces only what follows the last of them."""

from typing import Final

from typer import _completion_shared

__all__ = ["complete_in_bash"]

# Asked as fish asks, with the line as it is typed: typer's own script for bash passes the broken words on, so that of
# "-p stance=denies" only "denies" is completed. What bash replaces is its second argument, so that is cut out again.
# Columns without end, since a description that is folded has a second line, which looks like another word.
SCRIPT: Final = r"""
%(complete_func)s() {
    local typed="${COMP_LINE:0:COMP_POINT}" before offered
    before="${typed%%"$2"}"
    before="${before##*[[:space:]]}"
    before="${before//[\'\"]/}"
    COMPREPLY=()
    while IFS=$'\t' read -r offered _; do
        [[ -n $offered ]] || continue
        [[ $offered != *= ]] || compopt -o nospace
        offered="${offered#"$before"}"
        # In quotes that stand already nothing needs a mark.
        [[ ${COMP_WORDS[COMP_CWORD]} == [\'\"]* ]] || printf -v offered %%q "$offered"
        COMPREPLY+=("$offered")
    done < <(COLUMNS=9999 _TYPER_COMPLETE_ARGS="$typed" _TYPER_COMPLETE_FISH_ACTION=get-args \
        %(autocomplete_var)s=complete_fish "$1")
}

complete -o default -F %(complete_func)s %(prog_name)s
"""


def complete_in_bash() -> None:
    """Let ``--install-completion`` and ``--show-completion`` give this script, for which typer has no setting."""
    _completion_shared._completion_scripts["bash"] = SCRIPT
