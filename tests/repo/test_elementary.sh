#!/bin/bash
# A seed means the same bits whatever libm is installed: what makes simulated values calls neither
# its functions nor GSL's, but those of sim/elementary.h. Only theory and statistics may. What is
# exact by IEEE 754, as sqrt and floor, is the same everywhere.
# usage: test_elementary.sh CCSIM SOURCE_FOLDER
set -u
cd "$2" || exit 1

names='a?(sin|cos|tan)h?|atan2|exp[2m]?|expm1|exp10|log(10|2|b|1p)?|pow|cbrt|hypot|erfc?|[tl]gamma|gamma'
gsl='gsl_(cdf|sf|ran|pow)_[A-Za-z0-9_]+'

# FILES...: calls outside of comments, as FILE:LINE: CALL
calls() {
    awk -v call="(^|[^A-Za-z0-9_.>])(($names)[fl]?|$gsl)[ \t]*\\\\(" '
        FNR == 1 { inside = 0 }
        {
            code = ""
            for (rest = $0; rest != "";) {
                at = index(rest, inside ? "*/" : "/*")
                code = code (inside ? " " : at ? substr(rest, 1, at - 1) : rest)
                rest = at ? substr(rest, at + 2) : ""
                inside = at ? !inside : inside
            }
            if (match(code, call)) {
                print FILENAME ":" FNR ": " substr(code, RSTART)
            }
        }' "$@"
}

# A planted call of each kind must be found, and what only looks like one must not.
planted=$(mktemp -d) || exit 1
trap 'rm -rf "$planted"' EXIT
for name in log exp pow log1p expm1 tgamma lgamma erf erfc cbrt sin log2 expf logl \
    gsl_cdf_ugaussian_Pinv gsl_sf_lngamma gsl_ran_gamma; do
    printf 'double f(double x)\n{\n    return x + %s(x);\n}\n' "$name" >"$planted/$name.c"
    if ! calls "$planted/$name.c" | grep -q ":3: .*$name("; then
        echo "the test is blind: it does not see $name("
        exit 1
    fi
done
cat >"$planted/none.c" <<'C'
/* -log(1 - u) and,
 * exp(x) */
double y = sim_log(x) + catalog(x) + self->exp(x) /* pow(x) */ + sqrt(x);
C
if [ -n "$(calls "$planted/none.c")" ]; then
    echo "the test sees ghosts: $(calls "$planted/none.c")"
    exit 1
fi

files=()
while IFS= read -r file; do
    case $file in
    models/erlang* | models/theory/*) ;; # theory
    sim/interval.c) ;;                   # statistics
    *) files+=("$file") ;;
    esac
done < <(find sim models -name '*.[ch]' | sort)
if [ "${#files[@]}" -lt 100 ]; then
    echo "only ${#files[@]} files found: the test looks in the wrong place"
    exit 1
fi
found=$(calls "${files[@]}")
if [ -n "$found" ]; then
    printf 'call what sim/elementary.h has instead of:\n%s\n' "$found"
    exit 1
fi
