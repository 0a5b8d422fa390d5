using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Tests;

/// <summary>What a team would write: its own reward with its own attribute, a transform of its own, and a recipe that uses both.</summary>
[Recipe("team", Seed = 3)]
public abstract partial class TeamRecipe
{
    [ChainProblems(Count = 64)]
    public abstract PromptSet Problems();

    [Transform]
    public static PromptSet Brief(PromptSet problems, Notebook notebook)
    {
        notebook.Write($"{problems.Count} problems");
        return problems.Where(problem => problem.Level <= 3);
    }

    [InitializeTransformer(
        Layers = 1, HiddenSize = 16, AttentionHeads = 2, KeyValueHeads = 1, FeedForwardSize = 24, ContextLength = 48, Alphabet = ChainTraces.Alphabet)]
    public abstract Policy Initial();

    // Digits occur by chance, so there is something to learn without tuning.
#pragma warning disable KIMI6004
    [Reinforce(Iterations = 2, PromptsPerIteration = 4, SamplesPerPrompt = 4, MaxResponseTokens = 8, WarmupIterations = 1)]
    [MirrorDescent]
    [Digits(AtLeast = 3)]
    public abstract Policy Trained(Policy initial, [From(nameof(Brief))] PromptSet prompts);
}

/// <summary>An ablation: the same recipe except for one stage.</summary>
[Recipe("team-careful")]
public abstract partial class CarefulTeamRecipe : TeamRecipe
{
    [Reinforce(Iterations = 2, PromptsPerIteration = 4, SamplesPerPrompt = 4, MaxResponseTokens = 8, WarmupIterations = 1, LearningRate = 1e-4)]
    [MirrorDescent(Tau = 1)]
    [Digits(AtLeast = 2)]
    public abstract override Policy Trained(Policy initial, [From(nameof(Brief))] PromptSet prompts);
#pragma warning restore KIMI6004
}

/// <summary>Rewards responses with enough digits.</summary>
public sealed class DigitsAttribute : RewardAttribute<Digits>
{
    /// <summary>How many digits are enough.</summary>
    public int AtLeast { get; set; } = 1;
}

public sealed class Digits(DigitsAttribute options, Notebook notebook) : IReward<MathProblem>
{
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        notebook.Write($"at least {options.AtLeast}");
        return new(Verdict.Of(rollout.Text.Count(char.IsAsciiDigit) >= options.AtLeast));
    }
}

/// <summary>A service of the team's.</summary>
public sealed class Notebook
{
    private readonly System.Collections.Concurrent.ConcurrentBag<string> _lines = [];

    public IReadOnlyCollection<string> Lines => _lines;

    public void Write(string line) => _lines.Add(line);
}
