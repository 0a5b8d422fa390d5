// Form: three sets are mixed by shares, which a helper checks against their number, with ids of their own and tags for the balance
using Kimi.Dsl;

namespace Acme.Mixing;

[Recipe("shares-of-three-sets", Seed = 12)]
[Sampling(MaxResponseTokens = 1_024)]
public abstract partial class SharesOfThreeSets
{
    [LoadPolicy("models/olmo-2-1b-sft")]
    public abstract Policy Start();

    [ProblemsFile(Path = "data/gsm8k-train.jsonl", Layout = ProblemLayout.Gsm8k, Shuffle = true)]
    public abstract PromptSet Words();

    [ProblemsFile(Path = "data/math-train.jsonl", Layout = ProblemLayout.Math, TagFields = ["subject"], Shuffle = true)]
    public abstract PromptSet Competition();

    [ProblemsFile(Path = "data/tables.jsonl", AnswerField = "value", Shuffle = true)]
    public abstract PromptSet Tables();

    [ProblemsFile(Path = "data/gsm8k-test.jsonl", Layout = ProblemLayout.Gsm8k, Benchmark = Benchmark.Gsm8k)]
    public abstract PromptSet WordsTest();

    [ProblemsFile(Path = "data/math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet CompetitionTest();

    [Transform]
    public static PromptSet Mixture(PromptSet words, PromptSet competition, PromptSet tables) =>
        Mix.Of(6_000, (words, 0.3), (competition, 0.5), (tables, 0.2));

    [Transform]
    public static PromptSet Clean(PromptSet mixture, PromptSet wordsTest, PromptSet competitionTest)
    {
        var held = wordsTest.Concat(competitionTest).Select(problem => problem.Prompt.Text.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return mixture.Where(problem => !held.Contains(problem.Prompt.Text.Trim()));
    }

    [Reinforce(Iterations = 150, LearningRate = 1e-6), Dapo, MathReward, PrioritizedSampler(Floor = 0.1)]
    public abstract Policy Tuned(Policy start, [From(nameof(Clean))] PromptSet problems);

    [Evaluate, MathReward]
    public abstract Evaluation OnWords(Policy start, Policy tuned, PromptSet wordsTest);

    [Evaluate, MathReward]
    public abstract Evaluation OnCompetition(Policy start, Policy tuned, PromptSet competitionTest);
}

/// <summary>Mixes sets.</summary>
internal static class Mix
{
    /// <summary>So many problems, of each set its share, or all that it has.</summary>
    public static PromptSet Of(int count, params (PromptSet Set, double Share)[] parts)
    {
        if (Math.Abs(parts.Sum(part => part.Share) - 1) > 1e-9)
            throw new ArgumentException("the shares must sum to 1", nameof(parts));
        var mixed = parts.SelectMany(part => part.Set.Take((int)Math.Round(count * part.Share))).ToList();
        return mixed.Count == 0 ? throw new InvalidOperationException("all sets are empty") : new PromptSet(mixed);
    }
}
