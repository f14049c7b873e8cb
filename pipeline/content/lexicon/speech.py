"""How people talk: how a sentence asks, what leads into it, what only reacts to another."""

from pipeline.content.lexicon.people import HONORIFICS
from pipeline.content.lexicon.phrases import by_first_word, phrases, words

AUXILIARY = phrases(
    """is, are, was, were, am, do, does, did, have, has, had, can, could, would, will, should, shall, may, might, isn't, aren't, wasn't,
    weren't, don't, doesn't, didn't, haven't, hasn't, can't, couldn't, won't, wouldn't, shouldn't""",
)
INTERROGATIVE = by_first_word(phrases("what, what's, how, how's, why, who, who's, whom, whose, where, where's, when, which"))
ASKING = by_first_word(AUXILIARY) | INTERROGATIVE
# The whole of a question that asks for the reason of what was said.
WHY = phrases(
    """why, warum, wieso, weshalb, pourquoi, por que, por qué, por quê, perché, neden, niçin, почему, зачем, чому, навіщо, dlaczego, proč, waarom,
    varför, hvorfor, miksi, γιατί, なぜ, なぜですか, なぜでしょうか, どうして, どうしてですか, 왜, 왜요, 왜죠, 왜인가요, 为什么, 为什么呢, 為什麼,
    為什麼呢""",
)
POINTING = words("that this these those it they them he she him there so one mean")
# A heading that begins with these is something said rather than a topic.
TALKING = by_first_word(
    phrases(
        """i, i'm, i've, i'd, you, you're, you've, we, we're, it, it's, that, that's, this is, he, she, they, there's, so, and, but, or,
        love, loved, thanks, thank, wow, yeah, yes, no, okay, ok, great, cool, nice, exactly, totally, absolutely, right, perfect,
        interesting, well, oh, ah, please, sure, sounds, glad, welcome, hello, hi, hey, let's, haha, awesome, amazing, had, never, got,
        makes, speaking of""",
    ),
)
REACTIONS = by_first_word(
    phrases(
        """yeah, yes, no, nope, okay, ok, right, exactly, totally, absolutely, definitely, sure, wow, oh, ah, haha, hm, hmm, great, good,
        nice, cool, awesome, amazing, perfect, interesting, excellent, fantastic, wonderful, brilliant, beautiful, indeed, true,
        congratulations, thanks, thank you, got it, i see, love it, love that, love this, well done, fair enough, makes sense,
        that makes sense, of course, for sure, same, agreed, alright, all right, welcome""",
    ),
)
# Endings of a sentence that ask for no more than assent.
NODS = frozenset(
    phrases(
        """right, correct, no, yes, yeah, huh, eh, okay, ok, you know, really, seriously, true, am i right, is that right, is that correct,
        is that so, is that true, is that it, is it right, is this right, is this correct, was that right, is that fair, de verdad, verdad,
        no es así, en serio, nicht wahr, oder, wirklich, ehrlich, echt, n'est-ce pas, vraiment, ah bon, davvero, sério, правда, серьезно,
        серьёзно, 真的吗, 真的, 真的嗎, 是吗, 是嗎, 对吗, 本当ですか, 本当に, 本当, そうですか, 정말요, 정말""",
    ),
) | {
    f"{auxiliary}n't {person}"
    for auxiliary in ("is", "are", "was", "were", "do", "does", "did", "have", "has", "would", "can", "could", "will")
    for person in ("it", "you", "they", "he", "she", "we", "there", "that")
}
# Lead-ins that need no comma behind them, and then those that do.
SOFT_LEADS = by_first_word(
    phrases(
        """so, and, but, or, now, then, ok, okay, because, y, entonces, pues, bueno, así que, und, also, dann, et, alors, donc, du coup, e, então,
        allora, quindi, dunque, dus, maar, nou, så, och, og, więc, a więc, takže, и, а, но, ну, итак, тогда, значит, отже, тобто, peki, o zaman,
        אז, إذن, तो, 그럼, 그러면, 그런데, 그래서""",
    ),
)
HARD_LEADS = by_first_word(
    phrases(
        """yeah, yes, yep, no, nope, well, right, alright, all right, all right then, great, good, nice, cool, awesome, perfect, exactly,
        absolutely, totally, sure, oh, ah, hm, hmm, um, uh, wow, interesting, actually, basically, finally, also, anyway, thanks, thank you,
        thanks a lot, got it, i see, for sure, of course, you know, like, maybe, first, first of all, next, last, lastly, obviously,
        clearly, indeed, see, look, listen, i mean, i guess, i think, hey, hi, please, again, just out of curiosity, out of curiosity,
        by the way, in that case, speaking of which, with that said, that said, having said that, to start, to begin with,
        diving right in, besides, moving on, okay cool, ok cool, muy bien, bueno, vale, claro, perfecto, gracias, genial, sí, super, bien,
        très bien, d'accord, parfait, merci, oui, ja, na ja, naja, na dann, na gut, gut, sehr gut, toll, danke, genau, aí, bom, certo, ótimo,
        obrigado, obrigada, bene, ottimo, perfetto, grazie, oké, goed, mooi, bedankt, okej, no dobrze, dobrze, dobře, да, так, хорошо,
        отлично, понятно, спасибо, пожалуйста, кстати, добре, טוב, حسنا, حسنًا, طيب, अच्छा, 네, 예, 먼저, 마지막으로, 好, 好的, 嗯, 那么, 那麼, 那, 所以,
        首先, 最后, 最後, 另外, では, それでは, じゃあ, それじゃあ, なるほど, ちなみに, ところで, さて, まず, まずは, 次に, 最後に""",
    ),
)
WONDERING = by_first_word(
    phrases(
        """wondering, curious, just wondering, just curious, i'm wondering, i'm curious, i am wondering, i am curious, i was wondering,
        i was curious, i'm also wondering, i'm also curious, i'm just wondering, i'm just curious, i was just wondering, let me ask,
        let me ask you, let me ask you this, let me ask you something, let me ask a question, let me ask you a question, can i ask,
        can i ask you, i wanted to ask, i wanted to ask you, tell me, question, last one, the last one, the next one, next one, final one,
        maybe last one, erzähl mal, erzähl doch mal, sag mal, sagen sie, dis-moi, dites-moi, dimmi, mi dica, скажи, скажите""",
    ),
)
# Before a name that a question addresses: `Hi Ana, why wax?`
GREETINGS = words("hi hello hey bonjour salut hola hallo moin servus olá oi ciao buongiorno hoi привет здравствуйте 你好 您好 こんにちは")
# Before the surname of somebody whom a question addresses: `Frau Ruiz, warum Wachs?`
ADDRESSES = HONORIFICS | words(
    "frau herr monsieur madame mademoiselle señor señora senhor senhora signor signora signore mevrouw meneer господин госпожа",
)
# Words without a meaning of their own.
FUNCTION_WORDS = words(
    """a about actually after again ago all also always am an and another any anyone anything anyway are aren't around as ask at away back
    basically be because been before being best better bit both but by can can't come could couldn't did didn't different do does doesn't
    doing don't done each either else even ever every everybody everyone everything exactly far few first for from further get getting go
    goes going gonna good got great guess had happen happened happening happens has have haven't having he her here hers him his how i i'd
    i'll i'm i've if in into is isn't it it's its just kind know last lately let let's like likely little lot made make makes making many
    maybe me mean means might mine more most much my myself need never new no nobody none nor not nothing now of off oh ok okay on
    once one ones only or other others our out over part people's perhaps please pretty put quite rather really right same say saying see
    seem seems seen shall she should show since so some somebody somehow someone something sometimes somewhere sort still stuff such sure
    take tell than that that's the their theirs them themselves then there there's these they they're thing things think thinking this
    those though through time times to today together told too took true try trying two under until up upon us use used using very want
    wanted was wasn't way ways we we're we've well went were weren't what what's when where where's which while who whom whose why will
    with within without won't would wouldn't yeah yes yet you you'd you'll you're you've your yours yourself""",
)
