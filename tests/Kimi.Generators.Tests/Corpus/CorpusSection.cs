using System.Globalization;
using System.Text;
using Kimi.Generators.Tests.Gallery;

namespace Kimi.Generators.Tests.Corpus;

/// <summary>What <c>docs/mistakes.md</c> says of the corpora: the gallery shows what is caught, and they show what share of what users report.</summary>
internal static class CorpusSection
{
    // Of the first corpus, which is kept apart from this repository, and of this one before any rule was written for it.
    private const int FirstCaught = 18;
    private const int First = 45;
    private const int CaughtWhenWritten = 5;
    private const int MistakesWhenWritten = 75;
    private const int LaterCaughtWhenWritten = 19;
    private const int LaterWhenWritten = 25;
    private const int ThirdCaughtWhenWritten = 14;
    private const int ThirdWhenWritten = 67;
    private const int FourthCaughtWhenWritten = 38;
    private const int FourthWhenWritten = 70;
    private const int FifthCaughtWhenWritten = 28;
    private const int FifthWhenWritten = 78;
    private const int SixthCaughtWhenWritten = 22;
    private const int SixthWhenWritten = 73;
    private const int SeventhCaughtWhenWritten = 25;
    private const int SeventhWhenWritten = 62;
    private const int EighthCaughtWhenWritten = 18;
    private const int EighthWhenWritten = 58;
    private const int NinthCaughtWhenWritten = 46;
    private const int NinthWhenWritten = 56;
    private const int TenthCaughtWhenWritten = 25;
    private const int TenthWhenWritten = 50;
    private const int EleventhCaughtWhenWritten = 4;
    private const int EleventhWhenWritten = 45;
    private const int TwelfthCaughtWhenWritten = 6;
    private const int TwelfthWhenWritten = 44;

    /// <summary>Writes the section.</summary>
    public static string Write()
    {
        var mistakes = CorpusCase.Mistakes;
        var (build, start, late, never) = (Count(Told.Build), Count(Told.Start), Count(Told.Late), Count(Told.Never));
        var earlier = MistakesPage.Share(CaughtWhenWritten, MistakesWhenWritten);
        var later = MistakesPage.Share(LaterCaughtWhenWritten, LaterWhenWritten);
        var fourth = MistakesPage.Share(FourthCaughtWhenWritten, FourthWhenWritten);
        var fifth = MistakesPage.Share(FifthCaughtWhenWritten, FifthWhenWritten);
        var sixth = MistakesPage.Share(SixthCaughtWhenWritten, SixthWhenWritten);
        var seventh = MistakesPage.Share(SeventhCaughtWhenWritten, SeventhWhenWritten);
        var eighth = MistakesPage.Share(EighthCaughtWhenWritten, EighthWhenWritten);
        var ninth = MistakesPage.Share(NinthCaughtWhenWritten, NinthWhenWritten);
        var tenth = MistakesPage.Share(TenthCaughtWhenWritten, TenthWhenWritten);
        var eleventh = MistakesPage.Share(EleventhCaughtWhenWritten, EleventhWhenWritten);
        var twelfth = MistakesPage.Share(TwelfthCaughtWhenWritten, TwelfthWhenWritten);
        var third = MistakesPage.Share(ThirdCaughtWhenWritten, ThirdWhenWritten);
        return new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"""
            ## What users of other stacks report

            The gallery holds what is caught. A corpus holds what users report in threads of other stacks, caught or not, written in this language: a mistake
            counts when the expected diagnostic stands on the line that is wrong. The mistakes of
            [tests/Kimi.Generators.Tests/Corpus](../tests/Kimi.Generators.Tests/Corpus) (verl, TRL, OpenRLHF, prime-rl, slime, NeMo-RL, SkyRL, axolotl,
            LLaMA-Factory, torchtune, ms-swift, Megatron, unsloth, DeepSpeed-Chat, open-instruct) are of twelve times: {MistakesWhenWritten} were chosen from
            kinds that no rule told when they were written, so their first share is low; {LaterWhenWritten} came later, of whatever kind;
            for {ThirdWhenWritten} more, the question was which options and inputs a user could get wrong without being told;
            {FourthWhenWritten} were written from threads before anyone looked at which rules there are, and so were
            {FifthWhenWritten} more, then {SixthWhenWritten}, these of kinds that no case had before, {SeventhWhenWritten} again before anyone
            looked, and so {EighthWhenWritten} of what users report most, {NinthWhenWritten} of kinds that rules tell, in other forms, and
            {TenthWhenWritten} again from threads before anyone looked, {EleventhWhenWritten} so too, of kinds that none of the others has, and
            {TwelfthWhenWritten} as threads came, before anyone looked. Beside them are {CorpusCase.Valid.Count} valid recipes of unusual forms, which
            get no diagnostic.

            | Corpus | Mistakes | At build | At start | Late | Never |
            |---|---:|---:|---:|---:|---:|
            | first, kept apart, before these rules | {First} | {FirstCaught} ({MistakesPage.Share(FirstCaught, First)}) | | | |
            | the earlier part, when it was written | {MistakesWhenWritten} | {CaughtWhenWritten} ({earlier}) | | | |
            | the later part, when it was written | {LaterWhenWritten} | {LaterCaughtWhenWritten} ({later}) | | | |
            | the third part, when it was written | {ThirdWhenWritten} | {ThirdCaughtWhenWritten} ({third}) | | | |
            | the fourth part, when it was written | {FourthWhenWritten} | {FourthCaughtWhenWritten} ({fourth}) | | | |
            | the fifth part, when it was written | {FifthWhenWritten} | {FifthCaughtWhenWritten} ({fifth}) | | | |
            | the sixth part, when it was written | {SixthWhenWritten} | {SixthCaughtWhenWritten} ({sixth}) | | | |
            | the seventh part, when it was written | {SeventhWhenWritten} | {SeventhCaughtWhenWritten} ({seventh}) | | | |
            | the eighth part, when it was written | {EighthWhenWritten} | {EighthCaughtWhenWritten} ({eighth}) | | | |
            | the ninth part, when it was written | {NinthWhenWritten} | {NinthCaughtWhenWritten} ({ninth}) | | | |
            | the tenth part, when it was written | {TenthWhenWritten} | {TenthCaughtWhenWritten} ({tenth}) | | | |
            | the eleventh part, when it was written | {EleventhWhenWritten} | {EleventhCaughtWhenWritten} ({eleventh}) | | | |
            | the twelfth part, when it was written | {TwelfthWhenWritten} | {TwelfthCaughtWhenWritten} ({twelfth}) | | | |
            | this one, now | {mistakes.Count} | {build} ({MistakesPage.Share(build, mistakes.Count)}) | {start} | {late} | {never} |
            """).ToString();
        int Count(Told told) => mistakes.Count(mistake => mistake.Told == told);
    }
}
