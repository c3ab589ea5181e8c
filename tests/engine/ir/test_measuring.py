"""Places found by length are those that libcst finds by writing."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import libcst as cst
import pytest

from fastlint.ir.measuring import measured
from fastlint.ir.positions import written
from fastlint.source.depth import deep_recursion

EVERYTHING = '''\
#!/usr/bin/env python
"""Docstring."""

import a.b as c, d ; import e
from . import f
from ..g.h import (i as j,  # why
    k,
)
from l import *
@m . n ( 1 )

# between
@o
async  def p [T: int, *Ts, **P] ( q , / , r : s = 1 , * , t = 2 , ** u ) -> "v" :
    """Doc."""
    global w, x
    async for y in z : pass
    else :
        await aa ; continue
    async with bb as cc , dd ( ) : break
    with (
        ee as ff,
        gg,
    ):
        yield
        yield  hh
        yield from ii
    return ( lambda * jj , kk = 1 , ** ll : mm )

class  nn ( oo , * rr , pp = qq , ** ss ) :
    tt : uu = vv
    ww : xx
    yy  +=  1
    zz  //= 2 ; aaa **= 3

    def bbb(self): return self . ccc [ ddd , eee : fff : ggg , : , * hhh ]

while not iii :
	jjj = kkk = - + ~ lll  # tabs
else: del mmm , nnn
if ooo : pass
elif ppp :

    # leading
    raise qqq  from  rrr
else :
    assert sss , ttt
    # trailing
try :
    pass
except ( uuu , vvv ) as www :
    pass
except :
    raise
else : pass
finally :
    pass
try: pass
except * xxx: pass
match yyy , zzz :
    case [ 1 , * _ , aaaa ] | ( bbbb ) if cccc : pass
    case { "dddd" : eeee , ** ffff } : pass
    case gggg . hhhh ( 1 , iiii = 2 ) as jjjj : pass
    case None | "a" "b" | -1 | 1+2j : pass
    # the end
kkkk = [ 1 , 1.5 , 2j , ... , "a" 'b' , f"c{ llll !r:>{mmmm}} {nnnn=}" , rb"d" , ]
oooo = { 1 : 2 , ** pppp } , { 3 , * qqqq } , ( rrrr , ) , ( ) , [ ] , { }
ssss = [ tttt for uuuu in vvvv if wwww if xxxx for yyyy in zzzz ] , { a async for b in c } , \\
{ d : e for f in g } , ( h for i in j )
k = l if m else n ; o = ( p := 1 ) ; q = r and s or not t ; u = ( ( v ) ) ; w = x ( y for y in z ) ( * a , ** b )
c = d < e <= f > g >= h == i != j in k not  in l is m is  not n
o = 1 + 2 - 3 * 4 / 5 // 6 % 7 ** 8 @ 9 & a | b ^ c << d >> e
type f [T] = list [ T ]
g = h \\
    . i
'''
TEXTS = {
    "everything": EVERYTHING,
    "no newline at the end": "x = 1\nif y:\n    pass",
    "nothing": "",
    "a comment alone": "# a",
    "blank lines": "\n\n  \n",
    "form feed": "x = 1\n\x0cy = 2\n",
    "carriage returns": "x = 1\r\nif y:\r\n    z = [\r\n        1,\r\n    ]\r\n",
    "deep": "x = " + "(" * 100 + "1" + ")" * 100 + "\n",
    "indents": "if a:\n  if b:\n        c = [\n 1,\n\n # d\n  2]\n  e\nelse:\n\tf\n",
}
MEASURED = TEXTS.keys() - {"form feed", "carriage returns"}


def compare(text: str) -> bool:
    """Whether the places were found by length; they are right in any case."""
    with deep_recursion():
        module = cst.parse_module(text)
        found, expected = measured(module, text), written(module)
    if found is None:
        return False
    assert found.text == expected.text
    assert found.start.items() <= expected.start.items()
    assert found.end.items() <= expected.end.items()
    return True


@pytest.mark.parametrize("name", TEXTS)
def test_places_are_those_that_are_written(name: str) -> None:
    assert compare(TEXTS[name]) is (name in MEASURED)


def test_the_library_of_python_is_measured() -> None:
    paths = sorted(Path(sysconfig.get_paths()["stdlib"]).glob("[b-c]*.py"))
    texts = [path.read_text("utf-8") for path in paths]
    plain = [text for text in texts if "\f" not in text]
    assert len(plain) > 20
    assert all(map(compare, plain))
