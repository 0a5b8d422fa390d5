using Kimi.Dsl;
using Kimi.Recipes.Chains;
using Kimi.Recipes.Drawings;
using Kimi.Recipes.Programs;
using Kimi.Recipes.Puzzles;
using Kimi.Recipes.Searches;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>Options of the recipes' own sources and rewards.</summary>
internal static class RecipeProofs
{
    private static readonly Stage<PromptSet> s_chains = Problems("Chains", new ChainProblemsAttribute { Count = 20 });
    private static readonly Stage<PromptSet> s_puzzles = Problems("Puzzles", new PuzzleProblemsAttribute { Count = 20 });
    private static readonly Stage<PromptSet> s_programs = Problems("Programs", new ProgramProblemsAttribute { Count = 20 });

    private static readonly Stage<PromptSet> s_pictures = Problems("Pictures", new PictureProblemsAttribute { Count = 20 });
    private static readonly Stage<PromptSet> s_searches = Problems("Searches", new SearchProblemsAttribute { Count = 20 });

    internal static IEnumerable<OptionProof> All() =>
    [
        Source<ChainProblemsAttribute>(
            () => new() { Count = 20 },
            (nameof(ChainProblemsAttribute.MinOperations), 4), (nameof(ChainProblemsAttribute.MaxOperations), 4)),
        Source<PuzzleProblemsAttribute>(
            () => new() { Count = 20 },
            (nameof(PuzzleProblemsAttribute.MaxOperations), 4), (nameof(PuzzleProblemsAttribute.LargestNumber), 8),
            (nameof(PuzzleProblemsAttribute.CountdownsInTen), 8)),
        Source<ProgramProblemsAttribute>(
            () => new() { Count = 20 },
            (nameof(ProgramProblemsAttribute.Language), ProgramLanguage.Python), (nameof(ProgramProblemsAttribute.MinOperations), 3),
            (nameof(ProgramProblemsAttribute.MaxOperations), 3)),
        Source<SearchProblemsAttribute>(
            () => new() { Count = 20 },
            (nameof(SearchProblemsAttribute.MaxLevel), 2), (nameof(SearchProblemsAttribute.Decay), 0.1),
            (nameof(SearchProblemsAttribute.Question), SearchQuestion.Parity)),
        Source<PictureProblemsAttribute>(() => new() { Count = 20 }, (nameof(PictureProblemsAttribute.TextShare), 0.9)),
        Teacher<PictureTracesAttribute>(
            () => new(), s_pictures, (nameof(PictureTracesAttribute.SlipRate), 0.9), (nameof(PictureTracesAttribute.VerificationRate), 0.1)),
        OptionProof.Of<PictureDocumentsAttribute>(
            () => new() { Count = 10 },
            options => new Stage<DocumentsAttribute, Corpus>("Proved", options),
            [
                (nameof(PictureDocumentsAttribute.Count), 9), (nameof(PictureDocumentsAttribute.InWords), true),
                (nameof(PictureDocumentsAttribute.MaxRotation), 5.0),
            ]),
        Teacher<SearchTracesAttribute>(
            () => new(), s_searches, (nameof(SearchTracesAttribute.GiveUpRate), 0.1), (nameof(SearchTracesAttribute.RepeatRate), 0.5)),
        Teacher<ChainTracesAttribute>(
            () => new(), s_chains, (nameof(ChainTracesAttribute.SlipRate), 0.9), (nameof(ChainTracesAttribute.VerificationRate), 0.1)),
        Teacher<PuzzleTracesAttribute>(() => new(), s_puzzles, (nameof(PuzzleTracesAttribute.SlipRate), 0.9)),
        Teacher<ProgramTracesAttribute>(() => new(), s_programs, (nameof(ProgramTracesAttribute.SlipRate), 0.9)),
        OptionProof.Of<ArithmeticFactsAttribute>(
            () => new() { Count = 10 },
            options => new Stage<DocumentsAttribute, Corpus>("Proved", options),
            [
                (nameof(ArithmeticFactsAttribute.Count), 9), (nameof(ArithmeticFactsAttribute.MinFacts), 8), (nameof(ArithmeticFactsAttribute.MaxFacts), 8),
            ]),
        .. RewardProofs.EveryReward<PuzzleRewardAttribute>(() => new()),
    ];

    /// <summary>A source of problems, whose number and part are options like its own.</summary>
    internal static OptionProof Source<TAttribute>(Func<TAttribute> given, params (string Option, object Value)[] own)
        where TAttribute : ProblemsAttribute => OptionProof.Of(
        given,
        options => Problems("Proved", options),
        [(nameof(ProblemsAttribute.Count), 1), (nameof(ProblemsAttribute.Split), Split.HeldOut), .. own]);

    /// <summary>A source of demonstrations.</summary>
    internal static OptionProof Teacher<TAttribute>(Func<TAttribute> given, Stage<PromptSet> problems, params (string Option, object Value)[] own)
        where TAttribute : DemonstrationsAttribute => OptionProof.Of(
        given,
        options => new Stage<DemonstrationsAttribute, PromptSet, Demonstrations>("Proved", options, problems),
        [(nameof(DemonstrationsAttribute.PerProblem), 2), .. own]);

    private static Stage<ProblemsAttribute, PromptSet> Problems(string name, ProblemsAttribute options) => new(name, options);
}
