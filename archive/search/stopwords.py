"""Words too common to search by, in folded form. Pure.

They are indexed all the same: a phrase stays exact, and a query of nothing else
is answered. Only beside better words are they left out.
"""

STOP_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": """a about after all also am an and any are as at be because been before
            being but by can could did do does for from had has have he her him his how
            i if in into is it its me my no not of on or our she so some such than that
            the their them then there these they this those to us was we were what when
            where which who why will with would you your""",
        "ru": """а без бы был была были было быть в вам вас весь во вот все всего вы где
            да для до его ее если есть еще же за здесь и из или им их к как когда кто ли
            мне мы на над не него нее нет ни них но о об он она они оно от по под при с
            со так также такой там то того тоже только том ты у уже чем что чтобы эта
            эти это этот я""",
        "kk": """ал арқылы ба бе бен бұл бір бірақ біз да де деген деп дейін ғана ең еді
            екен және кейін ма мен ме не ол олар осы па пе пен сен сіз сол соң сияқты та
            те тек туралы үшін өз өзі""",
        "fr": """a au aux avec c ce ces cette d dans de des du elle elles en est et eux
            il ils j je l la le les leur leurs lui m ma mais me mes moi mon n ne nos
            notre nous on ou par pas pour qu que qui s sa se ses son sont sur t ta te
            tes tu un une vos votre vous y""",
        "de": """aber als am an auch auf aus bei bin bis das dass dem den der des die du
            durch ein eine einem einen einer eines er es fur hat hatte ich ihm ihn ihr
            im in ist ja kann man mich mir mit nach nicht noch nur ob oder sich sie sind
            so uber um und uns unter vom von vor war waren was wenn wie wir wird zu zum
            zur""",
        "es": """a al como con de del donde el ella ellas ellos en entre era es esa ese
            eso esta este esto ha han hay la las le les lo los me mi mis muy no nos o
            para pero por porque que se ser si sin sobre son su sus te tu un una uno y
            ya yo""",
        "it": """a ai al alla che chi ci come con da dal dei del della di e era gli ha
            ho i il in io la le lo ma mi ne nel nella noi non o per piu qui se si
            sono su sul tu un una uno""",
        "pt": """a ao aos as com como da das de do dos e ela elas ele eles em entre era
            essa esse esta este eu foi ha isso ja mais mas me na nao nas no nos o os ou
            para pela pelo por que se sem ser seu sua tem um uma""",
        "nl": """aan als bij dan dat de der die dit door een en er het hij ik in is je
            maar me met mij naar niet nog of om onder onze ook op over te toch tot uit
            van voor was wat we wel wij zal ze zich zijn zo""",
        "sv": """alla att av de den det dig din du efter en ett fran for han har hon i
            ide inte jag kan med mig min nar och om pa sa sig sin som till upp ut var vi
            vid""",
    }.items()
}

# Common in one language, and a word to search by in another.
_TWO_FACED = """am as bin die dig do don era fur has hat her him in is man me mi no on
    or os pa per son sin so sur te tot um us war was were"""
TWO_FACED = frozenset(_TWO_FACED.split())


def is_common(word: str, languages: frozenset[str]) -> bool:
    """Whether a folded word says nothing in an archive of these languages."""
    lists = [STOP_WORDS[each] for each in languages if each in STOP_WORDS]
    rule = all if word in TWO_FACED else any
    return bool(lists) and rule(word in words for words in lists)
