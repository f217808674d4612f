"""The list of words: easy to tell apart by eye and by ear, and nothing in it that could hurt or embarrass."""

import re
from collections import defaultdict
from itertools import combinations, pairwise

from portal.drafts.words import WORDS

SOUND_ALIKE = """
    ate eight|ball bawl|bare bear|beach beech|bean been|beat beet|bee be|berry bury|blew blue|board bored
    boulder bolder|bow bough|bread bred|burrow burro|buy by|carat carrot|ceiling sealing|cell sell
    cellar seller|cent scent sent|cereal serial|chilli chilly|choir quire|chord cord|chews choose
    coarse course|creak creek|currant current|cymbal symbol|days daze|dear deer|desert dessert|dew due|die dye
    doe dough|draft draught|fair fare|feat feet|fete fate|fir fur|flea flee|flour flower|flu flew|foul fowl
    gait gate|gilt guilt|gnu new knew|gorilla guerrilla|grate great|grater greater|grey gray|hair hare
    hall haul|hay hey|heal heel|hear here|heard herd|higher hire|hoarse horse|hole whole|hose hoes|idle idol
    jam jamb|key quay|kernel colonel|knead need|knight night|knot not|lane lain|leaf lief|leak leek|lens lends
    links lynx|liar lyre|loan lone|made maid|mail male|main mane|maize maze|meat meet|medal meddle
    metal mettle|minor miner|mist missed|moan mown|moor more|moose mousse|morning mourning|muscle mussel
    mustard mustered|naval navel|none nun|oar or ore|one won|pail pale|pain pane|pair pear pare|palate palette
    pause paws|peace piece|peak peek|peal peel|pedal peddle|pie pi|pier peer|plain plane|plum plumb|poll pole
    pore pour paw|praise prays|prince prints|profit prophet|rain reign rein|rap wrap|raise rays|read red
    reed read|right write|ring wring|road rode rowed|role roll|root route|rose rows|rough ruff|rung wrung
    rye wry|sail sale|sauce source|saw sore soar|scene seen|sea see|seal ceil|seam seem|sew so sow
    shake sheikh|shoe shoo|shore sure|slay sleigh|sole soul|some sum|son sun|stair stare|stake steak
    stalk stork|steal steel|stile style|storey story|straight strait|sundae sunday|sweet suite|tail tale
    taught taut|tea tee|team teem|tear tier|their there|threw through|throne thrown|thyme time|tide tied
    toad towed|toe tow|ton tun|tuba tuber|vain vane vein|vale veil|wail whale|waist waste|wait weight|war wore
    ware wear|wave waive|way weigh|weak week|weather whether|which witch|whine wine|wood would|yew you
    yoke yolk
"""

UNFIT = {
    "frightening or violent": """
        arrow axe battle blade blood bomb bone bullet chain coffin claw crash cut danger dark dead demon devil
        fang fight fire flood ghost grave gun hammer hang hell hit hunt hurt kill knife lightning lock monster
        noose poison prison razor rope scar scream shadow shark shock shoot skull snake spear spider storm
        strap sword thunder trap vampire vulture war wasp weapon whip wolf wound zombie
    """,
    "illness, medicine, drugs and drink": """
        ambulance bandage beer cigarette cider clinic coke crack crystal dope drug fever gin hospital joint
        medicine needle nurse patient pill pot rash rum sick smoke speed tablet tumour vaccine vodka weed wine
    """,
    "bodies, beds and washing": """
        arm back bath bed belly bosom bottom brain breast bum butt chest ear eye face foot hair hand hip kiss
        knee knob leg lip mouth naked neck nipple nose nude organ pants pillow poo pyjama shower skin stomach
        stool tail toilet tongue tooth touch underwear vest wee
    """,
    "family, care and the people who look into it": """
        adopt baby brother carer child court dad daughter family father foster home husband judge lawyer
        mother mum orphan parent police sister social son stepdad teacher uncle wife worker
    """,
    "faith and politics": """
        allah altar angel bible bishop buddha chapel christ church cross god halal hindu holy imam jesus jew
        koran labour left mosque muslim nun pagoda party pope prayer priest rabbi saint sin tory temple vote
    """,
    "rude, or used to tease": """
        ape ass bastard beaver bitch chick cock coconut cow cracker cucumber dick donkey dumb dyke fag fairy
        fat fool gay gorilla gypsy hooker idiot jerk jugs lard loser melons minger monkey nut nuts pansy pig
        pussy queen queer rat shag sheepish slag slope slut snowflake spade spastic stupid tart thick tit
        tramp tranny twat ugly weasel whore willy worm
    """,
    "first names": """
        abigail adam aisha alex alfie alice amber amelia amy anna archie arthur aurora ava bella ben beth bill
        bonnie brook carol charlie chloe clay coral daisy dale daniel dawn dean drew eden ella ellie emily
        emma eve faith fern finn florence frank freddie freya george george ginger glen grace grant guy hannah
        harper harry hazel heath heather henry holly hope hunter imogen iris isaac isla ivy jack jade jake
        james jasmine jasper jay jenny jess joe joy june kate kit lara leo lewis liam lily lola lottie lucas
        lucy luna marina mark martin mason matilda max maya megan melody mia milo nancy noah olive oliver
        oscar owen parker pat pearl penny peter phoebe phoenix piper poppy ray reed rex river rob robin rose
        rosie rowan ruby ruth ryan sage sam sandy sarah scarlet sidney skye sophie stella sunny sky teddy theo
        thomas tilly toby tom tommy victor viola violet willow will zara
    """,
}


def within_one_slip(a: str, b: str) -> bool:
    """Damerau-Levenshtein distance at most 1, worked out from its definition."""
    if a == b:
        return True
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) == 1:
        return any(b[:i] + b[i + 1 :] == a for i in range(len(b)))
    if len(a) != len(b):
        return False
    differ = [i for i in range(len(a)) if a[i] != b[i]]
    if len(differ) == 1:
        return True
    return (
        len(differ) == 2 and differ[1] == differ[0] + 1 and a[differ[0]] + a[differ[1]] == b[differ[1]] + b[differ[0]]
    )


def test_there_are_1024_of_them_in_order_so_that_four_make_40_bits():
    assert len(WORDS) == 1024
    assert all(earlier < later for earlier, later in pairwise(WORDS))


def test_each_is_three_to_seven_plain_small_letters():
    assert [word for word in WORDS if not re.fullmatch("[a-z]{3,7}", word)] == []


def test_any_two_differ_by_two_slips_or_more():
    # Two words within one slip have a spelling in common once a letter is left out of each, or of one.
    alike = defaultdict(set)
    for word in WORDS:
        for shorter in {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}:
            alike[shorter].add(word)
    close = {pair for words in alike.values() for pair in combinations(sorted(words), 2) if within_one_slip(*pair)}
    assert close == set()


def test_no_two_sound_the_same():
    groups = [set(group.split()) for line in SOUND_ALIKE.splitlines() for group in line.split("|")]
    assert [both for group in groups if len(both := group & set(WORDS)) > 1] == []


def test_none_is_another_with_a_plural_ending():
    endings = {word + ending for word in WORDS for ending in ("s", "es")}
    endings |= {word[:-1] + "ies" for word in WORDS if word.endswith("y")}
    endings |= {word[:-1] + "ves" for word in WORDS if word.endswith("f")}
    assert endings & set(WORDS) == set()


def test_none_could_frighten_or_embarrass_whoever_reads_it_aloud():
    assert {why: found for why, words in UNFIT.items() if (found := set(words.split()) & set(WORDS))} == {}
